//! Every query can use an index.

/// On purpose: the verification sums up all levels.
const WHOLE_TABLES: &[&str] = &["AS level_count"];

#[tokio::test]
async fn no_query_needs_to_read_a_whole_table() {
    let (migrations, folder) = (warehouse::migrations(), env!("CARGO_MANIFEST_DIR"));
    kernel_testing::assert_every_query_uses_an_index(migrations, folder, WHOLE_TABLES).await;
}
