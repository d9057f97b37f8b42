//! The log of a service that runs in another process: the same interface over HTTP with long poll.

use std::time::Duration;

use kernel_token::CallTokens;

use crate::feed::{Batch, Feed, FeedError, ReadRequest};

/// Reads `POST <origin>/internal/v1/<producer>/feed`.
pub struct HttpFeed {
    url: String,
    tokens: CallTokens,
    client: reqwest::Client,
}

impl HttpFeed {
    /// A feed of the service for which the tokens are, which answers at `origin` (`http://10.0.0.7:8080`).
    #[must_use]
    pub fn new(tokens: CallTokens, origin: &str, client: reqwest::Client) -> Self {
        let producer = tokens.callee();
        Self { url: format!("{origin}/internal/v1/{producer}/feed"), tokens, client }
    }
}

#[async_trait::async_trait]
impl Feed for HttpFeed {
    fn producer(&self) -> &'static str {
        self.tokens.callee()
    }

    async fn read(&self, request: &ReadRequest) -> Result<Batch, FeedError> {
        let transport = |error: reqwest::Error| FeedError::Transport(error.without_url());
        let response = self
            .client
            .post(&self.url)
            .bearer_auth(self.tokens.token().expose())
            .timeout(Duration::from_millis(request.wait_ms) + Duration::from_secs(10))
            .json(request)
            .send()
            .await
            .and_then(reqwest::Response::error_for_status)
            .map_err(transport)?;
        response.json().await.map_err(transport)
    }
}
