//! `/admin/v1/shipping-rate-cards`: carriers' price lists become zones and methods.

use std::sync::Arc;

use axum::extract::State;
use kernel_http::{Access, CallCtx, IdempotencyKey, Json, Op, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use shared_contracts::{Code, ShippingMethodId};

use crate::app::{App, Imported};
use crate::domain::rate_card::{RateCard, built_in};
use crate::error::ShippingError;
use crate::http::{WRITE_METHODS, text};

/// A carrier's price list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CardImport {
    /// Put before the codes of zones and methods. Without `card` the list of this name that comes with the program:
    /// `dhl-private`, `dhl-premium-business`, `dhl-express`.
    code: Code,
    /// Put before the names of zones and methods: `DHL Express`, at most 64 characters.
    name: String,
    /// Who carries: `DHL`, at most 64 characters.
    carrier: String,
    /// The list: `assumptions` (currency, weight in gram) and `zones` with `countryCodes` and `offers`.
    #[serde(default)]
    card: Option<Box<RawValue>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ImportView {
    zone_count: usize,
    methods: Vec<ImportedMethod>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ImportedMethod {
    method_id: ShippingMethodId,
    code: Code,
    /// False for services with a size limit, until staff switches them on.
    active: bool,
    rate_count: usize,
}

fn imported(imported: &Imported) -> Reply {
    let methods = imported.methods.iter().map(|method| ImportedMethod {
        method_id: method.method_id,
        code: method.code.clone(),
        active: method.terms.active,
        rate_count: method.rates.len(),
    });
    Reply::json(200, &ImportView { zone_count: imported.zone_count, methods: methods.collect() })
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes.route(
        Op::post("/admin/v1/shipping-rate-cards", Access::Staff(WRITE_METHODS))
            .summary("Take over a carrier's rate card")
            .idempotent()
            .body::<CardImport>()
            .answers::<ImportView>(200)
            .problems(&["shipping.rate_card_not_found", "shipping.rate_card_malformed"]),
        import,
    )
}

async fn import(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<CardImport>,
) -> Result<Reply, Problem> {
    let carrier = text(body.carrier, "/carrier", 64, "carrier must have 1 to 64 characters")?;
    let name = text(body.name, "/name", 64, "name must have 1 to 64 characters")?;
    let json = match &body.card {
        Some(card) => card.get(),
        None => built_in(body.code.as_str()).ok_or(ShippingError::UnknownRateCard)?,
    };
    let card = RateCard::parse(&body.code, &name, json)?;
    Ok(app.import_rate_card(card, &carrier, call.trace.as_ref(), &key, imported).await?)
}
