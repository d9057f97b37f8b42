//! Entering movements into the stock ledger, all lines of a request or none.

use std::collections::{BTreeSet, HashMap};

use kernel_base::{FieldError, Page, PageRequest, TraceParent};
use kernel_db::GenericClient;
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{Code, StockLocationId, StockMovementId, VariantId};

use crate::app::{App, VariantRef, settle};
use crate::domain::location::Location;
use crate::domain::movement::{Movement, MovementKind, Note, Posting};
use crate::error::{WarehouseError, field};
use crate::store::movement::{self, Entry, MovementFilter, NamedEntry};
use crate::store::scene::{Scene, Subjects};
use crate::store::{location, stock};

/// The most lines of one request.
pub(crate) const MAX_MOVEMENTS: usize = 1000;

/// One movement as asked for.
#[derive(Debug, Clone)]
pub(crate) struct MovementLine {
    pub(crate) variant: VariantRef,
    pub(crate) location: Code,
    pub(crate) posting: Posting,
    /// Compare-and-set: the line is refused when another figure is on hand.
    pub(crate) expected_on_hand: Option<i64>,
    pub(crate) note: Note,
}

/// Who does something, and in which trace.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) name: String,
    pub(crate) trace: Option<TraceParent>,
}

/// What the audit log shows of a movement: the figure it changed.
#[derive(Serialize)]
struct Shown {
    location_id: StockLocationId,
    on_hand: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<MovementKind>,
}

impl Shown {
    fn of(movement: &Movement) -> (Self, Self) {
        let (location_id, on_hand) = (movement.location_id, movement.on_hand_after);
        let before = Self { location_id, on_hand: on_hand - movement.quantity, kind: None };
        (before, Self { location_id, on_hand, kind: Some(movement.kind) })
    }
}

impl App {
    pub(crate) async fn post_movements(
        &self,
        actor: &Actor,
        lines: &[MovementLine],
        key: &IdempotencyKey,
        answer: impl Fn(&[NamedEntry]) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        if !(1..=MAX_MOVEMENTS).contains(&lines.len()) {
            let message = format!("a request has 1 to {MAX_MOVEMENTS} lines");
            return Err(WarehouseError::field("/lines", "length", message));
        }
        settle(|| self.try_post_movements(actor, lines, key, &answer)).await
    }

    async fn try_post_movements(
        &self,
        actor: &Actor,
        lines: &[MovementLine],
        key: &IdempotencyKey,
        answer: &impl Fn(&[NamedEntry]) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        let write = self.db.write().await?;
        let names = Names::read(
            &write,
            lines.iter().map(|line| &line.variant),
            lines.iter().map(|line| line.location.as_str()),
        )
        .await?;
        let (mut resolved, mut unknown) = (Vec::with_capacity(lines.len()), Vec::new());
        for (index, line) in lines.iter().enumerate() {
            let pointer = format!("/lines/{index}");
            let variant = names.variant(&line.variant, &pointer).map_err(|error| unknown.push(error));
            let location = names.location(&line.location, &pointer).map_err(|error| unknown.push(error));
            if let (Ok(variant), Ok(location)) = (variant, location) {
                resolved.push((variant, location, line));
            }
        }
        if !unknown.is_empty() {
            return Err(WarehouseError::Invalid(unknown));
        }
        let variants = resolved.iter().map(|(variant, ..)| *variant).collect();
        let mut scene = Scene::read(&write, &Subjects { variants, ..Subjects::default() }).await?;
        let mut refused = Vec::new();
        for (index, (variant, location, line)) in resolved.iter().enumerate() {
            let (posting, expected, note) = (line.posting, line.expected_on_hand, line.note.clone());
            let posted =
                scene.room.post(*variant, location.location_id, location.active, posting, expected, note);
            if let Err(error) = posted {
                refused.push((format!("/lines/{index}"), error));
            }
        }
        if !refused.is_empty() {
            return Err(WarehouseError::Movements(refused));
        }
        let entries =
            scene.save(&write, &self.env, &actor.name, self.env.now(), actor.trace.as_ref()).await?;
        for entry in &entries {
            let (before, after) = Shown::of(&entry.movement);
            write.changed(entry.movement.variant_id, Some(&before), Some(&after));
        }
        let reply = answer(&names.of(entries, &scene));
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// The ledger, latest entry first. An unknown SKU or location has none.
    pub(crate) async fn list_movements(
        &self,
        variant: Option<VariantRef>,
        location: Option<Code>,
        page: &PageRequest,
        before: Option<StockMovementId>,
    ) -> Result<Page<NamedEntry>, WarehouseError> {
        let reader = self.db.read().await?;
        let names = Names::read(&reader, &variant, location.as_ref().map(Code::as_str)).await?;
        let variant_id = variant.map(|variant| names.variant(&variant, "sku")).transpose();
        let location_id = location.map(|code| names.location(&code, "location")).transpose();
        let (Ok(variant_id), Ok(location)) = (variant_id, location_id) else {
            return Ok(Page { items: Vec::new(), next_cursor: None });
        };
        let filter = MovementFilter { variant_id, location_id: location.map(|known| known.location_id) };
        let rows = movement::list(&reader, filter, before, page.limit).await?;
        Ok(Page::from_rows(rows, page.limit, |named| named.entry.movement_id))
    }
}

/// The variants and locations that people named, resolved.
pub(crate) struct Names {
    variants: HashMap<String, VariantId>,
    locations: HashMap<String, Location>,
}

impl Names {
    pub(crate) async fn read<'a>(
        client: &impl GenericClient,
        variants: impl IntoIterator<Item = &'a VariantRef>,
        locations: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, WarehouseError> {
        let skus: BTreeSet<&str> = variants
            .into_iter()
            .filter_map(|variant| match variant {
                VariantRef::Sku(sku) => Some(sku.as_str()),
                VariantRef::Id(_) => None,
            })
            .collect();
        let codes: BTreeSet<&str> = locations.into_iter().collect();
        let (skus, codes): (Vec<&str>, Vec<&str>) = (skus.into_iter().collect(), codes.into_iter().collect());
        let (variants, locations) =
            tokio::try_join!(stock::variants_of(client, &skus), location::by_code(client, &codes))?;
        Ok(Self { variants, locations })
    }

    pub(crate) fn variant(&self, variant: &VariantRef, pointer: &str) -> Result<VariantId, FieldError> {
        match variant {
            VariantRef::Id(id) => Ok(*id),
            VariantRef::Sku(sku) => self.variants.get(sku.as_str()).copied().ok_or_else(|| {
                field(pointer, "warehouse.unknown_sku", format!("{sku} is not known to the warehouse"))
            }),
        }
    }

    pub(crate) fn location(&self, code: &Code, pointer: &str) -> Result<&Location, FieldError> {
        self.locations.get(code.as_str()).ok_or_else(|| {
            field(pointer, "warehouse.unknown_location", format!("stock location {code} does not exist"))
        })
    }

    fn of(&self, entries: Vec<Entry>, scene: &Scene) -> Vec<NamedEntry> {
        let code = |entry: &Entry| {
            let found = self.locations.values().find(|known| known.location_id == entry.movement.location_id);
            found.map(|location| location.code.clone()).expect("BUG: it was resolved by code")
        };
        let sku = |entry: &Entry| {
            let item = scene.room.item(entry.movement.variant_id).expect("BUG: it has moved");
            item.sku.to_string()
        };
        entries
            .into_iter()
            .map(|entry| NamedEntry { sku: sku(&entry), location: code(&entry), entry })
            .collect()
    }
}
