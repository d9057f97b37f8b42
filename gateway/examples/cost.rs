//! What the gateway costs per request: the same operation asked directly and through it.
//! `cargo run --release -p gateway --example cost`
#![expect(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use gateway::{Config, Gateway, Surroundings};
use http::Request;
use kernel_base::{Env, Secret};
use kernel_http::{
    Access, ClientAddress, Edge, Op, PassportOffice, RateClass, Reply, RouteSet, Routes, StaffToken,
};
use kernel_token::ServiceKey;
use tower::Service;

const REQUESTS: u32 = 300_000;
const ROUNDS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tokens = Arc::new(StaffToken::new(&Secret::new("a secret of the platform".to_owned())));
    let key = Arc::new(ServiceKey::generate("gateway").expect("the system gives random numbers"));
    let edge = Edge::new(Env::system(), tokens.clone());
    let surroundings = Surroundings {
        authenticator: tokens,
        passports: PassportOffice::new(key),
        env: Env::system(),
        origin: "https://shop.example".to_owned(),
        remotes: Vec::new(),
        internal_listener: false,
    };
    let gateway = Gateway::new(&Config::default(), surroundings);
    let service = listing();
    let operations: Vec<&Op> = service.operations().collect();
    let document = ("catalog".to_owned(), kernel_http::document("catalog", &operations));
    let direct = gateway.routes().merge(service).into_router(&edge);
    let front = gateway.front(direct.clone(), edge, [gateway.document(), document]);
    for (name, address) in [("of this machine", "127.0.0.1"), ("of a stranger", "203.0.113.5")] {
        let (mut bare, mut through) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            bare = bare.min(measure(&direct, address).await);
            through = through.min(measure(&front, address).await);
        }
        println!(
            "a request {name}: {} ns directly, {} ns through the gateway, {} ns more",
            bare.as_nanos(),
            through.as_nanos(),
            through.saturating_sub(bare).as_nanos()
        );
    }
}

/// About as many routes as a platform has.
fn listing() -> RouteSet {
    let mut routes = Routes::new("catalog", ())
        .route(Op::get("/store/v1/products", Access::Public).rate(RateClass::Search), || async {
            Reply::raw_json(200, "{\"items\":[]}")
        });
    for number in 0..200 {
        let path: &'static str = format!("/admin/v1/things-{number}/{{thing_id}}").leak();
        routes = routes
            .route(Op::get(path, Access::Staff("catalog.product.read")), || async { Reply::no_content() });
    }
    routes.into()
}

/// The time of one request.
async fn measure(router: &Router, address: &str) -> Duration {
    let client: IpAddr = address.parse().expect("an address");
    let started = Instant::now();
    for _ in 0..REQUESTS {
        let mut request =
            Request::get("/store/v1/products?channel=web&limit=20").body(Body::empty()).expect("a request");
        ClientAddress::set(request.extensions_mut(), client);
        let answered: Result<_, std::convert::Infallible> = router.clone().call(request).await;
        assert!(answered.is_ok());
    }
    started.elapsed() / REQUESTS
}
