//! Staff keeps the legal entities.

use kernel_base::{Page, PageRequest};
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{ChannelCode, LegalEntityId};

use super::App;
use crate::domain::numbering::Pattern;
use crate::domain::party::{LegalEntity, Party};
use crate::error::InvoiceError;
use crate::store;

/// What staff may change of an entity.
#[derive(Debug, Clone)]
pub(crate) struct EntityEdit {
    pub(crate) party: Party,
    pub(crate) invoice_pattern: Pattern,
    pub(crate) credit_note_pattern: Pattern,
    pub(crate) channels: Vec<ChannelCode>,
}

impl App {
    pub(crate) async fn create_entity(
        &self,
        code: String,
        edit: EntityEdit,
        key: &IdempotencyKey,
        answer: fn(&LegalEntity) -> Reply,
    ) -> Result<Reply, InvoiceError> {
        let entity = entity(self.env.id(), code, edit, 1);
        let reply = answer(&entity);
        let write = self.db.write().await?;
        store::entity::insert(&write, &entity, self.env.now()).await?;
        write.changed(entity.legal_entity_id, None, Some(&entity));
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    pub(crate) async fn entities(&self, page: &PageRequest) -> Result<Page<LegalEntity>, InvoiceError> {
        let after: Option<LegalEntityId> = page.after_key()?;
        let reader = self.db.read().await?;
        let entities = store::entity::list(&reader, after, page.limit).await?;
        Ok(Page::from_rows(entities, page.limit, |entity| entity.legal_entity_id))
    }

    pub(crate) async fn entity(&self, id: LegalEntityId) -> Result<LegalEntity, InvoiceError> {
        let reader = self.db.read().await?;
        store::entity::find(&reader, id).await?.ok_or(InvoiceError::EntityNotFound)
    }

    /// Patterns stay as they are once they were used; documents keep the party that they were issued with.
    pub(crate) async fn replace_entity(
        &self,
        id: LegalEntityId,
        version: i64,
        edit: EntityEdit,
    ) -> Result<LegalEntity, InvoiceError> {
        let write = self.db.write().await?;
        let before = store::entity::find(&write, id).await?.ok_or(InvoiceError::EntityNotFound)?;
        if before.version != version {
            return Err(InvoiceError::VersionMismatch);
        }
        let entity = entity(id, before.code.clone(), edit, version);
        let patterns =
            |entity: &LegalEntity| (entity.invoice_pattern.clone(), entity.credit_note_pattern.clone());
        if patterns(&before) != patterns(&entity) && store::entity::issued(&write, id).await? {
            return Err(InvoiceError::NumberingInUse);
        }
        store::entity::update(&write, &entity, self.env.now()).await?;
        write.changed(id, Some(&before), Some(&entity));
        write.commit().await?;
        Ok(LegalEntity { version: version + 1, ..entity })
    }
}

fn entity(legal_entity_id: LegalEntityId, code: String, edit: EntityEdit, version: i64) -> LegalEntity {
    let EntityEdit { party, invoice_pattern, credit_note_pattern, mut channels } = edit;
    channels.sort();
    channels.dedup();
    LegalEntity { legal_entity_id, code, party, invoice_pattern, credit_note_pattern, channels, version }
}
