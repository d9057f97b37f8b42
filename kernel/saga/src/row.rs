//! Sagas as rows of `kernel.saga` and `kernel.saga_step`: many read by one statement, many written by one each.

use std::borrow::Cow;

use kernel_base::{Refusal, Timestamp, TraceParent};
use kernel_db::tokio_postgres::Row;
use kernel_db::tokio_postgres::types::ToSql;
use kernel_db::{Database, DbError, GenericClient, Reader, Write};
use uuid::Uuid;

use crate::machine::{Record, State};

/// A saga with its data still as JSON.
#[derive(Debug, Clone)]
pub(crate) struct SagaRow {
    pub(crate) saga_id: Uuid,
    pub(crate) kind: Cow<'static, str>,
    pub(crate) def_version: i32,
    pub(crate) subject: String,
    pub(crate) state: State,
    pub(crate) step: Cow<'static, str>,
    pub(crate) data: String,
    /// False when the data is as it was read: large orders need not be written again at every step.
    pub(crate) data_changed: bool,
    pub(crate) refusal: Option<Refusal>,
    pub(crate) deadline_at: Option<Timestamp>,
    pub(crate) next_try_at: Option<Timestamp>,
    pub(crate) attempts: i32,
    pub(crate) parked_reason: Option<String>,
    pub(crate) trace: Option<TraceParent>,
    /// As read; the write is guarded by it.
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
    /// How many steps are recorded so far.
    pub(crate) recorded: i16,
}

pub(crate) fn state_name(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Compensating => "compensating",
        State::Completed => "completed",
        State::Compensated => "compensated",
        State::Parked => "parked",
    }
}

fn state(name: &str) -> Result<State, DbError> {
    Ok(match name {
        "running" => State::Running,
        "compensating" => State::Compensating,
        "completed" => State::Completed,
        "compensated" => State::Compensated,
        "parked" => State::Parked,
        other => return Err(DbError::Encode(format!("saga state {other}"))),
    })
}

const COLUMNS: &str = "s.saga_id, s.kind, s.def_version, s.subject, s.state, s.step, s.data, s.refusal_code, \
     s.refusal_message, s.deadline_at, s.next_try_at, s.attempts, s.parked_reason, s.trace, s.version, s.created_at, \
     s.recorded";

fn parse(row: &Row) -> Result<SagaRow, DbError> {
    let code: Option<String> = row.try_get(7)?;
    let message: Option<String> = row.try_get(8)?;
    Ok(SagaRow {
        saga_id: row.try_get(0)?,
        kind: row.try_get::<_, String>(1)?.into(),
        def_version: row.try_get(2)?,
        subject: row.try_get(3)?,
        state: state(row.try_get(4)?)?,
        step: row.try_get::<_, String>(5)?.into(),
        data: row.try_get(6)?,
        data_changed: false,
        refusal: code.map(|code| Refusal::new(code, message.unwrap_or_default())),
        deadline_at: row.try_get(9)?,
        next_try_at: row.try_get(10)?,
        attempts: row.try_get(11)?,
        parked_reason: row.try_get(12)?,
        trace: row.try_get::<_, Option<String>>(13)?.map(TraceParent),
        version: row.try_get(14)?,
        created_at: row.try_get(15)?,
        recorded: row.try_get(16)?,
    })
}

pub(crate) async fn load<C: GenericClient>(client: &C, ids: &[Uuid]) -> Result<Vec<SagaRow>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM kernel.saga s WHERE s.saga_id = ANY($1)");
    all(client, &sql, &[&ids]).await
}

pub(crate) async fn of_subject(database: &Database, subject: &str) -> Result<Vec<SagaRow>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM kernel.saga s WHERE s.subject = $1 ORDER BY s.created_at");
    all(&database.read().await?, &sql, &[&subject]).await
}

/// Open sagas, oldest first.
pub(crate) async fn open(
    database: &Database,
    parked_only: bool,
    limit: i64,
) -> Result<Vec<SagaRow>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kernel.saga s WHERE s.state IN ('running', 'compensating', 'parked') \
         AND (NOT $1 OR s.state = 'parked') ORDER BY s.created_at LIMIT $2"
    );
    all(&database.read().await?, &sql, &[&parked_only, &limit]).await
}

pub(crate) async fn count_open(database: &Database) -> Result<i64, DbError> {
    let reader = database.read().await?;
    let statement = reader
        .prepare("SELECT count(*) FROM kernel.saga WHERE state IN ('running', 'compensating', 'parked')")
        .await?;
    Ok(reader.query_one(&statement, &[]).await?.try_get(0)?)
}

/// Names and versions of the definitions that open sagas follow.
pub(crate) async fn open_definitions(database: &Database) -> Result<Vec<(String, i32)>, DbError> {
    let reader = database.read().await?;
    let statement = reader
        .prepare(
            "SELECT DISTINCT kind, def_version FROM kernel.saga WHERE state IN ('running', 'compensating', 'parked')",
        )
        .await?;
    let rows = reader.query_rows(&statement, &[]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Ids of sagas whose deadline has come or whose reply is overdue.
pub(crate) async fn due(database: &Database, now: Timestamp) -> Result<Vec<Uuid>, DbError> {
    let reader = database.read().await?;
    let statement = reader
        .prepare(
            "SELECT saga_id FROM kernel.saga WHERE state IN ('running', 'compensating', 'parked') AND state <> 'parked' \
             AND (deadline_at <= $1 OR next_try_at <= $1) ORDER BY created_at LIMIT 200",
        )
        .await?;
    let rows = reader.query_rows(&statement, &[&now]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

async fn all<C: GenericClient>(
    client: &C,
    sql: &str,
    params: &[&(dyn ToSql + Sync)],
) -> Result<Vec<SagaRow>, DbError> {
    let statement = client.prepare(sql).await?;
    client.query_rows(&statement, params).await?.iter().map(parse).collect()
}

/// What each step of a saga came to, oldest first.
pub(crate) async fn steps(reader: &Reader, saga_id: Uuid) -> Result<Vec<(Record, Timestamp)>, DbError> {
    let statement = reader
        .prepare(
            "SELECT step, action, outcome, detail, ended_at FROM kernel.saga_step WHERE saga_id = $1 ORDER BY sequence",
        )
        .await?;
    let parse = |row: &Row| {
        let (action, outcome): (String, String) = (row.try_get(1)?, row.try_get(2)?);
        let step: String = row.try_get(0)?;
        let record = Record {
            step: step.into(),
            action: action.into(),
            outcome: outcome.into(),
            detail: row.try_get(3)?,
        };
        Ok((record, row.try_get(4)?))
    };
    reader.query_rows(&statement, &[&saga_id]).await?.iter().map(parse).collect()
}

/// Records new sagas.
pub(crate) async fn insert(write: &Write, rows: &[SagaRow]) -> Result<(), DbError> {
    let c = Columns::of(rows);
    write
        .execute(
            "INSERT INTO kernel.saga (saga_id, kind, def_version, subject, state, step, data, refusal_code, \
                 refusal_message, deadline_at, next_try_at, attempts, parked_reason, recorded, trace, created_at, updated_at) \
             SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], \
                 $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::int[], $13::text[], $14::smallint[], \
                 $15::text[], $16::timestamptz[], $16::timestamptz[])",
            &[
                &c.ids, &c.kinds, &c.versions, &c.subjects, &c.states, &c.steps, &c.data, &c.codes, &c.messages,
                &c.deadlines, &c.retries, &c.attempts, &c.reasons, &c.recorded, &c.traces, &c.created,
            ],
        )
        .await?;
    Ok(())
}

/// Records changed sagas; the write fails as `saga_version` when one of them was changed by somebody else meanwhile.
pub(crate) async fn update(write: &Write, rows: &[SagaRow], now: Timestamp) -> Result<(), DbError> {
    let c = Columns::of(rows);
    write
        .expect(rows.len(), "saga_version")
        .execute(
            "UPDATE kernel.saga s SET state = t.state, step = t.step, data = coalesce(t.data, s.data), refusal_code = t.code, \
                 refusal_message = t.message, deadline_at = t.deadline_at, next_try_at = t.next_try_at, \
                 attempts = t.attempts, parked_reason = t.reason, recorded = t.recorded, version = s.version + 1, \
                 updated_at = $13 \
             FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], \
                 $8::timestamptz[], $9::timestamptz[], $10::int[], $11::text[], $12::smallint[]) \
                 AS t(saga_id, version, state, step, data, code, message, deadline_at, next_try_at, attempts, reason, recorded) \
             WHERE s.saga_id = t.saga_id AND s.version = t.version",
            &[
                &c.ids, &c.guards, &c.states, &c.steps, &c.data, &c.codes, &c.messages, &c.deadlines, &c.retries,
                &c.attempts, &c.reasons, &c.recorded, &now,
            ],
        )
        .await?;
    Ok(())
}

/// Records what steps came to: saga, sequence, record.
pub(crate) async fn insert_steps(
    write: &Write,
    steps: &[(Uuid, i16, Record)],
    now: Timestamp,
) -> Result<(), DbError> {
    if steps.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = steps.iter().map(|step| step.0).collect();
    let sequences: Vec<i16> = steps.iter().map(|step| step.1).collect();
    let names: Vec<&str> = steps.iter().map(|step| &*step.2.step).collect();
    let actions: Vec<&str> = steps.iter().map(|step| &*step.2.action).collect();
    let outcomes: Vec<&str> = steps.iter().map(|step| &*step.2.outcome).collect();
    let details: Vec<Option<&str>> = steps.iter().map(|step| step.2.detail.as_deref()).collect();
    write
        .execute(
            "INSERT INTO kernel.saga_step (saga_id, sequence, step, action, outcome, detail, ended_at) \
             SELECT saga_id, sequence, step, action, outcome, detail, $7 \
             FROM unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[]) \
             AS t(saga_id, sequence, step, action, outcome, detail)",
            &[&ids, &sequences, &names, &actions, &outcomes, &details, &now],
        )
        .await?;
    Ok(())
}

/// Rows turned on their side, as `unnest` wants them.
struct Columns<'a> {
    ids: Vec<Uuid>,
    kinds: Vec<&'a str>,
    versions: Vec<i32>,
    subjects: Vec<&'a str>,
    states: Vec<&'static str>,
    steps: Vec<&'a str>,
    data: Vec<Option<&'a str>>,
    codes: Vec<Option<&'a str>>,
    messages: Vec<Option<&'a str>>,
    deadlines: Vec<Option<Timestamp>>,
    retries: Vec<Option<Timestamp>>,
    attempts: Vec<i32>,
    reasons: Vec<Option<&'a str>>,
    recorded: Vec<i16>,
    traces: Vec<Option<&'a str>>,
    created: Vec<Timestamp>,
    guards: Vec<i64>,
}

impl<'a> Columns<'a> {
    fn of(rows: &'a [SagaRow]) -> Self {
        Self {
            ids: rows.iter().map(|row| row.saga_id).collect(),
            kinds: rows.iter().map(|row| &*row.kind).collect(),
            versions: rows.iter().map(|row| row.def_version).collect(),
            subjects: rows.iter().map(|row| &*row.subject).collect(),
            states: rows.iter().map(|row| state_name(row.state)).collect(),
            steps: rows.iter().map(|row| &*row.step).collect(),
            data: rows.iter().map(|row| row.data_changed.then_some(&*row.data)).collect(),
            codes: rows.iter().map(|row| row.refusal.as_ref().map(|refusal| &*refusal.code)).collect(),
            messages: rows.iter().map(|row| row.refusal.as_ref().map(|refusal| &*refusal.message)).collect(),
            deadlines: rows.iter().map(|row| row.deadline_at).collect(),
            retries: rows.iter().map(|row| row.next_try_at).collect(),
            attempts: rows.iter().map(|row| row.attempts).collect(),
            reasons: rows.iter().map(|row| row.parked_reason.as_deref()).collect(),
            recorded: rows.iter().map(|row| row.recorded).collect(),
            traces: rows.iter().map(|row| row.trace.as_ref().map(|trace| &*trace.0)).collect(),
            created: rows.iter().map(|row| row.created_at).collect(),
            guards: rows.iter().map(|row| row.version).collect(),
        }
    }
}
