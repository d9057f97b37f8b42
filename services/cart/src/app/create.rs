//! A new cart, empty or filled in one call.

use kernel_base::{Call, Currency, Secret};
use shared_contracts::{ChannelCode, Code, CustomerId};

use crate::app::{App, Contact, WholeCart, record_lines};
use crate::domain::cart::{Cart, ShippingChoice, Status};
use crate::domain::customer::Standing;
use crate::domain::line::{self, Change, Line};
use crate::domain::payment::{self, Payer, TenderChoice};
use crate::domain::recalculation::Stock;
use crate::domain::{token, totals};
use crate::error::CartError;
use crate::store;

/// What a cart may begin with.
#[derive(Debug)]
pub(crate) struct NewCart {
    pub(crate) channel: ChannelCode,
    pub(crate) currency: Currency,
    /// With the groups that were said.
    pub(crate) customer: Option<(CustomerId, Vec<Code>)>,
    pub(crate) contact: Contact,
    pub(crate) changes: Vec<Change>,
    pub(crate) shipping: Option<ShippingChoice>,
    pub(crate) payment: Vec<TenderChoice>,
}

impl App {
    /// Makes a cart and its token, which is told once and stored only as its hash.
    pub(crate) async fn create(
        &self,
        call: &Call,
        new: NewCart,
    ) -> Result<(Secret<String>, WholeCart), CartError> {
        let (now, cart_token) = (self.env.now(), Secret::new(self.env.token()));
        let mut cart = Cart {
            cart_id: self.env.id(),
            token_hash: token::hash(&cart_token),
            customer_id: new.customer.as_ref().map(|(customer_id, _)| *customer_id),
            standing: self.standing(new.customer.as_ref().map(|(customer_id, _)| *customer_id)).await?,
            customer_groups: new.customer.map(|(_, groups)| groups).unwrap_or_default(),
            items: totals::zero(new.currency),
            channel: new.channel,
            currency: new.currency,
            locale: None,
            email: None,
            shipping_address: None,
            billing_address: None,
            shipping: new.shipping,
            payment: new.payment,
            warnings: Vec::new(),
            status: Status::Open,
            attempt: 0,
            attempt_key: None,
            line_count: 0,
            priced_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
            expires_at: now.plus(self.lifetime()),
            hold: None,
        };
        new.contact.apply(&mut cart)?;
        if !cart.payment.is_empty() {
            payment::check(&cart.payment, totals::zero(cart.currency).gross)?;
            // Whose cart it is, the caller's own credentials said.
            let offered = payment::offered_to(Payer::Agent, cart.customer_id, &self.config.payment_providers);
            payment::require_offered(&cart.payment, &offered)?;
        }
        let mut lines = self.first_lines(&new.changes)?;
        let (variants, _) = self.recalculate(call, &mut cart, &mut lines, &Stock::NotAsked).await?;
        for line in &lines {
            super::lines::require_sellable(line, &variants)?;
        }
        if cart.shipping.as_ref().is_some_and(|shipping| shipping.amounts.is_none()) {
            return Err(CartError::ShippingUnavailable);
        }
        let write = self.db.write().await?;
        store::cart::insert(&write, &cart).await?;
        record_lines(&write, cart.cart_id, &[], &lines).await?;
        write.commit().await?;
        Ok((cart_token, WholeCart { cart, lines, variants, action: None }))
    }

    /// Nothing has to be read for guests.
    async fn standing(&self, customer_id: Option<CustomerId>) -> Result<Standing, CartError> {
        let Some(customer_id) = customer_id else { return Ok(Standing::default()) };
        let reader = self.db.read().await?;
        Ok(store::customer::standing(&reader, customer_id).await?)
    }

    fn first_lines(&self, changes: &[Change]) -> Result<Vec<Line>, CartError> {
        let targets = line::targets(&[], changes)?;
        line::count_after(0, &targets)?;
        let ids = self.line_ids(targets.len());
        let line = |(line_id, target): (_, line::Target)| {
            let (variant_id, quantity) = (target.variant_id, target.after?);
            Some(Line { line_id, variant_id, quantity, price: None, warnings: Vec::new() })
        };
        Ok(ids.into_iter().zip(targets).filter_map(line).collect())
    }
}
