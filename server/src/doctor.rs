//! `karum doctor`: looks for what is wrong and says how to mend it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use kernel_base::Env;
use kernel_db::{Binaries, connection_budget, session};
use serde::Serialize;

use crate::config::Config;
use crate::exit::Reported;
use crate::output::{self, Mark, bytes, count, say};
use crate::registry::SERVICES;
use crate::secrets::Missing;
use crate::service_keys::{self, ServiceKeys};
use crate::sites::{Site, Sites};
use crate::{cluster, disk, instance};

/// A disk with less free space than this deserves a look.
const LITTLE_SPACE: u64 = 2_000_000_000;
/// A clock that differs more confuses deadlines and timelines.
const CLOCK_TOLERANCE_MS: u64 = 2_000;
/// PostgreSQL stops taking writes at about two billion.
const OLD_TRANSACTIONS: i64 = 1_000_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Good,
    Warning,
    Bad,
}

#[derive(Debug, Serialize)]
struct Finding {
    subject: String,
    verdict: Verdict,
    finding: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
}

/// The findings so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn good(&mut self, subject: &str, finding: impl Into<String>) {
        self.add(subject, Verdict::Good, finding, None);
    }

    fn warning(&mut self, subject: &str, finding: impl Into<String>, advice: &str) {
        self.add(subject, Verdict::Warning, finding, Some(advice));
    }

    fn bad(&mut self, subject: &str, finding: impl Into<String>, advice: &str) {
        self.add(subject, Verdict::Bad, finding, Some(advice));
    }

    fn add(&mut self, subject: &str, verdict: Verdict, finding: impl Into<String>, advice: Option<&str>) {
        let (finding, advice) = (finding.into(), advice.map(str::to_owned));
        self.0.push(Finding { subject: subject.to_owned(), verdict, finding, advice });
    }
}

pub(crate) async fn run(config: &Config, json: bool) -> anyhow::Result<()> {
    let mut findings = Findings::default();
    findings.good("configuration", "is valid");
    check_disk(config, &mut findings);
    check_secrets(&config.secrets_dir(), &mut findings);
    check_service_keys(config, &mut findings);
    check_address(config, &mut findings).await;
    if config.private_cluster() {
        check_binaries(&mut findings).await;
    }
    match cluster_state(config).await {
        State::Ready(sites) => {
            for site in &sites.sites {
                check_site(site, &mut findings).await;
            }
            for service in SERVICES {
                check_database(&sites, service.name, &mut findings).await;
            }
        }
        State::NotRunning => findings.warning(
            "PostgreSQL",
            "is not running, so the databases were not looked at",
            "karum up starts it",
        ),
        State::Broken(error) => findings.bad("PostgreSQL", error, "see the message"),
    }
    let findings = findings.0;
    let healthy = findings.iter().all(|finding| finding.verdict != Verdict::Bad);
    if json {
        output::json(&findings)?;
    } else {
        print(&findings);
    }
    if healthy { Ok(()) } else { Err(Reported.into()) }
}

fn print(findings: &[Finding]) {
    let width = findings.iter().map(|finding| finding.subject.chars().count()).max().unwrap_or(0);
    for finding in findings {
        let mark = match finding.verdict {
            Verdict::Good => Mark::Good,
            Verdict::Warning => Mark::Warning,
            Verdict::Bad => Mark::Bad,
        };
        say(format!("{mark} {:<width$}  {}", finding.subject, finding.finding));
        if let Some(advice) = &finding.advice {
            say(format!("  {:<width$}  → {advice}", ""));
        }
    }
    let bad = findings.iter().filter(|finding| finding.verdict == Verdict::Bad).count();
    let warnings = findings.iter().filter(|finding| finding.verdict == Verdict::Warning).count();
    say(match (bad, warnings) {
        (0, 0) => "\nAll is well.".to_owned(),
        (0, warnings) => format!("\nNothing is broken; {} to look at.", count(warnings, "thing")),
        (bad, _) => format!("\n{} to mend.", count(bad, "thing")),
    });
}

enum State {
    Ready(Sites),
    NotRunning,
    Broken(String),
}

async fn cluster_state(config: &Config) -> State {
    if config.private_cluster() {
        match cluster::open(config).await {
            Ok(Some(cluster)) if cluster.running().is_some() => {}
            Ok(_) => return State::NotRunning,
            Err(error) => return State::Broken(format!("{error:#}")),
        }
    }
    match Sites::open(config, Missing::Refuse).await {
        Ok(sites) => State::Ready(sites),
        Err(error) => State::Broken(format!("{error:#}")),
    }
}

fn check_disk(config: &Config, findings: &mut Findings) {
    let existing = config.data_dir.ancestors().find(|directory| directory.exists());
    match existing.and_then(disk::free) {
        Some(free) if free < LITTLE_SPACE => {
            findings.warning("disk", format!("only {} are free", bytes(free)), "make room before it is full");
        }
        Some(free) => findings.good("disk", format!("{} are free", bytes(free))),
        None => findings.warning("disk", "df does not tell how much is free", "install df, or look yourself"),
    }
}

fn check_secrets(directory: &Path, findings: &mut Findings) {
    let Ok(entries) = fs::read_dir(directory) else {
        findings.good("secrets", "there are none yet");
        return;
    };
    let of_services = fs::read_dir(directory.join(service_keys::DIRECTORY)).into_iter().flatten();
    let mut number = 0;
    for entry in entries.chain(of_services).flatten() {
        if entry.file_name() == service_keys::PUBLIC {
            continue;
        }
        number += 1;
        let open = entry.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0);
        if open {
            let path = entry.path();
            let advice = format!("chmod 600 {}", path.display());
            findings.bad("secrets", format!("{} can be read by other users", path.display()), &advice);
        }
    }
    findings.good("secrets", format!("{} in {}", count(number, "file"), directory.display()));
}

fn check_service_keys(config: &Config, findings: &mut Findings) {
    let keys = ServiceKeys::new(config, Missing::Refuse);
    let listed = match keys.listed() {
        Ok(listed) if listed.keys.is_empty() => {
            return findings.good("service keys", "there are none yet");
        }
        Ok(listed) => listed,
        Err(error) => {
            return findings.bad("service keys", error.to_string(), "copy public.json from another machine");
        }
    };
    let mut former = 0;
    for holder in service_keys::holders() {
        former += listed.keys.iter().filter(|held| held.holder == holder).count().saturating_sub(1);
        match keys.signs(holder) {
            Ok(Some(kid)) if !listed.lists(holder, &kid) => findings.bad(
                "service keys",
                format!("public.json does not list the key of {holder} that is here"),
                "copy the public.json that was made with it",
            ),
            Ok(_) => {}
            Err(error) => {
                findings.bad("service keys", error.to_string(), "copy it again, or karum keys rotate")
            }
        }
    }
    if former > 0 {
        let text = format!("{} still good beside the new ones", count(former, "former key"));
        findings.warning("service keys", text, "karum keys retire");
    }
    findings.good("service keys", format!("{} listed", count(listed.keys.len(), "key")));
}

async fn check_address(config: &Config, findings: &mut Findings) {
    let address = config.http.listen;
    match (instance::running(config), tokio::net::TcpListener::bind(address).await) {
        (Ok(Some(facts)), _) => {
            findings.good("address", format!("{} is served by process {}", facts.listen, facts.pid))
        }
        (_, Ok(_)) => findings.good("address", format!("{address} is free")),
        (_, Err(error)) => findings.bad(
            "address",
            format!("{address}: {error}"),
            "set another http.listen, or stop the other program",
        ),
    }
}

async fn check_binaries(findings: &mut Findings) {
    match Binaries::find(None).await {
        Ok(binaries) => {
            let place = binaries.directory.display();
            findings.good("PostgreSQL", format!("version {} is installed in {place}", binaries.major));
        }
        Err(error) => findings.bad("PostgreSQL", error.to_string(), "install it, then run karum up"),
    }
}

async fn check_site(site: &Site, findings: &mut Findings) {
    let subject = format!("cluster {}", site.name);
    let before = Env::system().now().as_millis();
    let asked = session(&site.admin, async |client| client.query_one(ASK_SITE, &[]).await).await;
    let row = match asked {
        Ok(row) => row,
        Err(error) => {
            return findings.bad(
                &subject,
                format!("the superuser cannot connect: {error}"),
                "check host, port and password",
            );
        }
    };
    let setting = |name: &str| row.get::<_, String>(name);
    if ["fsync", "synchronous_commit", "full_page_writes"].iter().any(|name| setting(name) == "off") {
        findings.bad(
            &subject,
            "may lose what it has confirmed",
            "set fsync, synchronous_commit and full_page_writes to on",
        );
    }
    if setting("data_checksums") == "off" {
        findings.warning(
            &subject,
            "has no data checksums",
            "pg_checksums --enable, while the server is stopped",
        );
    }
    let needed = i64::from(connection_budget(&site.databases));
    let allowed = row.get::<_, i64>("max_connections");
    if needed > allowed {
        findings.bad(
            &subject,
            format!("takes {allowed} connections; the services may open {needed}"),
            "raise max_connections",
        );
    }
    let drift = before.abs_diff(row.get::<_, i64>("now_ms"));
    if drift > CLOCK_TOLERANCE_MS {
        findings.warning(
            &subject,
            format!("its clock differs from this machine's by {drift} ms"),
            "run NTP on both machines",
        );
    }
    if row.get::<_, i64>("oldest") > OLD_TRANSACTIONS {
        findings.bad(
            &subject,
            "vacuum lags behind; writes will stop",
            "look for old transactions, slots and prepared transactions",
        );
    }
    let version = setting("server_version");
    findings.good(&subject, format!("PostgreSQL {version}, {allowed} connections, {needed} needed at most"));
}

const ASK_SITE: &str = "SELECT current_setting('fsync') AS fsync, \
     current_setting('synchronous_commit') AS synchronous_commit, \
     current_setting('full_page_writes') AS full_page_writes, current_setting('data_checksums') AS data_checksums, \
     current_setting('max_connections')::int8 AS max_connections, current_setting('server_version') AS server_version, \
     (extract(epoch FROM clock_timestamp()) * 1000)::int8 AS now_ms, \
     (SELECT max(age(datfrozenxid))::int8 FROM pg_database) AS oldest";

async fn check_database(sites: &Sites, name: &'static str, findings: &mut Findings) {
    let Some(service) = crate::registry::find(name) else { return };
    let subject = service.database(0).database();
    let entered = async {
        let login = sites.app_login(service)?;
        session(&login, async |client| client.query_one("SELECT 1", &[]).await).await?;
        let login = sites.migrator_login(service)?;
        let applied = session(&login, async |client| {
            client.query_one("SELECT count(*) FROM kernel.service_migration", &[]).await
        });
        anyhow::Ok(applied.await?.get::<_, i64>(0))
    };
    let expected = i64::try_from((service.migrations)().files.len()).unwrap_or(i64::MAX);
    match entered.await {
        Err(error) => findings.bad(&subject, format!("{error:#}"), "karum provision, then karum migrate"),
        Ok(applied) if applied < expected => {
            findings.bad(
                &subject,
                format!("{} missing", count(usize::try_from(expected - applied).unwrap_or(0), "migration")),
                "karum migrate",
            );
        }
        Ok(applied) if applied > expected => {
            findings.bad(&subject, "is newer than this binary", "run the newer binary")
        }
        Ok(_) => findings.good(&subject, "can be entered and is up to date"),
    }
}
