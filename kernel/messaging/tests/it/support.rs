//! A small service whose only table counts what it was told.

use std::sync::Arc;
use std::time::Duration;

use kernel_base::{Event, EventData};
use kernel_db::{Database, DbError, GenericClient, Migrations, Write};
use kernel_messaging::{Emit, Handler, HandlerError};
use kernel_testing::TestService;
use refinery::Migration;
use serde::{Deserialize, Serialize};

const TABLES: &str = "
    CREATE TABLE probe.aggregate (aggregate_id integer PRIMARY KEY, version bigint NOT NULL);
    INSERT INTO probe.aggregate SELECT n, 0 FROM generate_series(0, 39) AS n;
    CREATE TABLE probe.effect (
        effect_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        subject text NOT NULL,
        number bigint NOT NULL
    );";

pub(crate) async fn service() -> TestService {
    let file = Migration::unapplied("V1__create_probe", TABLES).unwrap();
    TestService::new(Migrations { service: "probe", files: vec![file] }).await
}

/// Something happened to `subject`, for the `number`th time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct Happened {
    pub(crate) number: i64,
}

impl EventData for Happened {
    const TYPE: &'static str = "probe.happened.v1";
}

pub(crate) async fn emit(service: &TestService, subject: &str, number: i64) {
    let write = service.db().write().await.unwrap();
    write.emit(service.env(), subject, number, None, &Happened { number }).unwrap();
    write.commit().await.unwrap();
}

/// Writes every event down; chokes on the numbers it is told to choke on.
#[derive(Default)]
pub(crate) struct Recorder {
    pub(crate) poison: std::sync::Mutex<Vec<i64>>,
}

#[async_trait::async_trait]
impl Handler for Recorder {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        for event in events {
            let happened: Happened = event.parse()?;
            if self.poison.lock().unwrap().contains(&happened.number) {
                return Err(HandlerError::Poison("too hot".to_owned()));
            }
            write
                .execute(
                    "INSERT INTO probe.effect (subject, number) VALUES ($1, $2)",
                    &[&event.subject, &happened.number],
                )
                .await
                .map_err(DbError::from)?;
        }
        Ok(())
    }
}

/// What was written down, in this order.
pub(crate) async fn effects(database: &Database) -> Vec<(String, i64)> {
    let reader = database.read().await.unwrap();
    let statement =
        reader.prepare("SELECT subject, number FROM probe.effect ORDER BY effect_id").await.unwrap();
    let rows = reader.query_rows(&statement, &[]).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// Waits until the condition holds; fails after 20 seconds.
pub(crate) async fn eventually<F, R>(what: &str, mut condition: F)
where
    F: FnMut() -> R,
    R: Future<Output = bool>,
{
    let waiting = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.unwrap_or_else(|_| panic!("never: {what}"));
}
