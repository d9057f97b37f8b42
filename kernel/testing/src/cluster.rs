//! The cluster all tests of one run share, also across processes (nextest runs every test in its own).

use std::fs::File;
use std::path::PathBuf;

use kernel_base::Secret;
use kernel_db::{Cluster, ClusterOptions, Listen};

/// Held while the cluster or a template is being made; released when dropped.
pub(crate) struct Exclusive(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

fn home() -> PathBuf {
    std::env::var_os("KARUM_TEST_CLUSTER").map_or_else(
        || {
            let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
            manifest
                .ancestors()
                .nth(2)
                .expect("BUG: the crate lies two levels deep")
                .join("target/test-cluster")
        },
        PathBuf::from,
    )
}

/// Waits on a thread of its own: two tests of one runtime must not block each other for ever.
pub(crate) async fn exclusive() -> Exclusive {
    let home = home();
    let parent = home.parent().expect("the test cluster's home has a parent");
    std::fs::create_dir_all(parent).expect("the directory of the test cluster can be made");
    let lock = File::create(home.with_extension("lock")).expect("the lock file can be made");
    let locked = tokio::task::spawn_blocking(move || lock.lock().map(|()| Exclusive(lock)));
    locked.await.expect("BUG: locking does not panic").expect("the lock can be taken")
}

/// The running test cluster: made on first use, adopted afterwards. It listens on a socket only and does not sync to disk.
/// It stays up for the next run; `./karum test` stops the one it started.
pub async fn test_cluster() -> Cluster {
    let _exclusive = exclusive().await;
    let options = ClusterOptions {
        superuser_password: Secret::new("only-for-tests".to_owned()),
        listen: Listen::SocketOnly,
        settings: vec![("max_connections".to_owned(), "400".to_owned())],
        durable: false,
    };
    let mut cluster = Cluster::create(&home(), options).await.expect("a test cluster can be made");
    cluster.start().await.expect("the test cluster can be started");
    cluster
}
