//! Sends the letters that wait.

use std::time::Duration;

use kernel_base::Secret;

use crate::app::App;
use crate::domain::letter::Letter;
use crate::domain::session::TokenDigest;
use crate::error::AuthError;
use crate::mailer::{MailError, Outgoing};
use crate::store;

/// Less than the minute for which a letter is taken.
const AT_ONCE: i64 = 10;
const SENDING_TAKES: Duration = Duration::from_secs(5);

impl App {
    /// Sends what is due, a few letters at a time. A letter of a process that dies is sent by another one a minute later: it
    /// may arrive twice, with the same token.
    pub(crate) async fn send_letters(&self) -> Result<(), AuthError> {
        if !self.mailer.sends() {
            return Ok(());
        }
        loop {
            let letters = {
                let reader = self.db.read().await?;
                store::letter::take(&reader, self.env.now(), AT_ONCE).await?
            };
            if letters.is_empty() {
                return Ok(());
            }
            for letter in letters {
                if self.send(&letter).await? {
                    let reader = self.db.read().await?;
                    store::letter::delete(&reader, letter.letter_id).await?;
                }
            }
        }
    }

    /// Whether nothing is left to be done about the letter.
    async fn send(&self, letter: &Letter) -> Result<bool, AuthError> {
        let now = self.env.now();
        let account = {
            let reader = self.db.read().await?;
            match letter.account_id {
                Some(account_id) => store::account::find_by_id(&reader, account_id).await?,
                None => store::account::find_by_address(&reader, letter.realm, &letter.address).await?,
            }
        };
        let Some(account) = account.filter(|account| letter.is_wanted(account, now)) else {
            return Ok(true);
        };
        let token = self.email_token(letter);
        if letter.kind.has_token() {
            let reader = self.db.read().await?;
            let digest = TokenDigest::of(&token);
            store::letter::insert_token(&reader, digest, (letter, &account), now).await?;
        }
        let (subject, text) = letter.text(self.config.letters.links(letter.realm), &token);
        let outgoing = Outgoing { letter_id: letter.letter_id, to: letter.address.expose(), subject, text };
        let (letter_id, kind) = (letter.letter_id, letter.kind.name());
        // Errors of mail servers repeat addresses: only what is known to be harmless is logged.
        match tokio::time::timeout(SENDING_TAKES, self.mailer.send(outgoing)).await {
            Ok(Ok(place)) => {
                tracing::info!(%letter_id, kind, place, "a letter was sent");
                Ok(true)
            }
            Ok(Err(MailError::Refused(reason))) => {
                tracing::warn!(%letter_id, kind, reason, "a letter cannot be sent and is given up");
                Ok(true)
            }
            Ok(Err(MailError::Later(reason))) => {
                tracing::warn!(%letter_id, kind, reason, "a letter could not be sent; it is tried again");
                Ok(false)
            }
            Err(_) => {
                tracing::warn!(%letter_id, kind, "the mail server does not answer; a letter is tried again");
                Ok(false)
            }
        }
    }

    /// Only this service can say what a letter's token is, and it need not be stored for that.
    fn email_token(&self, letter: &Letter) -> Secret<String> {
        let id = letter.letter_id.to_string();
        Secret::new(self.vault.digest(&["email_token", letter.kind.name(), &id]))
    }
}
