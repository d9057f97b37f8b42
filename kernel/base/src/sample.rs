//! Whether what an earlier release wrote is still understood: what the tests of every contract ask.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Parses what an earlier release wrote and writes it again.
///
/// # Errors
/// When it does not parse any more, or is now written in another way.
pub fn still_parses<T: Serialize + DeserializeOwned>(sample: &str) -> Result<T, String> {
    let value: Value = serde_json::from_str(sample).map_err(|error| error.to_string())?;
    let parsed: T = serde_json::from_str(sample).map_err(|error| error.to_string())?;
    // As readers get it.
    let written = serde_json::to_string(&parsed).map(|text| crate::reveal_personal(&text));
    let written: Value =
        written.and_then(|text| serde_json::from_str(&text)).map_err(|error| error.to_string())?;
    if written == value { Ok(parsed) } else { Err(format!("it is now written as {written}")) }
}
