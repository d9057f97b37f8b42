//! Every query can use an index.

use kernel_testing::TestService;

#[tokio::test]
async fn no_query_needs_to_read_a_whole_table() {
    let service = TestService::new(payment::migrations()).await;
    let client = service.sql().await;
    client.batch_execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").await.unwrap();
    let mut planned = 0;
    for file in ["command", "credit", "intent", "ledger", "step", "tender", "webhook"] {
        let path = format!("{}/db/src/queries/{file}.rs", env!("CARGO_MANIFEST_DIR"));
        let source = std::fs::read_to_string(path).unwrap();
        let literals =
            source.lines().map(str::trim).filter(|line| line.starts_with('"') && line.ends_with("\","));
        for literal in literals {
            let sql: String = serde_json::from_str(literal.trim_end_matches(',')).unwrap();
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
    assert!(planned >= 20, "only {planned} queries were found");
}
