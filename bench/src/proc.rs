//! What processes cost, as Linux accounts it in `/proc`.

use std::fs;
use std::time::Duration;

use anyhow::Context;

/// `/proc` counts in ticks of USER_HZ, which is 100 a second on every Linux that Rust runs on.
const TICK: Duration = Duration::from_millis(10);

/// Processor time used so far by the three parties of a run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CpuTimes {
    pub(crate) karum: Duration,
    /// Of karum's: by the threads that hash passwords.
    pub(crate) hashing: Duration,
    pub(crate) postgres: Duration,
    pub(crate) generator: Duration,
}

impl CpuTimes {
    /// What was used since an earlier reading.
    pub(crate) fn since(self, earlier: Self) -> Self {
        Self {
            karum: self.karum.saturating_sub(earlier.karum),
            hashing: self.hashing.saturating_sub(earlier.hashing),
            postgres: self.postgres.saturating_sub(earlier.postgres),
            generator: self.generator.saturating_sub(earlier.generator),
        }
    }
}

/// The processes whose time is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Processes {
    pub(crate) karum: u32,
    pub(crate) postmaster: u32,
}

impl Processes {
    pub(crate) fn cpu(self) -> anyhow::Result<CpuTimes> {
        Ok(CpuTimes {
            karum: Stat::read(self.karum)?.own,
            hashing: threads(self.karum, "password-hash")?,
            postgres: family(self.postmaster)?,
            generator: Stat::read(std::process::id())?.own,
        })
    }
}

/// The living threads of this name. They are never few at one time and many at another, so none that ended is missed.
fn threads(pid: u32, name: &str) -> anyhow::Result<Duration> {
    let directory = format!("/proc/{pid}/task");
    let threads = fs::read_dir(&directory).with_context(|| directory.clone())?;
    let stats = threads.filter_map(|thread| fs::read_to_string(thread.ok()?.path().join("stat")).ok());
    let named = stats.filter(|stat| stat.contains(&format!("({name})")));
    Ok(named.filter_map(|stat| Stat::parse(&stat)).map(|stat| stat.own).sum())
}

/// The postmaster, its living children, and those that have ended, whose time it inherits.
pub(crate) fn family(postmaster: u32) -> anyhow::Result<Duration> {
    let processes = fs::read_dir("/proc").context("cannot read /proc")?;
    let pids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    // A process may end between being listed and being read; then it is among the postmaster's ended children.
    let living = pids.filter_map(|pid: u32| Stat::read(pid).ok()).filter(|stat| stat.parent == postmaster);
    let living: Duration = living.map(|stat| stat.own).sum();
    let head = Stat::read(postmaster)?;
    Ok(living + head.own + head.children)
}

/// Processor time of the children of this process that have ended.
pub(crate) fn ended_children() -> anyhow::Result<Duration> {
    Ok(Stat::read(std::process::id())?.children)
}

struct Stat {
    parent: u32,
    own: Duration,
    children: Duration,
}

impl Stat {
    fn read(pid: u32) -> anyhow::Result<Self> {
        let text =
            fs::read_to_string(format!("/proc/{pid}/stat")).with_context(|| format!("process {pid}"))?;
        Self::parse(&text).with_context(|| format!("/proc/{pid}/stat says {text}"))
    }

    fn parse(text: &str) -> Option<Self> {
        // The second field is the program's name in parentheses and may hold anything.
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_ascii_whitespace().collect();
        let ticks = |index: usize| Some(TICK * fields.get(index)?.parse::<u32>().ok()?);
        Some(Self {
            parent: fields.get(1)?.parse().ok()?,
            own: ticks(11)? + ticks(12)?,
            children: ticks(13)? + ticks(14)?,
        })
    }
}

/// Memory of a process in KiB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    /// Resident now.
    pub(crate) resident_kib: u64,
    /// The most that ever was.
    pub(crate) peak_kib: u64,
}

impl Memory {
    pub(crate) fn of(pid: u32) -> anyhow::Result<Self> {
        let text = fs::read_to_string(format!("/proc/{pid}/status"))?;
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            let kib = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok());
            kib.with_context(|| format!("/proc/{pid}/status has no {name}"))
        };
        Ok(Self { resident_kib: value("VmRSS:")?, peak_kib: value("VmHWM:")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_name_with_a_parenthesis_does_not_shift_the_fields() {
        let text = "7 (a) b) S 42 1 1 0 -1 4194560 1 2 3 4 150 50 7 3 20 0 1 0 5 6 7";
        let stat = Stat::parse(text).unwrap();
        assert_eq!(stat.parent, 42);
        assert_eq!(stat.own, Duration::from_secs(2));
        assert_eq!(stat.children, Duration::from_millis(100));
    }
}
