//! Zones.

use std::collections::BTreeSet;

use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{CountryCode, ShippingZoneId};
use shipping_db::client::Params;
use shipping_db::queries::zone::{
    InsertZonesParams, UpdateZoneParams, ZoneRow, delete_zone, find_zone, insert_zones, list_zones,
    update_zone,
};

use crate::domain::rate::{Reach, Zone};
use crate::store::parsed;

pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<ShippingZoneId>,
    limit: i64,
) -> Result<Vec<Zone>, DbError> {
    let rows = list_zones().bind(client, &after.map(ShippingZoneId::uuid), &limit).all().await?;
    Ok(rows.into_iter().map(zone).collect())
}

pub(crate) async fn find(client: &impl GenericClient, id: ShippingZoneId) -> Result<Option<Zone>, DbError> {
    Ok(find_zone().bind(client, &id.uuid()).opt().await?.map(zone))
}

fn zone(row: ZoneRow) -> Zone {
    let countries: BTreeSet<CountryCode> = row.countries.iter().map(|code| parsed(code)).collect();
    Zone {
        zone_id: ShippingZoneId::from_uuid(row.zone_id),
        code: parsed(&row.code),
        name: row.name,
        reach: if row.everywhere { Reach::Everywhere } else { Reach::Countries(countries) },
        version: row.version,
    }
}

fn countries(zone: &Zone) -> Vec<&str> {
    match &zone.reach {
        Reach::Everywhere => Vec::new(),
        Reach::Countries(countries) => countries.iter().map(CountryCode::as_str).collect(),
    }
}

pub(crate) async fn insert(write: &Write, zones: &[Zone], now: Timestamp) -> Result<(), DbError> {
    let params = InsertZonesParams {
        now,
        zone_ids: zones.iter().map(|zone| zone.zone_id.uuid()).collect::<Vec<_>>(),
        codes: zones.iter().map(|zone| zone.code.as_str()).collect::<Vec<_>>(),
        names: zones.iter().map(|zone| zone.name.as_str()).collect::<Vec<_>>(),
        everywhere: zones.iter().map(|zone| zone.reach == Reach::Everywhere).collect::<Vec<_>>(),
        countries: zones.iter().map(|zone| countries(zone).join(",")).collect::<Vec<_>>(),
    };
    insert_zones().params(write, &params).await?;
    Ok(())
}

/// Writes the zone over the version it was read at.
pub(crate) async fn update(write: &Write, zone: &Zone, now: Timestamp) -> Result<(), DbError> {
    let params = UpdateZoneParams {
        name: zone.name.as_str(),
        everywhere: zone.reach == Reach::Everywhere,
        countries: countries(zone),
        now,
        zone_id: zone.zone_id.uuid(),
        version: zone.version,
    };
    update_zone().params(&write.expect(1, "version"), &params).await?;
    Ok(())
}

pub(crate) async fn delete(write: &Write, zone: &Zone) -> Result<(), DbError> {
    delete_zone().bind(&write.expect(1, "version"), &zone.zone_id.uuid(), &zone.version).await?;
    Ok(())
}
