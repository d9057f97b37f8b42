//! Guessing is limited; strangers lock nobody out. Over sockets: addresses are real.

use std::net::SocketAddr;

use kernel_http::{Edge, StaffToken};
use serde_json::json;
use std::sync::Arc;

use crate::support::{PASSWORD, Site, config};

const WRONG: &str = "wrong horse battery";

/// The service behind a socket; clients come from any network of this machine.
struct Town {
    site: Site,
    server: SocketAddr,
}

impl Town {
    async fn open() -> Self {
        let limits = auth::Config {
            attempts_per_account_and_address: 3,
            attempts_per_address: 6,
            attempts_of_strangers: 8,
            registrations_per_address: 2,
            ..config()
        };
        let site = Site::configured(limits).await;
        let tokens = StaffToken::new(&Default::default());
        let edge = Edge::new(site.test.env().clone(), Arc::new(tokens));
        let router = site.service().into_routes().into_router(&edge);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = listener.local_addr().unwrap();
        #[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
        tokio::spawn(kernel_http::serve(listener, router, std::future::pending()));
        Self { site, server }
    }

    /// Status and seconds to wait of a request from network `127.0.<network>.0/24`.
    async fn post(&self, network: u8, operation: &str, email: &str, password: &str) -> (u16, Option<u64>) {
        let from = std::net::Ipv4Addr::new(127, 0, network, 1);
        let client = kernel_http::client_builder().local_address(Some(from.into())).build().unwrap();
        let url = format!("http://{}/store/v1/auth/{operation}", self.server);
        let body = json!({ "email": email, "password": password });
        let answer = client.post(url).json(&body).send().await.unwrap();
        let wait = answer.headers().get("retry-after").map(|value| value.to_str().unwrap().parse().unwrap());
        (answer.status().as_u16(), wait)
    }

    async fn login(&self, network: u8, email: &str, password: &str) -> u16 {
        self.post(network, "login", email, password).await.0
    }
}

#[tokio::test]
async fn guesses_at_one_account_from_one_place_end() {
    let town = Town::open().await;
    assert_eq!(town.post(1, "register", "ada@example.com", PASSWORD).await.0, 201);
    town.site.pass(300);
    for _ in 0..3 {
        assert_eq!(town.login(2, "ada@example.com", WRONG).await, 401);
    }
    // The right password, too, is refused now: how long to wait is said.
    assert_eq!(town.post(2, "login", "ADA@example.com", PASSWORD).await, (429, Some(600)));
    assert_eq!(town.login(1, "ada@example.com", PASSWORD).await, 200, "its owner is elsewhere");
    town.site.pass(600);
    assert_eq!(town.login(2, "ada@example.com", PASSWORD).await, 200);
}

#[tokio::test]
async fn guesses_at_many_accounts_from_one_place_end() {
    let town = Town::open().await;
    assert_eq!(town.post(1, "register", "ada@example.com", PASSWORD).await.0, 201);
    for guess in 0..6 {
        assert_eq!(town.login(2, &format!("guess{guess}@example.com"), WRONG).await, 401);
    }
    // Whether an account exists makes no difference.
    assert_eq!(town.login(2, "guess@example.com", WRONG).await, 429);
    assert_eq!(town.login(2, "ada@example.com", PASSWORD).await, 429);
    assert_eq!(town.login(3, "ada@example.com", PASSWORD).await, 200);
}

#[tokio::test]
async fn many_strangers_lock_nobody_out_where_they_signed_in_before() {
    let town = Town::open().await;
    assert_eq!(town.post(1, "register", "ada@example.com", PASSWORD).await.0, 201);
    let mut statuses = Vec::new();
    for network in 2..=7 {
        for _ in 0..2 {
            statuses.push(town.login(network, "ada@example.com", WRONG).await);
        }
    }
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 8, "{statuses:?}");
    assert_eq!(town.login(9, "ada@example.com", PASSWORD).await, 429, "a new place waits");
    for _ in 0..20 {
        assert_eq!(town.login(1, "ada@example.com", PASSWORD).await, 200);
    }
    town.site.pass(900);
    assert_eq!(town.login(9, "ada@example.com", PASSWORD).await, 200);
}

#[tokio::test]
async fn who_gets_in_is_not_counted() {
    let town = Town::open().await;
    assert_eq!(town.post(1, "register", "ada@example.com", PASSWORD).await.0, 201);
    for _ in 0..2 {
        assert_eq!(town.login(1, "ada@example.com", WRONG).await, 401);
        for _ in 0..5 {
            assert_eq!(town.login(1, "ada@example.com", PASSWORD).await, 200);
        }
    }
    assert_eq!(
        town.site.count("SELECT sum(attempts) FROM auth.attempt").await,
        3,
        "two guesses, one account"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guesses_at_once_find_the_same_limit() {
    let town = Town::open().await;
    let guesses = (0..20).map(|_| town.login(2, "ada@example.com", WRONG));
    let statuses = futures::future::join_all(guesses).await;
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 3, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 17, "{statuses:?}");
}

#[tokio::test]
async fn accounts_are_not_made_by_the_dozen() {
    let town = Town::open().await;
    for account in 0..2 {
        let email = format!("ada{account}@example.com");
        assert_eq!(town.post(1, "register", &email, PASSWORD).await.0, 201);
    }
    assert_eq!(town.post(1, "register", "ada2@example.com", PASSWORD).await.0, 429);
    assert_eq!(town.post(2, "register", "ada2@example.com", PASSWORD).await.0, 201);
}
