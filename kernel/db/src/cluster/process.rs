//! What only the operating system knows: whether a process is our server, and which port is free.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use super::ClusterError;

/// The postmaster's working directory is its data directory, so a process number that was given away is told apart.
/// Where there is no `/proc`, a signal that reaches the process has to do.
pub(super) fn is_server_of(pid: u32, data: &Path) -> bool {
    if Path::new("/proc/self").exists() {
        return fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|directory| directory == data);
    }
    let signal = Command::new("kill").args(["-0", &pid.to_string()]).stderr(Stdio::null()).status();
    signal.is_ok_and(|status| status.success())
}

/// The wanted port when nobody has it, else one the system gives.
pub(super) fn free_port(wanted: u16) -> Result<u16, ClusterError> {
    TcpListener::bind(("127.0.0.1", wanted))
        .or_else(|_| TcpListener::bind(("127.0.0.1", 0)))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| ClusterError::io("find a free port for", Path::new("127.0.0.1"), error))
}
