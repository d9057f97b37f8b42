//! The text of `pg_hba.conf`: the second wall between services. A service's roles come in to their own database only,
//! even if a CONNECT privilege was granted by mistake or a database was made by hand.

use std::fmt::Write as _;

use crate::cluster::SUPERUSER;
use crate::provision::ServiceDatabase;

/// Writes the rules for the services, which may come by the local socket and from `networks`.
#[must_use]
pub fn access_rules(services: &[ServiceDatabase], networks: &[&str]) -> String {
    let mut text = String::from(
        "# Written by karum from its list of services; changes are lost.\n\
         # The superuser comes by the local socket only; a service's roles come to its own database only.\n",
    );
    let mut rule = |kind: &str, database: &str, roles: &str, network: &str, method: &str| {
        let line = format!("{kind:<5} {database:<16} {roles:<32} {network:<14} {method}");
        let _written = writeln!(text, "{line}");
    };
    rule("local", "all", SUPERUSER, "", "scram-sha-256");
    for service in services {
        let (database, roles) =
            (service.database(), format!("{},{}", service.app_role(), service.migrator_role()));
        rule("local", &database, &roles, "", "scram-sha-256");
        for network in networks {
            rule("host", &database, &roles, network, "scram-sha-256");
        }
    }
    rule("local", "all", "all", "", "reject");
    rule("host", "all", "all", "0.0.0.0/0", "reject");
    rule("host", "all", "all", "::/0", "reject");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_service_gets_its_own_database_and_everything_else_is_rejected() {
        let services = [
            ServiceDatabase { service: "cart", pool_size: 4 },
            ServiceDatabase { service: "order", pool_size: 4 },
        ];
        let text = access_rules(&services, &["127.0.0.1/32"]);
        let rules: Vec<String> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            rules,
            [
                "local all postgres scram-sha-256",
                "local cart_db cart_app,cart_mig scram-sha-256",
                "host cart_db cart_app,cart_mig 127.0.0.1/32 scram-sha-256",
                "local order_db order_app,order_mig scram-sha-256",
                "host order_db order_app,order_mig 127.0.0.1/32 scram-sha-256",
                "local all all reject",
                "host all all 0.0.0.0/0 reject",
                "host all all ::/0 reject",
            ]
        );
    }
}
