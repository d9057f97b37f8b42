//! OpenAPI 3.1 from the declared operations.

use std::collections::{BTreeMap, BTreeSet};

use http::Method;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::extract::PageQuery;
use crate::{Access, Op, ProblemDocument, RateClass};

/// The document that describes these operations.
#[must_use]
pub fn document(title: &str, operations: &[&Op]) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut schemas = settings.into_generator();
    let problem = schemas.subschema_for::<ProblemDocument>();
    let tags: BTreeSet<&str> = operations.iter().filter_map(|op| op.tag).collect();
    let tags: Vec<Value> = tags.iter().map(|tag| json!({ "name": tag })).collect();
    let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for op in operations {
        let described = operation(op, operations, &mut schemas);
        paths
            .entry(op.path.replace("{*", "{"))
            .or_default()
            .insert(op.method.as_str().to_ascii_lowercase(), described);
    }
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "1",
            "description": "Errors are problem documents (RFC 9457) with a stable code; see docs/api-design.md.",
        },
        "servers": [{ "url": "/", "description": "The platform that answered with this document" }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "responses": {
                "Problem": {
                    "description": "A problem document (RFC 9457) with a stable code",
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
            "securitySchemes": {
                "customer": { "type": "http", "scheme": "bearer", "description": "A customer who has signed in" },
                "staff": { "type": "http", "scheme": "bearer", "description": "A member of staff" },
                "service": { "type": "http", "scheme": "bearer", "description": "Another service of the platform" },
                "client": { "type": "http", "scheme": "basic", "description": "A client with its id and secret" },
                "cart": { "type": "apiKey", "in": "header", "name": "x-cart-token" },
            },
        },
    });
    say_what_is_taken(&mut document);
    document
}

/// Says what types imply. Sets are written as arrays, and naming something twice does no harm; integers end where 64 bits do.
fn say_what_is_taken(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.get("format").is_some_and(|format| format == "int64") {
                fields.entry("minimum").or_insert(i64::MIN.into());
                fields.entry("maximum").or_insert(i64::MAX.into());
            }
            if fields.get("uniqueItems") == Some(&Value::Bool(true)) {
                fields.remove("uniqueItems");
            }
            fields.values_mut().for_each(say_what_is_taken);
        }
        Value::Array(items) => items.iter_mut().for_each(say_what_is_taken),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn operation(op: &Op, all: &[&Op], schemas: &mut SchemaGenerator) -> Value {
    let mut described = json!({
        "operationId": operation_id(op),
        "summary": op.summary,
        "tags": op.tag.as_slice(),
        "security": security(op),
        "parameters": parameters(op, schemas),
        "responses": responses(op, all, schemas),
    });
    if let Access::Staff(permission) = op.access {
        described["x-permission"] = permission.into();
        described["x-channels"] = op.channels.name().into();
    }
    match op.access {
        Access::Service(callers) => described["x-callers"] = json!(callers),
        Access::EveryService => described["x-callers"] = json!(["*"]),
        Access::Public | Access::Cart | Access::Customer | Access::Staff(_) => {}
    }
    limits(op, &mut described);
    if !op.problems.is_empty() {
        described["x-problems"] = json!(op.problems);
    }
    if let Some(body) = op.body {
        described["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": body(schemas) } } });
    } else if let Some(media_type) = op.raw_body {
        described["requestBody"] = json!({ "required": true, "content": { media_type: {} } });
    }
    described
}

/// What a gateway must know beforehand, where it differs from what goes without saying.
fn limits(op: &Op, described: &mut Value) {
    if op.rate != RateClass::Default {
        described["x-rate-limit"] = op.rate.name().into();
    }
    if op.body_limit != Op::BODY_LIMIT {
        described["x-body-limit"] = op.body_limit.into();
    }
    if op.time_limit != Op::TIME_LIMIT {
        described["x-time-limit-ms"] = u64::try_from(op.time_limit.as_millis()).unwrap_or(u64::MAX).into();
    }
    if op.own_credentials {
        described["x-own-credentials"] = true.into();
    }
}

/// `POST /admin/v1/products/{product_id}/publish` is `post_admin_products_by_product_id_publish`: as unique as method
/// and path, and it stays when code moves.
pub(crate) fn operation_id(op: &Op) -> String {
    if let Some(id) = op.id {
        return id.to_owned();
    }
    let mut id = op.method.as_str().to_ascii_lowercase();
    for segment in op.path.split('/').filter(|segment| !segment.is_empty() && *segment != "v1") {
        match parameter(segment) {
            Some(name) => id.push_str(&format!("_by_{name}")),
            None => id.push_str(&format!("_{}", segment.replace(|c: char| !c.is_ascii_alphanumeric(), "_"))),
        }
    }
    id
}

fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}').map(|name| name.trim_start_matches('*'))
}

fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(parameter)
}

fn security(op: &Op) -> Value {
    match op.access {
        Access::Public if op.own_credentials => json!([{ "client": [] }, {}]),
        Access::Public => json!([]),
        Access::Cart => json!([{ "cart": [] }]),
        Access::Customer => json!([{ "customer": [] }]),
        Access::Staff(_) => json!([{ "staff": [] }]),
        Access::Service(_) | Access::EveryService => json!([{ "service": [] }]),
    }
}

fn parameters(op: &Op, schemas: &mut SchemaGenerator) -> Vec<Value> {
    let mut parameters = path_values(op, schemas);
    if op.requires_key() {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "Unguessable and new for every intended effect; the same for every repetition",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!#-~]+$" },
        }));
    }
    if op.if_match {
        parameters.push(json!({
            "name": "If-Match", "in": "header", "required": !op.if_match_optional,
            "description": "The ETag of the document as it was read",
            "schema": { "type": "string", "pattern": "^\"v[0-9]{1,18}\"$" },
        }));
    }
    if op.paged {
        let page = <PageQuery as schemars::JsonSchema>::json_schema(schemas);
        query_parameters(page.as_value(), &mut parameters);
    }
    if let Some(query) = op.query {
        query_parameters(query(schemas).as_value(), &mut parameters);
    }
    parameters
}

/// The path's parameters, each with the schema of the type that the handler takes it as: one value, a tuple, or a struct.
fn path_values(op: &Op, schemas: &mut SchemaGenerator) -> Vec<Value> {
    let taken = op.path_values.and_then(|schema| schema(schemas)).map_or(Value::Null, Schema::to_value);
    let schema_of = |index: usize, name: &str| {
        let places = [&taken["prefixItems"][index], &taken["properties"][name], &taken];
        let found =
            places.into_iter().find(|schema| schema.get("type").is_some() || schema.get("$ref").is_some());
        found.cloned().unwrap_or_else(|| json!({ "type": "string" }))
    };
    path_parameters(op.path)
        .enumerate()
        .map(|(index, name)| {
            let mut schema = schema_of(index, name);
            let described = schema.as_object_mut().and_then(|schema| schema.remove("description"));
            let mut parameter = json!({ "name": name, "in": "path", "required": true, "schema": schema });
            if let Some(described) = described {
                parameter["description"] = described;
            }
            parameter
        })
        .collect()
}

fn query_parameters(schema: &Value, parameters: &mut Vec<Value>) {
    let required = |name: &str| {
        schema["required"].as_array().is_some_and(|names| names.iter().any(|required| required == name))
    };
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let mut field = field.clone();
        // A parameter is there or not; `null` is the text of four letters.
        if let Some(kinds) = field["type"].as_array()
            && let [kind, Value::String(null)] = &kinds[..]
            && null == "null"
        {
            let kind = kind.clone();
            field["type"] = kind;
            field.as_object_mut().expect("BUG: a schema with a type").retain(|_, value| !value.is_null());
        }
        let description = field.as_object_mut().and_then(|field| field.remove("description"));
        let mut parameter =
            json!({ "name": name, "in": "query", "required": required(name), "schema": field });
        if let Some(description) = description {
            parameter["description"] = description;
        }
        parameters.push(parameter);
    }
}

fn responses(op: &Op, all: &[&Op], schemas: &mut SchemaGenerator) -> Value {
    let mut responses = Map::new();
    for (status, schema) in &op.answers {
        let mut response = json!({ "description": if *status == 202 { "Accepted" } else { "Done" } });
        if let Some(schema) = schema {
            let schema = schema(schemas);
            if let Some(links) = links(op, all, schema.as_value(), schemas) {
                response["links"] = links;
            }
            response["content"] = json!({ "application/json": { "schema": schema } });
        }
        responses.insert(status.to_string(), response);
    }
    for status in &op.pages {
        let content = json!({ "text/html": { "schema": { "type": "string" } } });
        responses.insert(status.to_string(), json!({ "description": "A page", "content": content }));
    }
    if !op.files.is_empty() {
        let content =
            op.files.iter().map(|media| ((*media).to_owned(), json!({ "schema": { "type": "string" } })));
        let content: Map<String, Value> = content.collect();
        responses.insert("200".to_owned(), json!({ "description": "The file", "content": content }));
    }
    for status in problem_statuses(op) {
        match responses.get_mut(status) {
            // Refusals in a language of the operation's own, beside those of the kernel.
            Some(own) => own["content"]["application/problem+json"] = problem_media(),
            None => {
                responses.insert(status.to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
            }
        }
    }
    responses.into()
}

/// Those the kernel answers with for this operation; the service's own come under `default` and `x-problems`.
fn problem_statuses(op: &Op) -> Vec<&'static str> {
    let body = op.body.is_some() || op.raw_body.is_some();
    let key = op.requires_key();
    let named = path_parameters(op.path).next().is_some();
    let may_be = [
        ("400", body || key || named || op.paged || op.if_match || op.query.is_some()),
        ("401", true), // wrong credentials are refused everywhere
        ("403", !matches!(op.access, Access::Public | Access::Cart)),
        ("404", named),
        ("409", key),
        ("412", op.if_match),
        ("413", body || key),
        ("422", key),
        ("429", !op.path.starts_with("/internal/")), // the gateway limits every client
        ("503", true),
        ("default", true),
    ];
    may_be.into_iter().filter(|(_, applies)| *applies).map(|(status, _)| status).collect()
}

fn problem_media() -> Value {
    json!({ "schema": { "$ref": "#/components/schemas/Problem" } })
}

/// From what creates to what reads it: `POST /products` to `GET /products/{product_id}`.
fn links(op: &Op, all: &[&Op], answer: &Value, schemas: &SchemaGenerator) -> Option<Value> {
    if op.method != Method::POST {
        return None;
    }
    let created = |other: &&&Op| {
        let rest = other.path.strip_prefix(op.path).and_then(|rest| rest.strip_prefix('/'));
        other.method == Method::GET && rest.and_then(parameter).is_some()
    };
    let read = all.iter().find(created)?;
    let name = path_parameters(read.path).last()?;
    let fields = &definition(answer, schemas)?["properties"];
    let field = [name, "id"].into_iter().find(|field| fields.get(field).is_some())?;
    let mut parameters = Map::new();
    for shared in path_parameters(op.path) {
        parameters.insert(shared.to_owned(), format!("$request.path.{shared}").into());
    }
    parameters.insert(name.to_owned(), format!("$response.body#/{field}").into());
    let id = operation_id(read);
    Some(json!({ id.clone(): { "operationId": id, "parameters": parameters } }))
}

/// The schema itself where there is only a reference to it.
fn definition<'a>(schema: &'a Value, schemas: &'a SchemaGenerator) -> Option<&'a Value> {
    match schema["$ref"].as_str() {
        Some(reference) => schemas.definitions().get(reference.rsplit('/').next()?),
        None => Some(schema),
    }
}
