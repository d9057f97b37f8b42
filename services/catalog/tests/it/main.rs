//! Integration tests of the catalog service against a real PostgreSQL.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod access;
mod attribute;
mod audit;
mod category;
mod collection;
mod export;
mod import;
mod media;
mod plans;
mod product;
mod publication;
mod s3;
mod store;
mod support;
mod translation;
mod variant;
