//! What services ask each other, asked by who must not: with forged tokens, by services that have not declared it, and with
//! passports that no gateway has signed.

use e2e::{Access, Forger, Operation, STAFF, callee};

use super::{Headers, Walk, audience, bearer};

const PASSPORT: &str = "x-karum-passport";
const UNKNOWN: Option<&str> = Some("request.unauthenticated");
const FORBIDDEN: Option<&str> = Some("request.forbidden");
/// Whose log stands for all logs here.
const PRODUCER: &str = "order";

impl Walk {
    /// How a service shows who it is at this operation.
    pub(super) fn service(
        &self,
        operation: &Operation,
        caller: Option<&str>,
    ) -> Option<(&'static str, String)> {
        let path = self.mine.path(operation);
        caller.map(|caller| bearer(&self.shop.holders.token(caller, callee(&path))))
    }

    fn internal(&self) -> Vec<Operation> {
        let internal = self.operations().into_iter().filter(|operation| operation.access == Access::Service);
        internal.collect()
    }

    /// Every way in which a token can be wrong, of a service that may call.
    pub(super) async fn services_that_forge(&mut self) {
        let former = Forger::of_former_order(&self.shop);
        for operation in &self.internal() {
            let caller = operation.caller().unwrap_or("order").to_owned();
            let path = self.mine.path(operation);
            let callee = callee(&path);
            let claims = self.shop.holders.claims(&caller, callee);
            let mut forged = Forger::of_service(&self.shop, &caller).call_forgeries(&claims);
            let other = if caller == "order" { "cart" } else { "order" };
            forged.push((
                "the signature of another service",
                Forger::of_service(&self.shop, other).sign(&claims),
            ));
            let order = self.shop.holders.claims("order", callee);
            forged.push(("a key that is no longer listed", former.sign(&order)));
            // Auth signs for people, and for nobody else.
            forged.push(("the signature of auth's key for people", self.forger.sign(&claims)));
            forged.push(("an access token", self.forger.sign(&self.claims(operation, &self.mine, &["*"]))));
            forged.push(("staff", STAFF.to_owned()));
            forged.push(("a customer", self.mine.customer_token.clone()));
            for (what, token) in forged {
                let answer = self.ask(operation, Some(bearer(&token))).await;
                self.expect(operation, what, &answer, 401, UNKNOWN);
            }
        }
    }

    /// Each service that is not among those which call, with a token that is right.
    pub(super) async fn services_that_have_not_declared(&mut self) {
        let names: Vec<&str> = self.shop.holders.names().collect();
        for operation in &self.internal() {
            let log = operation.path.ends_with("/feed");
            for name in &names {
                let declared = if log {
                    e2e::FOLLOWS
                        .iter()
                        .any(|(service, follows)| service == name && follows.contains(&PRODUCER))
                } else {
                    operation.callers.iter().any(|caller| caller == "*" || caller == name)
                };
                if declared {
                    continue;
                }
                let answer = self.ask(operation, self.service(operation, Some(name))).await;
                self.expect(operation, name, &answer, 403, FORBIDDEN);
                if !answer.text().contains(&format!("the service {name} has not declared")) {
                    self.found.push(format!("{} does not say who asked: {}", operation.path, answer.text()));
                }
            }
        }
    }

    /// A service is nobody at the operations of customers and staff.
    pub(super) async fn tokens_of_services_elsewhere(&mut self) {
        for operation in self.operations().iter().filter(|operation| operation.access != Access::Service) {
            if operation.own_credentials {
                continue;
            }
            let (realm, _) = audience(operation);
            for callee in [realm, "order"] {
                let token = self.shop.holders.token("cart", callee);
                let answer = self.ask(operation, Some(bearer(&token))).await;
                self.expect(operation, "a service", &answer, 401, UNKNOWN);
            }
        }
    }

    /// Only the gateway says who somebody is, only to those for whom it says it, and only for a minute.
    pub(super) async fn passports_that_open_nothing(&mut self) {
        for operation in &self.operations() {
            let (realm, _) = audience(operation);
            let mut passports = self.shop.holders.passports(realm).into_iter();
            let (what, genuine) = passports.next().expect("the first one is right");
            let bare: Headers = self.headers(operation, &self.mine);
            let path = self.mine.path(operation);
            if operation.access == Access::Staff && operation.method == http::Method::GET {
                let headers = with_passport(&bare, genuine);
                let answer = self.send(operation, &path, &headers).await;
                self.must_pass(operation, what, &answer);
            }
            for (what, passport) in passports {
                let answer = self.send(operation, &path, &with_passport(&bare, passport)).await;
                self.expect(operation, what, &answer, 401, UNKNOWN);
            }
        }
    }
}

fn with_passport(headers: &Headers, passport: String) -> Headers {
    let mut headers = headers.clone();
    headers.push((PASSPORT, passport));
    headers
}
