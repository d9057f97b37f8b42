//! The two secrets of a cart: its own token, and the token of the order it becomes.

use kernel_base::Secret;
use sha2::{Digest, Sha256};
use shared_contracts::OrderId;

/// What is stored of a token.
pub(crate) type TokenHash = [u8; 32];

/// SHA-256: the token has 256 random bits, so there is nothing to stretch or to salt.
pub(crate) fn hash(token: &Secret<String>) -> TokenHash {
    Sha256::digest(token.expose().as_bytes()).into()
}

/// The token with which the shopper looks the order up. It follows from the cart's token and the order, so that nobody
/// has to store it: who holds the cart's token can always be told again.
pub(crate) fn order_token(cart_token: &Secret<String>, order_id: OrderId) -> Secret<String> {
    let mut hasher = Sha256::new();
    hasher.update(b"karum order token 1\0");
    hasher.update(order_id.uuid().as_bytes());
    hasher.update(cart_token.expose().as_bytes());
    Secret::new(hex(&hasher.finalize()))
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    #[test]
    fn an_order_token_is_the_same_again_and_differs_by_cart_and_order() {
        let env = Env::system();
        let (cart, other) = (Secret::new(env.token()), Secret::new(env.token()));
        let (order, next): (OrderId, OrderId) = (env.id(), env.id());
        let token = order_token(&cart, order);
        assert_eq!(token, order_token(&cart, order));
        assert_ne!(token, order_token(&cart, next));
        assert_ne!(token, order_token(&other, order));
        assert_eq!(token.expose().len(), 64);
    }
}
