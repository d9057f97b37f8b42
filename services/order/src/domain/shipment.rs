//! What the shipments of one order add up to.

use order_contracts::FulfillmentStatus;
use shared_contracts::ShipmentId;

/// What shipping told about one shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shipment {
    pub(crate) shipment_id: ShipmentId,
    /// Nothing of the order was left to ship after it.
    pub(crate) last: bool,
    pub(crate) shipped: bool,
    pub(crate) delivered: bool,
}

impl Shipment {
    /// Adds what else was told about the same shipment.
    pub(crate) fn merge(&mut self, told: Self) {
        self.last |= told.last;
        self.shipped |= told.shipped;
        self.delivered |= told.delivered;
    }
}

/// The fulfillment status of an order with these shipments.
pub(crate) fn progress(shipments: &[Shipment]) -> FulfillmentStatus {
    let on_its_way = |shipment: &Shipment| shipment.shipped || shipment.delivered;
    if !shipments.iter().any(on_its_way) {
        return FulfillmentStatus::Requested;
    }
    if !shipments.iter().any(|shipment| shipment.last) {
        return FulfillmentStatus::Partial;
    }
    if shipments.iter().all(|shipment| shipment.delivered) {
        FulfillmentStatus::Delivered
    } else {
        FulfillmentStatus::Shipped
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;
    use proptest::prelude::*;

    use super::*;

    fn told(last: bool, shipped: bool, delivered: bool) -> Shipment {
        Shipment { shipment_id: Env::system().id(), last, shipped, delivered }
    }

    #[test]
    fn an_order_is_delivered_when_all_its_shipments_are() {
        let (first, last) = (told(false, true, false), told(true, true, false));
        assert_eq!(progress(&[]), FulfillmentStatus::Requested);
        assert_eq!(progress(&[first]), FulfillmentStatus::Partial);
        assert_eq!(progress(&[first, last]), FulfillmentStatus::Shipped);
        assert_eq!(progress(&[told(false, true, true), last]), FulfillmentStatus::Shipped);
        assert_eq!(
            progress(&[told(false, true, true), told(true, true, true)]),
            FulfillmentStatus::Delivered
        );
    }

    proptest! {
        #[test]
        fn the_order_in_which_things_are_told_does_not_matter(
            news in prop::collection::vec((any::<bool>(), any::<bool>(), any::<bool>()), 1..6), turn in 0_usize..6,
        ) {
            let fold = |news: &[(bool, bool, bool)]| {
                let mut shipment = told(false, false, false);
                for (last, shipped, delivered) in news {
                    shipment.merge(Shipment { last: *last, shipped: *shipped, delivered: *delivered, ..shipment });
                }
                (shipment.last, shipment.shipped, shipment.delivered)
            };
            let mut turned = news.clone();
            turned.rotate_left(turn % news.len());
            prop_assert_eq!(fold(&news), fold(&turned));
        }
    }
}
