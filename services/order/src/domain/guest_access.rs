//! What opens an order to a guest: the token that was given with it, for a year.

use std::time::Duration;

use kernel_base::{Secret, Timestamp};
use sha2::{Digest, Sha256};
use shared_contracts::OrderId;

/// As long as returns and complaints may come. Mails with the token lie around for longer.
const LIFETIME: Duration = Duration::from_secs(365 * 24 * 3600);

/// The order behind a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GuestAccess {
    pub(crate) order_id: OrderId,
    pub(crate) token_hash: Vec<u8>,
    /// When the order was written.
    pub(crate) since: Timestamp,
}

/// Why a token does not open an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// It is another order's, or nobody's.
    Wrong,
    /// It is the right one, and too old.
    Expired,
}

/// What is stored of a token.
pub(crate) fn hash_token(token: &Secret<String>) -> [u8; 32] {
    Sha256::digest(token.expose().as_bytes()).into()
}

impl GuestAccess {
    /// The hashes, not the tokens, are compared: how long that takes tells nothing about a token.
    pub(crate) fn check(&self, token: &Secret<String>, now: Timestamp) -> Result<(), TokenError> {
        if hash_token(token).as_slice() != self.token_hash {
            return Err(TokenError::Wrong);
        }
        if self.since.plus(LIFETIME) <= now { Err(TokenError::Expired) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_token_opens_for_a_year() {
        let env = kernel_base::Env::system();
        let (token, other) = (Secret::new(env.token()), Secret::new(env.token()));
        let since = env.now();
        let access = GuestAccess { order_id: env.id(), token_hash: hash_token(&token).to_vec(), since };
        let last = since.plus(LIFETIME - Duration::from_secs(1));
        assert_eq!(access.check(&token, last), Ok(()));
        assert_eq!(access.check(&token, since.plus(LIFETIME)), Err(TokenError::Expired));
        assert_eq!(access.check(&other, since), Err(TokenError::Wrong));
        assert_eq!(access.check(&other, since.plus(LIFETIME)), Err(TokenError::Wrong), "tells nothing");
    }
}
