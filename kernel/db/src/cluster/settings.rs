//! The server's settings, as a file beside `postgresql.conf`.

use std::fmt::Write as _;
use std::path::Path;

use super::{ClusterOptions, Listen};

/// Everything Karum decides, then what the caller adds; the last value of a name wins.
pub(super) fn text(options: &ClusterOptions, port: u16, socket_directory: &Path) -> String {
    let listen = match options.listen {
        Listen::SocketOnly => "",
        Listen::Loopback => "127.0.0.1",
    };
    let port = port.to_string();
    let directory = socket_directory.to_string_lossy();
    let mut settings: Vec<(&str, &str)> = vec![
        ("listen_addresses", listen),
        ("port", &port),
        ("unix_socket_directories", &directory),
        ("unix_socket_permissions", "0700"),
        ("password_encryption", "scram-sha-256"),
        // Services can be moved to another cluster while they serve: that is logical replication.
        ("wal_level", if options.durable { "logical" } else { "minimal" }),
        ("autovacuum_naptime", "10s"),
        // A refused row's DETAIL quotes it, with names and addresses: these do not belong into a log.
        ("log_error_verbosity", "terse"),
        ("log_line_prefix", "%m [%p] %q%u@%d "),
        ("lc_messages", "C"),
        ("timezone", "UTC"),
    ];
    let on_off = if options.durable { "on" } else { "off" };
    settings.extend(["fsync", "synchronous_commit", "full_page_writes"].map(|name| (name, on_off)));
    if !options.durable {
        settings.extend([("max_wal_senders", "0"), ("max_wal_size", "4GB"), ("checkpoint_timeout", "1h")]);
    }
    settings.extend(options.settings.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let mut text = "# Written by karum at every start; changes are lost.\n".to_owned();
    for (name, value) in settings {
        let _written = writeln!(text, "{name} = '{}'", value.replace('\'', "''"));
    }
    text
}
