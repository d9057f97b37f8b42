//! Makes values that fit a JSON schema, and spoils them leaf by leaf.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// How deep schemas that contain themselves are followed.
const DEPTH: usize = 8;

/// Makes values of the schemas of one document.
pub struct Sampler<'a> {
    /// What its schemas refer to.
    pub definitions: &'a Value,
    /// Values of fields with these names, so that a sample speaks of things that exist.
    pub known: &'a BTreeMap<String, String>,
    /// Fields that may be left out, too.
    pub optional: bool,
}

impl Sampler<'_> {
    /// A value that fits the schema.
    #[must_use]
    pub fn sample(&self, schema: &Value) -> Value {
        self.value("", schema, DEPTH)
    }

    fn value(&self, name: &str, schema: &Value, depth: usize) -> Value {
        if depth == 0 {
            return Value::Null;
        }
        if let Some(reference) = schema["$ref"].as_str() {
            let definition = reference.rsplit('/').next().unwrap_or_default();
            return self.value(name, &self.definitions[definition], depth - 1);
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            let usual = values.iter().find(|value| *value == "GBP");
            return usual.or(values.first()).cloned().unwrap_or_default();
        }
        for choice in ["oneOf", "anyOf", "allOf"] {
            let choices = schema[choice].as_array().into_iter().flatten();
            if let Some(first) = choices.clone().find(|choice| choice["type"] != "null") {
                let mut value = self.value(name, first, depth - 1);
                // A tagged choice lists its own fields beside those of the struct it is flattened into.
                if let (Some(fields), Value::Object(own)) =
                    (value.as_object_mut(), self.object(schema, depth))
                {
                    fields.extend(own);
                }
                return value;
            }
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").and_then(Value::as_str),
            kind => kind.as_str(),
        };
        match kind {
            Some("object") => self.object(schema, depth),
            Some("array") => {
                let item = self.value(name, &schema["items"], depth - 1);
                if item.is_null() { json!([]) } else { json!([item]) }
            }
            Some("integer" | "number") => {
                // Where 64 bits end is no limit of the field's own.
                let least = schema.get("minimum").filter(|least| least.as_i64() != Some(i64::MIN));
                least.cloned().unwrap_or(json!(1))
            }
            Some("boolean") => json!(true),
            Some("string") => self.text(name, schema).into(),
            _ => json!({}),
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> Value {
        let required = schema["required"].as_array();
        let needed = |name: &str| required.is_some_and(|names| names.iter().any(|needed| needed == name));
        let mut object = Map::new();
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            if self.optional || needed(name) {
                object.insert(name.clone(), self.value(name, field, depth - 1));
            }
        }
        if let Some(values) = schema.get("additionalProperties").filter(|values| values.is_object()) {
            object.insert("web".to_owned(), self.value("", values, depth - 1));
        }
        Value::Object(object)
    }

    fn text(&self, name: &str, schema: &Value) -> String {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let pattern = schema["pattern"].as_str().unwrap_or_default();
        match name {
            _ if schema["format"] == "date-time" => "2030-01-01T00:00:00Z".to_owned(),
            "email" => "ada@example.org".to_owned(),
            "channel" => "web".to_owned(),
            "country" => "GB".to_owned(),
            "url" => "https://example.org/picture.jpg".to_owned(),
            _ if pattern.contains("_[0-7]") => unknown_id(pattern.trim_start_matches('^')),
            _ if pattern.starts_with("^-?\\d") => "1.25".to_owned(),
            _ if pattern.contains("[A-Z]{2}") => "GB".to_owned(),
            _ => "sample".to_owned(),
        }
    }
}

/// An id of this kind that nothing has.
fn unknown_id(prefix: &str) -> String {
    format!("{}_01jd0000000000000000000000", prefix.split('_').next().unwrap_or_default())
}

/// The JSON pointers of everything in a value, itself included.
#[must_use]
pub fn leaves(value: &Value) -> Vec<String> {
    let mut pointers = vec![String::new()];
    let mut below = |key: &str, value: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        pointers.extend(leaves(value).into_iter().map(|pointer| format!("/{key}{pointer}")));
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| below(name, field)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| below(&index.to_string(), item));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    pointers
}

/// The value with something else at the pointer.
#[must_use]
pub fn replaced(value: &Value, pointer: &str, by: Value) -> Value {
    let mut changed = value.clone();
    if let Some(place) = changed.pointer_mut(pointer) {
        *place = by;
    }
    changed
}
