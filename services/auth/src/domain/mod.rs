//! What auth decides, without a database, a clock or a hash.

pub(crate) mod account;
pub(crate) mod api_key;
pub(crate) mod attempt;
pub(crate) mod letter;
pub(crate) mod oauth;
pub(crate) mod password;
pub(crate) mod publishable_key;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod signing_key;
