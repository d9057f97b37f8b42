//! Log lines for machines.

use http::StatusCode;

use crate::support::{Log, Shop, telemetry};

const CALLER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

#[tokio::test]
async fn json_lines_carry_service_and_trace_also_when_no_traces_are_exported() {
    let log = Log::default();
    let writer = log.clone();
    let (dispatch, exporter) = telemetry(None).build(move || writer.clone(), false).unwrap();
    assert!(exporter.is_none());
    let guard = tracing::dispatcher::set_default(&dispatch);
    let shop = Shop::open().await;
    assert_eq!(shop.ring(Some(CALLER)).await, StatusCode::NO_CONTENT);
    let causes = shop.heard(1).await;
    shop.close().await;
    tracing::info!(answer = 42, good = true, "bye");
    drop(guard);

    let line = log.line("ringing");
    assert_eq!(line["level"], "WARN");
    assert_eq!(line["service"], "bell");
    assert_eq!(line["trace_id"], "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(line["span_id"].as_str().map(str::len), Some(16));
    assert_eq!(line["spans"][0]["name"], "http_request");
    assert_eq!(line["spans"][0]["fields"]["http.route"], "/bell");
    // The consumer is handed the request's own span: no other was made.
    let stored = format!("00-4bf92f3577b34da6a3ce929d0e0e4736-{}-01", line["span_id"].as_str().unwrap());
    assert_eq!(causes[0].as_ref().map(|trace| trace.0.as_str()), Some(stored.as_str()));

    let line = log.line("bye");
    assert_eq!(line["service"], "karum");
    assert_eq!(line["fields"], serde_json::json!({ "answer": 42, "good": true }));
    assert_eq!(line.get("trace_id"), None);
    let timestamp: Result<kernel_base::Timestamp, _> = line["timestamp"].as_str().unwrap().parse();
    assert!(timestamp.is_ok());
}
