//! What shipments and pieces of one order add up to.

use kernel_base::Timestamp;
use order_contracts::{FulfillmentStatus, OrderTracking};
use shared_contracts::ShipmentId;

use super::line::LineProgress;

/// What shipping told about one shipment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shipment {
    pub(crate) shipment_id: ShipmentId,
    pub(crate) shipped: bool,
    pub(crate) delivered: bool,
    pub(crate) cancelled: bool,
    /// When it left, when it arrived, and how to follow it, as told just now: no decision depends on what was stored before.
    pub(crate) shipped_at: Option<Timestamp>,
    pub(crate) delivered_at: Option<Timestamp>,
    pub(crate) tracking: Option<Vec<OrderTracking>>,
}

/// A shipment leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Departure {
    pub(crate) at: Timestamp,
    pub(crate) tracking: Vec<OrderTracking>,
}

impl Departure {
    /// For people, who read of ten packages at most; the order lists all.
    pub(crate) fn text(&self) -> String {
        const NAMED: usize = 10;
        let mut text = "A shipment has left".to_owned();
        for (place, package) in self.tracking.iter().take(NAMED).enumerate() {
            let OrderTracking { carrier, number, url } = package;
            text.push_str(if place == 0 { ": " } else { ", " });
            text.extend(carrier.iter().flat_map(|carrier| [carrier.as_str(), " "]));
            text.push_str(number);
            text.extend(url.iter().flat_map(|url| [" (", url.as_str(), ")"]));
        }
        match self.tracking.len().saturating_sub(NAMED) {
            0 => text,
            more => format!("{text}, and {more} more"),
        }
    }
}

impl Shipment {
    /// Nothing was told yet.
    pub(crate) const fn unknown(shipment_id: ShipmentId) -> Self {
        Self {
            shipment_id,
            shipped: false,
            delivered: false,
            cancelled: false,
            shipped_at: None,
            delivered_at: None,
            tracking: None,
        }
    }
}

/// The fulfillment status of an order with these lines and shipments; lines that are not to be sent do not count, nor do
/// cancelled pieces. It counts pieces, because shipments of one order are told in no particular order, and nobody knows
/// whether one is the last.
pub(crate) fn progress<'a>(
    lines: &[LineProgress],
    shipments: impl IntoIterator<Item = &'a Shipment>,
) -> FulfillmentStatus {
    let to_send = || lines.iter().filter(|line| line.ships);
    let open = to_send().any(|line| line.open() > 0);
    let left = to_send().any(|line| line.shipped > 0);
    let arrived = || shipments.into_iter().all(|shipment| shipment.delivered || !shipment.shipped);
    match (left, open) {
        (false, false) => FulfillmentStatus::None,
        (false, true) => FulfillmentStatus::Requested,
        (true, true) => FulfillmentStatus::Partial,
        (true, false) if arrived() => FulfillmentStatus::Delivered,
        (true, false) => FulfillmentStatus::Shipped,
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::{Currency, Env, Money};

    use super::*;

    fn line(quantity: i32, shipped: i32, cancelled: i32) -> LineProgress {
        let env = Env::system();
        LineProgress {
            position: 1,
            line_id: env.id(),
            variant_id: env.id(),
            quantity,
            shipped,
            cancelled_quantity: cancelled,
            ships: true,
            stock: true,
            gross: Money::zero(Currency::EUR),
            cancelled: Money::zero(Currency::EUR),
        }
    }

    fn shipment(delivered: bool) -> Shipment {
        Shipment { shipped: true, delivered, ..Shipment::unknown(Env::system().id()) }
    }

    #[test]
    fn people_read_how_to_follow_a_shipment() {
        let package = |carrier: Option<&str>, url: Option<&str>| OrderTracking {
            carrier: carrier.map(ToOwned::to_owned),
            number: "JD01".to_owned(),
            url: url.map(ToOwned::to_owned),
        };
        let text = |tracking| Departure { at: Timestamp::EPOCH, tracking }.text();
        assert_eq!(text(Vec::new()), "A shipment has left");
        let two = vec![package(Some("DPD"), Some("https://t/JD01")), package(None, None)];
        assert_eq!(text(two), "A shipment has left: DPD JD01 (https://t/JD01), JD01");
        let many = text(vec![package(None, None); 12]);
        assert!(many.ends_with("JD01, and 2 more"), "{many}");
    }

    #[test]
    fn an_order_is_delivered_when_everything_that_was_not_cancelled_has_arrived() {
        use FulfillmentStatus as Is;
        let gone = || Shipment { cancelled: true, ..Shipment::unknown(Env::system().id()) };
        for (lines, shipments, expected) in [
            (vec![line(2, 0, 0)], vec![], Is::Requested),
            (vec![line(2, 0, 1), line(1, 0, 0)], vec![gone()], Is::Requested),
            (vec![line(2, 0, 2)], vec![gone()], Is::None),
            (vec![line(2, 0, 2), LineProgress { ships: false, ..line(1, 0, 0) }], vec![gone()], Is::None),
            (vec![line(2, 1, 0)], vec![shipment(true)], Is::Partial),
            (vec![line(2, 2, 0), line(1, 0, 0)], vec![shipment(true)], Is::Partial),
            (vec![line(3, 1, 1)], vec![shipment(true), gone()], Is::Partial),
            (vec![line(2, 2, 0), line(1, 0, 1)], vec![shipment(false), gone()], Is::Shipped),
            (vec![line(2, 2, 0)], vec![shipment(true), shipment(false)], Is::Shipped),
            (vec![line(2, 1, 1)], vec![shipment(true), gone()], Is::Delivered),
            (
                vec![line(2, 2, 0), LineProgress { ships: false, ..line(1, 0, 0) }],
                vec![shipment(true)],
                Is::Delivered,
            ),
        ] {
            assert_eq!(progress(&lines, &shipments), expected, "{lines:?} {shipments:?}");
        }
    }
}
