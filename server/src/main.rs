//! The one binary `karum`.

fn main() {}
