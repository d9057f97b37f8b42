//! Every query can use an index.

use kernel_testing::TestService;

/// Read whole tables on purpose: the definitions of a shop, its tree, and what an export asks once.
const WHOLE_TABLE: &[&str] = &[
    "FROM catalog.attribute ORDER BY",
    "FROM catalog.category ORDER BY",
    "FROM catalog.channel ORDER BY",
    "jsonb_object_keys",
];

#[tokio::test]
async fn no_query_needs_to_read_a_whole_table() {
    let service = TestService::new(catalog::migrations()).await;
    let client = service.sql().await;
    client.batch_execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").await.unwrap();
    let mut planned = 0;
    let folder = format!("{}/db/src/queries", env!("CARGO_MANIFEST_DIR"));
    for file in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
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
            let flat = sql.split_whitespace().collect::<Vec<_>>().join(" ");
            let whole = WHOLE_TABLE.iter().any(|part| flat.contains(part));
            let scans = plan.iter().any(|line| line.contains("Seq Scan"));
            assert!(whole || !scans, "{sql}\n{}", plan.join("\n"));
            client.batch_execute("DEALLOCATE planned").await.unwrap();
            planned += 1;
        }
    }
    assert!(planned >= 50, "only {planned} queries were found");
}
