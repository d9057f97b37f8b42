//! Customers take their data with them.

use kernel_base::TraceParent;
use shared_contracts::CustomerId;

use crate::app::App;
use crate::domain::address::BookAddress;
use crate::domain::consent::{Consent, MAX_CONSENTS};
use crate::domain::customer::Customer;
use crate::domain::group::Membership;
use crate::domain::purchase::Purchase;
use crate::error::CustomerError;
use crate::store;

/// Everything that is kept here about a customer. What is derived from it, is derived again by whoever wants it.
pub(crate) struct Export {
    pub(crate) customer: Customer,
    pub(crate) addresses: Vec<BookAddress>,
    pub(crate) consents: Vec<Consent>,
    pub(crate) memberships: Vec<Membership>,
    pub(crate) purchases: Vec<Purchase>,
}

impl App {
    pub(crate) async fn export(
        &self,
        customer_id: CustomerId,
        trace: Option<&TraceParent>,
    ) -> Result<Export, CustomerError> {
        let customer = self.me(customer_id, trace).await?;
        let reader = self.db.read().await?;
        Ok(Export {
            customer,
            addresses: store::address::list(&reader, customer_id).await?,
            // More than there can be, even if some that came at the same moment passed the limit together.
            consents: store::consent::list(&reader, customer_id, None, 3 * MAX_CONSENTS).await?,
            memberships: store::group::memberships(&reader, &[customer_id]).await?,
            purchases: store::purchase::list(&reader, customer_id).await?,
        })
    }
}
