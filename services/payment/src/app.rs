//! Use cases: read, decide, write in one transaction. Providers are asked outside of transactions.

mod command;
mod credit;
mod erasure;
mod intent;
mod ledger;
mod settlement;
pub(crate) mod steps;
pub(crate) mod stored_value;
mod unit;
mod webhook;

use std::sync::Arc;

use kernel_base::Env;
use kernel_db::Database;
use tokio::sync::Notify;

use crate::config::Config;
use crate::domain::intent::Intent;
use crate::domain::step::{Step, StepKind};
use crate::provider::{Providers, StepRequest};

pub(crate) use command::Message;
pub(crate) use settlement::SplitRequest;

/// What every use case needs.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    pub(crate) config: Config,
    pub(crate) providers: Providers,
    /// Rung when there is something to ask a provider.
    pub(crate) due: Arc<Notify>,
}

/// What to tell the provider of a step.
fn request(intent: &Intent, step: &Step) -> StepRequest {
    let tender = intent.tender(step.tender_id).expect("BUG: a step belongs to a tender of its intent");
    StepRequest {
        key: step.key.clone(),
        tender_id: tender.id,
        amount: step.amount,
        token: tender.token.clone(),
        reference: tender.reference.clone(),
        authorization: (step.kind != StepKind::Authorize)
            .then(|| tender.provider_reference.clone())
            .flatten(),
        reason: step.reason.clone().or_else(|| intent.void_reason.clone()),
        asked_at: step.created_at,
    }
}
