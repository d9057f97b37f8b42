//! Takes a person out of what the kernel keeps for a service: messages, parked events, stored answers.

use kernel_base::ERASED;
use kernel_db::{DbError, GenericClient, Write};
use serde::Serialize;

/// What of a person was in the kernel's tables; a service tells it in its proof of erasure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Erased {
    /// Messages in the outbox or the log whose personal data cannot be read any more.
    pub messages: i64,
    /// Parked events that are empty now.
    pub parked: i64,
    /// Answers to repeated requests that are gone.
    pub answers: i64,
}

impl Erased {
    /// Rows that are gone, by table.
    #[must_use]
    pub const fn rows(&self) -> [(&'static str, i64); 3] {
        [
            ("kernel.personal_key", self.messages),
            ("kernel.parked_event", self.parked),
            ("kernel.idempotency_key", self.answers),
        ]
    }
}

/// Answers looked through by one statement.
const PAGE: i64 = 2_000;

/// Records into `write` that the personal data in all messages about these subjects becomes unreadable, for every reader
/// and in every replay, and that events of theirs which are parked here and answers that name them go.
///
/// Every process that keeps opened messages in memory forgets them within a second of the commit.
pub async fn erase(write: &Write, subjects: &[String]) -> Result<Erased, DbError> {
    let erased = Erased {
        messages: count(write, "kernel.personal_key", subjects).await?,
        parked: count(write, "kernel.parked_event", subjects).await?,
        answers: erase_answers(write, subjects).await?,
    };
    erase_messages(write, subjects).await?;
    Ok(erased)
}

/// The same of messages and parked events alone: answers that name the subjects stay.
pub async fn erase_messages(write: &Write, subjects: &[String]) -> Result<(), DbError> {
    write.execute("DELETE FROM kernel.personal_key WHERE subject = ANY($1)", &[&subjects]).await?;
    write
        .execute(
            "UPDATE kernel.parked_event SET data = $2, error = 'erased' WHERE subject = ANY($1)",
            &[&subjects, &ERASED],
        )
        .await?;
    // Last: its row lock is the sequencer's.
    write.execute("UPDATE kernel.outbox_sequencer SET erasures = erasures + 1", &[]).await?;
    Ok(())
}

async fn count(write: &Write, table: &str, subjects: &[String]) -> Result<i64, DbError> {
    let statement = write.prepare(&format!("SELECT count(*) FROM {table} WHERE subject = ANY($1)")).await?;
    Ok(write.query_one(&statement, &[&subjects]).await?.try_get(0)?)
}

/// Answers are found by what they say, page by page, because nothing else ties them to a person: they are kept for seven
/// days only, and no index is worth its cost at every request.
async fn erase_answers(write: &Write, subjects: &[String]) -> Result<i64, DbError> {
    let statement = write
        .prepare(
            "SELECT key_hash, EXISTS (SELECT FROM unnest($3::text[]) AS s(subject) \
                 WHERE position(s.subject IN a.body) > 0 OR position(s.subject IN coalesce(a.location, '')) > 0) \
             FROM kernel.idempotency_key a WHERE key_hash > $1 ORDER BY key_hash LIMIT $2",
        )
        .await?;
    let mut after = Vec::new();
    let mut found: Vec<Vec<u8>> = Vec::new();
    loop {
        let rows = write.query_rows(&statement, &[&after, &PAGE, &subjects]).await?;
        for row in &rows {
            after = row.try_get(0)?;
            if row.try_get(1)? {
                found.push(after.clone());
            }
        }
        if i64::try_from(rows.len()).unwrap_or(PAGE) < PAGE {
            break;
        }
    }
    write.execute("DELETE FROM kernel.idempotency_key WHERE key_hash = ANY($1)", &[&found]).await?;
    Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
}
