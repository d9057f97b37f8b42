//! What a shop leaves behind in its databases.

use std::collections::{BTreeMap, BTreeSet};

use crate::shop::{Shop, eventually};

/// The services' own tables, and what they have told and begun.
const TABLES: &str = "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') \
     AND (n.nspname <> 'kernel' OR c.relname = 'saga')";

/// Everything that was told: events, commands and replies.
const TOLD: &str =
    "SELECT (SELECT count(*) FROM kernel.outbox_log) + (SELECT count(*) FROM kernel.outbox_staged)";

/// What staff did, as the services told it.
const ACTS_TOLD: &str = "SELECT (SELECT count(*) FROM kernel.outbox_log WHERE kind LIKE '%.staff\\_acted.v1') \
     + (SELECT count(*) FROM kernel.outbox_staged WHERE kind LIKE '%.staff\\_acted.v1')";

/// And as it stands in the audit log: only what came from another service has a path.
const ACTS_ENTERED: &str = "SELECT count(*) FROM \"user\".audit_entry WHERE path IS NOT NULL";

impl Shop {
    /// Waits until everything that staff did stands in the audit log.
    pub async fn audit_log_is_complete(&self) {
        eventually("the audit log holds everything that was told", async || {
            let (mut told, mut entered) = (0, 0);
            for database in &self.databases {
                let client = database.connect().await;
                told += count(&client, ACTS_TOLD).await;
                if holds_audit_log(&client).await {
                    entered += count(&client, ACTS_ENTERED).await;
                }
            }
            told == entered
        })
        .await;
    }

    /// The traces of all requests that have an entry in the audit log.
    pub async fn audited_traces(&self) -> BTreeSet<String> {
        let mut traces = BTreeSet::new();
        for database in &self.databases {
            let client = database.connect().await;
            if holds_audit_log(&client).await {
                let sql = "SELECT DISTINCT split_part(trace, '-', 2) FROM \"user\".audit_entry WHERE trace IS NOT NULL";
                let rows = client.query(sql, &[]).await.expect("the audit log can be read");
                traces.extend(rows.iter().map(|row| row.get::<_, String>(0)));
            }
        }
        traces
    }

    /// How many rows each table of the services holds, once the audit log has everything that was told: what comes late must
    /// not look like an effect of what follows.
    pub async fn row_counts(&self) -> BTreeMap<String, i64> {
        self.audit_log_is_complete().await;
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

async fn holds_audit_log(client: &tokio_postgres::Client) -> bool {
    let sql = "SELECT to_regclass('\"user\".audit_entry') IS NOT NULL";
    client.query_one(sql, &[]).await.expect("the catalog can be read").get(0)
}

async fn count(client: &tokio_postgres::Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.expect("rows can be counted").get(0)
}
