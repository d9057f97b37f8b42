//! Staff looks at carts; only shoppers change them.

use kernel_base::{Page, PageRequest};
use shared_contracts::CartId;

use crate::app::{App, WholeCart};
use crate::domain::cart::Cart;
use crate::error::CartError;
use crate::store;
use crate::store::cart::Filter;

impl App {
    pub(crate) async fn list(&self, filter: &Filter, page: &PageRequest) -> Result<Page<Cart>, CartError> {
        let after: Option<CartId> = page.after_key().map_err(CartError::Neighbor)?;
        let reader = self.db.read().await?;
        let carts = store::cart::list(&reader, filter, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(carts, page.limit, |cart| cart.cart_id))
    }

    /// The cart as it is stored: looking at it changes nothing.
    pub(crate) async fn inspect(&self, cart_id: CartId) -> Result<WholeCart, CartError> {
        let reader = self.db.read().await?;
        let (cart, lines) =
            futures::try_join!(store::cart::find(&reader, cart_id), store::line::list(&reader, cart_id))?;
        let cart = cart.ok_or(CartError::CartNotFound(cart_id))?;
        let lines: Vec<_> = lines.into_iter().map(|line| line.in_currency(cart.currency)).collect();
        let variants = self.known_variants(lines.iter().map(|line| line.variant_id)).await?;
        Ok(WholeCart { cart, lines, variants, action: None })
    }
}
