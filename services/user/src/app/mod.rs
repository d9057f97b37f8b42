//! Use cases of the staff: they read, decide in the domain, and write in one transaction.

mod acting;
mod administrator;
mod audit;
mod directory;
mod invitation;
mod role;
mod user;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use auth_contracts::AuthApi;
use kernel_base::{Page, PageRequest};
use shared_contracts::AuditEntryId;

use crate::error::UserError;
use crate::store;
use crate::store::audit_entry::{AuditEntry, Filter};

pub(crate) use acting::Acting;
pub(crate) use directory::Directory;
pub(crate) use invitation::Accepted;
pub(crate) use role::RoleFields;
pub(crate) use user::NewUser;

/// The service's state.
pub(crate) struct App {
    pub(crate) directory: Arc<Directory>,
    pub(crate) auth: Arc<dyn AuthApi>,
    /// Every permission that some route asks for.
    pub(crate) permissions: BTreeSet<String>,
    pub(crate) invitation_lifetime: Duration,
}

impl App {
    pub(crate) async fn audit_entries(
        &self,
        filter: &Filter,
        page: &PageRequest,
    ) -> Result<Page<AuditEntry>, UserError> {
        let after: Option<AuditEntryId> = page.after_key()?;
        let reader = self.directory.db.read().await?;
        let entries = store::audit_entry::list(&reader, filter, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(entries, page.limit, |entry| entry.audit_entry_id))
    }
}
