//! `kill -9` at any moment: the platform, PostgreSQL, the client. Whatever dies, nothing is lost and nothing happens twice.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::books::Books;
use crate::chance::Chance;
use crate::platform::{Platform, Replay};
use crate::shopper::{Purchases, Shopper};
use crate::support::{Home, eventually, every_nth_invoice};

/// How often the platform is killed while the replay runs. Sometimes something else dies with it.
const KILLS: u64 = 22;
/// The round in which PostgreSQL dies alone, and the platform starts it again.
const ONLY_POSTGRES: u64 = 13;
const SHOPPERS: usize = 2;
/// Not in the invoices that are replayed, so the replay finds the stock it expects.
const SHOPPERS_SKU: &str = "23843";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_killed_nothing_is_lost_and_nothing_happens_twice() {
    let (chance, home) = (Chance::new(), Home::new());
    let mut platform = fill_despite_a_kill(&home, &chance).await;
    let books = Books(home.superuser().unwrap());
    let (file, invoices) = every_nth_invoice(&home, 8);

    let stop = AtomicBool::new(false);
    let shopping = async {
        let guests = (0..SHOPPERS).map(|_| async {
            let shopper = Shopper::come_in(&home, SHOPPERS_SKU).await;
            shopper.buy_until(|| stop.load(Ordering::Relaxed)).await
        });
        let mut purchases = Purchases::default();
        futures::future::join_all(guests).await.into_iter().for_each(|bought| purchases.add(bought));
        purchases
    };
    let killing = async {
        let resume: &[&str] = &["--resume", "--concurrency", "4"];
        let mut replay = Replay::start(&home, &file, &["--concurrency", "4"]);
        for round in 0..KILLS {
            wait_for_share(&books, (&mut platform, &mut replay), invoices, round, &chance).await;
            let client_too = round % 4 == 2;
            match round {
                0 => replay.interrupt(),
                // PostgreSQL needs ten seconds after a crash to be sure of all its files, so not too often.
                5 => platform.kill_postgres(),
                ONLY_POSTGRES => {
                    // While a platform starts it needs PostgreSQL, and says so when there is none.
                    platform.ready().await;
                    platform.kill_postgres();
                }
                _ if client_too => replay.kill(),
                _ => {}
            }
            if round != ONLY_POSTGRES {
                platform.kill();
                platform = Platform::start(&home, true);
            }
            if round % 4 == 3 {
                // Again, before it has come up.
                chance.moment(1000).await;
                platform.kill();
                platform = Platform::start(&home, true);
            }
            if round == 0 || client_too {
                replay = Replay::start(&home, &file, resume);
            }
        }
        platform.ready().await;
        stop.store(true, Ordering::Relaxed);
        replay.report().await
    };
    let (purchases, report) = tokio::join!(shopping, killing);
    assert_eq!(report["equal"], true, "{report:#}");
    assert_eq!(report["invoices"], invoices, "{report:#}");

    // What has arrived is known to have arrived.
    let again = Replay::start(&home, &file, &["--resume"]).report().await;
    assert_eq!((&again["equal"], &again["sent"]), (&true.into(), &0.into()), "{again:#}");
    books.at_rest().await;
    books.check().await;
    let orders = "SELECT count(DISTINCT external_id) FROM \"order\".sales_order WHERE status = 'confirmed'";
    assert_eq!(books.count("order_db", orders).await, again["health"]["expected_orders"].as_i64());
    let carts =
        "SELECT count(*) FROM \"order\".sales_order WHERE status = 'confirmed' AND external_id IS NULL";
    assert_eq!(books.count("order_db", carts).await, i64::try_from(purchases.confirmed.len()).ok());
    assert!(purchases.confirmed.len() >= 8 && purchases.declined >= 2, "{purchases:?}");
    purchases.check_provider_log(&home);
    platform.kill_postgres();
}

/// The first start is killed while it loads the demo catalog; the second one completes it.
async fn fill_despite_a_kill<'h>(home: &'h Home, chance: &Chance) -> Platform<'h> {
    let mut platform = Platform::start(home, true);
    eventually("the import of the demo catalog begins", Duration::from_secs(90), async || {
        let Some(superuser) = home.superuser() else { return false };
        let channels = "SELECT count(*) FROM catalog.channel";
        Books(superuser).count("catalog_db", channels).await.is_some_and(|channels| channels > 0)
    })
    .await;
    chance.moment(3000).await;
    platform.kill();
    platform = Platform::start(home, true);
    platform.ready().await;
    let books = Books(home.superuser().unwrap());
    for (database, query, expected) in [
        ("catalog_db", "SELECT count(*) FROM catalog.variant", 4070),
        ("cart_db", "SELECT count(*) FROM cart.variant WHERE channels = '{web}'", 4070),
        ("warehouse_db", "SELECT sum(on_hand)::bigint FROM warehouse.stock_level", 5_648_655),
    ] {
        assert_eq!(books.count(database, query).await, Some(expected), "{query}");
    }
    platform
}

/// Waits until about so much of the replay has arrived that the kills spread over all of it, and a little longer.
async fn wait_for_share(
    books: &Books,
    (platform, replay): (&mut Platform<'_>, &mut Replay),
    invoices: usize,
    round: u64,
    chance: &Chance,
) {
    let orders = "SELECT count(*) FROM \"order\".sales_order WHERE external_id IS NOT NULL";
    // Some invoices are no orders, so the last kills would wait for ever without a margin.
    let share = u64::try_from(invoices).unwrap() * 3 / 4 / KILLS;
    let enough = i64::try_from(round * share + chance.below(share)).unwrap();
    eventually("the replay goes on", Duration::from_secs(60), async || {
        platform.assert_alive();
        replay.ended() || books.count("order_db", orders).await.is_some_and(|orders| orders > enough)
    })
    .await;
    chance.moment(60).await;
}
