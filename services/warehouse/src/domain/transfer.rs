//! Stock on its way between two locations.

use kernel_base::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{StockLocationId, TransferId, VariantId};

/// Where a transfer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TransferStatus {
    /// Being prepared: no stock moved.
    Draft,
    /// The pieces left their location.
    Shipped,
    /// Every piece arrived.
    Received,
    /// Ended with pieces that never arrived.
    Closed,
    /// Given up before it was shipped.
    Cancelled,
}

impl TransferStatus {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Shipped => "shipped",
            Self::Received => "received",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Draft, Self::Shipped, Self::Received, Self::Closed, Self::Cancelled]
            .into_iter()
            .find(|status| status.as_str() == text)
    }
}

/// Pieces of one variant on a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct TransferLine {
    pub(crate) variant_id: VariantId,
    pub(crate) quantity: i64,
    pub(crate) received: i64,
}

/// Stock on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Transfer {
    pub(crate) transfer_id: TransferId,
    pub(crate) from_location_id: StockLocationId,
    pub(crate) to_location_id: StockLocationId,
    pub(crate) status: TransferStatus,
    #[serde(skip)]
    pub(crate) note: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) shipped_at: Option<Timestamp>,
    pub(crate) ended_at: Option<Timestamp>,
    pub(crate) version: i64,
    pub(crate) lines: Vec<TransferLine>,
}

/// Why a transfer does not change as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TransferError {
    #[error("transfer {0} is {status}", status = .1.as_str())]
    WrongStatus(TransferId, TransferStatus),
    #[error("variant {0} is not on the transfer")]
    NoSuchLine(VariantId),
    #[error("only {open} of variant {variant_id} are still to arrive")]
    TooMany { variant_id: VariantId, open: i64 },
}

impl Transfer {
    /// The pieces leave; the caller books them out.
    pub(crate) fn ship(&mut self, now: Timestamp) -> Result<(), TransferError> {
        self.require(TransferStatus::Draft)?;
        self.status = TransferStatus::Shipped;
        self.shipped_at = Some(now);
        Ok(())
    }

    /// Some pieces arrive; the caller books them in. The last ones end the transfer.
    pub(crate) fn receive(
        &mut self,
        arrived: &[(VariantId, i64)],
        now: Timestamp,
    ) -> Result<(), TransferError> {
        self.require(TransferStatus::Shipped)?;
        for &(variant_id, pieces) in arrived {
            let line = self.lines.iter_mut().find(|line| line.variant_id == variant_id);
            let line = line.ok_or(TransferError::NoSuchLine(variant_id))?;
            let open = line.quantity - line.received;
            if pieces > open {
                return Err(TransferError::TooMany { variant_id, open });
            }
            line.received += pieces;
        }
        if self.lines.iter().all(|line| line.received == line.quantity) {
            self.status = TransferStatus::Received;
            self.ended_at = Some(now);
        }
        Ok(())
    }

    /// A draft is given up; of a shipped one, what has not arrived never will.
    pub(crate) fn close(&mut self, now: Timestamp) -> Result<(), TransferError> {
        self.status = match self.status {
            TransferStatus::Draft => TransferStatus::Cancelled,
            TransferStatus::Shipped => TransferStatus::Closed,
            TransferStatus::Received | TransferStatus::Closed | TransferStatus::Cancelled => {
                return Err(TransferError::WrongStatus(self.transfer_id, self.status));
            }
        };
        self.ended_at = Some(now);
        Ok(())
    }

    fn require(&self, status: TransferStatus) -> Result<(), TransferError> {
        if self.status == status {
            Ok(())
        } else {
            Err(TransferError::WrongStatus(self.transfer_id, self.status))
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    #[test]
    fn a_transfer_arrives_in_parts_and_never_more_than_was_sent() {
        let (env, now) = (Env::system(), Timestamp::EPOCH);
        let variant_id: VariantId = env.id();
        let mut transfer = Transfer {
            transfer_id: env.id(),
            from_location_id: env.id(),
            to_location_id: env.id(),
            status: TransferStatus::Draft,
            note: None,
            created_at: now,
            shipped_at: None,
            ended_at: None,
            version: 1,
            lines: vec![TransferLine { variant_id, quantity: 5, received: 0 }],
        };
        assert!(transfer.receive(&[(variant_id, 1)], now).is_err(), "a draft has not left");
        transfer.ship(now).unwrap();
        assert!(transfer.ship(now).is_err(), "it leaves once");
        transfer.receive(&[(variant_id, 3)], now).unwrap();
        assert_eq!(transfer.status, TransferStatus::Shipped);
        assert_eq!(
            transfer.receive(&[(variant_id, 3)], now),
            Err(TransferError::TooMany { variant_id, open: 2 })
        );
        assert!(matches!(transfer.receive(&[(env.id(), 1)], now), Err(TransferError::NoSuchLine(_))));
        transfer.receive(&[(variant_id, 2)], now).unwrap();
        assert_eq!((transfer.status, transfer.ended_at), (TransferStatus::Received, Some(now)));
        assert!(transfer.close(now).is_err());
    }
}
