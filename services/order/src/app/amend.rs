//! Changing drafts: who buys, where it goes, how it is taxed and paid.

use futures::try_join;
use kernel_base::{Call, Money};
use kernel_db::Write;
use order_contracts::{Order, TaxTreatment};
use serde::Serialize;
use shared_contracts::{Code, OrderId};

use super::App;
use super::draft::Priced;
use crate::domain::amend::{DraftChanges, DraftHead};
use crate::domain::draft::{Terms, VariantKey, WantedLine, negotiations};
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::store;

/// What the audit log shows of a draft: of what says something about a person, only that it was changed.
#[derive(Serialize)]
struct Shown<'a> {
    customer_group: Option<&'a Code>,
    tax_treatment: TaxTreatment,
    payment_provider: Option<&'a Code>,
    items_net: Money,
    items_tax: Money,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed_fields: Vec<&'static str>,
}

impl<'a> Shown<'a> {
    const fn new(head: &'a DraftHead, (items_net, items_tax): (Money, Money)) -> Self {
        Self {
            customer_group: head.customer_group.as_ref(),
            tax_treatment: head.tax_treatment,
            payment_provider: head.payment_provider.as_ref(),
            items_net,
            items_tax,
            changed_fields: Vec::new(),
        }
    }
}

fn personal_changes(before: &DraftHead, after: &DraftHead) -> Vec<&'static str> {
    let fields = [
        ("customer", before.customer != after.customer),
        ("country", before.country != after.country || before.country_text != after.country_text),
        ("shipping_address", before.shipping_address != after.shipping_address),
        ("payment_reference", before.payment_reference != after.payment_reference),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

impl App {
    /// Changes a draft. Its lines are priced anew when that changes the terms; what was negotiated stays.
    pub(crate) async fn amend_draft(
        &self,
        actor: &str,
        call: &Call,
        order_id: OrderId,
        expected_version: i64,
        changes: DraftChanges,
    ) -> Result<Order, OrderError> {
        match self.try_amend(actor, call, order_id, expected_version, changes).await {
            Err(OrderError::LostRace) => Err(self.lost_race(order_id, expected_version).await),
            result => result,
        }
    }

    async fn try_amend(
        &self,
        actor: &str,
        call: &Call,
        order_id: OrderId,
        expected_version: i64,
        changes: DraftChanges,
    ) -> Result<Order, OrderError> {
        let order = self.draft(order_id, expected_version).await?;
        let reader = self.db.read().await?;
        let reference = store::order::draft_payment_reference(&reader, order_id).await?;
        drop(reader);
        let before = DraftHead::of(&order, reference);
        let head = changes.apply(before.clone());
        if head == before {
            return self.get_order(order_id).await;
        }
        let terms = head.terms(&order.channel, order.currency);
        let repriced = if terms == Terms::of(&order) {
            None
        } else {
            let wanted = self.wanted_again(&order).await?;
            Some(self.price(call, terms, wanted).await?)
        };
        let (net, tax) =
            repriced.as_ref().map_or((order.totals.items_net, order.totals.items_tax), |priced| {
                (priced.sums.net, priced.sums.tax)
            });
        let text = format!("The draft was changed: {} now", net.checked_add(tax)?);
        let write = self.db.write().await?;
        store::order::amend(&write, order_id, order.version, &head, (net, tax)).await?;
        let (old, new) = (
            Shown::new(&before, (order.totals.items_net, order.totals.items_tax)),
            Shown::new(&head, (net, tax)),
        );
        write.changed(
            order_id,
            Some(&old),
            Some(&Shown { changed_fields: personal_changes(&before, &head), ..new }),
        );
        if let Some(priced) = repriced {
            self.replace_lines(&write, actor, &order, &priced).await?;
        }
        let entry = Entry::new(order_id, self.env.id(), Kind::DraftChanged, text, actor, self.env.now());
        store::timeline::insert(&write, &[entry]).await?;
        write.commit().await?;
        self.get_order(order_id).await
    }

    /// The lines of a draft as staff wrote them.
    async fn wanted_again(&self, order: &Order) -> Result<Vec<WantedLine>, OrderError> {
        let reader = self.db.read().await?;
        let (lines, negotiated) = try_join!(
            store::line::find(&reader, order),
            store::timeline::negotiated_lines(&reader, order.order_id)
        )?;
        let wanted = |line: order_contracts::OrderLine| WantedLine {
            variant: VariantKey::Id(line.variant_id),
            quantity: line.quantity,
            negotiated: negotiated.contains(&line.line_id).then_some(line.unit_price),
            title: Some(line.title),
        };
        Ok(lines.into_iter().map(|stored| wanted(stored.line)).collect())
    }

    /// Other lines for a draft, in place of all it had, and who agreed to which of their prices.
    pub(super) async fn replace_lines(
        &self,
        write: &Write,
        actor: &str,
        order: &Order,
        priced: &Priced,
    ) -> Result<(), OrderError> {
        let agreed = negotiations(&priced.lines, &priced.agreed, actor, self.env.now());
        store::line::delete(write, order.order_id).await?;
        store::line::insert(write, &[(order.order_id, &priced.lines)]).await?;
        store::timeline::insert_agreed(write, order.order_id, order.currency, &agreed).await
    }
}
