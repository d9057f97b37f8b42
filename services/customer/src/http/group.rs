//! `/admin/v1/groups`: groups, segments and who belongs to them.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Money, Page, Timestamp};
use kernel_http::{Access, CallCtx, IdempotencyKey, IfMatch, Json, Op, Paging, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CountryCode, CustomerId};

use crate::app::App;
use crate::app::group::Member;
use crate::domain::group::{Evaluation, Group, Kind, Rule};
use crate::http::{READ_GROUPS, WRITE_GROUPS, conditional};

/// A new group. With a rule it is a segment, without one staff enters its members.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewGroup {
    /// For ever the same, unique.
    code: Code,
    /// 1 to 200 characters.
    name: String,
    rule: Option<Rule>,
}

/// A group as it shall be. It stays what it is: manual, or a segment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct GroupEdit {
    /// 1 to 200 characters.
    name: String,
    /// Of a segment; an empty one empties it.
    rule: Option<Rule>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum KindName {
    Manual,
    Segment,
}

#[derive(Debug, Serialize, JsonSchema)]
struct GroupView {
    code: Code,
    name: String,
    kind: KindName,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<Rule>,
    /// True while customers are held against a rule that changed.
    refreshing: bool,
    version: i64,
}

impl From<&Group> for GroupView {
    fn from(group: &Group) -> Self {
        let (kind, refreshing) = match &group.kind {
            Kind::Manual => (KindName::Manual, false),
            Kind::Segment { sweep_after, .. } => (KindName::Segment, sweep_after.is_some()),
        };
        let rule = group.rule().cloned();
        Self {
            code: group.code.clone(),
            name: group.name.clone(),
            kind,
            rule,
            refreshing,
            version: group.version,
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct MemberView {
    customer_id: CustomerId,
    since: Timestamp,
    /// What the rule of a segment sees of the customer now.
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<FactsView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FactsView {
    /// Confirmed orders that were not cancelled.
    orders: i64,
    /// In the rule's currency, when it asks for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    spent: Option<Money>,
    /// Of the default address to ship to.
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<CountryCode>,
    /// Whether the rule's consent is given, when it asks for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    consented: Option<bool>,
    /// False when the customer is about to leave.
    holds: bool,
}

fn member(member: Member, rule: Option<&Rule>) -> MemberView {
    let facts = |evaluation: Evaluation| FactsView {
        orders: evaluation.orders,
        spent: rule.and_then(Rule::currency).map(|currency| Money::new(evaluation.spent_minor, currency)),
        country: evaluation.country,
        consented: rule.and_then(|rule| rule.consent.as_ref()).map(|_| evaluation.consented),
        holds: evaluation.holds,
    };
    MemberView { customer_id: member.customer_id, since: member.since, facts: member.evaluation.map(facts) }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    members(groups(routes))
}

fn groups(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/groups", Access::Staff(READ_GROUPS))
                .summary("List groups and segments")
                .paged()
                .answers::<Page<GroupView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/groups", Access::Staff(WRITE_GROUPS))
                .summary("Create a group or segment")
                .idempotent()
                .body::<NewGroup>()
                .answers::<GroupView>(201)
                .problems(&["customer.group_taken", "customer.too_many_groups"]),
            create,
        )
        .route(
            Op::get("/admin/v1/groups/{code}", Access::Staff(READ_GROUPS))
                .summary("Get a group")
                .answers::<GroupView>(200)
                .problems(&["customer.group_not_found"]),
            get,
        )
        .route(
            Op::put("/admin/v1/groups/{code}", Access::Staff(WRITE_GROUPS))
                .summary("Change name and rule of a group")
                .if_match()
                .body::<GroupEdit>()
                .answers::<GroupView>(200)
                .problems(&["customer.group_not_found", "customer.version_mismatch"]),
            replace,
        )
        .route(
            Op::delete("/admin/v1/groups/{code}", Access::Staff(WRITE_GROUPS))
                .summary("Delete a group that nobody belongs to")
                .if_match()
                .answers_nothing(204)
                .problems(&[
                    "customer.group_not_found",
                    "customer.version_mismatch",
                    "customer.group_in_use",
                ]),
            delete,
        )
}

fn members(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let problems = &["customer.group_not_found", "customer.not_found", "customer.group_not_manual"];
    routes
        .route(
            Op::get("/admin/v1/groups/{code}/members", Access::Staff(READ_GROUPS))
                .summary("List the members of a group, those of a segment with what its rule sees of them")
                .paged()
                .answers::<Page<MemberView>>(200)
                .problems(&["customer.group_not_found"]),
            list_members,
        )
        .route(
            Op::put("/admin/v1/groups/{code}/members/{customer_id}", Access::Staff(WRITE_GROUPS))
                .summary("Enter a customer into a manual group")
                .answers_nothing(204)
                .problems(problems),
            enter,
        )
        .route(
            Op::delete("/admin/v1/groups/{code}/members/{customer_id}", Access::Staff(WRITE_GROUPS))
                .summary("Take a customer out of a manual group")
                .answers_nothing(204)
                .problems(problems),
            take_out,
        )
}

fn created(group: &Group) -> Reply {
    let path = format!("/admin/v1/groups/{}", group.code);
    Reply::json(201, &GroupView::from(group)).etag(group.version).location(path)
}

fn found(group: &Group) -> Reply {
    Reply::json(200, &GroupView::from(group)).etag(group.version)
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.groups(&page).await?.map(|group| GroupView::from(&group))))
}

async fn create(
    State(app): State<Arc<App>>,
    key: IdempotencyKey,
    Json(body): Json<NewGroup>,
) -> Result<Reply, Problem> {
    let group = Group::try_new(body.code, &body.name, body.rule)?;
    Ok(app.create_group(group, &key, created).await?)
}

async fn get(State(app): State<Arc<App>>, Path(code): Path<Code>) -> Result<Reply, Problem> {
    Ok(found(&app.group(&code).await?))
}

async fn replace(
    State(app): State<Arc<App>>,
    Path(code): Path<Code>,
    IfMatch(version): IfMatch,
    Json(body): Json<GroupEdit>,
) -> Result<Reply, Problem> {
    let edited = app.edit_group(&code, version, &body.name, body.rule).await;
    Ok(found(&edited.map_err(conditional)?))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path(code): Path<Code>,
    IfMatch(version): IfMatch,
) -> Result<Reply, Problem> {
    app.delete_group(&code, version).await.map_err(conditional)?;
    Ok(Reply::no_content())
}

async fn list_members(
    State(app): State<Arc<App>>,
    Path(code): Path<Code>,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let (group, page) = app.members(&code, &page).await?;
    Ok(Reply::json(200, &page.map(|found| member(found, group.rule()))))
}

async fn enter(
    State(app): State<Arc<App>>,
    Path((code, customer_id)): Path<(Code, CustomerId)>,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    app.set_member(&code, customer_id, true, call.trace.as_ref()).await?;
    Ok(Reply::no_content())
}

async fn take_out(
    State(app): State<Arc<App>>,
    Path((code, customer_id)): Path<(Code, CustomerId)>,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    app.set_member(&code, customer_id, false, call.trace.as_ref()).await?;
    Ok(Reply::no_content())
}
