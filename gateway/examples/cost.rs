//! What the gateway costs per request: the same operation asked directly and through it. And what services pay for knowing
//! each other: signatures made and verified, and remembered.
//! `cargo run --release -p gateway --example cost`
#![expect(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use gateway::{Config, Gateway, Surroundings};
use http::{HeaderName, HeaderValue, Request};
use kernel_base::{Env, Secret};
use kernel_http::{
    Access, Audience, Caller, ClientAddress, Edge, Op, PASSPORT_HEADER, Passport, PassportOffice, RateClass,
    Reply, RouteSet, Routes, StaffToken,
};
use kernel_token::{CallTokens, HeldKeys, KeyRing, ServiceKey};
use tower::Service;

const REQUESTS: u32 = 300_000;
const ROUNDS: usize = 5;
/// Fewer than are remembered.
const SIGNATURES: u32 = 4_000;
const PASSPORT: HeaderName = HeaderName::from_static(PASSPORT_HEADER);

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
    passports().await;
    calls();
}

/// The best of all rounds.
fn best(mut round: impl FnMut() -> Duration) -> u128 {
    (0..ROUNDS).map(|_| round()).min().unwrap_or_default().as_nanos()
}

/// What a gateway and a service in another process pay for saying and learning who calls.
async fn passports() {
    let env = Env::system();
    let gateway = Arc::new(ServiceKey::generate("gateway").expect("the system gives random numbers"));
    let ring = Arc::new(KeyRing::new(&HeldKeys { keys: vec![gateway.public(env.now())] }));
    let staff = Arc::new(StaffToken::new(&Secret::new("a secret of the platform".to_owned())));
    let service = listing().into_router(&Edge::new(env.clone(), staff).platform(ring));
    let caller = Caller::Customer { subject: "cus_01kf0hy1g0fy1sp29n73h1yfcp".to_owned() };
    let of = |client: u32| Passport {
        caller: caller.clone(),
        client: Some(IpAddr::from(std::net::Ipv4Addr::from(0xcb00_0000 + client))),
    };
    let sign = |office: &PassportOffice, client| office.sign(&of(client), Audience::Store, env.now());
    let signed = best(|| {
        let (office, started) = (PassportOffice::new(Arc::clone(&gateway)), Instant::now());
        (0..SIGNATURES).for_each(|client| drop(sign(&office, client)));
        started.elapsed() / SIGNATURES
    });
    let office = PassportOffice::new(Arc::clone(&gateway));
    let shown = best(|| {
        let started = Instant::now();
        (0..SIGNATURES).for_each(|_| drop(sign(&office, 0)));
        started.elapsed() / SIGNATURES
    });
    println!("a passport: {signed} ns to sign, {shown} ns to show again");
    let ask = async |passport: Option<HeaderValue>| {
        let mut request = Request::get("/store/v1/products").body(Body::empty()).expect("a request");
        request.headers_mut().extend(passport.map(|passport| (PASSPORT, passport)));
        let started = Instant::now();
        let answered: Result<_, std::convert::Infallible> = service.clone().call(request).await;
        let status = answered.unwrap_or_else(|never| match never {}).status();
        assert_eq!(status, 200);
        started.elapsed()
    };
    let (mut without, mut first, mut again) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for round in 0..u32::try_from(ROUNDS).expect("a few rounds") {
        let mut spent = [Duration::ZERO; 3];
        for number in 0..SIGNATURES {
            let passport = sign(&office, 1 + round * SIGNATURES + number);
            spent[0] += ask(None).await;
            spent[1] += ask(Some(passport.clone())).await;
            spent[2] += ask(Some(passport)).await;
        }
        without = without.min(spent[0] / SIGNATURES);
        first = first.min(spent[1] / SIGNATURES);
        again = again.min(spent[2] / SIGNATURES);
    }
    println!(
        "a request without a passport: {} ns; {} ns more with one seen first, {} ns more with one remembered",
        without.as_nanos(),
        first.saturating_sub(without).as_nanos(),
        again.saturating_sub(without).as_nanos()
    );
}

/// The same for calls between services.
fn calls() {
    let env = Env::system();
    let cart = Arc::new(ServiceKey::generate("cart").expect("the system gives random numbers"));
    let ring = KeyRing::new(&HeldKeys { keys: vec![cart.public(env.now())] });
    let fresh = || CallTokens::new(&cart, "pricing", env.clone()).token();
    let tokens: Vec<_> = (0..SIGNATURES).map(|_| fresh()).collect();
    let verify = |token: &Secret<String>| {
        assert!(ring.caller(token.expose(), "pricing", env.now()).is_ok());
    };
    let measured = |work: &mut dyn FnMut()| {
        let started = Instant::now();
        work();
        (started.elapsed() / SIGNATURES).as_nanos()
    };
    let signed = measured(&mut || (0..SIGNATURES).for_each(|_| drop(fresh())));
    let shown = CallTokens::new(&cart, "pricing", env.clone());
    let shown = measured(&mut || (0..SIGNATURES).for_each(|_| drop(shown.token())));
    let first = measured(&mut || tokens.iter().for_each(verify));
    let again = measured(&mut || (0..SIGNATURES).for_each(|_| verify(&tokens[tokens.len() - 1])));
    println!(
        "a call's token: {signed} ns to sign, {shown} ns to show again, {first} ns to verify, {again} ns when remembered"
    );
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
