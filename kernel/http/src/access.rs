//! Who may call an operation, who is calling, and the check between the two, done before the handler runs.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::HeaderMap;
use http::header::AUTHORIZATION;
use http::request::Parts;
use kernel_base::{ApiError, Env, ErrorKind, Secret};
use kernel_token::{Audience, Claims, Realm, Verifier};
use sha2::{Digest, Sha256};

use crate::context::RequestContext;
use crate::{Channels, Problem};

/// Who may call an operation. Every route declares one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody who holds the cart's unguessable token; the service compares [`CartToken`] with the cart.
    Cart,
    /// A customer who has signed in; the service answers 404 for what belongs to another one.
    Customer,
    /// Staff with this permission: `catalog.product.write`.
    Staff(&'static str),
    /// Another service of the platform, one of these: who calls it declares that here, and shows in review. The command line
    /// is `operator`, the gateway `gateway`.
    Service(&'static [&'static str]),
    /// Any other service of the platform, for what each of them needs.
    EveryService,
}

impl Access {
    /// Whether the caller may pass: 401 when credentials are missing, 403 when they do not suffice.
    ///
    /// # Errors
    /// `request.unauthenticated` or `request.forbidden`.
    pub fn check(self, caller: &Caller) -> Result<(), ApiError> {
        match (self, caller) {
            (Self::Public | Self::Cart, _)
            | (Self::Customer, Caller::Customer { .. })
            | (Self::EveryService, Caller::Service { .. }) => Ok(()),
            (Self::Staff(permission), Caller::Staff { permissions, .. }) if permissions.allow(permission) => {
                Ok(())
            }
            (Self::Service(callers), Caller::Service { name }) if callers.contains(&name.as_str()) => Ok(()),
            (Self::Customer | Self::Staff(_) | Self::Service(_) | Self::EveryService, Caller::Anonymous) => {
                Err(unauthenticated("credentials are required"))
            }
            (Self::Customer, Caller::Staff { .. } | Caller::Service { .. }) => {
                Err(forbidden("only customers may call this"))
            }
            (Self::Staff(permission), _) => {
                Err(forbidden(format!("the permission {permission} is required")))
            }
            (Self::Service(_), Caller::Service { name }) => {
                Err(forbidden(format!("the service {name} has not declared that it calls this")))
            }
            (Self::Service(_) | Self::EveryService, Caller::Customer { .. } | Caller::Staff { .. }) => {
                Err(forbidden("only services may call this"))
            }
        }
    }
}

pub(crate) fn unauthenticated(message: &str) -> ApiError {
    ApiError::new(ErrorKind::Unauthenticated, "request.unauthenticated", message)
}

fn forbidden(message: impl Into<String>) -> ApiError {
    ApiError::new(ErrorKind::Forbidden, "request.forbidden", message)
}

/// What a member of staff may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Permissions {
    /// Everything.
    All,
    /// Only these.
    Only(Arc<BTreeSet<String>>),
    /// Those of a verified token.
    Token(Arc<Claims>),
}

impl Permissions {
    /// True when the permission is among them.
    #[must_use]
    pub fn allow(&self, permission: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(permissions) => permissions.contains(permission),
            Self::Token(claims) => claims.permissions.contains(permission),
        }
    }
}

/// Who is calling; an extractor of every handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Nobody we know.
    Anonymous,
    /// A customer who has signed in.
    Customer {
        /// Who: `cus_…`.
        subject: String,
    },
    /// A member of staff.
    Staff {
        /// Who, as the audit log shows it.
        subject: String,
        /// What they may do.
        permissions: Permissions,
        /// And where.
        channels: Channels,
    },
    /// Another service of the platform.
    Service {
        /// Which one.
        name: String,
    },
}

impl Caller {
    /// Who, as an audit trail or a timeline shows it: `staff:ada`, `service:order`, `anonymous`.
    #[must_use]
    pub fn actor(&self) -> String {
        match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::Customer { subject } => format!("customer:{subject}"),
            Self::Staff { subject, .. } => format!("staff:{subject}"),
            Self::Service { name } => format!("service:{name}"),
        }
    }

    /// Realm and name: distinguishes callers in idempotency keys (nobody replays another's answer) and rate limits.
    #[must_use]
    pub fn identity(&self) -> (&'static str, &str) {
        match self {
            Self::Anonymous => ("anonymous", ""),
            Self::Customer { subject } => ("customer", subject),
            Self::Staff { subject, .. } => ("staff", subject),
            Self::Service { name } => ("service", name),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(RequestContext::of(parts)?.caller.clone())
    }
}

/// Turns credentials into a caller. Asked only when a request carries `Authorization`.
pub trait Authenticator: Send + Sync {
    /// Who the credentials name, to those for whom the called operation is.
    ///
    /// # Errors
    /// `request.unauthenticated` when they are not valid, or are for others.
    fn authenticate(&self, headers: &HeaderMap, audience: Audience) -> Result<Caller, ApiError>;
}

/// A fixed bearer token of staff with every permission.
pub struct StaffToken([u8; 32]);

impl StaffToken {
    /// Keeps only the digest of the token.
    #[must_use]
    pub fn new(token: &Secret<String>) -> Self {
        Self(digest(token.expose()))
    }
}

impl Authenticator for StaffToken {
    fn authenticate(&self, headers: &HeaderMap, _: Audience) -> Result<Caller, ApiError> {
        let token = bearer(headers).ok_or_else(wrong)?;
        if !equal(&digest(token), &self.0) {
            return Err(wrong());
        }
        let (permissions, channels) = (Permissions::All, Channels::All);
        Ok(Caller::Staff { subject: "staff".to_owned(), permissions, channels })
    }
}

/// The token of an `Authorization: Bearer`. Never empty: an empty token in a configuration must not open anything.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim_start();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

pub(crate) fn wrong() -> ApiError {
    unauthenticated("the credentials are not valid")
}

/// Access tokens that auth has signed, and beside them the fixed token of staff. What services show each other is not among
/// them: see [`crate::Edge::platform`].
pub struct BearerTokens {
    fixed: StaffToken,
    verifier: Arc<Verifier>,
    env: Env,
}

impl BearerTokens {
    /// The verifier is given the published keys by whoever fetches them.
    #[must_use]
    pub fn new(fixed: StaffToken, verifier: Arc<Verifier>, env: Env) -> Self {
        Self { fixed, verifier, env }
    }
}

impl Authenticator for BearerTokens {
    fn authenticate(&self, headers: &HeaderMap, audience: Audience) -> Result<Caller, ApiError> {
        let token = bearer(headers).ok_or_else(wrong)?;
        // A fixed token has no dots; a signed one has two.
        if !token.contains('.') {
            return self.fixed.authenticate(headers, audience);
        }
        let claims = self.verifier.verify(token, audience, self.env.now()).map_err(|reason| {
            tracing::debug!(%reason, "a token is refused");
            wrong()
        })?;
        let subject = claims.sub.clone();
        match (claims.realm, audience) {
            (Realm::Customer, Audience::Store) => Ok(Caller::Customer { subject }),
            (Realm::Staff | Realm::Client, Audience::Admin) => {
                let channels = Channels::of_token(claims.channels.as_ref());
                Ok(Caller::Staff { subject, permissions: permissions(&claims), channels })
            }
            (Realm::Customer | Realm::Staff | Realm::Client, _) => Err(wrong()),
        }
    }
}

fn permissions(claims: &Arc<Claims>) -> Permissions {
    if claims.permissions.contains(Claims::EVERYTHING) {
        Permissions::All
    } else {
        Permissions::Token(Arc::clone(claims))
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Compares without stopping at the first difference.
fn equal(left: &[u8; 32], right: &[u8; 32]) -> bool {
    let difference = left.iter().zip(right).fold(0_u8, |seen, (left, right)| seen | (left ^ right));
    std::hint::black_box(difference) == 0
}

/// The header `x-cart-token`: who holds it owns the cart. The service compares it with the cart's.
#[derive(Debug, Clone)]
pub struct CartToken(pub Secret<String>);

impl CartToken {
    pub(crate) fn find(headers: &HeaderMap) -> Option<&str> {
        let token = headers.get("x-cart-token")?.to_str().ok()?;
        (1..=128).contains(&token.len()).then_some(token)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CartToken {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let token = Self::find(&parts.headers).ok_or_else(|| {
            ApiError::new(
                ErrorKind::Unauthenticated,
                "request.cart_token_missing",
                "the header x-cart-token must hold the cart's token",
            )
        })?;
        Ok(Self(Secret::new(token.to_owned())))
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for CartToken {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Problem> {
        if !parts.headers.contains_key("x-cart-token") {
            return Ok(None);
        }
        <Self as FromRequestParts<S>>::from_request_parts(parts, state).await.map(Some)
    }
}
