//! Orders that staff write: drafts with negotiated prices, edited until they are placed.

use futures::try_join;
use kernel_base::{Call, Money, Personal, Secret, UnitPrice};
use kernel_db::Write;
use kernel_http::{IdempotencyKey, Reply, store_response};
use order_contracts::{Order, OrderCustomer, OrderStatus};
use payment_contracts::TenderRequest;
use serde::Serialize;
use shared_contracts::OrderId;

use super::App;
use super::place::{Placing, placed_stored_line};
use crate::domain::draft::{
    DraftError, DraftOrder, Terms, WantedLine, negotiations, priced, quote_request, resolve,
};
use crate::domain::guest_access::hash_token;
use crate::domain::line::{LineSums, NewLine};
use crate::domain::new_order::NewOrder;
use crate::domain::number;
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::http::draft::CreatedOrder;
use crate::publish::{self, view};
use crate::store;
use crate::store::admission::OrderKey;

/// Lines with prices, and which of those were agreed to by staff.
pub(super) struct Priced {
    pub(super) lines: Vec<NewLine>,
    pub(super) sums: LineSums,
    pub(super) agreed: Vec<Option<UnitPrice>>,
}

/// What the audit log shows of a draft: what it comes to, not who buys.
#[derive(Serialize)]
struct Shown {
    status: OrderStatus,
    items_net: Money,
    items_tax: Money,
    line_count: i32,
}

impl Shown {
    const fn new(status: OrderStatus, sums: &LineSums) -> Self {
        Self { status, items_net: sums.net, items_tax: sums.tax, line_count: sums.line_count }
    }

    const fn of(order: &Order) -> Self {
        let totals = &order.totals;
        let (items_net, items_tax, line_count) = (totals.items_net, totals.items_tax, order.line_count);
        Self { status: order.status, items_net, items_tax, line_count }
    }
}

impl App {
    /// Writes an order; places it at once when staff wants that.
    pub(crate) async fn create_order(
        &self,
        key: &IdempotencyKey,
        actor: &str,
        call: &Call,
        draft: DraftOrder,
    ) -> Result<Reply, OrderError> {
        let order_id: OrderId = self.env.id();
        if draft.place {
            self.require_welcome(&draft.head.customer).await?;
        }
        let counter = self.next_counter(order_id);
        let priced = self.price(call, draft.terms(), draft.lines.clone());
        let (counter, priced) = try_join!(counter, priced)?;
        let now = self.env.now();
        let agreed = negotiations(&priced.lines, &priced.agreed, actor, now);
        let token = Secret::new(self.env.token());
        let order = NewOrder {
            order_id,
            order_number: number::render(&self.config.number_prefixes, &draft.channel, counter),
            external_id: draft.external_id,
            cart_id: None,
            attempt: 1,
            channel: draft.channel,
            currency: draft.currency,
            status: if draft.place { OrderStatus::Pending } else { OrderStatus::Draft },
            customer: draft.head.customer,
            customer_group: draft.head.customer_group,
            country: draft.head.country,
            country_text: draft.head.country_text,
            shipping_address: draft.head.shipping_address,
            billing_address: None,
            shipping_method: None,
            tax_treatment: draft.head.tax_treatment,
            payment_provider: draft.head.payment_provider,
            payment_reference: draft.head.payment_reference,
            shipping_gross: Money::zero(draft.currency),
            shipping_tax: Money::zero(draft.currency),
            shipping_tax_rate: None,
            token_hash: hash_token(&token),
            created_by: actor.to_owned(),
            created_at: now,
            placed_at: draft.place.then_some(now),
            sums: priced.sums,
            lines: priced.lines,
        };
        let shown = Shown::new(order.status, &order.sums);
        let created = CreatedOrder { order: view(&order)?, order_token: token };
        let reply = Reply::json(201, &created)
            .etag(publish::FIRST_VERSION)
            .location(format!("/admin/v1/orders/{order_id}"));
        let write = self.db.write().await?;
        self.record_draft(&write, call, order, created.order).await?;
        store::timeline::insert_agreed(&write, order_id, draft.currency, &agreed).await?;
        write.changed(order_id, None, Some(&shown));
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// New lines for a draft, priced anew, in place of all it had.
    pub(crate) async fn rewrite_lines(
        &self,
        actor: &str,
        call: &Call,
        order_id: OrderId,
        expected_version: i64,
        lines: Vec<WantedLine>,
    ) -> Result<Order, OrderError> {
        match self.try_rewrite_lines(actor, call, order_id, expected_version, lines).await {
            Err(OrderError::LostRace) => Err(self.lost_race(order_id, expected_version).await),
            result => result,
        }
    }

    async fn try_rewrite_lines(
        &self,
        actor: &str,
        call: &Call,
        order_id: OrderId,
        expected_version: i64,
        lines: Vec<WantedLine>,
    ) -> Result<Order, OrderError> {
        let order = self.draft(order_id, expected_version).await?;
        let priced = self.price(call, Terms::of(&order), lines).await?;
        let text = format!("The lines were rewritten: {} now", priced.sums.gross()?);
        let write = self.db.write().await?;
        store::order::rewrite(&write, order_id, order.version, &priced.sums).await?;
        let after = Shown::new(order.status, &priced.sums);
        write.changed(order_id, Some(&Shown::of(&order)), Some(&after));
        self.replace_lines(&write, actor, &order, &priced).await?;
        let entry = Entry::new(order_id, self.env.id(), Kind::LinesChanged, text, actor, self.env.now());
        store::timeline::insert(&write, &[entry]).await?;
        write.commit().await?;
        self.get_order(order_id).await
    }

    /// Places a draft: from now on it goes the way of every order.
    pub(crate) async fn place_order(
        &self,
        key: &IdempotencyKey,
        actor: &str,
        call: &Call,
        order_id: OrderId,
        expected_version: i64,
    ) -> Result<Reply, OrderError> {
        match self.try_place_order(key, actor, call, order_id, expected_version).await {
            Err(OrderError::LostRace) => Err(self.lost_race(order_id, expected_version).await),
            result => result,
        }
    }

    async fn try_place_order(
        &self,
        key: &IdempotencyKey,
        actor: &str,
        call: &Call,
        order_id: OrderId,
        expected_version: i64,
    ) -> Result<Reply, OrderError> {
        let mut order = self.draft(order_id, expected_version).await?;
        self.require_welcome(&order.customer).await?;
        let reader = self.db.read().await?;
        let (lines, reference) = try_join!(
            store::line::find(&reader, &order),
            store::order::draft_payment_reference(&reader, order_id)
        )?;
        drop(reader);
        let now = self.env.now();
        let (read_version, before) = (order.version, Shown::of(&order));
        order.status = OrderStatus::Pending;
        order.placed_at = Some(now);
        order.version += 1;
        let reply = Reply::json(202, &order).etag(order.version);
        let write = self.db.write().await?;
        store::order::place(&write, order_id, read_version, now).await?;
        write.changed(order_id, Some(&before), Some(&Shown::of(&order)));
        let placed = publish::placed(&order, 1, now);
        kernel_messaging::Emit::emit(
            &write,
            &self.env,
            order_id.to_string(),
            order.version,
            call.trace.as_ref(),
            &placed,
        )?;
        store::timeline::insert(&write, &[self.placed_entry(&order, actor, now)]).await?;
        let tenders = self.single_tender(&order, reference);
        let saga = self.place_saga(&order, tenders, lines.iter().map(placed_stored_line).collect(), now);
        self.sagas.start_placing(&write, vec![(saga, call.trace.clone())]).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// The draft as it was read by whoever wants to change it.
    pub(super) async fn draft(&self, order_id: OrderId, expected_version: i64) -> Result<Order, OrderError> {
        let reader = self.db.read().await?;
        let order = store::order::find(&reader, &[order_id]).await?.pop().ok_or(OrderError::NotFound)?;
        if order.status != OrderStatus::Draft {
            return Err(OrderError::NotDraft);
        }
        if order.version != expected_version {
            return Err(OrderError::Changed(order.version));
        }
        Ok(order)
    }

    /// Somebody changed the draft between our read and our write: tells what it is now.
    pub(super) async fn lost_race(&self, order_id: OrderId, expected_version: i64) -> OrderError {
        self.draft(order_id, expected_version).await.err().unwrap_or(OrderError::LostRace)
    }

    async fn record_draft(
        &self,
        write: &Write,
        call: &Call,
        order: NewOrder,
        view: Order,
    ) -> Result<(), OrderError> {
        if order.status == OrderStatus::Pending {
            let tenders = self.single_tender(&view, order.payment_reference.clone());
            return self
                .record_placing(
                    write,
                    &[Placing { order, tenders, trace: call.trace.clone(), held_for: None }],
                )
                .await;
        }
        store::order::insert(write, &[&order]).await?;
        store::line::insert(write, &[(order.order_id, &order.lines)]).await?;
        let text = format!("Draft {} was written: {}", order.order_number, view.totals.total);
        let entry = Entry::new(
            order.order_id,
            self.env.id(),
            Kind::Drafted,
            text,
            &order.created_by,
            order.created_at,
        );
        store::timeline::insert(write, &[entry]).await
    }

    /// Nothing is placed for whom staff blocked. A draft may be written: they may be welcome again when it is placed.
    async fn require_welcome(&self, customer: &OrderCustomer) -> Result<(), OrderError> {
        let Some(customer_id) = customer.customer_id else { return Ok(()) };
        let reader = self.db.read().await?;
        let blocked = store::customer::blocked(&reader, customer_id).await?;
        if blocked { Err(OrderError::CustomerBlocked) } else { Ok(()) }
    }

    /// Staff orders are paid in one way; goods given away in none.
    fn single_tender(&self, order: &Order, reference: Option<String>) -> Vec<TenderRequest> {
        let provider = order.payment_provider.as_ref().filter(|_| order.totals.total.minor() > 0);
        let tender = provider.map(|provider| TenderRequest {
            tender_id: self.env.id(),
            provider: provider.clone(),
            amount: order.totals.total,
            token: None,
            reference: reference.map(Personal::from),
        });
        tender.into_iter().collect()
    }

    async fn next_counter(&self, order_id: OrderId) -> Result<i64, OrderError> {
        let reader = self.db.read().await?;
        let key = OrderKey {
            order_id,
            cart_id: None,
            attempt: 1,
            customer_id: None,
            guest_email: None,
            placed_at: self.env.now(),
        };
        let admitted = store::admission::admit(&reader, &[key]).await?;
        let known = admitted.get(&order_id).map(|admitted| admitted.counter);
        known.ok_or_else(|| OrderError::Corrupt("a new id exists".to_owned()))
    }

    /// Finds the variants and asks pricing; nothing is held open meanwhile.
    pub(super) async fn price(
        &self,
        call: &Call,
        terms: Terms<'_>,
        wanted: Vec<WantedLine>,
    ) -> Result<Priced, OrderError> {
        let keys: Vec<_> = wanted.iter().map(|line| line.variant.clone()).collect();
        let reader = self.db.read().await?;
        let variants = store::variant::find(&reader, &keys).await?;
        drop(reader);
        let agreed = wanted.iter().map(|line| line.negotiated).collect();
        let resolved = resolve(wanted, variants, || self.env.id())?;
        let quote =
            self.pricing.quote(call, quote_request(terms, &resolved)).await.map_err(OrderError::Pricing)?;
        let lines = priced(resolved, &quote)?;
        let sums = LineSums::of(terms.currency, &lines)?;
        if sums.gross()? != quote.totals.gross {
            return Err(DraftError::StrangeQuote.into());
        }
        Ok(Priced { lines, sums, agreed })
    }
}
