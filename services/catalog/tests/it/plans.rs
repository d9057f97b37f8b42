//! Every query can use an index.

/// On purpose: the tree of categories, and what an export asks once.
const WHOLE_TABLES: &[&str] = &["FROM catalog.category ORDER BY", "jsonb_object_keys"];

#[tokio::test]
async fn no_query_needs_to_read_a_whole_table() {
    let (migrations, folder) = (catalog::migrations(), env!("CARGO_MANIFEST_DIR"));
    kernel_testing::assert_every_query_uses_an_index(migrations, folder, WHOLE_TABLES).await;
}
