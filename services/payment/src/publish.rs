//! From changes of an intent to what others see: events, replies, the view.

use kernel_base::CommandData;
use kernel_base::{Env, Reply};
use kernel_db::DbError;
use kernel_db::{StagedEvent, Write};
use kernel_messaging::Emit;
use payment_contracts::{
    AuthorizePayment, IntentActionRequired, IntentAuthorized, IntentCaptured, IntentRefunded, IntentVoided,
    PaymentIntent, RequiredAction, Tender, VoidPayment,
};
use shared_contracts::{CaptureId, RefundId};

use crate::domain::intent::{Effects, Fact, Intent};
use crate::domain::tender;
use crate::store::command::{CommandKind, ReceivedCommand};

/// The intent's version after the change: every event has its own, so that a reader can tell them apart.
pub(crate) fn version_after(intent: &Intent, effects: &Effects) -> i64 {
    let events = i64::try_from(effects.facts.len()).expect("BUG: a few events");
    intent.version + events.max(1)
}

/// Stages the events of a change.
pub(crate) fn emit(write: &Write, env: &Env, intent: &Intent, effects: &Effects) -> Result<(), DbError> {
    for (version, fact) in (intent.version + 1..).zip(&effects.facts) {
        emit_fact(write, env, intent, version, fact)?;
    }
    Ok(())
}

fn emit_fact(write: &Write, env: &Env, intent: &Intent, version: i64, fact: &Fact) -> Result<(), DbError> {
    let (intent_id, order_id, occurred_at) = (intent.id, intent.order_id, env.now());
    let (subject, trace) = (intent_id.to_string(), intent.trace.as_ref());
    match fact {
        Fact::Authorized => {
            let (amount, tenders) = (intent.amount, intent.authorized_tenders());
            let event = IntentAuthorized { intent_id, order_id, amount, tenders, occurred_at };
            write.emit(env, subject, version, trace, &event)
        }
        Fact::ActionRequired { tender_id, url } => {
            let (tender_id, action_url, deadline) = (*tender_id, url.clone(), intent.deadline);
            let event =
                IntentActionRequired { intent_id, order_id, tender_id, action_url, deadline, occurred_at };
            write.emit(env, subject, version, trace, &event)
        }
        Fact::Captured { operation, tender_id, amount } => {
            let event = IntentCaptured {
                capture_id: CaptureId::from_uuid(operation.uuid()),
                intent_id,
                order_id,
                tender_id: *tender_id,
                amount: *amount,
                captured: intent.sum(|tender| tender.captured_minor),
                occurred_at,
            };
            write.emit(env, subject, version, trace, &event)
        }
        Fact::Refunded { operation, tender_id, amount, reason } => {
            let event = IntentRefunded {
                refund_id: RefundId::from_uuid(operation.uuid()),
                intent_id,
                order_id,
                tender_id: *tender_id,
                amount: *amount,
                refunded: intent.sum(|tender| tender.refunded_minor),
                reason: reason.clone(),
                occurred_at,
            };
            write.emit(env, subject, version, trace, &event)
        }
        Fact::Voided { tender_id, amount } => {
            let reason = intent.void_reason.clone().unwrap_or_else(|| "payment failed".to_owned());
            let event = IntentVoided {
                intent_id,
                order_id,
                tender_id: *tender_id,
                amount: *amount,
                voided: Some(intent.sum(|tender| tender.voided_minor)),
                reason,
                occurred_at,
            };
            write.emit(env, subject, version, trace, &event)
        }
    }
}

/// Stages the reply to a command whose answer is known. The answer is stored as JSON, and goes out as it was stored:
/// what was said once is said again, word for word.
pub(crate) fn reply(
    write: &Write,
    env: &Env,
    command: &ReceivedCommand,
    outcome: &str,
) -> Result<(), DbError> {
    let encode = |error: serde_json::Error| DbError::Encode(error.to_string());
    let data = match command.kind {
        CommandKind::Authorize => reply_json::<AuthorizePayment>(command, outcome),
        CommandKind::Void => reply_json::<VoidPayment>(command, outcome),
    };
    write.stage(StagedEvent {
        event_id: env.uuid(),
        kind: match command.kind {
            CommandKind::Authorize => AuthorizePayment::REPLY.into(),
            CommandKind::Void => VoidPayment::REPLY.into(),
        },
        subject: command.subject.clone(),
        version: 0,
        occurred_at: env.now(),
        trace: command.trace.as_ref().map(|trace| trace.0.clone()),
        data: data.map_err(encode)?,
    });
    Ok(())
}

fn reply_json<C: CommandData>(command: &ReceivedCommand, outcome: &str) -> Result<String, serde_json::Error> {
    let reply: Reply<C::Done> = Reply {
        command_id: command.command_id,
        saga_id: command.saga_id,
        step: command.step.clone().into(),
        outcome: serde_json::from_str(outcome)?,
    };
    serde_json::to_string(&reply)
}

/// The intent as others see it.
pub(crate) fn view(intent: &Intent) -> PaymentIntent {
    PaymentIntent {
        intent_id: intent.id,
        order_id: intent.order_id,
        status: intent.status,
        amount: intent.amount,
        due: intent.due(),
        authorized: intent.sum(|tender| tender.authorized_minor),
        captured: intent.sum(|tender| tender.captured_minor),
        refunded: intent.sum(|tender| tender.refunded_minor),
        voided: intent.sum(|tender| tender.voided_minor),
        tenders: intent.tenders.iter().map(|tender| tender_view(intent, tender)).collect(),
        deadline: intent.deadline,
        failure: intent
            .failure
            .as_ref()
            .map(|failure| failure.code.to_string())
            .or_else(|| intent.void_reason.clone()),
        version: intent.version,
        created_at: intent.created_at,
    }
}

fn tender_view(intent: &Intent, tender: &tender::Tender) -> Tender {
    let money = |minor| kernel_base::Money::new(minor, tender.currency);
    Tender {
        tender_id: tender.id,
        provider: tender.provider.clone(),
        status: tender.status,
        amount: tender.amount(),
        captured: money(tender.captured_minor),
        refunded: money(tender.refunded_minor),
        provider_reference: tender.provider_reference.clone(),
        reference: tender.reference.clone(),
        action: tender
            .action_url
            .clone()
            .map(|url| RequiredAction { url, answered: intent.answered(tender.id) }),
    }
}
