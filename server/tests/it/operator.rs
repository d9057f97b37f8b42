//! What an operator does about events, sagas and privileges that are not as they should be.

use std::time::Duration;

use kernel_db::session;
use kernel_db::tokio_postgres::Error;

use crate::support::{Home, eventually};

/// Runs statements as superuser in a database.
async fn administer(home: &Home, database: &str, statements: &str) {
    let mut server = home.superuser().unwrap();
    server.dbname(database);
    session::<_, Error>(&server, async |client| client.batch_execute(statements).await).await.unwrap();
}

#[tokio::test]
async fn parked_events_are_listed_and_given_up_and_those_behind_them_are_tried() {
    let home = Home::new();
    home.succeed(&["up", "--detach"]);
    assert_eq!(home.json(&["events", "parked", "--json"]), serde_json::json!([]));
    // Two events of one product that no consumer of catalog's log can read.
    let staged = "INSERT INTO kernel.outbox_staged (event_id, kind, subject, partition, version, occurred_at, data) \
                  SELECT gen_random_uuid(), 'catalog.product_changed.v1', 'prod_x', 7, n, now(), '{}' \
                  FROM generate_series(1, 2) AS n";
    administer(&home, "catalog_db", staged).await;
    let parked = || home.json(&["events", "parked", "--json"]).as_array().unwrap().clone();
    eventually("all consumers have parked both", Duration::from_secs(20), async || parked().len() == 8).await;

    let first = parked().into_iter().find(|event| event["position"] == 1).unwrap();
    let skip = |event: &serde_json::Value| {
        home.succeed(&["events", "skip", event["event_id"].as_str().unwrap(), "--reason", "a test product"])
    };
    assert!(skip(&first).contains("4 events skipped"));
    eventually("the second is tried, and parked for its own sake", Duration::from_secs(20), async || {
        let parked = parked();
        parked.len() == 4 && parked.iter().all(|event| event["attempts"] == 2 && event["state"] == "parked")
    })
    .await;
    let second = parked().remove(0);
    assert!(home.succeed(&["events", "parked"]).contains("prod_x"));
    let released = home.json(&["events", "retry", second["event_id"].as_str().unwrap(), "--json"]);
    assert_eq!(released["events"], 4);
    skip(&second);
    assert!(home.succeed(&["events", "parked"]).contains("no event is parked"));
    let again = home.run(&["events", "skip", second["event_id"].as_str().unwrap(), "--reason", "again"]);
    assert_eq!(again.code, Some(1), "{}", again.stderr);

    assert_eq!(home.json(&["sagas", "list", "--json"]), serde_json::json!([]));
    let unknown = "01920000-0000-7000-8000-000000000000";
    for verb in ["retry", "skip", "compensate", "resolve"] {
        let ran = home.run(&["sagas", verb, unknown, "--reason", "a test"]);
        assert_eq!(ran.code, Some(1), "{verb}");
        assert!(ran.stderr.contains("there is no saga"), "{}", ran.stderr);
    }
}

#[tokio::test]
async fn events_after_a_restore_are_not_passed_over() {
    let home = Home::new();
    home.succeed(&["up", "--detach"]);
    // No consumer can read these, so each leaves a trace.
    let stage = "INSERT INTO kernel.outbox_staged (event_id, kind, subject, partition, version, occurred_at, data) \
                 VALUES (gen_random_uuid(), 'catalog.product_changed.v1', 'prod_x', 7, 1, now(), '{}')";
    let parked = || home.json(&["events", "parked", "--json"]).as_array().unwrap().clone();
    administer(&home, "catalog_db", stage).await;
    eventually("all consumers have parked it", Duration::from_secs(20), async || parked().len() == 4).await;
    let backup = "DELETE FROM kernel.outbox_log WHERE partition = 7; \
                  UPDATE kernel.outbox_head SET position = 0 WHERE partition = 7";
    administer(&home, "catalog_db", backup).await;

    let restored = home.json(&["events", "restored", "catalog", "--json"]);
    assert_eq!(restored["epoch"], 2);
    let followers = restored["followers"].as_array().unwrap();
    // User follows catalog, too, and takes none of these events.
    let forgetful = followers.iter().filter(|follower| follower["forgotten"] == 1).count();
    assert_eq!((followers.len(), forgetful), (5, 4), "{restored}");
    administer(&home, "catalog_db", stage).await;
    eventually("all consumers have seen the new one", Duration::from_secs(20), async || {
        parked().iter().filter(|event| event["epoch"] == 2 && event["position"] == 1).count() == 4
    })
    .await;
    let unknown = home.run(&["events", "restored", "nobody"]);
    assert_eq!(unknown.code, Some(2), "{}", unknown.stderr);
}

#[tokio::test]
async fn an_audit_that_finds_a_hole_fails_and_provisioning_closes_it() {
    let home = Home::new();
    home.succeed(&["up", "--detach"]);
    home.succeed(&["audit"]);
    administer(&home, "catalog_db", "GRANT CREATE ON SCHEMA catalog TO catalog_app").await;
    let ran = home.run(&["audit"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stdout);
    assert!(ran.stdout.contains("catalog_app"), "{}", ran.stdout);
    home.succeed(&["provision"]);
    home.succeed(&["audit"]);
}
