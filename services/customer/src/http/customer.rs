//! `/admin/v1/customers`: staff looks for customers and changes what is known of them.

use std::sync::Arc;

use axum::extract::State;
use customer_contracts::CustomerStatus;
use kernel_base::{Page, Secret};
use kernel_http::{Access, CallCtx, IfMatch, Json, Op, Paged, Paging, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CustomerId, Email, Locale};

use crate::app::App;
use crate::app::customer::{Wanted, Whole};
use crate::domain::customer::Edit;
use crate::error::CustomerError;
use crate::http::view::{AddressesView, ConsentView, ProfileView, SpentView, present};
use crate::http::{READ_CUSTOMERS, WRITE_CUSTOMERS, conditional};

/// Which customers to list: all, the newest first; or those of one of these.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CustomerFilter {
    /// Exactly this address, capitals or not.
    email: Option<Secret<Email>>,
    /// The beginning of family name and given name (`lovelace a`), capitals or not, 1 to 200 characters; by name.
    name: Option<Secret<String>>,
}

impl CustomerFilter {
    fn wanted(self) -> Result<Wanted, CustomerError> {
        match (self.email, self.name) {
            (None, None) => Ok(Wanted::All),
            (Some(email), None) => Ok(Wanted::Email(email)),
            (None, Some(name)) => {
                if !(1..=200).contains(&name.expose().trim().chars().count()) {
                    return Err(CustomerError::field("name", "length", "must have 1 to 200 characters"));
                }
                Ok(Wanted::Name(name))
            }
            (Some(_), Some(_)) => {
                Err(CustomerError::field("name", "one_of", "email and name cannot be looked for together"))
            }
        }
    }
}

/// What is left out stays as it is, and `null` takes away.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct CustomerEdit {
    /// Where to write to. It does not change how the customer signs in.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Secret<Email>>")]
    email: Option<Option<Secret<Email>>>,
    /// 1 to 100 characters.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Secret<String>>")]
    given_name: Option<Option<Secret<String>>>,
    /// 1 to 100 characters.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Secret<String>>")]
    family_name: Option<Option<Secret<String>>>,
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Locale>")]
    locale: Option<Option<Locale>>,
    /// Whether the merchant does business with them.
    status: Option<CustomerStatus>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CustomerView {
    #[serde(flatten)]
    profile: ProfileView,
    /// Groups and segments, by code.
    groups: Vec<Code>,
    /// What they bought, by currency.
    statistics: Vec<SpentView>,
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/customers", Access::Staff(READ_CUSTOMERS))
                .summary("List customers, or look for some")
                .paged()
                .query::<CustomerFilter>()
                .answers::<Page<ProfileView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/customers/{customer_id}", Access::Staff(READ_CUSTOMERS))
                .summary("Get a customer with groups and statistics")
                .answers::<CustomerView>(200)
                .problems(&["customer.not_found"]),
            get,
        )
        .route(
            Op::patch("/admin/v1/customers/{customer_id}", Access::Staff(WRITE_CUSTOMERS))
                .summary("Change the profile of a customer")
                .if_match()
                .body::<CustomerEdit>()
                .answers::<ProfileView>(200)
                .problems(&["customer.not_found", "customer.version_mismatch"]),
            edit,
        )
        .route(
            Op::get("/admin/v1/customers/{customer_id}/addresses", Access::Staff(READ_CUSTOMERS))
                .summary("List the addresses of a customer")
                .answers::<AddressesView>(200)
                .problems(&["customer.not_found"]),
            addresses,
        )
        .route(
            Op::get("/admin/v1/customers/{customer_id}/consents", Access::Staff(READ_CUSTOMERS))
                .summary("List what a customer agreed to and took back, the newest first")
                .paged()
                .answers::<Page<ConsentView>>(200)
                .problems(&["customer.not_found"]),
            consents,
        )
}

async fn list(State(app): State<Arc<App>>, paged: Paged<CustomerFilter>) -> Result<Reply, Problem> {
    let page = app.customers(&paged.filter.wanted()?, &paged.page).await?;
    Ok(Reply::json(200, &page.map(|customer| ProfileView::from(&customer))))
}

async fn get(State(app): State<Arc<App>>, Path(customer_id): Path<CustomerId>) -> Result<Reply, Problem> {
    let Whole { customer, groups, spent } = app.customer(customer_id).await?;
    let statistics = spent.iter().map(SpentView::from).collect();
    let view = CustomerView { profile: ProfileView::from(&customer), groups, statistics };
    Ok(Reply::json(200, &view).etag(customer.version))
}

async fn edit(
    State(app): State<Arc<App>>,
    Path(customer_id): Path<CustomerId>,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<CustomerEdit>,
) -> Result<Reply, Problem> {
    let CustomerEdit { email, given_name, family_name, locale, status } = body;
    let edit = Edit { email, given_name, family_name, locale, status };
    let edited = app.edit_customer(customer_id, version, edit, call.trace.as_ref()).await;
    let customer = edited.map_err(conditional)?;
    Ok(Reply::json(200, &ProfileView::from(&customer)).etag(customer.version))
}

async fn addresses(
    State(app): State<Arc<App>>,
    Path(customer_id): Path<CustomerId>,
) -> Result<Reply, Problem> {
    let customer_id = app.known(customer_id).await?.customer_id;
    let addresses = app.addresses(customer_id).await?;
    Ok(Reply::json(200, &AddressesView::from(addresses.as_slice())))
}

async fn consents(
    State(app): State<Arc<App>>,
    Path(customer_id): Path<CustomerId>,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let customer_id = app.known(customer_id).await?.customer_id;
    let page = app.consents(customer_id, &page).await?;
    Ok(Reply::json(200, &page.map(|consent| ConsentView::from(&consent))))
}
