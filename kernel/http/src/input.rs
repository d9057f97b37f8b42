//! Turns what serde says about wrong input into the wrong fields of a problem.

use std::borrow::Cow;

use kernel_base::{ApiError, FieldError};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

pub(crate) fn invalid() -> ApiError {
    ApiError::invalid("request.invalid", "the request is invalid")
}

/// Parses a JSON body. The pointer of a wrong field costs a second pass, which only wrong bodies pay.
pub(crate) fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let message = format!("the body is not UTF-8 from byte {} on", error.valid_up_to());
        ApiError::invalid("request.malformed_utf8", message)
    })?;
    if names_nul(text) {
        return Err(nul("the body"));
    }
    // serde would take the values of an array for the fields of a struct, in the order they are written in the source.
    if text.trim_start().starts_with('[') {
        return Err(wrong_field(String::new(), "invalid type: sequence, expected an object", ""));
    }
    parse_text(text).or_else(|error| whole_numbers(text).map_or(Err(error), |text| parse_text(&text)))
}

fn parse_text<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| {
        let deserializer = &mut serde_json::Deserializer::from_str(text);
        match serde_path_to_error::deserialize::<_, T>(deserializer) {
            Err(located) if located.inner().is_data() => {
                wrong_field(pointer(located.path()), &located.inner().to_string(), "/")
            }
            // Not a matter of one field: broken syntax, or something behind the end.
            _ => ApiError::invalid("request.malformed_json", format!("the body is not JSON: {error}")),
        }
    })
}

/// JSON has one kind of number: `57.0` and `1e16` are whole ones, which serde refuses for an integer. The body with such numbers written
/// as integers; nothing when it has none. Tried when a body as it stands does not fit, so only such bodies pay.
fn whole_numbers(text: &str) -> Option<String> {
    let plain = without_zero_fractions(text);
    let mut body: Value = serde_json::from_str(&plain).ok()?;
    let changed = make_whole(&mut body) || plain.len() < text.len();
    changed.then(|| body.to_string())
}

/// The text with `57.0` as `57`: exact, where a float of more than 15 digits would come out a little off. Outside of strings a point
/// stands in numbers only.
fn without_zero_fractions(text: &str) -> String {
    let (mut plain, mut rest, mut quoted) = (String::with_capacity(text.len()), text.chars(), false);
    while let Some(next) = rest.next() {
        plain.push(next);
        match next {
            '"' => quoted = !quoted,
            '\\' if quoted => plain.extend(rest.next()),
            '.' if !quoted => {
                let behind = rest.as_str().trim_start_matches('0');
                let zeros = rest.as_str().len() - behind.len();
                let ended =
                    !behind.starts_with(|next: char| next.is_ascii_digit() || matches!(next, 'e' | 'E'));
                if zeros > 0 && ended {
                    plain.pop();
                    rest = behind.chars();
                }
            }
            _ => {}
        }
    }
    plain
}

/// True when it changed a number.
fn make_whole(value: &mut Value) -> bool {
    match value {
        Value::Number(number) => {
            // Rust writes a float without an exponent, and a whole one without a point.
            let float = number.as_f64().filter(|_| number.is_f64());
            let whole = float.and_then(|float| float.to_string().parse::<i64>().ok());
            whole.map(|whole| *number = whole.into()).is_some()
        }
        Value::Array(items) => items.iter_mut().fold(false, |changed, item| make_whole(item) | changed),
        Value::Object(fields) => {
            fields.values_mut().fold(false, |changed, field| make_whole(field) | changed)
        }
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// Parses a query string into a flat struct; wrong parameters are named without a slash.
pub(crate) fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    if query.contains("%00") {
        return Err(nul("the query"));
    }
    serde_urlencoded::from_str(query).or_else(|_| {
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(pairs).map_err(|located| {
            let name = pointer(located.path());
            wrong_field(name.trim_start_matches('/').to_owned(), &located.inner().to_string(), "")
        })
    })
}

/// The one character that no text of ours may hold, because Postgres stores it in none.
pub(crate) fn nul(place: &str) -> ApiError {
    invalid().with_field("", "nul_character", format!("{place} must not contain the character U+0000"))
}

/// True when a string of this JSON text holds U+0000: an escape whose backslash is not itself escaped.
fn names_nul(json: &str) -> bool {
    json.match_indices("\\u0000").any(|(at, _)| {
        let backslashes = json[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        backslashes.is_multiple_of(2)
    })
}

/// RFC 6901.
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                pointer.push('/');
                pointer.push_str(&escape(key));
            }
            Segment::Unknown => {}
        }
    }
    pointer
}

fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1").into() } else { key.into() }
}

/// Longest text of serde that is repeated to the client: it may be about a long name of the client's own.
const MESSAGE_LIMIT: usize = 300;

/// `separator` joins the pointer and a field that serde only names in its text.
pub(crate) fn wrong_field(pointer: String, text: &str, separator: &str) -> ApiError {
    // serde_json says where in the text; the pointer says it better.
    let text = text.rsplit_once(" at line ").map_or(text, |(text, _)| text);
    let (code, field) = classify(text);
    let pointer = match field {
        Some(field) => format!("{pointer}{separator}{}", escape(field)),
        None => pointer,
    };
    let message: String = without_value(text).chars().take(MESSAGE_LIMIT).collect();
    let mut error = invalid();
    error.errors.push(FieldError { pointer, code: code.into(), message });
    error
}

/// serde quotes a value that stands where another should: it may be a password in the wrong place.
fn without_value(text: &str) -> Cow<'_, str> {
    let quoting = text.starts_with("invalid type: ") || text.starts_with("invalid value: ");
    match text.rsplit_once(", expected ").filter(|_| quoting) {
        Some((found, expected)) => {
            let kind = found.split(['"', '`']).next().unwrap_or_default().trim_end();
            format!("{kind}, expected {expected}").into()
        }
        None => text.into(),
    }
}

/// The stable code of a text of serde, and the field that only the text names: the path ends at the struct around a
/// missing or repeated field, and in an unknown one.
fn classify(text: &str) -> (&'static str, Option<&str>) {
    const NAMING: [(&str, &str); 2] = [("missing field `", "missing"), ("duplicate field `", "duplicate")];
    for (prefix, code) in NAMING {
        if let Some((name, _)) = text.strip_prefix(prefix).and_then(|rest| rest.split_once('`')) {
            return (code, Some(name));
        }
    }
    const OTHERS: [(&str, &str); 5] = [
        ("unknown field ", "unknown_field"),
        ("unknown variant ", "unknown_value"),
        ("invalid type: ", "wrong_type"),
        ("invalid value: ", "invalid_value"),
        ("invalid length ", "invalid_length"),
    ];
    let code =
        OTHERS.iter().find(|(prefix, _)| text.starts_with(prefix)).map_or("malformed", |(_, code)| code);
    (code, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_whole_however_they_are_written() {
        let written = r#"[57.0, -3.0, 1e16, 1.5E+18, -9e18, 4e2, {"deep": 0.0}]"#;
        let whole = r#"[57,-3,10000000000000000,1500000000000000000,-9000000000000000000,400,{"deep":0}]"#;
        assert_eq!(whole_numbers(written).as_deref(), Some(whole));
        let long = r#"[2251799813685247.0, 9007199254740993.000, 1.50, "\"1.0", "\\", 7.0e0]"#;
        let exact = r#"[2251799813685247,9007199254740993,1.5,"\"1.0","\\",7]"#;
        assert_eq!(whole_numbers(long).as_deref(), Some(exact));
        for other in ["[1.5]", "[1e-1]", "[1e19]", "[7, 18446744073709551615, \"57.0\", null]"] {
            assert_eq!(whole_numbers(other), None, "{other}");
        }
    }

    #[test]
    fn values_are_not_repeated() {
        for (text, shown) in [
            ("invalid type: string \"a\", expected b\", expected u8", "invalid type: string, expected u8"),
            ("invalid type: integer `123456`, expected a string", "invalid type: integer, expected a string"),
            (
                "invalid value: floating point `1.5`, expected i64",
                "invalid value: floating point, expected i64",
            ),
            ("invalid type: map, expected a string", "invalid type: map, expected a string"),
            ("missing field `name`", "missing field `name`"),
        ] {
            assert_eq!(without_value(text), shown);
        }
    }
}
