//! What order asks for: authorize, capture, void; and the news that an order stands, or owes less.

use std::collections::BTreeSet;

use kernel_base::{Command, Money, Outcome, Refusal, TraceParent};
use kernel_db::Write;
use kernel_messaging::{Answers, HandlerError};
use payment_contracts::{AuthorizePayment, CaptureAccepted, CapturePayment, VoidPayment, refusal};
use shared_contracts::{CustomerId, OrderId};
use uuid::Uuid;

use super::App;
use super::unit::Unit;
use crate::domain::intent::{Effects, Intent};
use crate::domain::stored_value::{CodeDigest, GIFT_CARD, STORE_CREDIT};
use crate::error::PaymentError;
use crate::store;
use crate::store::command::{CommandKind, ReceivedCommand};
use crate::store::intent::{Known, Tombstone};

/// One message of order's log, in its order.
pub(crate) enum Message {
    Authorize {
        command: Command<AuthorizePayment>,
        subject: String,
        trace: Option<TraceParent>,
    },
    Void {
        command: Command<VoidPayment>,
        subject: String,
        trace: Option<TraceParent>,
    },
    Capture {
        command: Command<CapturePayment>,
        subject: String,
        trace: Option<TraceParent>,
    },
    Confirmed(OrderId),
    /// Pieces of the order were cancelled.
    OwesLess {
        order_id: OrderId,
        due: Money,
        event_id: Uuid,
    },
}

impl App {
    /// Records the effects of a batch of messages.
    pub(crate) async fn apply(&self, messages: &[Message], write: &Write) -> Result<(), PaymentError> {
        let (mut intents, mut commands) = (Vec::new(), Vec::new());
        let mut captures = Vec::new();
        let (mut confirmed, mut lowered) = (Vec::new(), Vec::new());
        let (mut codes, mut customers) = (BTreeSet::new(), Vec::new());
        for message in messages {
            match message {
                Message::Authorize { command, .. } => {
                    intents.push(command.body.intent_id);
                    commands.push(command.command_id);
                    codes.extend(gift_card_codes(&command.body));
                    customers.extend(spends_credit_of(&command.body));
                }
                Message::Void { command, .. } => {
                    intents.push(command.body.intent_id);
                    commands.push(command.command_id);
                }
                Message::Capture { command, .. } => {
                    intents.push(command.body.intent_id);
                    captures.push(command.command_id);
                }
                Message::Confirmed(order_id) => confirmed.push(*order_id),
                Message::OwesLess { order_id, .. } => lowered.push(*order_id),
            }
        }
        intents.extend(store::intent::of_orders(write, &lowered).await?);
        let mut unit = Unit::load(write, self.env.now(), &intents, &commands).await?;
        unit.load_values(write, &codes, &customers).await?;
        let mut answers = Answers::find(write, &captures).await?;
        for message in messages {
            match message {
                Message::Authorize { command, subject, trace } => {
                    self.authorize(&mut unit, command, (subject, trace.as_ref()));
                }
                Message::Void { command, subject, trace } => {
                    void(&mut unit, command, (subject, trace.as_ref()))
                }
                Message::Capture { command, subject, trace } => {
                    let origin = (subject.as_str(), trace.as_ref());
                    if !answers.repeat::<CapturePayment>(write, &self.env, command.command_id, origin) {
                        let outcome = capture(&mut unit, command);
                        answers.give(write, &self.env, command, origin, outcome).await.map_err(unanswered)?;
                    }
                }
                Message::OwesLess { order_id, due, event_id } => {
                    unit.lower_due(*order_id, *due, *event_id)?
                }
                Message::Confirmed(_) => {}
            }
        }
        unit.decide_at_once(self);
        let now = unit.now;
        unit.record(self, write).await?;
        self.confirm(&confirmed, now, write).await
    }

    fn authorize(
        &self,
        unit: &mut Unit,
        command: &Command<AuthorizePayment>,
        origin: (&str, Option<&TraceParent>),
    ) {
        let body = &command.body;
        if !unit.receive(ReceivedCommand::new(command, (CommandKind::Authorize, body.intent_id), origin)) {
            return;
        }
        let known_provider = |code: &_| self.providers.known(code);
        let mut effects = Effects::default();
        let intent = match unit.known(body.intent_id) {
            // Another command about the same intent: its outcome is the intent's.
            Some(Known::Intent(_)) => return,
            Some(Known::Tombstone(tombstone)) => {
                Intent::open_voided(body, known_provider, tombstone.version, unit.now, &mut effects)
            }
            None => Intent::open(body, known_provider, origin.1.cloned(), unit.now, &mut effects),
        };
        unit.insert(intent, effects);
    }

    async fn confirm(
        &self,
        orders: &[OrderId],
        now: kernel_base::Timestamp,
        write: &Write,
    ) -> Result<(), PaymentError> {
        if orders.is_empty() {
            return Ok(());
        }
        for order_id in store::intent::unpaid(write, orders).await? {
            tracing::error!(order.id = %order_id, "order confirmed after its payment was given back");
        }
        store::intent::confirm(write, orders, now).await
    }
}

/// The codes of the gift cards that are to pay.
fn gift_card_codes(command: &AuthorizePayment) -> impl Iterator<Item = CodeDigest> {
    let cards = command.tenders.iter().filter(|tender| tender.provider.as_str() == GIFT_CARD);
    cards.filter_map(|tender| Some(CodeDigest::of(tender.token.as_ref()?.as_known()?)))
}

/// Whose store credit is to pay, if any is.
fn spends_credit_of(command: &AuthorizePayment) -> Option<CustomerId> {
    let spends = command.tenders.iter().any(|tender| tender.provider.as_str() == STORE_CREDIT);
    command.customer_id.filter(|_| spends)
}

fn unanswered(error: HandlerError) -> PaymentError {
    match error {
        HandlerError::Db(error) => error.into(),
        HandlerError::Transient(_) => PaymentError::Raced,
        HandlerError::Poison(error) => kernel_db::DbError::Encode(error).into(),
    }
}

/// What comes of asking for money that may have been let go meanwhile, or is not owed any more.
fn capture(unit: &mut Unit, command: &Command<CapturePayment>) -> Outcome<CaptureAccepted> {
    let CapturePayment { capture_id, intent_id, amount, .. } = command.body;
    let change = |intent: &mut Intent, now, _: &mut Effects| intent.capture_owed(capture_id, amount, now);
    match unit.change(intent_id, change) {
        Some(Ok(amount)) => Outcome::Done(CaptureAccepted { capture_id, amount }),
        Some(Err(error)) => Outcome::Refused(Refusal::new(refusal::NOTHING_TO_CAPTURE, error.to_string())),
        None => {
            Outcome::Refused(Refusal::new(refusal::NOTHING_TO_CAPTURE, "there is no payment for this order"))
        }
    }
}

fn void(unit: &mut Unit, command: &Command<VoidPayment>, origin: (&str, Option<&TraceParent>)) {
    let body = &command.body;
    if !unit.receive(ReceivedCommand::new(command, (CommandKind::Void, body.intent_id), origin)) {
        return;
    }
    match unit.known(body.intent_id) {
        Some(Known::Intent(_)) => {
            unit.change(body.intent_id, |intent, now, effects| intent.void(&body.reason, now, effects));
        }
        Some(Known::Tombstone(_)) => {}
        None => unit.bury(Tombstone {
            id: body.intent_id,
            order_id: body.order_id,
            reason: body.reason.clone(),
            version: 0,
        }),
    }
}
