//! Writes of one round trip: all or nothing, guarded, in order.

use kernel_db::{Database, DbError, GenericClient, Migrations};
use kernel_testing::TestService;
use refinery::Migration;

const TABLES: &str = "
    CREATE TABLE probe.account (
        account_id integer CONSTRAINT account_pkey PRIMARY KEY,
        balance bigint NOT NULL CONSTRAINT account_balance_check CHECK (balance >= 0),
        version bigint NOT NULL DEFAULT 1
    );
    INSERT INTO probe.account VALUES (1, 100), (2, 0);";

const TRANSFER: &str = "UPDATE probe.account SET balance = balance + $2 WHERE account_id = $1";
const VERSIONED: &str =
    "UPDATE probe.account SET balance = $3, version = version + 1 WHERE account_id = $1 AND version = $2";

async fn service() -> TestService {
    let file = Migration::unapplied("V1__create_account", TABLES).unwrap();
    TestService::new(Migrations { service: "probe", files: vec![file] }).await
}

async fn balances(database: &Database) -> Vec<i64> {
    let reader = database.read().await.unwrap();
    let statement = reader.prepare("SELECT balance FROM probe.account ORDER BY account_id").await.unwrap();
    reader.query_rows(&statement, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn all_statements_take_effect_together() {
    let service = service().await;
    let write = service.db().write().await.unwrap();
    write.execute(TRANSFER, &[&1, &-30_i64]).await.unwrap();
    write.execute(TRANSFER, &[&2, &30_i64]).await.unwrap();
    assert_eq!(balances(service.db()).await, [100, 0], "recording sends nothing");
    write.commit().await.unwrap();
    assert_eq!(balances(service.db()).await, [70, 30]);
}

#[tokio::test]
async fn a_violated_constraint_undoes_everything_and_is_named() {
    let service = service().await;
    let write = service.db().write().await.unwrap();
    write.execute(TRANSFER, &[&2, &200_i64]).await.unwrap();
    write.execute(TRANSFER, &[&1, &-200_i64]).await.unwrap();
    write.execute(TRANSFER, &[&2, &1_i64]).await.unwrap();
    let error = write.commit().await.unwrap_err();
    assert_eq!(error.constraint(), Some("account_balance_check"));
    assert_eq!(balances(service.db()).await, [100, 0]);

    // The connection is clean: the same pool goes on.
    let write = service.db().write().await.unwrap();
    write.execute(TRANSFER, &[&1, &-1_i64]).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(balances(service.db()).await, [99, 0]);
}

#[tokio::test]
async fn a_guard_stops_the_transaction_in_the_database_itself() {
    let service = service().await;
    for (version, committed) in [(1_i64, true), (1, false), (2, true)] {
        let write = service.db().write().await.unwrap();
        write.execute(TRANSFER, &[&2, &1_i64]).await.unwrap();
        write.expect(1, "account_version").execute(VERSIONED, &[&1, &version, &50_i64]).await.unwrap();
        let result = write.commit().await;
        assert_eq!(result.is_ok(), committed, "version {version}: {result:?}");
        if let Err(error) = result {
            assert_eq!(error.constraint(), Some("account_version"));
        }
    }
    assert_eq!(balances(service.db()).await, [50, 2], "the refused transaction left nothing behind");
}

#[tokio::test]
async fn of_64_racing_writers_with_one_version_exactly_one_wins() {
    let service = service().await;
    let mut writers = tokio::task::JoinSet::new();
    for balance in 0..64_i64 {
        let database = service.db().clone();
        writers.spawn(async move {
            let write = database.write().await.unwrap();
            write.expect(1, "account_version").execute(VERSIONED, &[&1, &1_i64, &balance]).await.unwrap();
            write.commit().await
        });
    }
    let results = writers.join_all().await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results.iter().filter_map(|result| result.as_ref().err()).all(|error| error.constraint().is_some())
    );
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_an_error_and_sends_nothing() {
    let service = service().await;
    let write = service.db().write().await.unwrap();
    write.execute(TRANSFER, &[&1, &1_i64]).await.unwrap();
    write.execute(TRANSFER, &[&1, &"ten"]).await.unwrap();
    assert!(matches!(write.commit().await, Err(DbError::Encode(_))));
    assert_eq!(balances(service.db()).await, [100, 0]);
}

#[tokio::test]
async fn what_follows_a_commit_runs_only_when_it_happened() {
    let service = service().await;
    for (amount, expected) in [(1_i64, true), (-1000, false)] {
        let (sender, receiver) = std::sync::mpsc::channel();
        let write = service.db().write().await.unwrap();
        write.execute(TRANSFER, &[&1, &amount]).await.unwrap();
        write.after_commit(move || sender.send(()).unwrap());
        assert_eq!(write.commit().await.is_ok(), expected);
        assert_eq!(receiver.try_recv().is_ok(), expected);
    }
}

#[tokio::test]
async fn what_follows_a_commit_also_follows_one_with_nothing_to_write() {
    let service = service().await;
    let (sender, receiver) = std::sync::mpsc::channel();
    let write = service.db().write().await.unwrap();
    write.after_commit(move || sender.send(()).unwrap());
    write.commit().await.unwrap();
    assert_eq!(receiver.try_iter().count(), 1);
}

#[tokio::test]
async fn a_write_of_two_hundred_statements_keeps_their_order() {
    let service = service().await;
    let write = service.db().write().await.unwrap();
    for number in 0..200_i64 {
        write.expect(1, "account_version").execute(VERSIONED, &[&1, &(number + 1), &number]).await.unwrap();
    }
    write.commit().await.unwrap();
    assert_eq!(balances(service.db()).await, [199, 0]);
}
