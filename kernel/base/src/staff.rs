//! What a service tells when a member of staff changed something.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Something that a member of staff did, or a program with an API key: the payload of `<service>.staff_acted.v1`, which every
/// service tells of itself. Holds ids and what the service chose to show; never a body, never personal data.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StaffActed {
    /// Who: `staff:usr_…`, `staff:key_…`.
    pub actor: String,
    /// The operation, by its id in the service's OpenAPI document.
    pub operation: String,
    /// The path it was called with, without the query.
    pub path: String,
    /// What was changed, by its id.
    pub object: String,
    /// What stood there before; absent when there was nothing, or nothing is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub before: Option<Box<RawValue>>,
    /// What stands there since; absent when it was removed, or nothing is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub after: Option<Box<RawValue>>,
}

impl StaffActed {
    /// The event's type: every service tells its own.
    #[must_use]
    pub fn kind(service: &str) -> String {
        format!("{service}.staff_acted.v1")
    }

    /// True of an event of this kind, whichever service told it.
    #[must_use]
    pub fn is_kind(kind: &str) -> bool {
        kind.ends_with(".staff_acted.v1")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logs are kept: what was told by the first release must be read by the last.
    #[test]
    fn what_was_told_once_is_read_for_ever() {
        let told = concat!(
            r#"{"actor":"staff:usr_1","operation":"patch_admin_channels_by_channel","#,
            r#""path":"/admin/v1/channels/outlet","object":"outlet","#,
            r#""before":{"name":"Outlet"},"after":{"name":"Factory outlet"}}"#
        );
        let acted: StaffActed = serde_json::from_str(told).unwrap();
        assert_eq!(serde_json::to_string(&acted).unwrap(), told);
        let bare = r#"{"actor":"staff:key_1","operation":"post_admin_exports","path":"/admin/v1/exports","object":"op_1"}"#;
        let acted: StaffActed = serde_json::from_str(bare).unwrap();
        assert!(acted.before.is_none() && acted.after.is_none());
        assert_eq!(serde_json::to_string(&acted).unwrap(), bare);
        assert!(
            StaffActed::is_kind(&StaffActed::kind("catalog"))
                && !StaffActed::is_kind("catalog.product_changed.v1")
        );
    }
}
