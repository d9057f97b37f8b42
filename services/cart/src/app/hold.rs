//! Goods held while the shopper checks out. Whatever the shopper does to a cart that holds, holds it anew as it is then,
//! after the change was written and with no transaction open. Who dies in between loses nothing: the hold ends by itself.

use std::time::Duration;

use kernel_base::{ApiError, Call, FieldError, Secret};
use kernel_db::retry_conflicts;
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{CartId, LineId};
use warehouse_contracts::{HoldForCart, ReleaseForCart, ReserveLine};

use crate::app::App;
use crate::domain::cart::{Cart, Status};
use crate::domain::hold::{Hold, HoldTerms};
use crate::domain::line::Line;
use crate::domain::recalculation::sold;
use crate::error::CartError;
use crate::store;

/// How long the warehouse may take where nobody waits for it.
const UNATTENDED: Duration = Duration::from_secs(5);

/// What the warehouse made of it.
struct Renewed {
    cart: Cart,
    /// Why it did not hold what was asked for.
    refused: Option<ApiError>,
}

impl App {
    /// The shopper begins checkout: everything in the cart is held, or nothing new is.
    pub(crate) async fn hold(
        &self,
        call: &Call,
        (cart_id, token): (CartId, &Secret<String>),
        key: &IdempotencyKey,
        answer: impl Fn(&Cart) -> Reply,
    ) -> Result<Reply, CartError> {
        if self.config.hold_minutes == 0 {
            return Err(CartError::HoldNotOffered);
        }
        let begin = || self.begin_hold(cart_id, token);
        retry_conflicts(begin, CartError::lost_race).await?;
        let renewed = self.renew_hold(call, cart_id).await?;
        if let Some(refusal) = renewed.refused {
            return Err(CartError::Neighbor(refusal));
        }
        let reply = answer(&renewed.cart);
        // Repeated because this was not stored, the request would only hold the same once more.
        let write = self.db.write().await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// Begins a run of holds, unless one lasts.
    async fn begin_hold(&self, cart_id: CartId, token: &Secret<String>) -> Result<(), CartError> {
        let (cart, now) = (self.load_cart(cart_id, token).await?, self.env.now());
        cart.require_open()?;
        cart.require_welcome()?;
        if cart.held_until(now).is_none() {
            let write = self.db.write().await?;
            store::cart::begin_hold(&write, &cart, Some(now), now).await?;
            write.commit().await?;
        }
        Ok(())
    }

    /// The shopper gives back what is held. Said in the cart first: a change that is holding anew meanwhile sees it.
    pub(crate) async fn give_back(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
    ) -> Result<Cart, CartError> {
        let forget = || async {
            let mut cart = self.load_cart(cart_id, token).await?;
            cart.require_open()?;
            if cart.hold.is_some() {
                let write = self.db.write().await?;
                store::cart::begin_hold(&write, &cart, None, self.env.now()).await?;
                write.commit().await?;
                cart.hold = None;
                cart.version += 1;
            }
            Ok(cart)
        };
        let cart = retry_conflicts(forget, CartError::lost_race).await?;
        let release = ReleaseForCart { cart_id };
        self.neighbors.warehouse.release_for_cart(call, release).await.map_err(CartError::Neighbor)?;
        Ok(cart)
    }

    /// After a change: holds the cart as it is now, if it holds at all.
    pub(super) async fn keep_hold(&self, call: &Call, cart: &mut Cart) {
        if cart.held_until(self.env.now()).is_some() {
            self.hold_anew(call, cart).await;
        }
    }

    /// Holds the cart as it is now. The change before it stands whatever comes of this; the cart says when it is not held as
    /// it is.
    pub(super) async fn hold_anew(&self, call: &Call, cart: &mut Cart) {
        if self.config.hold_minutes == 0 {
            return;
        }
        match self.renew_hold(&self.briefly(call), cart.cart_id).await {
            Ok(renewed) => cart.hold = renewed.cart.hold,
            Err(error) => {
                tracing::warn!(%error, cart.id = %cart.cart_id, "the cart could not be held anew");
                let refusal = Some("cart.busy".to_owned());
                cart.hold = cart.hold.take().map(|hold| Hold { refusal, ..hold });
            }
        }
    }

    /// Gives back what carts that ended held. What the warehouse does not hear ends by itself.
    pub(super) async fn drop_holds(&self, call: &Call, ended: &[CartId]) {
        for &cart_id in ended {
            let release = ReleaseForCart { cart_id };
            if let Err(error) = self.neighbors.warehouse.release_for_cart(call, release).await {
                tracing::warn!(code = %error.code, cart.id = %cart_id, "a hold ends at its deadline only");
                return;
            }
        }
    }

    /// A call that no request waits for.
    pub(super) fn unattended(&self) -> Call {
        Call { deadline: self.env.now().plus(UNATTENDED), trace: None }
    }

    /// Asks the warehouse to hold the cart as it is now, until it was held as it was read: two changes at once may ask in
    /// either order, but who asked for an older cart finds its version gone and asks again.
    async fn renew_hold(&self, call: &Call, cart_id: CartId) -> Result<Renewed, CartError> {
        retry_conflicts(|| self.try_renew_hold(call, cart_id), CartError::lost_race).await
    }

    async fn try_renew_hold(&self, call: &Call, cart_id: CartId) -> Result<Renewed, CartError> {
        let (mut cart, lines) = self.read_whole(cart_id).await?;
        let Some(hold) = cart.hold.clone().filter(|_| cart.status == Status::Open) else {
            // Given back or ended meanwhile. A cart that is being completed is another matter: its order takes the hold over.
            if !matches!(cart.status, Status::Completing { .. }) {
                self.drop_holds(call, &[cart_id]).await;
            }
            return Ok(Renewed { cart, refused: None });
        };
        let until = hold.extended(self.env.now(), self.hold_terms());
        let lines = self.goods(&cart, &lines).await?;
        let (next, refused) = if lines.is_empty() {
            self.drop_holds(call, &[cart_id]).await;
            (None, None)
        } else {
            let line_ids: Vec<LineId> = lines.iter().map(|line| line.line_id).collect();
            let request = HoldForCart { cart_id, channel: cart.channel.clone(), lines, until };
            match self.neighbors.warehouse.hold_for_cart(call, request).await {
                Ok(held) => (Some(Hold { until: Some(held.until), refusal: None, ..hold }), None),
                Err(error) => {
                    let refusal = Some(error.code.chars().take(100).collect());
                    (Some(Hold { refusal, ..hold }), Some(of_lines(error, &line_ids)))
                }
            }
        };
        let write = self.db.write().await?;
        store::cart::save_hold(&write, &cart, next.as_ref()).await?;
        write.commit().await?;
        cart.hold = next;
        Ok(Renewed { cart, refused })
    }

    /// What there is to hold: kept in stock, and for sale.
    async fn goods(&self, cart: &Cart, lines: &[Line]) -> Result<Vec<ReserveLine>, CartError> {
        let variants = self.known_variants(lines.iter().map(|line| line.variant_id)).await?;
        let kept = |line: &&Line| {
            variants.get(&line.variant_id).is_some_and(|variant| variant.requires_stock)
                && sold(line, &cart.channel, &variants)
        };
        let goods = lines.iter().filter(kept).map(|line| ReserveLine {
            line_id: line.line_id,
            variant_id: line.variant_id,
            quantity: line.quantity,
            handed_out: false,
        });
        Ok(goods.collect())
    }

    fn hold_terms(&self) -> HoldTerms {
        let minutes = |minutes: u16| Duration::from_secs(60 * u64::from(minutes));
        HoldTerms {
            each: minutes(self.config.hold_minutes),
            longest: minutes(self.config.hold_longest_minutes),
        }
    }
}

/// The warehouse points to the lines it was sent; the shopper knows them by their ids.
fn of_lines(error: ApiError, line_ids: &[LineId]) -> ApiError {
    let pointer = |pointer: &str| {
        let place: usize = pointer.strip_prefix("/lines/")?.parse().ok()?;
        Some(format!("/lines/{}", line_ids.get(place)?))
    };
    let errors = error.errors.into_iter().map(|field| {
        let pointer = pointer(&field.pointer).unwrap_or_else(|| field.pointer.clone());
        FieldError { pointer, ..field }
    });
    ApiError { errors: errors.collect(), ..error }
}
