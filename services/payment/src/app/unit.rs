//! One unit of work: the intents and commands it reads, what it changes of them, and how all that is written together.

use std::collections::{BTreeSet, HashMap, HashSet};

use futures::try_join;
use kernel_base::{Money, Outcome, Timestamp};
use kernel_db::{GenericClient, Write};
use payment_contracts::{IntentStatus, PaymentVoided};
use serde::Serialize;
use shared_contracts::{CustomerId, OrderId, PaymentIntentId, StoreCreditId};
use uuid::Uuid;

use super::App;
use crate::domain::intent::{Effects, Intent};
use crate::domain::ledger::Transfer;
use crate::domain::record::Change;
use crate::domain::step::{Answer, Attempt, StepKind};
use crate::domain::stored_value::{self, CodeDigest, StoredValue, StoredValues};
use crate::error::PaymentError;
use crate::publish;
use crate::store;
use crate::store::command::{CommandKind, ReceivedCommand};
use crate::store::intent::{Known, Tombstone};

pub(crate) struct Unit {
    pub(crate) now: Timestamp,
    known: HashMap<PaymentIntentId, Known>,
    effects: HashMap<PaymentIntentId, Effects>,
    commands: Vec<(ReceivedCommand, Progress)>,
    values: StoredValues,
}

/// Where a command stands in this unit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Received now.
    New,
    /// Received before, and still without an answer.
    Waiting,
    /// Answered before; only the sender does not know.
    Answered,
    /// Answered before, and the sender asks again.
    Repeated,
}

impl Unit {
    /// Reads these intents, the commands that wait for them, and what is known of these commands.
    pub(crate) async fn load(
        client: &impl GenericClient,
        now: Timestamp,
        intents: &[PaymentIntentId],
        commands: &[Uuid],
    ) -> Result<Self, PaymentError> {
        let (known, found, waiting) = try_join!(
            store::intent::load(client, intents),
            store::command::find(client, commands),
            store::command::waiting(client, intents),
        )?;
        let answered = found.into_iter().filter(|command| command.outcome.is_some());
        let commands = answered
            .map(|command| (command, Progress::Answered))
            .chain(waiting.into_iter().map(|command| (command, Progress::Waiting)))
            .collect();
        let mut unit =
            Self { now, known, effects: HashMap::new(), commands, values: StoredValues::default() };
        let paying = unit.known.values().filter_map(|known| match known {
            Known::Intent(intent) => Some(&intent.tenders),
            Known::Tombstone(_) => None,
        });
        let paying: BTreeSet<Uuid> = paying.flatten().filter_map(stored_value::of).collect();
        let values = store::stored_value::find(client, &paying).await?;
        unit.values.add(values);
        Ok(unit)
    }

    /// Reads what new payments want to pay with: the gift cards with these codes, the store credit of these customers.
    pub(crate) async fn load_values(
        &mut self,
        client: &impl GenericClient,
        codes: &BTreeSet<CodeDigest>,
        customers: &[CustomerId],
    ) -> Result<(), PaymentError> {
        self.values.add(store::stored_value::by_codes(client, codes).await?);
        self.values.add(store::stored_value::of_customers(client, customers).await?);
        Ok(())
    }

    /// Reads the store credit that refunds are to be added to.
    pub(crate) async fn load_credited(&mut self, client: &impl GenericClient) -> Result<(), PaymentError> {
        let credits =
            |intent: &&Intent| intent.steps.iter().any(|step| step.to_store_credit && step.pending());
        let intents = self.effects.keys().filter_map(|id| self.intent(*id)).filter(credits);
        let customers: Vec<CustomerId> = intents.filter_map(|intent| intent.customer_id).collect();
        self.load_values(client, &BTreeSet::new(), &customers).await
    }

    pub(crate) fn known(&self, id: PaymentIntentId) -> Option<&Known> {
        self.known.get(&id)
    }

    pub(crate) fn intent(&self, id: PaymentIntentId) -> Option<&Intent> {
        match self.known.get(&id)? {
            Known::Intent(intent) => Some(intent),
            Known::Tombstone(_) => None,
        }
    }

    /// True when the command is new and to be carried out; a known one is answered again or left to wait.
    pub(crate) fn receive(&mut self, command: ReceivedCommand) -> bool {
        let same = |(known, _): &&mut (ReceivedCommand, Progress)| known.command_id == command.command_id;
        if let Some((known, progress)) = self.commands.iter_mut().find(same) {
            if *progress == Progress::Answered {
                *progress = Progress::Repeated;
                known.trace = command.trace;
            }
            return false;
        }
        self.commands.push((command, Progress::New));
        true
    }

    pub(crate) fn insert(&mut self, intent: Intent, effects: Effects) {
        self.effects.insert(intent.id, effects);
        self.known.insert(intent.id, Known::Intent(Box::new(intent)));
    }

    pub(crate) fn bury(&mut self, tombstone: Tombstone) {
        self.known.insert(tombstone.id, Known::Tombstone(tombstone));
    }

    /// Changes an intent; it is written with the rest.
    pub(crate) fn change<T>(
        &mut self,
        id: PaymentIntentId,
        change: impl FnOnce(&mut Intent, Timestamp, &mut Effects) -> T,
    ) -> Option<T> {
        let Known::Intent(intent) = self.known.get_mut(&id)? else { return None };
        Some(change(intent, self.now, self.effects.entry(id).or_default()))
    }

    /// The order owes only `due` from now on, whichever attempt pays it.
    pub(crate) fn lower_due(
        &mut self,
        order_id: OrderId,
        due: Money,
        event_id: Uuid,
    ) -> Result<(), PaymentError> {
        for (id, known) in &mut self.known {
            let Known::Intent(intent) = known else { continue };
            if intent.order_id == order_id {
                let effects = self.effects.entry(*id).or_default();
                let _: Change = intent.lower_due(due, event_id, self.now, effects)?;
            }
        }
        Ok(())
    }

    /// Lets providers decide that need not be asked, until nothing more follows. What has effects elsewhere is first
    /// recorded and then asked, except the authorizations of a new intent: if this transaction fails, their command comes
    /// again.
    pub(crate) fn decide_at_once(&mut self, app: &App) {
        for (id, effects) in &mut self.effects {
            let Some(Known::Intent(intent)) = self.known.get_mut(id) else { continue };
            let (new, customer_id) = (intent.version == 0, intent.customer_id);
            let mut tried = HashSet::new();
            while let Some((kind, request)) = untried(intent, &mut tried) {
                let tender = intent.tender(request.tender_id).expect("BUG: a step belongs to a tender");
                let credited =
                    intent.steps.iter().any(|step| step.key == request.key && step.to_store_credit);
                let by_provider = || {
                    let provider = app.providers.get(&tender.provider)?;
                    provider.decide(kind, &request).or_else(|| {
                        let at_once = new && kind == StepKind::Authorize;
                        at_once.then(|| provider.authorize_at_once(&request)).flatten()
                    })
                };
                let code = tender.provider.as_str();
                let answer = if credited {
                    customer_id.map(|customer_id| {
                        let id = || app.env.id();
                        credit(&mut self.values, customer_id, request.amount, id, self.now)
                    })
                } else {
                    let decided = self.values.decide(code, (kind, &request), customer_id, self.now);
                    decided.or_else(by_provider)
                };
                if let Some(answer) = answer {
                    intent.record(&request.key, Attempt::Answered(answer), self.now, effects);
                }
            }
        }
    }

    /// Records everything: intents, bookings, events, commands and their answers. Rings the worker's bell after the
    /// commit if a provider has to be asked.
    pub(crate) async fn record(mut self, app: &App, write: &Write) -> Result<(), PaymentError> {
        let changed: BTreeSet<PaymentIntentId> = self.effects.keys().copied().collect();
        let intents: Vec<(&Intent, &Effects)> =
            changed.iter().filter_map(|id| Some((self.intent(*id)?, self.effects.get(id)?))).collect();
        let versions: Vec<(&Intent, i64)> = intents
            .iter()
            .map(|(intent, effects)| (*intent, publish::version_after(intent, effects)))
            .collect();
        let tombstones: Vec<Tombstone> = self.known.values().filter_map(new_tombstone).collect();
        store::intent::save(write, &versions, &tombstones, self.now).await?;
        store::stored_value::save(write, &self.values.changed(), self.now).await?;
        let transfers: Vec<&Transfer> = intents.iter().flat_map(|(_, effects)| &effects.transfers).collect();
        store::ledger::book(write, &transfers, self.now).await?;
        for (intent, effects) in &intents {
            publish::emit(write, &app.env, intent, effects)?;
        }
        if intents.iter().any(|(intent, _)| intent.steps.iter().any(|step| step.pending())) {
            let due = std::sync::Arc::clone(&app.due);
            write.after_commit(move || due.notify_one());
        }
        self.answer(app, write).await
    }

    async fn answer(&mut self, app: &App, write: &Write) -> Result<(), PaymentError> {
        let mut commands = std::mem::take(&mut self.commands);
        for (command, progress) in &mut commands {
            let open = matches!(progress, Progress::New | Progress::Waiting);
            if open {
                command.outcome = self.outcome(command)?;
                let trace = self.intent(command.intent_id).and_then(|intent| intent.trace.clone());
                command.trace = command.trace.take().or(trace);
            }
            if let (Some(outcome), true) = (&command.outcome, open || *progress == Progress::Repeated) {
                publish::reply(write, &app.env, command, outcome)?;
            }
        }
        let save: Vec<&ReceivedCommand> = commands
            .iter()
            .filter(|(command, progress)| match progress {
                Progress::New => true,
                Progress::Waiting => command.outcome.is_some(),
                Progress::Answered | Progress::Repeated => false,
            })
            .map(|(command, _)| command)
            .collect();
        store::command::save(write, &save, self.now).await
    }

    fn outcome(&self, command: &ReceivedCommand) -> Result<Option<String>, PaymentError> {
        match (self.known.get(&command.intent_id), command.kind) {
            (Some(Known::Intent(intent)), CommandKind::Authorize) => json(intent.authorize_outcome()),
            (Some(Known::Intent(intent)), CommandKind::Void) => json(intent.void_outcome()),
            (Some(Known::Tombstone(tombstone)), CommandKind::Void) => {
                let voided = PaymentVoided { intent_id: tombstone.id, voided: None, refunded: None };
                json(Some(Outcome::Done(voided)))
            }
            (Some(Known::Tombstone(_)) | None, _) => Ok(None),
        }
    }
}

/// Gives a refund as store credit. What is added cannot be refused.
fn credit(
    values: &mut StoredValues,
    customer_id: CustomerId,
    amount: Money,
    id: impl FnOnce() -> StoreCreditId,
    now: Timestamp,
) -> Answer {
    let created_by = "refund".to_owned();
    let new = || StoredValue::store_credit(id(), customer_id, amount.currency(), created_by, now);
    let value = values.credit_of(customer_id, amount.currency(), new);
    if value.adjust(amount.minor()) { Answer::Done { reference: value.name() } } else { Answer::Processing }
}

fn json<D: Serialize>(outcome: Option<Outcome<D>>) -> Result<Option<String>, PaymentError> {
    let encode = |error: serde_json::Error| PaymentError::from(kernel_db::DbError::Encode(error.to_string()));
    outcome.map(|outcome| serde_json::to_string(&outcome).map_err(encode)).transpose()
}

fn new_tombstone(known: &Known) -> Option<Tombstone> {
    match known {
        Known::Tombstone(tombstone) if tombstone.version == 0 => Some(tombstone.clone()),
        Known::Tombstone(_) | Known::Intent(_) => None,
    }
}

/// The next step nobody was asked about yet. An authorization that is to be called off is none: that is for the worker,
/// because somebody may have been asked already.
fn untried(intent: &Intent, asked: &mut HashSet<String>) -> Option<(StepKind, crate::provider::StepRequest)> {
    let step = intent.steps.iter().find(|step| {
        let called_off = step.kind == StepKind::Authorize && intent.status != IntentStatus::Authorizing;
        let ours = step.to_store_credit || stored_value::pays(intent, step.tender_id);
        step.pending() && (step.tries == 0 || ours) && !called_off && !asked.contains(&step.key)
    })?;
    asked.insert(step.key.clone());
    Some((step.kind, super::request(intent, step)))
}
