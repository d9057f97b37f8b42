//! Wrong bodies, paths and queries name what is wrong.

use http::Method;
use kernel_base::{Id, IdKind};
use kernel_http::{Access, Json, Op, Paged, Paging, Path, Query, RawBody, Reply, Routes};
use serde::{Deserialize, Serialize};

use crate::support::{Api, api, request};

struct ThingKind;
impl IdKind for ThingKind {
    const PREFIX: &'static str = "thing";
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    title: String,
    #[serde(default)]
    lines: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    quantity: u32,
    color: Option<Color>,
    line: Option<Box<Line>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Color {
    Red,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    status: Option<String>,
    active: Option<bool>,
    minimum: Option<u8>,
}

fn probe() -> Api {
    let echo = |Json(order): Json<Order>| async move { Reply::json(200, &order) };
    let thing = |Path(id): Path<Id<ThingKind>>| async move { Reply::json(200, &id) };
    let pair = |Path((id, number)): Path<(Id<ThingKind>, u8)>| async move { Reply::json(200, &(id, number)) };
    let query = |Query(filter): Query<Filter>| async move { Reply::json(200, &filter) };
    let list = |list: Paged<Filter>| async move {
        let after: Option<u8> = list.page.after_key()?;
        Ok::<_, kernel_http::Problem>(Reply::json(200, &(list.page.limit.get(), after, list.filter)))
    };
    let plain = |Paging(page): Paging| async move { Reply::json(200, &page.limit.get()) };
    let raw = |RawBody(bytes): RawBody| async move { Reply::json(200, &bytes.len()) };
    let routes = Routes::new("probe", ())
        .route(Op::post("/orders", Access::Public), echo)
        .route(Op::get("/things/{thing_id}", Access::Public), thing)
        .route(Op::get("/things/{thing_id}/parts/{number}", Access::Public), pair)
        .route(Op::get("/query", Access::Public), query)
        .route(Op::get("/list", Access::Public), list)
        .route(Op::get("/plain", Access::Public), plain)
        .route(Op::post("/raw", Access::Public), raw);
    api(routes)
}

#[tokio::test]
async fn wrong_fields_are_named_by_pointer() {
    let api = probe();
    for (body, pointer, code) in [
        (r#"{}"#, "/title", "missing"),
        (r#"[]"#, "", "wrong_type"),
        (r#"null"#, "", "wrong_type"),
        (r#"{"title":1}"#, "/title", "wrong_type"),
        (r#"{"title":"a","titel":"b"}"#, "/titel", "unknown_field"),
        (r#"{"title":"a","title":"b"}"#, "/title", "duplicate"),
        (r#"{"title":"a","a/b~c":1}"#, "/a~1b~0c", "unknown_field"),
        (r#"{"title":"a","lines":[{"quantity":1},{"quantity":"x"}]}"#, "/lines/1/quantity", "wrong_type"),
        (r#"{"title":"a","lines":[{"quantity":-1}]}"#, "/lines/0/quantity", "invalid_value"),
        (r#"{"title":"a","lines":[{"quantity":1.5}]}"#, "/lines/0/quantity", "wrong_type"),
        (r#"{"title":"a","lines":[{"quantity":4294967296}]}"#, "/lines/0/quantity", "invalid_value"),
        (r#"{"title":"a","lines":[{"quantity":1,"color":"blue"}]}"#, "/lines/0/color", "unknown_value"),
        (r#"{"title":"a","lines":[{"quantity":1,"price":1}]}"#, "/lines/0/price", "unknown_field"),
        (r#"{"title":"a","lines":[{}]}"#, "/lines/0/quantity", "missing"),
        (
            r#"{"title":"a","lines":[{"quantity":1,"line":{"line":null}}]}"#,
            "/lines/0/line/quantity",
            "missing",
        ),
        (
            r#"{"title":"a","lines":[{"quantity":1,"line":{"quantity":1,"x":0}}]}"#,
            "/lines/0/line/x",
            "unknown_field",
        ),
        (r#"{"title":"a","lines":{}}"#, "/lines", "wrong_type"),
        (r#"["a",[]]"#, "", "wrong_type"),
        (
            r#"{"title":"a","lines":[{"quantity":1,"line":{"quantity":{"quantity":1}}}]}"#,
            "/lines/0/line/quantity",
            "wrong_type",
        ),
        (
            r#"{"title":"a","lines":[{"quantity":1,"line":{"quantity":1,"quantity":1}}]}"#,
            "/lines/0/line/quantity",
            "duplicate",
        ),
    ] {
        let answer = api.post("/orders", body).await;
        assert_eq!(answer.wrong_fields(), [(pointer.to_owned(), code.to_owned())], "{body}");
    }
    let right = r#"{"title":"a","lines":[{"quantity":1,"color":"red","line":null}]}"#;
    assert_eq!(api.post("/orders", right).await.body, right.as_bytes());
}

#[tokio::test]
async fn what_is_not_json_is_refused() {
    let api = probe();
    for body in ["", "{", r#"{"title":"a"}}"#, r#"{"title":"a",}"#, "title=a", "{'title':'a'}", "\u{feff}{}"]
    {
        let answer = api.post("/orders", body).await;
        assert_eq!(answer.problem(), (400, "request.malformed_json".to_owned()), "{body}");
    }
    let deep = "[".repeat(100_000);
    let nested = format!(r#"{{"title":"a","lines":{deep}"#);
    assert_eq!(api.post("/orders", &nested).await.status, 400);

    let json = [("content-type", "application/json")];
    let invalid = request(Method::POST, "/orders", &json, b"{\"title\":\"\xff\"}".to_vec());
    assert_eq!(api.send(invalid).await.problem(), (400, "request.malformed_utf8".to_owned()));
}

#[tokio::test]
async fn the_character_that_no_database_text_holds_is_refused_everywhere() {
    let api = probe();
    let nul = [(String::new(), "nul_character".to_owned())];
    for body in [r#"{"title":"\u0000"}"#, r#"{"title":"a\\\u0000b"}"#, r#"{"a\u0000":1}"#] {
        assert_eq!(api.post("/orders", body).await.wrong_fields(), nul, "{body}");
    }
    for path in ["/query?status=%00", "/list?status=a%00b", "/plain?cursor=%00", "/things/%00"] {
        assert_eq!(api.get(path).await.wrong_fields(), nul, "{path}");
    }
    let escaped = r#"{"title":"the escape \\u0000","lines":[]}"#;
    assert_eq!(api.post("/orders", escaped).await.body, escaped.as_bytes());
}

#[tokio::test]
async fn content_type_must_be_json() {
    let api = probe();
    let right = r#"{"title":"a"}"#;
    for (content_type, status) in [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("Application/JSON", 200),
        ("application/merge-patch+json", 200),
        ("text/plain", 400),
        ("", 400),
    ] {
        let request = request(Method::POST, "/orders", &[("content-type", content_type)], right);
        assert_eq!(api.send(request).await.status, status, "{content_type}");
    }
    let answer = api.send(request(Method::POST, "/orders", &[], right)).await;
    assert_eq!(answer.problem(), (400, "request.content_type".to_owned()));
    assert_eq!(api.send(request(Method::POST, "/raw", &[], right)).await.json(), right.len());
}

#[tokio::test]
async fn path_parameters_are_named() {
    let api = probe();
    let id = "thing_01jd0000000000000000000000";
    assert_eq!(api.get(&format!("/things/{id}")).await.json(), id);
    assert_eq!(api.get(&format!("/things/{id}/parts/7")).await.status, 200);
    for (path, name) in [
        ("/things/7".to_owned(), "thing_id"),
        ("/things/other_01jd0000000000000000000000".to_owned(), "thing_id"),
        ("/things/%FF".to_owned(), "thing_id"),
        ("/things/7/parts/7".to_owned(), "path"),
        (format!("/things/{id}/parts/x"), "number"),
        (format!("/things/{id}/parts/256"), "number"),
    ] {
        let wrong = api.get(&path).await.wrong_fields();
        assert_eq!(wrong, [(name.to_owned(), "malformed".to_owned())], "{path}");
    }
}

#[tokio::test]
async fn unknown_and_wrong_parameters_are_refused() {
    let api = probe();
    for path in ["/query", "/list"] {
        for (query, name, code) in [
            ("other=1", "other", "unknown_field"),
            ("status=a&status=b", "status", "duplicate"),
            ("minimum=x", "minimum", "malformed"),
            ("minimum=-1", "minimum", "malformed"),
            ("active=maybe", "active", "malformed"),
        ] {
            let wrong = api.get(&format!("{path}?{query}")).await.wrong_fields();
            assert_eq!(wrong, [(name.to_owned(), code.to_owned())], "{path}?{query}");
        }
    }
    let answer = api.get("/query?status=a%20b&active=true&minimum=3").await;
    assert_eq!(answer.json(), serde_json::json!({ "status": "a b", "active": true, "minimum": 3 }));
}

#[tokio::test]
async fn pages_and_filters_share_the_query() {
    let api = probe();
    let cursor = kernel_base::Cursor::encode(&7_u8);
    let answer = api.get(&format!("/list?status=a&limit=5&minimum=1&cursor={cursor}")).await;
    let filter = serde_json::json!({ "status": "a", "active": null, "minimum": 1 });
    assert_eq!(answer.json(), serde_json::json!([5, 7, filter]));
    assert_eq!(api.get("/list").await.json()[0], 20);
    assert_eq!(api.get("/plain?limit=100").await.json(), 100);
    for (path, name, code) in [
        ("/list?limit=0", "limit", "out_of_range"),
        ("/list?limit=101", "limit", "out_of_range"),
        ("/list?limit=x", "limit", "malformed"),
        ("/list?limit=1&limit=2", "limit", "duplicate"),
        ("/list?cursor=x", "cursor", "malformed"),
        ("/plain?status=a", "status", "unknown_field"),
    ] {
        assert_eq!(api.get(path).await.wrong_fields(), [(name.to_owned(), code.to_owned())], "{path}");
    }
}
