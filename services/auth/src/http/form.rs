//! Forms and queries as OAuth has them: each parameter at most once, unknown ones ignored.

use std::collections::BTreeMap;

use http::HeaderMap;
use http::header::CONTENT_TYPE;

pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// The parameters by their names. Never printed: some are passwords.
pub(super) struct Form(BTreeMap<String, String>);

impl Form {
    /// A body, if it is a form.
    pub(super) fn parse(headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case(FORM).then(|| Self::of(body))?
    }

    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let mut found = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(text) {
            if found.insert(name.into_owned(), value.into_owned()).is_some() {
                return None;
            }
        }
        Some(Self(found))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
