//! Closed-loop load: every client sends its next request when the last one was answered.

use std::time::{Duration, Instant};

use anyhow::Context;
use futures::future::{join, join_all};
use serde::Serialize;

use crate::proc::{CpuTimes, Memory, Processes};

/// What one virtual client does over and over.
pub(crate) trait Client {
    /// What must be there for the next operation; not timed.
    async fn prepare(&mut self) -> anyhow::Result<()> {
        Ok(())
    }

    /// The operation.
    async fn operate(&mut self) -> anyhow::Result<()>;
}

/// How long a workload runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) warm_up: Duration,
    pub(crate) measure: Duration,
}

/// What came of a workload. Times in microseconds.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Measured {
    pub(crate) workload: &'static str,
    pub(crate) clients: usize,
    pub(crate) operations: u64,
    pub(crate) per_second: u64,
    pub(crate) p50_us: u64,
    pub(crate) p95_us: u64,
    pub(crate) p99_us: u64,
    pub(crate) max_us: u64,
    pub(crate) errors: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_error: Option<String>,
    /// Processor time per operation.
    pub(crate) karum_cpu_us: u64,
    /// Of karum's: by the threads that hash passwords.
    pub(crate) hashing_cpu_us: u64,
    pub(crate) postgres_cpu_us: u64,
    pub(crate) generator_cpu_us: u64,
    pub(crate) resident_kib: u64,
    pub(crate) peak_resident_kib: u64,
}

impl Measured {
    /// Processor time per operation, without the client's.
    pub(crate) fn platform_cpu_us(&self) -> u64 {
        self.karum_cpu_us + self.postgres_cpu_us
    }
}

#[derive(Default)]
struct Record {
    took_us: Vec<u64>,
    errors: u64,
    first_error: Option<String>,
}

/// The measured part of a run.
#[derive(Clone, Copy)]
struct Window {
    from: Instant,
    until: Instant,
}

/// Lets the clients work, and measures what falls into the window after the warm-up.
pub(crate) async fn run<C: Client>(
    workload: &'static str,
    clients: Vec<C>,
    plan: Plan,
    processes: Processes,
) -> anyhow::Result<Measured> {
    let from = Instant::now() + plan.warm_up;
    let window = Window { from, until: from + plan.measure };
    let count = clients.len();
    let loops = join_all(clients.into_iter().map(|client| work(client, window)));
    let (records, cost) = join(loops, watch(window, processes)).await;
    let (cpu, memory) = cost?;
    Ok(summarize(workload, count, records, plan.measure, cpu, memory))
}

async fn work<C: Client>(mut client: C, window: Window) -> Record {
    let mut record = Record::default();
    while Instant::now() < window.until {
        let ready = client.prepare().await;
        let start = Instant::now();
        let result = match ready {
            Ok(()) => client.operate().await,
            Err(error) => Err(error),
        };
        let end = Instant::now();
        if end < window.from || end > window.until {
            continue;
        }
        match result {
            Ok(()) => record.took_us.push(micros(end - start)),
            Err(error) => {
                record.errors += 1;
                record.first_error.get_or_insert_with(|| format!("{error:#}"));
                // A platform that is down answers at once; without a pause this would count nothing else.
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
    record
}

async fn watch(window: Window, processes: Processes) -> anyhow::Result<(CpuTimes, Memory)> {
    tokio::time::sleep_until(window.from.into()).await;
    let before = processes.cpu()?;
    tokio::time::sleep_until(window.until.into()).await;
    let used = processes.cpu()?.since(before);
    let memory = Memory::of(processes.karum).context("the memory of karum")?;
    Ok((used, memory))
}

fn summarize(
    workload: &'static str,
    clients: usize,
    records: Vec<Record>,
    window: Duration,
    cpu: CpuTimes,
    memory: Memory,
) -> Measured {
    let mut took_us: Vec<u64> = records.iter().flat_map(|record| record.took_us.iter().copied()).collect();
    took_us.sort_unstable();
    let operations = u64::try_from(took_us.len()).unwrap_or(u64::MAX);
    let each = |time: Duration| micros(time) / operations.max(1);
    Measured {
        workload,
        clients,
        operations,
        per_second: operations * 1_000_000 / micros(window).max(1),
        p50_us: percentile(&took_us, 50),
        p95_us: percentile(&took_us, 95),
        p99_us: percentile(&took_us, 99),
        max_us: took_us.last().copied().unwrap_or_default(),
        errors: records.iter().map(|record| record.errors).sum(),
        first_error: records.into_iter().find_map(|record| record.first_error),
        karum_cpu_us: each(cpu.karum),
        hashing_cpu_us: each(cpu.hashing),
        postgres_cpu_us: each(cpu.postgres),
        generator_cpu_us: each(cpu.generator),
        resident_kib: memory.resident_kib,
        peak_resident_kib: memory.peak_kib,
    }
}

pub(crate) fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// The smallest of the sorted values that at least `percent` in a hundred do not exceed; 0 when there is none.
pub(crate) fn percentile(sorted: &[u64], percent: usize) -> u64 {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let hundred: Vec<u64> = (1..=100).collect();
        assert_eq!(percentile(&hundred, 50), 50);
        assert_eq!(percentile(&hundred, 99), 99);
        assert_eq!(percentile(&[7], 99), 7);
        assert_eq!(percentile(&[], 50), 0);
    }
}
