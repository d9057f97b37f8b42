//! The service as it runs: its worker, its jobs, and the provider over real HTTP.

use std::sync::Arc;
use std::time::Duration;

use kernel_base::{Outcome, Secret};
use kernel_http::{Edge, StaffToken};
use kernel_service::{Context, Keys, Platform, Remote};
use kernel_testing::{Bus, TestService};
use kernel_token::ServiceKey;
use payment::provider::Providers;
use payment::provider::test::{OverHttp, TestProvider, router, send_webhooks};
use payment::{Config, TestProviderConfig};
use payment_contracts::{AuthorizePayment, PaymentAuthorized};
use tokio::task::JoinSet;

use crate::support::{Shop, done, refused};

#[tokio::test]
async fn a_provider_in_another_process_behaves_the_same() {
    let mut shop = Shop::open().await;
    let secret = Secret::new("a secret of the test".to_owned());
    let provider = Arc::new(TestProvider::in_memory(shop.test.env().clone(), secret.clone()));
    let mut servers = JoinSet::new();
    let origin = listen(&mut servers, router(Arc::clone(&provider))).await;

    let context = Context { db: shop.test.db().clone(), env: shop.test.env().clone() };
    let remote = OverHttp::new(kernel_http::client_builder().build().unwrap(), &origin, secret);
    let providers = Providers::default().with("test", Arc::new(remote));
    let (service, payment) = payment::service_with(context, Config::default(), providers, None);
    let order_log = Arc::clone(&service.subscriptions()[0].handler);
    let tokens = Arc::new(StaffToken::new(&Secret::default()));
    let edge = Edge::new(shop.test.env().clone(), tokens);
    let ours = listen(&mut servers, service.into_routes().into_router(&edge)).await;
    let url = format!("{ours}/store/v1/payment-webhooks/test");
    servers.spawn(send_webhooks(Arc::clone(&provider), kernel_http::client_builder().build().unwrap(), url));
    for (token, expected) in [
        ("tok_success", None),
        ("tok_decline", Some("payment.declined")),
        ("tok_timeout_after_success", None),
        ("tok_out_of_order", None),
    ] {
        let order = shop.order(&[(token, 700)]);
        Bus::deliver(shop.test.db(), &*order_log, &[shop.authorize_event(&order)]).await.unwrap();
        if token == "tok_timeout_after_success" {
            payment.ask_due().await.unwrap();
            shop.time_passes(1);
        }
        let outcome = loop {
            payment.ask_due().await.unwrap();
            match shop.authorize_reply().await {
                Some(outcome) => break Some(outcome),
                None => tokio::time::sleep(POLL).await, // for the webhook
            }
        };
        match expected {
            None => drop(done(outcome)),
            Some(code) => assert_eq!(refused(outcome), code),
        }
    }
    assert_eq!(provider.log().len(), 4, "one entry for each order: {:?}", provider.log());
    servers.shutdown().await;
    // Nobody listens any more: unknown, not refused.
    let order = shop.order(&[("tok_success", 700)]);
    Bus::deliver(shop.test.db(), &*order_log, &[shop.authorize_event(&order)]).await.unwrap();
    assert_eq!(payment.ask_due().await.unwrap(), 1);
    assert_eq!(shop.reply::<AuthorizePayment>().await, None);
}

/// Serves on a port of its own and answers its origin.
async fn listen(servers: &mut JoinSet<()>, router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    servers.spawn(kernel_http::serve(listener, router, std::future::pending()));
    origin
}

#[tokio::test]
async fn the_worker_asks_by_itself_and_listens_to_webhooks() {
    let mut shop = Shop::open().await;
    let context = Context { db: shop.test.db().clone(), env: shop.test.env().clone() };
    let provider = Some(Arc::clone(&shop.provider));
    let (service, _) = payment::service_with(context, Config::default(), Providers::default(), provider);
    let order_log = Arc::clone(&service.subscriptions()[0].handler);
    // Order and customer run elsewhere and are not there: commands are delivered by hand.
    let elsewhere = |service| Remote { service, origin: "http://127.0.0.1:9".to_owned() };
    let elsewhere = ["order", "customer"].map(elsewhere).to_vec();
    let key = Arc::new(ServiceKey::generate(payment::NAME).unwrap());
    let keys = Keys { own: [(payment::NAME, key)].into(), ..Keys::default() };
    let platform = Platform::new(shop.test.env().clone(), vec![service], elsewhere, keys);
    let platform = platform.follows([(payment::NAME, payment::FOLLOWS)]);
    let running = platform.start(Arc::new(StaffToken::new(&Secret::default()))).unwrap();

    let order = shop.order(&[("tok_out_of_order", 700)]);
    Bus::deliver(shop.test.db(), &*order_log, &[shop.authorize_event(&order)]).await.unwrap();
    // The clock stands still: the webhook alone makes the worker look again.
    let outcome = wait_for_reply(&mut shop).await;
    done(Some(outcome));
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 700)]);

    let order = shop.order(&[("tok_timeout_after_success", 700)]);
    Bus::deliver(shop.test.db(), &*order_log, &[shop.authorize_event(&order)]).await.unwrap();
    // The clock may move only when the next try is set by it.
    let client = shop.test.sql().await;
    let tried = "SELECT FROM payment.step WHERE status = 'pending' AND tries > 0";
    while client.query_opt(tried, &[]).await.unwrap().is_none() {
        tokio::time::sleep(POLL).await;
    }
    shop.time_passes(2);
    done(Some(wait_for_reply(&mut shop).await));
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 700)]);
    running.stop().await;
}

const POLL: Duration = Duration::from_millis(5);

/// Waits for the reply, as the saga does.
async fn wait_for_reply(shop: &mut Shop) -> Outcome<PaymentAuthorized> {
    let reply = async {
        loop {
            if let Some(outcome) = shop.authorize_reply().await {
                return outcome;
            }
            tokio::time::sleep(POLL).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), reply).await.expect("a reply within 20 s")
}

#[tokio::test]
async fn settings_that_cannot_work_are_named() {
    let test = TestService::new(payment::migrations()).await;
    let with = |change: fn(&mut Config)| {
        let mut config = Config::default();
        change(&mut config);
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        payment::service(context, config).err().map(|error| error.to_string())
    };
    assert_eq!(with(|_| {}), None);
    assert!(with(|config| config.provider_timeout_ms = 0).unwrap().contains("provider_timeout_ms"));
    assert!(with(|config| config.unconfirmed_grace_s = 1).unwrap().contains("unconfirmed_grace_s"));
    assert!(with(|config| config.webhooks_kept_days = 30).unwrap().contains("webhooks_kept_days"));
    let open = |config: &mut Config| {
        config.test_provider = TestProviderConfig::Http {
            origin: String::new(),
            webhook_secret: Secret::new("short".to_owned()),
        };
    };
    assert!(with(open).unwrap().contains("webhook_secret"));
}
