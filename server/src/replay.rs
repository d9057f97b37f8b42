//! `karum replay`: real invoices through the public API of the running platform, reconciled to the penny.

mod document;
mod figures;
mod file;
mod opening;
mod plan;
mod published;
mod read_back;
mod report;
mod send;
mod settle;

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Serialize;

use crate::api::Api;
use crate::cli::ReplayArgs;
use crate::config::Config;
use crate::exit::Reported;
use crate::import::{DemoProduct, demo_products};
use crate::output::Audience;
use crate::output::{self, Mark, note, say};
use crate::progress::Progress;
use crate::up::stop_signal;

use figures::Figures;
use file::InvoiceFile;
use opening::Opened;
use plan::{Goods, Kind, Operation};
use published::Published;
use report::{Compared, Section};
use send::{Arrived, Sender, Sent};

const ORDER: &str = order::NAME;
const PAYMENT: &str = payment::NAME;
const WAREHOUSE: &str = warehouse::NAME;

/// What is sent when no file is named.
const SAMPLE: &[u8] = include_bytes!("../data/online-retail/sample-2000-invoices.csv.gz");
const SAMPLE_NAME: &str = "sample-2000-invoices.csv.gz";
/// Country texts of the data with their ISO codes; a text such as `European Community` has none.
const COUNTRIES: &str = include_str!("../data/online-retail/countries.csv");
/// Wrong documents that are named in the report.
const NAMED: usize = 10;

/// Titles and kinds of the retailer's articles.
struct Assortment(HashMap<String, DemoProduct>);

impl Goods for Assortment {
    /// What the retailer's list does not name is taken for goods.
    fn is_goods(&self, sku: &str) -> bool {
        self.0.get(sku).is_none_or(DemoProduct::goods)
    }
}

impl Assortment {
    fn load() -> Self {
        Self(demo_products().into_iter().map(|product| (product.sku.clone(), product)).collect())
    }

    fn title(&self, code: &str) -> String {
        self.0.get(code).map_or_else(String::new, |product| product.title.clone())
    }
}

/// The outcome, for programs.
#[derive(Serialize)]
struct Outcome<'a> {
    file: &'a Path,
    sha256: &'a str,
    /// Name of the published figures, when the file is a published one.
    published: Option<&'static str>,
    rows: usize,
    invoices: usize,
    equal: bool,
    #[serde(flatten)]
    sent: &'a Sent,
    health: &'a read_back::Health,
    sections: &'a [Section],
}

/// Sends a file and prints the comparison. An error when anything differs.
pub(crate) async fn run(config: &Config, args: &ReplayArgs) -> anyhow::Result<()> {
    let stop = stop_signal()?;
    tokio::select! {
        ended = replay(config, args) => ended,
        () = stop => Err(Reported::after("Interrupted; karum replay --resume goes on with it.")),
    }
}

async fn replay(config: &Config, args: &ReplayArgs) -> anyhow::Result<()> {
    let audience = if args.output.json { Audience::Programs } else { Audience::People };
    // A platform that was killed a moment ago is waited for; otherwise somebody has forgotten to start it.
    let api = if args.resume { Api::open(config)? } else { Api::of_running(config)? };
    let file = read(args.file.as_deref(), audience)?;
    let assortment = Assortment::load();
    let operations = plan::operations(&file, &assortment);
    let courses = plan::stock_courses(&file, &assortment);
    let reference = opening::reference(&file.sha256);

    let arrived = match (opening::opened(&api, &courses, &reference).await?, args.resume) {
        (Opened::Yes, false) => {
            bail!(
                "this file has been replayed into this shop before; --resume goes on with it and compares again"
            )
        }
        (Opened::Yes, true) => read_back::arrived(&api).await?,
        (Opened::No, _) => {
            nothing_there(&api, &operations).await?;
            opening::open(&api, audience, &courses, &reference).await?;
            Arrived::default()
        }
    };
    let countries = iso_codes()?;
    let progress = Progress::start(audience, "documents", u64::try_from(operations.len())?);
    let sender = Sender::new(&api, &assortment, &countries, &arrived, progress);
    let sent = sender.send_all(&operations, usize::from(args.concurrency)).await?;
    let open_sagas = settle::wait(&api, audience).await?;

    let (found, mut health) = read_back::read(&api, audience, &file, &courses, &reference).await?;
    health.open_sagas = open_sagas;
    let compared = Compared {
        file: &Figures::of_file(&file, &assortment),
        found: &found,
        published: published::published(&file.sha256),
        health: &health,
        title: &|code| assortment.title(code),
    };
    let sections = compared.sections();
    let equal =
        sent.refused == 0 && sections.iter().flat_map(|section| &section.lines).all(|line| line.equal);
    let outcome = Outcome {
        file: args.file.as_deref().unwrap_or(Path::new(SAMPLE_NAME)),
        sha256: &file.sha256,
        published: compared.published.map(|known: &Published| known.name),
        rows: file.row_count,
        invoices: file.invoices.len(),
        equal,
        sent: &sent,
        health: &health,
        sections: &sections,
    };
    if args.output.json {
        output::json(&outcome)?
    } else {
        print(&outcome)
    }
    if equal { Ok(()) } else { Err(Reported.into()) }
}

/// The sample beside the repository.
fn read(path: Option<&Path>, audience: Audience) -> anyhow::Result<InvoiceFile> {
    let progress = Progress::start(audience, "reading the file", 0);
    let (name, bytes) = match path {
        None => (SAMPLE_NAME.to_owned(), SAMPLE.to_owned()),
        Some(path) => {
            let name = path.display().to_string();
            let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
            (name, bytes)
        }
    };
    let file = InvoiceFile::read(&bytes).context(name)?;
    progress.done(format!("{} rows of {} invoices", report::count_of(file.row_count), file.invoices.len()));
    Ok(file)
}

/// Another file's replay may have brought some of the same invoices: their stock is gone, and the comparison would fail.
async fn nothing_there(api: &Api, operations: &[Operation<'_>]) -> anyhow::Result<()> {
    let mut orders = operations.iter().filter(|operation| operation.kind == Kind::Order);
    for operation in orders.next().into_iter().chain(orders.next_back()) {
        let number = &operation.invoice.number;
        if read_back::order_exists(api, number).await? {
            bail!("invoice {number} is in this shop already; replay into a fresh data directory");
        }
    }
    Ok(())
}

fn iso_codes() -> anyhow::Result<HashMap<String, String>> {
    let mut codes = HashMap::new();
    for row in csv::Reader::from_reader(COUNTRIES.as_bytes()).records() {
        let row = row.context("BUG: the countries are a CSV file")?;
        if !row[1].is_empty() {
            codes.insert(row[0].to_owned(), row[1].to_owned());
        }
    }
    Ok(codes)
}

fn print(outcome: &Outcome<'_>) {
    report::print(outcome.sections);
    say("");
    let named = [
        ("refused", &outcome.sent.errors),
        ("not confirmed", &outcome.health.not_confirmed),
        ("differs from its invoice", &outcome.health.differing),
    ];
    for (what, documents) in named {
        for document in documents.iter().take(NAMED) {
            note(format!("{} {what}: {document}", Mark::Bad));
        }
    }
    let lines = || outcome.sections.iter().flat_map(|section| &section.lines);
    let (all, equal) = (lines().count(), lines().filter(|line| line.equal).count());
    let truth = outcome
        .published
        .map_or_else(|| "the file".to_owned(), |name| format!("the published figures ({name})"));
    if outcome.equal {
        say(format!("{} all {all} figures are equal to {truth}", Mark::Good));
    } else {
        say(format!("{} {} of {all} figures differ from {truth}", Mark::Bad, all - equal));
    }
}

#[cfg(test)]
mod tests;
