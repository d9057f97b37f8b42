//! `/admin/v1/legal-entities`: who sells by law, where, and how their documents are numbered.

use std::borrow::Cow;
use std::sync::Arc;

use invoice_contracts::DocumentKind;
use kernel_base::{FieldError, Page};
use kernel_http::{Access, IdempotencyKey, IfMatch, Json, Op, Paging, Path, Problem, Reply, Routes, State};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, LegalEntityId};

use super::{READ_ENTITIES, WRITE_ENTITIES};
use crate::app::{App, EntityEdit};
use crate::domain::numbering::Pattern;
use crate::domain::party::{LegalEntity, Party};
use crate::error::InvoiceError;

/// What stands for the entity in numbers: 1 to 16 capital letters, digits and hyphens.
#[derive(Debug, Deserialize)]
struct EntityCode(String);

impl JsonSchema for EntityCode {
    fn schema_name() -> Cow<'static, str> {
        "EntityCode".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Z0-9-]{1,16}$" })
    }
}

/// A new legal entity.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewLegalEntity {
    /// For ever the same, unique; `{entity}` in patterns.
    code: EntityCode,
    /// What documents say of it.
    party: Party,
    /// Such as `{entity}-{year}-{number:06}`. Counting begins anew with each period that the pattern names.
    invoice_pattern: String,
    /// Such as `{entity}-CN-{year}-{number:06}`; must begin differently.
    credit_note_pattern: String,
    /// Where it sells, at most 100; a channel has one seller.
    #[schemars(length(max = 100))]
    channels: Vec<ChannelCode>,
}

/// A legal entity as it shall be. Patterns stay once documents were issued.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LegalEntityEdit {
    /// What documents say of it from now on.
    party: Party,
    /// As of a new one.
    invoice_pattern: String,
    /// As of a new one.
    credit_note_pattern: String,
    /// Where it sells, at most 100; a channel has one seller.
    #[schemars(length(max = 100))]
    channels: Vec<ChannelCode>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LegalEntityView {
    legal_entity_id: LegalEntityId,
    code: String,
    party: Party,
    invoice_pattern: Pattern,
    credit_note_pattern: Pattern,
    channels: Vec<ChannelCode>,
    version: i64,
}

/// How far numbers are. Gapless: as many documents as the last number says.
#[derive(Debug, Serialize, JsonSchema)]
struct CounterView {
    kind: DocumentKind,
    /// `2026`, `2026-01` or `all`.
    period: String,
    last_number: i64,
    documents: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct NumbersView {
    counters: Vec<CounterView>,
}

/// Bills of a channel that has no seller yet.
#[derive(Debug, Serialize, JsonSchema)]
struct WaitingView {
    channel: String,
    bills: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct WaitingList {
    items: Vec<WaitingView>,
}

fn edit(
    party: Party,
    (invoice, credit_note): (&str, &str),
    channels: Vec<ChannelCode>,
) -> Result<EntityEdit, InvoiceError> {
    let mut problems = party.problems();
    if channels.len() > 100 {
        let message = "at most 100 channels".to_owned();
        problems.push(FieldError { pointer: "/channels".to_owned(), code: "too_long".into(), message });
    }
    if !problems.is_empty() {
        return Err(InvoiceError::Fields(problems));
    }
    let pattern = |pointer: &str, text: &str| {
        text.parse::<Pattern>().map_err(|error| InvoiceError::pattern(pointer, error))
    };
    let invoice_pattern = pattern("/invoice_pattern", invoice)?;
    let credit_note_pattern = pattern("/credit_note_pattern", credit_note)?;
    let ambiguous = |error| InvoiceError::pattern("/credit_note_pattern", error);
    invoice_pattern.differs_from(&credit_note_pattern).map_err(ambiguous)?;
    Ok(EntityEdit { party, invoice_pattern, credit_note_pattern, channels })
}

fn code(EntityCode(text): EntityCode) -> Result<String, InvoiceError> {
    let tame = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    if (1..=16).contains(&text.len()) && text.bytes().all(tame) {
        return Ok(text);
    }
    let message = "1 to 16 capital letters, digits and hyphens".to_owned();
    let field = FieldError { pointer: "/code".to_owned(), code: "invalid".into(), message };
    Err(InvoiceError::Fields(vec![field]))
}

fn view(entity: &LegalEntity) -> LegalEntityView {
    LegalEntityView {
        legal_entity_id: entity.legal_entity_id,
        code: entity.code.clone(),
        party: entity.party.clone(),
        invoice_pattern: entity.invoice_pattern.clone(),
        credit_note_pattern: entity.credit_note_pattern.clone(),
        channels: entity.channels.clone(),
        version: entity.version,
    }
}

fn created(entity: &LegalEntity) -> Reply {
    let path = format!("/admin/v1/legal-entities/{}", entity.legal_entity_id);
    Reply::json(201, &view(entity)).etag(entity.version).location(path)
}

fn found(entity: &LegalEntity) -> Reply {
    Reply::json(200, &view(entity)).etag(entity.version)
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/legal-entities", Access::Staff(READ_ENTITIES))
                .summary("List legal entities")
                .paged()
                .answers::<Page<LegalEntityView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/legal-entities", Access::Staff(WRITE_ENTITIES))
                .summary("Create a legal entity")
                .idempotent()
                .body::<NewLegalEntity>()
                .answers::<LegalEntityView>(201)
                .problems(&["invoice.code_taken", "invoice.channel_taken"]),
            create,
        )
        .route(
            Op::get("/admin/v1/legal-entities/{legal_entity_id}", Access::Staff(READ_ENTITIES))
                .summary("Get a legal entity")
                .answers::<LegalEntityView>(200)
                .problems(&["invoice.legal_entity_not_found"]),
            get,
        )
        .route(
            Op::put("/admin/v1/legal-entities/{legal_entity_id}", Access::Staff(WRITE_ENTITIES))
                .summary("Change a legal entity for documents to come")
                .if_match()
                .body::<LegalEntityEdit>()
                .answers::<LegalEntityView>(200)
                .problems(&[
                    "invoice.legal_entity_not_found",
                    "invoice.version_mismatch",
                    "invoice.channel_taken",
                    "invoice.numbering_in_use",
                ]),
            replace,
        )
        .route(
            Op::get("/admin/v1/legal-entities/{legal_entity_id}/numbers", Access::Staff(READ_ENTITIES))
                .summary("How far the numbers of a legal entity are")
                .answers::<NumbersView>(200)
                .problems(&["invoice.legal_entity_not_found"]),
            numbers,
        )
        .route(
            Op::get("/admin/v1/waiting-bills", Access::Staff(READ_ENTITIES))
                .summary("How much is to be invoiced in channels without a seller")
                .answers::<WaitingList>(200),
            waiting,
        )
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.entities(&page).await?.map(|entity| view(&entity))))
}

async fn create(
    State(app): State<Arc<App>>,
    key: IdempotencyKey,
    Json(body): Json<NewLegalEntity>,
) -> Result<Reply, Problem> {
    let patterns = (body.invoice_pattern.as_str(), body.credit_note_pattern.as_str());
    let (code, edit) = (code(body.code)?, edit(body.party, patterns, body.channels)?);
    Ok(app.create_entity(code, edit, &key, created).await?)
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<LegalEntityId>) -> Result<Reply, Problem> {
    Ok(found(&app.entity(id).await?))
}

async fn replace(
    State(app): State<Arc<App>>,
    Path(id): Path<LegalEntityId>,
    IfMatch(version): IfMatch,
    Json(body): Json<LegalEntityEdit>,
) -> Result<Reply, Problem> {
    let patterns = (body.invoice_pattern.as_str(), body.credit_note_pattern.as_str());
    let edit = edit(body.party, patterns, body.channels)?;
    Ok(found(&app.replace_entity(id, version, edit).await?))
}

async fn numbers(State(app): State<Arc<App>>, Path(id): Path<LegalEntityId>) -> Result<Reply, Problem> {
    let counters = app.numbers(id).await?.into_iter().map(|counter| CounterView {
        kind: counter.kind,
        period: counter.period,
        last_number: counter.last_number,
        documents: counter.documents,
    });
    Ok(Reply::json(200, &NumbersView { counters: counters.collect() }))
}

async fn waiting(State(app): State<Arc<App>>) -> Result<Reply, Problem> {
    let waiting = app.waiting().await?;
    let items = waiting.into_iter().map(|(channel, bills)| WaitingView { channel, bills }).collect();
    Ok(Reply::json(200, &WaitingList { items }))
}
