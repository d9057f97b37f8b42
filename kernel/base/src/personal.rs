//! Personal data inside messages: readable until it is erased.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A part of an event, a command or a saga's memory that says something about a person.
///
/// Written as `{"personal": …}`, so that whoever stores the text finds the part without knowing its type: the outbox
/// encrypts it, the end of a saga takes it out. Readers of a log get the plain value, and `{"erased": true}` from the day
/// on which the person was erased: a reader must know what it does then.
#[derive(Clone, PartialEq, Eq)]
pub enum Personal<T> {
    /// Still there.
    Known(T),
    /// Gone for ever.
    Erased,
}

/// How [`Personal`] is written once it is gone.
pub const ERASED: &str = r#"{"erased":true}"#;

impl<T> Personal<T> {
    /// The value while it is there.
    #[must_use]
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Erased => None,
        }
    }

    /// The value while it is there.
    #[must_use]
    pub const fn as_known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Erased => None,
        }
    }

    /// True once it is gone.
    #[must_use]
    pub const fn erased(&self) -> bool {
        matches!(self, Self::Erased)
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.erased() { "<erased>" } else { "<hidden>" })
    }
}

impl<T: Serialize> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut part = serializer.serialize_struct("Personal", 1)?;
        match self {
            Self::Known(value) => part.serialize_field("personal", value)?,
            Self::Erased => part.serialize_field("erased", &true)?,
        }
        part.end()
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Only raw text can be looked at first and parsed as one type afterwards, whatever T is.
        let text = Box::<RawValue>::deserialize(deserializer)?;
        if text.get() == ERASED {
            return Ok(Self::Erased);
        }
        let written = text.get().strip_prefix(MARK).and_then(|rest| rest.strip_suffix('}'));
        let value = written.unwrap_or(text.get());
        serde_json::from_str(value).map(Self::Known).map_err(serde::de::Error::custom)
    }
}

impl<T: JsonSchema> JsonSchema for Personal<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Personal_{}", T::schema_name()).into()
    }

    /// As readers get it.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Personal data: the value, or that it was erased.",
            "anyOf": [
                generator.subschema_for::<T>(),
                {
                    "type": "object",
                    "properties": { "erased": { "const": true } },
                    "required": ["erased"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

/// What a written [`Personal`] begins with. It cannot stand inside of a JSON string, where quotes are escaped.
const MARK: &str = r#"{"personal":"#;
/// What an encrypted one begins with.
const SEALED: &str = r#"{"sealed":"#;

/// The text with the value of each marked part, mark and closing brace included, replaced.
fn replace<E>(
    text: &str,
    mark: &'static str,
    mut with: impl FnMut(&str) -> Result<String, E>,
) -> Result<String, E> {
    let mut replaced = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(start) = rest.find(mark) {
        let (before, behind) = (&rest[..start], &rest[start + mark.len()..]);
        replaced.push_str(before);
        let mut values = serde_json::Deserializer::from_str(behind).into_iter::<&RawValue>();
        let value = values.next().and_then(Result::ok);
        let end = values.byte_offset();
        match value {
            Some(value) if behind[end..].starts_with('}') => {
                replaced.push_str(&with(value.get())?);
                rest = &behind[end + 1..];
            }
            // An object that only begins like a part.
            Some(_) | None => {
                replaced.push_str(mark);
                rest = behind;
            }
        }
    }
    replaced.push_str(rest);
    Ok(replaced)
}

/// True when the text holds a written [`Personal`].
#[must_use]
pub fn holds_personal(json: &str) -> bool {
    json.contains(MARK)
}

/// True when the text holds an encrypted part.
#[must_use]
pub fn holds_sealed(json: &str) -> bool {
    json.contains(SEALED)
}

/// The text with every written [`Personal`] as if it had been erased.
#[must_use]
pub fn erase_personal(json: &str) -> String {
    let Ok(erased) = replace(json, MARK, |_| Ok::<_, std::convert::Infallible>(ERASED.to_owned()));
    erased
}

/// The text as readers of a log get it: every written [`Personal`] plain.
#[must_use]
pub fn reveal_personal(json: &str) -> String {
    let Ok(plain) = replace(json, MARK, |value| Ok::<_, std::convert::Infallible>(value.to_owned()));
    plain
}

/// The text with every written [`Personal`] encrypted; `seal` makes base64 of what it is given.
pub fn seal_personal<E>(json: &str, mut seal: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
    replace(json, MARK, |value| Ok(format!("{SEALED}\"{}\"}}", seal(value)?)))
}

/// The text with every encrypted part replaced by what `open` makes of it: the plain value, or [`ERASED`].
pub fn open_personal<E>(json: &str, mut open: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
    replace(json, SEALED, |value| open(value.trim_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Message {
        name: Personal<String>,
        note: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<Personal<String>>,
    }

    fn message() -> Message {
        // Words that look like marks stay words.
        let note = r#"{"personal":"x"} {"sealed":"y"}"#.to_owned();
        Message { name: "Ada {\"Love\"}lace".to_owned().into(), note, phone: Some("1}".to_owned().into()) }
    }

    #[test]
    fn what_was_written_is_read() {
        let text = serde_json::to_string(&message()).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&text).unwrap(), message());
        let plain = r#"{"name":"Ada","note":""}"#;
        let read: Message = serde_json::from_str(plain).unwrap();
        assert_eq!((read.name, read.phone), (Personal::Known("Ada".to_owned()), None));
    }

    #[test]
    fn sealing_and_opening_give_the_plain_value() {
        let text = serde_json::to_string(&message()).unwrap();
        let hex = |value: &str| value.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
        let sealed = seal_personal(&text, |value| Ok::<_, ()>(hex(value))).unwrap();
        assert!(holds_sealed(&sealed) && !holds_personal(&sealed) && !sealed.contains("Ada"));
        let unhex = |text: &str| {
            let bytes = text.as_bytes().chunks(2);
            bytes.map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap()).collect()
        };
        let open = |text: &str| Ok::<_, ()>(String::from_utf8(unhex(text)).unwrap());
        let opened = open_personal(&sealed, open).unwrap();
        assert!(opened.starts_with(r#"{"name":"Ada {\"Love\"}lace","#), "readers get plain values");
        assert_eq!(serde_json::from_str::<Message>(&opened).unwrap(), message());
    }

    #[test]
    fn erased_parts_leave_the_rest_as_it_was() {
        let text = erase_personal(&serde_json::to_string(&message()).unwrap());
        assert!(!text.contains("Ada"));
        let read: Message = serde_json::from_str(&text).unwrap();
        assert_eq!((read.name, read.phone), (Personal::Erased, Some(Personal::Erased)));
        assert_eq!(read.note, message().note);
    }
}
