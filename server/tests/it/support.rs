//! A home of its own for each test, and the binary run in it.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

use flate2::read::GzDecoder;
use kernel_base::Env;
use kernel_db::tokio_postgres::Config as Server;
use kernel_token::{CallTokens, ServiceKey};

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

/// What PostgreSQL says of itself.
pub(crate) struct Postmaster {
    pub(crate) pid: u32,
    port: u16,
    socket_directory: PathBuf,
}

impl Home {
    pub(crate) fn new() -> Self {
        let directory = std::env::temp_dir().join(format!("karum-home-{}", Env::system().uuid()));
        fs::create_dir_all(&directory).unwrap();
        Self { directory, listen: free_address() }
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

    /// A secret of the platform.
    pub(crate) fn secret(&self, name: &str) -> String {
        let path = self.directory.join("data/secrets").join(name);
        fs::read_to_string(path).unwrap().trim_end().to_owned()
    }

    /// What the command line shows a service that it calls.
    pub(crate) fn operator(&self, callee: &'static str) -> String {
        operator(&self.directory.join("data/secrets/service_keys/operator"), callee)
    }

    /// The private PostgreSQL as its pid file tells; none when it was stopped, or has not come so far.
    pub(crate) fn postmaster(&self) -> Option<Postmaster> {
        let text = fs::read_to_string(self.directory.join("data/postgres/data/postmaster.pid")).ok()?;
        let mut lines = text.lines();
        let pid = lines.next()?.parse().ok()?;
        let port = lines.nth(2)?.parse().ok()?;
        Some(Postmaster { pid, port, socket_directory: lines.next()?.into() })
    }

    /// The superuser's way into the private PostgreSQL.
    pub(crate) fn superuser(&self) -> Option<Server> {
        let postmaster = self.postmaster()?;
        let mut server = Server::new();
        server.host_path(postmaster.socket_directory).port(postmaster.port);
        server.user("postgres").password(self.secret("postgres"));
        Some(server)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        self.run(&["down"]);
        fs::remove_dir_all(&self.directory).unwrap();
    }
}

/// What the command line shows a service that it calls, signed with the key of this file.
pub(crate) fn operator(file: &Path, callee: &'static str) -> String {
    let key = ServiceKey::open("operator", file.to_owned(), Env::system().now()).unwrap();
    CallTokens::new(&Arc::new(key), callee, Env::system()).token().into_inner()
}

/// An address on this machine that nobody has.
pub(crate) fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

/// Killing is a builtin of every shell; the program of that name is not installed everywhere.
pub(crate) fn signal(name: &str, pid: u32) {
    Command::new("sh").args(["-c", &format!("kill -{name} {pid} 2>/dev/null")]).status().unwrap();
}

/// Waits until the condition holds.
pub(crate) async fn eventually(what: &str, within: Duration, mut condition: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(within, waiting).await.unwrap_or_else(|_| panic!("never: {what}"));
}

/// Writes every n-th invoice of the sample of 2,000 to a file; answers the file and the number of its invoices.
pub(crate) fn every_nth_invoice(home: &Home, n: usize) -> (PathBuf, usize) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/online-retail/sample-2000-invoices.csv.gz");
    let mut unpacked = Vec::new();
    GzDecoder::new(fs::File::open(sample).unwrap()).read_to_end(&mut unpacked).unwrap();
    let mut reader = csv::Reader::from_reader(unpacked.as_slice());
    let file = home.path().join("invoices.csv");
    let mut writer = csv::Writer::from_path(&file).unwrap();
    writer.write_record(reader.headers().unwrap()).unwrap();
    let mut invoices: Vec<String> = Vec::new();
    for row in reader.records().map(Result::unwrap) {
        // Two invoices may overlap in the file, so a number is looked for among the latest.
        let place = invoices.iter().rposition(|number| *number == row[0]).unwrap_or_else(|| {
            invoices.push(row[0].to_owned());
            invoices.len() - 1
        });
        if place % n == 0 {
            writer.write_record(&row).unwrap();
        }
    }
    writer.flush().unwrap();
    (file, invoices.len().div_ceil(n))
}
