//! Methods with their rates and postcode rules.

use std::collections::HashMap;

use kernel_base::{Money, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use kernel_http::Channels;
use shared_contracts::{ShippingMethodId, ShippingZoneId};
use shipping_contracts::DeliveryEstimate;
use shipping_db::client::Params;
use shipping_db::queries::method::{
    InsertMethodParams, InsertPostcodeRulesParams, InsertRatesParams, MethodRow, PostcodeRuleRow, RateRow,
    UpdateMethodParams, delete_method, delete_postcode_rules, delete_rates, find_method, insert_method,
    insert_postcode_rules, insert_rates, list_methods, list_postcode_rules, list_rates, touch_method,
    update_method,
};
use uuid::Uuid;

use crate::domain::postcode::PostcodeRule;
use crate::domain::rate::{Method, Range, Rate, Step, Terms};
use crate::store::parsed;

pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<ShippingMethodId>,
    channels: &Channels,
    limit: i64,
) -> Result<Vec<Method>, DbError> {
    let (after, channels) = (after.map(ShippingMethodId::uuid), channels.names());
    let rows = list_methods().bind(client, &after, &channels, &limit).all().await?;
    with_tables(client, rows).await
}

pub(crate) async fn find(
    client: &impl GenericClient,
    id: ShippingMethodId,
) -> Result<Option<Method>, DbError> {
    let row = find_method().bind(client, &id.uuid()).opt().await?;
    Ok(with_tables(client, row.into_iter().collect()).await?.pop())
}

async fn with_tables(client: &impl GenericClient, rows: Vec<MethodRow>) -> Result<Vec<Method>, DbError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.method_id).collect();
    let mut rates: HashMap<Uuid, Vec<Rate>> = HashMap::new();
    for row in list_rates().bind(client, &ids).all().await? {
        rates.entry(row.method_id).or_default().push(rate(row));
    }
    let mut rules: HashMap<Uuid, Vec<PostcodeRule>> = HashMap::new();
    for row in list_postcode_rules().bind(client, &ids).all().await? {
        rules.entry(row.method_id).or_default().push(postcode_rule(row));
    }
    let methods = rows.into_iter().map(|row| Method {
        method_id: ShippingMethodId::from_uuid(row.method_id),
        code: parsed(&row.code),
        rates: rates.remove(&row.method_id).unwrap_or_default(),
        postcode_rules: rules.remove(&row.method_id).unwrap_or_default(),
        version: row.version,
        terms: terms(row),
    });
    Ok(methods.collect())
}

fn terms(row: MethodRow) -> Terms {
    Terms {
        name: row.name,
        carrier: row.carrier,
        tax_class: parsed(&row.tax_class),
        channels: row.channels.iter().map(|code| parsed(code)).collect(),
        estimate: row
            .min_days
            .zip(row.max_days)
            .map(|(min_days, max_days)| DeliveryEstimate { min_days, max_days }),
        position: row.position,
        active: row.active,
    }
}

fn rate(row: RateRow) -> Rate {
    Rate {
        zone_id: ShippingZoneId::from_uuid(row.zone_id),
        label: row.label,
        total: Range { min: row.min_total_minor, max: row.max_total_minor },
        weight_g: Range { min: row.min_weight_g, max: row.max_weight_g },
        base: Money::new(row.base_minor, parsed(&row.currency)),
        step: (row.step_weight_g > 0)
            .then_some(Step { amount_minor: row.step_minor, weight_g: row.step_weight_g }),
    }
}

fn postcode_rule(row: PostcodeRuleRow) -> PostcodeRule {
    PostcodeRule { country: parsed(&row.country), first: row.first, last: row.last, included: row.included }
}

/// A new method with everything that belongs to it.
pub(crate) async fn insert(write: &Write, method: &Method, now: Timestamp) -> Result<(), DbError> {
    let terms = &method.terms;
    let params = InsertMethodParams {
        method_id: method.method_id.uuid(),
        code: method.code.as_str(),
        name: terms.name.as_str(),
        carrier: terms.carrier.as_deref(),
        tax_class: terms.tax_class.as_str(),
        channels: terms.channels.iter().map(AsRef::as_ref).collect::<Vec<&str>>(),
        min_days: terms.estimate.map(|estimate| estimate.min_days),
        max_days: terms.estimate.map(|estimate| estimate.max_days),
        position: terms.position,
        active: terms.active,
        now,
    };
    insert_method().params(write, &params).await?;
    write_rates(write, method).await?;
    write_postcode_rules(write, method).await
}

/// Writes what [`Terms`] holds over the version it was read at.
pub(crate) async fn update_terms(write: &Write, method: &Method, now: Timestamp) -> Result<(), DbError> {
    let terms = &method.terms;
    let params = UpdateMethodParams {
        name: terms.name.as_str(),
        carrier: terms.carrier.as_deref(),
        tax_class: terms.tax_class.as_str(),
        channels: terms.channels.iter().map(AsRef::as_ref).collect::<Vec<&str>>(),
        min_days: terms.estimate.map(|estimate| estimate.min_days),
        max_days: terms.estimate.map(|estimate| estimate.max_days),
        position: terms.position,
        active: terms.active,
        now,
        method_id: method.method_id.uuid(),
        version: method.version,
    };
    update_method().params(&write.expect(1, "version"), &params).await?;
    Ok(())
}

/// Replaces the rate table.
pub(crate) async fn replace_rates(write: &Write, method: &Method, now: Timestamp) -> Result<(), DbError> {
    touch(write, method, now).await?;
    delete_rates().bind(write, &method.method_id.uuid()).await?;
    write_rates(write, method).await
}

/// Replaces the postcode rules.
pub(crate) async fn replace_postcode_rules(
    write: &Write,
    method: &Method,
    now: Timestamp,
) -> Result<(), DbError> {
    touch(write, method, now).await?;
    delete_postcode_rules().bind(write, &method.method_id.uuid()).await?;
    write_postcode_rules(write, method).await
}

pub(crate) async fn delete(write: &Write, method: &Method) -> Result<(), DbError> {
    delete_method().bind(&write.expect(1, "version"), &method.method_id.uuid(), &method.version).await?;
    Ok(())
}

async fn touch(write: &Write, method: &Method, now: Timestamp) -> Result<(), DbError> {
    touch_method().bind(&write.expect(1, "version"), &now, &method.method_id.uuid(), &method.version).await?;
    Ok(())
}

async fn write_rates(write: &Write, method: &Method) -> Result<(), DbError> {
    let rates = &method.rates;
    let params = InsertRatesParams {
        method_id: method.method_id.uuid(),
        zone_ids: rates.iter().map(|rate| rate.zone_id.uuid()).collect::<Vec<_>>(),
        labels: rates.iter().map(|rate| rate.label.as_deref()).collect::<Vec<_>>(),
        currencies: rates.iter().map(|rate| rate.base.currency().to_string()).collect::<Vec<_>>(),
        min_totals: rates.iter().map(|rate| rate.total.min).collect::<Vec<_>>(),
        max_totals: rates.iter().map(|rate| rate.total.max).collect::<Vec<_>>(),
        min_weights: rates.iter().map(|rate| rate.weight_g.min).collect::<Vec<_>>(),
        max_weights: rates.iter().map(|rate| rate.weight_g.max).collect::<Vec<_>>(),
        bases: rates.iter().map(|rate| rate.base.minor()).collect::<Vec<_>>(),
        steps: rates.iter().map(|rate| rate.step.map_or(0, |step| step.amount_minor)).collect::<Vec<_>>(),
        step_weights: rates.iter().map(|rate| rate.step.map_or(0, |step| step.weight_g)).collect::<Vec<_>>(),
    };
    insert_rates().params(write, &params).await?;
    Ok(())
}

async fn write_postcode_rules(write: &Write, method: &Method) -> Result<(), DbError> {
    let rules = &method.postcode_rules;
    let params = InsertPostcodeRulesParams {
        method_id: method.method_id.uuid(),
        countries: rules.iter().map(|rule| rule.country.as_str()).collect::<Vec<_>>(),
        firsts: rules.iter().map(|rule| rule.first.as_str()).collect::<Vec<_>>(),
        lasts: rules.iter().map(|rule| rule.last.as_str()).collect::<Vec<_>>(),
        included: rules.iter().map(|rule| rule.included).collect::<Vec<_>>(),
    };
    insert_postcode_rules().params(write, &params).await?;
    Ok(())
}
