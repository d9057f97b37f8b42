//! Stored value: gift cards and store credit. What we owe to a holder, how much of it is held for orders, and what may be
//! done with it. It is decided here, in the transaction of the payment, without asking anybody.

use std::collections::BTreeMap;

use kernel_base::{Currency, Money, Timestamp};
use payment_contracts::refusal;
use sha2::{Digest, Sha256};
use shared_contracts::{CustomerId, GiftCardId, StoreCreditId, TenderId};
use uuid::Uuid;

use super::intent::Intent;
use super::step::{Answer, StepKind, StepRequest, refuse};
use super::tender::Tender;

/// The provider whose tokens are the codes of gift cards.
pub(crate) const GIFT_CARD: &str = "gift_card";
/// The provider that pays from what we owe to the customer.
pub(crate) const STORE_CREDIT: &str = "store_credit";

/// Crockford's: no I, L, O and U, which are misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 16 characters of five bits: nobody guesses one of a million cards.
const CODE_LENGTH: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    GiftCard,
    StoreCredit,
}

impl Kind {
    pub(crate) fn of_provider(code: &str) -> Option<Self> {
        [Self::GiftCard, Self::StoreCredit].into_iter().find(|kind| kind.as_str() == code)
    }

    /// Its stored name, which is its provider's code.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::GiftCard => GIFT_CARD,
            Self::StoreCredit => STORE_CREDIT,
        }
    }
}

/// The code of a gift card as it is compared: nobody keeps the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CodeDigest(pub(crate) [u8; 32]);

impl CodeDigest {
    /// Of a code as a person types it: lower case, with blanks and dashes, with an O for a zero.
    pub(crate) fn of(code: &str) -> Self {
        let letter = |letter: char| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(letter).collect();
        Self(Sha256::digest(plain).into())
    }
}

/// A code of random bytes: `7KQ2-9XNB-…`.
pub(crate) fn code_of(random: [u8; 10]) -> String {
    let mut bits = random.iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let mut code = Vec::with_capacity(CODE_LENGTH + 3);
    for place in 0..CODE_LENGTH {
        if place > 0 && place % 4 == 0 {
            code.push(b'-');
        }
        let letter = usize::try_from(bits & 31).expect("BUG: five bits");
        code.push(ALPHABET[letter]);
        bits >>= 5;
    }
    String::from_utf8(code).expect("BUG: the alphabet is ASCII")
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredValue {
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    pub(crate) currency: Currency,
    /// What we owe.
    pub(crate) balance_minor: i64,
    /// The part of it that orders have authorized.
    pub(crate) held_minor: i64,
    /// Whose store credit.
    pub(crate) customer_id: Option<CustomerId>,
    pub(crate) card: Option<Card>,
    pub(crate) created_by: String,
    pub(crate) created_at: Timestamp,
    /// Balance and hold as they were read; `None` when there is no row yet.
    pub(crate) read: Option<(i64, i64)>,
}

/// What only gift cards have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) digest: CodeDigest,
    pub(crate) last_four: String,
    pub(crate) batch: String,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) disabled_at: Option<Timestamp>,
}

impl StoredValue {
    /// Store credit of nothing yet.
    pub(crate) const fn store_credit(
        id: StoreCreditId,
        customer_id: CustomerId,
        currency: Currency,
        created_by: String,
        now: Timestamp,
    ) -> Self {
        Self {
            id: id.uuid(),
            kind: Kind::StoreCredit,
            currency,
            balance_minor: 0,
            held_minor: 0,
            customer_id: Some(customer_id),
            card: None,
            created_by,
            created_at: now,
            read: None,
        }
    }

    /// What it calls itself.
    pub(crate) fn name(&self) -> String {
        match self.kind {
            Kind::GiftCard => GiftCardId::from_uuid(self.id).to_string(),
            Kind::StoreCredit => StoreCreditId::from_uuid(self.id).to_string(),
        }
    }

    pub(crate) const fn balance(&self) -> Money {
        Money::new(self.balance_minor, self.currency)
    }

    /// What can be spent on a further order.
    pub(crate) fn available(&self, now: Timestamp) -> Money {
        let minor = if self.usable(now) { self.balance_minor - self.held_minor } else { 0 };
        Money::new(minor, self.currency)
    }

    /// Neither expired nor disabled. What is held already is honored all the same, and refunds still arrive.
    pub(crate) fn usable(&self, now: Timestamp) -> bool {
        self.card.as_ref().is_none_or(|card| {
            card.disabled_at.is_none() && card.expires_at.is_none_or(|expires_at| now < expires_at)
        })
    }

    /// What has changed since it was read.
    pub(crate) fn difference(&self) -> (i64, i64) {
        let (balance, held) = self.read.unwrap_or_default();
        (self.balance_minor - balance, self.held_minor - held)
    }

    /// Adds, or takes what is not held.
    pub(crate) fn adjust(&mut self, minor: i64) -> bool {
        match self.balance_minor.checked_add(minor) {
            Some(balance) if balance >= self.held_minor => {
                self.balance_minor = balance;
                true
            }
            Some(_) | None => false,
        }
    }

    fn decide(&mut self, kind: StepKind, amount: Money, now: Timestamp) -> Answer {
        let minor = amount.minor();
        if amount.currency() != self.currency {
            return unusable();
        }
        match kind {
            StepKind::Authorize if !self.usable(now) => return unusable(),
            StepKind::Authorize if minor > self.available(now).minor() => return insufficient(),
            StepKind::Authorize => self.held_minor += minor,
            StepKind::Capture => {
                self.held_minor -= minor;
                self.balance_minor -= minor;
            }
            StepKind::Void => self.held_minor -= minor,
            StepKind::Refund if !self.adjust(minor) => return insufficient(),
            StepKind::Refund => {}
        }
        Answer::Done { reference: self.name() }
    }
}

fn unusable() -> Answer {
    refuse(refusal::GIFT_CARD_UNUSABLE, "the gift card cannot be used for this payment")
}

fn insufficient() -> Answer {
    refuse(refusal::INSUFFICIENT_FUNDS, "the balance is not enough")
}

/// The stored value behind a name.
pub(crate) fn parse(name: &str) -> Option<Uuid> {
    let card = name.parse::<GiftCardId>().ok().map(GiftCardId::uuid);
    card.or_else(|| name.parse::<StoreCreditId>().ok().map(StoreCreditId::uuid))
}

/// The stored value that pays a tender, once it does.
pub(crate) fn of(tender: &Tender) -> Option<Uuid> {
    Kind::of_provider(tender.provider.as_str())?;
    parse(tender.provider_reference.as_deref()?)
}

/// True when stored value pays the tender: nobody has to be asked about its steps.
pub(crate) fn pays(intent: &Intent, tender_id: TenderId) -> bool {
    intent.tender(tender_id).is_some_and(|tender| Kind::of_provider(tender.provider.as_str()).is_some())
}

/// The stored values that a unit of work may move.
#[derive(Debug, Default)]
pub(crate) struct StoredValues(BTreeMap<Uuid, StoredValue>);

impl StoredValues {
    /// What is known already stays as it is: it may have been moved.
    pub(crate) fn add(&mut self, values: impl IntoIterator<Item = StoredValue>) {
        for value in values {
            self.0.entry(value.id).or_insert(value);
        }
    }

    /// The customer's credit in a currency, made when there is none.
    pub(crate) fn credit_of(
        &mut self,
        customer_id: CustomerId,
        currency: Currency,
        new: impl FnOnce() -> StoredValue,
    ) -> &mut StoredValue {
        let id = self.held_by(customer_id, currency).unwrap_or_else(|| {
            let value = new();
            let id = value.id;
            self.0.insert(id, value);
            id
        });
        self.0.get_mut(&id).expect("BUG: just found")
    }

    fn held_by(&self, customer_id: CustomerId, currency: Currency) -> Option<Uuid> {
        let fits =
            |value: &&StoredValue| value.customer_id == Some(customer_id) && value.currency == currency;
        self.0.values().find(fits).map(|value| value.id)
    }

    /// Decides a step of a tender that stored value pays; `None` when somebody else has to.
    pub(crate) fn decide(
        &mut self,
        provider: &str,
        (kind, request): (StepKind, &StepRequest),
        customer_id: Option<CustomerId>,
        now: Timestamp,
    ) -> Option<Answer> {
        let pays = Kind::of_provider(provider)?;
        let id = match (kind, pays) {
            (StepKind::Authorize, Kind::GiftCard) => {
                let digest = CodeDigest::of(request.token.as_ref().map_or("", |token| token.expose()));
                let is_it =
                    |value: &&StoredValue| value.card.as_ref().is_some_and(|card| card.digest == digest);
                self.0.values().find(is_it).map(|value| value.id)
            }
            (StepKind::Authorize, Kind::StoreCredit) => {
                customer_id.and_then(|customer_id| self.held_by(customer_id, request.amount.currency()))
            }
            (StepKind::Capture | StepKind::Void | StepKind::Refund, _) => {
                request.authorization.as_deref().and_then(parse)
            }
        };
        match (id.and_then(|id| self.0.get_mut(&id)), kind, pays) {
            (Some(value), ..) => Some(value.decide(kind, request.amount, now)),
            (None, StepKind::Authorize, Kind::GiftCard) => Some(unusable()),
            (None, StepKind::Authorize, Kind::StoreCredit) => Some(insufficient()),
            (None, StepKind::Capture | StepKind::Void | StepKind::Refund, _) => None,
        }
    }

    /// Those that were made or moved, by id: two transactions meet rows in the same order.
    pub(crate) fn changed(&self) -> Vec<&StoredValue> {
        self.0.values().filter(|value| value.read.is_none() || value.difference() != (0, 0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_700_000_000_000_000);

    fn card(balance_minor: i64) -> StoredValue {
        let card = Card {
            digest: CodeDigest::of("7KQ2"),
            last_four: "9XNB".to_owned(),
            batch: "test".to_owned(),
            expires_at: None,
            disabled_at: None,
        };
        StoredValue {
            id: Uuid::from_u128(1),
            kind: Kind::GiftCard,
            currency: Currency::EUR,
            balance_minor,
            held_minor: 0,
            customer_id: None,
            card: Some(card),
            created_by: String::new(),
            created_at: NOW,
            read: Some((balance_minor, 0)),
        }
    }

    #[test]
    fn codes_are_long_and_forgiving() {
        let code = code_of([0, 17, 34, 51, 68, 85, 102, 119, 136, 153]);
        assert_eq!(code.len(), 19);
        assert_ne!(code, code_of([1, 17, 34, 51, 68, 85, 102, 119, 136, 153]));
        let typed = code.to_lowercase().replace('-', " ").replace('0', "o");
        assert_eq!(CodeDigest::of(&typed), CodeDigest::of(&code));
        assert_eq!(CodeDigest::of("il"), CodeDigest::of("11"));
    }

    #[test]
    fn what_is_expired_or_disabled_holds_nothing_new_and_honors_what_it_held() {
        let euro = |minor| Money::new(minor, Currency::EUR);
        let mut value = card(100);
        assert!(matches!(value.decide(StepKind::Authorize, euro(40), NOW), Answer::Done { .. }));
        value.card.as_mut().unwrap().expires_at = Some(NOW);
        assert_eq!(value.available(NOW), euro(0));
        assert!(matches!(value.decide(StepKind::Authorize, euro(1), NOW), Answer::Refused(_)));
        assert!(matches!(value.decide(StepKind::Capture, euro(40), NOW), Answer::Done { .. }));
        assert!(matches!(value.decide(StepKind::Refund, euro(10), NOW), Answer::Done { .. }));
        assert_eq!((value.balance_minor, value.held_minor, value.difference()), (70, 0, (-30, 0)));
        let pounds = Money::new(1, Currency::GBP);
        assert!(matches!(card(100).decide(StepKind::Authorize, pounds, NOW), Answer::Refused(_)));
    }

    proptest! {
        #[test]
        fn what_is_held_is_always_there(moves in prop::collection::vec((0_u8..5, 1_i64..60), 1..60)) {
            let mut value = card(100);
            for (kind, minor) in moves {
                let held = value.held_minor;
                let amount = |minor| Money::new(minor, Currency::EUR);
                match kind {
                    0 => { value.decide(StepKind::Authorize, amount(minor), NOW); }
                    1 => { value.decide(StepKind::Capture, amount(minor.min(held)), NOW); }
                    2 => { value.decide(StepKind::Void, amount(minor.min(held)), NOW); }
                    3 => { value.decide(StepKind::Refund, amount(minor), NOW); }
                    _ => { value.adjust(-minor); }
                }
                prop_assert!(0 <= value.held_minor && value.held_minor <= value.balance_minor);
            }
        }
    }
}
