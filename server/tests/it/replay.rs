//! The whole sample of real invoices through a running platform, and a report that notices when something is off.

use kernel_db::session;
use kernel_db::tokio_postgres::Error;
use serde_json::Value;

use crate::platform::Platform;
use crate::support::{Home, Ran};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sample_reconciles_to_the_penny_and_a_missing_piece_is_noticed() {
    let home = Home::new();
    let mut platform = Platform::start(&home, true);
    platform.ready().await;
    let replayed = home.run(&["replay", "--json"]);
    let found = report(&replayed);
    assert_eq!(replayed.code, Some(0), "{found:#}");
    assert_eq!(
        (&found["equal"], &found["invoices"], &found["rows"]),
        (&true.into(), &2000.into(), &40_848.into())
    );
    assert!(found["published"].is_string(), "compared with the published figures: {found:#}");

    assert_eq!(platform.trouble(), [""; 0], "a healthy platform has nothing to complain of");

    let again = home.run(&["replay"]);
    assert_eq!(again.code, Some(1));
    assert!(again.stderr.contains("has been replayed into this shop before"), "{}", again.stderr);

    let mut warehouse = home.superuser().unwrap();
    warehouse.dbname("warehouse_db");
    let lose = "UPDATE warehouse.stock_level SET on_hand = on_hand - 1 \
                WHERE (variant_id, location_id) IN ( \
                    SELECT variant_id, location_id FROM warehouse.stock_level WHERE on_hand > reserved LIMIT 1)";
    let lost = session::<_, Error>(&warehouse, async |client| client.execute(lose, &[]).await).await.unwrap();
    assert_eq!(lost, 1);
    let noticed = home.run(&["replay", "--resume", "--json"]);
    assert_eq!((noticed.code, &report(&noticed)["equal"]), (Some(1), &false.into()));
}

/// The report of a replay, whatever it came to.
fn report(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", ran.stdout, ran.stderr))
}
