//! `karum-bench`: runs a platform of its own, loads it, and compares what an order costs with what its rows cost.

mod effects;
mod floor;
mod http;
mod identity;
mod instance;
mod load;
mod postgres;
mod proc;
mod report;
mod rows;
mod script;
mod seed;
mod workload;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, anyhow};
use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};

use crate::floor::Clones;
use crate::http::Connection;
use crate::identity::{Account, Login};
use crate::instance::Instance;
use crate::load::{Client, Measured, Plan};
use crate::proc::Processes;
use crate::report::Report;
use crate::seed::Shop;
use crate::workload::{CartFiller, Checkout, IdleCheckout, Reader};

/// Measures what Karum costs, on a platform of its own, and compares it with a floor measured in the same run.
#[derive(Debug, Parser)]
#[command(
    name = "karum-bench",
    after_help = "Examples:\n  karum-bench\n  karum-bench --seconds 30 --clients checkout=64\n  karum-bench --json | jq \
                  '.targets[] | select(.met | not)'\n\nExit codes: 0 every target is met, 1 it could not be measured, 2 a \
                  target is missed."
)]
struct Arguments {
    /// The program under test [default: karum beside this program]
    #[arg(long, value_name = "FILE")]
    karum: Option<PathBuf>,
    /// Where the platform under test keeps its data; must not exist, is removed at the end [default: bench in the
    /// directory above this program's]
    #[arg(long, value_name = "DIRECTORY")]
    directory: Option<PathBuf>,
    /// How long each workload is measured
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// How long each workload runs before
    #[arg(long, value_name = "SECONDS", default_value_t = 3)]
    warm_up: u64,
    /// Virtual clients of a workload, such as checkout=64; may be repeated
    #[arg(long, value_name = "WORKLOAD=NUMBER")]
    clients: Vec<Clients>,
    /// Orders whose rows pgbench writes
    #[arg(long, value_name = "NUMBER", default_value_t = 4000)]
    floor_orders: u64,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
    /// Leave the platform running at the end, to look at it
    #[arg(long)]
    keep: bool,
}

/// How many clients a workload gets.
#[derive(Debug, Clone)]
struct Clients {
    workload: String,
    number: u64,
}

impl FromStr for Clients {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (workload, number) = text.split_once('=').context("write it as workload=number")?;
        let known = ["list", "detail", "add", "checkout", "login"];
        if !known.contains(&workload) {
            return Err(anyhow!("workloads are {}", known.join(", ")));
        }
        Ok(Self { workload: workload.to_owned(), number: number.parse()? })
    }
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let report = tokio::task::LocalSet::new().block_on(&runtime, until_stopped(run(&arguments)))?;
    let text =
        if arguments.json { serde_json::to_string_pretty(&report)? + "\n" } else { report.to_string() };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(if report.targets.iter().all(|target| target.met) { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// Ends early at Ctrl-C, so that the platform under test is stopped and removed.
async fn until_stopped(run: impl Future<Output = anyhow::Result<Report>>) -> anyhow::Result<Report> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        report = run => report,
        _ = tokio::signal::ctrl_c() => Err(anyhow!("stopped")),
        _ = terminate.recv() => Err(anyhow!("stopped")),
    }
}

async fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let load_before = fs::read_to_string("/proc/loadavg")?;
    let load_before = load_before.split(' ').next().unwrap_or_default().to_owned();
    note("making a platform");
    let here = std::env::current_exe().context("cannot tell where this program is")?;
    let karum = arguments.karum.clone().unwrap_or_else(|| here.with_file_name("karum"));
    let directory = arguments.directory.clone().unwrap_or_else(|| here.with_file_name("../bench"));
    let instance = Instance::create(&karum, &directory, arguments.keep)?;
    note("loading 1,000 products");
    let shop = seed::fill(Connection::to(instance.address), &instance.staff_token()?).await?;
    let cold_start = instance.restart()?;
    let postgres = instance.postgres()?;
    let bench = Bench { arguments, processes: instance.processes()?, shop: Rc::new(shop), instance };

    note("counting the rows of an order");
    let before = rows::count(&postgres).await?;
    let idle = bench.idle().await?;
    let written = rows::count(&postgres).await?.per_order(&before)?;
    let clones = Clones::make(&postgres, &directory, written).await?;

    let accounts = identity::register(&mut bench.connection(), bench.numbers("login", 50).end).await?;
    let mut workloads =
        vec![bench.list().await?, bench.detail().await?, bench.detail_signed_in(&accounts).await?];
    workloads.extend([bench.add().await?, idle]);
    let from = effects::now(&postgres).await?;
    workloads.push(bench.checkout().await?);
    seed::until_settled(&mut bench.connection()).await?;
    let effects = effects::measure(&postgres, from, i64::MAX).await?;
    workloads.push(bench.login(&accounts).await?);
    workloads.extend(bench.checkout_beside_logins(&accounts).await?);

    note("the floor: pgbench writes the rows of orders");
    let floor = clones.measure(arguments.floor_orders)?;
    Ok(Report::new(load_before, cold_start, workloads, effects, floor))
}

/// A loaded platform and how it is to be measured.
struct Bench<'a> {
    arguments: &'a Arguments,
    instance: Instance,
    processes: Processes,
    shop: Rc<Shop>,
}

impl Bench<'_> {
    async fn list(&self) -> anyhow::Result<Measured> {
        let requests = workload::list_requests(&mut self.connection()).await?;
        let client = |number| Reader::new(self.connection(), Rc::clone(&requests), number);
        self.load("list", self.numbers("list", 8).map(client).collect()).await
    }

    async fn detail(&self) -> anyhow::Result<Measured> {
        let requests = workload::detail_requests(&self.shop);
        let client = |number| Reader::new(self.connection(), Rc::clone(&requests), number);
        self.load("detail", self.numbers("detail", 8).map(client).collect()).await
    }

    async fn detail_signed_in(&self, accounts: &[Account]) -> anyhow::Result<Measured> {
        let requests = identity::detail_requests(&self.shop, accounts);
        let client = |number| Reader::new(self.connection(), Rc::clone(&requests), number);
        self.load(report::SIGNED_IN, self.numbers("detail", 8).map(client).collect()).await
    }

    async fn login(&self, accounts: &[Account]) -> anyhow::Result<Measured> {
        self.load(report::LOGIN, self.logins(accounts)).await
    }

    /// Both at once: what the one leaves to the other.
    async fn checkout_beside_logins(&self, accounts: &[Account]) -> anyhow::Result<[Measured; 2]> {
        let checkouts = self.load(report::BESIDE_LOGINS, self.checkouts(1_000_000));
        let logins = self.load(report::BESIDE_CHECKOUTS, self.logins(accounts));
        let (checkouts, logins) = tokio::try_join!(checkouts, logins)?;
        Ok([checkouts, logins])
    }

    fn logins(&self, accounts: &[Account]) -> Vec<Login> {
        accounts.iter().map(|account| Login::new(self.connection(), account)).collect()
    }

    /// `first` tells one workload's shoppers from another's.
    fn checkouts(&self, first: u64) -> Vec<Checkout> {
        let client = |number| Checkout::new(self.connection(), Rc::clone(&self.shop), first + number);
        self.numbers("checkout", 40).map(client).collect()
    }

    async fn add(&self) -> anyhow::Result<Measured> {
        let mut clients = Vec::new();
        for number in self.numbers("add", 16) {
            clients.push(CartFiller::new(self.connection(), Rc::clone(&self.shop), number).await?);
        }
        self.load("add to cart", clients).await
    }

    async fn idle(&self) -> anyhow::Result<Measured> {
        let client = IdleCheckout::new(self.connection(), Rc::clone(&self.shop), 0);
        self.load(report::IDLE, vec![client]).await
    }

    async fn checkout(&self) -> anyhow::Result<Measured> {
        self.load(report::CHECKOUT, self.checkouts(0)).await
    }

    async fn load<C: Client>(&self, workload: &'static str, clients: Vec<C>) -> anyhow::Result<Measured> {
        note(workload);
        let plan = Plan {
            warm_up: Duration::from_secs(self.arguments.warm_up),
            measure: Duration::from_secs(self.arguments.seconds),
        };
        load::run(workload, clients, plan, self.processes).await.context(workload)
    }

    fn numbers(&self, workload: &str, default: u64) -> std::ops::Range<u64> {
        let wanted = self.arguments.clients.iter().rfind(|clients| clients.workload == workload);
        0..wanted.map_or(default, |clients| clients.number)
    }

    fn connection(&self) -> Connection {
        Connection::to(self.instance.address)
    }
}

/// Tells people how far it is; the report goes elsewhere.
fn note(text: &str) {
    writeln!(std::io::stderr(), "karum-bench: {text}").ok();
}
