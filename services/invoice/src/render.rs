//! Files of documents. Made when they are asked for, on threads of their own: whoever waits for a page does not wait for
//! somebody's invoice. The same document always makes the same bytes.

mod amounts;
mod pdf;
#[cfg(test)]
mod samples;
mod ubl;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::app::link::Format;
use crate::domain::document::Document;
use crate::error::InvoiceError;

/// So many files may wait for a thread; whoever comes then is told to come again.
const QUEUE: usize = 64;

type Work = Box<dyn FnOnce() + Send>;

/// Makes files.
pub(crate) struct Renderer {
    waiting: SyncSender<Work>,
}

impl Renderer {
    /// One thread for each processor, at most four.
    pub(crate) fn start() -> Self {
        let (waiting, work) = sync_channel::<Work>(QUEUE);
        let work = Arc::new(Mutex::new(work));
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        for _ in 0..threads {
            let work = Arc::clone(&work);
            let carry_out = move || {
                while let Some(next) = next(&work) {
                    // What went wrong is told by the hook for panics; the thread is needed for the next.
                    catch_unwind(AssertUnwindSafe(next)).ok();
                }
            };
            if let Err(error) = std::thread::Builder::new().name("invoice-file".to_owned()).spawn(carry_out) {
                tracing::error!(%error, "no thread could be started that makes files of invoices");
            }
        }
        Self { waiting }
    }

    pub(crate) async fn render(&self, document: Document, format: Format) -> Result<Vec<u8>, InvoiceError> {
        let (answer, answered) = oneshot::channel();
        let work = move || {
            // Whoever asked may have gone while it waited.
            if !answer.is_closed() {
                answer.send(file(&document, format)).ok();
            }
        };
        self.waiting.try_send(Box::new(work)).map_err(|error| match error {
            TrySendError::Full(_) => InvoiceError::Busy,
            TrySendError::Disconnected(_) => InvoiceError::Render("there is no thread for it".to_owned()),
        })?;
        answered.await.map_err(|_| InvoiceError::Render("its thread gave up".to_owned()))?
    }
}

fn file(document: &Document, format: Format) -> Result<Vec<u8>, InvoiceError> {
    match format {
        Format::Pdf => pdf::write(document).map_err(InvoiceError::Render),
        Format::Xml => ubl::write(document).map_err(|error| InvoiceError::Render(error.to_string())),
    }
}

/// The next file, once there is one; nothing when there will be none. One thread waits for it, the others wait for this
/// one.
fn next(work: &Mutex<Receiver<Work>>) -> Option<Work> {
    work.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
