//! Files of documents, by links that expire.

use std::time::Duration;

use kernel_base::{Secret, Timestamp};
use kernel_http::{IdempotencyKey, Reply, store_response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared_contracts::{BillId, CustomerId};

use super::App;
use crate::domain::document::Document;
use crate::error::InvoiceError;
use crate::store;

/// What file of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// For people.
    Pdf,
    /// For programs: UBL 2.1 by EN 16931.
    Xml,
}

impl Format {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xml => "xml",
        }
    }

    pub(crate) fn parse(text: &str) -> Result<Self, InvoiceError> {
        match text {
            "pdf" => Ok(Self::Pdf),
            "xml" => Ok(Self::Xml),
            _ => Err(InvoiceError::Corrupt),
        }
    }
}

/// A new link.
pub(crate) struct Link {
    pub(crate) token: Secret<String>,
    pub(crate) expires_at: Timestamp,
}

/// A file to be sent.
pub(crate) struct File {
    pub(crate) format: Format,
    /// `ACME-2026-000001.pdf`, of characters that every file system takes.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl App {
    /// Makes a link to a file; a customer only to what is their own.
    pub(crate) async fn create_link(
        &self,
        id: BillId,
        customer: Option<CustomerId>,
        (format, lifetime_s): (Format, Option<u64>),
        key: &IdempotencyKey,
        answer: fn(&Link) -> Reply,
    ) -> Result<Reply, InvoiceError> {
        match customer {
            Some(customer) => self.document_of(customer, id).await?,
            None => self.document(id).await?,
        };
        let lifetime = lifetime_s.map_or(self.config.link_lifetime(), Duration::from_secs);
        let token = self.env.token();
        let link = Link { token: Secret::new(token), expires_at: self.env.now().plus(lifetime) };
        let reply = answer(&link);
        let write = self.db.write().await?;
        store::link::insert(&write, &hash(&link.token), (id, format), link.expires_at).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// The file that a link leads to.
    pub(crate) async fn download(&self, token: &Secret<String>) -> Result<File, InvoiceError> {
        let (document, format) = {
            let reader = self.db.read().await?;
            let found = store::link::find(&reader, &hash(token), self.env.now()).await?;
            let (id, format) = found.ok_or(InvoiceError::LinkExpired)?;
            (store::document::find(&reader, id).await?.ok_or(InvoiceError::LinkExpired)?, format)
        };
        let name = file_name(&document, format);
        Ok(File { format, name, bytes: self.renderer.render(document, format).await? })
    }

    /// Forgets links that lead nowhere any more.
    pub(crate) async fn forget_expired_links(&self) -> Result<(), InvoiceError> {
        let write = self.db.write().await?;
        store::link::remove_expired(&write, self.env.now()).await?;
        Ok(write.commit().await?)
    }
}

/// Whoever reads the table learns no token.
fn hash(token: &Secret<String>) -> Vec<u8> {
    Sha256::digest(token.expose().as_bytes()).to_vec()
}

fn file_name(document: &Document, format: Format) -> String {
    let tame = |character: char| if character == '/' { '-' } else { character };
    let number: String = document.number.chars().map(tame).collect();
    format!("{number}.{}", format.as_str())
}
