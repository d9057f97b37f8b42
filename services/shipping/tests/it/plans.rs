//! Every query can use an index.

use kernel_testing::TestService;

#[tokio::test]
async fn no_query_needs_to_read_a_whole_table() {
    let service = TestService::new(shipping::migrations()).await;
    let client = service.sql().await;
    client.batch_execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").await.unwrap();
    let mut planned = 0;
    for file in ["line_cancellation", "method", "shipment", "zone"] {
        let path = format!("{}/db/src/queries/{file}.rs", env!("CARGO_MANIFEST_DIR"));
        for sql in queries(&std::fs::read_to_string(path).unwrap()) {
            let statement = client.prepare(&sql).await.unwrap();
            let nulls = vec!["NULL"; statement.params().len()].join(", ");
            client.batch_execute(&format!("PREPARE planned AS {sql}")).await.unwrap();
            let arguments = if nulls.is_empty() { String::new() } else { format!("({nulls})") };
            let plan = client.query(&format!("EXPLAIN EXECUTE planned{arguments}"), &[]).await.unwrap();
            let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
            assert!(!plan.iter().any(|line| line.contains("Seq Scan")), "{sql}\n{}", plan.join("\n"));
            client.batch_execute("DEALLOCATE planned").await.unwrap();
            planned += 1;
        }
    }
    assert!(planned >= 29, "only {planned} queries were found");
}

/// The SQL of every statement of a generated file: the literal behind `…Stmt(`.
fn queries(source: &str) -> Vec<String> {
    source
        .split("Stmt(")
        .map(str::trim_start)
        .filter(|rest| rest.starts_with('"'))
        .map(|rest| {
            let mut literal = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            literal.next().unwrap().unwrap()
        })
        .collect()
}
