//! One transaction, recorded first and sent whole: BEGIN, every statement and COMMIT leave in one go, so locks are held
//! for one round trip at most, and nothing can wait for a caller in the middle of a transaction.

use std::borrow::Cow;
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use deadpool_postgres::Object;
use kernel_base::{Timestamp, holds_personal};
use postgres_types::{BorrowToSql, IsNull, ToSql, Type, to_sql_checked};
use serde::Serialize;
use tokio::sync::Notify;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Error, Row, RowStream, Statement, ToStatement};
use uuid::Uuid;

use crate::acting::{self, Changed};
use crate::client::{GenericClient, read_at_once};
use crate::{DbError, PersonalKey};

/// An event on its way into the outbox.
#[derive(Debug, Clone)]
pub struct StagedEvent {
    /// Unique for ever.
    pub event_id: Uuid,
    /// `order.placed.v1`.
    pub kind: Cow<'static, str>,
    /// The aggregate's text id.
    pub subject: String,
    /// The aggregate's version after the change; 0 for commands and replies.
    pub version: i64,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// W3C traceparent of the cause.
    pub trace: Option<String>,
    /// The payload, JSON. Its personal parts are still plain here; they are encrypted under the subject when staged.
    pub data: String,
}

/// Records the statements of one transaction.
///
/// Generated queries bound to it only record (and answer 0 rows); [`Write::commit`] sends BEGIN, all of them and COMMIT
/// in one round trip. Because the COMMIT is on its way before any result is back, a statement that must change a known
/// number of rows is recorded through [`Write::expect`], which makes the database itself stop the transaction.
///
/// Reading queries bound to it run at once, on the same connection, before and outside of the transaction.
pub struct Write {
    service: &'static str,
    connection: Object,
    commit_timeout: Duration,
    staged_signal: Arc<Notify>,
    personal: PersonalKey,
    recorded: Mutex<Recorded>,
}

macro_rules! insert_staged {
    () => {
        "INSERT INTO kernel.outbox_staged (event_id, kind, subject, partition, version, occurred_at, trace, data) \
         SELECT event_id, kind, subject, partition, version, occurred_at, trace, data \
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::bigint[], $6::timestamptz[], $7::text[], \
         $8::text[]) WITH ORDINALITY \
         AS t(event_id, kind, subject, partition, version, occurred_at, trace, data, place) ORDER BY place"
    };
}
const INSERT_STAGED: &str = insert_staged!();
/// The same, with what opens the encrypted ones.
const INSERT_SEALED: &str = concat!(
    "WITH filed AS (INSERT INTO kernel.personal_key (event_id, subject, salt) \
     SELECT * FROM unnest($9::uuid[], $10::text[], $11::bytea[])) ",
    insert_staged!()
);

#[derive(Default)]
struct Recorded {
    statements: Vec<(Statement, Vec<Encoded>)>,
    events: Vec<StagedEvent>,
    /// What staff changes by it; see [`Write::changed`].
    changes: Vec<Changed>,
    after_commit: Vec<Box<dyn FnOnce() + Send>>,
    /// The first parameter that could not be encoded; the commit fails with it.
    unencodable: Option<String>,
}

impl Write {
    pub(crate) fn new(
        service: &'static str,
        connection: Object,
        commit_timeout: Duration,
        staged_signal: Arc<Notify>,
        personal: PersonalKey,
    ) -> Self {
        Self { service, connection, commit_timeout, staged_signal, personal, recorded: Mutex::default() }
    }

    /// For a plain INSERT, UPDATE or DELETE that must change exactly `rows` rows: otherwise the whole transaction fails
    /// with [`DbError::Constraint`] of this name. The statement may start with a CTE that only reads.
    #[must_use]
    pub fn expect<'w>(&'w self, rows: usize, name: &'static str) -> Guarded<'w> {
        Guarded { write: self, rows: i64::try_from(rows).unwrap_or(i64::MAX), name }
    }

    /// Puts an event into the outbox of this transaction, behind those already staged.
    pub fn stage(&self, event: StagedEvent) {
        self.recorded().events.push(event);
    }

    /// Shows what this transaction makes of a thing, for the audit log of what staff does; costs nothing when nobody of the
    /// staff is acting. Without it the log tells only that the operation was called. Never for personal data or secrets,
    /// which would stay there for ever.
    pub fn changed<T: Serialize>(&self, object: impl Display, before: Option<&T>, after: Option<&T>) {
        if acting::somebody_acts(self.service) {
            self.recorded().changes.push(Changed::new(object.to_string(), before, after));
        }
    }

    /// Runs `action` once the transaction is known to be committed, also when it had nothing to write; never otherwise.
    pub fn after_commit(&self, action: impl FnOnce() + Send + 'static) {
        self.recorded().after_commit.push(Box::new(action));
    }

    /// Sends everything and waits for the outcome: all or nothing. With nothing recorded nothing is sent.
    ///
    /// # Errors
    /// The first statement's error that stopped the transaction. [`DbError::Unavailable`] after the connection broke: the
    /// outcome is unknown then, and only an idempotency key or a guard can tell.
    pub async fn commit(self) -> Result<(), DbError> {
        self.tell_of_staff();
        self.record_outbox().await?;
        let recorded = std::mem::take(&mut *self.recorded());
        if let Some(reason) = recorded.unencodable {
            return Err(DbError::Encode(reason));
        }
        // What follows a commit also follows one that had nothing to write: the caller need not know which it was.
        if !recorded.statements.is_empty() {
            self.transact_in_time(recorded.statements).await?;
        }
        if !recorded.events.is_empty() {
            self.staged_signal.notify_one();
        }
        for action in recorded.after_commit {
            action();
        }
        Ok(())
    }

    async fn transact_in_time(&self, statements: Vec<(Statement, Vec<Encoded>)>) -> Result<(), DbError> {
        let transaction = transact(&self.connection, statements);
        match tokio::time::timeout(self.commit_timeout, transaction).await {
            Ok(result) => result,
            Err(_) => {
                // The statement that hangs fails, the COMMIT already queued behind it rolls back: the connection stays clean.
                self.connection.cancel_token().cancel_query(tokio_postgres::NoTls).await.ok();
                Err(DbError::Unavailable("the commit took too long".to_owned()))
            }
        }
    }

    /// Whoever of the staff is acting, what is about to be changed is told with it.
    fn tell_of_staff(&self) {
        let mut recorded = self.recorded();
        if recorded.statements.is_empty() && recorded.events.is_empty() {
            return;
        }
        let changes = std::mem::take(&mut recorded.changes);
        let events = acting::tell(self.service, changes);
        if !events.is_empty() {
            recorded.events.extend(events);
            recorded.after_commit.push(Box::new(acting::told));
        }
    }

    /// All staged events in one INSERT; the ordinality keeps their order, because identities are drawn row by row. What
    /// they hold of personal data leaves encrypted, and what opens it is filed by the same statement.
    async fn record_outbox(&self) -> Result<(), DbError> {
        let mut events = self.recorded().events.clone();
        if events.is_empty() {
            return Ok(());
        }
        let (mut sealed_ids, mut sealed_subjects, mut salts) = (Vec::new(), Vec::new(), Vec::new());
        for event in events.iter_mut().filter(|event| holds_personal(&event.data)) {
            let (data, salt) = self.personal.seal(event.event_id, &event.data)?;
            event.data = data;
            sealed_ids.push(event.event_id);
            sealed_subjects.push(event.subject.clone());
            salts.push(salt);
        }
        let partitions: Vec<i16> =
            events.iter().map(|event| kernel_base::partition_of(&event.subject)).collect();
        let ids: Vec<Uuid> = events.iter().map(|event| event.event_id).collect();
        let kinds: Vec<&str> = events.iter().map(|event| &*event.kind).collect();
        let subjects: Vec<&str> = events.iter().map(|event| &*event.subject).collect();
        let versions: Vec<i64> = events.iter().map(|event| event.version).collect();
        let times: Vec<Timestamp> = events.iter().map(|event| event.occurred_at).collect();
        let traces: Vec<Option<&str>> = events.iter().map(|event| event.trace.as_deref()).collect();
        let data: Vec<&str> = events.iter().map(|event| &*event.data).collect();
        let mut params: Vec<&(dyn ToSql + Sync)> =
            vec![&ids, &kinds, &subjects, &partitions, &versions, &times, &traces, &data];
        let statement = if salts.is_empty() {
            INSERT_STAGED
        } else {
            params.push(&sealed_ids);
            params.push(&sealed_subjects);
            params.push(&salts);
            INSERT_SEALED
        };
        self.execute(statement, &params).await?;
        Ok(())
    }

    async fn record(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<(), Error> {
        let statement = self.connection.prepare_cached(sql).await?;
        let encoded = encode(&statement, params);
        let mut recorded = self.recorded();
        match encoded {
            Ok(params) => recorded.statements.push((statement, params)),
            Err(reason) => {
                recorded.unencodable.get_or_insert(reason);
            }
        }
        Ok(())
    }

    fn connection(&self) -> &Object {
        &self.connection
    }

    fn recorded(&self) -> MutexGuard<'_, Recorded> {
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl GenericClient for Write {
    read_at_once!();

    async fn execute(&self, query: &str, params: &[&(dyn ToSql + Sync)]) -> Result<u64, Error> {
        self.record(query, params).await?;
        Ok(0)
    }
}

/// Records the next statement so that the database checks how many rows it changes; see [`Write::expect`].
pub struct Guarded<'w> {
    write: &'w Write,
    rows: i64,
    name: &'static str,
}

impl Guarded<'_> {
    fn connection(&self) -> &Object {
        &self.write.connection
    }
}

impl GenericClient for Guarded<'_> {
    read_at_once!();

    async fn execute(&self, query: &str, params: &[&(dyn ToSql + Sync)]) -> Result<u64, Error> {
        let statement = query.trim().trim_end_matches(';');
        let (rows, name) = (params.len() + 1, params.len() + 2);
        let guarded = format!(
            "WITH changed AS ({statement} RETURNING 1) \
             SELECT kernel.require_rows(count(*), ${rows}::bigint, ${name}::text) FROM changed"
        );
        let mut params = params.to_vec();
        params.push(&self.rows);
        params.push(&self.name);
        self.write.record(&guarded, &params).await?;
        Ok(0)
    }
}

/// A parameter in PostgreSQL's binary form; `None` is NULL.
#[derive(Debug, Clone)]
struct Encoded(Option<Bytes>);

impl ToSql for Encoded {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match &self.0 {
            None => Ok(IsNull::Yes),
            Some(bytes) => {
                out.extend_from_slice(bytes);
                Ok(IsNull::No)
            }
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

fn encode(statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Encoded>, String> {
    let types = statement.params();
    if types.len() != params.len() {
        return Err(format!("expected {} parameters, got {}", types.len(), params.len()));
    }
    let mut buffer = BytesMut::new();
    types
        .iter()
        .zip(params)
        .enumerate()
        .map(|(index, (ty, param))| match param.to_sql_checked(ty, &mut buffer) {
            Ok(IsNull::Yes) => Ok(Encoded(None)),
            Ok(IsNull::No) => Ok(Encoded(Some(buffer.split().freeze()))),
            Err(error) => Err(format!("parameter {}: {error}", index + 1)),
        })
        .collect()
}

type Pending<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;

/// Sends the statements as one transaction without waiting in between. A future of the client sends its message when
/// first polled, so polling them in order is what pipelines them.
async fn transact(connection: &Object, statements: Vec<(Statement, Vec<Encoded>)>) -> Result<(), DbError> {
    let single = statements.len() == 1;
    let mut pending: Vec<Pending<'_>> = Vec::with_capacity(statements.len() + 2);
    if !single {
        pending.push(Box::pin(connection.batch_execute("BEGIN")));
    }
    for (statement, params) in statements {
        pending.push(Box::pin(async move { connection.execute_raw(&statement, params).await.map(|_| ()) }));
    }
    if !single {
        pending.push(Box::pin(connection.batch_execute("COMMIT")));
    }
    let mut results: Vec<Option<Result<(), Error>>> = pending.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        let mut all_done = true;
        for (future, result) in pending.iter_mut().zip(&mut results) {
            if result.is_none() {
                match future.as_mut().poll(context) {
                    Poll::Ready(outcome) => *result = Some(outcome),
                    Poll::Pending => all_done = false,
                }
            }
        }
        if all_done { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    // The first error is the cause; what follows it only says that the transaction was already aborted.
    match results.into_iter().flatten().find_map(Result::err) {
        None => Ok(()),
        Some(error) => {
            debug_assert!(
                error.code() != Some(&SqlState::IN_FAILED_SQL_TRANSACTION),
                "BUG: the cause comes first"
            );
            Err(error.into())
        }
    }
}
