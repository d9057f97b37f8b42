//! What must be true of all databases together once everything has come to rest, whatever happened before.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel_db::tokio_postgres::{Config as Server, Error, NoTls, Row};

use crate::support::eventually;

/// Each service has one.
pub(crate) const DATABASES: [&str; 11] = [
    "auth_db",
    "user_db",
    "customer_db",
    "catalog_db",
    "pricing_db",
    "warehouse_db",
    "shipping_db",
    "payment_db",
    "order_db",
    "invoice_db",
    "cart_db",
];

/// Tables of a database, each as SQL names it.
const TABLES: &str = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";

/// Reads as the superuser, past all services.
pub(crate) struct Books(pub(crate) Server);

impl Books {
    /// One figure; none while the server is away.
    pub(crate) async fn count(&self, database: &str, query: &str) -> Option<i64> {
        self.rows(database, query).await.ok()?.first()?.get(0)
    }

    /// One text.
    pub(crate) async fn text(&self, database: &str, query: &str) -> String {
        self.rows(database, query).await.unwrap()[0].get(0)
    }

    async fn rows(&self, database: &str, query: &str) -> Result<Vec<Row>, Error> {
        let (client, connection) = self.0.clone().dbname(database).connect(NoTls).await?;
        tokio::select! {
            rows = client.query(query, &[]) => rows,
            ended = connection => match ended {
                Ok(()) => unreachable!("a connection lives as long as its client"),
                Err(error) => Err(error),
            },
        }
    }

    /// Names and figures.
    async fn list(&self, database: &str, query: &str) -> BTreeMap<String, i64> {
        let rows = self.rows(database, query).await.unwrap();
        let mut list = BTreeMap::new();
        for row in rows {
            let name: String = row.get(0);
            assert_eq!(
                list.insert(name.clone(), row.get(1)),
                None,
                "{name} stands twice in {database}: {query}"
            );
        }
        list
    }

    /// Every table of any database with this text in it, as text or as bytes.
    pub(crate) async fn tables_with(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for database in DATABASES {
            for table in self.rows(database, TABLES).await.unwrap() {
                let table: String = table.get(0);
                let query = format!(
                    "SELECT count(*) FROM {table} AS t
                    WHERE t::text ILIKE '%{text}%' OR strpos(t::text, encode('{text}', 'hex')) > 0"
                );
                if self.count(database, &query).await != Some(0) {
                    found.push(format!("{database}: {table}"));
                }
            }
        }
        found
    }

    /// Waits until nothing is under way any more: no event, no saga, no shipment to be made.
    pub(crate) async fn at_rest(&self) {
        eventually("everything comes to rest", Duration::from_secs(60), async || {
            let mut open = 0;
            for database in ["customer_db", "order_db"] {
                let sagas =
                    "SELECT count(*) FROM kernel.saga WHERE state NOT IN ('completed', 'compensated')";
                open += self.count(database, sagas).await.unwrap();
            }
            for database in DATABASES {
                let staged = "SELECT count(*) FROM kernel.outbox_staged";
                open += self.count(database, staged).await.unwrap();
                open += self.behind(database).await;
            }
            open == 0
        })
        .await;
    }

    /// Events that consumers of this database have not seen.
    async fn behind(&self, database: &str) -> i64 {
        let cursors = "SELECT producer, sum(position)::bigint FROM kernel.consumer_cursor GROUP BY producer";
        let mut behind = 0;
        for (producer, seen) in self.list(database, cursors).await {
            let head = "SELECT sum(position)::bigint FROM kernel.outbox_head";
            behind += self.count(&format!("{producer}_db"), head).await.unwrap() - seen;
        }
        behind
    }

    /// Nothing is lost, nothing is there twice, nothing is held for nobody.
    pub(crate) async fn check(&self) {
        for database in DATABASES {
            let parked =
                "SELECT kind || ': ' || error, 1::bigint FROM kernel.parked_event WHERE state <> 'applied'";
            assert_eq!(self.list(database, parked).await, BTreeMap::new(), "events parked in {database}");
        }
        self.check_money().await;
        self.check_bills().await;
        self.check_goods().await;
    }

    /// What was billed is what was captured less what was refunded, and every bill is a document or waits to be one. Numbers
    /// have no gap.
    async fn check_bills(&self) {
        let moved = "SELECT i.order_id::text, sum(t.captured_minor - t.refunded_minor)::bigint
            FROM payment.tender AS t JOIN payment.intent AS i USING (intent_id)
            GROUP BY i.order_id HAVING sum(t.captured_minor) > 0";
        let billed = "SELECT order_id::text, sum(CASE kind WHEN 'invoice' THEN gross_minor ELSE -gross_minor END)::bigint
            FROM \"order\".bill GROUP BY order_id";
        assert_eq!(self.list("order_db", billed).await, self.list("payment_db", moved).await, "money billed");
        let bills = "SELECT bill_id::text, gross_minor FROM \"order\".bill";
        let documents = "SELECT document_id::text, gross_minor FROM invoice.document
            UNION ALL SELECT bill_id::text, (bill -> 'gross' ->> 'amount')::bigint FROM invoice.waiting_bill";
        assert_eq!(
            self.list("invoice_db", documents).await,
            self.list("order_db", bills).await,
            "bills issued"
        );
        let gaps =
            "SELECT c.legal_entity_id::text || c.kind || c.period, c.last_number - count(d.document_id)
            FROM invoice.counter AS c LEFT JOIN invoice.document AS d USING (legal_entity_id, kind, period)
            GROUP BY c.legal_entity_id, c.kind, c.period HAVING c.last_number <> count(d.document_id)";
        assert_eq!(self.list("invoice_db", gaps).await, BTreeMap::new(), "numbers without a document");
    }

    /// Every confirmed order, and only those, has its money, once; and the ledger says the same. That its debits equal its
    /// credits in every currency is a figure of each replay's report.
    async fn check_money(&self) {
        let confirmed =
            "SELECT order_id::text, total_minor FROM \"order\".sales_order WHERE status = 'confirmed'";
        let confirmed = self.list("order_db", confirmed).await;
        let held = "SELECT order_id::text, amount_minor FROM payment.intent WHERE status = 'authorized'";
        assert_eq!(self.list("payment_db", held).await, confirmed, "money held, against orders confirmed");
        let booked = "SELECT i.order_id::text,
                sum(CASE t.kind WHEN 'authorization' THEN t.amount_minor ELSE -t.amount_minor END)::bigint
            FROM payment.ledger_transfer AS t JOIN payment.intent AS i USING (intent_id)
            WHERE t.kind IN ('authorization', 'release')
            GROUP BY i.order_id
            HAVING sum(CASE t.kind WHEN 'authorization' THEN t.amount_minor ELSE -t.amount_minor END) <> 0";
        let to_pay: BTreeMap<String, i64> = confirmed.into_iter().filter(|(_, total)| *total > 0).collect();
        assert_eq!(self.list("payment_db", booked).await, to_pay, "the ledger, against orders confirmed");
    }

    /// Every confirmed order, and only those, has its goods reserved and a shipment, once.
    async fn check_goods(&self) {
        let stocked = "SELECT order_id::text, sum(quantity)::bigint FROM \"order\".order_line
            JOIN \"order\".sales_order USING (order_id) WHERE status = 'confirmed' AND requires_stock
            GROUP BY order_id";
        let stocked = self.list("order_db", stocked).await;
        let reserved = "SELECT owner, sum(quantity)::bigint FROM warehouse.reservation
            JOIN warehouse.reservation_line USING (reservation_id) WHERE status = 'held' GROUP BY owner, reservation_id";
        let reserved = self.list("warehouse_db", reserved).await;
        let owners = |orders: &BTreeMap<String, i64>| -> BTreeMap<String, i64> {
            orders.iter().map(|(order, pieces)| (order_id(order), *pieces)).collect()
        };
        assert_eq!(reserved, owners(&stocked), "pieces reserved, against pieces ordered");
        let shipped = "SELECT order_id::text, sum(quantity)::bigint FROM shipping.shipment
            JOIN shipping.shipment_line USING (shipment_id) WHERE status = 'open' GROUP BY order_id, shipment_id";
        let to_ship = "SELECT order_id::text, sum(quantity)::bigint FROM \"order\".order_line
            JOIN \"order\".sales_order USING (order_id) WHERE status = 'confirmed' AND requires_shipping
            GROUP BY order_id";
        let to_ship = self.list("order_db", to_ship).await;
        assert_eq!(
            self.list("shipping_db", shipped).await,
            to_ship,
            "pieces to ship, against pieces ordered"
        );
    }
}

/// The order's id as other services are told it.
fn order_id(uuid: &str) -> String {
    let uuid: uuid::Uuid = uuid.parse().unwrap();
    shared_contracts::OrderId::from_uuid(uuid).to_string()
}
