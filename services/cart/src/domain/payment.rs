//! How a cart is to be paid: chosen before the total is final, resolved to amounts when it is.

use cart_contracts::Tender;
use kernel_base::{Money, Secret};
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CustomerId};

use crate::error::CartError;

/// The most ways of paying one cart.
pub(crate) const MAX_TENDERS: usize = 10;

/// One way of paying a part, as the shopper chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TenderChoice {
    pub(crate) provider: Code,
    /// How much; at most one choice leaves it open and takes what the others leave.
    pub(crate) amount: Option<Money>,
    pub(crate) token: Option<Secret<String>>,
}

/// Checks what can be checked before the total is known.
pub(crate) fn check(choices: &[TenderChoice], zero: Money) -> Result<(), CartError> {
    let amounts = choices.iter().filter_map(|choice| choice.amount);
    let wrong = |pointer: String, message| Err(CartError::Invalid { pointer, message });
    if choices.is_empty() || choices.len() > MAX_TENDERS {
        return wrong("/tenders".to_owned(), "tenders must hold 1 to 10 ways of paying");
    }
    if choices.iter().filter(|choice| choice.amount.is_none()).count() > 1 {
        return wrong("/tenders".to_owned(), "only one tender may leave its amount open");
    }
    for (index, amount) in amounts.enumerate() {
        if amount.currency() != zero.currency() {
            return wrong(format!("/tenders/{index}/amount/currency"), "must be the currency of the cart");
        }
        if amount.minor() <= 0 {
            return wrong(format!("/tenders/{index}/amount/amount"), "must be positive");
        }
    }
    Ok(())
}

/// The provider that pays from what the shop owes to a customer: nothing for guests.
pub(crate) const STORE_CREDIT: &str = "store_credit";

/// Who is about to pay. The cart's token alone is not enough for what the shop owes to a customer: a token may have been
/// passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Payer {
    /// Whoever holds the cart's token.
    Somebody,
    /// A customer who has signed in.
    Customer(CustomerId),
    /// Staff or a service, which know for whom they act.
    Agent,
}

/// What the payer of this customer's cart may choose of what the merchant offers.
pub(crate) fn offered_to(payer: Payer, owner: Option<CustomerId>, offered: &[Code]) -> Vec<Code> {
    let own = match payer {
        Payer::Somebody => false,
        Payer::Customer(customer_id) => owner == Some(customer_id),
        Payer::Agent => owner.is_some(),
    };
    offered.iter().filter(|code| own || code.as_str() != STORE_CREDIT).cloned().collect()
}

/// Refuses the first choice of a provider that shoppers may not choose.
pub(crate) fn require_offered(choices: &[TenderChoice], offered: &[Code]) -> Result<(), CartError> {
    choices.iter().enumerate().try_for_each(|(index, choice)| {
        require_provider(&choice.provider, format!("/tenders/{index}/provider"), offered)
    })
}

/// Refuses a provider that shoppers may not choose.
pub(crate) fn require_provider(
    provider: &Code,
    pointer: impl Into<String>,
    offered: &[Code],
) -> Result<(), CartError> {
    if offered.contains(provider) {
        return Ok(());
    }
    Err(CartError::ProviderNotOffered {
        pointer: pointer.into(),
        provider: provider.clone(),
        offered: offered.to_vec(),
    })
}

/// What one provider is to be asked for, out of a total.
pub(crate) fn part_of(total: Money, part: Option<Money>) -> Result<Money, CartError> {
    let wrong = |pointer: &str, message| Err(CartError::Invalid { pointer: pointer.to_owned(), message });
    if total.minor() <= 0 {
        return Err(CartError::NothingToPay);
    }
    match part {
        None => Ok(total),
        Some(part) if part.currency() != total.currency() => {
            wrong("/amount/currency", "must be the currency of the cart")
        }
        Some(part) if !(1..=total.minor()).contains(&part.minor()) => {
            wrong("/amount/amount", "must be more than zero and at most the total of the cart")
        }
        Some(part) => Ok(part),
    }
}

/// The tenders of this total: their amounts sum to it. Nothing is paid when nothing is due.
pub(crate) fn resolve(choices: &[TenderChoice], total: Money) -> Result<Vec<Tender>, CartError> {
    if total.minor() == 0 {
        return Ok(Vec::new());
    }
    let fixed = Money::sum(total.currency(), choices.iter().filter_map(|choice| choice.amount))?;
    let rest = total.checked_sub(fixed)?;
    let open = choices.iter().any(|choice| choice.amount.is_none());
    if rest.minor() < 0 || (rest.minor() > 0) != open {
        return Err(CartError::TendersMismatch);
    }
    let tender = |choice: &TenderChoice| Tender {
        provider: choice.provider.clone(),
        amount: choice.amount.unwrap_or(rest),
        token: choice.token.clone().map(|token| token.into_inner().into()),
    };
    Ok(choices.iter().map(tender).collect())
}

#[cfg(test)]
mod tests {
    use kernel_base::Currency;

    use super::*;

    fn choice(amount: Option<i64>) -> TenderChoice {
        TenderChoice {
            provider: "test".parse().unwrap(),
            amount: amount.map(|minor| Money::new(minor, Currency::EUR)),
            token: None,
        }
    }

    fn resolved(choices: &[Option<i64>], total: i64) -> Option<Vec<i64>> {
        let choices: Vec<_> = choices.iter().map(|amount| choice(*amount)).collect();
        let tenders = resolve(&choices, Money::new(total, Currency::EUR)).ok()?;
        Some(tenders.iter().map(|tender| tender.amount.minor()).collect())
    }

    #[test]
    fn tenders_sum_to_the_total_or_are_refused() {
        assert_eq!(resolved(&[None], 500), Some(vec![500]));
        assert_eq!(resolved(&[Some(200), None], 500), Some(vec![200, 300]));
        assert_eq!(resolved(&[Some(200), Some(300)], 500), Some(vec![200, 300]));
        assert_eq!(resolved(&[Some(200), Some(299)], 500), None);
        assert_eq!(resolved(&[Some(600), None], 500), None);
        assert_eq!(resolved(&[Some(500), None], 500), None, "a tender of nothing");
        assert_eq!(resolved(&[Some(i64::MAX), Some(i64::MAX)], 500), None);
        assert_eq!(resolved(&[None], 0), Some(vec![]));
    }

    #[test]
    fn choices_that_can_never_sum_up_are_refused_at_once() {
        let zero = Money::zero(Currency::EUR);
        assert!(check(&[choice(None)], zero).is_ok());
        assert!(check(&[choice(Some(1)), choice(None)], zero).is_ok());
        assert!(check(&[], zero).is_err());
        assert!(check(&[choice(None), choice(None)], zero).is_err());
        assert!(check(&[choice(Some(-1))], zero).is_err());
        assert!(check(&[choice(Some(1))], Money::zero(Currency::GBP)).is_err());
        assert!(check(&vec![choice(Some(1)); 11], zero).is_err());
    }
}
