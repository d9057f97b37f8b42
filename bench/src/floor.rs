//! The floor: `pgbench` writes the rows of an order into clones of the services' databases, one transaction per service and
//! order. No platform that keeps the same rows can do it for less than this, unless it batches.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use serde::Serialize;

use crate::load::micros;
use crate::postgres::{Postgres, output_of};
use crate::proc;
use crate::rows::Tables;
use crate::script::ScriptWriter;

/// Sessions that write at once.
const CLIENTS: u64 = 8;
/// Scripts per service: each updates other rows among those that all orders share.
const SCRIPTS: usize = 16;
const WARM_UP: u64 = 50;

/// What the rows of one order cost in one service's database, in microseconds of processor time.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ServiceFloor {
    pub(crate) database: String,
    pub(crate) rows: Tables,
    pub(crate) postgres_cpu_us: u64,
    pub(crate) pgbench_cpu_us: u64,
}

/// Databases with the same tables and rows as the services', and the scripts to be run on them.
pub(crate) struct Clones {
    postgres: Postgres,
    clones: Vec<(String, Tables, Vec<String>)>,
}

impl Clones {
    /// Copies the databases that an order writes to. Foreign keys are left out, so that rows of one table need not wait
    /// for those of another.
    pub(crate) async fn make(
        postgres: &Postgres,
        directory: &Path,
        written: BTreeMap<String, Tables>,
    ) -> anyhow::Result<Self> {
        let mut clones = Vec::new();
        for (database, tables) in written {
            let scripts = copy(postgres, directory, &database, &tables).await;
            clones.push((
                database.clone(),
                tables,
                scripts.with_context(|| format!("the clone of {database}"))?,
            ));
        }
        Ok(Self { postgres: postgres.clone(), clones })
    }

    /// Writes that many orders to each clone, one clone after the other.
    pub(crate) fn measure(&self, orders: u64) -> anyhow::Result<Vec<ServiceFloor>> {
        let transactions = orders.div_ceil(CLIENTS);
        let measure = |(database, rows, scripts): &(String, Tables, Vec<String>)| {
            self.pgbench(database, scripts, 0, WARM_UP)?;
            let before = (proc::family(self.postgres.postmaster)?, proc::ended_children()?);
            self.pgbench(database, scripts, WARM_UP, transactions)?;
            let after = (proc::family(self.postgres.postmaster)?, proc::ended_children()?);
            let each = |time: Duration| micros(time) / (transactions * CLIENTS);
            anyhow::Ok(ServiceFloor {
                database: database.clone(),
                rows: rows.clone(),
                postgres_cpu_us: each(after.0.saturating_sub(before.0)),
                pgbench_cpu_us: each(after.1.saturating_sub(before.1)),
            })
        };
        self.clones.iter().map(|clone| measure(clone).with_context(|| clone.0.clone())).collect()
    }

    /// `done` transactions per client have used up their numbers.
    fn pgbench(
        &self,
        database: &str,
        scripts: &[String],
        done: u64,
        transactions: u64,
    ) -> anyhow::Result<()> {
        let mut command = self.postgres.program("pgbench")?;
        command.args(["--no-vacuum", "--protocol=prepared", "--max-tries=10", "--jobs=1"]);
        command.arg(format!("--client={CLIENTS}")).arg(format!("--transactions={transactions}"));
        command.arg(format!("--define=n={done}"));
        command.args(scripts.iter().map(|script| format!("--file={script}")));
        output_of(command.arg(clone_name(database))).map(drop)
    }
}

fn clone_name(database: &str) -> String {
    format!("floor_{database}")
}

async fn copy(
    postgres: &Postgres,
    directory: &Path,
    database: &str,
    tables: &Tables,
) -> anyhow::Result<Vec<String>> {
    let clone = clone_name(database);
    let dump = directory.join(format!("{clone}.sql")).to_string_lossy().into_owned();
    let file = format!("--file={dump}");
    output_of(postgres.program("pg_dump")?.args(["--no-owner", "--no-privileges", &file, database]))?;
    postgres.run("postgres", &format!("CREATE DATABASE {clone}"))?;
    output_of(postgres.program("psql")?.args([
        "--no-psqlrc",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        &file,
        &clone,
    ]))?;
    fs::remove_file(&dump)?;
    postgres.run(&clone, LOOSEN)?;
    let client = postgres.connect(database).await?;
    let mut scripts = Vec::new();
    for number in 0..SCRIPTS {
        let path = directory.join(format!("{clone}-{number}.sql")).to_string_lossy().into_owned();
        fs::write(&path, ScriptWriter::write(&client, tables).await?)?;
        scripts.push(path);
    }
    Ok(scripts)
}

/// Drops the foreign keys, and lets positions of a log be any number.
const LOOSEN: &str = "
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN SELECT conrelid::regclass AS at, conname FROM pg_constraint WHERE contype = 'f' LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', found.at, found.conname);
    END LOOP;
    FOR found IN SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'p'
    LOOP
        EXECUTE format('CREATE TABLE %I.%I PARTITION OF %I.%I DEFAULT', found.nspname, found.relname || '_rest',
            found.nspname, found.relname);
    END LOOP;
END $$";
