//! Provisioning: what a service's roles can do afterwards, that a second run changes nothing, that drift is repaired.

use kernel_db::tokio_postgres::error::SqlState;
use kernel_db::{Change, Cluster, ProvisionError, ServiceDatabase, provision};

use crate::support::{SERVICES, TestPasswords, administer, connected, login, with_cluster};

const CATALOG: &ServiceDatabase = &SERVICES[0];
const ORDER: &ServiceDatabase = &SERVICES[1];

async fn run(cluster: &Cluster) -> Vec<Change> {
    provision(&cluster.connection("postgres"), &SERVICES, &TestPasswords).await.unwrap()
}

async fn as_role(
    cluster: &Cluster,
    service: &ServiceDatabase,
    role: &str,
    statement: &str,
) -> Result<(), SqlState> {
    let execute = async |client: &kernel_db::tokio_postgres::Client| client.batch_execute(statement).await;
    let result = connected(&login(cluster, service, role), execute).await.unwrap();
    result.map_err(|error| error.code().unwrap().clone())
}

#[tokio::test]
async fn the_migrator_creates_and_the_app_only_reads_and_writes_rows() {
    with_cluster(async |cluster| {
        run(cluster).await;
        let refused = Err(SqlState::INSUFFICIENT_PRIVILEGE);
        let create = "CREATE TABLE \"order\".sales_order (order_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text)";
        assert_eq!(as_role(cluster, ORDER, "order_app", create).await, refused);
        assert_eq!(as_role(cluster, ORDER, "order_mig", create).await, Ok(()));
        let function = "CREATE FUNCTION kernel.answer() RETURNS int LANGUAGE sql AS 'SELECT 42'";
        assert_eq!(as_role(cluster, ORDER, "order_mig", function).await, Ok(()));
        let rows = "INSERT INTO sales_order (note) VALUES ('a'); UPDATE sales_order SET note = 'b'; \
                    SELECT kernel.answer() FROM \"order\".sales_order; DELETE FROM sales_order";
        assert_eq!(as_role(cluster, ORDER, "order_app", rows).await, Ok(()));
        for statement in ["DROP TABLE sales_order", "TRUNCATE sales_order", "SET ROLE order_owner", "CREATE TEMP TABLE t ()"]
        {
            assert_eq!(as_role(cluster, ORDER, "order_app", statement).await, refused, "{statement}");
        }
        connected(&cluster.connection("order_db"), async |client| {
            let row = client
                .query_one("SELECT tableowner::text FROM pg_tables WHERE tablename = 'sales_order'", &[])
                .await
                .unwrap();
            assert_eq!(row.get::<_, String>(0), "order_owner");
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn limits_stand_in_the_roles() {
    with_cluster(async |cluster| {
        run(cluster).await;
        connected(&login(cluster, CATALOG, "catalog_app"), async |client| {
            let settings = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), \
                            current_setting('idle_in_transaction_session_timeout'), current_setting('search_path')";
            let row = client.query_one(settings, &[]).await.unwrap();
            let values: Vec<String> = (0..4).map(|column| row.get(column)).collect();
            assert_eq!(values, ["30s", "5s", "15s", "catalog"]);
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_second_run_changes_nothing() {
    with_cluster(async |cluster| {
        assert!(!run(cluster).await.is_empty());
        assert_eq!(run(cluster).await, []);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_changed_by_hand_is_repaired() {
    with_cluster(async |cluster| {
        run(cluster).await;
        as_role(cluster, ORDER, "order_mig", "CREATE TABLE kernel.thing (thing_id int PRIMARY KEY)").await.unwrap();
        administer(
            cluster,
            "order_db",
            "GRANT CONNECT, TEMP ON DATABASE order_db TO PUBLIC; GRANT CREATE ON DATABASE order_db TO catalog_app; \
             GRANT order_owner TO catalog_app; ALTER ROLE order_app SUPERUSER PASSWORD 'guessed'; \
             ALTER ROLE order_app IN DATABASE order_db SET statement_timeout = 0; \
             GRANT CREATE ON SCHEMA \"order\" TO order_app; GRANT ALL ON SCHEMA kernel, public TO PUBLIC; \
             GRANT TRUNCATE ON kernel.thing TO order_app; GRANT SELECT ON kernel.thing TO PUBLIC; \
             ALTER DEFAULT PRIVILEGES FOR ROLE order_owner IN SCHEMA kernel GRANT SELECT ON TABLES TO catalog_app; \
             ALTER DEFAULT PRIVILEGES FOR ROLE order_owner REVOKE EXECUTE ON FUNCTIONS FROM order_app; \
             ALTER DATABASE order_db RESET search_path",
        )
        .await;
        administer(cluster, "postgres", "GRANT CONNECT ON DATABASE template1, postgres TO PUBLIC").await;

        let repaired: Vec<String> = run(cluster).await.into_iter().map(|change| change.what).collect();
        assert_eq!(
            repaired,
            [
                "the database postgres is closed to everybody but superusers",
                "the database template1 is closed to everybody but superusers",
                // catalog comes first and is also concerned.
                "only catalog_mig acts as catalog_owner, and neither it nor catalog_app acts as anybody else",
                "the role order_app may do no more than it needs",
                "only order_mig and order_app may connect to order_db",
                "names without schema in order_db mean the service's own",
                "order_app works with statement_timeout = 30s, lock_timeout = 5s, idle_in_transaction_session_timeout = 15s",
                "order_app logs in with its password",
                "the schema public is closed",
                "order_app may use the schema kernel, but create nothing in it",
                "order_app gets DELETE, INSERT, SELECT, UPDATE on new tables in kernel",
                "nobody has more than reading and writing rows in kernel",
                "order_app may use the schema order, but create nothing in it",
                "order_app, and nobody else, may call new functions",
            ]
        );
        assert_eq!(run(cluster).await, []);
    })
    .await;
}

#[tokio::test]
async fn what_a_migration_took_from_the_app_stays_taken() {
    with_cluster(async |cluster| {
        run(cluster).await;
        let ledger = "CREATE TABLE \"order\".ledger (entry_id int PRIMARY KEY); \
                      REVOKE UPDATE, DELETE ON \"order\".ledger FROM order_app";
        as_role(cluster, ORDER, "order_mig", ledger).await.unwrap();
        assert_eq!(run(cluster).await, []);
        let change = as_role(cluster, ORDER, "order_app", "DELETE FROM ledger").await;
        assert_eq!(change, Err(SqlState::INSUFFICIENT_PRIVILEGE));
    })
    .await;
}

#[tokio::test]
async fn pools_that_do_not_fit_into_the_cluster_are_refused_before_anything_is_made() {
    with_cluster(async |cluster| {
        let greedy = [ServiceDatabase { service: "catalog", pool_size: 1000 }];
        let result = provision(&cluster.connection("postgres"), &greedy, &TestPasswords).await;
        assert!(
            matches!(result, Err(ProvisionError::OverBudget { needed: 1016, max_connections: 100 })),
            "{result:?}"
        );
        connected(&cluster.connection("postgres"), async |client| {
            let row = client.query_one("SELECT count(*) FROM pg_database", &[]).await.unwrap();
            assert_eq!(row.get::<_, i64>(0), 3);
        })
        .await
        .unwrap();
    })
    .await;
}
