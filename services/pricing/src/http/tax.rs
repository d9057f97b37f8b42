//! Tax classes, tax rates, and loading the published ones.

use std::sync::Arc;

use kernel_base::{Page, Timestamp};
use kernel_http::{
    CallCtx, IdempotencyKey, IfMatch, Json, Op, Paged, Paging, Path, Problem, Reply, Routes, State,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CountryCode, TaxClassId, TaxRateId};

use crate::app::tax::{NewTaxRate, TaxImport};
use crate::app::{Answer, App};
use crate::domain::tax::{TaxClass, TaxClassTerms, TaxRate, TaxRateTerms};
use crate::domain::tax_file::TaxFile;
use crate::http::{READ, WRITE_TAX, conditional};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TaxClassBody {
    /// For people, 1 to 200 characters.
    name: String,
    /// Class whose rate is due where this one has none.
    #[serde(default)]
    fallback: Option<Code>,
}

/// A class of goods that are taxed alike.
#[derive(Debug, Serialize, JsonSchema)]
struct TaxClassDocument {
    tax_class_id: TaxClassId,
    code: Code,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fallback: Option<Code>,
    /// Grows with every change.
    version: i64,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TaxRateBody {
    country: CountryCode,
    /// Subdivision without the country: its rates add to the country's.
    #[serde(default)]
    region: String,
    /// A place with rates of its own, which stand instead of the country's.
    #[serde(default)]
    place: String,
    /// How postal codes of the place begin.
    #[serde(default)]
    postcode_prefixes: Vec<String>,
    tax_class: Code,
    /// As it stands on the receipt: `VAT`.
    name: String,
    /// Parts per million: 20 % is 200000.
    rate_ppm: i32,
    valid_from: Timestamp,
    #[serde(default)]
    valid_until: Option<Timestamp>,
}

/// A rate in its period.
#[derive(Debug, Serialize, JsonSchema)]
struct TaxRateDocument {
    tax_rate_id: TaxRateId,
    country: CountryCode,
    region: String,
    place: String,
    postcode_prefixes: Vec<String>,
    tax_class: Code,
    name: String,
    rate_ppm: i32,
    valid_from: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Timestamp>,
    /// `manual`, or the data file it came from.
    source: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RateFilter {
    country: CountryCode,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EndBody {
    valid_until: Timestamp,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ImportBody {
    source: TaxFile,
}

impl From<TaxClass> for TaxClassDocument {
    fn from(class: TaxClass) -> Self {
        let TaxClassTerms { code, name, fallback } = class.terms;
        Self { tax_class_id: class.id, code, name, fallback, version: class.version }
    }
}

impl From<TaxRateBody> for NewTaxRate {
    fn from(body: TaxRateBody) -> Self {
        Self {
            tax_class: body.tax_class,
            terms: TaxRateTerms {
                country: body.country,
                region: body.region,
                place: body.place,
                postcode_prefixes: body.postcode_prefixes,
                name: body.name,
                rate_ppm: body.rate_ppm,
                valid_from: body.valid_from,
                valid_until: body.valid_until,
            },
        }
    }
}

impl From<&TaxRate> for TaxRateDocument {
    fn from(rate: &TaxRate) -> Self {
        let terms = rate.terms.clone();
        Self {
            tax_rate_id: rate.id,
            country: terms.country,
            region: terms.region,
            place: terms.place,
            postcode_prefixes: terms.postcode_prefixes,
            tax_class: rate.tax_class.clone(),
            name: terms.name,
            rate_ppm: terms.rate_ppm,
            valid_from: terms.valid_from,
            valid_until: terms.valid_until,
            source: rate.source.clone(),
        }
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/tax-classes", READ)
                .summary("List tax classes by code")
                .every_channel()
                .paged()
                .answers::<Page<TaxClassDocument>>(200),
            list_classes,
        )
        .route(
            Op::put("/admin/v1/tax-classes/{code}", WRITE_TAX)
                .summary("Create or replace a tax class")
                .if_match()
                .body::<TaxClassBody>()
                .answers::<TaxClassDocument>(200)
                .problems(&["pricing.unknown_tax_class", "pricing.version_changed"]),
            put_class,
        )
        .route(
            Op::get("/admin/v1/tax-rates", READ)
                .summary("List all rates of a country, past ones included")
                .every_channel()
                .paged()
                .query::<RateFilter>()
                .answers::<Page<TaxRateDocument>>(200),
            list_rates,
        )
        .route(
            Op::post("/admin/v1/tax-rates", WRITE_TAX)
                .summary("Create a tax rate")
                .idempotent()
                .body::<TaxRateBody>()
                .answers::<TaxRateDocument>(201)
                .problems(&[
                    "pricing.unknown_tax_class",
                    "pricing.tax_period_overlap",
                    "pricing.empty_period",
                ]),
            create_rate,
        )
        .route(
            Op::post("/admin/v1/tax-rates/{tax_rate_id}/end", WRITE_TAX)
                .summary("End a tax rate")
                .idempotent()
                .body::<EndBody>()
                .answers::<TaxRateDocument>(200)
                .problems(&["pricing.tax_rate_not_found", "pricing.empty_period", "pricing.raced"]),
            end_rate,
        )
        .route(
            Op::post("/admin/v1/tax/import", WRITE_TAX)
                .summary("Load the published tax rates that come with the program")
                .idempotent()
                .body::<ImportBody>()
                .answers::<TaxImport>(200),
            import,
        )
}

async fn list_classes(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    let classes = app.list_tax_classes(&page).await?;
    Ok(Reply::json(200, &classes.map(TaxClassDocument::from)))
}

async fn put_class(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Path(code): Path<Code>,
    expected: Option<IfMatch>,
    Json(body): Json<TaxClassBody>,
) -> Result<Reply, Problem> {
    let terms = TaxClassTerms { code, name: body.name, fallback: body.fallback };
    let expected = expected.map(|version| version.0);
    let class = app.put_tax_class(&call, terms, expected).await.map_err(conditional)?;
    let version = class.version;
    Ok(Reply::json(200, &TaxClassDocument::from(class)).etag(version))
}

async fn list_rates(State(app): State<Arc<App>>, paged: Paged<RateFilter>) -> Result<Reply, Problem> {
    let rates = app.list_tax_rates(&paged.filter.country, &paged.page).await?;
    Ok(Reply::json(200, &rates.map(|rate| TaxRateDocument::from(&rate))))
}

async fn create_rate(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<TaxRateBody>,
) -> Result<Reply, Problem> {
    let render = |rate: &TaxRate| Reply::json(201, &TaxRateDocument::from(rate));
    let answer = Answer { key: &key, render: &render };
    Ok(render(&app.create_tax_rate(&call, body.into(), Some(answer)).await?))
}

async fn end_rate(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Path(id): Path<TaxRateId>,
    key: IdempotencyKey,
    Json(body): Json<EndBody>,
) -> Result<Reply, Problem> {
    let render = |rate: &TaxRate| Reply::json(200, &TaxRateDocument::from(rate));
    let answer = Answer { key: &key, render: &render };
    Ok(render(&app.end_tax_rate(&call, id, body.valid_until, Some(answer)).await?))
}

async fn import(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<ImportBody>,
) -> Result<Reply, Problem> {
    let render = |import: &TaxImport| Reply::json(200, import);
    let answer = Answer { key: &key, render: &render };
    Ok(render(&app.import_tax_file(&call, body.source, Some(answer)).await?))
}
