//! Numbers have no gap, however many write at once and whatever is killed meanwhile.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kernel_db::GenericClient;
use kernel_testing::Bus;
use order_contracts::OrderBilled;

use crate::support::{Shop, bill};

const WRITERS: usize = 32;
const BILLS_EACH: usize = 60;

/// Ends the connections of those who are writing, in the middle of whatever they do.
async fn kill_some(shop: &Shop) {
    let reader = shop.test.db().read().await.unwrap();
    let sql = "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 3) AS victim";
    let statement = reader.prepare(sql).await.unwrap();
    reader.query_rows(&statement, &[]).await.ok();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_two_writers_whose_connections_are_killed_leave_no_gap() {
    let shop = Arc::new(Shop::open().await);
    let seller = shop.seller("ACME", &["web"]).await;
    let writing = Arc::new(AtomicBool::new(true));
    let killer = {
        let (shop, writing) = (Arc::clone(&shop), Arc::clone(&writing));
        async move {
            while writing.load(Ordering::Relaxed) {
                tokio::time::sleep(std::time::Duration::from_millis(25)).await;
                kill_some(&shop).await;
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
    let reader = shop.test.db().read().await.unwrap();
    let statement = reader.prepare("SELECT number, document_number FROM invoice.document").await.unwrap();
    let rows = reader.query_rows(&statement, &[]).await.unwrap();
    let numbers: BTreeSet<i64> = rows.iter().map(|row| row.get(0)).collect();
    let texts: BTreeSet<String> = rows.iter().map(|row| row.get(1)).collect();
    let expected = i64::try_from(WRITERS * BILLS_EACH).unwrap();
    assert_eq!(i64::try_from(rows.len()).unwrap(), expected, "each bill once");
    assert_eq!(numbers, (1..=expected).collect());
    assert_eq!(texts.len(), rows.len());
    let counters = shop.staff("GET", &format!("/admin/v1/legal-entities/{seller}/numbers"), None).await.ok();
    assert_eq!(counters["counters"][0]["last_number"], expected);
    assert_eq!(counters["counters"][0]["documents"], expected);
}
