//! Staff who are limited to a sales channel: which operations let them in, and which objects they see there.

use e2e::{ChannelRule, Operation, Response};
use http::Method;
use serde_json::Value;

use super::{Walk, bearer};

/// What a member of staff may everything in, but only there.
pub(super) struct Limited {
    /// In the channel of the objects.
    own: (&'static str, String),
    /// In another one.
    other: (&'static str, String),
    /// In none at all.
    nowhere: (&'static str, String),
}

impl Walk {
    fn limited(&self) -> Limited {
        let token = |channels: &[&str]| {
            let mut claims = self.forger.claims("admin", "staff", &self.mine.staff_id, &["*"]);
            claims["channels"] = channels.into();
            bearer(&self.forger.sign(&claims))
        };
        Limited { own: token(&[self.mine.channel]), other: token(&[self.other.channel]), nowhere: token(&[]) }
    }

    /// What is refused says so; what is for every channel passes; of the rest, other channels' objects are not there.
    pub(super) async fn limits_to_channels(&mut self) {
        let limited = self.limited();
        for operation in &self.operations() {
            let Some(rule) = operation.channels else { continue };
            match rule {
                ChannelRule::Refused => {
                    for who in [&limited.own, &limited.other, &limited.nowhere] {
                        let answer = self.ask(operation, Some(who.clone())).await;
                        let code = Some("request.channel_limited");
                        self.expect(operation, "staff of a channel", &answer, 403, code);
                    }
                }
                ChannelRule::Every if operation.method == Method::GET => {
                    let answer = self.ask(operation, Some(limited.nowhere.clone())).await;
                    self.must_pass(operation, "staff of a channel", &answer);
                }
                ChannelRule::Every => {}
                ChannelRule::Object if operation.parameters().next().is_some() => {
                    self.one_object(operation, &limited).await;
                }
                ChannelRule::Object if operation.method == Method::GET => {
                    self.list(operation, &limited).await;
                }
                ChannelRule::Object => self.named_in_the_request(operation, &limited).await,
            }
        }
    }

    async fn one_object(&mut self, operation: &Operation, limited: &Limited) {
        for who in [&limited.other, &limited.nowhere] {
            let answer = self.ask(operation, Some(who.clone())).await;
            self.expect(operation, "staff of another channel", &answer, 404, None);
        }
        // Changes wait for the end, where everybody passes.
        if operation.method == Method::GET {
            let answer = self.ask(operation, Some(limited.own.clone())).await;
            self.must_pass(operation, "staff of the channel", &answer);
        }
    }

    async fn list(&mut self, operation: &Operation, limited: &Limited) {
        let (mine, other): (Vec<String>, Vec<String>) = (
            self.mine.of_channel().map(str::to_owned).collect(),
            self.other.of_channel().map(str::to_owned).collect(),
        );
        let shows = |answer: &Response, ids: &[String]| ids.iter().any(|id| has(&answer.json()["items"], id));
        let everything = self.ask(operation, Some(bearer(e2e::STAFF))).await;
        if !shows(&everything, &mine) || !shows(&everything, &other) {
            self.found
                .push(format!("{} shows nothing of a channel: add it to access/objects.rs", operation.path));
        }
        let (own, foreign) = (
            self.ask(operation, Some(limited.own.clone())).await,
            self.ask(operation, Some(limited.other.clone())).await,
        );
        let nothing = self.ask(operation, Some(limited.nowhere.clone())).await;
        let right = shows(&own, &mine)
            && !shows(&own, &other)
            && shows(&foreign, &other)
            && !shows(&foreign, &mine)
            && !shows(&nothing, &mine)
            && !shows(&nothing, &other);
        if !right {
            let texts = [own, foreign, nothing].map(|answer| answer.text());
            self.found.push(format!("{} shows what is another channel's: {texts:#?}", operation.path));
        }
    }

    /// The channel stands in the body or the query: nothing is hidden then, it is not allowed.
    async fn named_in_the_request(&mut self, operation: &Operation, limited: &Limited) {
        let names_it = operation.query.iter().any(|name| name == "channel");
        let query =
            if names_it { format!("?format=karum&channel={}", self.mine.channel) } else { String::new() };
        let path = operation.path.clone() + &query;
        for who in [&limited.other, &limited.nowhere] {
            let mut headers = self.headers(operation, &self.mine);
            headers.push(who.clone());
            let answer = self.send(operation, &path, &headers).await;
            let code = Some("request.channel_limited");
            self.expect(operation, "staff of another channel", &answer, 403, code);
        }
    }

    /// The counterpart, which changes things: in the channel, everything goes on.
    pub(super) async fn staff_of_the_channel_pass(&mut self) {
        let limited = self.limited();
        for operation in &self.operations() {
            if operation.channels == Some(ChannelRule::Object) && operation.method != Method::GET {
                let answer = self.ask(operation, Some(limited.own.clone())).await;
                let not_found = answer.status == 404 && operation.parameters().next().is_some();
                self.must_pass(operation, "staff of the channel", &answer);
                if not_found {
                    let what = answer.text();
                    self.found.push(format!("{} {} hides it: {what}", operation.method, operation.path));
                }
            }
        }
    }
}

/// Whether the text stands anywhere in the value.
fn has(value: &Value, text: &str) -> bool {
    match value {
        Value::String(own) => own == text,
        Value::Array(items) => items.iter().any(|item| has(item, text)),
        Value::Object(fields) => fields.values().any(|field| has(field, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
