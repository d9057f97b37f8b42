//! Traces as a collector sees them.

use std::time::{Duration, Instant};

use http::StatusCode;
use kernel_base::{Call, Env, TraceParent};
use kernel_http::HttpTransport;
use kernel_service::telemetry::Export;
use kernel_token::CallTokens;
use opentelemetry_proto::tonic::trace::v1::Span;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;

use crate::support::{Collector, Log, Shop, listen, telemetry};

const CALLER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const NOT_SAMPLED: &str = "00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn named<'s>(spans: &'s [Span], name: &str) -> Vec<&'s Span> {
    spans.iter().filter(|span| span.name == name).collect()
}

#[tokio::test]
async fn a_trace_goes_from_the_caller_through_the_outbox_to_the_consumer() {
    let collector = Collector::default();
    let export = Export::to(Some(&collector.start().await), 0.0);
    let log = Log::default();
    let writer = log.clone();
    let (dispatch, exporter) = telemetry(export).build(move || writer.clone(), false).unwrap();
    // The runtime of a test has one thread, so this holds for all its tasks.
    let guard = tracing::dispatcher::set_default(&dispatch);
    let shop = Shop::open().await;
    assert_eq!(shop.ring(Some(CALLER)).await, StatusCode::NO_CONTENT);
    let causes = shop.heard(1).await;
    shop.close().await;
    exporter.expect("traces are exported").stop().await;
    drop(guard);

    let spans = collector.spans();
    let [request] = named(&spans, "POST /bell")[..] else { panic!("{spans:?}") };
    let [applied] = named(&spans, "ear bell.rung.v1")[..] else { panic!("{spans:?}") };
    assert_eq!(hex(&request.trace_id), "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(hex(&request.parent_span_id), "00f067aa0ba902b7");
    assert_eq!(request.kind, i32::from(SpanKind::Server));
    assert_eq!(applied.trace_id, request.trace_id);
    assert_eq!(applied.parent_span_id, request.span_id);
    assert_eq!(applied.kind, i32::from(SpanKind::Consumer));
    // What the handler stores with its own events is the span of applying.
    let stored = format!("00-{}-{}-01", hex(&applied.trace_id), hex(&applied.span_id));
    assert_eq!(causes[0].as_ref().map(|trace| trace.0.as_str()), Some(stored.as_str()));
    let resource = collector.resource();
    assert!(
        resource.iter().any(|(key, value)| key == "service.name" && value.contains("karum")),
        "{resource:?}"
    );

    // The log speaks of the same ids.
    let line = log.line("heard");
    assert_eq!(line["trace_id"], hex(&applied.trace_id));
    assert_eq!(line["span_id"], hex(&applied.span_id));
    assert_eq!(line["service"], "ear");
}

#[tokio::test]
async fn who_begins_a_trace_decides_whether_it_is_exported() {
    let collector = Collector::default();
    let export = Export::to(Some(&collector.start().await), 1.0);
    let (dispatch, exporter) = telemetry(export).build(std::io::sink, false).unwrap();
    let guard = tracing::dispatcher::set_default(&dispatch);
    let shop = Shop::open().await;
    assert_eq!(shop.ring(Some(NOT_SAMPLED)).await, StatusCode::NO_CONTENT);
    assert_eq!(shop.ring(None).await, StatusCode::NO_CONTENT);
    let causes = shop.heard(2).await;
    shop.close().await;
    exporter.expect("traces are exported").stop().await;
    drop(guard);

    let spans = collector.spans();
    let [request] = named(&spans, "POST /bell")[..] else { panic!("{spans:?}") };
    let [applied] = named(&spans, "ear bell.rung.v1")[..] else { panic!("{spans:?}") };
    assert!(request.parent_span_id.is_empty());
    assert_eq!(applied.trace_id, request.trace_id);
    // The other is handed on all the same, under the id of its trace.
    let causes: Vec<String> = causes.into_iter().flatten().map(|trace| trace.0).collect();
    assert!(
        causes.iter().any(|trace| trace.starts_with(&NOT_SAMPLED[..36]) && trace.ends_with("-00")),
        "{causes:?}"
    );
}

#[tokio::test]
async fn without_a_collector_requests_are_answered_and_the_end_is_quick() {
    // Nobody listens on a port that was just given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let export = Export::to(Some(&format!("http://127.0.0.1:{port}")), 1.0);
    let log = Log::default();
    let writer = log.clone();
    let (dispatch, exporter) = telemetry(export).build(move || writer.clone(), false).unwrap();
    let guard = tracing::dispatcher::set_default(&dispatch);
    let shop = Shop::open().await;
    for _ in 0..20 {
        assert_eq!(shop.ring(None).await, StatusCode::NO_CONTENT);
    }
    shop.heard(20).await;
    shop.close().await;
    let started = Instant::now();
    exporter.expect("traces are exported").stop().await;
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    drop(guard);

    let lines = log.lines();
    let told =
        lines.iter().filter(|line| line["message"].as_str().is_some_and(|text| text.starts_with("traces")));
    let told: Vec<_> = told.collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0]["fields"]["reason"].as_str().unwrap().contains("Connection refused"), "{told:?}");
}

#[tokio::test]
async fn a_trace_goes_on_in_other_processes() {
    let collector = Collector::default();
    let export = Export::to(Some(&collector.start().await), 1.0);
    let (dispatch, exporter) = telemetry(export).build(std::io::sink, false).unwrap();
    let guard = tracing::dispatcher::set_default(&dispatch);
    let (listener, origin) = listen().await;
    let mut shop = Shop::closed().await;
    shop.start_ear(origin.clone());
    shop.start_bell(listener);

    let tokens = CallTokens::new(&shop.keys.own["ear"], "bell", Env::system());
    let bell = HttpTransport::builder(tokens, origin, Env::system()).build();
    let trace = Some(TraceParent(CALLER.to_owned()));
    let call = Call { deadline: Env::system().now().plus(Duration::from_secs(10)), trace };
    let answer: String = kernel_base::invoke(&bell, &call, "chime", &()).await.unwrap();
    assert_eq!(answer, "ding");
    assert_eq!(shop.ring(Some(CALLER)).await, StatusCode::NO_CONTENT);
    shop.heard(1).await;
    shop.close().await;
    exporter.expect("traces are exported").stop().await;
    drop(guard);

    let spans = collector.spans();
    let [call] = named(&spans, "bell chime")[..] else { panic!("{spans:?}") };
    let [served] = named(&spans, "POST /internal/v1/bell/chime")[..] else { panic!("{spans:?}") };
    let [request] = named(&spans, "POST /bell")[..] else { panic!("{spans:?}") };
    let [applied] = named(&spans, "ear bell.rung.v1")[..] else { panic!("{spans:?}") };
    assert_eq!(call.kind, i32::from(SpanKind::Client));
    assert_eq!(hex(&call.parent_span_id), "00f067aa0ba902b7");
    assert_eq!(served.parent_span_id, call.span_id);
    assert_eq!(applied.parent_span_id, request.span_id);
    // Consumers ask for news all the time; that is nobody's trace.
    assert_eq!(spans.len(), 4, "{spans:?}");
}
