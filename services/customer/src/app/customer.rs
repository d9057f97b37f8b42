//! Customers see and change their profile, staff those of all; other services ask who a customer is.

use customer_contracts::{CustomerApi, CustomerProfile, CustomerStatus};
use kernel_base::{ApiError, Call, Page, PageRequest, Secret, TraceParent};
use serde::Serialize;
use shared_contracts::{Code, CustomerId, Email};

use crate::app::{App, settle};
use crate::domain::customer::{Customer, Edit, searchable};
use crate::domain::purchase::Spent;
use crate::error::CustomerError;
use crate::{publish, store};

/// Which customers staff looks for.
pub(crate) enum Wanted {
    All,
    /// Exactly this address, capitals or not.
    Email(Secret<Email>),
    /// The beginning of family name and given name.
    Name(Secret<String>),
}

/// A customer with everything that is counted of them.
pub(crate) struct Whole {
    pub(crate) customer: Customer,
    pub(crate) groups: Vec<Code>,
    pub(crate) spent: Vec<Spent>,
}

/// What the audit log shows of a profile: which fields were changed, never what they hold.
#[derive(Serialize)]
struct Shown {
    status: CustomerStatus,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed_fields: Vec<&'static str>,
}

impl Shown {
    fn of(before: &Customer, after: &Customer) -> [Self; 2] {
        let changed_fields = [
            ("email", before.email != after.email),
            ("given_name", before.given_name != after.given_name),
            ("family_name", before.family_name != after.family_name),
            ("locale", before.locale != after.locale),
        ];
        let changed_fields = changed_fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name);
        [
            Self { status: before.status, changed_fields: Vec::new() },
            Self { status: after.status, changed_fields: changed_fields.collect() },
        ]
    }
}

impl App {
    /// The customer who is calling. Who comes for the first time is entered.
    pub(crate) async fn me(
        &self,
        customer_id: CustomerId,
        trace: Option<&TraceParent>,
    ) -> Result<Customer, CustomerError> {
        settle(|| async {
            let write = self.db.write().await?;
            if let Some(known) = store::customer::find(&write, customer_id).await? {
                return Ok(known);
            }
            let customer = Customer::first_seen(customer_id, self.env.now());
            store::customer::insert(&write, &customer).await?;
            store::segment::mark(&write, &[customer_id], self.env.uuid()).await?;
            publish::customer_changed(&write, &self.env, &customer, trace)?;
            write.commit().await?;
            Ok(customer)
        })
        .await
    }

    /// The customer is there, or was entered by [`App::me`].
    pub(crate) async fn edit_customer(
        &self,
        customer_id: CustomerId,
        version: i64,
        edit: Edit,
        trace: Option<&TraceParent>,
    ) -> Result<Customer, CustomerError> {
        let edit = &edit;
        settle(|| async move {
            let write = self.db.write().await?;
            let known = store::customer::find(&write, customer_id).await?;
            let known = known.ok_or(CustomerError::CustomerNotFound(customer_id))?;
            let edited = known.edited(version, edit.clone())?;
            store::customer::update(&write, &edited, self.env.now()).await?;
            let [before, after] = Shown::of(&known, &edited);
            write.changed(customer_id, Some(&before), Some(&after));
            let edited = Customer { version: version + 1, ..edited };
            publish::customer_changed(&write, &self.env, &edited, trace)?;
            write.commit().await?;
            Ok(edited)
        })
        .await
    }

    pub(crate) async fn customers(
        &self,
        wanted: &Wanted,
        page: &PageRequest,
    ) -> Result<Page<Customer>, CustomerError> {
        let after: Option<CustomerId> = page.after_key()?;
        let limit = page.limit.plus_one();
        let reader = self.db.read().await?;
        let customers = match wanted {
            Wanted::All => store::customer::list(&reader, after, limit).await?,
            Wanted::Email(email) => store::customer::list_by_email(&reader, email, after, limit).await?,
            Wanted::Name(name) => {
                store::customer::list_by_name(&reader, &searchable(name.expose()), after, limit).await?
            }
        };
        Ok(Page::from_rows(customers, page.limit, |customer| customer.customer_id))
    }

    /// Somebody who has been here.
    pub(crate) async fn known(&self, customer_id: CustomerId) -> Result<Customer, CustomerError> {
        let reader = self.db.read().await?;
        let known = store::customer::find(&reader, customer_id).await?;
        known.ok_or(CustomerError::CustomerNotFound(customer_id))
    }

    pub(crate) async fn customer(&self, customer_id: CustomerId) -> Result<Whole, CustomerError> {
        let customer = self.known(customer_id).await?;
        let reader = self.db.read().await?;
        let memberships = store::group::memberships(&reader, &[customer_id]).await?;
        let groups = memberships.into_iter().map(|membership| membership.group).collect();
        let spent = store::purchase::spent(&reader, customer_id).await?;
        Ok(Whole { customer, groups, spent })
    }

    pub(crate) async fn groups_of(&self, customer_id: CustomerId) -> Result<Vec<Code>, CustomerError> {
        let reader = self.db.read().await?;
        let memberships = store::group::memberships(&reader, &[customer_id]).await?;
        Ok(memberships.into_iter().map(|membership| membership.group).collect())
    }
}

#[async_trait::async_trait]
impl CustomerApi for App {
    async fn groups(&self, _: &Call, customer_id: CustomerId) -> Result<Vec<Code>, ApiError> {
        Ok(self.groups_of(customer_id).await?)
    }

    async fn profile(&self, _: &Call, customer_id: CustomerId) -> Result<CustomerProfile, ApiError> {
        let Whole { customer, groups, .. } = self.customer(customer_id).await?;
        Ok(CustomerProfile {
            customer_id,
            email: customer.email,
            given_name: customer.given_name,
            family_name: customer.family_name,
            locale: customer.locale,
            status: customer.status,
            groups,
        })
    }
}
