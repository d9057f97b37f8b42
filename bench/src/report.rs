//! What a run found out, for programs and for people, and whether it is good enough.

use std::fmt::{self, Display};
use std::time::Duration;

use serde::Serialize;

use crate::effects::Effects;
use crate::floor::ServiceFloor;
use crate::load::{Measured, micros};

/// Everything a run found out. Times in microseconds.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) processors: usize,
    /// Processes that wanted to run in the minute before the run: more than a few tenths means other work was going on.
    pub(crate) load_before: String,
    pub(crate) cold_start_us: u64,
    pub(crate) workloads: Vec<Measured>,
    /// From the commit of an order to its last effect in any service, during the workload `checkout`.
    pub(crate) effects: Effects,
    pub(crate) floor: Vec<ServiceFloor>,
    pub(crate) floor_postgres_cpu_us: u64,
    pub(crate) floor_pgbench_cpu_us: u64,
    pub(crate) targets: Vec<Target>,
}

/// A figure to reach.
#[derive(Debug, Serialize)]
pub(crate) struct Target {
    name: &'static str,
    wanted: String,
    measured: String,
    pub(crate) met: bool,
}

pub(crate) const CHECKOUT: &str = "checkout";
/// Orders that come one at a time.
pub(crate) const IDLE: &str = "idle checkout";
const DETAIL: &str = "detail";
/// The same as `detail`, by customers who are signed in.
pub(crate) const SIGNED_IN: &str = "signed in";
pub(crate) const LOGIN: &str = "login";
/// Checkouts while others sign in, and these logins.
pub(crate) const BESIDE_LOGINS: &str = "beside logins";
pub(crate) const BESIDE_CHECKOUTS: &str = "logins beside";

impl Report {
    pub(crate) fn new(
        load_before: String,
        cold_start: Duration,
        workloads: Vec<Measured>,
        effects: Effects,
        floor: Vec<ServiceFloor>,
    ) -> Self {
        let mut report = Self {
            processors: std::thread::available_parallelism().map_or(0, usize::from),
            load_before,
            cold_start_us: micros(cold_start),
            workloads,
            effects,
            floor_postgres_cpu_us: floor.iter().map(|service| service.postgres_cpu_us).sum(),
            floor_pgbench_cpu_us: floor.iter().map(|service| service.pgbench_cpu_us).sum(),
            floor,
            targets: Vec::new(),
        };
        report.targets = report.judge();
        report
    }

    pub(crate) fn floor_cpu_us(&self) -> u64 {
        self.floor_postgres_cpu_us + self.floor_pgbench_cpu_us
    }

    fn judge(&self) -> Vec<Target> {
        let mut targets = Vec::new();
        for workload in &self.workloads {
            match workload.workload {
                "list" => targets.push(Target::rate("list", workload, 4000)),
                DETAIL => targets.push(Target::rate(DETAIL, workload, 6000)),
                "add to cart" => targets.push(Target::rate("add to cart", workload, 2000)),
                IDLE => targets.push(Target::time("order confirmed, idle, p95", workload.p95_us, 40)),
                SIGNED_IN => targets.push(self.judge_signed_in(workload)),
                CHECKOUT => targets.extend(self.judge_checkout(workload)),
                LOGIN => targets.extend(self.judge_login(workload)),
                BESIDE_LOGINS => targets.push(self.judge_beside_logins(workload)),
                BESIDE_CHECKOUTS => {}
                other => unreachable!("BUG: nobody judges {other}"),
            }
        }
        targets.push(Target::time("cold start", self.cold_start_us, 3000));
        targets
    }

    fn find(&self, name: &str) -> &Measured {
        let found = self.workloads.iter().find(|workload| workload.workload == name);
        found.unwrap_or_else(|| unreachable!("BUG: {name} is always measured"))
    }

    /// The platform's own processor time only: the client sends more bytes when it is signed in.
    fn judge_signed_in(&self, signed_in: &Measured) -> Target {
        let more = signed_in.platform_cpu_us().saturating_sub(self.find(DETAIL).platform_cpu_us());
        Target {
            name: "processor time of being signed in",
            wanted: "≤ 15 µs".to_owned(),
            measured: format!("{more} µs"),
            met: signed_in.errors == 0 && signed_in.operations > 0 && more <= 15,
        }
    }

    fn judge_login(&self, login: &Measured) -> [Target; 3] {
        let processors = u64::try_from(self.processors).unwrap_or(1);
        [
            Target::rate(LOGIN, login, 15 * processors),
            Target::time("login, p99", login.p99_us, 1000),
            Target::memory("resident memory, peak, with logins", login, 250),
        ]
    }

    /// Checkouts may lose the share of the processors that the logins use, and no more.
    fn judge_beside_logins(&self, beside: &Measured) -> Target {
        let (login, logins) = (self.find(LOGIN), self.find(BESIDE_CHECKOUTS));
        // Hashing is counted where it happened: the memory it needs makes it dearer beside others. What else a login costs
        // cannot be told from what checkouts cost, so it is counted where there were none.
        let others = login.platform_cpu_us() + login.generator_cpu_us - login.hashing_cpu_us;
        let used = logins.per_second * (logins.hashing_cpu_us + others);
        let whole = u64::try_from(self.processors).unwrap_or(1) * 1_000_000;
        let left = self.find(CHECKOUT).per_second * whole.saturating_sub(used) / whole.max(1);
        Target::rate("checkout beside logins", beside, left)
    }

    fn judge_checkout(&self, checkout: &Measured) -> Vec<Target> {
        let hundredths = checkout.platform_cpu_us() * 100 / self.floor_cpu_us().max(1);
        vec![
            Target::rate("checkout", checkout, 300),
            Target::time("checkout, p99", checkout.p99_us, 300),
            Target {
                name: "processor time of a checkout, in floors",
                wanted: "≤ 2.00".to_owned(),
                measured: format!("{}.{:02}", hundredths / 100, hundredths % 100),
                met: self.floor_cpu_us() > 0 && hundredths <= 200,
            },
            Target::time("commit of an order to its last effect, p99", self.effects.p99_us, 250),
            Target::memory("resident memory, peak", checkout, 150),
        ]
    }
}

impl Target {
    /// A rate is reached only without errors.
    fn rate(name: &'static str, measured: &Measured, at_least: u64) -> Self {
        Self {
            name,
            wanted: format!("≥ {at_least}/s"),
            measured: format!("{}/s", measured.per_second),
            met: measured.per_second >= at_least && measured.errors == 0,
        }
    }

    /// The most that was ever resident, from the start of the platform to the end of this workload.
    fn memory(name: &'static str, measured: &Measured, at_most: u64) -> Self {
        let mebibytes = measured.peak_resident_kib.div_ceil(1024);
        Self {
            name,
            wanted: format!("≤ {at_most} MiB"),
            measured: format!("{mebibytes} MiB"),
            met: mebibytes <= at_most,
        }
    }

    fn time(name: &'static str, us: u64, at_most_ms: u64) -> Self {
        Self {
            name,
            wanted: format!("≤ {at_most_ms} ms"),
            measured: format!("{} ms", millis(us)),
            met: us > 0 && us <= at_most_ms * 1000,
        }
    }
}

/// Milliseconds with two decimals.
fn millis(us: u64) -> String {
    format!("{}.{:02}", us / 1000, us % 1000 / 10)
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} processors, load before the run {}\n", self.processors, self.load_before)?;
        self.write_workloads(f)?;
        let Effects { orders, p50_us, p95_us, p99_us, max_us } = self.effects;
        let times = [p50_us, p95_us, p99_us, max_us].map(millis).join(" / ");
        writeln!(
            f,
            "\ncommit of an order to its last effect, {orders} orders, p50/p95/p99/max: {times} ms\n"
        )?;
        self.write_floor(f)?;
        writeln!(f)?;
        for Target { name, wanted, measured, met } in &self.targets {
            let sign = if *met { "met    " } else { "NOT MET" };
            writeln!(f, "{sign}  {name:<44} {measured:>12}   wanted {wanted}")?;
        }
        Ok(())
    }
}

impl Report {
    fn write_workloads(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<14}{:>8}{:>9}{:>9}{:>9}{:>9}{:>8}   CPU ms per operation: karum, PostgreSQL, generator",
            "", "clients", "per s", "p50 ms", "p95 ms", "p99 ms", "errors"
        )?;
        for workload in &self.workloads {
            let [p50, p95, p99] = [workload.p50_us, workload.p95_us, workload.p99_us].map(millis);
            let cpu = [workload.karum_cpu_us, workload.postgres_cpu_us, workload.generator_cpu_us];
            let [karum, postgres, generator] = cpu.map(|us| format!("{}.{:03}", us / 1000, us % 1000));
            writeln!(
                f,
                "{:<14}{:>8}{:>9}{p50:>9}{p95:>9}{p99:>9}{:>8}   {karum:>10}{postgres:>10}{generator:>10}",
                workload.workload, workload.clients, workload.per_second, workload.errors
            )?;
            if let Some(error) = &workload.first_error {
                writeln!(f, "  first error: {error}")?;
            }
        }
        Ok(())
    }

    fn write_floor(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "floor of one order: rows and CPU ms{:>15}{:>10}", "PostgreSQL", "pgbench")?;
        for service in &self.floor {
            let count =
                |count: fn(&crate::rows::Writes) -> i64| -> i64 { service.rows.values().map(count).sum() };
            let rows = format!(
                "{} inserted, {} updated, {} deleted",
                count(|writes| writes.inserted),
                count(|writes| writes.updated),
                count(|writes| writes.deleted)
            );
            let [postgres, pgbench] = [service.postgres_cpu_us, service.pgbench_cpu_us].map(millis);
            writeln!(f, "  {:<14}{rows:<36}{postgres:>8}{pgbench:>10}", service.database)?;
        }
        let [postgres, pgbench] = [self.floor_postgres_cpu_us, self.floor_pgbench_cpu_us].map(millis);
        writeln!(f, "  {:<50}{postgres:>8}{pgbench:>10}", "together")
    }
}
