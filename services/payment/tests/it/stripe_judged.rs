//! Stripe, judged by localstripe: a server that nobody here wrote. It runs where KARUM_LOCALSTRIPE says; `tests/outside` starts it.
//! Without it there is nothing to be judged by. It knows no idempotency keys, so nothing is lost here.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use http::Request;
use kernel_base::Timestamp;
use payment::StripeConfig;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::stripe::{config, shop_at};
use crate::stripe_fake::WEBHOOK_SECRET;
use crate::support::{Shop, done, euro, refused};

struct LocalStripe {
    origin: String,
    http: reqwest::Client,
}

impl LocalStripe {
    fn running() -> Option<Self> {
        let origin = std::env::var("KARUM_LOCALSTRIPE").ok()?;
        Some(Self { origin, http: kernel_http::client_builder().build().unwrap() })
    }

    async fn ask(&self, path: &str, fields: Option<&[(&str, &str)]>) -> Value {
        let url = format!("{}{path}", self.origin);
        let request = match fields {
            None => self.http.get(url),
            Some(fields) => {
                let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
                self.http.post(url).header("content-type", "application/x-www-form-urlencoded").body(body)
            }
        };
        request.bearer_auth("sk_test_judge").send().await.unwrap().json().await.unwrap_or_default()
    }

    /// What the payer's browser would make of this card.
    async fn method(&self, number: &str) -> String {
        let card = [
            ("type", "card"),
            ("card[number]", number),
            ("card[exp_month]", "12"),
            ("card[exp_year]", "2039"),
            ("card[cvc]", "123"),
        ];
        self.ask("/v1/payment_methods", Some(&card)).await["id"].as_str().unwrap().to_owned()
    }

    async fn intent(&self, shop: &Shop, order: &crate::support::Order) -> Value {
        let reference = shop.intent(order).await.tenders[0].provider_reference.clone().unwrap();
        self.ask(&format!("/v1/payment_intents/{reference}"), None).await
    }

    /// It refuses fields it does not know, the way back among them.
    async fn shop(&self) -> Shop {
        shop_at(&StripeConfig { return_url: None, ..config(&self.origin) }).await
    }
}

async fn act(shop: &Shop, order: &crate::support::Order, what: &str, body: &Value) {
    shop.post(&format!("/admin/v1/payments/{}/{what}", order.intent_id()), body).await.ok();
    shop.ask_all().await;
}

#[tokio::test]
async fn localstripe_holds_collects_and_pays_back_what_we_say() {
    let Some(stripe) = LocalStripe::running() else { return };
    let mut shop = stripe.shop().await;
    let method = stripe.method("4242424242424242").await;
    let order = shop.order_by(&[("stripe", Some(&method), 5000)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    assert_eq!(stripe.intent(&shop, &order).await["status"], "requires_capture");
    act(&shop, &order, "captures", &json!({ "amount": euro(3000) })).await;
    act(&shop, &order, "refunds", &json!({ "amount": euro(1000), "reason": "broken" })).await;
    let intent = shop.intent(&order).await;
    assert_eq!((intent.captured, intent.voided, intent.refunded), (euro(3000), euro(2000), euro(1000)));
    let found = stripe.intent(&shop, &order).await;
    assert_eq!(found["status"], "succeeded");
    let refunds = format!("/v1/refunds?payment_intent={}", found["id"].as_str().unwrap());
    // It lists what a partial capture lets go as a refund, too.
    let paid_back = stripe.ask(&refunds, None).await["data"].clone();
    let ours =
        paid_back.as_array().unwrap().iter().filter(|refund| refund["metadata"]["karum_step"].is_string());
    assert_eq!(ours.map(|refund| &refund["amount"]).collect::<Vec<_>>(), [&json!(1000)]);
    let over = json!({ "amount": euro(2001), "reason": "broken" });
    let over = shop.post(&format!("/admin/v1/payments/{}/refunds", order.intent_id()), &over).await;
    assert_eq!(over.problem(), (409, "payment.refund_exceeds_captured"), "it would have paid");
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn localstripe_declines_and_lets_go() {
    let Some(stripe) = LocalStripe::running() else { return };
    let mut shop = stripe.shop().await;
    // Declined; and a bank that wants to see the payer, to which no way leads here.
    for number in ["4000000000000341", "4000000000003220"] {
        let method = stripe.method(number).await;
        let order = shop.order_by(&[("stripe", Some(&method), 700)]);
        shop.deliver(&[shop.authorize_event(&order)]).await;
        shop.ask_all().await;
        assert_eq!(refused(shop.authorize_reply().await), "payment.declined", "{number}");
    }
    let method = stripe.method("4242424242424242").await;
    let order = shop.order_by(&[("stripe", Some(&method), 700)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    done(shop.void(&order).await);
    assert_eq!(stripe.intent(&shop, &order).await["status"], "canceled");
}

async fn keep(State(sent): State<mpsc::Sender<(String, Bytes)>>, headers: HeaderMap, body: Bytes) {
    let signature = headers["stripe-signature"].to_str().unwrap().to_owned();
    sent.send((signature, body)).await.unwrap();
}

#[tokio::test]
async fn what_localstripe_signs_is_believed() {
    let Some(stripe) = LocalStripe::running() else { return };
    let mut shop = stripe.shop().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (sender, mut sent) = mpsc::channel(100);
    let router = Router::new().route("/", post(keep)).with_state(sender);
    #[expect(clippy::disallowed_methods, reason = "where a foreign server calls, until the test ends")]
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let webhook = [("url", url.as_str()), ("secret", WEBHOOK_SECRET)];
    stripe.ask("/_config/webhooks/karum", Some(&webhook)).await;

    let method = stripe.method("4242424242424242").await;
    let order = shop.order_by(&[("stripe", Some(&method), 700)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    act(&shop, &order, "captures", &json!({})).await;
    // Other tests' payments are told of as well, and ids repeat from test to test: only localstripe's name tells them apart.
    let reference = shop.intent(&order).await.tenders[0].provider_reference.clone().unwrap();
    let step = format!("{}:authorize", order.command.body.tenders[0].tender_id);
    let (signature, body) = loop {
        let next = tokio::time::timeout(Duration::from_secs(20), sent.recv()).await;
        let (signature, body) = next.unwrap().unwrap();
        if String::from_utf8_lossy(&body).contains(&reference) {
            break (signature, body);
        }
    };
    let seconds: i64 = signature.split([',', '=']).nth(1).unwrap().parse().unwrap();
    let signed_at = Timestamp::from_micros(seconds * 1_000_000);
    shop.time_passes(signed_at.since(shop.test.env().now()).as_secs());
    let request = Request::post("/store/v1/payment-webhooks/stripe")
        .header("stripe-signature", signature)
        .header("content-type", "application/json");
    assert_eq!(shop.request(request.body(body.into()).unwrap()).await.status, 204);
    let sql = "SELECT step_key, kind FROM payment.webhook";
    let row = shop.test.sql().await.query_one(sql, &[]).await.unwrap();
    assert_eq!(
        (row.get::<_, String>(0), row.get::<_, String>(1)),
        (step, "payment_intent.succeeded".to_owned())
    );
}
