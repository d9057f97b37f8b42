//! Commands that start nothing.

use std::fs;

use crate::support::Home;

#[test]
fn the_default_configuration_is_a_valid_file_and_changes_nothing() {
    let home = Home::new();
    let before = home.succeed(&["config", "dump"]);
    fs::write(home.path().join("karum.toml"), home.succeed(&["config", "default"])).unwrap();
    home.succeed(&["config", "check"]);
    assert_eq!(home.succeed(&["config", "dump"]), before);
}

#[test]
fn a_mistake_in_the_configuration_is_named_and_has_its_own_exit_code() {
    let home = Home::new();
    fs::write(home.path().join("karum.toml"), "[http]\nlisten_on = \"127.0.0.1:1\"\n").unwrap();
    let ran = home.run(&["config", "check"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("karum.toml") && ran.stderr.contains("listen_on"), "{}", ran.stderr);
}

#[test]
fn what_needs_a_running_cluster_says_how_to_start_it() {
    let home = Home::new();
    for command in ["status", "audit", "provision", "migrate"] {
        let ran = home.run(&[command]);
        assert_eq!(ran.code, Some(3), "{command}");
        assert!(ran.stderr.contains("karum up starts it"), "{}", ran.stderr);
    }
    assert!(home.succeed(&["down"]).contains("not running"));
}

#[test]
fn the_access_rules_name_every_service_and_reject_the_rest() {
    let home = Home::new();
    let rules = home.succeed(&["provision", "--access-rules", "--network", "10.0.0.0/8"]);
    assert_eq!(rules.lines().filter(|line| line.contains("10.0.0.0/8")).count(), 7);
    assert!(rules.trim_end().ends_with("reject"));
}
