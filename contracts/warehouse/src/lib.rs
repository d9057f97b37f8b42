//! What other services may know of warehouse: its API, types, events and commands.
