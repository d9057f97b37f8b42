//! The one list of services. Databases, roles, access rules, pools, migrations and the audit all follow from it.

use kernel_db::{Migrations, ServiceDatabase};
use kernel_service::Follows;

use crate::config::ConfigError;

/// A service of this binary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Registered {
    pub(crate) name: &'static str,
    /// Connections of its pool when the configuration does not say otherwise.
    pub(crate) pool_size: u32,
    pub(crate) migrations: fn() -> Migrations,
    /// Whose events it takes.
    pub(crate) follows: &'static [&'static str],
}

/// In the order they start: who is asked comes before who asks.
pub(crate) const SERVICES: [Registered; 11] = [
    Registered { name: auth::NAME, pool_size: 6, migrations: auth::migrations, follows: auth::FOLLOWS },
    Registered { name: user::NAME, pool_size: 8, migrations: user::migrations, follows: user::FOLLOWS },
    Registered {
        name: customer::NAME,
        pool_size: 6,
        migrations: customer::migrations,
        follows: customer::FOLLOWS,
    },
    Registered {
        name: catalog::NAME,
        pool_size: 8,
        migrations: catalog::migrations,
        follows: catalog::FOLLOWS,
    },
    Registered {
        name: pricing::NAME,
        pool_size: 8,
        migrations: pricing::migrations,
        follows: pricing::FOLLOWS,
    },
    Registered {
        name: warehouse::NAME,
        pool_size: 10,
        migrations: warehouse::migrations,
        follows: warehouse::FOLLOWS,
    },
    Registered {
        name: shipping::NAME,
        pool_size: 6,
        migrations: shipping::migrations,
        follows: shipping::FOLLOWS,
    },
    Registered {
        name: payment::NAME,
        pool_size: 10,
        migrations: payment::migrations,
        follows: payment::FOLLOWS,
    },
    Registered { name: order::NAME, pool_size: 12, migrations: order::migrations, follows: order::FOLLOWS },
    Registered {
        name: invoice::NAME,
        pool_size: 6,
        migrations: invoice::migrations,
        follows: invoice::FOLLOWS,
    },
    Registered { name: cart::NAME, pool_size: 12, migrations: cart::migrations, follows: cart::FOLLOWS },
];

impl Registered {
    pub(crate) const fn database(self, pool_size: u32) -> ServiceDatabase {
        ServiceDatabase { service: self.name, pool_size }
    }
}

/// Whose events each service takes, wherever it runs: a log is read by nobody else.
pub(crate) fn follows() -> [Follows; SERVICES.len()] {
    SERVICES.map(|service| (service.name, service.follows))
}

/// The service of that name.
pub(crate) fn find(name: &str) -> Option<Registered> {
    SERVICES.into_iter().find(|service| service.name == name)
}

/// All names, for messages.
pub(crate) fn names() -> String {
    SERVICES.map(|service| service.name).join(", ")
}

/// The services named, in the order they start; all when none is named.
pub(crate) fn select(wanted: &[String]) -> anyhow::Result<Vec<Registered>> {
    if let Some(unknown) = wanted.iter().find(|name| find(name).is_none()) {
        return Err(ConfigError::new(format!("{unknown} is no service; services are {}", names())).into());
    }
    let selected = |service: &Registered| wanted.is_empty() || wanted.iter().any(|name| name == service.name);
    Ok(SERVICES.into_iter().filter(selected).collect())
}

/// What `karum serve` runs: services, and the gateway, which is named like one and has no database.
pub(crate) struct Selection {
    pub(crate) services: Vec<Registered>,
    pub(crate) gateway: bool,
}

impl Selection {
    /// Everything.
    pub(crate) fn all() -> Self {
        Self { services: SERVICES.into(), gateway: true }
    }

    /// Those named; everything when nothing is.
    pub(crate) fn of(wanted: &[String]) -> anyhow::Result<Self> {
        let (gateways, services): (Vec<String>, Vec<String>) =
            wanted.iter().cloned().partition(|name| name == gateway::NAME);
        let services = match (services.as_slice(), gateways.as_slice()) {
            ([], [_, ..]) => Vec::new(),
            (services, _) => select(services)?,
        };
        Ok(Self { services, gateway: wanted.is_empty() || !gateways.is_empty() })
    }

    /// What is in it, by name.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let gateway = self.gateway.then_some(gateway::NAME);
        gateway.into_iter().chain(self.services.iter().map(|service| service.name)).collect()
    }
}
