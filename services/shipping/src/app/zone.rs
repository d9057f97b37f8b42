//! Staff keeps the zones.

use std::sync::Arc;

use kernel_base::{Page, PageRequest, TraceParent};
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{Code, ShippingZoneId};

use crate::app::App;
use crate::domain::rate::{Reach, Zone};
use crate::error::ShippingError;
use crate::store;

impl App {
    pub(crate) async fn create_zone(
        self: &Arc<Self>,
        (code, name, reach): (Code, String, Reach),
        trace: Option<&TraceParent>,
        key: &IdempotencyKey,
        answer: fn(&Zone) -> Reply,
    ) -> Result<Reply, ShippingError> {
        let zone = Zone { zone_id: self.env.id(), code, name, reach, version: 1 };
        let reply = answer(&zone);
        let write = self.db.write().await?;
        store::zone::insert(&write, std::slice::from_ref(&zone), self.env.now()).await?;
        write.changed(zone.zone_id, None, Some(&zone));
        self.tell_rates_changed(&write, trace)?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    pub(crate) async fn zones(&self, page: &PageRequest) -> Result<Page<Zone>, ShippingError> {
        let after: Option<ShippingZoneId> = page.after_key()?;
        let reader = self.db.read().await?;
        let zones = store::zone::list(&reader, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(zones, page.limit, |zone| zone.zone_id))
    }

    pub(crate) async fn zone(&self, zone_id: ShippingZoneId) -> Result<Zone, ShippingError> {
        let reader = self.db.read().await?;
        store::zone::find(&reader, zone_id).await?.ok_or(ShippingError::ZoneNotFound(zone_id))
    }

    pub(crate) async fn replace_zone(
        self: &Arc<Self>,
        zone_id: ShippingZoneId,
        version: i64,
        (name, reach): (String, Reach),
        trace: Option<&TraceParent>,
    ) -> Result<Zone, ShippingError> {
        let before = self.zone_at(zone_id, version).await?;
        let zone = Zone { name, reach, ..before.clone() };
        let write = self.db.write().await?;
        store::zone::update(&write, &zone, self.env.now()).await?;
        write.changed(zone_id, Some(&before), Some(&zone));
        self.tell_rates_changed(&write, trace)?;
        write.commit().await?;
        Ok(Zone { version: version + 1, ..zone })
    }

    pub(crate) async fn delete_zone(
        self: &Arc<Self>,
        zone_id: ShippingZoneId,
        version: i64,
        trace: Option<&TraceParent>,
    ) -> Result<(), ShippingError> {
        let zone = self.zone_at(zone_id, version).await?;
        let write = self.db.write().await?;
        store::zone::delete(&write, &zone).await?;
        write.changed(zone_id, Some(&zone), None);
        self.tell_rates_changed(&write, trace)?;
        Ok(write.commit().await?)
    }

    async fn zone_at(&self, zone_id: ShippingZoneId, version: i64) -> Result<Zone, ShippingError> {
        let zone = self.zone(zone_id).await?;
        if zone.version == version { Ok(zone) } else { Err(ShippingError::VersionMismatch) }
    }
}
