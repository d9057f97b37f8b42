//! The nouns of the platform and the prefixes of their ids. A prefix is never renamed and never reused.

use kernel_base::{Id, IdKind};

/// The nouns.
pub mod kind {
    use super::IdKind;

    macro_rules! kinds {
        ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {
            $($(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}
            impl IdKind for $name { const PREFIX: &'static str = $prefix; })*

            #[cfg(test)]
            pub(crate) const PREFIXES: &[&str] = &[$($prefix),*];
        };
    }

    kinds! {
        /// A product.
        Product = "prod";
        /// A sellable variant of a product: what has a SKU, a price and stock.
        Variant = "var";
        /// A category of the tree.
        Category = "cat";
        /// A manual or rule-based collection.
        Collection = "coll";
        /// A picture or other file.
        Media = "media";
        /// A typed product attribute.
        Attribute = "attr";
        /// A background operation: import, export.
        Operation = "op";
        /// A price list.
        PriceList = "plist";
        /// One price of a list.
        Price = "price";
        /// A tax class.
        TaxClass = "taxc";
        /// A tax rate with its period.
        TaxRate = "taxr";
        /// A market: country group with currency, tax mode and rounding policy.
        Market = "mkt";
        /// A place that holds stock.
        StockLocation = "loc";
        /// Stock held for a checkout or order.
        Reservation = "res";
        /// One entry of the stock ledger.
        StockMovement = "mov";
        /// Stock on its way between two locations.
        Transfer = "trf";
        /// A cart.
        Cart = "cart";
        /// A line of a cart or order; an order keeps the ids of its cart's lines.
        Line = "line";
        /// A customer.
        Customer = "cus";
        /// An address of a customer's address book.
        Address = "adr";
        /// An order.
        Order = "ord";
        /// A note on an order.
        Note = "note";
        /// What is to be paid for one order.
        PaymentIntent = "pay";
        /// A bill: what of an order one capture or refund stands for, and the document that invoice makes of it.
        Bill = "bil";
        /// Who sells by law, and numbers invoices.
        LegalEntity = "ent";
        /// One way of paying part of an intent.
        Tender = "tnd";
        /// A capture of authorized money.
        Capture = "cap";
        /// A refund of captured money.
        Refund = "ref";
        /// An entry of the money ledger.
        LedgerTransaction = "ltx";
        /// A shipping zone.
        ShippingZone = "zone";
        /// A shipping method.
        ShippingMethod = "shm";
        /// A shipment.
        Shipment = "shp";
        /// A package of a shipment.
        Package = "pkg";
        /// A login that lasts: on one device, until it is ended.
        Session = "ses";
        /// A member of staff.
        User = "usr";
        /// A key with which a program signs in for staff.
        ApiKey = "key";
        /// A public key that names the sales channel of a storefront.
        PublishableKey = "pub";
        /// An application that people sign in to.
        OauthClient = "app";
        /// A role of staff: a set of permissions.
        Role = "role";
        /// One entry of the audit log.
        AuditEntry = "aud";
        /// A person's personal data, taken out of every service.
        Erasure = "era";
        /// A gift card.
        GiftCard = "gift";
        /// A customer's store credit in one currency.
        StoreCredit = "scr";
    }
}

macro_rules! ids {
    ($($id:ident = $kind:ident;)*) => {
        $(#[doc = concat!("Id of a [`kind::", stringify!($kind), "`].")]
        pub type $id = Id<kind::$kind>;)*
    };
}

ids! {
    ProductId = Product;
    VariantId = Variant;
    CategoryId = Category;
    CollectionId = Collection;
    MediaId = Media;
    AttributeId = Attribute;
    OperationId = Operation;
    PriceListId = PriceList;
    PriceId = Price;
    TaxClassId = TaxClass;
    TaxRateId = TaxRate;
    MarketId = Market;
    StockLocationId = StockLocation;
    ReservationId = Reservation;
    StockMovementId = StockMovement;
    TransferId = Transfer;
    CartId = Cart;
    LineId = Line;
    CustomerId = Customer;
    AddressId = Address;
    OrderId = Order;
    NoteId = Note;
    PaymentIntentId = PaymentIntent;
    BillId = Bill;
    LegalEntityId = LegalEntity;
    TenderId = Tender;
    CaptureId = Capture;
    RefundId = Refund;
    LedgerTransactionId = LedgerTransaction;
    ShippingZoneId = ShippingZone;
    ShippingMethodId = ShippingMethod;
    ShipmentId = Shipment;
    PackageId = Package;
    SessionId = Session;
    UserId = User;
    ApiKeyId = ApiKey;
    PublishableKeyId = PublishableKey;
    OauthClientId = OauthClient;
    RoleId = Role;
    AuditEntryId = AuditEntry;
    ErasureId = Erasure;
    GiftCardId = GiftCard;
    StoreCreditId = StoreCredit;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_nouns_share_a_prefix() {
        assert_eq!(kind::PREFIXES.iter().collect::<BTreeSet<_>>().len(), kind::PREFIXES.len());
    }

    #[test]
    fn an_id_of_one_noun_is_not_an_id_of_another() {
        let env = kernel_base::Env::system();
        let order: OrderId = env.id();
        assert_eq!(order.to_string().parse::<OrderId>(), Ok(order));
        assert!(order.to_string().parse::<CartId>().is_err());
    }
}
