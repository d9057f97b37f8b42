//! How letters leave: to a mail server, or, without one, into files that a developer reads.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use uuid::Uuid;

use crate::config::{ConfigError, Letters};

/// Where letters go.
pub(crate) struct Mailer {
    from: Option<Mailbox>,
    way: Way,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Files(PathBuf),
    /// They wait.
    Nowhere,
}

/// A letter as it leaves.
pub(crate) struct Outgoing<'a> {
    pub(crate) letter_id: Uuid,
    pub(crate) to: &'a str,
    pub(crate) subject: &'static str,
    pub(crate) text: String,
}

/// Why a letter did not leave. The reasons name no address.
#[derive(Debug)]
pub(crate) enum MailError {
    /// It never will.
    Refused(String),
    /// Another time perhaps.
    Later(String),
}

impl Mailer {
    pub(crate) fn new(config: &Letters) -> Result<Self, ConfigError> {
        let from = config.from.parse().map_err(|_| ConfigError::From)?;
        let way = match (&config.smtp, &config.folder) {
            (Some(url), _) => {
                let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose());
                let transport = builder.map_err(|_| ConfigError::Smtp)?;
                Way::Smtp(transport.timeout(Some(Duration::from_secs(4))).build())
            }
            (None, Some(folder)) => Way::Files(folder.clone()),
            (None, None) => Way::Nowhere,
        };
        Ok(Self { from: Some(from), way })
    }

    /// Keeps all letters.
    pub(crate) fn idle() -> Self {
        Self { from: None, way: Way::Nowhere }
    }

    pub(crate) fn sends(&self) -> bool {
        !matches!(self.way, Way::Nowhere)
    }

    /// Answers where it went: `smtp`, or the name of a file.
    pub(crate) async fn send(&self, letter: Outgoing<'_>) -> Result<String, MailError> {
        let message = self.message(&letter)?;
        match &self.way {
            Way::Smtp(transport) => {
                transport.send(message).await.map_err(|error| smtp_error(&error))?;
                Ok("smtp".to_owned())
            }
            Way::Files(folder) => {
                let file = folder.join(format!("{}.eml", letter.letter_id));
                let (place, bytes) = (file.display().to_string(), message.formatted());
                let written = tokio::task::spawn_blocking(move || write_private(&file, &bytes)).await;
                match written {
                    Ok(Ok(())) => Ok(place),
                    Ok(Err(error)) => Err(MailError::Later(error.to_string())),
                    Err(error) => Err(MailError::Later(error.to_string())),
                }
            }
            Way::Nowhere => Err(MailError::Later("there is no way to send letters".to_owned())),
        }
    }

    fn message(&self, letter: &Outgoing<'_>) -> Result<Message, MailError> {
        let refused = |what: &str| MailError::Refused(what.to_owned());
        let from = self.from.clone().ok_or_else(|| refused("there is no sender"))?;
        let to = letter.to.parse().map_err(|_| refused("the address is none that mail servers know"))?;
        // Sent twice it has the same id, and programs that read mail show it once.
        let id = format!("<{}@{}>", letter.letter_id, from.email.domain());
        Message::builder()
            .from(from)
            .to(Mailbox::new(None, to))
            .subject(letter.subject)
            .message_id(Some(id))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|_| refused("the letter cannot be written"))
    }
}

fn smtp_error(error: &lettre::transport::smtp::Error) -> MailError {
    let reason = match error.status() {
        Some(code) => format!("the mail server answers {code}"),
        None if error.is_timeout() => "the mail server does not answer in time".to_owned(),
        None if error.is_tls() => "the mail server cannot be trusted".to_owned(),
        None => "the mail server cannot be reached".to_owned(),
    };
    if error.is_permanent() { MailError::Refused(reason) } else { MailError::Later(reason) }
}

/// A file that only this user reads, in a folder that only this user opens; whole, or not there.
fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};

    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true).mode(0o700).create(file.parent().unwrap_or(Path::new(".")))?;
    let unfinished = file.with_extension("part");
    let mut options = std::fs::OpenOptions::new();
    let mut out = options.write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    out.write_all(bytes)?;
    std::fs::rename(unfinished, file)
}
