//! Customers keep their address book.

use kernel_base::TraceParent;
use kernel_db::Write;
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{AddressId, CustomerId};

use crate::app::{App, settle};
use crate::domain::address::{AddressBook, BookAddress, Wanted};
use crate::error::CustomerError;
use crate::store;
use crate::store::address::Change;

impl App {
    pub(crate) async fn addresses(&self, customer_id: CustomerId) -> Result<Vec<BookAddress>, CustomerError> {
        let reader = self.db.read().await?;
        Ok(store::address::list(&reader, customer_id).await?)
    }

    /// Another customer's address is not found.
    pub(crate) async fn address(
        &self,
        customer_id: CustomerId,
        address_id: AddressId,
    ) -> Result<BookAddress, CustomerError> {
        let addresses = self.addresses(customer_id).await?;
        let found = addresses.into_iter().find(|known| known.address_id == address_id);
        found.ok_or(CustomerError::AddressNotFound(address_id))
    }

    pub(crate) async fn add_address(
        &self,
        customer_id: CustomerId,
        wanted: Wanted,
        trace: Option<&TraceParent>,
        key: &IdempotencyKey,
        answer: fn(&BookAddress) -> Reply,
    ) -> Result<Reply, CustomerError> {
        self.me(customer_id, trace).await?;
        let (address_id, wanted) = (self.env.id(), &wanted);
        settle(|| async move {
            let (write, mut book) = self.book(customer_id).await?;
            let added = book.add(address_id, wanted.clone(), self.env.now())?;
            let reply = answer(&added);
            self.record(&write, &book, Change::Add(&added)).await?;
            store_response(&write, key, &reply).await?;
            write.commit().await?;
            Ok(reply)
        })
        .await
    }

    pub(crate) async fn replace_address(
        &self,
        customer_id: CustomerId,
        address_id: AddressId,
        version: i64,
        wanted: Wanted,
    ) -> Result<BookAddress, CustomerError> {
        let wanted = &wanted;
        settle(|| async move {
            let (write, mut book) = self.book_with(customer_id, address_id).await?;
            let replaced = book.replace(address_id, version, wanted.clone())?;
            self.record(&write, &book, Change::Replace(&replaced)).await?;
            write.commit().await?;
            Ok(replaced)
        })
        .await
    }

    pub(crate) async fn remove_address(
        &self,
        customer_id: CustomerId,
        address_id: AddressId,
        version: i64,
    ) -> Result<(), CustomerError> {
        settle(|| async move {
            let (write, mut book) = self.book_with(customer_id, address_id).await?;
            book.remove(address_id, version)?;
            self.record(&write, &book, Change::Remove(address_id, version)).await?;
            Ok(write.commit().await?)
        })
        .await
    }

    /// Who has never been seen has no addresses.
    async fn book_with(
        &self,
        customer_id: CustomerId,
        address_id: AddressId,
    ) -> Result<(Write, AddressBook), CustomerError> {
        self.book(customer_id).await.map_err(|error| match error {
            CustomerError::CustomerNotFound(_) => CustomerError::AddressNotFound(address_id),
            error => error,
        })
    }

    /// The version is read before the addresses: a book that changes in between is not written.
    async fn book(&self, customer_id: CustomerId) -> Result<(Write, AddressBook), CustomerError> {
        let write = self.db.write().await?;
        let customer = store::customer::find(&write, customer_id).await?;
        let customer = customer.ok_or(CustomerError::CustomerNotFound(customer_id))?;
        let addresses = store::address::list(&write, customer_id).await?;
        Ok((write, AddressBook { customer_id, version: customer.book_version, addresses }))
    }

    /// Segments may ask for the country of the default address.
    async fn record(
        &self,
        write: &Write,
        book: &AddressBook,
        change: Change<'_>,
    ) -> Result<(), CustomerError> {
        store::address::change(write, book, change, self.env.now()).await?;
        Ok(store::segment::mark(write, &[book.customer_id], self.env.uuid()).await?)
    }
}
