//! Imports and exports that run in the background: their state, progress and errors.

use kernel_base::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, OperationId};

/// An import or export and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Operation {
    /// Its id.
    pub(crate) operation_id: OperationId,
    /// What it does.
    pub(crate) kind: OperationKind,
    /// The form of the file.
    pub(crate) format: Format,
    /// The channel whose publications the file speaks of.
    pub(crate) channel: ChannelCode,
    /// How it stands.
    pub(crate) status: OperationStatus,
    /// The file in the file store.
    #[serde(skip)]
    pub(crate) object_key: String,
    /// Finished groups of rows, one product each: where to go on.
    pub(crate) groups_done: i64,
    /// Rows read or written so far.
    pub(crate) rows_done: i64,
    /// All rows of the file, once known.
    pub(crate) rows_total: Option<i64>,
    /// What became of the products so far.
    pub(crate) counts: Counts,
    /// Why it failed as a whole.
    pub(crate) error_code: Option<String>,
    /// How often it was taken up since it last got on.
    pub(crate) attempts: i32,
    /// When it was asked for.
    pub(crate) created_at: Timestamp,
    /// When it ended.
    pub(crate) finished_at: Option<Timestamp>,
    /// Who asked for it, for the audit log; kept as it was told.
    #[serde(skip)]
    pub(crate) act: Option<String>,
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OperationKind {
    /// Reads products from a file.
    Import,
    /// Writes products to a file.
    Export,
}

/// How an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OperationStatus {
    /// Nobody works on it yet.
    Pending,
    /// In work.
    Running,
    /// Done to the end. Single rows of an import may have failed all the same: see its errors.
    Succeeded,
    /// Given up as a whole: see `error_code`.
    Failed,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Format {
    /// Shopify's product CSV, 48 columns.
    Shopify,
    /// Karum's own CSV, one row per variant.
    Karum,
    /// The catalog of the "Online Retail" data set; import only.
    OnlineRetail,
}

/// Products an import has dealt with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Counts {
    /// New ones.
    pub(crate) created: i64,
    /// Changed ones.
    pub(crate) updated: i64,
    /// Those that were already as the file says; for an export, those written.
    pub(crate) unchanged: i64,
    /// Those left as they were because of an error in one of their rows.
    pub(crate) failed: i64,
}

impl Counts {
    /// Together with those of another batch.
    pub(crate) const fn plus(self, more: Self) -> Self {
        Self {
            created: self.created + more.created,
            updated: self.updated + more.updated,
            unchanged: self.unchanged + more.unchanged,
            failed: self.failed + more.failed,
        }
    }
}

/// What is wrong with a row of an imported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct RowError {
    /// Row of the file; the header is row 1, and a quoted line break does not count.
    pub(crate) row: i64,
    /// The column, empty when the row as a whole is wrong.
    pub(crate) column: String,
    /// Stable code, such as `sku_taken`.
    pub(crate) code: String,
    /// For people.
    pub(crate) message: String,
}

macro_rules! stored_as_text {
    ($type:ty { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $type {
            /// As stored.
                    pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
            /// From its stored form.
                    pub(crate) fn from_stored(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

stored_as_text!(OperationKind { Import = "import", Export = "export" });
stored_as_text!(OperationStatus {
    Pending = "pending",
    Running = "running",
    Succeeded = "succeeded",
    Failed = "failed"
});
stored_as_text!(Format { Shopify = "shopify", Karum = "karum", OnlineRetail = "online-retail" });
