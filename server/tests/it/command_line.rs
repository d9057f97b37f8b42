//! Commands that start nothing.

use std::fs;

use crate::books::DATABASES;
use crate::support::Home;

#[test]
fn the_default_configuration_is_a_valid_file_and_changes_nothing() {
    let home = Home::new();
    let before = home.succeed(&["config", "dump"]);
    fs::write(home.path().join("karum.toml"), home.succeed(&["config", "default"])).unwrap();
    home.succeed(&["config", "check"]);
    assert_eq!(home.succeed(&["config", "dump"]), before);
    let tree = home.json(&["config", "dump", "--json"]);
    assert_eq!(tree["http"]["listen"], home.listen());
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
    assert_eq!(rules.lines().filter(|line| line.contains("10.0.0.0/8")).count(), DATABASES.len());
    assert!(rules.trim_end().ends_with("reject"));
}

#[test]
fn a_filter_a_service_or_clusters_that_cannot_be_used_are_mistakes_of_the_caller() {
    let home = Home::new();
    let serve = home.run(&["serve", "catalogue"]);
    assert_eq!(serve.code, Some(2));
    assert!(serve.stderr.contains("catalogue is no service; services are auth"), "{}", serve.stderr);

    let file = home.path().join("karum.toml");
    fs::write(&file, "[log]\nfilter = \"order=loud\"\n").unwrap();
    let check = home.run(&["config", "check"]);
    assert_eq!(check.code, Some(2));
    assert!(check.stderr.contains("log.filter"), "{}", check.stderr);

    fs::write(&file, "[clusters.main]\nhost = \"10.0.0.7\"\n").unwrap();
    let up = home.run(&["up"]);
    assert_eq!(up.code, Some(2));
    assert!(up.stderr.contains("karum provision, migrate and serve"), "{}", up.stderr);
}

#[test]
fn a_process_without_its_key_says_exactly_what_to_copy() {
    let home = Home::new();
    let secrets = home.path().join("data/secrets");
    fs::create_dir_all(&secrets).unwrap();
    fs::write(secrets.join("staff_token"), "of the staff\n").unwrap();
    let serve = || {
        let ran = home.run(&["serve", "gateway"]);
        assert_eq!(ran.code, Some(2), "{}", ran.stderr);
        ran.stderr
    };
    let told = serve();
    for file in ["data/secrets/service_keys/gateway", "data/secrets/service_keys/public.json"] {
        assert!(told.contains(file), "{told}");
    }
    home.succeed(&["keys", "rotate", "gateway"]);
    let key = fs::read(secrets.join("service_keys/gateway")).unwrap();
    fs::remove_file(secrets.join("service_keys/public.json")).unwrap();
    let told = serve();
    assert!(!told.contains("service_keys/gateway") && told.contains("service_keys/public.json"), "{told}");
    // The list of another key.
    home.succeed(&["keys", "rotate", "gateway"]);
    fs::write(secrets.join("service_keys/gateway"), key).unwrap();
    assert!(serve().contains("public.json does not list the key in"));
    let unknown = home.run(&["keys", "rotate", "gate"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("gate has no key; keys have auth, "), "{}", unknown.stderr);
}

/// The names of the commands that a help lists. Lines further in go on with what the line before says.
fn commands(help: &str) -> Vec<String> {
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}

#[test]
fn the_help_of_every_command_has_an_example() {
    let home = Home::new();
    for command in commands(&home.succeed(&["--help"])) {
        let help = home.succeed(&[&command, "--help"]);
        let actions = commands(&help);
        assert!(!actions.is_empty() || help.contains("Example"), "{command}");
        for action in actions {
            let help = home.succeed(&[&command, &action, "--help"]);
            assert!(help.contains("Example"), "{command} {action}");
        }
    }
}
