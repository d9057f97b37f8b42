//! `karum up` and `karum replay` as processes of their own, which a test may kill at any moment.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::support::{Home, eventually, signal};

/// A platform in the foreground of its own process. Killed, if it still runs, when the test ends.
pub(crate) struct Platform<'h> {
    home: &'h Home,
    process: Child,
}

impl<'h> Platform<'h> {
    /// Starts it, and does not wait until it serves.
    pub(crate) fn start(home: &'h Home, demo_catalog: bool) -> Self {
        Self::start_with(home, &[("KARUM__DEMO__CATALOG", &demo_catalog.to_string())])
    }

    /// The same with settings of its own.
    pub(crate) fn start_with(home: &'h Home, settings: &[(&str, &str)]) -> Self {
        let mut command = home.command(&["up"]);
        command.envs(settings.iter().copied());
        Self { home, process: spawn(&mut command, &home.path().join("up.log"), &home.path().join("up.log")) }
    }

    /// Waits until every service answers.
    pub(crate) async fn ready(&mut self) {
        let lock = self.home.path().join("data/karum.lock");
        let pid = self.process.id();
        eventually("the platform serves", Duration::from_secs(60), async || {
            self.assert_alive();
            let text = fs::read_to_string(&lock).unwrap_or_default();
            let facts: Value = serde_json::from_str(&text).unwrap_or_default();
            facts["ready"] == true && facts["pid"] == pid
        })
        .await;
    }

    /// It dies only when it is killed.
    pub(crate) fn assert_alive(&mut self) {
        if let Some(status) = self.process.try_wait().unwrap() {
            panic!("karum up ended with {status}");
        }
    }

    /// Ends the process at whatever instruction it is.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Ctrl-C. Answers the exit code.
    pub(crate) fn interrupt(&mut self) -> Option<i32> {
        signal("INT", self.process.id());
        self.process.wait().unwrap().code()
    }

    /// Ends PostgreSQL at whatever instruction it is. Its other processes notice and end themselves.
    pub(crate) fn kill_postgres(&self) {
        // A platform that has just begun to start may have none yet.
        if let Some(pid) = self.home.postmaster().map(|postmaster| postmaster.pid) {
            signal("KILL", pid);
        }
    }

    /// What the log says of trouble: nothing, while nothing is wrong.
    pub(crate) fn trouble(&self) -> Vec<String> {
        let log = self.log();
        let troubled = |line: &&str| line.contains(" WARN ") || line.contains(" ERROR ");
        log.lines().filter(troubled).map(str::to_owned).collect()
    }

    /// Everything it said.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("up.log")).unwrap_or_default()
    }
}

impl Drop for Platform<'_> {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
        if std::thread::panicking() {
            eprintln!("--- what the platform said ---\n{}", self.log());
        }
    }
}

/// A running `karum replay --json`.
pub(crate) struct Replay {
    process: Child,
    report: PathBuf,
    log: PathBuf,
}

impl Replay {
    pub(crate) fn start(home: &Home, file: &Path, arguments: &[&str]) -> Self {
        let (report, log) = (home.path().join("report.json"), home.path().join("replay.log"));
        let mut command = home.command(&["replay", "--json", "--file"]);
        command.arg(file).args(arguments);
        fs::remove_file(&report).ok();
        Self { process: spawn(&mut command, &report, &log), report, log }
    }

    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Ctrl-C. It says how to go on.
    pub(crate) fn interrupt(&mut self) {
        signal("INT", self.process.id());
        assert_eq!(self.process.wait().unwrap().code(), Some(1));
        let said = fs::read_to_string(&self.log).unwrap();
        assert!(said.contains("--resume goes on"), "{said}");
    }

    pub(crate) fn ended(&mut self) -> bool {
        self.process.try_wait().unwrap().is_some()
    }

    /// Waits for its end, which must be a good one, and answers its report.
    pub(crate) async fn report(mut self) -> Value {
        eventually("the replay ends", Duration::from_secs(120), async || self.ended()).await;
        let status = self.process.wait().unwrap();
        let text = fs::read_to_string(&self.report).unwrap();
        let log = fs::read_to_string(&self.log).unwrap();
        assert_eq!(status.code(), Some(0), "the replay failed\n{log}\n{text}");
        serde_json::from_str(&text).unwrap()
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Starts a command in the background; what it says goes to the ends of files.
pub(crate) fn spawn(command: &mut Command, output: &Path, errors: &Path) -> Child {
    let open = |path: &Path| -> File { OpenOptions::new().create(true).append(true).open(path).unwrap() };
    command.stdin(Stdio::null()).stdout(open(output)).stderr(open(errors)).spawn().unwrap()
}
