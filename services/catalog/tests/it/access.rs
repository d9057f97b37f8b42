//! Nobody passes without the permission that a route declares.

use kernel_http::Access;

use crate::support::{Catalog, problem};

#[tokio::test]
async fn only_the_store_is_open_to_everybody() {
    let catalog = Catalog::open().await;
    for op in &catalog.replica.operations {
        let open = op.path().starts_with("/store/v1/") || op.path().starts_with("/openapi/");
        assert_eq!(op.access() == Access::Public, open, "{} {}", op.method(), op.path());
        let internal = op.path().starts_with("/internal/");
        assert_eq!(matches!(op.access(), Access::Service(_)), internal, "{} {}", op.method(), op.path());
    }
}

#[tokio::test]
async fn a_stranger_and_a_service_are_turned_away_from_staff_routes() {
    let catalog = Catalog::open().await;
    let mut tried = 0;
    for op in catalog.replica.operations.iter().filter(|op| matches!(op.access(), Access::Staff(_))) {
        let path = op.path().replace(['{', '}'], "");
        let stranger = catalog.replica.send(op.method().as_str(), &path, &[], Vec::new()).await;
        assert_eq!(stranger.problem(), problem(401, "request.unauthenticated"), "{} {path}", op.method());
        let headers = [("authorization", "Bearer service:order")];
        let service = catalog.replica.send(op.method().as_str(), &path, &headers, Vec::new()).await;
        assert_eq!(service.problem(), problem(403, "request.forbidden"), "{} {path}", op.method());
        tried += 1;
    }
    assert!(tried > 40, "{tried}");
}

#[tokio::test]
async fn every_post_of_staff_needs_an_idempotency_key() {
    let catalog = Catalog::open().await;
    for op in catalog.replica.operations.iter().filter(|op| matches!(op.access(), Access::Staff(_))) {
        assert_eq!(op.requires_key(), op.method() == "POST", "{} {}", op.method(), op.path());
    }
}
