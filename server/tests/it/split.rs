//! The same binary as two processes, and a gateway in front of them, on somebody else's PostgreSQL: calls and events go between them by HTTP.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;

use kernel_base::{Env, Secret};
use kernel_db::{Cluster, ClusterOptions, Listen};

use crate::books::Books;
use crate::front::Front;
use crate::platform::{Replay, spawn};
use crate::support::{Home, eventually, every_nth_invoice, free_address, operator, signal};

const HERE: [&str; 3] = ["customer", "catalog", "pricing"];
const THERE: [&str; 8] = ["auth", "user", "warehouse", "cart", "order", "payment", "shipping", "invoice"];
/// Who has a key: all services, the gateway, and the operator.
const HOLDERS: usize = HERE.len() + THERE.len() + 2;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn real_orders_run_through_services_in_two_processes() {
    let home = Home::new();
    let there = free_address();
    let cluster = foreign_cluster(&home).await;
    write_configuration(&home, &cluster, &there);
    let rules = home.succeed(&["provision", "--access-rules"]);
    cluster.set_access_rules(&rules).await.unwrap();
    home.succeed(&["provision"]);
    let early = home.run(&["serve", "catalog"]);
    assert_eq!(early.code, Some(1), "{}", early.stderr);
    assert!(early.stderr.contains("karum migrate catalog"), "{}", early.stderr);
    home.succeed(&["migrate"]);

    let public = free_address();
    let mut processes = [
        Served::start(&home, home.listen(), &HERE),
        Served::start(&home, &there, &THERE),
        Served::start(&home, &public, &["gateway"]),
    ];
    assert_eq!(secrets_of(&home, &HERE).join("service_keys").read_dir().unwrap().count(), HERE.len() + 1);
    for process in &mut processes {
        process.ready().await;
    }
    let front = Front::new(&public);
    front.serves_all(&home.secret("staff_token")).await;
    front.hides_what_is_internal(&home.operator("catalog")).await;
    let former = keys_change_while_all_run(&home, &there).await;
    a_token_of_one_process_counts_in_the_other(home.listen(), &there).await;
    let imported = home.json(&["import", "--json"]);
    assert_eq!(imported["products"]["created"], 4_070, "{imported}");
    assert_eq!(imported["stock"]["pieces"], 5_648_655, "{imported}");
    assert_eq!(imported["errors"], serde_json::json!([]), "{imported}");
    let (file, invoices) = every_nth_invoice(&home, 66);
    let report = Replay::start(&home, &file, &[]).report().await;
    assert_eq!((&report["equal"], &report["sent"]), (&true.into(), &report["invoices"]), "{report:#}");
    assert_eq!(report["invoices"], invoices, "{report:#}");
    let books = Books(cluster.connection("postgres"));
    books.at_rest().await;
    books.check().await;
    former_keys_end(&home, &there, &former).await;

    let product_page = front.shows_a_product().await;
    let [here, there, gateway] = processes;
    there.stop().await;
    front.goes_on_without_the_warehouse(&product_page).await;
    for process in [here, gateway] {
        process.stop().await;
    }
    cluster.stop().await.unwrap();
}

/// Auth signs there; customer, here, verifies with the keys that auth publishes.
async fn a_token_of_one_process_counts_in_the_other(here: &str, there: &str) {
    let client = kernel_http::client_builder().build().unwrap();
    let account = serde_json::json!({ "email": "ada@example.com", "password": "a long enough phrase" });
    let registered =
        client.post(format!("http://{there}/store/v1/auth/register")).json(&account).send().await;
    let tokens: serde_json::Value = registered.unwrap().error_for_status().unwrap().json().await.unwrap();
    let token = tokens["access_token"].as_str().unwrap();
    let me = |token: &str| client.get(format!("http://{here}/store/v1/me")).bearer_auth(token).send();
    eventually("customer knows the keys", Duration::from_secs(10), async || {
        me(token).await.is_ok_and(|answer| answer.status().is_success())
    })
    .await;
    assert_eq!(me(&token.replace(".ey", ".eY")).await.unwrap().status(), 401);
}

const EVERYBODY: [&[&str]; 3] = [&HERE, &THERE, &["gateway"]];

/// What a process answers to a service that asks for auth's public keys.
async fn ask(there: &str, token: &str) -> u16 {
    let client = kernel_http::client_builder().build().unwrap();
    let url = format!("http://{there}/internal/v1/auth/jwks");
    let answer = client.post(url).bearer_auth(token).json(&serde_json::json!({})).send().await;
    answer.unwrap().status().as_u16()
}

/// New keys for everybody, copied as an operator does: the public halves first. Nothing is started again. What follows in
/// the test runs under both, and answers the file of the operator's former key.
async fn keys_change_while_all_run(home: &Home, there: &str) -> PathBuf {
    let former = home.path().join("former");
    fs::copy(home.path().join("data/secrets/service_keys/operator"), &former).unwrap();
    assert_eq!(ask(there, &home.operator("auth")).await, 200);
    assert_eq!(home.json(&["keys", "rotate", "--json"]).as_array().unwrap().len(), HOLDERS);
    assert_eq!(ask(there, &home.operator("auth")).await, 401, "the other machines have not heard of it");
    for services in EVERYBODY {
        copy_keys(home, services, &["public.json"]);
    }
    eventually("the new key is known", Duration::from_secs(10), async || {
        ask(there, &home.operator("auth")).await == 200
    })
    .await;
    assert_eq!(ask(there, &operator(&former, "auth")).await, 200, "and so is the former one");
    for services in EVERYBODY {
        copy_keys(home, services, services);
    }
    let early = home.run(&["keys", "retire"]);
    assert_eq!(early.code, Some(1), "{}", early.stdout);
    assert!(early.stderr.contains("younger than 120 s"), "{}", early.stderr);
    former
}

/// Once everybody signs with the new keys.
async fn former_keys_end(home: &Home, there: &str, former: &Path) {
    let log = || fs::read_to_string(home.path().join("serve.log")).unwrap();
    for caller in ["cart", "customer", "order", "user", "warehouse"] {
        let signs = format!("a new key signs holder=\"{caller}\"");
        let what = format!("{caller} signs with a new key");
        eventually(&what, Duration::from_secs(20), async || log().contains(&signs)).await;
    }
    assert_eq!(home.json(&["keys", "retire", "--now", "--json"]).as_array().unwrap().len(), HOLDERS);
    for services in EVERYBODY {
        copy_keys(home, services, &["public.json"]);
    }
    eventually("the former key is worth nothing", Duration::from_secs(20), async || {
        ask(there, &operator(former, "auth")).await == 401
    })
    .await;
    assert_eq!(ask(there, &home.operator("auth")).await, 200);
    assert!(!log().contains("a callee refuses this process"), "{}", log());
}

/// The secrets of a machine that runs these: of the keys only their own, and the public halves.
fn secrets_of(home: &Home, services: &[&str]) -> PathBuf {
    home.path().join(format!("secrets-{}", services.join("-")))
}

fn copy_secrets(home: &Home, services: &[&str]) {
    let (from, to) = (home.path().join("data/secrets"), secrets_of(home, services));
    fs::create_dir_all(to.join("service_keys")).unwrap();
    for entry in from.read_dir().unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
    copy_keys(home, services, services);
    copy_keys(home, services, &["public.json"]);
}

fn copy_keys(home: &Home, services: &[&str], files: &[&str]) {
    let (from, to) = (home.path().join("data/secrets"), secrets_of(home, services));
    for file in files {
        let file = Path::new("service_keys").join(file);
        // As one: a process may read it at that moment.
        let fresh = to.join("service_keys/fresh");
        fs::copy(from.join(&file), &fresh).unwrap();
        fs::rename(&fresh, to.join(&file)).unwrap();
    }
}

/// A cluster that Karum finds running, with nothing in it.
async fn foreign_cluster(home: &Home) -> Cluster {
    let password = Env::system().token();
    fs::write(home.path().join("superuser"), &password).unwrap();
    let options = ClusterOptions {
        superuser_password: Secret::new(password),
        listen: Listen::SocketOnly,
        settings: vec![("max_connections".to_owned(), "250".to_owned())],
        durable: false,
    };
    let mut cluster = Cluster::create(&home.path().join("elsewhere"), options).await.unwrap();
    cluster.start().await.unwrap();
    cluster
}

/// One file for everybody: each process passes over the addresses of the services it runs itself.
fn write_configuration(home: &Home, cluster: &Cluster, there: &str) {
    let mut text = format!(
        "[http]\norigin = \"http://shop.test\"\n\n[clusters.main]\nhost = {:?}\nport = {}\nsuperuser_password_file = {:?}\n\n[remote]\n",
        cluster.home().join("run"),
        cluster.port(),
        home.path().join("superuser"),
    );
    let addresses = HERE.map(|service| (service, home.listen())).into_iter();
    for (service, address) in addresses.chain(THERE.map(|service| (service, there))) {
        text.push_str(&format!("{service} = \"http://{address}\"\n"));
    }
    fs::write(home.path().join("karum.toml"), text).unwrap();
}

/// A running `karum serve`.
struct Served<'h> {
    home: &'h Home,
    address: String,
    process: Child,
}

impl<'h> Served<'h> {
    fn start(home: &'h Home, address: &str, services: &[&str]) -> Self {
        copy_secrets(home, services);
        let mut command = home.command(&["serve"]);
        command.args(services).env("KARUM__HTTP__LISTEN", address);
        command.env("KARUM__SECRETS_DIR", secrets_of(home, services));
        let log = home.path().join("serve.log");
        Self { home, address: address.to_owned(), process: spawn(&mut command, &log, &log) }
    }

    async fn ready(&mut self) {
        let client = kernel_http::client_builder().build().unwrap();
        let url = format!("http://{}/readyz", self.address);
        eventually("the services answer", Duration::from_secs(30), async || {
            assert!(self.process.try_wait().unwrap().is_none(), "karum serve ended");
            client.get(&url).send().await.is_ok_and(|answer| answer.status().is_success())
        })
        .await;
    }

    /// Ends it as an operator does; requests and events under way are finished first.
    async fn stop(mut self) {
        signal("TERM", self.process.id());
        let mut status = None;
        eventually("karum serve ends", Duration::from_secs(20), async || {
            status = self.process.try_wait().unwrap();
            status.is_some()
        })
        .await;
        assert!(status.unwrap().success());
    }
}

impl Drop for Served<'_> {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
        if std::thread::panicking() {
            let log = fs::read_to_string(self.home.path().join("serve.log")).unwrap_or_default();
            eprintln!("--- what the processes said ---\n{log}");
        }
    }
}
