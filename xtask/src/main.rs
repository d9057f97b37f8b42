//! Tooling in Rust. `cargo xtask codegen [service…] [--check]` writes the query crates.

mod codegen;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tooling of the Karum workspace")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Generates services/<s>/db from services/<s>/queries against services/<s>/migrations
    Codegen {
        /// The services; all when none is named
        services: Vec<String>,
        /// Change nothing; fail when a query crate is not up to date
        #[arg(long)]
        check: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Codegen { services, check } => codegen::run(&services, check),
    }
}
