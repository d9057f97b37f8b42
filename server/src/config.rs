//! The configuration: one TOML tree with a section per service, checked as a whole before anything starts.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, anyhow, bail};
use kernel_service::telemetry::{self, LogFormat};
use payment::TestProviderConfig;
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::registry::{self, Registered, SERVICES};

/// The default configuration with comments, as `karum config default` prints it.
pub(crate) const DEFAULT: &str = include_str!("../karum.default.toml");

/// The file that is read when none is named.
const FILE: &str = "karum.toml";
/// What the name of an environment variable starts with when it overrides a value.
const PREFIX: &str = "KARUM__";

/// The whole tree.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) data_dir: PathBuf,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) secrets_dir: Option<PathBuf>,
    pub(crate) http: Http,
    pub(crate) log: Log,
    pub(crate) telemetry: TelemetryConfig,
    pub(crate) postgres: Postgres,
    pub(crate) demo: Demo,
    #[serde(default)]
    pub(crate) clusters: BTreeMap<String, ClusterConfig>,
    #[serde(default)]
    pub(crate) databases: BTreeMap<String, DatabaseConfig>,
    #[serde(default)]
    pub(crate) remote: BTreeMap<String, String>,
    pub(crate) gateway: gateway::Config,
    pub(crate) auth: auth::Config,
    pub(crate) user: user::Config,
    pub(crate) customer: customer::Config,
    pub(crate) catalog: catalog::Config,
    pub(crate) pricing: pricing::Config,
    pub(crate) warehouse: warehouse::Config,
    pub(crate) shipping: shipping::Config,
    pub(crate) payment: payment::Config,
    pub(crate) order: order::Config,
    pub(crate) invoice: invoice::Config,
    pub(crate) cart: cart::Config,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Http {
    pub(crate) listen: SocketAddr,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<String>,
    /// Where only processes of the platform call, in a process whose `listen` is for the public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) internal_listen: Option<SocketAddr>,
}

impl Http {
    /// Where the platform is to be found from outside: what its tokens name as their issuer.
    pub(crate) fn origin(&self) -> String {
        self.origin.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    pub(crate) filter: String,
    pub(crate) format: LogFormat,
}

/// Where traces go.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TelemetryConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) otlp_endpoint: Option<String>,
    pub(crate) sample_ratio: f64,
}

impl TelemetryConfig {
    fn check(&self) -> anyhow::Result<()> {
        if !(0.0..=1.0).contains(&self.sample_ratio) {
            bail!("telemetry.sample_ratio must be between 0 and 1");
        }
        let valid = |endpoint: &str| endpoint.starts_with("http://") || endpoint.starts_with("https://");
        if self.otlp_endpoint.as_deref().is_some_and(|endpoint| !valid(endpoint)) {
            bail!("telemetry.otlp_endpoint must look like http://10.0.0.7:4318, without /v1/traces");
        }
        Ok(())
    }
}

/// The private cluster.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Postgres {
    pub(crate) shared_buffers: String,
}

/// What `karum up` puts into a shop that has nothing yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Demo {
    pub(crate) catalog: bool,
}

/// A cluster that somebody else runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClusterConfig {
    pub(crate) host: String,
    #[serde(default = "postgres_port")]
    pub(crate) port: u16,
    #[serde(default = "superuser")]
    pub(crate) superuser: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) superuser_password_file: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DatabaseConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cluster: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pool_size: Option<u32>,
}

fn postgres_port() -> u16 {
    5432
}

fn superuser() -> String {
    "postgres".to_owned()
}

/// A configuration that cannot be used. Ends the program with its own exit code.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct ConfigError(String);

impl ConfigError {
    /// What is wrong, and what would be right.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl Config {
    /// Reads defaults, then the file, then the environment, and checks the result.
    pub(crate) fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let text = read_file(file)?;
        let variables = env::vars().filter(|(name, _)| name.starts_with(PREFIX));
        let config = Self::from_parts(text.as_deref(), variables).map_err(|error| {
            let source = file.unwrap_or(Path::new(FILE)).display();
            ConfigError(format!("{source}: {error:#}"))
        })?;
        Ok(config.anchored(&home()?))
    }

    fn from_parts(
        text: Option<&str>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> anyhow::Result<Self> {
        let mut tree: Table = DEFAULT.parse().context("BUG: the default configuration is TOML")?;
        if let Some(text) = text {
            merge(&mut tree, text.parse()?);
        }
        for (name, value) in variables {
            let path = name.trim_start_matches(PREFIX).to_ascii_lowercase();
            set(&mut tree, &path.split("__").collect::<Vec<_>>(), &value)
                .with_context(|| format!("environment variable {name}"))?;
        }
        let config: Self = tree.try_into()?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> anyhow::Result<()> {
        for (section, name) in self
            .databases
            .keys()
            .map(|name| ("databases", name))
            .chain(self.remote.keys().map(|name| ("remote", name)))
        {
            if registry::find(name).is_none() {
                bail!("[{section}] names {name}, which is no service; services are {}", registry::names());
            }
        }
        for service in SERVICES {
            self.cluster_of(service)?;
            if !(1..=500).contains(&self.pool_size(service)) {
                bail!("databases.{}.pool_size must be between 1 and 500", service.name);
            }
        }
        telemetry::check_filter(&self.log.filter).map_err(|error| anyhow!("log.filter: {error}"))?;
        self.telemetry.check()?;
        self.gateway.validate()?;
        self.auth.validate()?;
        self.catalog.validate()?;
        self.pricing.validate()?;
        self.payment.validate()?;
        self.order.validate()?;
        for (name, origin) in &self.remote {
            let valid = origin.starts_with("http://") || origin.starts_with("https://");
            if !valid || origin.ends_with('/') {
                bail!("remote.{name} must look like http://10.0.0.7:8080, without a slash at the end");
            }
        }
        if !self.remote.is_empty() && self.http.origin.is_none() {
            // Each process would take its own address for the issuer, and refuse the others' tokens.
            bail!("with [remote], http.origin must say where the platform is to be found from outside");
        }
        Ok(())
    }

    /// The name of a service's cluster; `None` means the private one.
    pub(crate) fn cluster_of(&self, service: Registered) -> anyhow::Result<Option<&str>> {
        let named = self.databases.get(service.name).and_then(|database| database.cluster.as_deref());
        match (named, self.clusters.keys().next()) {
            (Some(name), _) if !self.clusters.contains_key(name) => {
                bail!("databases.{}.cluster names {name}, but there is no [clusters.{name}]", service.name)
            }
            (Some(name), _) => Ok(Some(name)),
            (None, None) => Ok(None),
            (None, Some(only)) if self.clusters.len() == 1 => Ok(Some(only)),
            (None, Some(_)) => {
                bail!("with several [clusters], databases.{}.cluster must name one", service.name)
            }
        }
    }

    /// Most connections of a service's pool.
    pub(crate) fn pool_size(&self, service: Registered) -> u32 {
        let configured = self.databases.get(service.name).and_then(|database| database.pool_size);
        configured.unwrap_or(service.pool_size)
    }

    /// True when Karum runs the PostgreSQL cluster itself.
    pub(crate) fn private_cluster(&self) -> bool {
        self.clusters.is_empty()
    }

    pub(crate) fn secrets_dir(&self) -> PathBuf {
        self.secrets_dir.clone().unwrap_or_else(|| self.data_dir.join("secrets"))
    }

    /// The tree as TOML. What looks like a secret is hidden.
    pub(crate) fn shown(&self) -> anyhow::Result<Table> {
        let mut tree = Table::try_from(self)?;
        hide_secrets(&mut tree);
        Ok(tree)
    }

    /// Relative paths mean the same wherever the program is started from.
    fn anchored(mut self, home: &Path) -> Self {
        self.data_dir = home.join(&self.data_dir);
        self.secrets_dir = self.secrets_dir.map(|directory| home.join(directory));
        // Without a mail server, letters are files that a developer reads.
        let folder = self.auth.letters.folder.take();
        let folder = folder.map_or_else(|| self.data_dir.join("letters"), |folder| home.join(folder));
        self.auth.letters.folder = Some(folder);
        if !self.catalog.files.contains("://") {
            self.catalog.files = home.join(&self.catalog.files).to_string_lossy().into_owned();
        }
        if let TestProviderConfig::InProcess { log } = &mut self.payment.test_provider {
            // Its log is its memory: without a file it would forget its payments at every restart.
            let file =
                log.take().map_or_else(|| self.data_dir.join("test-provider.log"), |file| home.join(file));
            *log = Some(file);
        }
        self
    }
}

/// The launcher names the repository; without it, the current directory is meant.
fn home() -> anyhow::Result<PathBuf> {
    match env::var_os("KARUM_HOME") {
        Some(home) => Ok(home.into()),
        None => env::current_dir().context("cannot tell the current directory"),
    }
}

fn read_file(file: Option<&Path>) -> anyhow::Result<Option<String>> {
    if let Some(file) = file {
        let text = fs::read_to_string(file);
        return text.map(Some).map_err(|error| ConfigError(format!("{}: {error}", file.display())).into());
    }
    let file = home()?.join(FILE);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ConfigError(format!("{}: {error}", file.display())).into()),
    }
}

/// Lays one tree over another.
fn merge(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => merge(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

/// Sets one value. Text that reads as a TOML value (8, true, ["a"]) is one; everything else is a string.
fn set(tree: &mut Table, path: &[&str], text: &str) -> anyhow::Result<()> {
    match path {
        [] | [""] => bail!("names no key"),
        [key] => {
            let parsed =
                format!("value = {text}").parse::<Table>().ok().and_then(|mut table| table.remove("value"));
            tree.insert((*key).to_owned(), parsed.unwrap_or_else(|| Value::String(text.to_owned())));
            Ok(())
        }
        [section, rest @ ..] => match tree.entry(*section).or_insert_with(|| Value::Table(Table::new())) {
            Value::Table(table) => set(table, rest, text),
            _ => bail!("{section} is a value, not a section"),
        },
    }
}

const HIDDEN: &str = "<hidden>";

fn hide_secrets(tree: &mut Table) {
    const WORDS: [&str; 4] = ["password", "secret", "token", "key"];
    for (key, value) in tree.iter_mut() {
        // The path of a file with a secret is none itself.
        let secret = !key.ends_with("_file") && WORDS.iter().any(|word| key.contains(word));
        hide(value, secret);
    }
}

fn hide(value: &mut Value, secret: bool) {
    match value {
        Value::Table(table) => hide_secrets(table),
        Value::Array(values) => values.iter_mut().for_each(|value| hide(value, secret)),
        Value::String(text) if secret => HIDDEN.clone_into(text),
        Value::String(text) => {
            if let Some(password) = password_of_url(text) {
                text.replace_range(password, HIDDEN);
            }
        }
        _ => {}
    }
}

/// Where the password stands in `smtps://user:password@host/`.
fn password_of_url(text: &str) -> Option<Range<usize>> {
    let start = text.find("://")? + 3;
    let authority = text[start..].split(['/', '?', '#']).next().unwrap_or_default();
    let (user, _) = authority.rsplit_once('@')?;
    let (name, password) = user.split_once(':')?;
    let start = start + name.len() + 1;
    Some(start..start + password.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::from_parts(Some(text), variables).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn the_defaults_are_valid_and_run_a_private_cluster() {
        let config = load("", &[]).unwrap();
        assert!(config.private_cluster());
        assert_eq!(config.http.listen.to_string(), "127.0.0.1:8080");
    }

    #[test]
    fn the_default_file_and_the_defaults_of_the_services_agree() {
        let config = load("", &[]).unwrap();
        assert_eq!(config.gateway, gateway::Config::default());
        assert_eq!(config.catalog, catalog::Config::default());
        assert_eq!(config.pricing, pricing::Config::default());
        assert_eq!(config.warehouse, warehouse::Config::default());
        assert_eq!(config.payment, payment::Config::default());
        assert_eq!(config.order, order::Config::default());
    }

    #[test]
    fn the_file_overrides_the_defaults_and_the_environment_both() {
        let file = "[http]\nlisten = \"127.0.0.1:1\"\n[databases.order]\npool_size = 3\n";
        let config =
            load(file, &[("KARUM__HTTP__LISTEN", "127.0.0.1:2"), ("KARUM__DATABASES__CART__POOL_SIZE", "5")]);
        let config = config.unwrap();
        assert_eq!(config.http.listen.port(), 2);
        assert_eq!(config.pool_size(registry::find("order").unwrap()), 3);
        assert_eq!(config.pool_size(registry::find("cart").unwrap()), 5);
    }

    #[test]
    fn mistakes_are_named() {
        let error = |text: &str| load(text, &[]).unwrap_err();
        assert!(error("[http]\nlisten_on = \"x\"").contains("listen_on"));
        assert!(error("[databases.ordr]").contains("ordr, which is no service"));
        assert!(error("[databases.order]\ncluster = \"main\"").contains("[clusters.main]"));
        assert!(error("[databases.order]\npool_size = 0").contains("databases.order.pool_size"));
        assert!(error("[remote]\norder = \"10.0.0.1\"").contains("remote.order"));
        assert!(error("[remote]\norder = \"http://10.0.0.1\"").contains("http.origin"));
        assert!(error("[log]\nformat = \"xml\"").contains("xml"));
        assert!(error("[telemetry]\nsample_ratio = 1.5").contains("telemetry.sample_ratio"));
        assert!(error("[telemetry]\notlp_endpoint = \"collector:4318\"").contains("telemetry.otlp_endpoint"));
        let two = "[clusters.a]\nhost = \"a\"\n[clusters.b]\nhost = \"b\"";
        assert!(error(two).contains("databases.auth.cluster must name one"));
    }

    #[test]
    fn a_single_cluster_serves_everybody() {
        let config = load("[clusters.main]\nhost = \"db\"", &[]).unwrap();
        assert_eq!(config.cluster_of(SERVICES[0]).unwrap(), Some("main"));
        assert!(!config.private_cluster());
    }

    #[test]
    fn a_tax_provider_is_checked_and_its_token_is_not_shown() {
        let file = |url: &str| format!("[pricing.tax_providers.acme]\nurl = \"{url}\"");
        let token = ("KARUM__PRICING__TAX_PROVIDERS__ACME__TOKEN", "only-acme-knows");
        let config = load(&file("https://tax.internal/v1"), &[token]).unwrap();
        let provider = config.pricing.tax_providers.values().next().unwrap();
        assert_eq!((provider.token.expose().as_str(), provider.timeout_ms), ("only-acme-knows", 1_500));
        let dump = config.shown().unwrap().to_string();
        assert!(dump.contains("https://tax.internal/v1") && !dump.contains("only-acme-knows"), "{dump}");
        let error = load(&file("tax.internal"), &[token]).unwrap_err();
        assert!(error.contains("pricing.tax_providers.acme.url"), "{error}");
        assert!(load(&file("https://tax.internal/v1"), &[]).unwrap_err().contains("token"));
    }

    #[test]
    fn a_dump_hides_what_looks_like_a_secret() {
        for (written, shown) in [
            ("api_key = \"x\"", "api_key = \"<hidden>\""),
            ("old_tokens = [\"x\"]", "old_tokens = [\"<hidden>\"]"),
            ("superuser_password_file = \"/f\"", "superuser_password_file = \"/f\""),
            ("smtp = \"smtps://me:p:w@mail/x\"", "smtp = \"smtps://me:<hidden>@mail/x\""),
            ("urls = [\"http://a:b@c\"]", "urls = [\"http://a:<hidden>@c\"]"),
            ("url = \"http://a.example:80/b@c\"", "url = \"http://a.example:80/b@c\""),
            ("from = \"Shop <a@b.example>\"", "from = \"Shop <a@b.example>\""),
        ] {
            let mut tree: Table = format!("[a]\n{written}").parse().unwrap();
            hide_secrets(&mut tree);
            assert_eq!(tree.to_string().trim(), format!("[a]\n{shown}"));
        }
    }
}
