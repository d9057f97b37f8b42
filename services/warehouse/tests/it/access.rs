//! Every operation refuses who may not call it.

use axum::body::Body;
use http::{Method, Request};
use kernel_http::Access;
use kernel_service::Context;

use crate::support::Depot;

#[tokio::test]
async fn every_operation_refuses_strangers() {
    let depot = Depot::open().await;
    let context = Context { db: depot.test.db().clone(), env: depot.test.env().clone() };
    let (service, _) = warehouse::service(context, &warehouse::Config::default());
    let mut checked = 0;
    for op in service.routes().operations().filter(|op| op.access() != Access::Public) {
        let path = op.path().replace(['{', '}'], "");
        let bearers: &[(Option<&str>, u16)] = match op.access() {
            Access::Staff(_) => {
                &[(None, 401), (Some("Bearer wrong"), 401), (Some("Bearer service:order"), 403)]
            }
            Access::Service(_) | Access::EveryService => {
                &[(None, 401), (Some("Bearer staff"), 403), (Some("Bearer service:order"), 403)]
            }
            Access::Public | Access::Cart | Access::Customer => {
                panic!("{path}: nobody else calls the warehouse")
            }
        };
        for (bearer, status) in bearers {
            let method: Method = op.method().clone();
            let mut request = Request::builder().method(method).uri(&path).body(Body::empty()).unwrap();
            if let Some(bearer) = bearer {
                request.headers_mut().insert("authorization", bearer.parse().unwrap());
            }
            let answer = depot.request(request).await;
            assert_eq!(answer.status.as_u16(), *status, "{} {path} {bearer:?}", op.method());
            checked += 1;
        }
    }
    assert!(checked > 60, "{checked}");
}
