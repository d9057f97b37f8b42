//! Generates a service's query crate against a database that this service's migrations alone have made: a query on
//! somebody else's table cannot be generated.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clorinde::config::Config;
use kernel_db::Migrations;
use kernel_testing::TestDatabase;

/// PostgreSQL types that are not clorinde's defaults in Rust.
const CONFIG: &str = r#"
queries = "unused"
destination = "unused"
sync = false
async = true

[types.mapping]
"pg_catalog.timestamptz" = { rust-type = "kernel_base::Timestamp", is-copy = true }
"#;

/// Generated queries run on the kernel's clients, not on a trait of each crate's own.
const GENERIC_CLIENT: &str =
    "// This file was generated with `clorinde`. Do not modify.\n\npub use kernel_db::GenericClient;\n";

pub(crate) fn run(services: &[String], check: bool) -> Result<()> {
    let root = root();
    let services = if services.is_empty() { all(&root)? } else { services.to_vec() };
    let mut stale = Vec::new();
    for service in &services {
        let folder = root.join("services").join(service);
        ensure!(folder.join("queries").is_dir(), "{} has no queries", folder.display());
        let generated = generate(service, &folder)?;
        let target = folder.join("db/src");
        if check {
            if read_tree(&target)? != generated {
                stale.push(service.clone());
            }
        } else {
            if target.exists() {
                std::fs::remove_dir_all(&target)?;
            }
            for (path, text) in &generated {
                let path = target.join(path);
                std::fs::create_dir_all(path.parent().context("a file has a folder")?)?;
                std::fs::write(path, text)?;
            }
            report(&format!("{service}: {} files", generated.len()));
        }
    }
    ensure!(stale.is_empty(), "not up to date: {}; run `just codegen`", stale.join(", "));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a command-line tool")]
fn report(text: &str) {
    println!("{text}");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("BUG: xtask lies in the workspace").to_owned()
}

fn all(root: &Path) -> Result<Vec<String>> {
    let mut services = Vec::new();
    for entry in std::fs::read_dir(root.join("services"))? {
        let entry = entry?;
        if entry.path().join("queries").is_dir() {
            services.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    services.sort();
    Ok(services)
}

/// The crate's source files by path.
fn generate(service: &str, folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let files = refinery::load_sql_migrations(folder.join("migrations")).context("reading migrations")?;
    let service: &'static str = service.to_owned().leak();
    let runtime = tokio::runtime::Runtime::new()?;
    let database = runtime.block_on(TestDatabase::new(&Migrations { service, files }));
    let client = runtime.block_on(async {
        let (client, connection) = database.config().connect(kernel_db::tokio_postgres::NoTls).await?;
        #[expect(clippy::disallowed_methods, reason = "the connection's driver ends with its client")]
        tokio::spawn(connection);
        anyhow::Ok(client)
    })?;

    let output = folder.join("db/.generated");
    let mut config: Config = toml::from_str(CONFIG)?;
    config.queries = folder.join("queries");
    config.destination.clone_from(&output);
    config.manifest =
        toml::from_str("[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n")?;
    if let Err(error) = clorinde::gen_live(&client, config) {
        bail!("{service}: the queries cannot be generated\n{}", error.report());
    }
    drop(client);

    let sources = output.join("src");
    std::fs::write(sources.join("client/async_/generic_client.rs"), GENERIC_CLIENT)?;
    std::fs::remove_file(sources.join("client/async_/deadpool.rs"))?;
    for (path, text) in read_tree(&sources)? {
        std::fs::write(sources.join(path), adapt(&text))?;
    }
    let formatted =
        Command::new("rustfmt").args(["--edition", "2024"]).arg(sources.join("lib.rs")).status()?;
    ensure!(formatted.success(), "rustfmt failed on the generated crate");
    let tree = read_tree(&sources)?;
    std::fs::remove_dir_all(&output)?;
    Ok(tree)
}

/// Cuts what only other database drivers need.
fn adapt(text: &str) -> String {
    let cfg_off = [
        "#[cfg(feature = \"deadpool\")]",
        "#[cfg(not(any(feature = \"deadpool\", feature = \"wasm-async\")))]",
    ];
    let mut lines = Vec::new();
    let mut skip = false;
    for line in text.lines() {
        if std::mem::take(&mut skip) {
            continue;
        }
        if cfg_off.contains(&line.trim()) {
            skip = true; // the attribute and the item below it
        } else if line.trim() != "#[cfg(any(feature = \"deadpool\", feature = \"wasm-async\"))]" {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

fn read_tree(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut tree = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in std::fs::read_dir(&current).with_context(|| current.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                tree.insert(path.strip_prefix(folder)?.to_owned(), std::fs::read_to_string(&path)?);
            }
        }
    }
    Ok(tree)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_query_crate_is_what_its_queries_generate() {
        super::run(&[], true).unwrap();
    }
}
