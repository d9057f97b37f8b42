//! A process whose neighbor is away.

use crate::support::{Log, Shop, eventually, listen, telemetry};

#[tokio::test]
async fn a_producer_that_is_away_is_told_once_with_all_causes_and_so_is_its_return() {
    let log = Log::default();
    let writer = log.clone();
    let (dispatch, _) = telemetry(None).build(move || writer.clone(), false).unwrap();
    let _guard = tracing::dispatcher::set_default(&dispatch);
    let (listener, origin) = listen().await;
    let address = listener.local_addr().unwrap();
    drop(listener);
    let told = |message: &str| log.lines().into_iter().filter(|line| line["message"] == message).count();

    let mut shop = Shop::closed().await;
    shop.start_ear(origin);
    let away = "events cannot be consumed; will try again";
    eventually("the outage is told", || told(away) == 1).await;
    let line = log.line(away);
    assert_eq!((&line["service"], &line["fields"]["producer"]), (&"ear".into(), &"bell".into()));
    let reason = line["fields"]["reason"].as_str().unwrap();
    assert!(reason.starts_with("the producer cannot be reached: error sending request: "), "{reason}");
    assert!(reason.contains("Connection refused"), "{reason}");

    shop.start_bell(tokio::net::TcpListener::bind(address).await.unwrap());
    let back = "events are consumed again";
    eventually("the return is told", || told(back) == 1).await;
    assert!(log.line(back)["fields"]["failures"].as_u64().unwrap() >= 1);
    assert_eq!(told(away), 1);
    shop.close().await;
}
