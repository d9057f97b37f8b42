//! Tooling.

fn main() {}
