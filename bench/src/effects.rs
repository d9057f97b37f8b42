//! How long after the commit of an order its last effect was committed, read from the rows themselves: PostgreSQL keeps
//! the commit time of every transaction (`track_commit_timestamp`), and a row names the transaction that wrote it.

use std::collections::HashMap;

use serde::Serialize;
use shared_contracts::OrderId;
use tokio_postgres::Client;

use crate::load::percentile;
use crate::postgres::Postgres;
use crate::rows::databases;

/// From the commit that made the order to the commit of the last row that any service wrote for it, in microseconds.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Effects {
    pub(crate) orders: usize,
    pub(crate) p50_us: u64,
    pub(crate) p95_us: u64,
    pub(crate) p99_us: u64,
    pub(crate) max_us: u64,
}

/// When the rows of an order were committed, in microseconds since 1970.
#[derive(Clone, Copy)]
struct Span {
    first: i64,
    last: i64,
}

/// The server's clock.
pub(crate) async fn now(postgres: &Postgres) -> anyhow::Result<i64> {
    let query = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    Ok(postgres.connect("postgres").await?.query_one(query, &[]).await?.get(0))
}

/// Looks at the orders that were made between two times.
pub(crate) async fn measure(postgres: &Postgres, from: i64, until: i64) -> anyhow::Result<Effects> {
    let mut placed = HashMap::new();
    let mut last: HashMap<String, i64> = HashMap::new();
    for database in databases(postgres).await? {
        let spans = spans(&postgres.connect(&database).await?).await?;
        for (order, span) in &spans {
            let latest = last.entry(order.clone()).or_insert(span.last);
            *latest = span.last.max(*latest);
        }
        if database == "order_db" {
            placed = spans;
        }
    }
    let asked = placed.iter().filter(|(_, span)| (from..=until).contains(&span.first));
    let took = asked.map(|(order, span)| u64::try_from(last[order] - span.first).unwrap_or_default());
    let mut took: Vec<u64> = took.collect();
    took.sort_unstable();
    Ok(Effects {
        orders: took.len(),
        p50_us: percentile(&took, 50),
        p95_us: percentile(&took, 95),
        p99_us: percentile(&took, 99),
        max_us: took.last().copied().unwrap_or_default(),
    })
}

/// First and last commit of the rows that name an order, by order, over all tables of a database.
async fn spans(client: &Client) -> anyhow::Result<HashMap<String, Span>> {
    // Rows of before the clock was switched on have no commit time.
    let committed = "(extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint";
    let mut queries =
        vec![format!("SELECT subject, {committed} FROM kernel.saga WHERE subject LIKE 'ord\\_%'")];
    let tables = "
        SELECT format('%I.%I', c.table_schema, c.table_name)
        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.column_name = 'order_id' AND c.data_type = 'uuid' AND t.table_type = 'BASE TABLE'";
    for row in client.query(tables, &[]).await? {
        let table: String = row.get(0);
        queries.push(format!("SELECT order_id::text, {committed} FROM {table} WHERE order_id IS NOT NULL"));
    }
    let mut spans: HashMap<String, Span> = HashMap::new();
    for query in queries {
        for row in client.query(&query, &[]).await? {
            let (order, at): (String, Option<i64>) = (row.get(0), row.get(1));
            let Some(at) = at else { continue };
            let span = spans.entry(canonical(&order)?).or_insert(Span { first: at, last: at });
            *span = Span { first: span.first.min(at), last: span.last.max(at) };
        }
    }
    Ok(spans)
}

/// Sagas know an order by its public id, tables by its number.
fn canonical(order: &str) -> anyhow::Result<String> {
    if order.starts_with("ord_") {
        return Ok(order.parse::<OrderId>()?.uuid().to_string());
    }
    Ok(order.to_owned())
}
