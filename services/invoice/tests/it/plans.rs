//! Every query can use an index.

#[tokio::test]
async fn no_query_needs_to_read_a_whole_table() {
    let (migrations, folder) = (invoice::migrations(), env!("CARGO_MANIFEST_DIR"));
    kernel_testing::assert_every_query_uses_an_index(migrations, folder, &[]).await;
}
