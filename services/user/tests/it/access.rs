//! Every operation refuses who may not call it.

use kernel_http::Access;
use kernel_testing::{Client, customer, staff};

use crate::support::Office;

#[tokio::test]
async fn every_operation_refuses_strangers() {
    let office = Office::open().await;
    let service = office.service();
    let client = Client::new(office.service().into_routes(), office.test.env());
    let (_, shopper) = customer("cus_1");
    let (_, powerless) = staff("usr_1", ["catalog.product.read"]);
    let mut checked = 0;
    for op in service.routes().operations() {
        let path = op.path().replace(['{', '}'], "");
        let bearers: &[(Option<&str>, u16)] = match op.access() {
            Access::Staff(_) => &[
                (None, 401),
                (Some("Bearer wrong"), 401),
                (Some("Bearer service:cart"), 403),
                (Some(&shopper), 403),
                (Some(&powerless), 403),
            ],
            Access::Service(_) | Access::EveryService => &[
                (None, 401),
                (Some("Bearer staff"), 403),
                (Some("Bearer service:cart"), 403),
                (Some(&shopper), 403),
                (Some(&powerless), 403),
            ],
            Access::Public => {
                assert!(["/admin/v1/invitations/accept", "/openapi/user.json"].contains(&&*path), "{path}");
                continue;
            }
            Access::Cart | Access::Customer => panic!("{path}: nobody else calls the user service"),
        };
        for (bearer, status) in bearers {
            let headers: Vec<(&str, &str)> =
                bearer.map(|bearer| ("authorization", bearer)).into_iter().collect();
            let answer = client.json(op.method().as_str(), &path, None, &headers).await;
            assert_eq!(answer.status.as_u16(), *status, "{} {path} {bearer:?}", op.method());
            checked += 1;
        }
    }
    assert!(checked > 70, "{checked}");
}
