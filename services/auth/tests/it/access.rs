//! Every operation refuses who may not call it.

use kernel_http::Access;
use kernel_testing::STAFF;

use crate::support::Site;

#[tokio::test]
async fn every_operation_refuses_strangers() {
    let site = Site::open().await;
    let mut checked = 0;
    let ops: Vec<_> = site.operations().into_iter().filter(|op| op.access() != Access::Public).collect();
    for op in ops {
        let path = op.path().replace(['{', '}'], "");
        let customer = Some(("authorization", "Bearer customer:cus_1"));
        let service = Some(("authorization", "Bearer service:cart"));
        let wrong = Some(("authorization", "Bearer wrong"));
        let refused: &[(Option<(&str, &str)>, u16)] = match op.access() {
            Access::Customer => &[(None, 401), (wrong, 401), (Some(STAFF), 403), (service, 403)],
            Access::Staff(_) => &[(None, 401), (wrong, 401), (customer, 403), (service, 403)],
            Access::Service(_) => {
                &[(None, 401), (wrong, 401), (customer, 403), (Some(STAFF), 403), (service, 403)]
            }
            Access::EveryService => &[(None, 401), (wrong, 401), (customer, 403), (Some(STAFF), 403)],
            Access::Public | Access::Cart => panic!("{path}: nobody else calls auth"),
        };
        for (header, status) in refused {
            let headers: Vec<_> = header.iter().copied().collect();
            let answer = site.client.send(op.method().as_str(), &path, &headers, "").await;
            assert_eq!(answer.status.as_u16(), *status, "{} {path} {header:?}", op.method());
            checked += 1;
        }
    }
    assert!(checked > 35, "{checked}");
}

#[tokio::test]
async fn what_anybody_may_call_is_known() {
    let site = Site::open().await;
    let public: Vec<String> = site
        .operations()
        .iter()
        .filter(|op| op.access() == Access::Public)
        .map(|op| format!("{} {}", op.method(), op.path()))
        .collect();
    assert_eq!(
        public,
        [
            "POST /store/v1/auth/register",
            "POST /store/v1/auth/login",
            "POST /admin/v1/auth/login",
            "POST /store/v1/auth/refresh",
            "POST /admin/v1/auth/refresh",
            "POST /store/v1/auth/logout",
            "POST /admin/v1/auth/logout",
            "POST /store/v1/auth/verify-email/confirm",
            "POST /store/v1/auth/reset-password",
            "POST /store/v1/auth/reset-password/confirm",
            "POST /admin/v1/auth/reset-password",
            "POST /admin/v1/auth/reset-password/confirm",
            "POST /store/v1/auth/change-email/confirm",
            "GET /oauth/authorize",
            "POST /oauth/authorize",
            "GET /.well-known/oauth-authorization-server",
            "GET /.well-known/openid-configuration",
            "POST /oauth/token",
            "POST /oauth/revoke",
            "GET /.well-known/jwks.json",
            "GET /openapi/auth.json",
        ]
    );
}
