//! Moving stock between locations.

use std::collections::BTreeMap;

use kernel_base::{Page, PageRequest};
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{Code, TransferId, VariantId};

use crate::app::movement::{Actor, Names};
use crate::app::{App, VariantRef, settle};
use crate::domain::movement::{MovementKind, Note, Posting};
use crate::domain::stock::MAX_ON_HAND;
use crate::domain::transfer::{Transfer, TransferLine, TransferStatus};
use crate::error::{WarehouseError, field};
use crate::store::scene::{Scene, Subjects};
use crate::store::{location, stock, transfer};

/// The most lines of a transfer.
pub(crate) const MAX_TRANSFER_LINES: usize = 1000;

/// A transfer to be.
#[derive(Debug, Clone)]
pub(crate) struct NewTransfer {
    pub(crate) from: Code,
    pub(crate) to: Code,
    pub(crate) note: Option<String>,
    pub(crate) lines: Vec<(VariantRef, i64)>,
}

/// What happens to a transfer.
#[derive(Debug, Clone)]
pub(crate) enum TransferStep {
    Ship,
    Receive(Vec<(VariantRef, i64)>),
    Close,
}

/// A transfer with the codes of its locations.
#[derive(Debug, Clone)]
pub(crate) struct NamedTransfer {
    pub(crate) transfer: Transfer,
    pub(crate) from: String,
    pub(crate) to: String,
}

impl App {
    pub(crate) async fn create_transfer(
        &self,
        new: &NewTransfer,
        key: &IdempotencyKey,
        answer: impl Fn(&NamedTransfer) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        if new.from == new.to {
            let message = "a transfer leads to another location";
            return Err(WarehouseError::field("/to", "same_location", message));
        }
        let write = self.db.write().await?;
        let codes = [new.from.as_str(), new.to.as_str()];
        let names = Names::read(&write, new.lines.iter().map(|line| &line.0), codes).await?;
        let invalid = |error| WarehouseError::Invalid(vec![error]);
        let from = names.location(&new.from, "/from").map_err(invalid)?;
        let to = names.location(&new.to, "/to").map_err(invalid)?;
        let lines = resolve(&names, &new.lines)?;
        let known = stock::StockRows::read(&write, lines.keys().copied()).await?.items(&[]);
        if let Some(unknown) = lines.keys().find(|id| known.iter().all(|item| item.variant_id != **id)) {
            return Err(WarehouseError::VariantNotFound(*unknown));
        }
        let line = |(variant_id, quantity)| TransferLine { variant_id, quantity, received: 0 };
        let transfer = Transfer {
            transfer_id: self.env.id(),
            from_location_id: from.location_id,
            to_location_id: to.location_id,
            status: TransferStatus::Draft,
            note: new.note.clone(),
            created_at: self.env.now(),
            shipped_at: None,
            ended_at: None,
            version: 1,
            lines: lines.into_iter().map(line).collect(),
        };
        transfer::insert(&write, &transfer).await?;
        write.changed(transfer.transfer_id, None, Some(&transfer));
        let (from, to) = (from.code.clone(), to.code.clone());
        let reply = answer(&NamedTransfer { transfer, from, to });
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// Ships, receives (in parts) or closes a transfer; the ledger moves with it.
    pub(crate) async fn step_transfer(
        &self,
        id: TransferId,
        step: &TransferStep,
        actor: &Actor,
        key: &IdempotencyKey,
        answer: impl Fn(&NamedTransfer) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        settle(|| self.try_step_transfer(id, step, actor, key, &answer)).await
    }

    async fn try_step_transfer(
        &self,
        id: TransferId,
        step: &TransferStep,
        actor: &Actor,
        key: &IdempotencyKey,
        answer: &impl Fn(&NamedTransfer) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        let write = self.db.write().await?;
        let found = transfer::find(&write, id).await?;
        let mut transfer = found.ok_or(WarehouseError::TransferNotFound(id))?;
        let variants = transfer.lines.iter().map(|line| line.variant_id).collect();
        let mut scene = Scene::read(&write, &Subjects { variants, ..Subjects::default() }).await?;
        let (before, now) = (transfer.clone(), self.env.now());
        let (location_id, postings) = match step {
            TransferStep::Ship => {
                transfer.ship(now)?;
                let out = |line: &TransferLine| {
                    (line.variant_id, Posting::Out(MovementKind::TransferOut, line.quantity))
                };
                (transfer.from_location_id, transfer.lines.iter().map(out).collect())
            }
            TransferStep::Receive(lines) => {
                let names = Names::read(&write, lines.iter().map(|line| &line.0), []).await?;
                let arrived: Vec<(VariantId, i64)> = resolve(&names, lines)?.into_iter().collect();
                transfer.receive(&arrived, now)?;
                let into = |(variant, pieces)| (variant, Posting::In(MovementKind::TransferIn, pieces));
                (transfer.to_location_id, arrived.into_iter().map(into).collect::<Vec<_>>())
            }
            TransferStep::Close => {
                transfer.close(now)?;
                (transfer.to_location_id, Vec::new())
            }
        };
        let active = scene.routes.active().contains(&location_id);
        let mut refused = Vec::new();
        for (index, (variant, posting)) in postings.into_iter().enumerate() {
            let note = Note { reason: transfer.note.clone(), reference: Some(id.to_string()) };
            if let Err(error) = scene.room.post(variant, location_id, active, posting, None, note) {
                refused.push((format!("/lines/{index}"), error));
            }
        }
        if !refused.is_empty() {
            return Err(WarehouseError::Movements(refused));
        }
        scene.save(&write, &self.env, &actor.name, now, actor.trace.as_ref()).await?;
        transfer::update(&write, &transfer).await?;
        transfer.version += 1;
        write.changed(id, Some(&before), Some(&transfer));
        let codes = location::codes(&write, [transfer.from_location_id, transfer.to_location_id]).await?;
        let reply = answer(&name(transfer, &codes));
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    pub(crate) async fn get_transfer(&self, id: TransferId) -> Result<NamedTransfer, WarehouseError> {
        let reader = self.db.read().await?;
        let transfer = transfer::find(&reader, id).await?.ok_or(WarehouseError::TransferNotFound(id))?;
        let codes = location::codes(&reader, [transfer.from_location_id, transfer.to_location_id]).await?;
        Ok(name(transfer, &codes))
    }

    /// Transfers, latest first.
    pub(crate) async fn list_transfers(
        &self,
        status: Option<TransferStatus>,
        page: &PageRequest,
        before: Option<TransferId>,
    ) -> Result<Page<NamedTransfer>, WarehouseError> {
        let reader = self.db.read().await?;
        let rows = transfer::list(&reader, status, before, page.limit).await?;
        let ids = rows.iter().flat_map(|row| [row.from_location_id, row.to_location_id]);
        let codes = location::codes(&reader, ids).await?;
        let page = Page::from_rows(rows, page.limit, |transfer| transfer.transfer_id);
        Ok(page.map(|transfer| name(transfer, &codes)))
    }
}

type Codes = std::collections::HashMap<shared_contracts::StockLocationId, String>;

fn name(transfer: Transfer, codes: &Codes) -> NamedTransfer {
    let code = |id| codes.get(&id).cloned().unwrap_or_default();
    NamedTransfer { from: code(transfer.from_location_id), to: code(transfer.to_location_id), transfer }
}

/// Pieces per variant. Each variant may stand in one line only.
fn resolve(names: &Names, lines: &[(VariantRef, i64)]) -> Result<BTreeMap<VariantId, i64>, WarehouseError> {
    if !(1..=MAX_TRANSFER_LINES).contains(&lines.len()) {
        let message = format!("a transfer has 1 to {MAX_TRANSFER_LINES} lines");
        return Err(WarehouseError::field("/lines", "length", message));
    }
    let (mut pieces, mut errors) = (BTreeMap::new(), Vec::new());
    for (index, (variant, quantity)) in lines.iter().enumerate() {
        let pointer = format!("/lines/{index}");
        if !(1..=MAX_ON_HAND).contains(quantity) {
            errors.push(field(format!("{pointer}/quantity"), "out_of_range", "must be at least 1"));
        }
        match names.variant(variant, &pointer) {
            Ok(variant) if pieces.contains_key(&variant) => {
                errors.push(field(pointer, "duplicate", "the variant stands there twice"));
            }
            Ok(variant) => {
                pieces.insert(variant, *quantity);
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(pieces) } else { Err(WarehouseError::Invalid(errors)) }
}
