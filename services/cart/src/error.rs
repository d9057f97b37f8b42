//! What can go wrong in a cart, in its own words.

use kernel_base::{ApiError, ErrorKind, FieldError, Money, MoneyError};
use kernel_db::DbError;
use shared_contracts::{CartId, Code, LineId, VariantId};

/// A reason why cart did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CartError {
    /// No such cart, or not for who holds this token.
    #[error("cart {0} not found")]
    CartNotFound(CartId),
    /// No such line.
    #[error("line {0} not found")]
    LineNotFound(LineId),
    /// Catalog never told of this variant.
    #[error("variant {0} is not known")]
    VariantNotFound(VariantId),
    /// Not published in the cart's channel.
    #[error("variant {0} is not sold in this channel")]
    NotSold(VariantId),
    /// No price list has a price.
    #[error("variant {0} has no price")]
    NoPrice(VariantId),
    /// More than a line may hold.
    #[error("a line of variant {0} may hold 1000000 pieces at most")]
    QuantityTooLarge(VariantId),
    /// More taken away than there is.
    #[error("the cart holds fewer pieces of variant {0} than are to be taken away")]
    QuantityBelowZero(VariantId),
    /// Ten thousand are enough.
    #[error("a cart may hold 10000 lines at most")]
    TooManyLines,
    /// The order service is deciding.
    #[error("the cart is being completed and cannot change now")]
    Completing,
    /// It is an order already.
    #[error("the cart was completed and cannot change any more")]
    Completed,
    /// It was left alone for too long.
    #[error("the cart has expired")]
    Expired,
    /// Something is missing before it can be bought.
    #[error("the cart cannot be completed yet; see errors[]")]
    Incomplete(Vec<FieldError>),
    /// Something in it cannot be sold.
    #[error("some of the cart cannot be sold now; see errors[]")]
    NotSellable(Vec<FieldError>),
    /// Not what the shopper agreed to.
    #[error("the cart now comes to {total}; read it again and agree to the new total")]
    TotalChanged {
        /// What it comes to.
        total: Money,
        /// Every warning of the cart.
        told: Vec<FieldError>,
    },
    /// The Idempotency-Key of the last attempt with another request.
    #[error("this Idempotency-Key was used before with another request")]
    KeyReused,
    /// The amounts of the tenders do not sum to the total.
    #[error("the amounts of the tenders do not sum to the total")]
    TendersMismatch,
    /// The merchant does not let shoppers pay this way.
    #[error("{}", not_offered(provider, offered))]
    ProviderNotOffered {
        /// JSON pointer.
        pointer: String,
        /// What was chosen.
        provider: Code,
        /// What may be chosen.
        offered: Vec<Code>,
    },
    /// There is no payment to prepare.
    #[error("the cart comes to nothing, so there is nothing to pay")]
    NothingToPay,
    /// The cart is not being bought, or its payment needs nothing of the shopper.
    #[error("the payment of this cart waits for nothing that the shopper could do")]
    NoPaymentAction,
    /// The order of this cart was rejected.
    #[error("{message}")]
    Rejected {
        /// The rejection's code.
        code: String,
        /// For people.
        message: String,
    },
    /// The method does not take these goods there, or does not exist.
    #[error("this shipping method does not take these goods to this place")]
    ShippingUnavailable,
    /// The merchant holds nothing before the order.
    #[error("this shop holds no goods before they are ordered")]
    HoldNotOffered,
    /// Only staff and services say who the customer is.
    #[error("customer_id and customer_groups may only be set by staff and services")]
    CustomerNotAllowed,
    /// Staff said that nothing is sold to the customer.
    #[error("this shop does not sell to this customer")]
    CustomerBlocked,
    /// These two carts cannot become one.
    #[error("{0}")]
    CannotMerge(&'static str),
    /// What is wrong with the other one of two carts.
    #[error("the other cart: {0}")]
    OfOther(Box<CartError>),
    /// `If-Match` named another version.
    #[error("the cart is now at version {0}; read it again, then decide")]
    VersionMismatch(i64),
    /// Somebody else changed the cart meanwhile: read it again.
    #[error("another request changed the cart at the same time")]
    LostRace,
    /// A value breaks a rule that its type cannot express.
    #[error("{message}")]
    Invalid {
        /// JSON pointer.
        pointer: String,
        /// The rule.
        message: &'static str,
    },
    /// A sum that does not fit.
    #[error("the amounts are too large")]
    Amount(#[from] MoneyError),
    /// Pricing or shipping refused or did not answer.
    #[error("{0}")]
    Neighbor(#[source] ApiError),
    /// The database.
    #[error("database")]
    Database(#[source] DbError),
}

impl CartError {
    /// True when reading again and deciding again may succeed.
    pub(crate) fn lost_race(&self) -> bool {
        match self {
            Self::LostRace => true,
            Self::Database(error) => error.conflict(),
            _ => false,
        }
    }

    /// The same, said of the other one of two carts.
    pub(crate) fn of_other(self) -> Self {
        match self {
            Self::CartNotFound(_) | Self::Completing | Self::Completed | Self::Expired => {
                Self::OfOther(Box::new(self))
            }
            error => error,
        }
    }
}

impl From<DbError> for CartError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("cart_version" | "line_variant_id_key" | "line_pkey") => Self::LostRace,
            _ => Self::Database(error),
        }
    }
}

impl From<CartError> for ApiError {
    fn from(error: CartError) -> Self {
        use ErrorKind::{Conflict, Forbidden, Invalid, NotFound, PreconditionFailed, Unavailable};
        let (kind, code) = match &error {
            CartError::CartNotFound(_) => (NotFound, "cart.not_found"),
            CartError::LineNotFound(_) => (NotFound, "cart.line_not_found"),
            CartError::VariantNotFound(_) => (Invalid, "cart.variant_not_found"),
            CartError::NotSold(_) => (Conflict, "cart.not_published"),
            CartError::NoPrice(_) => (Conflict, "cart.no_price"),
            CartError::QuantityTooLarge(_) => (Invalid, "cart.quantity_too_large"),
            CartError::QuantityBelowZero(_) => (Conflict, "cart.quantity_below_zero"),
            CartError::TooManyLines => (Conflict, "cart.too_many_lines"),
            CartError::Completing => (Conflict, "cart.completing"),
            CartError::Completed => (Conflict, "cart.completed"),
            CartError::Expired => (Conflict, "cart.expired"),
            CartError::Incomplete(_) => (Conflict, "cart.incomplete"),
            CartError::NotSellable(_) => (Conflict, "cart.not_sellable"),
            CartError::KeyReused => (ErrorKind::KeyReused, "request.key_reused"),
            CartError::TotalChanged { .. } => (Conflict, "cart.total_changed"),
            CartError::TendersMismatch => (Conflict, "cart.tenders_mismatch"),
            CartError::ProviderNotOffered { .. } => (Conflict, "cart.provider_not_offered"),
            CartError::NothingToPay => (Conflict, "cart.nothing_to_pay"),
            CartError::NoPaymentAction => (Conflict, "cart.no_payment_action"),
            CartError::ShippingUnavailable => (Conflict, "cart.shipping_unavailable"),
            CartError::HoldNotOffered => (Conflict, "cart.hold_not_offered"),
            CartError::CustomerNotAllowed => (Forbidden, "cart.customer_not_allowed"),
            CartError::CustomerBlocked => (Conflict, "cart.customer_blocked"),
            CartError::CannotMerge(_) => (Conflict, "cart.cannot_merge"),
            CartError::VersionMismatch(_) => (PreconditionFailed, "cart.version_mismatch"),
            CartError::LostRace => (Unavailable, "cart.busy"),
            CartError::Amount(_) => (Invalid, "cart.amount_too_large"),
            CartError::Rejected { code, message } => {
                return Self::conflict(
                    "order.rejected",
                    "the order was rejected; see errors[] for the reason",
                )
                .with_field("", code.clone(), message.clone());
            }
            CartError::Invalid { pointer, message } => {
                return Self::invalid("request.invalid", "the request is invalid").with_field(
                    pointer.clone(),
                    "invalid",
                    *message,
                );
            }
            CartError::OfOther(_) => {
                let CartError::OfOther(error) = error else { return Self::internal() };
                let answer = Self::from(*error);
                let (code, message) = (answer.code.clone(), answer.message.clone());
                return answer.with_field("/cart_id", code, message);
            }
            CartError::Neighbor(error) => return error.clone(),
            CartError::Database(_) => {
                let CartError::Database(error) = error else { return Self::internal() };
                return error.into();
            }
        };
        let mut answer = Self::new(kind, code, error.to_string());
        if let CartError::Incomplete(fields)
        | CartError::NotSellable(fields)
        | CartError::TotalChanged { told: fields, .. } = error
        {
            answer.errors = fields;
            return answer;
        }
        if let CartError::ProviderNotOffered { pointer, .. } = error {
            let message = answer.message.clone();
            return answer.with_field(pointer, "not_offered", message);
        }
        answer
    }
}

fn not_offered(provider: &Code, offered: &[Code]) -> String {
    let offered: Vec<&str> = offered.iter().map(Code::as_str).collect();
    format!("nobody can pay by {provider} here; offered are: {}", offered.join(", "))
}
