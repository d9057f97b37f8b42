//! Lines are added, changed and taken away. Only what changes is read, priced and written, unless the delivery's price
//! hangs on the whole cart.

use std::collections::{HashMap, HashSet};

use kernel_base::{Call, Secret, Timestamp};
use kernel_db::{Write, retry_conflicts};
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{CartId, LineId, Quantity, VariantId};

use crate::app::{App, WholeCart};
use crate::domain::cart::Cart;
use crate::domain::line::{self, Change, Line, Target};
use crate::domain::recalculation::{Stock, Variants, items, reprice, sold};
use crate::domain::totals::{minus, plus};
use crate::domain::warning::LineWarning;
use crate::error::CartError;
use crate::store;

/// What came of a change of lines.
#[derive(Debug)]
pub(crate) struct ChangedLines {
    pub(crate) cart: Cart,
    /// Lines that are new or differ.
    pub(crate) lines: Vec<Line>,
    pub(crate) removed: Vec<LineId>,
    pub(crate) variants: Variants,
    /// True when more than lines and sums may differ.
    whole: bool,
}

/// A quantity set by hand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SetQuantity {
    pub(crate) line_id: LineId,
    /// None takes the line away.
    pub(crate) quantity: Option<Quantity>,
    /// The version the shopper saw; none where it does not matter.
    pub(crate) version: Option<i64>,
}

impl App {
    /// Adds pieces to lines or takes them away. Changes of several callers at once all take effect, in any order.
    pub(crate) async fn change_lines(
        &self,
        call: &Call,
        (cart_id, token): (CartId, &Secret<String>),
        changes: &[Change],
        key: &IdempotencyKey,
        answer: fn(&ChangedLines, Timestamp) -> Result<Reply, CartError>,
    ) -> Result<Reply, CartError> {
        let variant_ids: HashSet<VariantId> = changes.iter().map(|change| change.variant_id).collect();
        let variant_ids: Vec<VariantId> = variant_ids.into_iter().collect();
        let attempt = || async {
            let (cart, lines) = self.load_some(cart_id, token, &variant_ids).await?;
            cart.require_open()?;
            let changed = if cart.shipping.is_none() {
                self.change_some(call, cart, line::targets(&lines, changes)?).await?
            } else {
                let (cart, lines) = self.load(cart_id, token).await?;
                cart.require_open()?;
                let targets = line::targets(&lines, changes)?;
                self.change_all(call, cart, lines, targets).await?
            };
            let reply = answer(&changed, self.env.now())?;
            let write = self.db.write().await?;
            changed.record(&write).await?;
            store_response(&write, key, &reply).await?;
            write.commit().await?;
            Ok((changed, reply))
        };
        let (mut changed, reply) = retry_conflicts(attempt, CartError::lost_race).await?;
        if changed.cart.held_until(self.env.now()).is_none() {
            return Ok(reply);
        }
        self.keep_hold(call, &mut changed.cart).await;
        answer(&changed, self.env.now())
    }

    /// Prices only the lines that change and moves the sums by the difference.
    async fn change_some(
        &self,
        call: &Call,
        mut cart: Cart,
        targets: Vec<Target>,
    ) -> Result<ChangedLines, CartError> {
        let variants = self.known_variants(targets.iter().map(|target| target.variant_id)).await?;
        let (mut lines, removed) = self.apply(&targets);
        let wanted: Vec<&Line> = lines.iter().filter(|line| sold(line, &cart.channel, &variants)).collect();
        let priced = self.quote(call, &cart, &wanted).await?;
        reprice(&mut lines, &cart.channel, &variants, &priced.lines, &Stock::NotAsked);
        require_growing_sellable(&targets, &lines, &variants)?;
        let before: Vec<Line> = targets.iter().filter_map(|target| target.before.clone()).collect();
        let moved = minus(items(cart.currency, &lines)?, items(cart.currency, &before)?)?;
        let now = self.env.now();
        if !priced.additive {
            cart.priced_at = None;
        } else if cart.line_count == 0 {
            cart.priced_at = Some(now);
        }
        cart.items = plus(cart.items, moved)?;
        cart.line_count = line::count_after(cart.line_count, &targets)?;
        self.bump(&mut cart);
        Ok(ChangedLines { cart, lines, removed, variants, whole: false })
    }

    /// Prices everything, because the delivery's price hangs on it.
    async fn change_all(
        &self,
        call: &Call,
        mut cart: Cart,
        mut all: Vec<Line>,
        targets: Vec<Target>,
    ) -> Result<ChangedLines, CartError> {
        line::count_after(all.len(), &targets)?;
        let before: HashMap<LineId, Line> = all.iter().map(|line| (line.line_id, line.clone())).collect();
        let (lines, removed) = self.apply(&targets);
        let touched = lines.iter().map(|line| line.line_id).chain(removed.iter().copied());
        let touched: HashSet<LineId> = touched.collect();
        all.retain(|line| !touched.contains(&line.line_id));
        all.extend(lines);
        let (variants, _) = self.recalculate(call, &mut cart, &mut all, &Stock::NotAsked).await?;
        require_growing_sellable(&targets, &all, &variants)?;
        self.bump(&mut cart);
        all.retain(|line| before.get(&line.line_id) != Some(line));
        Ok(ChangedLines { cart, lines: all, removed, variants, whole: true })
    }

    /// Sets the quantity of one line, or takes it away.
    pub(crate) async fn set_quantity(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
        set: SetQuantity,
    ) -> Result<WholeCart, CartError> {
        let change = |cart: &mut Cart, lines: &mut Vec<Line>| {
            if let Some(version) = set.version
                && version != cart.version
            {
                return Err(CartError::VersionMismatch(cart.version));
            }
            let place = lines.iter().position(|line| line.line_id == set.line_id);
            let place = place.ok_or(CartError::LineNotFound(set.line_id))?;
            match set.quantity {
                None => {
                    lines.remove(place);
                }
                Some(quantity) => {
                    let line = &mut lines[place];
                    *line = Line { quantity, price: None, warnings: Vec::new(), ..line.clone() };
                }
            }
            Ok(())
        };
        self.change(call, cart_id, token, change, |_| Ok(())).await
    }

    /// The lines as they shall be, not yet priced, and those that go.
    pub(super) fn apply(&self, targets: &[Target]) -> (Vec<Line>, Vec<LineId>) {
        let (mut lines, mut removed) = (Vec::with_capacity(targets.len()), Vec::new());
        let mut new_ids = self.line_ids(targets.len()).into_iter();
        for target in targets {
            match (&target.before, target.after) {
                (before, Some(quantity)) => lines.push(Line {
                    line_id: before
                        .as_ref()
                        .map(|line| line.line_id)
                        .or_else(|| new_ids.next())
                        .expect("BUG: an id per target"),
                    variant_id: target.variant_id,
                    quantity,
                    price: None,
                    warnings: Vec::new(),
                }),
                (Some(line), None) => removed.push(line.line_id),
                (None, None) => {}
            }
        }
        (lines, removed)
    }

    /// Ids in the order in which their lines shall be shown: those of one millisecond have no order of their own.
    pub(super) fn line_ids(&self, count: usize) -> Vec<LineId> {
        let mut ids: Vec<LineId> = (0..count).map(|_| self.env.id()).collect();
        ids.sort_unstable();
        ids
    }

    fn bump(&self, cart: &mut Cart) {
        cart.touch(self.env.now(), self.lifetime());
        cart.version += 1;
    }

    async fn load_some(
        &self,
        cart_id: CartId,
        token: &Secret<String>,
        variant_ids: &[VariantId],
    ) -> Result<(Cart, Vec<Line>), CartError> {
        let reader = self.db.read().await?;
        let (cart, lines) = futures::try_join!(
            store::cart::find(&reader, cart_id),
            store::line::of_variants(&reader, cart_id, variant_ids)
        )?;
        let cart = cart.ok_or(CartError::CartNotFound(cart_id))?;
        cart.authorize(token)?;
        let lines = lines.into_iter().map(|line| line.in_currency(cart.currency)).collect();
        Ok((cart, lines))
    }
}

impl ChangedLines {
    /// The cart's row first: whoever else is at this cart waits there. Its version was counted up for the answer; what is
    /// written over is the one before.
    async fn record(&self, write: &Write) -> Result<(), CartError> {
        let over = Cart { version: self.cart.version - 1, ..self.cart.clone() };
        if self.whole {
            store::cart::update(write, &over).await?;
        } else {
            store::cart::update_sums(write, &over).await?;
        }
        let lines: Vec<&Line> = self.lines.iter().collect();
        store::line::upsert(write, over.cart_id, &lines).await?;
        store::line::delete(write, over.cart_id, &self.removed).await?;
        Ok(())
    }
}

/// More of something can only be had while it is for sale; less always.
fn require_growing_sellable(
    targets: &[Target],
    lines: &[Line],
    variants: &Variants,
) -> Result<(), CartError> {
    for target in targets.iter().filter(|target| target.grows()) {
        if let Some(line) = lines.iter().find(|line| line.variant_id == target.variant_id) {
            require_sellable(line, variants)?;
        }
    }
    Ok(())
}

/// What was just repriced must be known, published and have a price.
pub(super) fn require_sellable(line: &Line, variants: &Variants) -> Result<(), CartError> {
    if !variants.contains_key(&line.variant_id) {
        Err(CartError::VariantNotFound(line.variant_id))
    } else if line.warnings.contains(&LineWarning::NotPublished) {
        Err(CartError::NotSold(line.variant_id))
    } else if line.price.is_none() {
        Err(CartError::NoPrice(line.variant_id))
    } else {
        Ok(())
    }
}
