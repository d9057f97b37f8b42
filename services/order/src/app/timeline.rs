//! Notes and timelines.

use kernel_base::{Page, PageRequest, Secret};
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{LineId, NoteId, OrderId};

use super::App;
use super::order::exists;
use crate::domain::draft::Negotiation;
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::http::timeline::EntryView;
use crate::store;
use crate::store::timeline::StoredEntry;

/// What the audit log shows of a note: not what it says.
#[derive(Serialize)]
struct Shown {
    note_id: NoteId,
    public: bool,
}

impl App {
    /// What happened to an order, oldest first.
    pub(crate) async fn list_timeline(
        &self,
        order_id: OrderId,
        page: &PageRequest,
    ) -> Result<Page<StoredEntry>, OrderError> {
        let reader = self.db.read().await?;
        exists(&reader, order_id).await?;
        self.entries(&reader, order_id, true, page).await
    }

    /// What the customer may see of it.
    pub(crate) async fn list_public_timeline(
        &self,
        order_id: OrderId,
        token: &Secret<String>,
        page: &PageRequest,
    ) -> Result<Page<StoredEntry>, OrderError> {
        let reader = self.db.read().await?;
        let access = store::order::guest_access(&reader, order_id).await?.ok_or(OrderError::NotFound)?;
        access.check(token, self.env.now())?;
        self.entries(&reader, order_id, false, page).await
    }

    async fn entries(
        &self,
        reader: &kernel_db::Reader,
        order_id: OrderId,
        with_private: bool,
        page: &PageRequest,
    ) -> Result<Page<StoredEntry>, OrderError> {
        let after = page.after_key::<i64>().map_err(OrderError::Cursor)?;
        let rows = store::timeline::list(reader, order_id, with_private, after, page.limit).await?;
        Ok(Page::from_rows(rows, page.limit, |entry| entry.entry_number))
    }

    /// The prices staff agreed to, oldest first.
    pub(crate) async fn list_negotiations(
        &self,
        order_id: OrderId,
        page: &PageRequest,
    ) -> Result<Page<Negotiation>, OrderError> {
        let after = page.after_key::<LineId>().map_err(OrderError::Cursor)?;
        let reader = self.db.read().await?;
        exists(&reader, order_id).await?;
        let rows = store::timeline::list_agreed(&reader, order_id, after, page.limit).await?;
        Ok(Page::from_rows(rows, page.limit, |line| line.line_id))
    }

    /// Writes a note.
    pub(crate) async fn add_note(
        &self,
        key: &IdempotencyKey,
        actor: &str,
        order_id: OrderId,
        text: String,
        public: bool,
    ) -> Result<Reply, OrderError> {
        let reader = self.db.read().await?;
        exists(&reader, order_id).await?;
        drop(reader);
        let now = self.env.now();
        let entry = Entry::new(order_id, self.env.id(), Kind::Note, text, actor, now).note(public);
        let reply = Reply::json(201, &EntryView::from(&entry));
        let write = self.db.write().await?;
        write.changed(order_id, None, Some(&Shown { note_id: entry.entry_id, public }));
        store::timeline::insert(&write, &[entry]).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }
}
