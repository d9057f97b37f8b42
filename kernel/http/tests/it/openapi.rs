//! The document says what the operations do.

use kernel_http::{Access, Op, Reply, RouteSet, Routes};
use schemars::JsonSchema;
use serde_json::{Value, json};

use crate::support::api;

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct NewThing {
    /// What it is called.
    title: String,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct ThingView {
    thing_id: String,
    maker: Maker,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct Maker {
    name: String,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct Filter {
    /// Only these.
    status: Option<String>,
    shop: String,
}

async fn document() -> Value {
    let nothing = || async { Reply::no_content() };
    let routes = Routes::new("probe", ())
        .route(
            Op::post("/admin/v1/things", Access::Staff("probe.thing.write"))
                .summary("Create a thing")
                .body::<NewThing>()
                .answers::<ThingView>(201)
                .problems(&["probe.title_taken"]),
            nothing,
        )
        .route(
            Op::get("/admin/v1/things", Access::Staff("probe.thing.read"))
                .paged()
                .query::<Filter>()
                .answers::<kernel_base::Page<ThingView>>(200),
            nothing,
        )
        .route(
            Op::get("/admin/v1/things/{thing_id}", Access::Staff("probe.thing.read"))
                .answers::<ThingView>(200),
            nothing,
        )
        .route(
            Op::put("/store/v1/carts/{cart_id}", Access::Cart)
                .id("replace_cart")
                .if_match()
                .body::<NewThing>()
                .answers_nothing(204),
            nothing,
        )
        .route(
            Op::post("/store/v1/upload", Access::Public).raw_body("text/csv").answers_nothing(202),
            nothing,
        )
        .rpc("price", &["cart"], |(), _, _: Vec<String>| async { Ok::<_, kernel_base::ApiError>(7_i64) });
    let answer = api(RouteSet::from(routes).openapi_route("probe")).get("/openapi/probe.json").await;
    assert_eq!(answer.status, 200);
    answer.json()
}

#[tokio::test]
async fn operation_is_described_whole() {
    let document = document().await;
    assert_eq!(document["openapi"], "3.1.0");
    let create = serde_json::to_string_pretty(&document["paths"]["/admin/v1/things"]["post"]).unwrap();
    expect_test::expect![[r##"
        {
          "operationId": "post_admin_things",
          "parameters": [],
          "requestBody": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/NewThing"
                }
              }
            },
            "required": true
          },
          "responses": {
            "201": {
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/ThingView"
                  }
                }
              },
              "description": "Done",
              "links": {
                "get_admin_things_by_thing_id": {
                  "operationId": "get_admin_things_by_thing_id",
                  "parameters": {
                    "thing_id": "$response.body#/thing_id"
                  }
                }
              }
            },
            "400": {
              "$ref": "#/components/responses/Problem"
            },
            "401": {
              "$ref": "#/components/responses/Problem"
            },
            "403": {
              "$ref": "#/components/responses/Problem"
            },
            "413": {
              "$ref": "#/components/responses/Problem"
            },
            "429": {
              "$ref": "#/components/responses/Problem"
            },
            "503": {
              "$ref": "#/components/responses/Problem"
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          },
          "security": [
            {
              "staff": []
            }
          ],
          "summary": "Create a thing",
          "tags": [
            "probe"
          ],
          "x-channels": "refused",
          "x-permission": "probe.thing.write",
          "x-problems": [
            "probe.title_taken"
          ]
        }"##]]
    .assert_eq(&create);
}

#[tokio::test]
async fn parameters_come_from_path_query_and_headers() {
    let document = document().await;
    let parameters = |path: &str, method: &str| -> Vec<(String, String, bool)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let parameters = document["paths"][path][method]["parameters"].as_array().unwrap();
        parameters.iter().map(|p| (text(&p["name"]), text(&p["in"]), p["required"] == true)).collect()
    };
    let expected = |list: &[(&str, &str, bool)]| -> Vec<(String, String, bool)> {
        list.iter()
            .map(|(name, place, required)| ((*name).to_owned(), (*place).to_owned(), *required))
            .collect()
    };
    let list = [
        ("cursor", "query", false),
        ("limit", "query", false),
        ("shop", "query", true),
        ("status", "query", false),
    ];
    assert_eq!(parameters("/admin/v1/things", "get"), expected(&list));
    let replace = [("cart_id", "path", true), ("If-Match", "header", true)];
    assert_eq!(parameters("/store/v1/carts/{cart_id}", "put"), expected(&replace));
}

#[tokio::test]
async fn statuses_and_security_follow_the_declaration() {
    let document = document().await;
    let operation = |path: &str, method: &str| document["paths"][path][method].clone();
    let statuses = |operation: &Value| -> Vec<String> {
        operation["responses"].as_object().unwrap().keys().cloned().collect()
    };
    let cart = operation("/store/v1/carts/{cart_id}", "put");
    assert_eq!(cart["security"], json!([{ "cart": [] }]));
    assert_eq!(cart["operationId"], "replace_cart");
    assert_eq!(statuses(&cart), ["204", "400", "401", "404", "412", "413", "429", "503", "default"]);
    let price = operation("/internal/v1/probe/price", "post");
    assert_eq!(price["security"], json!([{ "service": [] }]));
    assert_eq!(price["x-callers"], json!(["cart"]));
    assert_eq!(price["operationId"], "post_internal_probe_price");
    assert_eq!(price["responses"]["200"]["content"]["application/json"]["schema"]["type"], "integer");
    let upload = operation("/store/v1/upload", "post");
    assert_eq!(upload["security"], json!([]));
    assert!(upload["requestBody"]["content"]["text/csv"].is_object());
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    fn walk(value: &Value, document: &Value) {
        match value {
            Value::Object(fields) => {
                if let Some(reference) = fields.get("$ref").and_then(Value::as_str) {
                    let pointer = reference.strip_prefix('#').expect("a local reference");
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                fields.values().for_each(|value| walk(value, document));
            }
            Value::Array(items) => items.iter().for_each(|value| walk(value, document)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let document = document().await;
    walk(&document, &document);
    assert!(document["components"]["schemas"]["Maker"].is_object());
}
