//! What other services may know of payment: its API, types, events and commands.
