//! Who buys, whereto, by which delivery, paid how.

use kernel_base::{Call, Secret};
use kernel_db::retry_conflicts;
use shared_contracts::{Address, CartId, Email, Locale, ShippingMethodId};

use crate::app::{App, WholeCart};
use crate::domain::cart::{Cart, ShippingChoice};
use crate::domain::payment::{self, Payer, TenderChoice};
use crate::domain::totals;
use crate::error::CartError;
use crate::store;

/// Whom to write to and where to send; what is not said stays, and what is said to be nothing is taken away.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contact {
    pub(crate) email: Option<Option<Secret<Email>>>,
    pub(crate) locale: Option<Option<Locale>>,
    pub(crate) shipping_address: Option<Option<Address>>,
    pub(crate) billing_address: Option<Option<Address>>,
}

/// How to pay, or none of that; replaces what was chosen before.
#[derive(Debug, Clone)]
pub(crate) struct NewPayment {
    pub(crate) choices: Vec<TenderChoice>,
    pub(crate) payer: Payer,
}

impl Contact {
    pub(crate) fn apply(&self, cart: &mut Cart) -> Result<(), CartError> {
        for (address, pointer) in
            [(&self.shipping_address, "/shipping_address"), (&self.billing_address, "/billing_address")]
        {
            if address.iter().flatten().any(|address| address.validate().is_err()) {
                return Err(CartError::Invalid {
                    pointer: pointer.to_owned(),
                    message: "name, lines and city are needed, and no field may be too long",
                });
            }
        }
        let Self { email, locale, shipping_address, billing_address } = self.clone();
        cart.email = email.unwrap_or_else(|| cart.email.take());
        cart.locale = locale.unwrap_or_else(|| cart.locale.take());
        cart.shipping_address = shipping_address.unwrap_or_else(|| cart.shipping_address.take());
        cart.billing_address = billing_address.unwrap_or_else(|| cart.billing_address.take());
        Ok(())
    }
}

impl App {
    /// Another place may mean other taxes and another price of delivery.
    pub(crate) async fn set_contact(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
        contact: &Contact,
    ) -> Result<WholeCart, CartError> {
        self.change(call, cart_id, token, |cart, _| contact.apply(cart), |_| Ok(())).await
    }

    /// Refused where the method does not take these goods to this place.
    pub(crate) async fn choose_shipping(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
        method_id: ShippingMethodId,
    ) -> Result<WholeCart, CartError> {
        let choose = |cart: &mut Cart, _: &mut Vec<_>| {
            cart.shipping = Some(ShippingChoice::unpriced(method_id));
            Ok(())
        };
        self.change(call, cart_id, token, choose, |cart| match &cart.shipping {
            Some(ShippingChoice { amounts: None, .. }) => Err(CartError::ShippingUnavailable),
            Some(_) | None => Ok(()),
        })
        .await
    }

    /// Then nothing is paid for delivery, and the cart cannot be bought where something is to be shipped.
    pub(crate) async fn forget_shipping(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
    ) -> Result<WholeCart, CartError> {
        let forget = |cart: &mut Cart, _: &mut Vec<_>| {
            cart.shipping = None;
            Ok(())
        };
        self.change(call, cart_id, token, forget, |_| Ok(())).await
    }

    /// Changes no price, so nothing is asked for again.
    pub(crate) async fn choose_payment(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
        chosen: &NewPayment,
    ) -> Result<WholeCart, CartError> {
        let attempt = || async {
            let (mut cart, lines) = self.load(cart_id, token).await?;
            cart.require_open()?;
            if !chosen.choices.is_empty() {
                payment::check(&chosen.choices, totals::zero(cart.currency).gross)?;
                let offered =
                    payment::offered_to(chosen.payer, cart.customer_id, &self.config.payment_providers);
                payment::require_offered(&chosen.choices, &offered)?;
            }
            cart.payment.clone_from(&chosen.choices);
            cart.touch(self.env.now(), self.lifetime());
            let variants = self.known_variants(lines.iter().map(|line| line.variant_id)).await?;
            let write = self.db.write().await?;
            store::cart::update(&write, &cart).await?;
            write.commit().await?;
            cart.version += 1;
            Ok(WholeCart { cart, lines, variants, action: None })
        };
        let mut whole = retry_conflicts(attempt, CartError::lost_race).await?;
        self.keep_hold(call, &mut whole.cart).await;
        Ok(whole)
    }
}
