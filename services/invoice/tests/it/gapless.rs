//! Numbers have no gap, however many write at once and whatever is killed meanwhile.

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kernel_base::{Env, EventData};
use kernel_db::tokio_postgres::config::Host;
use kernel_db::tokio_postgres::{Client, Config};
use kernel_db::{Database, PoolOptions};
use kernel_service::Context;
use kernel_testing::{Bus, event};
use order_contracts::OrderBilled;

use crate::support::{Shop, bill};

const WRITERS: usize = 32;
const BILLS_EACH: usize = 60;

/// Ends the connections of those who are writing, in the middle of whatever they do.
async fn kill_some(client: &Client) {
    let sql = "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 3) AS victim";
    client.query_one(sql, &[]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_two_writers_whose_connections_are_killed_leave_no_gap() {
    let shop = Arc::new(Shop::open().await);
    shop.seller("ACME", &["web"]).await;
    let writing = Arc::new(AtomicBool::new(true));
    let killer = {
        let (client, writing) = (shop.test.sql().await, Arc::clone(&writing));
        async move {
            while writing.load(Ordering::Relaxed) {
                tokio::time::sleep(std::time::Duration::from_millis(25)).await;
                kill_some(&client).await;
            }
        }
    };
    let writers = (0..WRITERS).map(|_| {
        let shop = Arc::clone(&shop);
        async move {
            for _ in 0..BILLS_EACH / 3 {
                let bills: Vec<OrderBilled> = (0..3).map(|_| bill(shop.env(), "web", 119)).collect();
                let events: Vec<_> = bills.iter().map(|bill| shop.told(bill)).collect();
                // As a consumer does: again and again, until it is known to be written.
                while Bus::deliver(shop.test.db(), shop.handler("order"), &events).await.is_err() {
                    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                }
            }
        }
    });
    let work = async {
        futures::future::join_all(writers).await;
        writing.store(false, Ordering::Relaxed);
    };
    tokio::join!(killer, work);
    let client = shop.test.sql().await;
    let rows = client.query("SELECT number, document_number FROM invoice.document", &[]).await.unwrap();
    let numbers: BTreeSet<i64> = rows.iter().map(|row| row.get(0)).collect();
    let texts: BTreeSet<String> = rows.iter().map(|row| row.get(1)).collect();
    let expected = i64::try_from(WRITERS * BILLS_EACH).unwrap();
    assert_eq!(i64::try_from(rows.len()).unwrap(), expected, "each bill once");
    assert_eq!(numbers, (1..=expected).collect());
    assert_eq!(texts.len(), rows.len());
    let counter = client.query_one("SELECT last_number FROM invoice.counter", &[]).await.unwrap();
    assert_eq!(counter.get::<_, i64>(0), expected);
}

/// How the process that writes finds the database.
const DATABASE: &str = "INVOICE_TEST_DATABASE";
const DOCUMENTS: i64 = 10_000;

async fn count(client: &Client) -> i64 {
    client.query_one("SELECT count(*) FROM invoice.document", &[]).await.unwrap().get(0)
}

/// Starts this program again, as the process that writes.
fn start_writing(shop: &Shop) -> Child {
    let server = shop.test.connection();
    let host = match &server.get_hosts()[0] {
        Host::Tcp(name) => name.clone(),
        Host::Unix(folder) => folder.display().to_string(),
    };
    let password = String::from_utf8(server.get_password().unwrap_or_default().to_vec()).unwrap();
    let parts = [
        host,
        server.get_ports()[0].to_string(),
        server.get_user().unwrap().to_owned(),
        password,
        server.get_dbname().unwrap().to_owned(),
    ];
    Command::new(std::env::current_exe().unwrap())
        .args(["gapless::the_process_that_writes", "--exact", "--nocapture"])
        .env(DATABASE, parts.join("\n"))
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Nothing by itself: the test below starts it, and kills it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_process_that_writes() {
    let Ok(database) = std::env::var(DATABASE) else { return };
    let [host, port, user, password, name] = &database.split('\n').collect::<Vec<_>>()[..] else { panic!() };
    let mut server = Config::new();
    server.host(*host).port(port.parse().unwrap()).user(*user).password(*password).dbname(*name);
    let options = PoolOptions { size: WRITERS, ..PoolOptions::default() };
    let db = Database::open(invoice::NAME, server, options, kernel_testing::personal_key()).unwrap();
    let env = Env::system();
    let service = invoice::service(Context { db: db.clone(), env: env.clone() }, invoice::Config::default());
    let orders = service.subscriptions().iter().find(|wanted| wanted.producer == "order").unwrap();
    let writers = (0..WRITERS).map(|_| async {
        loop {
            let bills: Vec<OrderBilled> = (0..10).map(|_| bill(&env, "web", 119)).collect();
            let told = |bill: &OrderBilled| event(&env, "order", OrderBilled::TYPE, "ord", bill);
            let events: Vec<_> = bills.iter().map(told).collect();
            Bus::deliver(&db, &*orders.handler, &events).await.ok();
        }
    });
    futures::future::join_all(writers).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_documents_have_no_gap_though_their_process_is_killed_three_times() {
    let shop = Shop::open().await;
    shop.seller("ACME", &["web"]).await;
    let client = shop.test.sql().await;
    for share in 1..=4 {
        let mut writing = start_writing(&shop);
        while count(&client).await < DOCUMENTS * share / 4 {
            assert!(writing.try_wait().unwrap().is_none(), "it writes until it is killed");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        // SIGKILL, in the middle of whatever it does.
        writing.kill().unwrap();
        writing.wait().unwrap();
    }
    // What it had sent ends by itself.
    let busy =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'";
    while client.query_one(busy, &[]).await.unwrap().get::<_, i64>(0) > 1 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let sql = "SELECT number FROM invoice.document ORDER BY number";
    let numbers: Vec<i64> = client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert!(count(&client).await >= DOCUMENTS);
    assert!(numbers.iter().copied().eq(1..=i64::try_from(numbers.len()).unwrap()), "a gap");
}
