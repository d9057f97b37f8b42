//! What staff may change of a draft besides its lines.

use kernel_base::Currency;
use order_contracts::{Order, OrderCustomer, TaxTreatment};
use shared_contracts::{Address, ChannelCode, Code, CountryCode};

use super::draft::Terms;

/// A draft without its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftHead {
    pub(crate) customer: OrderCustomer,
    /// Whose prices they get.
    pub(crate) customer_group: Option<Code>,
    pub(crate) country: Option<CountryCode>,
    pub(crate) country_text: Option<String>,
    pub(crate) shipping_address: Option<Address>,
    pub(crate) tax_treatment: TaxTreatment,
    pub(crate) payment_provider: Option<Code>,
    pub(crate) payment_reference: Option<String>,
}

impl DraftHead {
    /// That of a draft that exists; only payment needs the reference, so it is read apart.
    pub(crate) fn of(order: &Order, payment_reference: Option<String>) -> Self {
        Self {
            customer: order.customer.clone(),
            customer_group: order.customer_group.clone(),
            country: order.country.clone(),
            country_text: order.country_text.clone(),
            shipping_address: order.shipping_address.clone(),
            tax_treatment: order.tax_treatment,
            payment_provider: order.payment_provider.clone(),
            payment_reference,
        }
    }

    /// Where and how it is priced.
    pub(crate) fn terms<'a>(&'a self, channel: &'a ChannelCode, currency: Currency) -> Terms<'a> {
        Terms {
            channel,
            currency,
            customer_group: self.customer_group.as_ref(),
            country: self.country.as_ref(),
            address: self.shipping_address.as_ref(),
            tax_treatment: self.tax_treatment,
        }
    }
}

/// Changes of a draft; what is absent stays as it is, and an inner `None` takes away.
#[derive(Debug, Clone, Default)]
pub(crate) struct DraftChanges {
    pub(crate) customer: Option<OrderCustomer>,
    pub(crate) customer_group: Option<Option<Code>>,
    pub(crate) country: Option<Option<CountryCode>>,
    pub(crate) country_text: Option<Option<String>>,
    pub(crate) shipping_address: Option<Option<Address>>,
    pub(crate) tax_treatment: Option<TaxTreatment>,
    /// Provider and reference.
    pub(crate) payment: Option<(Code, Option<String>)>,
}

impl DraftChanges {
    /// The draft with these changes.
    pub(crate) fn apply(self, head: DraftHead) -> DraftHead {
        let (payment_provider, payment_reference) = match self.payment {
            Some((provider, reference)) => (Some(provider), reference),
            None => (head.payment_provider, head.payment_reference),
        };
        DraftHead {
            customer: self.customer.unwrap_or(head.customer),
            customer_group: self.customer_group.unwrap_or(head.customer_group),
            country: self.country.unwrap_or(head.country),
            country_text: self.country_text.unwrap_or(head.country_text),
            shipping_address: self.shipping_address.unwrap_or(head.shipping_address),
            tax_treatment: self.tax_treatment.unwrap_or(head.tax_treatment),
            payment_provider,
            payment_reference,
        }
    }
}
