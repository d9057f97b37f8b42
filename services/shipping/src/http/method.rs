//! `/admin/v1/shipping-methods`: methods, their rate tables and postcode rules.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Money, Page};
use kernel_http::{
    Access, CallCtx, Channels, IdempotencyKey, IfMatch, Json, Op, Paging, Path, Problem, Reply, Routes,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, CountryCode, ShippingMethodId, ShippingZoneId};
use shipping_contracts::DeliveryEstimate;

use crate::app::{App, MethodEdit};
use crate::domain::postcode::{PostcodeRule, normalized};
use crate::domain::rate::{Method, Range, Rate, Step, Terms};
use crate::error::ShippingError;
use crate::http::{READ_METHODS, WRITE_METHODS, rule, text};

/// A new way to ship.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewMethod {
    /// For ever the same, unique.
    code: Code,
    /// What the shopper sees and chooses.
    terms: TermsDocument,
    /// At most 5,000.
    #[serde(default)]
    rates: Vec<RateDocument>,
    /// At most 1,000.
    #[serde(default)]
    postcode_rules: Vec<PostcodeRuleDocument>,
}

/// What the shopper sees and chooses.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TermsDocument {
    /// 1 to 200 characters.
    name: String,
    /// Who carries, 1 to 64 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    carrier: Option<String>,
    /// Tax class of the charge.
    tax_class: Code,
    /// At most 100; none means every channel.
    #[serde(default)]
    channels: Vec<ChannelCode>,
    /// How long it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    estimate: Option<DeliveryEstimate>,
    /// Smaller ones are shown first.
    #[serde(default)]
    position: i32,
    /// Whether it is offered.
    active: bool,
}

/// What shipping to a zone costs for goods in these ranges, both ends included.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RateDocument {
    zone_id: ShippingZoneId,
    /// For people, 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// The price, or the base of it.
    amount: Money,
    /// Value of the goods in minor units.
    #[serde(default)]
    min_total: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_total: Option<i64>,
    #[serde(default)]
    min_weight_g: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_weight_g: Option<i64>,
    /// What every started step of weight adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<StepDocument>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct StepDocument {
    /// Minor units.
    amount: i64,
    weight_g: i64,
}

/// A range of postal codes that is served, or left out.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PostcodeRuleDocument {
    country: CountryCode,
    /// A postal code or the beginning of one; in Great Britain an area or district (`BT`, `KW15`).
    first: String,
    /// The same as `first` for a single place.
    last: String,
    included: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RateTable {
    /// At most 5,000. The first zone of the table that covers a country decides for it.
    rates: Vec<RateDocument>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PostcodeRules {
    /// At most 1,000.
    postcode_rules: Vec<PostcodeRuleDocument>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MethodView {
    method_id: ShippingMethodId,
    code: Code,
    terms: TermsDocument,
    rates: Vec<RateDocument>,
    postcode_rules: Vec<PostcodeRuleDocument>,
    version: i64,
}

impl TermsDocument {
    fn parse(self, at: &str) -> Result<Terms, ShippingError> {
        let days = self.estimate.is_none_or(|days| {
            (0..=365).contains(&days.min_days) && (days.min_days..=365).contains(&days.max_days)
        });
        rule(days, format!("{at}/estimate"), "days must be from 0 to 365 and in order")?;
        rule(
            self.channels.len() <= 100,
            format!("{at}/channels"),
            "channels must hold at most 100 channels",
        )?;
        let carrier =
            |carrier| text(carrier, &format!("{at}/carrier"), 64, "carrier must have 1 to 64 characters");
        Ok(Terms {
            name: text(self.name, &format!("{at}/name"), 200, "name must have 1 to 200 characters")?,
            carrier: self.carrier.map(carrier).transpose()?,
            tax_class: self.tax_class,
            channels: self.channels,
            estimate: self.estimate,
            position: self.position,
            active: self.active,
        })
    }
}

impl RateDocument {
    fn parse(self, at: &str) -> Result<Rate, ShippingError> {
        let range = |min: i64, max: Option<i64>| min >= 0 && max.is_none_or(|max| max >= min);
        rule(self.amount.minor() >= 0, format!("{at}/amount/amount"), "amount must not be negative")?;
        rule(
            range(self.min_total, self.max_total),
            format!("{at}/min_total"),
            "the range of totals must not be empty or negative",
        )?;
        rule(
            range(self.min_weight_g, self.max_weight_g),
            format!("{at}/min_weight_g"),
            "the range of weights must not be empty or negative",
        )?;
        let step = self.step.as_ref().is_none_or(|step| step.amount >= 0 && step.weight_g > 0);
        rule(step, format!("{at}/step"), "a step must have a weight and must not cost less than nothing")?;
        let label = |label| text(label, &format!("{at}/label"), 200, "label must have 1 to 200 characters");
        Ok(Rate {
            zone_id: self.zone_id,
            label: self.label.map(label).transpose()?,
            total: Range { min: self.min_total, max: self.max_total },
            weight_g: Range { min: self.min_weight_g, max: self.max_weight_g },
            base: self.amount,
            step: self.step.map(|step| Step { amount_minor: step.amount, weight_g: step.weight_g }),
        })
    }
}

fn parse_rates(rates: Vec<RateDocument>) -> Result<Vec<Rate>, ShippingError> {
    rule(rates.len() <= 5000, "/rates", "rates must hold at most 5000 rates")?;
    rates.into_iter().enumerate().map(|(index, rate)| rate.parse(&format!("/rates/{index}"))).collect()
}

fn parse_rules(rules: Vec<PostcodeRuleDocument>) -> Result<Vec<PostcodeRule>, ShippingError> {
    rule(rules.len() <= 1000, "/postcode_rules", "postcode_rules must hold at most 1000 rules")?;
    let parse = |(index, document): (usize, PostcodeRuleDocument)| {
        for end in [&document.first, &document.last] {
            let valid = !normalized(end).is_empty() && end.chars().count() <= 20;
            rule(
                valid,
                format!("/postcode_rules/{index}"),
                "first and last must have 1 to 20 letters or digits",
            )?;
        }
        let PostcodeRuleDocument { country, first, last, included } = document;
        Ok(PostcodeRule { country, first, last, included })
    };
    rules.into_iter().enumerate().map(parse).collect()
}

pub(super) fn view(method: &Method) -> MethodView {
    let terms = &method.terms;
    let rate = |rate: &Rate| RateDocument {
        zone_id: rate.zone_id,
        label: rate.label.clone(),
        amount: rate.base,
        min_total: rate.total.min,
        max_total: rate.total.max,
        min_weight_g: rate.weight_g.min,
        max_weight_g: rate.weight_g.max,
        step: rate.step.map(|step| StepDocument { amount: step.amount_minor, weight_g: step.weight_g }),
    };
    let postcode_rule = |rule: &PostcodeRule| PostcodeRuleDocument {
        country: rule.country.clone(),
        first: rule.first.clone(),
        last: rule.last.clone(),
        included: rule.included,
    };
    MethodView {
        method_id: method.method_id,
        code: method.code.clone(),
        terms: TermsDocument {
            name: terms.name.clone(),
            carrier: terms.carrier.clone(),
            tax_class: terms.tax_class.clone(),
            channels: terms.channels.clone(),
            estimate: terms.estimate,
            position: terms.position,
            active: terms.active,
        },
        rates: method.rates.iter().map(rate).collect(),
        postcode_rules: method.postcode_rules.iter().map(postcode_rule).collect(),
        version: method.version,
    }
}

fn created(method: &Method) -> Reply {
    let path = format!("/admin/v1/shipping-methods/{}", method.method_id);
    Reply::json(201, &view(method)).etag(method.version).location(path)
}

fn found(method: &Method) -> Reply {
    Reply::json(200, &view(method)).etag(method.version)
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    const ONE: &str = "/admin/v1/shipping-methods/{method_id}";
    const CHANGED: &[&str] = &["shipping.method_not_found", "shipping.version_mismatch"];
    let write = Access::Staff(WRITE_METHODS);
    routes
        .route(
            Op::get("/admin/v1/shipping-methods", Access::Staff(READ_METHODS))
                .summary("List shipping methods with their rates")
                .per_channel()
                .paged()
                .answers::<Page<MethodView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/shipping-methods", write)
                .summary("Create a shipping method")
                .idempotent()
                .body::<NewMethod>()
                .answers::<MethodView>(201)
                .problems(&["shipping.code_taken", "shipping.unknown_zone"]),
            create,
        )
        .route(
            Op::get(ONE, Access::Staff(READ_METHODS))
                .summary("Get a shipping method with its rates")
                .per_channel()
                .answers::<MethodView>(200)
                .problems(&["shipping.method_not_found"]),
            get,
        )
        .route(
            Op::put(ONE, write)
                .summary("Change what shoppers see of a shipping method")
                .if_match()
                .body::<TermsDocument>()
                .answers::<MethodView>(200)
                .problems(CHANGED),
            replace_terms,
        )
        .route(
            Op::put("/admin/v1/shipping-methods/{method_id}/rates", write)
                .summary("Replace the rate table of a shipping method")
                .if_match()
                .body::<RateTable>()
                .answers::<MethodView>(200)
                .problems(CHANGED)
                .problems(&["shipping.unknown_zone"]),
            replace_rates,
        )
        .route(
            Op::put("/admin/v1/shipping-methods/{method_id}/postcode-rules", write)
                .summary("Replace the postcode rules of a shipping method")
                .if_match()
                .body::<PostcodeRules>()
                .answers::<MethodView>(200)
                .problems(CHANGED),
            replace_postcode_rules,
        )
        .route(
            Op::delete(ONE, write)
                .summary("Delete a shipping method")
                .if_match()
                .answers_nothing(204)
                .problems(CHANGED),
            delete,
        )
}

async fn list(
    State(app): State<Arc<App>>,
    channels: Channels,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.methods(&channels, &page).await?.map(|method| view(&method))))
}

async fn create(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewMethod>,
) -> Result<Reply, Problem> {
    let method = Method {
        method_id: app.env.id(),
        code: body.code,
        terms: body.terms.parse("/terms")?,
        rates: parse_rates(body.rates)?,
        postcode_rules: parse_rules(body.postcode_rules)?,
        version: 1,
    };
    Ok(app.create_method(method, call.trace.as_ref(), &key, created).await?)
}

async fn get(
    State(app): State<Arc<App>>,
    Path(method_id): Path<ShippingMethodId>,
    channels: Channels,
) -> Result<Reply, Problem> {
    let method = app.method(method_id).await?;
    if !channels.meet(method.terms.channels.iter().map(ChannelCode::as_str)) {
        return Err(ShippingError::MethodNotFound(method_id).into());
    }
    Ok(found(&method))
}

async fn replace_terms(
    State(app): State<Arc<App>>,
    Path(method_id): Path<ShippingMethodId>,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<TermsDocument>,
) -> Result<Reply, Problem> {
    let edit = MethodEdit::Terms(body.parse("")?);
    Ok(found(&app.edit_method(method_id, version, edit, call.trace.as_ref()).await?))
}

async fn replace_rates(
    State(app): State<Arc<App>>,
    Path(method_id): Path<ShippingMethodId>,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<RateTable>,
) -> Result<Reply, Problem> {
    let edit = MethodEdit::Rates(parse_rates(body.rates)?);
    Ok(found(&app.edit_method(method_id, version, edit, call.trace.as_ref()).await?))
}

async fn replace_postcode_rules(
    State(app): State<Arc<App>>,
    Path(method_id): Path<ShippingMethodId>,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<PostcodeRules>,
) -> Result<Reply, Problem> {
    let edit = MethodEdit::PostcodeRules(parse_rules(body.postcode_rules)?);
    Ok(found(&app.edit_method(method_id, version, edit, call.trace.as_ref()).await?))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path(method_id): Path<ShippingMethodId>,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
) -> Result<Reply, Problem> {
    app.delete_method(method_id, version, call.trace.as_ref()).await?;
    Ok(Reply::no_content())
}
