//! What other services may know of shipping: its API, types, events and commands.
