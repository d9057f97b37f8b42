//! Nobody gets where they do not belong. Walks every route of every service, as the OpenAPI documents list them, with every
//! token that must open nothing, and with everybody's objects but the caller's own. What is expected follows from the
//! documents, so a new route is walked without a word here. That every route declares its access needs no test: it is an
//! argument of the only constructors of `kernel_http::Op`.

mod channels;
mod neighbors;
mod objects;

use std::collections::{BTreeMap, BTreeSet};

use e2e::{Access, Api, Forger, Form, Operation, Response, STAFF, Sampler, Shop};
use http::Method;
use kernel_base::Env;
use serde_json::{Value, json};

use objects::{Maker, World, address, goods};

/// What everybody on the staff may: their own account.
const OWN_ACCOUNT: &str = "auth.account.own";

/// So many operations of staff answer the walk with a success.
const ALLOWED_AT_LEAST: usize = 55;

/// The walk's member of staff is active.
const NOTHING_TO_DO: &str = "POST /admin/v1/users/{user_id}/reactivate";

type Headers = Vec<(&'static str, String)>;

struct Walk {
    shop: Shop,
    api: Api,
    forger: Forger,
    /// Whose objects are asked for.
    mine: World,
    /// Who asks for them.
    other: World,
    /// Every permission that a route asks for.
    permissions: BTreeSet<String>,
    variant_id: String,
    found: Vec<String>,
    sent: usize,
    /// What staff was allowed to change: the traces of the requests, by operation.
    changes: BTreeMap<String, BTreeSet<String>>,
}

fn bearer(token: &str) -> (&'static str, String) {
    ("authorization", format!("Bearer {token}"))
}

/// For whom tokens of an operation are, and which realm such callers have.
fn audience(operation: &Operation) -> (&'static str, &'static str) {
    match operation.path.split('/').nth(1) {
        Some("admin") => ("admin", "staff"),
        Some("internal") => ("internal", "staff"),
        _ => ("store", "customer"),
    }
}

/// True for an order's token in place of credentials.
fn by_order_token(operation: &Operation) -> bool {
    operation.access == Access::Public && operation.path.starts_with("/store/v1/orders/")
}

impl Walk {
    async fn begin() -> Self {
        let shop = Shop::start(Form::Together).await;
        let mug = goods(&shop, &["web", "outlet"]).await;
        let api = Api::of(&shop).await;
        let maker =
            |channel, email, country| Maker { shop: &shop, api: &api, goods: &mug, channel, email, country };
        let mine = maker("web", "grace@example.org", "GB").world().await;
        let other = maker("outlet", "eve@example.org", "FR").world().await;
        let forger = Forger::of(&shop).await;
        let permissions =
            api.operations.iter().filter_map(|operation| operation.permission.clone()).collect();
        let (variant_id, found) = (mug.variant_id.clone(), Vec::new());
        let changes = BTreeMap::new();
        Self { shop, api, forger, mine, other, permissions, variant_id, found, sent: 0, changes }
    }

    fn operations(&self) -> Vec<Operation> {
        self.api.operations.clone()
    }

    /// Claims with which the operation lets somebody in.
    fn claims(&self, operation: &Operation, world: &World, permissions: &[&str]) -> Value {
        let (audience, realm) = audience(operation);
        let subject = match audience {
            "admin" => &world.staff_id,
            "internal" => "order",
            _ => &*world.customer_id,
        };
        self.forger.claims(audience, realm, subject, permissions)
    }

    fn all(&self) -> Vec<&str> {
        self.permissions.iter().map(String::as_str).collect()
    }

    fn all_but(&self, operation: &Operation) -> Vec<&str> {
        let needed = operation.permission.as_deref();
        self.permissions.iter().map(String::as_str).filter(|other| Some(*other) != needed).collect()
    }

    /// Everything that the request needs besides credentials.
    fn headers(&self, operation: &Operation, world: &World) -> Headers {
        let mut headers = vec![("if-match", "\"v1\"".to_owned())];
        if operation.access == Access::Cart {
            headers.push(("x-cart-token", world.cart_token.clone()));
        }
        if by_order_token(operation) {
            headers.push(("x-order-token", world.order_token.clone()));
        }
        if operation.keyed {
            headers.push(("idempotency-key", Env::system().uuid().to_string()));
        }
        if operation.body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        headers
    }

    /// A body that fits: whoever is let in by mistake shall leave a trace.
    fn body(&self, operation: &Operation) -> String {
        let known = BTreeMap::from([
            ("variant_id".to_owned(), self.variant_id.clone()),
            ("channel".to_owned(), self.mine.channel.to_owned()),
            ("email".to_owned(), "walk@example.org".to_owned()),
        ]);
        let sampler = Sampler { definitions: &operation.definitions, known: &known, optional: false };
        let Some(schema) = &operation.body else { return String::new() };
        let mut body = sampler.sample(schema);
        if operation.has_field("channel") {
            body["channel"] = self.mine.channel.into();
        }
        // What a change leaves out stays, and a change that changes nothing leaves nothing.
        for name in ["name", "title"].into_iter().filter(|name| operation.has_field(name)) {
            if operation.method == Method::PATCH {
                body[name] = "Walked".into();
            }
        }
        if body.get("address").is_some() {
            // Countries have their own rules.
            body["address"] = address();
        }
        body.to_string()
    }

    async fn send(&mut self, operation: &Operation, path: &str, headers: &Headers) -> Response {
        self.sent += 1;
        let response = self.api.send(&operation.method, path, headers, self.body(operation)).await;
        if (200..300).contains(&response.status) {
            self.changed(operation, &response.trace_id);
        }
        if !response.documented(operation) {
            let (method, status, text) = (&operation.method, response.status, response.text());
            self.found.push(format!("{method} {}: nobody documented {status}: {text}", operation.path));
        }
        response
    }

    /// Remembers what staff was allowed to change.
    fn changed(&mut self, operation: &Operation, trace_id: &str) {
        if operation.access == Access::Staff && operation.method != Method::GET {
            let name = format!("{} {}", operation.method, operation.path);
            self.changes.entry(name).or_default().insert(trace_id.to_owned());
        }
    }

    /// Asks for this world's object.
    async fn ask(&mut self, operation: &Operation, extra: Option<(&'static str, String)>) -> Response {
        let mut headers = self.headers(operation, &self.mine);
        if let Some((name, value)) = extra {
            headers.retain(|(known, _)| *known != name);
            headers.push((name, value));
        }
        let path = self.mine.path(operation);
        self.send(operation, &path, &headers).await
    }

    /// The answer must be this problem, and the document must say that it may be.
    fn expect(
        &mut self,
        operation: &Operation,
        who: &str,
        response: &Response,
        status: u16,
        code: Option<&str>,
    ) {
        let wrong = match response.problem(operation) {
            Err(wrong) => wrong,
            Ok(_) if response.status != status => {
                format!("not {status}: {} {}", response.status, response.text())
            }
            Ok(problem) if code.is_some_and(|code| code != problem.code) => {
                format!("{} instead of {}", problem.code, code.unwrap_or_default())
            }
            Ok(_) => return,
        };
        self.found.push(format!("{} {} for {who}: {wrong}", operation.method, operation.path));
    }

    #[track_caller]
    fn assert_none(&self) {
        assert!(self.found.is_empty(), "{} findings:\n{}", self.found.len(), self.found.join("\n"));
    }

    async fn tokens_that_open_nothing(&mut self) {
        let forged: BTreeMap<&str, Vec<(&str, String)>> = ["store", "admin", "internal"]
            .map(|audience| {
                let in_it = |operation: &&Operation| self::audience(operation).0 == audience;
                let any = self.api.operations.iter().find(in_it).expect("an operation");
                (audience, self.forger.forgeries(&self.claims(any, &self.mine, &self.all())))
            })
            .into();
        for operation in self.operations().iter().filter(|operation| !operation.own_credentials) {
            for (what, token) in &forged[audience(operation).0] {
                let answer = self.ask(operation, Some(bearer(token))).await;
                self.expect(operation, what, &answer, 401, Some("request.unauthenticated"));
            }
            for (what, header) in
                [("Basic", "Basic YTpi"), ("an empty token", "Bearer "), ("no scheme", STAFF)]
            {
                let answer = self.ask(operation, Some(("authorization", header.to_owned()))).await;
                self.expect(operation, what, &answer, 401, Some("request.unauthenticated"));
            }
            match operation.access {
                Access::Public => {}
                Access::Cart => {
                    let answer = self.ask(operation, Some(("x-cart-token", String::new()))).await;
                    self.expect(operation, "nobody", &answer, 401, Some("request.cart_token_missing"));
                }
                Access::Customer | Access::Staff | Access::Service => {
                    let answer = self.ask(operation, None).await;
                    self.expect(operation, "nobody", &answer, 401, Some("request.unauthenticated"));
                }
            }
        }
    }

    async fn callers_of_other_kinds(&mut self) {
        const FORBIDDEN: Option<&str> = Some("request.forbidden");
        for operation in &self.operations() {
            let wrong: &[&str] = match operation.access {
                Access::Public | Access::Cart => &[],
                Access::Customer => &[STAFF],
                // Who asks as a service is nobody else: `neighbors.rs`.
                Access::Staff | Access::Service => &[],
            };
            for token in wrong {
                let answer = self.ask(operation, Some(bearer(token))).await;
                self.expect(operation, token, &answer, 403, FORBIDDEN);
            }
            if operation.access == Access::Staff {
                let claims = self.claims(operation, &self.mine, &self.all_but(operation));
                let answer = self.ask(operation, Some(bearer(&self.forger.sign(&claims)))).await;
                self.expect(operation, "staff with every other permission", &answer, 403, FORBIDDEN);
            }
        }
    }

    /// The tokens of two API keys: each may the half of everything, as somebody who may everything has allowed.
    async fn keys_beyond_their_scope(&mut self) {
        let all: Vec<String> =
            self.permissions.iter().filter(|permission| *permission != OWN_ACCOUNT).cloned().collect();
        let (left, right) = all.split_at(all.len() / 2);
        for scopes in [left, right] {
            let token = self.key_token(scopes).await;
            for operation in &self.operations() {
                let Some(needed) = &operation.permission else { continue };
                if !scopes.contains(needed) {
                    let answer = self.ask(operation, Some(bearer(&token))).await;
                    self.expect(
                        operation,
                        "a key without the scope",
                        &answer,
                        403,
                        Some("request.forbidden"),
                    );
                } else if operation.method == Method::GET && operation.parameters().next().is_none() {
                    let answer = self.ask(operation, Some(bearer(&token))).await;
                    self.must_pass(operation, "a key with the scope", &answer);
                }
            }
        }
    }

    async fn key_token(&self, scopes: &[String]) -> String {
        let admin = self.shop.shopper("auth").header("authorization", bearer(&self.mine.staff_token).1);
        let key = admin.post("/admin/v1/api-keys", json!({ "name": "Half", "scopes": scopes })).await.ok();
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            key["api_key_id"].as_str().unwrap(),
            key["secret"].as_str().unwrap()
        );
        let headers = [("content-type", "application/x-www-form-urlencoded".to_owned())];
        let answer = self.api.send(&Method::POST, "/oauth/token", &headers, form).await;
        answer.json()["access_token"].as_str().unwrap_or_else(|| panic!("{}", answer.text())).to_owned()
    }

    /// What is another's is answered as if it did not exist: never 403, which would tell that it does.
    async fn objects_of_others(&mut self) {
        for operation in &self.operations() {
            if let Some(stranger) = self.stranger(operation) {
                let answer = self.ask(operation, Some(stranger)).await;
                self.expect(operation, "somebody else", &answer, 404, None);
            }
        }
    }

    /// How somebody comes who has everything of the kind, but not this object.
    fn stranger(&self, operation: &Operation) -> Option<(&'static str, String)> {
        let named = operation.parameters().next().is_some();
        let own_account = operation.permission.as_deref() == Some(OWN_ACCOUNT);
        match operation.access {
            Access::Customer if named => Some(bearer(&self.other.customer_token)),
            Access::Staff if named && own_account => Some(bearer(&self.other.staff_token)),
            Access::Cart => Some(("x-cart-token", self.other.cart_token.clone())),
            Access::Public if named && by_order_token(operation) => {
                Some(("x-order-token", self.other.order_token.clone()))
            }
            Access::Public | Access::Customer | Access::Staff | Access::Service => None,
        }
    }

    /// The caller comes as far as the handler; what that says of the sample is its own business.
    fn must_pass(&mut self, operation: &Operation, who: &str, answer: &Response) {
        let at_the_edge = answer.json()["code"].as_str().is_some_and(|code| code.starts_with("request."));
        let stopped = at_the_edge && [401, 403].contains(&answer.status);
        if stopped || answer.status >= 500 || (operation.method == Method::GET && answer.status == 404) {
            let (method, path) = (&operation.method, &operation.path);
            self.found.push(format!("{method} {path} stops {who}: {} {}", answer.status, answer.text()));
        }
    }

    /// The counterpart: who may, passes, so nothing above was refused for another reason. This does change things.
    async fn everybody_passes_where_they_belong(&mut self) {
        let mut operations = self.operations();
        // What takes something away comes last.
        let ends = |operation: &Operation| {
            let erases = operation.method == Method::POST && operation.path.contains("/erasures");
            (erases, operation.method == Method::DELETE, operation.path.contains("/logout"))
        };
        operations.sort_by_key(ends);
        for operation in &operations {
            let credentials = match operation.access {
                Access::Public | Access::Cart => None,
                Access::Customer => Some(bearer(&self.mine.customer_token)),
                Access::Staff => {
                    let needed = operation.permission.as_deref().unwrap_or_default();
                    Some(bearer(&self.forger.sign(&self.claims(operation, &self.mine, &[needed]))))
                }
                Access::Service => self.service(operation, operation.caller()),
            };
            let answer = self.ask(operation, credentials).await;
            let owner_needed = self.stranger(operation).is_some();
            if !operation.own_credentials
                && !operation.uncalled()
                && (operation.access != Access::Public || owner_needed)
            {
                self.must_pass(operation, "who may", &answer);
            }
        }
    }

    /// Every operation by which staff was allowed to change something has left an entry, whichever service it belongs to.
    async fn what_staff_changed_is_in_the_audit_log(&mut self) {
        let operations = self.operations();
        for change in self.shop.changes() {
            let mut called = operations.iter().filter(|one| one.is_called_by(&change.method, &change.path));
            // A path that is written out counts before one with parameters.
            if let Some(operation) =
                called.clone().find(|one| one.parameters().next().is_none()).or(called.next())
            {
                self.changed(operation, &change.trace_id);
            }
        }
        self.shop.audit_log_is_complete().await;
        let audited = self.shop.audited_traces().await;
        assert!(
            self.changes.len() >= ALLOWED_AT_LEAST,
            "the walk changes less than it did: {:#?}",
            self.changes
        );
        for (operation, traces) in &self.changes {
            if traces.is_disjoint(&audited) && operation != NOTHING_TO_DO {
                self.found.push(format!("{operation} leaves nothing in the audit log"));
            }
        }
    }

    /// Of a path that exists, the answer tells which methods it has.
    async fn other_methods(&mut self) {
        let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for operation in &self.api.operations {
            methods.entry(operation.path.clone()).or_default().insert(operation.method.to_string());
        }
        for operation in &self.operations() {
            let mut declared = methods[&operation.path].clone();
            if declared.contains("GET") {
                declared.insert("HEAD".to_owned());
            }
            for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                if declared.contains(method.as_str()) {
                    continue;
                }
                let answer = self.api.send(&method, &self.mine.path(operation), &[], "").await;
                let allowed: BTreeSet<String> = answer
                    .allow
                    .iter()
                    .flat_map(|allow| allow.split(','))
                    .map(|it| it.trim().to_owned())
                    .collect();
                if answer.status != 405 || allowed != declared {
                    self.found.push(format!("{method} {}: {} {allowed:?}", operation.path, answer.status));
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_lets_in_only_whom_it_is_for() {
    let mut walk = Walk::begin().await;
    assert!(walk.api.operations.len() > 200, "{} operations", walk.api.operations.len());
    walk.other_methods().await;
    let before = (walk.shop.row_counts().await, walk.shop.told().await);
    walk.tokens_that_open_nothing().await;
    walk.callers_of_other_kinds().await;
    walk.services_that_forge().await;
    walk.services_that_have_not_declared().await;
    walk.tokens_of_services_elsewhere().await;
    walk.passports_that_open_nothing().await;
    walk.objects_of_others().await;
    walk.limits_to_channels().await;
    let after = (walk.shop.row_counts().await, walk.shop.told().await);
    walk.keys_beyond_their_scope().await;
    println!("{} requests", walk.sent);
    walk.assert_none();
    assert_eq!(after, before, "nothing was done for anybody");
    walk.staff_of_the_channel_pass().await;
    walk.everybody_passes_where_they_belong().await;
    walk.what_staff_changed_is_in_the_audit_log().await;
    println!("{} operations of staff changed something", walk.changes.len());
    walk.assert_none();
    walk.shop.stop().await;
}
