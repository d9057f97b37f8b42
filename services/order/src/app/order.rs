//! Reading orders, by staff and by guests who hold the token.

use kernel_base::{ApiError, Call, Cursor, Page, PageRequest, Secret};
use kernel_db::Reader;
use order_contracts::{Order, OrderApi, OrderNumber, OrderShipmentStatus};
use shared_contracts::{CustomerId, LineId, OrderId};

use super::App;
use crate::domain::number;
use crate::error::OrderError;
use crate::store;
use crate::store::order::OrderFilter;

/// Which orders staff want to see.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) filter: OrderFilter,
    /// Names one order at most.
    pub(crate) external_id: Option<String>,
    pub(crate) with_lines: bool,
}

impl App {
    /// One order with its lines and shipments.
    pub(crate) async fn get_order(&self, order_id: OrderId) -> Result<Order, OrderError> {
        let reader = self.db.read().await?;
        get(&reader, order_id).await
    }

    /// An error when there is no such order.
    pub(crate) async fn require_order(&self, order_id: OrderId) -> Result<(), OrderError> {
        let reader = self.db.read().await?;
        exists(&reader, order_id).await
    }

    /// How pricing came to the amounts of a line, as JSON.
    pub(crate) async fn get_line_trace(
        &self,
        order_id: OrderId,
        line_id: LineId,
    ) -> Result<String, OrderError> {
        let reader = self.db.read().await?;
        store::line::trace(&reader, order_id, line_id).await?.ok_or(OrderError::NotFound)
    }

    /// A page of orders, newest first. With lines it is one query for the orders and one for all their lines.
    pub(crate) async fn list_orders(
        &self,
        wanted: &Wanted,
        page: &PageRequest,
    ) -> Result<Page<Order>, OrderError> {
        let after = page.after_key::<OrderId>().map_err(OrderError::Cursor)?;
        let reader = self.db.read().await?;
        let rows = match &wanted.external_id {
            None => store::order::list(&reader, &wanted.filter, after, page.limit).await?,
            Some(external_id) => match store::order::id_by_external_id(&reader, external_id).await? {
                Some(order_id) => store::order::find(&reader, &[order_id]).await?,
                None => Vec::new(),
            },
        };
        let mut page = Page::from_rows(rows, page.limit, |order| order.order_id);
        if wanted.external_id.is_some() {
            page.items.retain(|order| wanted.filter.channels.contain(order.channel.as_str()));
        }
        if wanted.with_lines {
            cut(&mut page);
            store::line::attach(&reader, &mut page.items).await?;
        }
        Ok(page)
    }

    /// What the customer ordered, newest first.
    pub(crate) async fn list_orders_of(
        &self,
        customer_id: CustomerId,
        with_lines: bool,
        page: &PageRequest,
    ) -> Result<Page<Order>, OrderError> {
        let after = page.after_key::<OrderId>().map_err(OrderError::Cursor)?;
        let reader = self.db.read().await?;
        let rows = store::order::list_of_customer(&reader, customer_id, after, page.limit).await?;
        let mut page = Page::from_rows(rows, page.limit, |order| order.order_id);
        if with_lines {
            cut(&mut page);
            store::line::attach(&reader, &mut page.items).await?;
        }
        Ok(page.map(for_customer))
    }

    /// An order of the customer's; another's is not found, nor is one that staff is still writing.
    pub(crate) async fn get_order_of(
        &self,
        customer_id: CustomerId,
        order_id: OrderId,
    ) -> Result<Order, OrderError> {
        let reader = self.db.read().await?;
        let order = get(&reader, order_id).await?;
        if order.customer.customer_id != Some(customer_id) || order.placed_at.is_none() {
            return Err(OrderError::NotFound);
        }
        Ok(for_customer(order))
    }

    /// The order, for whoever holds its token. A wrong token and an unknown order look the same from outside.
    pub(crate) async fn get_order_by_token(
        &self,
        order_id: OrderId,
        token: &Secret<String>,
    ) -> Result<Order, OrderError> {
        let reader = self.db.read().await?;
        let access = store::order::guest_access(&reader, order_id).await?.ok_or(OrderError::NotFound)?;
        access.check(token, self.env.now())?;
        Ok(for_customer(get(&reader, order_id).await?))
    }

    /// The same by the number that stands on the confirmation.
    pub(crate) async fn look_up_order(
        &self,
        order_number: &OrderNumber,
        token: &Secret<String>,
    ) -> Result<Order, OrderError> {
        if !number::plausible(order_number) {
            return Err(OrderError::MistypedNumber);
        }
        let reader = self.db.read().await?;
        let access = store::order::guest_access_by_number(&reader, order_number).await?;
        let access = access.ok_or(OrderError::NotFound)?;
        access.check(token, self.env.now())?;
        Ok(for_customer(get(&reader, access.order_id).await?))
    }
}

#[async_trait::async_trait]
impl OrderApi for App {
    async fn order(&self, _: &Call, order_id: OrderId) -> Result<Order, ApiError> {
        Ok(self.get_order(order_id).await?)
    }
}

/// A page with lines holds at most this many of them, or one order.
const MAX_LINES_PER_PAGE: i64 = 20_000;

/// Ends a page before its lines become too many; the rest stands on the next one.
fn cut(page: &mut Page<Order>) {
    let mut lines = 0;
    let fits = |order: &&Order| {
        lines += i64::from(order.line_count);
        lines <= MAX_LINES_PER_PAGE
    };
    let kept = page.items.iter().take_while(fits).count().max(1);
    if kept < page.items.len() {
        page.items.truncate(kept);
        page.next_cursor = page.items.last().map(|order| Cursor::encode(&order.order_id));
    }
}

/// An error when there is no such order.
pub(super) async fn exists(reader: &Reader, order_id: OrderId) -> Result<(), OrderError> {
    store::order::guest_access(reader, order_id).await?.map(|_| ()).ok_or(OrderError::NotFound)
}

async fn get(reader: &Reader, order_id: OrderId) -> Result<Order, OrderError> {
    let mut orders = store::order::find(reader, &[order_id]).await?;
    store::line::attach(reader, &mut orders).await?;
    let mut order = orders.pop().ok_or(OrderError::NotFound)?;
    order.shipments = Some(store::shipment::list(reader, order_id).await?);
    Ok(order)
}

/// What the customer may see of it: not whose prices they got, nor what the merchant packed and unpacked again.
fn for_customer(mut order: Order) -> Order {
    order.customer_group = None;
    if let Some(shipments) = &mut order.shipments {
        shipments.retain(|shipment| shipment.status != OrderShipmentStatus::Cancelled);
    }
    order
}
