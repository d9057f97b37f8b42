//! Integration tests of the payment service against a real PostgreSQL and the test provider, whose log is what double
//! charges are checked against.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod audit;
mod authorize;
mod capture;
mod crash;
mod deadline;
mod erasure;
mod gift_card;
mod http_credit;
mod http_settlement;
mod ledger;
mod lowered;
mod plans;
mod running;
mod shuffled;
mod store_credit;
mod stripe;
mod stripe_fake;
mod stripe_judged;
mod support;
mod void;
mod webhook;
