//! A shipment's life: open, shipped (whole or in part), delivered; or cancelled before it left.

use std::collections::BTreeMap;

use kernel_base::{Secret, Timestamp};
use serde::Serialize;
use shared_contracts::{
    ChannelCode, LineId, OrderId, PackageId, Quantity, ReservationId, ShipmentId, ShippingMethodId,
};
use shipping_contracts::{ShipmentLine, Tracking};

use crate::error::ShippingError;

/// The most packages of one shipment.
pub(crate) const MAX_PACKAGES: usize = 1_000;

/// Goods of one order that leave together. An order has one open shipment at most: what a part leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shipment {
    pub(crate) shipment_id: ShipmentId,
    pub(crate) order_id: OrderId,
    pub(crate) order_number: String,
    /// Where the order was sold; unknown of old ones.
    pub(crate) channel: Option<ChannelCode>,
    pub(crate) reservation_id: Option<ReservationId>,
    pub(crate) method_id: Option<ShippingMethodId>,
    /// JSON as the order sent it: passed through, never read here.
    pub(crate) address: Option<Secret<String>>,
    pub(crate) split_from: Option<ShipmentId>,
    pub(crate) status: Status,
    pub(crate) lines: Vec<ShipmentLine>,
    pub(crate) packages: Vec<Package>,
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub(crate) enum Status {
    Open,
    Shipped { at: Timestamp },
    Delivered { shipped_at: Timestamp, at: Timestamp },
    Cancelled { at: Timestamp },
}

/// One parcel of a shipment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) package_id: PackageId,
    pub(crate) weight_g: Option<i64>,
    pub(crate) carrier: Option<String>,
    pub(crate) tracking_number: Option<String>,
    pub(crate) tracking_url: Option<String>,
}

/// Whether a transition changed anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(crate) enum Change {
    Applied,
    AlreadyApplied,
}

impl Status {
    /// The stored name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Shipped { .. } => "shipped",
            Self::Delivered { .. } => "delivered",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

impl Shipment {
    /// Sends off `pieces`, or everything. What stays behind becomes a new open shipment, `remainder_id`.
    pub(crate) fn ship(
        &mut self,
        pieces: Option<&[(LineId, Quantity)]>,
        remainder_id: ShipmentId,
        now: Timestamp,
    ) -> Result<Option<Self>, ShippingError> {
        if self.status != Status::Open {
            return Err(ShippingError::ShipmentNotOpen(self.shipment_id));
        }
        let left_over = pieces.map(|pieces| self.take(pieces)).transpose()?.unwrap_or_default();
        self.status = Status::Shipped { at: now };
        self.version += 1;
        Ok((!left_over.is_empty()).then(|| Self {
            shipment_id: remainder_id,
            split_from: Some(self.shipment_id),
            status: Status::Open,
            lines: left_over,
            packages: Vec::new(),
            version: 1,
            created_at: now,
            ..self.clone()
        }))
    }

    /// Reduces the lines to `pieces` and returns the rest.
    fn take(&mut self, pieces: &[(LineId, Quantity)]) -> Result<Vec<ShipmentLine>, ShippingError> {
        let mut wanted: BTreeMap<LineId, i64> = BTreeMap::new();
        for (line_id, quantity) in pieces {
            *wanted.entry(*line_id).or_default() += i64::from(*quantity);
        }
        if wanted.is_empty() {
            return Err(ShippingError::NothingToShip);
        }
        let (mut leaving, mut staying) = (Vec::new(), Vec::new());
        for line in &self.lines {
            let going = wanted.remove(&line.line_id).unwrap_or(0);
            let left = i64::from(line.quantity) - going;
            if left < 0 {
                return Err(ShippingError::QuantityTooLarge(line.line_id));
            }
            leaving
                .extend(Quantity::try_new(going).map(|quantity| ShipmentLine { quantity, ..line.clone() }));
            staying.extend(Quantity::try_new(left).map(|quantity| ShipmentLine { quantity, ..line.clone() }));
        }
        if let Some((unknown, _)) = wanted.pop_first() {
            return Err(ShippingError::LineNotInShipment(unknown));
        }
        self.lines = leaving;
        Ok(staying)
    }

    /// The goods arrived.
    pub(crate) fn deliver(&mut self, now: Timestamp) -> Result<Change, ShippingError> {
        match self.status {
            Status::Shipped { at } => {
                self.status = Status::Delivered { shipped_at: at, at: now };
                self.version += 1;
                Ok(Change::Applied)
            }
            Status::Delivered { .. } => Ok(Change::AlreadyApplied),
            Status::Open | Status::Cancelled { .. } => {
                Err(ShippingError::ShipmentNotShipped(self.shipment_id))
            }
        }
    }

    /// The goods stay here.
    pub(crate) fn cancel(&mut self, now: Timestamp) -> Result<Change, ShippingError> {
        match self.status {
            Status::Open => {
                self.status = Status::Cancelled { at: now };
                self.version += 1;
                Ok(Change::Applied)
            }
            Status::Cancelled { .. } => Ok(Change::AlreadyApplied),
            Status::Shipped { .. } | Status::Delivered { .. } => Err(ShippingError::AlreadyShipped),
        }
    }

    /// Pieces of a line that can still be kept here.
    pub(crate) fn open_pieces(&self, line_id: LineId) -> i64 {
        if self.status != Status::Open {
            return 0;
        }
        self.lines.iter().filter(|line| line.line_id == line_id).map(|line| i64::from(line.quantity)).sum()
    }

    /// Keeps `wanted` pieces here, as far as they are in this shipment, and takes them from `wanted`. A shipment of which
    /// nothing would be left is cancelled, and says by its lines what was in it last.
    pub(crate) fn cancel_pieces(&mut self, wanted: &mut BTreeMap<LineId, i64>, now: Timestamp) {
        if self.status != Status::Open {
            return;
        }
        let mut staying = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let pieces = i64::from(line.quantity);
            let taken = wanted.get(&line.line_id).map_or(0, |wanted| pieces.min(*wanted));
            wanted.entry(line.line_id).and_modify(|wanted| *wanted -= taken);
            staying.extend(
                Quantity::try_new(pieces - taken).map(|quantity| ShipmentLine { quantity, ..line.clone() }),
            );
        }
        if staying == self.lines {
            return;
        }
        self.version += 1;
        if staying.is_empty() {
            self.status = Status::Cancelled { at: now };
        } else {
            self.lines = staying;
        }
    }

    /// Packages can be added until the goods have arrived: carriers tell the number when they fetch them. True when a
    /// shipment that has left can now be followed further than was told.
    pub(crate) fn pack(&mut self, packages: Vec<Package>) -> Result<bool, ShippingError> {
        match self.status {
            Status::Open | Status::Shipped { .. } => {
                let tracked = packages.iter().any(|package| package.tracking_number.is_some());
                self.add(packages)?;
                self.version += 1;
                Ok(tracked && self.has_left())
            }
            Status::Delivered { .. } | Status::Cancelled { .. } => {
                Err(ShippingError::ShipmentNotOpen(self.shipment_id))
            }
        }
    }

    /// Every answer and event about a shipment lists its packages, so there is a limit to them.
    pub(crate) fn add(&mut self, packages: Vec<Package>) -> Result<(), ShippingError> {
        if self.packages.len() + packages.len() > MAX_PACKAGES {
            return Err(ShippingError::TooManyPackages(self.shipment_id));
        }
        self.packages.extend(packages);
        Ok(())
    }

    /// How to follow the packages that have a number.
    pub(crate) fn tracking(&self) -> Vec<Tracking> {
        let tracked = self.packages.iter().filter_map(|package| {
            Some(Tracking {
                carrier: package.carrier.clone(),
                number: package.tracking_number.clone()?,
                url: package.tracking_url.clone(),
            })
        });
        tracked.collect()
    }

    /// True once goods have left.
    pub(crate) fn has_left(&self) -> bool {
        matches!(self.status, Status::Shipped { .. } | Status::Delivered { .. })
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;
    use proptest::prelude::*;

    use super::*;

    fn shipment(quantities: &[i32]) -> Shipment {
        let env = Env::system();
        let line = |quantity: &i32| ShipmentLine {
            line_id: env.id(),
            variant_id: env.id(),
            sku: "S".parse().unwrap(),
            quantity: Quantity::try_new(i64::from(*quantity)).unwrap(),
            weight_g: 100,
        };
        Shipment {
            shipment_id: env.id(),
            order_id: env.id(),
            order_number: "W-1".into(),
            channel: None,
            reservation_id: None,
            method_id: None,
            address: None,
            split_from: None,
            status: Status::Open,
            lines: quantities.iter().map(line).collect(),
            packages: vec![],
            version: 1,
            created_at: Timestamp::EPOCH,
        }
    }

    fn pieces(shipment: &Shipment) -> BTreeMap<LineId, i64> {
        shipment.lines.iter().map(|line| (line.line_id, i64::from(line.quantity))).collect()
    }

    proptest! {
        #[test]
        fn shipping_a_part_loses_and_invents_nothing(
            lines in prop::collection::vec((1_i32..100, 0_i32..100), 1..20),
        ) {
            let mut whole = shipment(&lines.iter().map(|(has, _)| *has).collect::<Vec<_>>());
            let before = pieces(&whole);
            let wanted: Vec<_> = whole.lines.iter().zip(&lines)
                .filter_map(|(line, (has, ship))| Some((line.line_id, Quantity::try_new(i64::from(*ship.min(has))).ok()?)))
                .collect();
            prop_assume!(!wanted.is_empty());
            let rest = whole.ship(Some(&wanted), Env::system().id(), Timestamp::EPOCH).unwrap();
            let mut after = pieces(&whole);
            for (line_id, quantity) in rest.iter().flat_map(pieces) {
                *after.entry(line_id).or_default() += quantity;
            }
            prop_assert_eq!(after, before);
            prop_assert!(rest.is_none_or(|rest| rest.status == Status::Open));
        }
    }

    #[test]
    fn more_than_there_is_or_something_else_is_not_shipped() {
        let mut two = shipment(&[2]);
        let line_id = two.lines[0].line_id;
        let ship = |two: &mut Shipment, pieces: &[(LineId, i64)]| {
            let pieces: Vec<_> =
                pieces.iter().map(|(line, count)| (*line, Quantity::try_new(*count).unwrap())).collect();
            two.ship(Some(&pieces), Env::system().id(), Timestamp::EPOCH)
        };
        assert!(matches!(ship(&mut two, &[(line_id, 3)]), Err(ShippingError::QuantityTooLarge(_))));
        assert!(matches!(
            ship(&mut two, &[(line_id, 1), (line_id, 2)]),
            Err(ShippingError::QuantityTooLarge(_))
        ));
        let other = Env::system().id();
        assert!(matches!(ship(&mut two, &[(other, 1)]), Err(ShippingError::LineNotInShipment(_))));
        assert!(matches!(ship(&mut two, &[]), Err(ShippingError::NothingToShip)));
        assert_eq!(two.status, Status::Open);
        assert_eq!(ship(&mut two, &[(line_id, 2)]).unwrap(), None);
        assert!(matches!(ship(&mut two, &[(line_id, 2)]), Err(ShippingError::ShipmentNotOpen(_))));
    }

    #[test]
    fn goods_that_left_cannot_be_cancelled_and_those_that_did_not_cannot_arrive() {
        let now = Timestamp::EPOCH;
        let mut open = shipment(&[1]);
        assert!(matches!(open.deliver(now), Err(ShippingError::ShipmentNotShipped(_))));
        let mut cancelled = open.clone();
        assert_eq!(cancelled.cancel(now).unwrap(), Change::Applied);
        assert_eq!(cancelled.cancel(now).unwrap(), Change::AlreadyApplied);
        assert!(cancelled.ship(None, Env::system().id(), now).is_err());
        open.ship(None, Env::system().id(), now).unwrap();
        assert!(matches!(open.cancel(now), Err(ShippingError::AlreadyShipped)));
        assert_eq!(open.deliver(now).unwrap(), Change::Applied);
        assert_eq!(open.deliver(now).unwrap(), Change::AlreadyApplied);
        assert!(matches!(open.cancel(now), Err(ShippingError::AlreadyShipped)));
    }
}
