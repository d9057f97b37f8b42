//! What other services may know of catalog: its API, types, events and commands.
