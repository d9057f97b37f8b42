//! An error keeps its meaning on its way through a problem document.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use http::StatusCode;
use kernel_base::{ApiError, ErrorKind, FieldError};
use kernel_http::{Access, CODES, Op, Problem, ProblemDocument, Reply, Routes};
use proptest::prelude::*;

use crate::support::api;

const KINDS: [(ErrorKind, u16); 11] = [
    (ErrorKind::Invalid, 400),
    (ErrorKind::Unauthenticated, 401),
    (ErrorKind::Forbidden, 403),
    (ErrorKind::NotFound, 404),
    (ErrorKind::Conflict, 409),
    (ErrorKind::PreconditionFailed, 412),
    (ErrorKind::KeyReused, 422),
    (ErrorKind::TooLarge, 413),
    (ErrorKind::RateLimited, 429),
    (ErrorKind::Unavailable, 503),
    (ErrorKind::Internal, 500),
];

#[test]
fn every_kind_has_its_status_and_headers() {
    for (kind, status) in KINDS {
        let response = Problem::from(ApiError::new(kind, "probe.code", "a message")).into_response();
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        assert_eq!(response.headers().contains_key("www-authenticate"), status == 401);
        assert_eq!(response.headers().contains_key("retry-after"), status == 503 || status == 429);
    }
}

fn errors() -> impl Strategy<Value = ApiError> {
    let field = (".*", "[a-z_]{1,20}", ".*").prop_map(|(pointer, code, message)| FieldError {
        pointer,
        code: code.into(),
        message,
    });
    let kind = proptest::sample::select(KINDS.map(|(kind, _)| kind).to_vec());
    (kind, ".*", ".*", proptest::collection::vec(field, 0..4))
        .prop_map(|(kind, code, message, errors)| ApiError { kind, code: code.into(), message, errors })
}

proptest! {
    #[test]
    fn error_survives_the_way_through_a_document(error in errors()) {
        let sent = serde_json::to_vec(&Problem::from(error.clone()).document()).unwrap();
        let received: ProblemDocument = serde_json::from_slice(&sent).unwrap();
        prop_assert_eq!(received.into_error(), error);
    }
}

#[test]
fn codes_of_the_kernel_are_unique_and_sorted() {
    let codes: BTreeSet<_> = CODES.iter().map(|(code, _)| code).collect();
    assert!(codes.into_iter().eq(CODES.iter().map(|(code, _)| code)));
}

#[tokio::test]
async fn service_error_becomes_a_document() {
    #[derive(Debug, thiserror::Error)]
    #[error("SKU A-1 is already in use")]
    struct SkuTaken;
    impl From<SkuTaken> for ApiError {
        fn from(error: SkuTaken) -> Self {
            Self::conflict("probe.sku_taken", error.to_string()).with_field(
                "/sku",
                "taken",
                "is already in use",
            )
        }
    }
    async fn create() -> Result<Reply, Problem> {
        Err(SkuTaken)?
    }
    async fn change() -> Result<Reply, Problem> {
        let stale =
            ApiError::new(ErrorKind::PreconditionFailed, "probe.stale", "version 8 is the present one");
        Err(Problem::from(stale).etag(8))
    }
    let routes = Routes::new("probe", ())
        .route(Op::post("/things", Access::Public), create)
        .route(Op::put("/things", Access::Public), change);
    let api = api(routes);
    let answer = api.post("/things", "").await;
    assert_eq!(answer.problem(), (409, "probe.sku_taken".to_owned()));
    let mut document = answer.json();
    document["trace_id"].take();
    expect_test::expect![[r#"
        {
          "code": "probe.sku_taken",
          "detail": "SKU A-1 is already in use",
          "errors": [
            {
              "code": "taken",
              "message": "is already in use",
              "pointer": "/sku"
            }
          ],
          "retryable": false,
          "status": 409,
          "title": "Conflict with the present state",
          "trace_id": null,
          "type": "https://karum.dev/problems/probe.sku_taken"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&document).unwrap());

    let stale = api.send(crate::support::request(http::Method::PUT, "/things", &[], "")).await;
    assert_eq!((stale.status, stale.header("etag")), (StatusCode::PRECONDITION_FAILED, Some("\"v8\"")));
}
