//! `kill -9` while people are being forgotten: whatever dies, each of them is forgotten by every service, which is proven.

use std::time::Duration;

use serde_json::{Value, json};

use crate::books::Books;
use crate::chance::Chance;
use crate::platform::Platform;
use crate::shopper::{Shopper, address};
use crate::support::{Home, eventually};

/// How often the platform dies, each time after so many customers have asked to be forgotten.
const KILLS: usize = 4;
const AT_ONCE: usize = 4; // auth lets twenty accounts be made from one place in a quarter of an hour
/// The round in which PostgreSQL dies with it.
const WITH_POSTGRES: usize = 2;
const SKU: &str = "23843";
/// Part of every name and e-mail address; nowhere else.
const TRACE: &str = "Lethewater";
/// Who has to have answered.
const ANSWERED: [&str; 7] = ["auth", "cart", "customer", "invoice", "order", "payment", "shipping"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_being_forgotten_when_the_platform_dies_is_forgotten() {
    let (chance, home) = (Chance::new(), Home::new());
    let mut platform = Platform::start(&home, true);
    platform.ready().await;
    let books = Books(home.superuser().unwrap());
    let shopper = Shopper::come_in(&home, SKU).await;

    let mut erasures = Vec::new();
    let mut interrupted = 0;
    for round in 0..KILLS {
        let names = (0..AT_ONCE).map(|place| format!("{TRACE}{}", round * AT_ONCE + place));
        let tokens = futures::future::join_all(names.map(|name| customer(&shopper, &home, name))).await;
        let known = books.tables_with(TRACE).await;
        assert!(known.len() >= 5, "they are known in many places: {known:?}");
        for token in &tokens {
            let confirmed = json!({ "confirm": "erase my data" });
            let asked = shopper.post("/store/v1/me/erasures", token, confirmed).await;
            erasures.push(asked["erasure_id"].as_str().unwrap_or_else(|| panic!("{asked:#}")).to_owned());
        }
        chance.moment(40).await;
        if round == WITH_POSTGRES {
            platform.kill_postgres();
        }
        platform.kill();
        let running = "SELECT count(*) FROM customer.erasure WHERE state = 'running'";
        interrupted += books.count("customer_db", running).await.unwrap_or_default();
        platform = Platform::start(&home, true);
        platform.ready().await;
    }
    assert!(interrupted > 0, "nobody was being forgotten when the platform died");

    for erasure in &erasures {
        let path = format!("/admin/v1/erasures/{erasure}");
        let mut state = Value::Null;
        eventually("an erasure ends", Duration::from_secs(30), async || {
            state = shopper.as_staff(&home, &path).await;
            state["state"] != "running"
        })
        .await;
        assert_eq!(state["state"], "completed", "{state:#}");
        let proof: Vec<&str> = state["proof"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(proof, ANSWERED, "{state:#}");
    }
    books.at_rest().await;
    books.check().await;
    assert_eq!(books.tables_with(TRACE).await, Vec::<String>::new());
}

/// Signs up, writes down an address, buys something that is called off again. Answers an access token.
async fn customer(shopper: &Shopper, home: &Home, name: String) -> String {
    let email = format!("{name}@forget.example");
    let account = json!({ "email": email, "password": "a password for the tests" });
    let signed_up = shopper.post("/store/v1/auth/register", "", account).await;
    let token = signed_up["access_token"].as_str().unwrap_or_else(|| panic!("{signed_up:#}")).to_owned();
    eventually("the account has a profile", Duration::from_secs(10), async || {
        let written =
            shopper.post("/store/v1/me/addresses", &token, json!({ "address": address(&name) })).await;
        written["address_id"].is_string()
    })
    .await;
    let done = shopper.order(&email, &name, &token, "tok_success").await.done;
    let path =
        format!("/admin/v1/orders/{}", done["order_id"].as_str().unwrap_or_else(|| panic!("{done:#}")));
    let reason = json!({ "reason": "the customer changed their mind" });
    shopper.post(&format!("{path}/cancel"), &home.secret("staff_token"), reason).await;
    eventually("the order is called off", Duration::from_secs(10), async || {
        shopper.as_staff(home, &path).await["status"] == "cancelled"
    })
    .await;
    token
}
