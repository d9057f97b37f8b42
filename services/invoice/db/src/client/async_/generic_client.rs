// This file was generated with `clorinde`. Do not modify.

pub use kernel_db::GenericClient;
