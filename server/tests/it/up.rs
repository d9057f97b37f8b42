//! `karum up` and everything that needs it running.

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::books::DATABASES;
use crate::platform::Platform;
use crate::support::Home;

#[test]
fn up_status_audit_down_and_up_again() {
    let home = Home::new();
    // Left over from a release that had one secret for all services.
    let former = home.path().join("data/secrets/service_token");
    fs::create_dir_all(former.parent().unwrap()).unwrap();
    fs::set_permissions(former.parent().unwrap(), Permissions::from_mode(0o700)).unwrap();
    fs::write(&former, "secret\n").unwrap();
    let said = home.succeed(&["up", "--detach"]);
    assert!(said.contains(&format!("http://{}", home.listen())), "{said}");
    assert!(!former.exists());
    let keys = home.json(&["keys", "list", "--json"]);
    let keys = keys.as_array().unwrap();
    assert!(keys.len() == DATABASES.len() + 2 && keys.iter().all(|key| key["signs"] == true), "{keys:?}");

    let status = home.json(&["status", "--json"]);
    assert_eq!(status["platform"]["ready"], true);
    assert_eq!(status["databases"].as_array().unwrap().len(), DATABASES.len());

    let audit = home.json(&["audit", "--json"]);
    assert_eq!(audit[0]["passed"], true);
    assert_eq!(audit[0]["entries"].as_array().unwrap().len(), 2 * DATABASES.len() * (DATABASES.len() + 2));
    assert_eq!(home.json(&["provision", "--json"]), serde_json::json!([]));
    home.succeed(&["doctor"]);

    let second = home.run(&["up"]);
    assert_eq!(second.code, Some(1));
    assert!(second.stderr.contains("already running here: process"), "{}", second.stderr);

    // Killed without a chance to clean up: the next one goes on with the PostgreSQL that still runs.
    let pid = status["platform"]["pid"].to_string();
    assert!(Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
    let said = home.succeed(&["up", "--detach"]);
    assert!(said.contains("found running"), "{said}");
    assert_eq!(home.json(&["keys", "list", "--json"]).as_array(), Some(keys), "keys are made once");

    assert!(home.succeed(&["down"]).contains("stopped"));
    assert_eq!(home.run(&["status"]).code, Some(3));
}

#[tokio::test]
async fn ctrl_c_stops_everything_and_the_next_up_goes_on() {
    let home = Home::new();
    for start in ["first", "second"] {
        let mut platform = Platform::start(&home, false);
        platform.ready().await;
        assert!(home.postmaster().is_some(), "{start}");
        assert_eq!(platform.interrupt(), Some(0), "{start}");
        assert!(home.postmaster().is_none(), "{start}: PostgreSQL still runs");
    }
    let log = fs::read_to_string(home.path().join("up.log")).unwrap();
    assert!(log.contains("schemas are up to date"), "{log}");
}

#[test]
fn a_taken_port_is_said_before_anything_is_made() {
    let home = Home::new();
    let _taken = TcpListener::bind(home.listen()).unwrap();
    let ran = home.run(&["up"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("is taken by another program"), "{}", ran.stderr);
    assert!(!home.path().join("data/postgres").exists());
}

#[test]
fn a_half_made_data_directory_is_left_alone_and_named() {
    let home = Home::new();
    let data = home.path().join("data/postgres/data");
    fs::create_dir_all(data.join("base")).unwrap();
    let ran = home.run(&["up"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("is not a complete PostgreSQL data directory"), "{}", ran.stderr);
    assert!(data.join("base").exists());
}
