//! Address books. As long as a book has addresses, exactly one of them is the default to ship to, and one to bill to.

use kernel_base::Timestamp;
use shared_contracts::{Address, AddressId, CustomerId};

use crate::error::CustomerError;

/// More than anybody has.
pub(crate) const MAX_ADDRESSES: usize = 100;

/// An address and what it is for.
#[derive(Debug, Clone)]
pub(crate) struct BookAddress {
    pub(crate) address_id: AddressId,
    pub(crate) address: Address,
    pub(crate) default_shipping: bool,
    pub(crate) default_billing: bool,
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
}

/// An address as it shall be. A default is taken over by asking for it; it is given up only to another address.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) address: Address,
    pub(crate) default_shipping: bool,
    pub(crate) default_billing: bool,
}

/// Which addresses are the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Defaults {
    pub(crate) shipping: Option<AddressId>,
    pub(crate) billing: Option<AddressId>,
}

/// All addresses of a customer, oldest first.
#[derive(Debug, Clone)]
pub(crate) struct AddressBook {
    pub(crate) customer_id: CustomerId,
    pub(crate) version: i64,
    pub(crate) addresses: Vec<BookAddress>,
}

impl AddressBook {
    pub(crate) fn get(&self, address_id: AddressId) -> Result<&BookAddress, CustomerError> {
        let found = self.addresses.iter().find(|known| known.address_id == address_id);
        found.ok_or(CustomerError::AddressNotFound(address_id))
    }

    pub(crate) fn defaults(&self) -> Defaults {
        let find = |wanted: fn(&BookAddress) -> bool| {
            self.addresses.iter().find(|address| wanted(address)).map(|address| address.address_id)
        };
        Defaults {
            shipping: find(|address| address.default_shipping),
            billing: find(|address| address.default_billing),
        }
    }

    /// The first address becomes both defaults.
    pub(crate) fn add(
        &mut self,
        address_id: AddressId,
        wanted: Wanted,
        created_at: Timestamp,
    ) -> Result<BookAddress, CustomerError> {
        if self.addresses.len() >= MAX_ADDRESSES {
            return Err(CustomerError::TooManyAddresses);
        }
        let first = self.addresses.is_empty();
        let added = BookAddress {
            address_id,
            address: wanted.address,
            default_shipping: first || wanted.default_shipping,
            default_billing: first || wanted.default_billing,
            version: 1,
            created_at,
        };
        self.give_way(&added);
        self.addresses.push(added.clone());
        Ok(added)
    }

    /// The version is the one that was read, or nothing happens.
    pub(crate) fn replace(
        &mut self,
        address_id: AddressId,
        version: i64,
        wanted: Wanted,
    ) -> Result<BookAddress, CustomerError> {
        let known = self.at(address_id, version)?;
        let replaced = BookAddress {
            address: wanted.address,
            default_shipping: known.default_shipping || wanted.default_shipping,
            default_billing: known.default_billing || wanted.default_billing,
            version: version + 1,
            ..known
        };
        self.give_way(&replaced);
        for address in &mut self.addresses {
            if address.address_id == address_id {
                *address = replaced.clone();
            }
        }
        Ok(replaced)
    }

    /// A default goes over to the newest address that is left.
    pub(crate) fn remove(&mut self, address_id: AddressId, version: i64) -> Result<(), CustomerError> {
        let removed = self.at(address_id, version)?;
        self.addresses.retain(|address| address.address_id != address_id);
        if let Some(heir) = self.addresses.iter_mut().max_by_key(|address| address.address_id) {
            heir.default_shipping |= removed.default_shipping;
            heir.default_billing |= removed.default_billing;
        }
        Ok(())
    }

    fn at(&self, address_id: AddressId, version: i64) -> Result<BookAddress, CustomerError> {
        let known = self.get(address_id)?;
        if known.version == version {
            Ok(known.clone())
        } else {
            Err(CustomerError::VersionMismatch(known.version))
        }
    }

    fn give_way(&mut self, to: &BookAddress) {
        for address in &mut self.addresses {
            address.default_shipping &= !to.default_shipping;
            address.default_billing &= !to.default_billing;
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;
    use proptest::prelude::*;

    use super::*;

    fn wanted(default_shipping: bool, default_billing: bool) -> Wanted {
        let address = r#"{ "name": "Ada", "lines": ["1 High Street"], "city": "London", "country": "GB" }"#;
        Wanted { address: serde_json::from_str(address).unwrap(), default_shipping, default_billing }
    }

    proptest! {
        #[test]
        fn a_book_has_one_default_of_each_kind(
            steps in prop::collection::vec((0..3, any::<prop::sample::Index>(), any::<bool>(), any::<bool>()), 1..40),
        ) {
            let env = Env::system();
            let mut book = AddressBook { customer_id: env.id(), version: 1, addresses: Vec::new() };
            for (step, which, shipping, billing) in steps {
                let known = (!book.addresses.is_empty()).then(|| which.get(&book.addresses).clone());
                match (step, known) {
                    (0, _) | (_, None) => drop(book.add(env.id(), wanted(shipping, billing), env.now()).unwrap()),
                    (1, Some(known)) => {
                        drop(book.replace(known.address_id, known.version, wanted(shipping, billing)).unwrap());
                    }
                    (_, Some(known)) => book.remove(known.address_id, known.version).unwrap(),
                }
                let one = usize::from(!book.addresses.is_empty());
                prop_assert_eq!(book.addresses.iter().filter(|address| address.default_shipping).count(), one);
                prop_assert_eq!(book.addresses.iter().filter(|address| address.default_billing).count(), one);
            }
        }
    }

    #[test]
    fn a_hundred_addresses_are_enough() {
        let env = Env::system();
        let mut book = AddressBook { customer_id: env.id(), version: 1, addresses: Vec::new() };
        for _ in 0..MAX_ADDRESSES {
            drop(book.add(env.id(), wanted(false, false), env.now()).unwrap());
        }
        let one_more = book.add(env.id(), wanted(false, false), env.now());
        assert!(matches!(one_more, Err(CustomerError::TooManyAddresses)));
    }
}
