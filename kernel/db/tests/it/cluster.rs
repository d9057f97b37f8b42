//! A private cluster's life: made, started, adopted, restarted, stopped, found broken.

use std::fs;

use kernel_db::tokio_postgres::{Config, NoTls};
use kernel_db::{Cluster, ClusterError, Started};

use crate::support::{Scratch, connected, options};

async fn show(config: &Config, setting: &str) -> String {
    let ask = async |client: &kernel_db::tokio_postgres::Client| {
        let row = client.query_one("SELECT current_setting($1)", &[&setting]).await.unwrap();
        row.get(0)
    };
    connected(config, ask).await.unwrap()
}

#[tokio::test]
async fn a_cluster_lives_through_stop_start_and_a_change_of_settings() {
    let scratch = Scratch::new();
    let mut cluster =
        Cluster::create(&scratch.home(), options(true, &[("max_connections", "37")])).await.unwrap();
    assert_eq!(cluster.running(), None);
    assert_eq!(cluster.start().await.unwrap(), Started::Fresh);
    assert_eq!(show(&cluster.connection("postgres"), "max_connections").await, "37");
    assert_eq!(show(&cluster.connection("postgres"), "data_checksums").await, "on");
    assert_eq!(show(&cluster.connection("postgres"), "fsync").await, "on");
    let first = cluster.running().unwrap();

    // Its owner was killed and comes back: the same server goes on.
    let mut again =
        Cluster::create(&scratch.home(), options(true, &[("max_connections", "37")])).await.unwrap();
    assert_eq!(again.start().await.unwrap(), Started::Adopted);
    assert_eq!(again.running(), Some(first));

    // The owner comes back with another configuration: the server is restarted with it, on the same port.
    let mut grown =
        Cluster::open(&scratch.home(), options(true, &[("max_connections", "41")])).await.unwrap();
    assert_eq!(grown.start().await.unwrap(), Started::Fresh);
    assert_eq!(show(&grown.connection("postgres"), "max_connections").await, "41");
    assert_eq!(grown.port(), first.port);

    let loopback =
        grown.loopback_address().unwrap().user("postgres").password("wrong").dbname("postgres").clone();
    assert!(loopback.connect(NoTls).await.is_err(), "the password is asked on 127.0.0.1");

    grown.stop().await.unwrap();
    assert_eq!(grown.running(), None);
    grown.stop().await.unwrap();
}

#[tokio::test]
async fn a_pid_file_left_by_a_crash_does_not_hinder_the_next_start() {
    let scratch = Scratch::new();
    let mut cluster = Cluster::create(&scratch.home(), options(false, &[])).await.unwrap();
    // This test's own process: alive, but no server of this data.
    let stale = format!("{}\n{}\n0\n5432\n", std::process::id(), scratch.home().join("data").display());
    fs::write(scratch.home().join("data/postmaster.pid"), stale).unwrap();
    assert_eq!(cluster.running(), None);
    assert_eq!(cluster.start().await.unwrap(), Started::Fresh);
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_gets_a_short_one() {
    let scratch = Scratch::new();
    let home = scratch.path().join("a".repeat(100));
    let mut cluster = Cluster::create(&home, options(false, &[])).await.unwrap();
    cluster.start().await.unwrap();
    assert_eq!(show(&cluster.connection("postgres"), "fsync").await, "off");
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn an_interrupted_creation_is_made_again_and_a_broken_directory_is_left_alone() {
    let scratch = Scratch::new();
    fs::create_dir_all(scratch.home().join("data.new/base")).unwrap();
    Cluster::create(&scratch.home(), options(false, &[])).await.unwrap();
    assert!(!scratch.home().join("data.new").exists());

    fs::remove_file(scratch.home().join("data/global/pg_control")).unwrap();
    let error = Cluster::create(&scratch.home(), options(false, &[])).await.unwrap_err();
    assert!(matches!(error, ClusterError::HalfMade(_)), "{error}");
    assert!(scratch.home().join("data/PG_VERSION").exists());
}

#[tokio::test]
async fn opening_what_was_never_made_says_so() {
    let scratch = Scratch::new();
    fs::create_dir_all(scratch.home()).unwrap();
    let error = Cluster::open(&scratch.home(), options(false, &[])).await.unwrap_err();
    assert!(matches!(error, ClusterError::NotMade(_)), "{error}");
}

#[tokio::test]
async fn a_wrong_setting_is_named_when_the_server_does_not_start() {
    let scratch = Scratch::new();
    let mut cluster =
        Cluster::create(&scratch.home(), options(false, &[("shared_bufers", "1GB")])).await.unwrap();
    let error = cluster.start().await.unwrap_err();
    assert!(error.to_string().contains("shared_bufers"), "{error}");
}
