//! In which sales channels a member of staff may act, and how each operation minds that.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use kernel_base::{ApiError, ErrorKind};
use serde::de::DeserializeOwned;

use crate::context::RequestContext;
use crate::{Caller, Path, Problem};

/// Where somebody may act. Handlers of [`crate::Op::per_channel`] extract it, or [`Within`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channels {
    /// In every channel, and on what belongs to none.
    All,
    /// Only in these.
    Only(Arc<BTreeSet<String>>),
}

impl Channels {
    /// Those of a token; all when it names none.
    pub(crate) fn of_token(channels: Option<&BTreeSet<String>>) -> Self {
        channels.map_or(Self::All, |channels| Self::Only(Arc::new(channels.clone())))
    }

    /// True when the channel is among them. What is another channel's is answered as if it did not exist.
    #[must_use]
    pub fn contain(&self, channel: &str) -> bool {
        self.only().is_none_or(|channels| channels.contains(channel))
    }

    /// True when one of these channels is among them, or when there are none, as that means every channel.
    #[must_use]
    pub fn meet<C: AsRef<str>>(&self, channels: impl IntoIterator<Item = C>) -> bool {
        let mut channels = channels.into_iter().peekable();
        channels.peek().is_none() || channels.any(|channel| self.contain(channel.as_ref()))
    }

    /// The channels to which somebody is limited; nothing for no limit.
    #[must_use]
    pub fn only(&self) -> Option<&BTreeSet<String>> {
        match self {
            Self::All => None,
            Self::Only(channels) => Some(channels),
        }
    }

    /// The same for a query: `(:channels::text[] IS NULL OR channel = ANY(:channels))`.
    #[must_use]
    pub fn names(&self) -> Option<Vec<&str>> {
        self.only().map(|channels| channels.iter().map(String::as_str).collect())
    }

    /// For a channel that a request names itself: there is nothing to hide.
    ///
    /// # Errors
    /// `request.channel_limited` when it is not among them.
    pub fn require(&self, channel: &str) -> Result<(), ApiError> {
        if self.contain(channel) { Ok(()) } else { Err(limited("the caller may not act in this channel")) }
    }

    /// For what the channels share.
    ///
    /// # Errors
    /// `request.channel_limited` when the caller is limited.
    pub fn require_all(&self) -> Result<(), ApiError> {
        match self {
            Self::All => Ok(()),
            Self::Only(_) => {
                Err(limited("the caller is limited to sales channels, and this concerns every channel"))
            }
        }
    }
}

fn limited(message: &str) -> ApiError {
    ApiError::new(ErrorKind::Forbidden, "request.channel_limited", message)
}

/// Of who is no member of staff, services may act everywhere and others nowhere.
impl<S: Send + Sync> FromRequestParts<S> for Channels {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(match &RequestContext::of(parts)?.caller {
            Caller::Staff { channels, .. } => channels.clone(),
            Caller::Service { .. } => Self::All,
            Caller::Anonymous | Caller::Customer { .. } => Self::Only(Arc::default()),
        })
    }
}

/// Knows in which sales channel a thing is.
pub trait InChannels<K>: Send + Sync {
    /// Whether the thing is in one of these channels, or in none at all. Asked only for callers who are limited, so nobody
    /// else pays for it; a thing must not change its channel.
    ///
    /// # Errors
    /// The service's own problem for what does not exist.
    fn within(&self, key: &K, channels: &Channels) -> impl Future<Output = Result<(), ApiError>> + Send;
}

/// What [`crate::Path`] extracts, when it is in the caller's channels: of the handlers of [`crate::Op::per_channel`].
#[derive(Debug, Clone, Copy)]
pub struct Within<K>(pub K);

impl<K, A> FromRequestParts<Arc<A>> for Within<K>
where
    K: DeserializeOwned + Send + Sync,
    A: InChannels<K>,
{
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &Arc<A>) -> Result<Self, Problem> {
        let Path(key) = Path::<K>::from_request_parts(parts, app).await?;
        let channels = Channels::from_request_parts(parts, app).await?;
        if channels.only().is_some() {
            app.within(&key, &channels).await?;
        }
        Ok(Self(key))
    }
}

/// What an operation of staff is to callers who are limited to sales channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelRule {
    /// Not for them. Holds where nothing else is said.
    Refused,
    /// For them as for everybody: what the channels share, and what is the caller's own.
    Every,
    /// For them as far as the object is one of their channels; the handler takes [`Channels`] and sees to it.
    Object,
}

impl ChannelRule {
    pub(crate) fn check(self, caller: &Caller) -> Result<(), ApiError> {
        match (self, caller) {
            (Self::Refused, Caller::Staff { channels, .. }) => channels.require_all(),
            (Self::Refused | Self::Every | Self::Object, _) => Ok(()),
        }
    }

    /// As it stands in documents.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Every => "all",
            Self::Object => "object",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_lets_pass_what_it_names() {
        let web = Channels::of_token(Some(&BTreeSet::from(["web".to_owned()])));
        assert!(web.contain("web") && !web.contain("outlet"));
        assert_eq!(web.names(), Some(vec!["web"]));
        assert!(web.require("web").is_ok() && web.require("outlet").is_err() && web.require_all().is_err());
        assert!(web.meet(["outlet", "web"]) && !web.meet(["outlet"]) && web.meet([""; 0]));
        let all = Channels::of_token(None);
        assert!(all.contain("outlet") && all.require_all().is_ok() && all.names().is_none());
        let nowhere = Channels::of_token(Some(&BTreeSet::new()));
        assert!(
            !nowhere.contain("web") && nowhere.require_all().is_err(),
            "none is not the same as no limit"
        );
    }
}
