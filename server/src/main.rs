//! The one binary `karum`: configuration, composition, subcommands.

mod admin;
mod api;
mod audit;
mod cli;
mod cluster;
mod compose;
mod config;
mod detach;
mod disk;
mod doctor;
mod events;
mod exit;
mod import;
mod instance;
mod keys;
mod output;
mod progress;
mod provision;
mod registry;
mod replay;
mod sagas;
mod secrets;
mod serve;
mod service_keys;
mod sites;
mod status;
mod up;

use std::process::ExitCode;

use clap::Parser;
use kernel_db::access_rules;
use kernel_saga::Verb;

use cli::{AdminAction, Cli, Command, ConfigAction, EventsAction, KeysAction, Output, SagasAction};
use config::Config;
use output::{Mark, say};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return exit::code(Err(error.into())),
    };
    exit::code(runtime.block_on(run(cli)))
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    if let Command::Config { action: ConfigAction::Default } = cli.command {
        say(config::DEFAULT.trim_end());
        return Ok(());
    }
    let config = Config::load(cli.config.as_deref())?;
    match cli.command {
        Command::Up { detach: true } => detach::up(&config, cli.config.as_deref()).await,
        Command::Up { detach: false } => up::up(config).await,
        Command::Down => up::down(&config).await,
        Command::Status(output) => status::run(&config, output.json).await,
        Command::Serve { services } => serve::run(&config, &services).await,
        Command::Provision { access_rules: true, network, .. } => {
            let networks: Vec<&str> = network.iter().map(String::as_str).collect();
            say(access_rules(&sites::databases(&config, &registry::SERVICES), &networks).trim_end());
            Ok(())
        }
        Command::Provision { output, .. } => provision::provision(&config, output.json).await,
        Command::Migrate { services, output } => {
            provision::migrate_databases(&config, &services, output.json).await
        }
        Command::Audit(output) => audit::run(&config, output.json).await,
        Command::Doctor(output) => doctor::run(&config, output.json).await,
        Command::Import { format, file, channel, output } => {
            import::run(&config, import::Wanted { format, file, channel }, output.json).await
        }
        Command::Replay(args) => replay::run(&config, &args).await,
        Command::Events { action } => run_events(&config, action).await,
        Command::Sagas { action } => run_sagas(&config, action).await,
        Command::Admin { action: AdminAction::Create { email, name, output } } => {
            admin::create(&config, &email, name, output.json).await
        }
        Command::Keys { action: KeysAction::List(output) } => keys::list(&config, output.json),
        Command::Keys { action: KeysAction::Rotate { holders, output } } => {
            keys::rotate(&config, &holders, output.json)
        }
        Command::Keys { action: KeysAction::Retire { now, output } } => {
            keys::retire(&config, now, output.json)
        }
        Command::Config { action } => show_config(&config, action),
    }
}

fn show_config(config: &Config, action: ConfigAction) -> anyhow::Result<()> {
    match action {
        ConfigAction::Check => say(format!("{} the configuration is valid", Mark::Good)),
        ConfigAction::Dump(Output { json: true }) => output::json(&config.shown()?)?,
        ConfigAction::Dump(Output { json: false }) => {
            say(toml::to_string_pretty(&config.shown()?)?.trim_end())
        }
        ConfigAction::Default => {}
    }
    Ok(())
}

async fn run_events(config: &Config, action: EventsAction) -> anyhow::Result<()> {
    match action {
        EventsAction::Parked(output) => events::parked(config, output.json).await,
        EventsAction::Retry { event, output } => events::retry(config, event, output.json).await,
        EventsAction::Skip { event, reason, output } => {
            events::skip(config, event, &reason, output.json).await
        }
        EventsAction::Restored { service, output } => events::restored(config, &service, output.json).await,
    }
}

async fn run_sagas(config: &Config, action: SagasAction) -> anyhow::Result<()> {
    let (verb, target) = match action {
        SagasAction::List { parked, output } => return sagas::list(config, parked, output.json).await,
        SagasAction::Show { id, output } => return sagas::show(config, &id, output.json).await,
        SagasAction::Retry(target) => (Verb::Retry, target),
        SagasAction::Skip(target) => (Verb::Skip, target),
        SagasAction::Compensate(target) => (Verb::Compensate, target),
        SagasAction::Resolve(target) => (Verb::Resolve, target),
    };
    sagas::operate(config, verb, &target).await
}
