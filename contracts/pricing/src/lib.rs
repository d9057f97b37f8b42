//! What other services may know of pricing: its API, types, events and commands.
