//! Gift cards and store credit: issued, given, looked at, disabled. They are spent and filled up by payments.

use std::collections::BTreeSet;

use kernel_base::{Money, Page, PageRequest, Secret, Timestamp};
use kernel_db::{GenericClient, retry_conflicts};
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{CustomerId, GiftCardId, StoreCreditId};
use uuid::Uuid;

use super::App;
use crate::domain::ledger::{Transfer, stored_value_transfer};
use crate::domain::stored_value::{Card, CodeDigest, Kind, StoredValue, StoredValues, code_of};
use crate::error::PaymentError;
use crate::store;
use crate::store::stored_value::{Filter, Movement};

/// The most gift cards of one request.
pub(crate) const MOST_CARDS: u16 = 500;
/// Far above any card and far below an overflow of a sum of millions of them.
pub(crate) const LARGEST_MINOR: i64 = 1_000_000_000;
/// So many movements of a balance are shown.
const MOVEMENTS_SHOWN: i64 = 100;

/// What staff wants issued.
#[derive(Debug, Clone)]
pub(crate) struct NewGiftCards {
    pub(crate) batch: String,
    pub(crate) count: u16,
    pub(crate) amount: Money,
    pub(crate) expires_at: Option<Timestamp>,
}

/// Store credit that staff gives, or (negative) takes back.
#[derive(Debug, Clone)]
pub(crate) struct NewStoreCredit {
    pub(crate) customer_id: CustomerId,
    pub(crate) amount: Money,
    pub(crate) reason: String,
}

/// A balance with what moved it last.
pub(crate) struct History {
    pub(crate) value: StoredValue,
    pub(crate) movements: Vec<Movement>,
}

/// What the audit log shows of stored value.
#[derive(Serialize)]
struct Shown {
    balance: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disabled_at: Option<Timestamp>,
}

impl Shown {
    fn of(value: &StoredValue) -> Self {
        let card = value.card.as_ref();
        Self {
            balance: value.balance(),
            batch: card.map(|card| card.batch.clone()),
            count: None,
            disabled_at: card.and_then(|card| card.disabled_at),
        }
    }
}

impl App {
    pub(crate) fn now(&self) -> Timestamp {
        self.env.now()
    }

    /// Issues gift cards and answers their codes, which nobody can read afterwards. A batch that exists is refused: a
    /// request that came twice issues nothing twice.
    pub(crate) async fn issue_gift_cards(
        &self,
        new: &NewGiftCards,
        created_by: &str,
    ) -> Result<Vec<(StoredValue, Secret<String>)>, PaymentError> {
        let now = self.env.now();
        check_new_cards(new, now)?;
        let cards: Vec<_> = (0..new.count).map(|_| self.new_card(new, created_by, now)).collect();
        let write = self.db.write().await?;
        let values: Vec<&StoredValue> = cards.iter().map(|(card, _)| card).collect();
        store::stored_value::save(&write, &values, now).await?;
        let issue = |card: &&StoredValue| {
            stored_value_transfer((Kind::GiftCard, card.id), card.name(), card.balance(), None)
        };
        let transfers: Vec<Transfer> = values.iter().filter_map(issue).collect();
        store::ledger::book(&write, &transfers.iter().collect::<Vec<_>>(), now).await?;
        let shown = Shown {
            balance: new.amount,
            batch: Some(new.batch.clone()),
            count: Some(new.count),
            disabled_at: None,
        };
        write.changed(&new.batch, None, Some(&shown));
        write.commit().await?;
        Ok(cards)
    }

    fn new_card(
        &self,
        new: &NewGiftCards,
        created_by: &str,
        now: Timestamp,
    ) -> (StoredValue, Secret<String>) {
        let code = code_of(self.random());
        let last_four = code[code.len() - 4..].to_owned();
        let card = Card {
            digest: CodeDigest::of(&code),
            last_four,
            batch: new.batch.clone(),
            expires_at: new.expires_at,
            disabled_at: None,
        };
        let id: GiftCardId = self.env.id();
        let value = StoredValue {
            id: id.uuid(),
            kind: Kind::GiftCard,
            currency: new.amount.currency(),
            balance_minor: new.amount.minor(),
            held_minor: 0,
            customer_id: None,
            card: Some(card),
            created_by: created_by.to_owned(),
            created_at: now,
            read: None,
        };
        (value, Secret::new(code))
    }

    fn random(&self) -> [u8; 10] {
        let token = self.env.token();
        let byte = |place: usize| u8::from_str_radix(&token[place * 2..place * 2 + 2], 16);
        std::array::from_fn(|place| byte(place).expect("BUG: a token is hexadecimal"))
    }

    /// Gives store credit, or takes back what is not held for an order.
    pub(crate) async fn give_store_credit(
        &self,
        key: &IdempotencyKey,
        new: &NewStoreCredit,
        created_by: &str,
        render: impl Fn(&StoredValue) -> Reply,
    ) -> Result<Reply, PaymentError> {
        if new.amount.minor() == 0 || new.amount.minor().unsigned_abs() > LARGEST_MINOR.unsigned_abs() {
            return Err(PaymentError::Field(
                "/amount/amount",
                "out_of_range",
                "must not be zero, nor too large",
            ));
        }
        if !(1..=500).contains(&new.reason.trim().chars().count()) {
            return Err(PaymentError::Field("/reason", "required", "has 1 to 500 characters"));
        }
        let (id, reference): (StoreCreditId, Uuid) = (self.env.id(), self.env.uuid());
        let attempt = || async {
            let now = self.env.now();
            let write = self.db.write().await?;
            let mut values = StoredValues::default();
            values.add(store::stored_value::of_customers(&write, &[new.customer_id]).await?);
            let (customer_id, currency) = (new.customer_id, new.amount.currency());
            let open = || StoredValue::store_credit(id, customer_id, currency, created_by.to_owned(), now);
            let value = values.credit_of(customer_id, currency, open);
            let before = Shown::of(value);
            if !value.adjust(new.amount.minor()) {
                return Err(PaymentError::ExceedsStoreCredit);
            }
            let reason = Some(new.reason.trim().to_owned());
            let moved = (Kind::StoreCredit, value.id);
            let transfer = stored_value_transfer(moved, reference.to_string(), new.amount, reason);
            let reply = render(value);
            write.changed(value.name(), Some(&before), Some(&Shown::of(value)));
            store::stored_value::save(&write, &values.changed(), now).await?;
            store::ledger::book(&write, &transfer.iter().collect::<Vec<_>>(), now).await?;
            store_response(&write, key, &reply).await?;
            write.commit().await?;
            Ok(reply)
        };
        retry_conflicts(attempt, PaymentError::raced).await
    }

    /// From now on nothing new is paid with the card. Repeating it changes nothing.
    pub(crate) async fn disable_gift_card(
        &self,
        key: &IdempotencyKey,
        id: GiftCardId,
        render: impl Fn(&StoredValue) -> Reply,
    ) -> Result<Reply, PaymentError> {
        let now = self.env.now();
        let write = self.db.write().await?;
        let mut value = self.stored_value(&write, Kind::GiftCard, id.uuid()).await?;
        let before = Shown::of(&value);
        if let Some(card) = &mut value.card {
            card.disabled_at.get_or_insert(now);
        }
        let reply = render(&value);
        write.changed(id, Some(&before), Some(&Shown::of(&value)));
        store::stored_value::disable(&write, value.id, now).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    async fn stored_value(
        &self,
        client: &impl GenericClient,
        kind: Kind,
        id: Uuid,
    ) -> Result<StoredValue, PaymentError> {
        let found = store::stored_value::find(client, &BTreeSet::from([id])).await?;
        let missing = || match kind {
            Kind::GiftCard => PaymentError::GiftCardNotFound,
            Kind::StoreCredit => PaymentError::StoreCreditNotFound,
        };
        found.into_iter().find(|value| value.kind == kind).ok_or_else(missing)
    }

    /// A balance with its history.
    pub(crate) async fn stored_value_history(&self, kind: Kind, id: Uuid) -> Result<History, PaymentError> {
        let reader = self.db.read().await?;
        let value = self.stored_value(&reader, kind, id).await?;
        let movements = store::stored_value::movements(&reader, &value, MOVEMENTS_SHOWN).await?;
        Ok(History { value, movements })
    }

    /// Newest first.
    pub(crate) async fn list_stored_values(
        &self,
        kind: Kind,
        filter: &Filter,
        page: &PageRequest,
    ) -> Result<Page<StoredValue>, PaymentError> {
        let after = page.after_key::<Uuid>().map_err(PaymentError::Request)?;
        let reader = self.db.read().await?;
        let values = store::stored_value::list(&reader, kind, filter, after, page.limit).await?;
        Ok(Page::from_rows(values, page.limit, |value| value.id))
    }

    /// A customer's store credit in every currency, with its history.
    pub(crate) async fn store_credit_of(
        &self,
        customer_id: CustomerId,
    ) -> Result<Vec<History>, PaymentError> {
        let reader = self.db.read().await?;
        let values = store::stored_value::of_customers(&reader, &[customer_id]).await?;
        let mut histories = Vec::with_capacity(values.len());
        for value in values {
            let movements = store::stored_value::movements(&reader, &value, MOVEMENTS_SHOWN).await?;
            histories.push(History { value, movements });
        }
        Ok(histories)
    }

    /// The gift card with this code.
    pub(crate) async fn gift_card_by_code(&self, code: &Secret<String>) -> Result<StoredValue, PaymentError> {
        let reader = self.db.read().await?;
        let digest = BTreeSet::from([CodeDigest::of(code.expose())]);
        let found = store::stored_value::by_codes(&reader, &digest).await?;
        found.into_iter().next().ok_or(PaymentError::GiftCardNotFound)
    }
}

fn check_new_cards(new: &NewGiftCards, now: Timestamp) -> Result<(), PaymentError> {
    if !(1..=MOST_CARDS).contains(&new.count) {
        return Err(PaymentError::Field("/count", "out_of_range", "must be 1 to 500"));
    }
    if !(1..=LARGEST_MINOR).contains(&new.amount.minor()) {
        return Err(PaymentError::Field(
            "/amount/amount",
            "out_of_range",
            "must be positive, and not too large",
        ));
    }
    if !(1..=100).contains(&new.batch.trim().chars().count()) {
        return Err(PaymentError::Field("/batch", "required", "has 1 to 100 characters"));
    }
    if new.expires_at.is_some_and(|expires_at| expires_at <= now) {
        return Err(PaymentError::Field("/expires_at", "out_of_range", "must be in the future"));
    }
    Ok(())
}
