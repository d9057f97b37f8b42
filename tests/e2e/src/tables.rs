//! What stands in all databases of a shop, whatever the table; and reading all logs once more.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::shop::Shop;

/// Full name of the column, the table quoted, the column quoted, and its type.
const TEXT_COLUMNS: &str = "SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname), format('%I.%I', n.nspname, c.relname), \
         format('%I', a.attname), format_type(a.atttypid, NULL) \
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') \
         AND a.attnum > 0 AND NOT a.attisdropped \
         AND format_type(a.atttypid, NULL) IN \
             ('text', 'text[]', 'json', 'jsonb', 'bytea', 'character', 'character varying', 'inet') ORDER BY 1";

/// An event that nobody wants, in every partition.
const NUDGE: &str = "INSERT INTO kernel.outbox_staged (event_id, kind, subject, partition, version, occurred_at, data) \
     SELECT gen_random_uuid(), 'test.nudged.v1', 'nudge', partition, 0, now(), '{}' \
     FROM generate_series(0, 15) AS partition";

impl Shop {
    /// Every column of every database that can hold text: `order.sales_order.email`.
    pub async fn text_columns(&self) -> BTreeSet<String> {
        let mut columns = BTreeSet::new();
        for database in &self.databases {
            let rows = database.connect().await.query(TEXT_COLUMNS, &[]).await;
            columns.extend(rows.expect("the catalog can be read").iter().map(|row| row.get::<_, String>(0)));
        }
        columns
    }

    /// The columns of all databases, the kernel's included, in which a text stands.
    pub async fn columns_with(&self, text: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for database in &self.databases {
            let client = database.connect().await;
            for row in client.query(TEXT_COLUMNS, &[]).await.expect("the catalog can be read") {
                let [column, table, name, kind]: [String; 4] = [0, 1, 2, 3].map(|index| row.get(index));
                let value = if kind == "bytea" {
                    format!("encode({name}, 'escape')")
                } else {
                    format!("{name}::text")
                };
                let sql = format!("SELECT count(*) FROM {table} WHERE strpos(lower({value}), lower($1)) > 0");
                let count = client.query_one(&sql, &[&text]).await.expect("a table can be searched");
                if count.get::<_, i64>(0) > 0 {
                    found.insert(column);
                }
            }
        }
        found
    }

    /// Everybody applies every log from its beginning once more; returns when all have.
    pub async fn replay(&self) {
        for database in &self.databases {
            let client = database.connect().await;
            client
                .batch_execute("UPDATE kernel.consumer_cursor SET position = 0")
                .await
                .expect("cursors can be reset");
        }
        // Who follows a log notices that its cursor was moved when it moves it next.
        for database in &self.databases {
            database.connect().await.batch_execute(NUDGE).await.expect("an event can be staged");
        }
        let applied = async {
            while self.behind().await > 0 {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(90), applied).await.expect("all logs are applied again");
    }

    /// How many positions of logs are not applied.
    async fn behind(&self) -> i64 {
        let mut heads: BTreeMap<(String, i16), i64> = BTreeMap::new();
        let mut cursors = Vec::new();
        for database in &self.databases {
            let client = database.connect().await;
            let own = "SELECT nspname::text FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' \
                       AND nspname NOT IN ('kernel', 'public', 'information_schema')";
            let service: String = client.query_one(own, &[]).await.expect("one schema").get(0);
            let sql = "SELECT partition, position FROM kernel.outbox_head";
            for row in client.query(sql, &[]).await.expect("heads can be read") {
                heads.insert((service.clone(), row.get(0)), row.get(1));
            }
            let sql = "SELECT producer, partition, position FROM kernel.consumer_cursor";
            cursors.extend(client.query(sql, &[]).await.expect("cursors can be read"));
        }
        cursors.iter().map(|row| heads[&(row.get(0), row.get(1))] - row.get::<_, i64>(2)).sum()
    }
}
