//! Every operation refuses who may not call it.

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Method, Request};
use kernel_http::Access;
use kernel_service::Context;

use crate::support::Shop;

#[tokio::test]
async fn every_operation_refuses_strangers() {
    let shop = Shop::open().await;
    let context = Context { db: shop.test.db().clone(), env: shop.test.env().clone() };
    let (service, _) = customer::service(context, &customer::Config::default());
    let (_, someone) = kernel_testing::customer("cus_01kf0hy1g0fy1sp29n73h1yfcp");
    let mut checked = 0;
    for op in service.routes().operations().filter(|op| op.access() != Access::Public) {
        let path = op.path().replace(['{', '}'], "");
        let bearers: &[(Option<&str>, u16)] = match op.access() {
            Access::Staff(_) => &[
                (None, 401),
                (Some("Bearer wrong"), 401),
                (Some("Bearer service:catalog"), 403),
                (Some(&someone), 403),
            ],
            Access::Service(_) | Access::EveryService => &[
                (None, 401),
                (Some("Bearer wrong"), 401),
                (Some("Bearer staff"), 403),
                (Some("Bearer service:catalog"), 403),
                (Some(&someone), 403),
            ],
            Access::Customer => &[
                (None, 401),
                (Some("Bearer wrong"), 401),
                (Some("Bearer staff"), 403),
                (Some("Bearer service:catalog"), 403),
            ],
            Access::Public | Access::Cart => panic!("{path}: nobody else asks for customers"),
        };
        for (bearer, status) in bearers {
            let method: Method = op.method().clone();
            let mut request = Request::builder().method(method).uri(&path).body(Body::empty()).unwrap();
            if let Some(bearer) = bearer {
                request.headers_mut().insert("authorization", bearer.parse().unwrap());
            }
            let answer = shop.request(request).await;
            assert_eq!(answer.status.as_u16(), *status, "{} {path} {bearer:?}", op.method());
            checked += 1;
        }
    }
    assert!(checked > 80, "{checked}");
}

/// A member of staff needs the operation's own permission; no other will do.
#[tokio::test]
async fn staff_does_what_it_may() {
    let shop = Shop::open().await;
    let context = Context { db: shop.test.db().clone(), env: shop.test.env().clone() };
    let (service, _) = customer::service(context, &customer::Config::default());
    let all: BTreeSet<&str> =
        service.routes().operations().filter_map(|op| permission(op.access())).collect();
    assert_eq!(all.len(), 5, "{all:?}");
    for op in service.routes().operations() {
        let Some(needed) = permission(op.access()) else { continue };
        let path = op.path().replace(['{', '}'], "");
        let others = all.iter().filter(|other| **other != needed);
        let (name, lacking) = kernel_testing::staff("eve", others);
        let answer = shop.send(op.method().as_str(), &path, &[(name, &lacking)], Body::empty()).await;
        answer.is_problem(403, "request.forbidden");
        let (name, enough) = kernel_testing::staff("ada", [needed]);
        let answer = shop.send(op.method().as_str(), &path, &[(name, &enough)], Body::empty()).await;
        assert!(![401, 403].contains(&answer.status.as_u16()), "{} {path}", op.method());
    }
}

fn permission(access: Access) -> Option<&'static str> {
    match access {
        Access::Staff(permission) => Some(permission),
        Access::Public | Access::Cart | Access::Customer | Access::Service(_) | Access::EveryService => None,
    }
}

/// A token that is a customer's by its realm, but names none.
#[tokio::test]
async fn credentials_must_name_a_customer() {
    let shop = Shop::open().await;
    let (name, token) = kernel_testing::customer("somebody");
    let answer = shop.json("GET", "/store/v1/me", None, &[(name, &token)]).await;
    answer.is_problem(401, "request.unauthenticated");
}

/// What customers name by an id may be another's: `customers::nobody_sees_or_changes_what_is_another_customers` asks for all
/// of these. An operation that is new here must be asked for there.
#[tokio::test]
async fn operations_on_things_of_customers_are_known() {
    let shop = Shop::open().await;
    let context = Context { db: shop.test.db().clone(), env: shop.test.env().clone() };
    let (service, _) = customer::service(context, &customer::Config::default());
    let of_customers = service.routes().operations().filter(|op| op.access() == Access::Customer);
    let by_id: Vec<String> = of_customers
        .filter(|op| op.path().contains('{'))
        .map(|op| format!("{} {}", op.method(), op.path()))
        .collect();
    let address = "/store/v1/me/addresses/{address_id}";
    let mut known = ["GET", "PUT", "DELETE"].map(|method| format!("{method} {address}")).to_vec();
    known.push("GET /store/v1/me/erasures/{erasure_id}".to_owned());
    assert_eq!(by_id, known);
}

/// The OpenAPI document names every operation and what it answers.
#[tokio::test]
async fn every_operation_is_documented() {
    let shop = Shop::open().await;
    let document = shop.json("GET", "/openapi/customer.json", None, &[]).await.ok();
    let mut operations = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{method} {path}");
            operations += 1;
        }
    }
    assert!(operations >= 24, "{operations}");
}
