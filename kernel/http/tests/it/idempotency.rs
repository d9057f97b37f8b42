//! A repeated request has one effect and one answer, whatever happens in between.

use std::sync::{Arc, Mutex};

use http::Method;
use kernel_base::ApiError;
use kernel_db::{Database, DbError, GenericClient, Migrations};
use kernel_http::{
    Access, DatabaseIdempotency, IdempotencyKey, Json, Op, Problem, Reply, Routes, State, store_response,
};
use kernel_testing::TestService;

use crate::support::{Answer, Api, SERVICE, STAFF, api, request};

struct App {
    database: Database,
    /// The hash of the last key a handler saw.
    key_hash: Mutex<Option<[u8; 32]>>,
}

async fn create(
    State(app): State<Arc<App>>,
    key: IdempotencyKey,
    Json(title): Json<String>,
) -> Result<Reply, Problem> {
    *app.key_hash.lock().unwrap() = Some(key.key_hash);
    if title == "refused" {
        Err(ApiError::conflict("probe.refused", "not this one"))?;
    }
    if title == "late" {
        return Ok(Reply::json(200, &"changes nothing"));
    }
    let write = app.database.write().await.map_err(ApiError::from)?;
    let reply = Reply::json(201, &title).etag(1).location(format!("/things/{title}"));
    record(&write, &key, &title, &reply).await.map_err(ApiError::from)?;
    write.commit().await.map_err(ApiError::from)?;
    Ok(reply)
}

async fn record(
    write: &kernel_db::Write,
    key: &IdempotencyKey,
    title: &str,
    reply: &Reply,
) -> Result<(), DbError> {
    write.execute("INSERT INTO probe.thing (title) VALUES ($1)", &[&title]).await?;
    store_response(write, key, reply).await
}

/// The two declarations of an idempotent operation; every rule holds for both.
const PATHS: [&str; 2] = ["/look_first", "/one_write"];

async fn probe() -> (TestService, Api, Arc<App>) {
    let test = TestService::new(Migrations { service: "probe", files: Vec::new() }).await;
    test.sql().await.batch_execute("CREATE TABLE probe.thing (title text NOT NULL)").await.unwrap();
    let database = test.db().clone();
    let app = Arc::new(App { database: database.clone(), key_hash: Mutex::default() });
    let routes = Routes::new("probe", app.clone())
        .route(Op::post("/look_first", Access::Public).idempotent(), create)
        .route(Op::post("/one_write", Access::Public).idempotent_in_one_write(), create)
        .idempotency(Arc::new(DatabaseIdempotency(database)));
    (test, api(routes), app)
}

async fn post(api: &Api, path: &str, headers: &[(&str, &str)], title: &str) -> Answer {
    let mut headers = headers.to_vec();
    headers.push(("content-type", "application/json"));
    api.send(request(Method::POST, path, &headers, format!("\"{title}\""))).await
}

async fn things(test: &TestService) -> i64 {
    test.sql().await.query_one("SELECT count(*) FROM probe.thing", &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn repeated_request_gets_the_stored_answer() {
    let (test, api, _) = probe().await;
    for path in PATHS {
        let mut first = post(&api, path, &[("idempotency-key", "key-1")], "a").await;
        assert_eq!((first.status.as_u16(), first.header("idempotent-replayed")), (201, None));
        let trace = first.headers.remove("x-request-id").unwrap();
        let mut again = post(&api, path, &[("idempotency-key", "\"key-1\"")], "a").await;
        assert_eq!(again.headers.remove("idempotent-replayed").unwrap(), "true");
        assert_ne!(
            again.headers.remove("x-request-id").unwrap(),
            trace,
            "each request has a trace of its own"
        );
        assert_eq!(again, first);
    }
    assert_eq!(things(&test).await, 2, "a key counts per route");
}

#[tokio::test]
async fn key_with_another_body_or_query_is_refused() {
    let (test, api, _) = probe().await;
    for path in PATHS {
        post(&api, path, &[("idempotency-key", "key-1")], "a").await;
        for (path, title) in
            [(path.to_owned(), "b"), (path.to_owned(), "refused"), (format!("{path}?x=1"), "a")]
        {
            let other = post(&api, &path, &[("idempotency-key", "key-1")], title).await;
            assert_eq!(other.problem(), (422, "request.key_reused".to_owned()), "{path} {title}");
        }
    }
    assert_eq!(things(&test).await, 2);
}

#[tokio::test]
async fn key_is_required_and_checked() {
    let (test, api, _) = probe().await;
    for path in PATHS {
        let missing = post(&api, path, &[], "a").await;
        assert_eq!(missing.problem(), (400, "request.idempotency_key_missing".to_owned()));
        for wrong in ["", "\"\"", "a b", "a\"b", &"x".repeat(256)] {
            let answer = post(&api, path, &[("idempotency-key", wrong)], "a").await;
            assert_eq!(answer.problem(), (400, "request.idempotency_key_malformed".to_owned()), "{wrong}");
        }
        let two = [("idempotency-key", "a"), ("idempotency-key", "b")];
        assert_eq!(post(&api, path, &two, "a").await.status, 400);
    }
    assert_eq!(things(&test).await, 0);
    assert_eq!(post(&api, PATHS[0], &[("idempotency-key", &"x".repeat(255))], "a").await.status, 201);
}

#[tokio::test]
async fn callers_do_not_share_keys() {
    let (test, api, _) = probe().await;
    for path in PATHS {
        for caller in [
            None,
            Some(("authorization", STAFF)),
            Some(("authorization", SERVICE)),
            Some(("x-cart-token", "t")),
        ] {
            let headers: Vec<_> = [("idempotency-key", "key-1")].into_iter().chain(caller).collect();
            let answer = post(&api, path, &headers, "a").await;
            assert_eq!((answer.status.as_u16(), answer.header("idempotent-replayed")), (201, None));
        }
    }
    assert_eq!(things(&test).await, 8);
}

#[tokio::test]
async fn concurrent_repetitions_have_one_effect_and_one_answer() {
    let (test, api, _) = probe().await;
    for path in PATHS {
        let requests = (0..16).map(|_| post(&api, path, &[("idempotency-key", "key-1")], "a"));
        let answers = futures::future::join_all(requests).await;
        let original = answers.iter().filter(|answer| answer.header("idempotent-replayed").is_none());
        assert_eq!(original.count(), 1);
        assert!(answers.iter().all(|answer| answer.status == 201 && answer.body == answers[0].body));
    }
    assert_eq!(things(&test).await, 2);
}

#[tokio::test]
async fn refused_request_may_be_repeated_with_the_same_key() {
    let (test, api, _) = probe().await;
    for path in PATHS {
        let key = [("idempotency-key", "key-1")];
        assert_eq!(post(&api, path, &key, "refused").await.problem().1, "probe.refused");
        assert_eq!(post(&api, path, &key, "a").await.status, 201);
    }
    assert_eq!(things(&test).await, 2);
}

#[tokio::test]
async fn handler_that_finds_nothing_to_do_still_replays() {
    let (test, api, _) = probe().await;
    // The handler answers a repeated request differently; the stored answer wins.
    for path in PATHS {
        let key = [("idempotency-key", "key-1")];
        let first = post(&api, path, &key, "late").await;
        assert_eq!(first.json(), "changes nothing");
        post(&api, path, &key, "a").await;
        assert_eq!(post(&api, path, &key, "late").await.problem().1, "request.key_reused");
    }
    assert_eq!(things(&test).await, 2);
}

#[tokio::test]
async fn request_in_flight_elsewhere_is_a_conflict() {
    let (test, api, app) = probe().await;
    let other = test.sql().await;
    let database: String = other.query_one("SELECT current_database()", &[]).await.unwrap().get(0);
    // The pool connects with the first request, after this.
    other.batch_execute(&format!("ALTER DATABASE {database} SET lock_timeout = '50ms'")).await.unwrap();
    for path in PATHS {
        let key = [("idempotency-key", "key-1")];
        post(&api, path, &key, "refused").await;
        let key_hash = app.key_hash.lock().unwrap().expect("the handler saw the key");
        let insert = "INSERT INTO kernel.idempotency_key VALUES ($1, $1, 201, NULL, NULL, '')";
        other.batch_execute("BEGIN").await.unwrap();
        other.execute(insert, &[&key_hash.as_slice()]).await.unwrap();
        let answer = post(&api, path, &key, "a").await;
        assert_eq!(answer.problem(), (409, "request.in_flight".to_owned()));
        other.batch_execute("ROLLBACK").await.unwrap();
        assert_eq!(post(&api, path, &key, "a").await.status, 201);
    }
    assert_eq!(things(&test).await, 2);
}

#[test]
#[should_panic(expected = "has no idempotency store")]
fn idempotent_operation_without_a_store_does_not_start() {
    let routes = Routes::new("probe", ())
        .route(Op::post("/things", Access::Public).idempotent(), || async { Reply::no_content() });
    let _api = api(routes);
}
