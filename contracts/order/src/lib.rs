//! What other services may know of order: its API, types, events and commands.
