//! What can go wrong in shipping, in its own words.

use kernel_base::{ApiError, ErrorKind};
use kernel_db::DbError;
use shared_contracts::{LineId, ShipmentId, ShippingMethodId, ShippingZoneId};

use crate::domain::shipment::MAX_PACKAGES;

/// A reason why shipping did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ShippingError {
    /// No such zone.
    #[error("shipping zone {0} not found")]
    ZoneNotFound(ShippingZoneId),
    /// No such method.
    #[error("shipping method {0} not found")]
    MethodNotFound(ShippingMethodId),
    /// No such shipment.
    #[error("shipment {0} not found")]
    ShipmentNotFound(ShipmentId),
    /// The method does not take these goods there.
    #[error("shipping method {0} does not take these goods to this place")]
    MethodUnavailable(ShippingMethodId),
    /// Codes are unique.
    #[error("another zone or method has this code")]
    CodeTaken,
    /// Rates still use the zone.
    #[error("rates of a method use this zone")]
    ZoneInUse,
    /// A rate names a zone that does not exist.
    #[error("a rate names a zone that does not exist")]
    UnknownZone,
    /// `If-Match` named another version.
    #[error("the version is not the current one; read again, then decide")]
    VersionMismatch,
    /// Goods left already.
    #[error("goods of this shipment have left")]
    AlreadyShipped,
    /// Only an open shipment can be packed and shipped.
    #[error("shipment {0} is not open")]
    ShipmentNotOpen(ShipmentId),
    /// Only a shipped shipment arrives.
    #[error("shipment {0} has not been shipped")]
    ShipmentNotShipped(ShipmentId),
    /// The line is not part of the shipment.
    #[error("line {0} is not part of the shipment")]
    LineNotInShipment(LineId),
    /// More than the shipment holds.
    #[error("line {0} has fewer pieces than that")]
    QuantityTooLarge(LineId),
    /// More than a shipment may have.
    #[error("shipment {0} would have more than {MAX_PACKAGES} packages")]
    TooManyPackages(ShipmentId),
    /// A shipment of nothing.
    #[error("at least one line must be shipped")]
    NothingToShip,
    /// Another request changed the shipment meanwhile.
    #[error("another request changed the shipment at the same time")]
    LostRace,
    /// A value breaks a rule that its type cannot express.
    #[error("{message}")]
    Invalid {
        /// JSON pointer.
        pointer: String,
        /// The rule.
        message: &'static str,
    },
    /// A rate card that cannot be read.
    #[error("rate card: {0}")]
    RateCard(String),
    /// No card of this name comes with the program.
    #[error("no rate card of this name is built in")]
    UnknownRateCard,
    /// The request itself is wrong.
    #[error(transparent)]
    Request(#[from] ApiError),
    /// The database.
    #[error("database")]
    Database(#[source] DbError),
}

impl ShippingError {
    /// True when reading again and deciding again may succeed.
    pub(crate) fn lost_race(&self) -> bool {
        match self {
            Self::LostRace => true,
            Self::Database(error) => error.conflict(),
            _ => false,
        }
    }
}

impl From<DbError> for ShippingError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("zone_code_key" | "method_code_key") => Self::CodeTaken,
            Some("rate_zone_id_fkey") => Self::ZoneInUse,
            Some("version") => Self::VersionMismatch,
            Some("shipment_version") => Self::LostRace,
            _ => Self::Database(error),
        }
    }
}

impl From<ShippingError> for ApiError {
    fn from(error: ShippingError) -> Self {
        use ErrorKind::{Conflict, Invalid, NotFound, PreconditionFailed, Unavailable};
        let (kind, code) = match error {
            ShippingError::ZoneNotFound(_) => (NotFound, "shipping.zone_not_found"),
            ShippingError::MethodNotFound(_) => (NotFound, "shipping.method_not_found"),
            ShippingError::ShipmentNotFound(_) => (NotFound, "shipping.shipment_not_found"),
            ShippingError::UnknownRateCard => (NotFound, "shipping.rate_card_not_found"),
            ShippingError::MethodUnavailable(_) => (Conflict, "shipping.method_unavailable"),
            ShippingError::CodeTaken => (Conflict, "shipping.code_taken"),
            ShippingError::ZoneInUse => (Conflict, "shipping.zone_in_use"),
            ShippingError::AlreadyShipped => (Conflict, "shipping.already_shipped"),
            ShippingError::ShipmentNotOpen(_) => (Conflict, "shipping.shipment_not_open"),
            ShippingError::ShipmentNotShipped(_) => (Conflict, "shipping.shipment_not_shipped"),
            ShippingError::TooManyPackages(_) => (Conflict, "shipping.too_many_packages"),
            ShippingError::VersionMismatch => (PreconditionFailed, "shipping.version_mismatch"),
            ShippingError::LostRace => (Unavailable, "shipping.busy"),
            ShippingError::UnknownZone => (Invalid, "shipping.unknown_zone"),
            ShippingError::LineNotInShipment(_) => (Invalid, "shipping.line_not_in_shipment"),
            ShippingError::QuantityTooLarge(_) => (Invalid, "shipping.quantity_too_large"),
            ShippingError::NothingToShip => (Invalid, "shipping.nothing_to_ship"),
            ShippingError::RateCard(_) => (Invalid, "shipping.rate_card_malformed"),
            ShippingError::Invalid { pointer, message } => {
                return Self::invalid("request.invalid", "the request is invalid")
                    .with_field(pointer, "invalid", message);
            }
            ShippingError::Request(error) => return error,
            ShippingError::Database(error) => return error.into(),
        };
        Self::new(kind, code, error.to_string())
    }
}
