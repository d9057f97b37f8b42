//! Counting in a CSV of stock figures (`sku,location,on_hand`): stored whole at first, then chunk by chunk, each in one
//! transaction. Figures are absolute, so that the same file twice changes nothing.

use bytes::Bytes;
use kernel_base::{Page, PageRequest};
use kernel_db::{Act, DbError, Write};
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{Code, OperationId, Sku};

use crate::app::movement::{Actor, Names};
use crate::app::{App, VariantRef, settle};
use crate::domain::movement::{Note, Posting};
use crate::domain::stock::MAX_ON_HAND;
use crate::error::{WarehouseError, movement_code};
use crate::store::scene::{Scene, Subjects};
use crate::store::stock_import::{self, Chunk, NextChunk, RowError, StockImport};

/// The largest file.
pub(crate) const MAX_IMPORT_BYTES: usize = 64 * 1024 * 1024;
/// Rows counted in by one transaction.
const CHUNK_ROWS: i64 = 1000;
const HEADER: &str = "sku,location,on_hand";
/// More than enough for 64 + 64 characters, quotes and a number.
const MAX_ROW_BYTES: usize = 400;

/// A row that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    row_no: i64,
    variant: VariantRef,
    location: Code,
    on_hand: i64,
}

/// What the audit log shows of a file: when it is taken, and once it was counted in.
#[derive(Serialize)]
struct Shown {
    row_count: i64,
    #[serde(flatten)]
    ended: Option<Ended>,
}

#[derive(Serialize)]
struct Ended {
    applied: i64,
    failed: i64,
}

impl App {
    /// Takes a file; a job counts it in.
    pub(crate) async fn start_import(
        &self,
        file: &Bytes,
        actor: &Actor,
        key: &IdempotencyKey,
        answer: impl Fn(&StockImport) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        let (chunks, row_count) = split(file)?;
        let import = StockImport {
            import_id: self.env.id(),
            done: false,
            row_count,
            applied_count: 0,
            failed_count: 0,
            actor: actor.name.clone(),
            created_at: self.env.now(),
            ended_at: None,
        };
        let write = self.db.write().await?;
        stock_import::insert(&write, &import, Act::keep(crate::NAME).as_deref(), &chunks).await?;
        write.changed(import.import_id, None, Some(&Shown { row_count, ended: None }));
        let reply = answer(&import);
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// Counts in everything that waits; answers how many chunks.
    pub(crate) async fn run_imports(&self) -> Result<usize, WarehouseError> {
        let mut chunks = 0;
        while settle(|| self.run_chunk()).await? {
            chunks += 1;
        }
        Ok(chunks)
    }

    async fn run_chunk(&self) -> Result<bool, WarehouseError> {
        let write = self.db.write().await?;
        let Some(next) = stock_import::next_chunk(&write).await? else { return Ok(false) };
        let NextChunk { import_id, actor, chunk, .. } = &next;
        let (rows, mut failed) = parse(chunk);
        let variants = rows.iter().map(|row| &row.variant);
        let names = Names::read(&write, variants, rows.iter().map(|row| row.location.as_str())).await?;
        let mut resolved = Vec::with_capacity(rows.len());
        for row in &rows {
            match (names.variant(&row.variant, ""), names.location(&row.location, "")) {
                (Ok(variant), Ok(location)) => resolved.push((row, variant, location)),
                (Err(error), _) | (_, Err(error)) => {
                    failed.push(row_error(row.row_no, &error.code, error.message));
                }
            }
        }
        let variants = resolved.iter().map(|(_, variant, _)| *variant).collect();
        let mut scene = Scene::read(&write, &Subjects { variants, ..Subjects::default() }).await?;
        let mut applied = 0;
        for (row, variant, location) in resolved {
            let id = location.location_id;
            let level = scene.room.item(variant).and_then(|item| item.level(id));
            // A count that confirms the figure is no news: a nightly file must not fill the ledger.
            if level.is_some_and(|level| level.pieces.on_hand == row.on_hand) {
                applied += 1;
                continue;
            }
            let note = Note { reason: Some("import".to_owned()), reference: Some(import_id.to_string()) };
            match scene.room.post(variant, id, location.active, Posting::Set(row.on_hand), None, note) {
                Ok(()) => applied += 1,
                Err(error) => failed.push(row_error(row.row_no, movement_code(&error), error.to_string())),
            }
        }
        let now = self.env.now();
        scene.save(&write, &self.env, actor, now, None).await?;
        stock_import::finish_chunk(&write, *import_id, chunk.chunk_no, applied, &failed, now).await?;
        let counts = (applied, i64::try_from(failed.len()).expect("BUG: a chunk has few rows"));
        self.commit_chunk(write, &next, counts).await?;
        Ok(true)
    }

    /// With the last chunk whoever sent the file is told to have done what came of it.
    async fn commit_chunk(
        &self,
        write: Write,
        next: &NextChunk,
        (applied, failed): (i64, i64),
    ) -> Result<(), DbError> {
        let kept = next.act.as_deref().filter(|_| next.ends);
        let Some(Ok(act)) = kept.map(|kept| Act::resume(crate::NAME, &self.env, kept)) else {
            return write.commit().await;
        };
        let ended = Ended { applied: next.applied_count + applied, failed: next.failed_count + failed };
        let shown = Shown { row_count: next.row_count, ended: Some(ended) };
        kernel_db::acting(act, async {
            write.changed(next.import_id, None, Some(&shown));
            write.commit().await
        })
        .await
    }

    pub(crate) async fn get_import(&self, id: OperationId) -> Result<StockImport, WarehouseError> {
        stock_import::find(&self.db.read().await?, id).await?.ok_or(WarehouseError::ImportNotFound)
    }

    /// Imports, latest first.
    pub(crate) async fn list_imports(
        &self,
        page: &PageRequest,
        before: Option<OperationId>,
    ) -> Result<Page<StockImport>, WarehouseError> {
        let rows = stock_import::list(&self.db.read().await?, before, page.limit).await?;
        Ok(Page::from_rows(rows, page.limit, |import| import.import_id))
    }

    /// The rows of an import that could not be counted in, in order of the file.
    pub(crate) async fn list_import_errors(
        &self,
        id: OperationId,
        page: &PageRequest,
        after: Option<i64>,
    ) -> Result<Page<RowError>, WarehouseError> {
        self.get_import(id).await?;
        let reader = self.db.read().await?;
        let rows = stock_import::errors(&reader, id, after.unwrap_or(0), page.limit).await?;
        Ok(Page::from_rows(rows, page.limit, |error| error.row_no))
    }
}

/// A file cut into chunks that point into it, and its number of rows.
type Cut<'f> = (Vec<Chunk<&'f [u8]>>, i64);

/// Checks the header and cuts the file at line ends. Blank lines count as rows do, so
/// that row numbers are those an editor shows (less the header).
fn split(file: &[u8]) -> Result<Cut<'_>, WarehouseError> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let (header, mut rest) = file.split_at(line_end(file));
    if header.trim_ascii() != HEADER.as_bytes() {
        return Err(WarehouseError::MalformedImport(format!("its first line must be {HEADER}")));
    }
    if rest.trim_ascii().is_empty() {
        return Err(WarehouseError::MalformedImport("it has no rows".to_owned()));
    }
    let (mut chunks, mut chunk_no, mut first_row) = (Vec::new(), 0, 1);
    while !rest.is_empty() {
        let (mut end, mut rows) = (0, 0);
        while rows < CHUNK_ROWS && end < rest.len() {
            end += line_end(&rest[end..]);
            rows += 1;
        }
        let (content, after) = rest.split_at(end);
        chunks.push(Chunk { chunk_no, first_row, content });
        (rest, chunk_no, first_row) = (after, chunk_no + 1, first_row + rows);
    }
    Ok((chunks, first_row - 1))
}

/// Where the first line ends, its line end included.
fn line_end(text: &[u8]) -> usize {
    text.iter().position(|&byte| byte == b'\n').map_or(text.len(), |at| at + 1)
}

fn parse(chunk: &Chunk<impl AsRef<[u8]>>) -> (Vec<Row>, Vec<RowError>) {
    let (mut rows, mut failed) = (Vec::new(), Vec::new());
    let lines = chunk.content.as_ref().split_inclusive(|&byte| byte == b'\n');
    for (row_no, line) in (chunk.first_row..).zip(lines) {
        match parse_row(row_no, line) {
            Ok(row) => rows.push(row),
            Err((code, message)) => failed.push(row_error(row_no, code, message.to_owned())),
        }
    }
    (rows, failed)
}

/// One line is one row: no column may hold a line end, so each stands alone and a broken one spoils no other.
fn parse_row(row_no: i64, line: &[u8]) -> Result<Row, (&'static str, &'static str)> {
    if line.len() > MAX_ROW_BYTES {
        return Err(("overlong", "the row is longer than any SKU, code and figure can be"));
    }
    let text = str::from_utf8(line).map_err(|_| ("malformed_utf8", "the row is not UTF-8"))?;
    let fields =
        csv_fields(text.trim_end_matches(['\n', '\r'])).ok_or(("malformed_csv", "quotes do not match"))?;
    let [sku, location, on_hand] = fields.as_slice() else {
        return Err(("column_count", "a row has three columns: sku, location, on_hand"));
    };
    let sku: Sku = sku.parse().map_err(|_| ("malformed_sku", "the first column is no SKU"))?;
    let location =
        location.parse().map_err(|_| ("malformed_location", "the second column is no location code"))?;
    let wrong = ("malformed_on_hand", "the third column must be a whole number from 0 to 1000000000");
    let on_hand: i64 = on_hand.parse().map_err(|_| wrong)?;
    if !(0..=MAX_ON_HAND).contains(&on_hand) {
        return Err(wrong);
    }
    Ok(Row { row_no, variant: VariantRef::Sku(sku), location, on_hand })
}

/// RFC 4180 without line ends inside of quotes.
fn csv_fields(line: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let (value, after) = match rest.strip_prefix('"') {
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
            Some(quoted) => quoted_field(quoted)?,
        };
        fields.push(value);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return after.is_empty().then_some(fields),
        }
    }
}

fn quoted_field(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('"')?;
        value.push_str(part);
        match after.strip_prefix('"') {
            Some(next) => {
                value.push('"');
                rest = next;
            }
            None => return Some((value, after)),
        }
    }
}

fn row_error(row_no: i64, code: &str, message: String) -> RowError {
    RowError { row_no, code: code.to_owned(), message: message.chars().take(500).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_the_header_or_without_rows_are_refused() {
        for wrong in ["", "\n", "sku,on_hand\n1,2\n", "sku,location,on_hand\n", "sku,location,on_hand\n\r\n"]
        {
            assert!(matches!(split(wrong.as_bytes()), Err(WarehouseError::MalformedImport(_))), "{wrong:?}");
        }
        assert!(split(b"\xef\xbb\xbfsku,location,on_hand\r\n22423,main,5\r\n").is_ok());
    }

    #[test]
    fn a_broken_row_spoils_no_other() {
        let file =
            b"sku,location,on_hand\n22423,main,5\n\"22,424\",main,6\nx,main\n\"open,main,1\n\xff,main,1\n\
            85123A,main,-1\n85123A,Main,1\n85123A,main,1e3\n\n85123a,main,7";
        let (chunks, row_count) = split(file).unwrap();
        assert_eq!((chunks.len(), row_count), (1, 10));
        let (rows, failed) = parse(&chunks[0]);
        let good: Vec<_> = rows.iter().map(|row| (row.row_no, row.on_hand)).collect();
        assert_eq!(good, [(1, 5), (2, 6), (10, 7)]);
        let bad: Vec<_> = failed.iter().map(|error| (error.row_no, error.code.as_str())).collect();
        assert_eq!(
            bad,
            [
                (3, "column_count"),
                (4, "malformed_csv"),
                (5, "malformed_utf8"),
                (6, "malformed_on_hand"),
                (7, "malformed_location"),
                (8, "malformed_on_hand"),
                (9, "column_count"),
            ]
        );
    }

    #[test]
    fn chunks_number_their_rows_as_the_file_does() {
        let mut file = HEADER.to_owned() + "\n";
        for row in 0..2500 {
            file.push_str(&format!("SKU-{row},main,{row}\n"));
        }
        file.push_str(&"x".repeat(MAX_ROW_BYTES + 1));
        let (chunks, row_count) = split(file.as_bytes()).unwrap();
        let starts: Vec<_> = chunks.iter().map(|chunk| chunk.first_row).collect();
        assert_eq!((starts, row_count), (vec![1, 1001, 2001], 2501));
        let (rows, failed) = parse(&chunks[2]);
        assert_eq!((rows[0].row_no, rows.len()), (2001, 500));
        assert_eq!((failed[0].row_no, failed[0].code.as_str()), (2501, "overlong"));
    }
}
