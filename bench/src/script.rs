//! A `pgbench` script that writes what one order writes in one database: the same number of rows of the same width into
//! the same tables, one statement per row, all in one transaction.

use std::fmt::Write as _;

use anyhow::{Context, bail};
use tokio_postgres::Client;

use crate::rows::{Tables, Writes};

/// Numbers that one transaction may give to its rows.
const NUMBERS: usize = 100;
/// Above every key that is in the tables already.
const FIRST_NUMBER: u64 = 10_000_000_000;

/// Events on their way to the log are gone when anyone looks; in the log they are the same.
const STAGED: (&str, &str) = ("kernel.outbox_staged", "kernel.outbox_log");

struct Column {
    name: String,
    kind: String,
    indexed: bool,
    key: bool,
    /// Must differ from row to row, because an index is unique.
    varied: bool,
}

/// Writes scripts for one database, reading rows that orders have left there as patterns.
pub(crate) struct ScriptWriter<'a> {
    client: &'a Client,
    text: String,
    number: usize,
}

impl<'a> ScriptWriter<'a> {
    /// One script. Rows that were there before are chosen at random, so that several scripts spread over them.
    pub(crate) async fn write(client: &'a Client, tables: &Tables) -> anyhow::Result<String> {
        let text = format!(
            "\\set n :n + 1\n\\set k {FIRST_NUMBER} + :client_id * 1000000000 + :n * {NUMBERS}\nBEGIN;\n"
        );
        let mut writer = Self { client, text, number: 0 };
        // Rows shared by all come last and in order: their locks are held shortly, and nobody waits in a circle.
        let (own, shared): (Vec<_>, Vec<_>) = tables.iter().partition(|(_, writes)| writes.inserted > 0);
        for (table, writes) in own {
            writer.own_rows(table, *writes).await.with_context(|| table.clone())?;
        }
        for (table, writes) in shared {
            writer.shared_rows(table, *writes).await.with_context(|| table.clone())?;
        }
        if writer.number > NUMBERS {
            bail!("an order writes {} rows; the script can number {NUMBERS}", writer.number);
        }
        writer.text.push_str("COMMIT;\n");
        Ok(writer.text)
    }

    /// Inserts rows, then updates and deletes among them.
    async fn own_rows(&mut self, table: &str, writes: Writes) -> anyhow::Result<()> {
        let columns = columns(self.client, table).await?;
        let patterns = patterns(self.client, table, &columns, writes.inserted).await?;
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let mut keys = Vec::new();
        for pattern in patterns.iter().cycle().take(usize::try_from(writes.inserted)?) {
            let number = self.number;
            self.number += 1;
            let values: Vec<String> =
                columns.iter().zip(pattern).map(|(column, value)| column.value(value, number)).collect();
            let (names, list) = (names.join(", "), values.join(", "));
            writeln!(self.text, "INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE VALUES ({list});")?;
            keys.push(condition(&columns, &values));
        }
        for place in 0..usize::try_from(writes.updated)? {
            let in_page = place < usize::try_from(writes.updated_in_page)?;
            self.update(table, &columns, in_page, &keys[place % keys.len()])?;
        }
        for key in keys.iter().take(usize::try_from(writes.deleted)?) {
            writeln!(self.text, "DELETE FROM {table} WHERE {key};")?;
        }
        Ok(())
    }

    /// Updates rows that were there before.
    async fn shared_rows(&mut self, table: &str, writes: Writes) -> anyhow::Result<()> {
        if writes.deleted > 0 {
            bail!("an order deletes rows of {table} that it did not insert; the floor does not know how");
        }
        let columns = columns(self.client, table).await?;
        let keys: Vec<String> = columns
            .iter()
            .filter(|column| column.key)
            .map(|column| format!("{}::text", column.name))
            .collect();
        let query = format!(
            "SELECT ARRAY[{}] FROM {table} ORDER BY random() LIMIT {}",
            keys.join(", "),
            writes.updated
        );
        let mut rows: Vec<Vec<Option<String>>> =
            self.client.query(&query, &[]).await?.iter().map(|row| row.get(0)).collect();
        rows.sort();
        for (place, row) in rows.iter().enumerate() {
            let in_page = place < usize::try_from(writes.updated_in_page)?;
            let parts = columns.iter().filter(|column| column.key).zip(row);
            let key: Vec<String> = parts
                .map(|(column, value)| {
                    format!("{} = {}", column.name, literal(value.as_deref(), &column.kind))
                })
                .collect();
            self.update(table, &columns, in_page, &key.join(" AND "))?;
        }
        Ok(())
    }

    /// A new version of the row: as it was, or with a changed index entry.
    fn update(&mut self, table: &str, columns: &[Column], in_page: bool, key: &str) -> anyhow::Result<()> {
        let changeable = |column: &&Column| !column.key && !column.varied;
        let indexed = columns.iter().filter(changeable).find_map(|column| match column.kind.as_str() {
            _ if !column.indexed => None,
            "timestamp with time zone" => Some((column, "clock_timestamp()".to_owned())),
            "bigint" | "integer" => Some((column, format!("{} + 1", column.name))),
            _ => None,
        });
        let unchanged = || {
            let column = columns.iter().filter(changeable).find(|column| !column.indexed)?;
            Some((column, column.name.clone()))
        };
        let (column, value) = indexed
            .filter(|_| !in_page)
            .or_else(unchanged)
            .with_context(|| format!("{table} has no column to update"))?;
        writeln!(self.text, "UPDATE {table} SET {} = {value} WHERE {key};", column.name)?;
        Ok(())
    }
}

impl Column {
    /// The value of the numbered row: that of the pattern, but new where it must be, or where order in an index matters.
    fn value(&self, pattern: &Option<String>, number: usize) -> String {
        let fresh = format!(":k::bigint + {number}");
        match (pattern, self.kind.as_str()) {
            (Some(_), "uuid") if self.indexed => format!("lpad(to_hex({fresh}), 32, '0')::uuid"),
            (Some(_), "timestamp with time zone") if self.indexed => "now()".to_owned(),
            (Some(_), "bigint") if self.varied => fresh,
            (Some(_), "bytea") if self.varied => format!("decode(lpad(to_hex({fresh}), 64, '0'), 'hex')"),
            (Some(text), _) if self.varied => {
                let kept: String = text.chars().take(text.chars().count().saturating_sub(12)).collect();
                format!("{} || lpad(({fresh})::text, 12, '0')", literal(Some(&kept), "text"))
            }
            (value, kind) => literal(value.as_deref(), kind),
        }
    }
}

/// `a = 1 AND b = 2` for the primary key.
fn condition(columns: &[Column], values: &[String]) -> String {
    let parts = columns.iter().zip(values).filter(|(column, _)| column.key);
    let parts: Vec<String> = parts.map(|(column, value)| format!("{} = {value}", column.name)).collect();
    parts.join(" AND ")
}

/// A constant. `pgbench` takes a colon for a variable even inside quotes, so there must be none.
fn literal(value: Option<&str>, kind: &str) -> String {
    let Some(text) = value else { return "NULL".to_owned() };
    let mut quoted = "E'".to_owned();
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("''"),
            ':' => quoted.push_str("\\x3A"),
            '\n' => quoted.push_str("\\n"),
            other => quoted.push(other),
        }
    }
    format!("{quoted}'::{kind}")
}

async fn columns(client: &Client, table: &str) -> anyhow::Result<Vec<Column>> {
    // In a unique index over several columns one must vary: a uuid if there is one, else a number, else the last.
    let query = "
        WITH entry AS (
            SELECT i.indexrelid, i.indisprimary, i.indisunique, a.attnum,
                row_number() OVER (PARTITION BY i.indexrelid ORDER BY
                    CASE format_type(a.atttypid, NULL) WHEN 'uuid' THEN 1 WHEN 'bigint' THEN 2 ELSE 3 END,
                    array_position(i.indkey::smallint[], a.attnum)) AS choice
            FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indrelid = $1::text::regclass
        )
        SELECT quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), count(e.attnum) > 0,
            coalesce(bool_or(e.indisprimary), false), coalesce(bool_or(e.indisunique AND e.choice = 1), false)
        FROM pg_attribute a LEFT JOIN entry e ON e.attnum = a.attnum
        WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        GROUP BY a.attnum, a.attname, a.atttypid, a.atttypmod
        ORDER BY a.attnum";
    let rows = client.query(query, &[&table]).await?;
    let column = |row: &tokio_postgres::Row| Column {
        name: row.get(0),
        kind: row.get(1),
        indexed: row.get(2),
        key: row.get(3),
        varied: row.get(4),
    };
    Ok(rows.iter().map(column).collect())
}

/// The rows written last, as text.
async fn patterns(
    client: &Client,
    table: &str,
    columns: &[Column],
    count: i64,
) -> anyhow::Result<Vec<Vec<Option<String>>>> {
    let (source, staged) = if table == STAGED.0 { (STAGED.1, true) } else { (table, false) };
    let value = |column: &Column| match column.name.as_str() {
        "staged_id" if staged => "'0'".to_owned(),
        name => format!("{name}::text"),
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let query = format!("SELECT ARRAY[{}] FROM {source} ORDER BY age(xmin) LIMIT {count}", values.join(", "));
    let rows: Vec<Vec<Option<String>>> =
        client.query(&query, &[]).await?.iter().map(|row| row.get(0)).collect();
    if rows.is_empty() {
        bail!("no row is left to take as a pattern");
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_keep_their_meaning_without_colons() {
        assert_eq!(literal(Some(r#"{"a":"b'\"}"#), "jsonb"), r#"E'{"a"\x3A"b''\\"}'::jsonb"#);
        assert_eq!(literal(None, "text"), "NULL");
    }
}
