//! Publishable keys: a key selects the sales channel, and has a limit of its own.

use std::num::NonZeroU32;

use axum::body::Body;
use gateway::Config;
use http::Method;

use crate::support::{Front, Setup};

const KEY: (&str, &str) = ("x-publishable-key", "pk_1");

fn shop(config: Config) -> Front {
    let front = Setup { config, ..Setup::default() }.front();
    front.gateway.publish_keys([("pk_1".to_owned(), "wholesale".to_owned())]);
    front
}

#[tokio::test]
async fn a_key_selects_its_channel() {
    let front = shop(Config::default());
    let told = front.get("/store/v1/echo", &[KEY]).await.ok();
    assert_eq!(
        (&told["query"], &told["headers"]["x-karum-channel"]),
        (&"channel=wholesale".into(), &"wholesale".into())
    );
    let told = front.get("/store/v1/echo?locale=de&channel=wholesale", &[KEY]).await.ok();
    assert_eq!(told["query"], "locale=de&channel=wholesale");
    let told = front.get("/store/v1/echo?locale=de", &[KEY]).await.ok();
    assert_eq!(told["query"], "locale=de&channel=wholesale");
    let told = front.get("/oauth/probe?a=1", &[KEY]).await.ok();
    assert_eq!(told["query"], "a=1", "the operation takes no channel");

    let other = "/store/v1/echo?channel=web";
    front.get(other, &[KEY]).await.is_problem(403, "gateway.other_channel");
    front
        .get("/store/v1/echo?channel=wholesale&ch%61nnel=web", &[KEY])
        .await
        .is_problem(403, "gateway.other_channel");
    assert_eq!(front.get(other, &[]).await.ok()["query"], "channel=web", "no key is needed");
}

#[tokio::test]
async fn unknown_keys_are_refused() {
    let front = shop(Config::default());
    for key in ["pk_2", "", &"x".repeat(200)] {
        front
            .get("/store/v1/echo", &[("x-publishable-key", key)])
            .await
            .is_problem(401, "gateway.unknown_key");
    }
    front.gateway.publish_keys([]);
    front.get("/store/v1/echo", &[KEY]).await.is_problem(401, "gateway.unknown_key");
}

#[tokio::test]
async fn before_the_keys_are_known_nobody_is_told_that_theirs_is_wrong() {
    let front = Setup::default().front();
    let early = front.get("/store/v1/echo", &[KEY]).await;
    early.is_problem(503, "unavailable");
    assert_eq!(early.header("retry-after"), Some("1"));
}

#[tokio::test]
async fn the_shoppers_of_a_storefront_share_its_limit() {
    let mut config = Config::default();
    config.limits.key.login = NonZeroU32::new(2).unwrap();
    let front = shop(config);
    let login = async |host: u8| {
        let address = format!("203.0.113.{host}");
        front.send(Method::POST, "/store/v1/login", &[KEY], Body::empty(), Some(&address)).await
    };
    assert_eq!(
        login(1).await.header("ratelimit-policy"),
        Some("\"address-login\";q=30;w=60, \"key-login\";q=2;w=60")
    );
    login(2).await.ok();
    login(3).await.is_problem(429, "request.rate_limited");
}
