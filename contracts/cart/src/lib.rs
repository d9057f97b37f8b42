//! What other services may know of cart: its API, types, events and commands.
