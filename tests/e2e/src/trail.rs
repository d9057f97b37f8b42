//! What a shop leaves behind in its databases.

use std::collections::BTreeMap;

use crate::shop::Shop;

/// The services' own tables, and what they have told and begun.
const TABLES: &str = "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') \
     AND (n.nspname <> 'kernel' OR c.relname = 'saga')";

/// Everything that was told: events, commands and replies.
const TOLD: &str =
    "SELECT (SELECT count(*) FROM kernel.outbox_log) + (SELECT count(*) FROM kernel.outbox_staged)";

impl Shop {
    /// How many rows each table of the services holds.
    pub async fn row_counts(&self) -> BTreeMap<String, i64> {
        let mut counts = BTreeMap::new();
        for database in &self.databases {
            let client = database.connect().await;
            let tables = client.query(TABLES, &[]).await.expect("the catalog can be read");
            for table in tables {
                let table: String = table.get(0);
                let count = client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await;
                counts.insert(table, count.expect("a table can be counted").get(0));
            }
        }
        counts
    }

    /// How many events, commands and replies the services have told.
    pub async fn told(&self) -> i64 {
        let mut told = 0;
        for database in &self.databases {
            let row = database.connect().await.query_one(TOLD, &[]).await.expect("a log can be counted");
            told += row.get::<_, i64>(0);
        }
        told
    }

    /// How many events could not be applied, in all services.
    pub async fn parked(&self) -> i64 {
        let mut parked = 0;
        for database in &self.databases {
            let sql = "SELECT count(*) FROM kernel.parked_event";
            let row = database.connect().await.query_one(sql, &[]).await.expect("events can be counted");
            parked += row.get::<_, i64>(0);
        }
        parked
    }

    /// The types of all events, commands and replies of a trace, in all services.
    pub async fn events_of_trace(&self, trace_id: &str) -> Vec<String> {
        let mut kinds = Vec::new();
        for database in &self.databases {
            let sql = "SELECT kind FROM kernel.outbox_log WHERE trace LIKE '00-' || $1 || '-%'";
            let rows = database.connect().await.query(sql, &[&trace_id]).await.expect("a log can be read");
            kinds.extend(rows.iter().map(|row| row.get::<_, String>(0)));
        }
        kinds
    }
}
