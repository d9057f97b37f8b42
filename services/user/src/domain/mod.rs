//! Rules of the staff: who may give whom what, and how an account comes and goes. No database, no clock.

pub(crate) mod authority;
pub(crate) mod invitation;
pub(crate) mod role;
pub(crate) mod user;
