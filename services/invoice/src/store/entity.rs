//! Legal entities and their channels.

use std::collections::HashMap;

use invoice_db::client::Params;
use invoice_db::queries::legal_entity::{
    InsertEntityParams, LegalEntityRow, UpdateEntityParams, assign_channels, channels_of, find_entity,
    has_issued, insert_entity, list_entities, remove_channels, sellers_by_channel, sellers_of, update_entity,
};
use kernel_base::{Limit, Timestamp};
use kernel_db::{GenericClient, Write};
use shared_contracts::{ChannelCode, LegalEntityId};
use uuid::Uuid;

use super::{from_json, parsed, to_json};
use crate::domain::party::LegalEntity;
use crate::error::InvoiceError;

/// The name of the guard that notices a change since the read.
pub(crate) const VERSION_GUARD: &str = "legal_entity_version";

fn entity(row: LegalEntityRow) -> Result<LegalEntity, InvoiceError> {
    Ok(LegalEntity {
        legal_entity_id: LegalEntityId::from_uuid(row.legal_entity_id),
        code: row.code,
        party: from_json(&row.party)?,
        invoice_pattern: parsed(&row.invoice_pattern)?,
        credit_note_pattern: parsed(&row.credit_note_pattern)?,
        channels: Vec::new(),
        version: row.version,
    })
}

async fn with_channels(
    reader: &impl GenericClient,
    mut entities: Vec<LegalEntity>,
) -> Result<Vec<LegalEntity>, InvoiceError> {
    let ids: Vec<Uuid> = entities.iter().map(|entity| entity.legal_entity_id.uuid()).collect();
    for row in channels_of().bind(reader, &ids).all().await? {
        let entity_id = LegalEntityId::from_uuid(row.legal_entity_id);
        if let Some(entity) = entities.iter_mut().find(|entity| entity.legal_entity_id == entity_id) {
            entity.channels.push(parsed(&row.channel)?);
        }
    }
    Ok(entities)
}

pub(crate) async fn find(
    reader: &impl GenericClient,
    id: LegalEntityId,
) -> Result<Option<LegalEntity>, InvoiceError> {
    let found = find_entity().bind(reader, &id.uuid()).opt().await?.map(entity).transpose()?;
    Ok(with_channels(reader, found.into_iter().collect()).await?.pop())
}

pub(crate) async fn list(
    reader: &impl GenericClient,
    after: Option<LegalEntityId>,
    limit: Limit,
) -> Result<Vec<LegalEntity>, InvoiceError> {
    let after = after.map(LegalEntityId::uuid);
    let rows = list_entities().bind(reader, &after, &limit.plus_one()).all().await?;
    with_channels(reader, rows.into_iter().map(entity).collect::<Result<_, _>>()?).await
}

/// True when it has issued anything: its patterns stay then.
pub(crate) async fn issued(reader: &impl GenericClient, id: LegalEntityId) -> Result<bool, InvoiceError> {
    Ok(has_issued().bind(reader, &id.uuid()).one().await?)
}

/// For whom each of these channels sells; channels without a seller are left out.
pub(crate) async fn sellers(
    reader: &impl GenericClient,
    channels: &[&str],
) -> Result<HashMap<String, LegalEntity>, InvoiceError> {
    let rows = sellers_of().bind(reader, &channels).all().await?;
    let entities = rows.into_iter().map(entity).collect::<Result<Vec<_>, _>>()?;
    let mut sellers = HashMap::new();
    for row in sellers_by_channel().bind(reader, &channels).all().await? {
        let entity_id = LegalEntityId::from_uuid(row.legal_entity_id);
        let entity = entities.iter().find(|entity| entity.legal_entity_id == entity_id);
        sellers.extend(entity.map(|entity| (row.channel, entity.clone())));
    }
    Ok(sellers)
}

pub(crate) async fn insert(write: &Write, entity: &LegalEntity, now: Timestamp) -> Result<(), InvoiceError> {
    let params = InsertEntityParams {
        legal_entity_id: entity.legal_entity_id.uuid(),
        code: entity.code.as_str(),
        party: to_json(&entity.party)?,
        invoice_pattern: entity.invoice_pattern.to_string(),
        credit_note_pattern: entity.credit_note_pattern.to_string(),
        now,
    };
    insert_entity().params(write, &params).await?;
    set_channels(write, entity).await
}

/// Writes the entity over the version it was read at.
pub(crate) async fn update(write: &Write, entity: &LegalEntity, now: Timestamp) -> Result<(), InvoiceError> {
    let params = UpdateEntityParams {
        party: to_json(&entity.party)?,
        invoice_pattern: entity.invoice_pattern.to_string(),
        credit_note_pattern: entity.credit_note_pattern.to_string(),
        now,
        legal_entity_id: entity.legal_entity_id.uuid(),
        version: entity.version,
    };
    update_entity().params(&write.expect(1, VERSION_GUARD), &params).await?;
    set_channels(write, entity).await
}

async fn set_channels(write: &Write, entity: &LegalEntity) -> Result<(), InvoiceError> {
    let channels: Vec<&str> = entity.channels.iter().map(ChannelCode::as_str).collect();
    let id = entity.legal_entity_id.uuid();
    remove_channels().bind(write, &id, &channels).await?;
    assign_channels().bind(write, &id, &channels).await?;
    Ok(())
}
