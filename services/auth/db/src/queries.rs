// This file was generated with `clorinde`. Do not modify.

pub mod account;
pub mod api_key;
pub mod attempt;
pub mod authorization_code;
pub mod erasure;
pub mod letter;
pub mod oauth_client;
pub mod publishable_key;
pub mod second_factor;
pub mod session;
pub mod signing_key;
