//! Which rows an order writes, counted by PostgreSQL itself.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, bail};
use serde::Serialize;
use tokio_postgres::Client;

use crate::postgres::Postgres;

/// A backend that has nothing to do tells what it counted after ten seconds at the latest (`PGSTAT_IDLE_INTERVAL`).
const COUNTED_AFTER: Duration = Duration::from_secs(11);
/// What jobs write on their own time is not the order's.
const BACKGROUND: &str = "kernel.job";
/// One of its rows is one order.
const ORDERS: &str = "\"order\".sales_order";

/// Rows written to one table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Writes {
    pub(crate) inserted: i64,
    pub(crate) updated: i64,
    /// Those of the updated that needed no new index entries.
    pub(crate) updated_in_page: i64,
    pub(crate) deleted: i64,
}

impl Writes {
    fn since(self, earlier: Self) -> Self {
        Self {
            inserted: self.inserted - earlier.inserted,
            updated: self.updated - earlier.updated,
            updated_in_page: self.updated_in_page - earlier.updated_in_page,
            deleted: self.deleted - earlier.deleted,
        }
    }

    fn per(self, orders: i64) -> Self {
        let rounded = |count: i64| (count + orders / 2) / orders;
        Self {
            inserted: rounded(self.inserted),
            updated: rounded(self.updated),
            updated_in_page: rounded(self.updated_in_page),
            deleted: rounded(self.deleted),
        }
    }
}

/// Rows by table; tables are named `schema.table`, quoted where SQL wants it; partitions count for their parent.
pub(crate) type Tables = BTreeMap<String, Writes>;

/// Rows ever written, by database.
pub(crate) struct Counted(BTreeMap<String, Tables>);

/// Reads the counters of all services' databases once everything so far is in them.
pub(crate) async fn count(postgres: &Postgres) -> anyhow::Result<Counted> {
    tokio::time::sleep(COUNTED_AFTER).await;
    let mut counted = BTreeMap::new();
    for database in databases(postgres).await? {
        let client = postgres.connect(&database).await?;
        counted.insert(database, tables(&client).await?);
    }
    Ok(Counted(counted))
}

/// The databases of the services.
pub(crate) async fn databases(postgres: &Postgres) -> anyhow::Result<Vec<String>> {
    let query = "SELECT datname::text FROM pg_database WHERE datname LIKE '%\\_db' ORDER BY 1";
    let rows = postgres.connect("postgres").await?.query(query, &[]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

async fn tables(client: &Client) -> anyhow::Result<Tables> {
    let query = "
        SELECT format('%I.%I', n.nspname, t.relname), sum(s.n_tup_ins)::bigint, sum(s.n_tup_upd)::bigint,
            sum(s.n_tup_hot_upd)::bigint, sum(s.n_tup_del)::bigint
        FROM pg_stat_user_tables s
        LEFT JOIN pg_inherits i ON i.inhrelid = s.relid
        JOIN pg_class t ON t.oid = coalesce(i.inhparent, s.relid)
        JOIN pg_namespace n ON n.oid = t.relnamespace
        GROUP BY 1";
    let rows = client.query(query, &[]).await.context("pg_stat_user_tables")?;
    let writes = rows.iter().map(|row| {
        let writes = Writes {
            inserted: row.get(1),
            updated: row.get(2),
            updated_in_page: row.get(3),
            deleted: row.get(4),
        };
        (row.get(0), writes)
    });
    Ok(writes.collect())
}

impl Counted {
    /// What one order wrote on average, by database; databases it did not write to are left out.
    pub(crate) fn per_order(&self, earlier: &Self) -> anyhow::Result<BTreeMap<String, Tables>> {
        let before = |database: &str, table: &str| {
            earlier.0.get(database).and_then(|tables| tables.get(table)).copied().unwrap_or_default()
        };
        let now = self.0.get("order_db").and_then(|tables| tables.get(ORDERS)).copied().unwrap_or_default();
        let orders = now.since(before("order_db", ORDERS)).inserted;
        if orders == 0 {
            bail!("no order was placed while rows were counted");
        }
        let mut databases = BTreeMap::new();
        for (database, tables) in &self.0 {
            let writes = tables
                .iter()
                .filter(|(table, _)| *table != BACKGROUND)
                .map(|(table, writes)| (table.clone(), writes.since(before(database, table)).per(orders)));
            let written: Tables = writes.filter(|(_, writes)| *writes != Writes::default()).collect();
            if !written.is_empty() {
                databases.insert(database.clone(), written);
            }
        }
        Ok(databases)
    }
}
