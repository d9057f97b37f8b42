//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use uuid::Uuid;

use crate::exit;

/// Karum: a commerce platform of many services, each with its own PostgreSQL database.
#[derive(Debug, Parser)]
#[command(name = "karum", version, after_help = exit::HELP, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// The configuration file [default: karum.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE", env = "KARUM_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start everything on this machine: a private PostgreSQL, all databases, all services
    #[command(
        after_help = "Examples:\n  karum up            until Ctrl-C\n  karum up --detach   in the background; \
                            karum down stops it\n\nThe data stays in ./data; the next up goes on with it."
    )]
    Up {
        /// Go to the background once everything serves
        #[arg(long)]
        detach: bool,
    },
    /// Stop what karum up started
    #[command(after_help = "Example:\n  karum down   the data stays in ./data; the next up goes on with it")]
    Down,
    /// Show what runs and how the databases are
    #[command(
        after_help = "Examples:\n  karum status\n  karum status --json | jq '.databases[].bytes'\n\nExit codes: 0 \
                            all is well, 1 something is not, 3 not running."
    )]
    Status(Output),
    /// Run services against PostgreSQL clusters that somebody else runs; all when none is named
    #[command(
        after_help = "Examples:\n  karum serve                   every service in this process\n  karum serve order \
                            payment     two here; the others' addresses stand under [remote]\n  karum serve gateway           only the public origin, in front of other processes\n\nRun karum provision and \
                            karum migrate before."
    )]
    Serve {
        /// The services to run in this process
        services: Vec<String>,
    },
    /// Create and repair databases, roles and privileges; running it again changes nothing
    #[command(
        after_help = "Examples:\n  karum provision\n  karum provision --access-rules   print lines for the \
                            pg_hba.conf of your own cluster"
    )]
    Provision {
        /// Print the access rules for pg_hba.conf instead
        #[arg(long)]
        access_rules: bool,
        /// Where services may come from, for the access rules
        #[arg(long, value_name = "CIDR", default_values = ["127.0.0.1/32"], requires = "access_rules")]
        network: Vec<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Bring the databases to the schema of this binary
    #[command(after_help = "Examples:\n  karum migrate\n  karum migrate order payment")]
    Migrate {
        /// Only these services
        services: Vec<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Prove the isolation between services by trying to break it
    #[command(
        after_help = "Examples:\n  karum audit\n  karum audit --json | jq '.[].entries[] | select(.entry == \"open\")'\n\nTries \
                            every role of every service against every database of the cluster, and what a role \
                            must not be able to do in its own. Exit code 1 when anything opens."
    )]
    Audit(Output),
    /// Look for what is wrong, and say how to mend it
    #[command(
        after_help = "Examples:\n  karum doctor\n  karum doctor --json\n\nExit code 1 when something is wrong."
    )]
    Doctor(Output),
    /// Fill the shop: with the demo catalog, or with a merchant's own product file
    #[command(
        after_help = "Examples:\n  karum import                                  the demo catalog of 4,070 articles\n  karum \
                            import --format shopify products.csv   a product export of Shopify, plain or gzip\n  karum import --json | jq \
                            .errors             what was not imported\n\nImporting again \
                            changes what the file changed. Stock is set only where none was ever counted."
    )]
    Import {
        /// The form of the file
        #[arg(long, requires = "file")]
        format: Option<ImportFormat>,
        /// The file; without one the demo catalog
        #[arg(requires = "format")]
        file: Option<PathBuf>,
        /// The sales channel in which the file's products are published
        #[arg(long, value_name = "CODE", default_value = "web")]
        channel: String,
        #[command(flatten)]
        output: Output,
    },
    /// Send real invoices through the running platform and reconcile everything to the penny
    #[command(
        after_help = "Examples:\n  karum replay                                     the sample of 2,000 invoices\n  karum \
                            replay --file online-retail.csv.gz --concurrency 32\n  karum replay --resume                            \
                            go on after a crash\n\nSends each invoice as a staff order, reads everything back and compares it with \
                            the file and its published figures. Exit code 1 when anything differs."
    )]
    Replay(ReplayArgs),
    /// Events that a service could not apply
    Events {
        #[command(subcommand)]
        action: EventsAction,
    },
    /// Sagas: orders in the making, and those that are stuck
    Sagas {
        #[command(subcommand)]
        action: SagasAction,
    },
    /// Who administers the platform
    Admin {
        #[command(subcommand)]
        action: AdminAction,
    },
    /// The keys by which the services of the platform know each other
    Keys {
        #[command(subcommand)]
        action: KeysAction,
    },
    /// Check or show the configuration
    Config {
        #[command(subcommand)]
        action: ConfigAction,
    },
}

/// The forms of product files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// Shopify's product CSV
    Shopify,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct ReplayArgs {
    /// Invoices in the columns of the "Online Retail" data set, plain or gzip [default: the sample of 2,000 invoices]
    #[arg(long)]
    pub(crate) file: Option<PathBuf>,
    /// Requests under way at once
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) concurrency: u16,
    /// Go on with a replay that was interrupted; what has arrived is not sent again
    #[arg(long)]
    pub(crate) resume: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Output {
    /// Print JSON for programs
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum ConfigAction {
    /// Check the file, the environment and every value; start nothing
    #[command(
        after_help = "Example:\n  karum --config staging.toml config check\n\nExit code 2 when something is wrong."
    )]
    Check,
    /// Print what is in force: defaults, file and environment together; secrets are hidden
    #[command(
        after_help = "Examples:\n  KARUM__HTTP__LISTEN=127.0.0.1:8081 karum config dump\n  karum config dump --json | jq -r \
                            .http.listen"
    )]
    Dump(Output),
    /// Print the defaults with their explanations, as a start for karum.toml
    #[command(after_help = "Example:\n  karum config default > karum.toml")]
    Default,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum AdminAction {
    /// Make an administrator, or give one who is locked out a new password
    #[command(
        after_help = "Examples:\n  karum admin create ada@example.org --name 'Ada Lovelace'   asks for the password\n  karum admin \
                            create ada@example.org --name Ada < password.txt   the first line is the password\n\nWho can \
                            run this has the machine in hand. The password has 8 to 128 characters."
    )]
    Create {
        /// What they sign in with
        email: String,
        /// What people call them
        #[arg(long)]
        name: String,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum KeysAction {
    /// List the public keys, and which of them sign
    #[command(after_help = "Example:\n  karum keys list")]
    List(Output),
    /// Give new keys to those named, or to all whose private keys are here; the former ones stay good beside them
    #[command(
        after_help = "Examples:\n  karum keys rotate\n  karum keys rotate order   only order's\n\nNothing needs a restart: \
                            processes follow the files. Then, two minutes later: karum keys retire"
    )]
    Rotate {
        /// Services, gateway, operator
        holders: Vec<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Take former keys out of the list; what they sign is worth nothing from then on
    #[command(
        after_help = "Example:\n  karum keys retire\n  karum keys retire --now   a key is in wrong hands: calls of processes that \
                            still sign with it fail for some seconds"
    )]
    Retire {
        /// Do not wait until every process signs with its new key
        #[arg(long)]
        now: bool,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum EventsAction {
    /// List what every service has set aside
    #[command(
        after_help = "Examples:\n  karum events parked\n  karum events parked --json | jq -r '.[].event_id'"
    )]
    Parked(Output),
    /// Try an event again, and those waiting behind it
    #[command(after_help = "Example:\n  karum events retry 0192…   after its cause is mended")]
    Retry {
        /// The event's id
        event: Uuid,
        #[command(flatten)]
        output: Output,
    },
    /// Give an event up for good; those behind it flow again
    #[command(
        after_help = "Example:\n  karum events skip 0192… --reason 'product was deleted by hand, see ticket 512'"
    )]
    Skip {
        /// The event's id
        event: Uuid,
        /// Why; it is kept with the event
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        output: Output,
    },
    /// Let the others follow a service whose database was restored from a backup
    #[command(
        after_help = "Example:\n  karum events restored order   after the restore, before order is started again\n\nThe \
                            restored log ends where the backup ended; what comes next has positions that the others have \
                            applied before, and would be passed over. docs/restore.md tells the whole procedure."
    )]
    Restored {
        /// The service whose database was restored
        service: String,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum SagasAction {
    /// List open sagas, oldest first
    #[command(
        after_help = "Examples:\n  karum sagas list\n  karum sagas list --parked   those that wait for a person"
    )]
    List {
        /// Only those that wait for a person
        #[arg(long)]
        parked: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Show a saga, or all sagas of an order, step by step
    #[command(
        after_help = "Examples:\n  karum sagas show 0192…       a saga by its id\n  karum sagas show ord_0192…   why is \
                            this order stuck?"
    )]
    Show {
        /// A saga's id, or an order's
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// Send the pending command again
    #[command(after_help = "Example:\n  karum sagas retry 0192… --reason 'the provider answers again'")]
    Retry(SagaVerb),
    /// Take the pending step as done, because somebody did it by hand
    #[command(
        after_help = "Example:\n  karum sagas skip 0192… --reason 'refunded in the bank, receipt 4711'"
    )]
    Skip(SagaVerb),
    /// Take everything back; only before the point of no return
    #[command(after_help = "Example:\n  karum sagas compensate 0192… --reason 'the customer called'")]
    Compensate(SagaVerb),
    /// End it here, because somebody settled the rest by hand; only behind the point of no return, or while it takes back
    #[command(
        after_help = "Example:\n  karum sagas resolve 0192… --reason 'settled by telephone, ticket 512'"
    )]
    Resolve(SagaVerb),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct SagaVerb {
    /// The saga's id
    pub(crate) saga: Uuid,
    /// Why; it is kept with the saga
    #[arg(long)]
    pub(crate) reason: String,
    #[command(flatten)]
    pub(crate) output: Output,
}
