//! Migrations: applied once whoever races, and refused with a sentence that helps.

use kernel_db::{MigrateError, Migrations, migrate, require_schema};
use kernel_testing::TestDatabase;
use refinery::Migration;

fn migrations(files: &[(&str, &str)]) -> Migrations {
    let files = files.iter().map(|(name, sql)| Migration::unapplied(name, sql).unwrap()).collect();
    Migrations { service: "probe", files }
}

const FIRST: (&str, &str) = ("V1__create_probe", "CREATE TABLE probe.one (id integer PRIMARY KEY)");
const SECOND: (&str, &str) = ("V2__create_two", "CREATE TABLE probe.two (id integer PRIMARY KEY)");

#[tokio::test]
async fn missing_migrations_are_applied_once_although_four_processes_race() {
    let database = TestDatabase::new(&migrations(&[FIRST])).await;
    let wanted = migrations(&[FIRST, SECOND]);
    let run = || migrate(database.config(), &wanted);
    let results = tokio::join!(run(), run(), run(), run());
    let applied = [results.0, results.1, results.2, results.3].map(|result| result.unwrap());
    assert_eq!(applied.iter().sum::<usize>(), 1, "{applied:?}");
}

#[tokio::test]
async fn a_changed_file_is_refused_with_both_checksums() {
    let database = TestDatabase::new(&migrations(&[FIRST])).await;
    let changed = migrations(&[(FIRST.0, "CREATE TABLE probe.one (id bigint PRIMARY KEY)")]);
    let error = migrate(database.config(), &changed).await.unwrap_err();
    let MigrateError::Changed { applied, file, .. } = &error else { panic!("{error}") };
    let text = error.to_string();
    assert!(text.contains(&format!("{applied:016x}")) && text.contains(&format!("{file:016x}")), "{text}");
}

#[tokio::test]
async fn a_database_newer_than_the_binary_is_refused() {
    let database = TestDatabase::new(&migrations(&[FIRST, SECOND])).await;
    let error = migrate(database.config(), &migrations(&[FIRST])).await.unwrap_err();
    assert!(matches!(error, MigrateError::Unknown { .. }), "{error}");
}

#[tokio::test]
async fn a_failing_migration_leaves_nothing_behind() {
    let database = TestDatabase::new(&migrations(&[FIRST])).await;
    let broken = ("V2__create_two", "CREATE TABLE probe.two (id integer PRIMARY KEY); SELECT 1/0");
    let error = migrate(database.config(), &migrations(&[FIRST, broken])).await.unwrap_err();
    assert!(matches!(error, MigrateError::Failed { .. }), "{error}");
    assert_eq!(migrate(database.config(), &migrations(&[FIRST, SECOND])).await.unwrap(), 1);
}

#[tokio::test]
async fn a_binary_that_is_newer_than_the_schema_says_what_to_run_and_an_older_one_works_on() {
    let database = TestDatabase::new(&migrations(&[FIRST])).await;
    let (older, newer) = (migrations(&[]), migrations(&[FIRST, SECOND]));
    let error = require_schema(database.config(), &newer).await.unwrap_err();
    assert!(error.to_string().ends_with("run `karum migrate probe`"), "{error}");
    require_schema(database.config(), &older).await.unwrap();
    migrate(database.config(), &newer).await.unwrap();
    require_schema(database.config(), &newer).await.unwrap();
    let empty = TestDatabase::new(&older).await;
    empty.connect().await.batch_execute("DROP SCHEMA kernel CASCADE").await.unwrap();
    let error = require_schema(empty.config(), &older).await.unwrap_err();
    assert!(matches!(error, MigrateError::Behind(_)), "{error}");
}
