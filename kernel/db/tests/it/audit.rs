//! The audit passes on what provisioning made, and finds each hole that somebody opens.

use kernel_db::{Audit, Cluster, Entry, Migrations, audit, migrate, provision};

use crate::support::{SERVICES, TestPasswords, administer, login, with_cluster};

async fn run(cluster: &Cluster) -> Audit {
    audit(&cluster.connection("postgres"), &[cluster.socket_address()], &SERVICES, &TestPasswords)
        .await
        .unwrap()
}

async fn with_provisioned(test: impl AsyncFnOnce(&Cluster)) {
    with_cluster(async |cluster| {
        provision(&cluster.connection("postgres"), &SERVICES, &TestPasswords).await.unwrap();
        test(cluster).await;
    })
    .await;
}

/// The holes the audit found, as `role: what`.
fn holes(audit: &Audit) -> Vec<String> {
    let entries = audit.entries.iter().filter(|attempt| !attempt.entry.sound());
    let entries =
        entries.map(|attempt| format!("{} → {}: {:?}", attempt.role, attempt.database, attempt.entry));
    let forbidden = audit.forbidden.iter().filter(|attempt| attempt.breach.is_some());
    entries.chain(forbidden.map(|attempt| format!("{}: {}", attempt.role, attempt.action))).collect()
}

#[tokio::test]
async fn what_provisioning_and_migrating_made_is_closed() {
    with_provisioned(async |cluster| {
        for service in &SERVICES {
            let migrations = Migrations { service: service.service, files: Vec::new() };
            let migrator = login(cluster, service, &service.migrator_role());
            assert!(migrate(&migrator, &migrations).await.unwrap() > 0);
        }
        let audit = run(cluster).await;
        assert_eq!(holes(&audit), [""; 0]);
        assert!(audit.passed());
        assert_eq!(audit.databases, ["catalog_db", "order_db", "postgres", "template1", "user_db"]);
        assert_eq!(audit.entries.len(), 6 * 5);
        assert_eq!(audit.entries.iter().filter(|attempt| attempt.entry == Entry::Own).count(), 6);
        let tried = |action: &str| audit.forbidden.iter().any(|attempt| attempt.action == action);
        assert!(tried("empty kernel.outbox_log"));
        assert!(tried("rewrite the history in kernel.kernel_migration"));
    })
    .await;
}

#[tokio::test]
async fn a_database_made_without_the_recipe_is_found() {
    with_provisioned(async |cluster| {
        administer(cluster, "postgres", "CREATE DATABASE scratch").await;
        let audit = run(cluster).await;
        assert!(!audit.passed());
        let open = audit.entries.iter().filter(|attempt| !attempt.entry.sound());
        assert!(open.clone().all(|attempt| attempt.database == "scratch"), "{:?}", holes(&audit));
        assert_eq!(open.count(), 6);
    })
    .await;
}

#[tokio::test]
async fn a_grant_is_found_although_the_access_rules_still_hold() {
    with_provisioned(async |cluster| {
        administer(cluster, "postgres", "GRANT CONNECT ON DATABASE order_db TO catalog_app").await;
        let found = holes(&run(cluster).await);
        assert_eq!(
            found,
            ["catalog_app → order_db: Open(\"only pg_hba.conf keeps it out: it holds the privilege CONNECT\")"]
        );
    })
    .await;
}

#[tokio::test]
async fn an_open_door_is_found_when_both_walls_fall() {
    with_provisioned(async |cluster| {
        administer(cluster, "postgres", "GRANT CONNECT ON DATABASE order_db TO catalog_app").await;
        let open = "local all all scram-sha-256\n";
        cluster.set_access_rules(open).await.unwrap();
        let found = holes(&run(cluster).await);
        assert_eq!(found, ["catalog_app → order_db: Open(\"it connected\")"]);
    })
    .await;
}

#[tokio::test]
async fn privileges_beyond_rows_are_found() {
    with_provisioned(async |cluster| {
        administer(
            cluster,
            "order_db",
            "GRANT order_owner TO catalog_mig; GRANT CREATE ON SCHEMA kernel TO order_app; \
             GRANT TEMPORARY ON DATABASE user_db TO user_app; ALTER ROLE user_mig CREATEDB",
        )
        .await;
        assert_eq!(
            holes(&run(cluster).await),
            [
                "catalog_mig → order_db: Open(\"only pg_hba.conf keeps it out: it holds the privilege CONNECT\")",
                "catalog_mig: become order_owner",
                "order_app: create a table in kernel",
                "user_app: create a temporary table",
                "user_mig: hold attributes of an administrator",
            ]
        );
    })
    .await;
}
