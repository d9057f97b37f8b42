//! Applications that people sign in to, and the codes by which they get tokens: OAuth 2.1 with PKCE. There is no other way
//! for them to get a person's tokens: no implicit grant, no password grant, no plain challenge.

use std::net::IpAddr;
use std::time::Duration;

use auth_contracts::Realm;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel_base::{Secret, Timestamp};
use sha2::{Digest, Sha256};
use shared_contracts::{OauthClientId, SessionId};

use crate::domain::account::{Account, Status};
use crate::domain::session::TokenDigest;

/// A code is on its way through one browser.
pub(crate) const CODE_LIFETIME: Duration = Duration::from_secs(60);
/// So long it is known that a code was used: a thief comes soon.
pub(crate) const CODE_REMEMBERED: Duration = Duration::from_secs(24 * 3600);
pub(crate) const MAX_REDIRECT_URIS: usize = 10;
const MAX_URI: usize = 2000;

#[derive(Debug, Clone)]
pub(crate) struct OauthClient {
    pub(crate) oauth_client_id: OauthClientId,
    pub(crate) name: String,
    pub(crate) realm: Realm,
    /// None for one that runs where nothing can be kept secret.
    pub(crate) secret: Option<TokenDigest>,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) revoked_at: Option<Timestamp>,
}

impl OauthClient {
    /// Whether people may be sent back there: exactly where it was registered, but on its own machine to any port, which an
    /// application without a server cannot choose before (RFC 8252, section 7.3).
    pub(crate) fn may_return_to(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|registered| {
            registered == uri || loopback(registered).is_some_and(|parts| loopback(uri) == Some(parts))
        })
    }

    /// Whether this is what the client shows to be itself. One without a secret shows none.
    pub(crate) fn is_shown_by(&self, secret: Option<&Secret<String>>) -> bool {
        self.revoked_at.is_none() && self.secret == secret.map(TokenDigest::of)
    }
}

/// A place where an application can take a person back: `https`, its own machine, or a scheme in its own name
/// (RFC 8252, section 7.1).
pub(crate) fn is_redirect_uri(text: &str) -> bool {
    let visible = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(&byte));
    if text.len() > MAX_URI || !visible {
        return false;
    }
    match text.split_once(':') {
        Some(("https", _)) => authority(text).is_some(),
        Some(("http", _)) => authority(text).is_some_and(|authority| is_local(host(authority))),
        Some((scheme, rest)) => {
            let named =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
            scheme.starts_with(|first: char| first.is_ascii_lowercase())
                && scheme.contains('.')
                && scheme.bytes().all(named)
                && rest.starts_with('/')
        }
        None => false,
    }
}

/// What a policy of a page calls the place: scheme and host, or the scheme alone.
pub(crate) fn origin(uri: &str) -> String {
    let scheme = uri.split_once(':').map_or("", |(scheme, _)| scheme);
    match authority(uri) {
        Some(authority) if matches!(scheme, "http" | "https") => format!("{scheme}://{authority}"),
        _ => format!("{scheme}:"),
    }
}

/// Host and port of an address of HTTP, if it names nobody's user and is one.
fn authority(uri: &str) -> Option<&str> {
    let rest = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?']).next()?;
    let port = authority[host(authority).len()..].strip_prefix(':');
    let digits = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = port.is_none_or(|port| digits(port) && port.parse::<u16>().is_ok());
    let named = host(authority).bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    (!host(authority).is_empty() && named && numbered && uri.parse::<http::Uri>().is_ok())
        .then_some(authority)
}

fn host(authority: &str) -> &str {
    match authority.rfind(']').or_else(|| authority.find(':').map(|colon| colon - 1)) {
        Some(last) if authority.starts_with('[') || authority.contains(':') => &authority[..=last],
        _ => authority,
    }
}

fn is_local(host: &str) -> bool {
    host == "localhost" || is_loopback(host)
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Host, and what follows the port, of an address on the client's own machine.
fn loopback(uri: &str) -> Option<(&str, &str)> {
    let authority = authority(uri).filter(|_| uri.starts_with("http://"))?;
    let host = host(authority);
    is_loopback(host).then(|| (host, &uri["http://".len() + authority.len()..]))
}

/// Somebody is asked for by a client: what the sign-in page is for.
#[derive(Debug, Clone)]
pub(crate) struct Authorization {
    pub(crate) client: OauthClient,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) challenge: Challenge,
}

/// SHA-256 of what only the client knows, base64url (RFC 7636).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Challenge(String);

impl Challenge {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is what the challenge was made of.
    pub(crate) fn is_met_by(&self, verifier: &Secret<String>) -> bool {
        let verifier = verifier.expose();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        (43..=128).contains(&verifier.len())
            && verifier.bytes().all(allowed)
            && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == self.0
    }
}

/// A code as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) oauth_client_id: OauthClientId,
    pub(crate) account: Account,
    /// Of the account when its owner signed in.
    pub(crate) account_version: i64,
    pub(crate) redirect_uri: String,
    pub(crate) challenge: Challenge,
    pub(crate) user_agent: Option<String>,
    pub(crate) expires_at: Timestamp,
    /// The session it opened.
    pub(crate) session_id: Option<SessionId>,
}

/// What a code is worth to a client that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeWorth {
    Session,
    /// It opened this session before: two parties hold it.
    Reused(SessionId),
    Nothing,
}

impl Code {
    pub(crate) fn worth(
        &self,
        client: &OauthClient,
        (redirect_uri, verifier): (&str, &Secret<String>),
        now: Timestamp,
    ) -> CodeWorth {
        if self.oauth_client_id != client.oauth_client_id {
            return CodeWorth::Nothing;
        }
        if let Some(session_id) = self.session_id {
            return CodeWorth::Reused(session_id);
        }
        let unchanged = self.account.version == self.account_version && self.account.status == Status::Active;
        let shown = self.redirect_uri == redirect_uri && self.challenge.is_met_by(verifier);
        if now < self.expires_at && unchanged && shown { CodeWorth::Session } else { CodeWorth::Nothing }
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    fn client(redirect_uris: &[&str]) -> OauthClient {
        OauthClient {
            oauth_client_id: Env::system().id(),
            name: "Shop".to_owned(),
            realm: Realm::Customer,
            secret: None,
            redirect_uris: redirect_uris.iter().map(|uri| (*uri).to_owned()).collect(),
            created_at: "2026-01-15T12:00:00Z".parse().unwrap(),
            revoked_at: None,
        }
    }

    #[test]
    fn people_are_sent_back_to_web_own_machine_and_own_scheme_only() {
        for uri in [
            "https://shop.example/callback",
            "https://shop.example:8443/callback?a=b",
            "http://127.0.0.1/callback",
            "http://[::1]:3000/callback",
            "http://localhost:3000/callback",
            "com.example.app:/callback",
        ] {
            assert!(is_redirect_uri(uri), "{uri}");
        }
        for uri in [
            "",
            "shop.example/callback",
            "http://shop.example/callback",
            "http://127.0.0.1.evil.example/",
            "https://user@shop.example/",
            "https://shop.example/#fragment",
            "https:///callback",
            "https://shop.example:99999/",
            "https://shop.example/a b",
            "https://shop.example;frame-ancestors/",
            "https://shop.example/\r\nx: y",
            "javascript:alert(1)",
            "data:text/html,x",
            "com.example.app:callback",
            "com example:/callback",
        ] {
            assert!(!is_redirect_uri(uri), "{uri}");
        }
        assert!(!is_redirect_uri(&format!("https://shop.example/{}", "a".repeat(2000))));
    }

    #[test]
    fn only_the_port_of_the_own_machine_may_differ() {
        let client = client(&["https://shop.example/callback", "http://127.0.0.1:1/callback"]);
        assert!(client.may_return_to("https://shop.example/callback"));
        assert!(client.may_return_to("http://127.0.0.1:51234/callback"));
        assert!(client.may_return_to("http://127.0.0.1/callback"));
        for other in [
            "https://shop.example/callback/",
            "https://shop.example/callback?next=1",
            "https://shop.example:444/callback",
            "http://shop.example/callback",
            "http://127.0.0.1:51234/other",
            "http://[::1]:51234/callback",
            "http://127.0.0.1:51234@evil.example/callback",
            "http://127.0.0.1.evil.example/callback",
            "http://127.0.0.1:+80/callback",
        ] {
            assert!(!client.may_return_to(other), "{other}");
        }
    }

    #[test]
    fn a_page_may_send_a_form_to_where_people_return() {
        assert_eq!(origin("https://shop.example:8443/callback?a=b"), "https://shop.example:8443");
        assert_eq!(origin("http://[::1]:3000/callback"), "http://[::1]:3000");
        assert_eq!(origin("com.example.app:/callback"), "com.example.app:");
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let challenge = Challenge::parse("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").unwrap();
        let secret = |text: &str| Secret::new(text.to_owned());
        assert!(challenge.is_met_by(&secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")));
        assert!(!challenge.is_met_by(&secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl")));
        assert!(!challenge.is_met_by(&secret("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")));
        for wrong in ["", "E9Melhoa", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"] {
            assert_eq!(Challenge::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_client_without_a_secret_shows_none() {
        let secret = |text: &str| Secret::new(text.to_owned());
        let public = client(&["https://shop.example/callback"]);
        let confidential = OauthClient { secret: Some(TokenDigest::of(&secret("one"))), ..public.clone() };
        assert!(public.is_shown_by(None) && !public.is_shown_by(Some(&secret("one"))));
        assert!(confidential.is_shown_by(Some(&secret("one"))));
        assert!(!confidential.is_shown_by(None) && !confidential.is_shown_by(Some(&secret("two"))));
        let revoked = OauthClient { revoked_at: Some(public.created_at), ..public };
        assert!(!revoked.is_shown_by(None));
    }
}
