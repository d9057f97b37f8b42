//! Where HTTP clients begin: TLS needs its cryptography named once per process, before the first client.

use rustls::crypto::{CryptoProvider, ring};

/// A client to configure. Use this instead of `reqwest::Client::builder`, which panics where no cryptography is named.
#[expect(clippy::disallowed_methods, reason = "this is the place that the lint points to")]
pub fn client_builder() -> reqwest::ClientBuilder {
    install_tls();
    reqwest::Client::builder()
}

/// Names the cryptography of TLS for this process; for libraries that make HTTP clients of their own. Idempotent.
pub fn install_tls() {
    if CryptoProvider::get_default().is_none() {
        // Another thread may have been faster; it named the same.
        drop(ring::default_provider().install_default());
    }
}
