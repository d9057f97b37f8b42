//! A home of its own for each test, and the binary run in it.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use kernel_base::Env;

/// A directory with its own data, port and PostgreSQL; everything stops and goes away with the test.
pub(crate) struct Home {
    directory: PathBuf,
    listen: String,
}

/// How a command ended and what it said.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        let directory = std::env::temp_dir().join(format!("karum-home-{}", Env::system().uuid()));
        fs::create_dir_all(&directory).unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        Self { directory, listen: free.local_addr().unwrap().to_string() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.directory
    }

    pub(crate) fn listen(&self) -> &str {
        &self.listen
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_karum"));
        command
            .args(arguments)
            .current_dir(&self.directory)
            .env("KARUM_HOME", &self.directory)
            .env("KARUM__HTTP__LISTEN", &self.listen)
            .env("KARUM__DEMO__CATALOG", "false");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Runs a command that must succeed, and answers what it printed.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "karum {arguments:?}\n{}{}", ran.stdout, ran.stderr);
        ran.stdout
    }

    /// Runs a command that must succeed, and reads its JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.succeed(arguments)).unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        self.run(&["down"]);
        fs::remove_dir_all(&self.directory).unwrap();
    }
}
