//! Every query can use an index.

use kernel_testing::TestService;

#[tokio::test]
async fn no_query_needs_to_read_a_whole_table() {
    let service = TestService::new(warehouse::migrations()).await;
    let client = service.sql().await;
    client.batch_execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").await.unwrap();
    let (mut planned, mut whole) = (0, Vec::new());
    for file in ["channel_route", "location", "movement", "reservation", "stock", "stock_import", "transfer"]
    {
        let path = format!("{}/db/src/queries/{file}.rs", env!("CARGO_MANIFEST_DIR"));
        for sql in queries(&std::fs::read_to_string(path).unwrap()) {
            let statement = client.prepare(&sql).await.unwrap();
            let nulls = vec!["NULL"; statement.params().len()].join(", ");
            client.batch_execute(&format!("PREPARE planned AS {sql}")).await.unwrap();
            let arguments = if nulls.is_empty() { String::new() } else { format!("({nulls})") };
            let plan = client.query(&format!("EXPLAIN EXECUTE planned{arguments}"), &[]).await.unwrap();
            let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
            // Sums over all levels are what the verification is about: it reads everything on purpose.
            let sums_all = sql.contains("AS level_count");
            if !sums_all && plan.iter().any(|line| line.contains("Seq Scan")) {
                whole.push(format!("{sql}\n{}", plan.join("\n")));
            }
            client.batch_execute("DEALLOCATE planned").await.unwrap();
            planned += 1;
        }
    }
    assert!(whole.is_empty(), "{}", whole.join("\n\n"));
    assert!(planned >= 50, "only {planned} queries were found");
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
