//! The rules of the workspace, read from cargo's own metadata: who may depend on whom, and a snapshot of every edge
//! between services, so that a new one shows in review.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use e2e::{Access, Api, Form, Shop};
use expect_test::expect_file;
use serde_json::Value;

/// A crate of the workspace: its folder below the root, and the names of the workspace crates it uses (not for tests).
struct Member {
    folder: PathBuf,
    uses: BTreeSet<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn members() -> BTreeMap<String, Member> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let names: BTreeSet<String> = packages.iter().map(|package| text(&package["name"])).collect();
    let member = |package: &Value| {
        let manifest = text(&package["manifest_path"]);
        let folder = Path::new(&manifest).parent().unwrap().strip_prefix(root()).unwrap().to_owned();
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        let uses = dependencies
            .filter(|dependency| dependency["kind"].is_null())
            .map(|dependency| text(&dependency["name"]))
            .filter(|name| names.contains(name))
            .collect();
        (text(&package["name"]), Member { folder, uses })
    };
    packages.iter().map(member).collect()
}

/// The part of the tree a crate belongs to, and the service it belongs to, if any.
fn tier(folder: &Path) -> (String, String) {
    let mut parts = folder.iter().map(|part| part.to_string_lossy().into_owned());
    let tier = parts.next().unwrap();
    let name = parts.next().unwrap_or_default();
    let inner = parts.next();
    if tier == "services" && inner.is_some() { ("queries".to_owned(), name) } else { (tier, name) }
}

fn allowed(from: &Path, to: &Path) -> bool {
    let ((from_tier, from_name), (to_tier, to_name)) = (tier(from), tier(to));
    match (&*from_tier, &*to_tier) {
        ("kernel", "kernel") => from_name != "trace" || to_name == "base",
        ("contracts", "kernel") => to_name == "base",
        ("contracts", "contracts") => to_name == "shared",
        ("queries", "kernel") => to_name == "base" || to_name == "db",
        ("services", "kernel") => to_name != "testing",
        ("services", "contracts") => true,
        ("services", "queries") => from_name == to_name,
        ("gateway", "kernel") => to_name != "testing" && to_name != "db",
        ("bench", _) => {
            to_tier == "contracts" || (to_tier, to_name) == ("kernel".to_owned(), "base".to_owned())
        }
        ("server" | "tests" | "xtask", _) => true,
        _ => false,
    }
}

#[test]
fn no_crate_depends_on_one_it_must_not_know() {
    let members = members();
    let mut wrong = Vec::new();
    for (name, member) in &members {
        for used in &member.uses {
            if !allowed(&member.folder, &members[used].folder) {
                wrong.push(format!("{name} -> {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "not allowed: {wrong:#?}");
}

#[test]
fn the_rules_refuse_what_they_are_there_to_refuse() {
    for (from, to) in [
        ("services/order", "services/cart"),
        ("services/order", "services/cart/db"),
        ("services/order", "kernel/testing"),
        ("contracts/order", "contracts/cart"),
        ("contracts/order", "kernel/db"),
        ("kernel/db", "contracts/shared"),
        ("kernel/base", "services/order"),
        ("gateway", "services/order"),
        ("gateway", "kernel/db"),
    ] {
        assert!(!allowed(Path::new(from), Path::new(to)), "{from} -> {to}");
    }
}

/// The sources of a service, without its tests.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text += &sources(&path);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text += &std::fs::read_to_string(&path).unwrap();
        }
    }
    text
}

/// A call needs the callee's API, a trait that is named like the callee: `PricingApi`.
fn api_of(service: &str) -> String {
    format!("{}{}Api", service[..1].to_uppercase(), &service[1..])
}

#[test]
fn every_call_between_services_is_known() {
    let members = members();
    let services: Vec<(&str, &Member)> = members
        .iter()
        .filter(|(_, member)| tier(&member.folder).0 == "services")
        .map(|(name, member)| (name.as_str(), member))
        .collect();
    let mut lines = Vec::new();
    for (name, member) in &services {
        let sources = sources(&root().join(&member.folder).join("src"));
        let callees = services.iter().map(|(other, _)| *other);
        let callees = callees.filter(|other| other != name && sources.contains(&api_of(other)));
        lines.extend(callees.map(|callee| format!("{name} calls {callee}")));
    }
    expect_file!["../../edges/calls.txt"].assert_eq(&(lines.join("\n") + "\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_event_that_a_service_takes_from_another_is_known() {
    let shop = Shop::start(Form::Together).await;
    let lines = shop
        .consumed()
        .iter()
        .map(|(consumer, producer, kind)| format!("{consumer} takes of {producer}: {kind}\n"));
    expect_file!["../../edges/events.txt"].assert_eq(&lines.collect::<String>());
    // A service may read the logs that it declares, so it declares those it reads and no more.
    let consumed: BTreeSet<(&str, &str)> = shop
        .consumed()
        .iter()
        .filter(|(consumer, producer, _)| consumer != producer)
        .map(|(consumer, producer, _)| (*consumer, *producer))
        .collect();
    let declared = e2e::FOLLOWS.into_iter();
    let declared = declared.flat_map(|(consumer, producers)| producers.iter().map(move |it| (consumer, *it)));
    assert_eq!(declared.collect::<BTreeSet<_>>(), consumed);
    shop.stop().await;
}

/// Who may call what. That services which hold another's API are those that may call it, and the reverse, follows from the
/// snapshot of calls.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_who_may_call_an_internal_operation_is_known() {
    let shop = Shop::start(Form::Together).await;
    let api = Api::of(&shop).await;
    let (mut lines, mut edges) = (BTreeSet::new(), BTreeSet::new());
    for operation in api.operations.iter().filter(|operation| operation.access == Access::Service) {
        let method = operation.path.trim_start_matches("/internal/v1/").replace('/', ".");
        let (callee, _) = method.split_once('.').unwrap();
        if operation.uncalled() {
            lines.insert(format!("nobody calls {method}\n"));
        }
        for caller in &operation.callers {
            lines.insert(format!("{caller} calls {method}\n"));
            if !["*", "gateway", "operator"].contains(&&**caller) {
                edges.insert(format!("{caller} calls {callee}\n"));
            }
        }
    }
    expect_file!["../../edges/callers.txt"].assert_eq(&lines.into_iter().collect::<String>());
    let calls = std::fs::read_to_string(root().join("tests/e2e/edges/calls.txt")).unwrap();
    assert_eq!(edges.into_iter().collect::<String>(), calls);
    shop.stop().await;
}
