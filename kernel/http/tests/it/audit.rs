//! What staff changes by an operation is told with the operation's name; nobody else's requests tell anything.

use std::sync::Arc;

use http::Method;
use kernel_base::ApiError;
use kernel_db::{Database, DbError, GenericClient, Migrations};
use kernel_http::{Access, Json, Op, Path, Problem, Reply, RouteSet, Routes, State};
use kernel_testing::{Bus, TestService};

use crate::support::{Api, STAFF, api, request};

const NAMED: Access = Access::Staff("probe.thing.write");

struct App(Database);

impl App {
    async fn add(&self, title: &str) -> Result<(), DbError> {
        let write = self.0.write().await?;
        write.execute("INSERT INTO probe.thing (title) VALUES ($1)", &[&title]).await?;
        write.commit().await
    }
}

async fn put(
    State(app): State<Arc<App>>,
    Path(_): Path<String>,
    Json(title): Json<String>,
) -> Result<Reply, Problem> {
    app.add(&title).await.map_err(ApiError::from)?;
    Ok(Reply::no_content())
}

async fn post(State(app): State<Arc<App>>, Json(title): Json<String>) -> Result<Reply, Problem> {
    app.add(&title).await.map_err(ApiError::from)?;
    Ok(Reply::no_content())
}

async fn get(State(app): State<Arc<App>>) -> Result<Reply, Problem> {
    app.add("looked at").await.map_err(ApiError::from)?;
    Ok(Reply::no_content())
}

fn routes(database: &Database) -> RouteSet {
    let routes = Routes::new("probe", Arc::new(App(database.clone())))
        .route(Op::get("/things", NAMED), get)
        .route(Op::post("/things", NAMED), post)
        .route(Op::put("/things/{name}/parts", NAMED), put)
        .route(Op::put("/public/{name}", Access::Public), put);
    RouteSet::from(routes)
}

async fn send(api: &Api, method: Method, path: &str, title: &str) -> u16 {
    let headers = [("authorization", STAFF), ("content-type", "application/json")];
    let body = if title.is_empty() { String::new() } else { format!("\"{title}\"") };
    api.send(request(method, path, &headers, body)).await.status.as_u16()
}

async fn service() -> TestService {
    let test = TestService::new(Migrations { service: "probe", files: Vec::new() }).await;
    test.sql().await.batch_execute("CREATE TABLE probe.thing (title text NOT NULL UNIQUE)").await.unwrap();
    test
}

#[tokio::test]
async fn every_change_of_staff_is_told_and_nobody_elses() {
    let test = service().await;
    let api = api(routes(test.db()).audited(true));
    let mut bus = Bus::new(test.db());
    assert_eq!(send(&api, Method::PUT, "/things/lamp/parts?secret=1", "plain").await, 204);
    assert_eq!(send(&api, Method::POST, "/things", "other").await, 204);
    let told = bus.take_acts().await;
    let named = told.iter().map(|acted| (&*acted.actor, &*acted.operation, &*acted.path, &*acted.object));
    assert_eq!(
        named.collect::<Vec<_>>(),
        [
            ("staff:staff", "put_things_by_name_parts", "/things/lamp/parts", "lamp"),
            ("staff:staff", "post_things", "/things", "/things"),
        ]
    );

    assert_eq!(send(&api, Method::PUT, "/things/desk/parts", "plain").await, 500, "the database refuses it");
    assert_eq!(send(&api, Method::PUT, "/public/lamp", "by anybody").await, 204);
    assert_eq!(send(&api, Method::GET, "/things", "").await, 204);
    assert!(bus.take_acts().await.is_empty(), "what changed nothing, and what others do, is not told");
}

#[tokio::test]
async fn a_service_that_keeps_the_log_itself_tells_nothing() {
    let test = service().await;
    let api = api(routes(test.db()).audited(true).audited(false));
    assert_eq!(send(&api, Method::POST, "/things", "own").await, 204);
    assert!(Bus::new(test.db()).take_acts().await.is_empty());
}
