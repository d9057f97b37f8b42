//! Random lives of an intent: whatever is asked and answered in whatever order, no tender gives more than it has, the
//! ledger agrees with the tenders, and what is to be given back is given back.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel_base::{Currency, Env, ManualClock, Money, Outcome, Refusal, SeededEntropy, Timestamp};
use payment_contracts::{AuthorizePayment, IntentStatus, TenderRequest, TenderStatus, refusal};
use proptest::prelude::*;
use std::sync::Arc;

use super::change::Split;
use super::intent::{Effects, Fact, Intent};
use super::ledger::{Transfer, authorized_account, received_account};
use super::record::Change;
use super::step::{Answer, Attempt, StepKind};
use crate::error::PaymentError;

const NOW: Timestamp = Timestamp::from_micros(1_700_000_000_000_000);
const LATER: Timestamp = Timestamp::from_micros(1_700_000_900_000_000);
const GRACE: Duration = Duration::from_secs(60);

/// An intent with its effects so far.
struct Life {
    env: Env,
    intent: Intent,
    effects: Effects,
}

fn env() -> Env {
    Env::new(Arc::new(ManualClock::new(NOW)), Arc::new(SeededEntropy::new(7)))
}

fn command(env: &Env, amounts: &[i64]) -> AuthorizePayment {
    let tender = |minor: &i64| TenderRequest {
        tender_id: env.id(),
        provider: "test".parse().unwrap(),
        amount: Money::new(*minor, Currency::EUR),
        token: None,
        reference: None,
    };
    AuthorizePayment {
        intent_id: env.id(),
        order_id: env.id(),
        amount: Money::new(amounts.iter().sum(), Currency::EUR),
        tenders: amounts.iter().map(tender).collect(),
        deadline: LATER,
        customer_id: None,
    }
}

impl Life {
    fn begin(amounts: &[i64]) -> Self {
        let env = env();
        let mut effects = Effects::default();
        let intent = Intent::open(&command(&env, amounts), |_| true, None, NOW, &mut effects);
        Self { env, intent, effects }
    }

    fn pending(&self) -> Vec<String> {
        self.intent.steps.iter().filter(|step| step.pending()).map(|step| step.key.clone()).collect()
    }

    fn answer(&mut self, key: &str, attempt: Attempt) {
        assert_eq!(self.intent.record(key, attempt, NOW, &mut self.effects), Change::Applied);
        self.check();
    }

    /// Says yes to everything that is asked, until nothing is.
    fn agree(&mut self) {
        while let Some(key) = self.pending().first() {
            self.answer(&key.clone(), done());
        }
    }

    fn balance(&self, account: &str) -> i64 {
        let side = |transfer: &Transfer| match account {
            _ if transfer.debit == account => transfer.amount.minor(),
            _ if transfer.credit == account => -transfer.amount.minor(),
            _ => 0,
        };
        self.effects.transfers.iter().map(side).sum()
    }

    /// What holds at every moment.
    fn check(&self) {
        for tender in &self.intent.tenders {
            assert!(
                tender.captured_minor + tender.capturing_minor + tender.voided_minor
                    <= tender.authorized_minor
            );
            assert!(tender.refunded_minor + tender.refunding_minor <= tender.captured_minor);
            assert!(tender.authorized_minor == 0 || tender.authorized_minor == tender.amount_minor);
        }
        let sum = |minor: fn(&super::tender::Tender) -> i64| self.intent.sum(minor).minor();
        let held = sum(|tender| tender.authorized_minor - tender.captured_minor - tender.voided_minor);
        assert_eq!(self.balance(&authorized_account("test")), held);
        assert_eq!(
            self.balance(&received_account("test")),
            sum(|tender| tender.captured_minor - tender.refunded_minor)
        );
        let mut seen = BTreeMap::new();
        for transfer in &self.effects.transfers {
            assert!(transfer.amount.minor() > 0);
            assert_eq!(
                seen.insert((transfer.reference.clone(), transfer.kind.as_str()), ()),
                None,
                "booked twice"
            );
        }
        if matches!(self.intent.status, IntentStatus::Voided | IntentStatus::Failed) {
            assert!(self.pending().is_empty(), "an ended intent asks for nothing");
            assert_eq!((held, sum(|tender| tender.captured_minor - tender.refunded_minor)), (0, 0));
            assert!(self.intent.authorize_outcome().is_some() && self.intent.void_outcome().is_some());
        }
    }
}

fn done() -> Attempt {
    Attempt::Answered(Answer::Done { reference: "ref".to_owned() })
}

fn refused(code: &'static str) -> Attempt {
    Attempt::Answered(Answer::Refused(Refusal::new(code, "no")))
}

#[derive(Debug, Clone)]
enum Move {
    Answer(usize, u8),
    Capture(i64),
    Refund(i64),
    Release,
    Void,
    Expire,
    Confirm,
    LowerDue(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        8 => (0_usize..4, 0_u8..8).prop_map(|(step, answer)| Move::Answer(step, answer)),
        4 => (1_i64..400).prop_map(Move::Capture),
        3 => (1_i64..400).prop_map(Move::Refund),
        1 => Just(Move::Release),
        1 => Just(Move::Void),
        1 => Just(Move::Expire),
        1 => Just(Move::Confirm),
        1 => (0_i64..2000).prop_map(Move::LowerDue),
    ];
    prop::collection::vec(one, 1..60)
}

proptest! {
    #[test]
    fn money_stays_whole_in_every_life(amounts in prop::collection::vec(0_i64..1000, 1..4), moves in moves()) {
        let mut life = Life::begin(&amounts);
        for step in moves {
            let Life { env, intent, effects } = &mut life;
            match step {
                Move::Answer(index, answer) => {
                    let pending = life.pending();
                    let Some(key) = pending.get(index) else { continue };
                    let attempt = match answer {
                        0 => refused(refusal::DECLINED),
                        1 => Attempt::Answered(Answer::ActionRequired { url: "https://bank.example".to_owned() }),
                        2 => Attempt::Answered(Answer::Processing),
                        3 => Attempt::Unanswered,
                        4 => Attempt::CalledOff,
                        5 => Attempt::Answered(Answer::DoneAndClosed { reference: "ref".to_owned() }),
                        6 => Attempt::Answered(Answer::RefusedAndClosed(Refusal::new(refusal::DECLINED, "no"))),
                        _ => done(),
                    };
                    // Authorizations are called off only while money is being given back.
                    if attempt == Attempt::CalledOff && life.intent.status != IntentStatus::Voiding {
                        continue;
                    }
                    life.answer(&key.clone(), attempt);
                }
                Move::Capture(minor) => {
                    let split = Split::Amount(Money::new(minor, Currency::EUR));
                    intent.capture(env.id(), split, NOW).ok();
                }
                Move::Refund(minor) => {
                    let split = Split::Amount(Money::new(minor, Currency::EUR));
                    intent.refund(env.id(), split, ("broken", false), NOW).ok();
                }
                Move::Release => { intent.release("not needed", NOW, effects).ok(); }
                Move::Void => { intent.void("undone", NOW, effects); }
                Move::Expire => { intent.expire(GRACE, LATER.plus(GRACE), effects); }
                Move::Confirm => intent.order_confirmed = true,
                Move::LowerDue(minor) => {
                    let due = Money::new(minor, Currency::EUR);
                    intent.lower_due(due, env.uuid(), NOW, effects).ok();
                }
            }
            life.check();
        }
        life.agree();
        let kept = life.intent.sum(|tender| tender.captured_minor - tender.refunded_minor);
        prop_assert!(kept.minor() <= life.intent.due().minor(), "nothing is kept that nobody owes");
        life.intent.void("the end", NOW, &mut life.effects);
        life.agree();
        prop_assert!(matches!(life.intent.status, IntentStatus::Voided | IntentStatus::Failed));
        life.check();
    }
}

#[test]
fn what_a_provider_lets_go_by_itself_is_voided_at_once() {
    let euro = |minor| Split::Amount(Money::new(minor, Currency::EUR));
    let mut life = Life::begin(&[600, 400]);
    life.agree();
    life.intent.capture(life.env.id(), euro(500), NOW).unwrap();
    life.intent.capture(life.env.id(), euro(50), NOW).unwrap();
    let [first, second] = life.pending().try_into().unwrap();
    let closed = Attempt::Answered(Answer::DoneAndClosed { reference: "ref".to_owned() });
    life.answer(&first, closed);
    let ended = Refusal::new(refusal::DECLINED, "ended");
    life.answer(&second, Attempt::Answered(Answer::RefusedAndClosed(ended)));
    let voided =
        |life: &Life| life.intent.tenders.iter().map(|tender| tender.voided_minor).collect::<Vec<_>>();
    assert_eq!((voided(&life), life.pending().len()), (vec![100, 0], 0), "the other tender is untouched");
    assert!(life.intent.capture(life.env.id(), euro(401), NOW).is_err());
    life.intent.capture(life.env.id(), euro(400), NOW).unwrap();
    life.agree();
    assert_eq!(life.intent.sum(|tender| tender.captured_minor).minor(), 900);
}

#[test]
fn refunds_go_back_in_reverse_order_and_never_beyond_what_each_captured() {
    let euro = |minor| Split::Amount(Money::new(minor, Currency::EUR));
    let mut life = Life::begin(&[600, 400]);
    life.agree();
    life.intent.capture(life.env.id(), Split::Everything, NOW).unwrap();
    life.agree();
    let refunded =
        |life: &Life| life.intent.tenders.iter().map(|tender| tender.refunded_minor).collect::<Vec<_>>();
    for (minor, expected) in [(300, [0, 300]), (300, [200, 400]), (400, [600, 400])] {
        life.intent.refund(life.env.id(), euro(minor), ("broken", false), NOW).unwrap();
        life.agree();
        assert_eq!(refunded(&life), expected);
    }
    assert!(life.intent.refund(life.env.id(), euro(1), ("broken", false), NOW).is_err());
}

#[test]
fn all_tenders_or_none() {
    let mut life = Life::begin(&[700, 300]);
    let [first, second] = life.pending().try_into().unwrap();
    life.answer(&first, done());
    assert_eq!(life.intent.authorize_outcome(), None, "the second is not decided");
    life.answer(&second, refused(refusal::INSUFFICIENT_FUNDS));
    assert_eq!(life.intent.status, IntentStatus::Voiding);
    life.agree();
    assert_eq!(life.intent.status, IntentStatus::Failed);
    let Some(Outcome::Refused(refusal)) = life.intent.authorize_outcome() else { panic!("refused") };
    assert_eq!(refusal.code, "payment.insufficient_funds");
    assert_eq!(
        life.intent.tenders.iter().map(|tender| tender.status).collect::<Vec<_>>(),
        [TenderStatus::Voided, TenderStatus::Declined]
    );
}

#[test]
fn a_void_during_an_authorization_waits_for_its_answer() {
    let mut life = Life::begin(&[500]);
    assert_eq!(life.intent.void("changed my mind", NOW, &mut life.effects), Change::Applied);
    assert_eq!(life.intent.void_outcome(), None);
    assert_eq!(life.pending().len(), 1, "no second question while one is open");
    life.agree();
    let Some(Outcome::Done(voided)) = life.intent.void_outcome() else { panic!("done") };
    assert_eq!(voided.voided, Some(Money::new(500, Currency::EUR)));
    let Some(Outcome::Refused(refusal)) = life.intent.authorize_outcome() else { panic!("refused") };
    assert_eq!(refusal.code, "payment.voided");
}

#[test]
fn a_void_gives_back_the_captured_and_the_uncaptured() {
    let mut life = Life::begin(&[1000]);
    life.agree();
    life.intent.capture(life.env.id(), Split::Amount(Money::new(400, Currency::EUR)), NOW).unwrap();
    life.agree();
    life.intent.void("order cancelled", NOW, &mut life.effects);
    life.agree();
    let Some(Outcome::Done(voided)) = life.intent.void_outcome() else { panic!("done") };
    assert_eq!((voided.voided.unwrap().minor(), voided.refunded.unwrap().minor()), (600, 400));
}

#[test]
fn no_more_than_is_there_is_captured_or_refunded() {
    let mut life = Life::begin(&[600, 400]);
    life.agree();
    let euro = |minor| Split::Amount(Money::new(minor, Currency::EUR));
    let capture = life.intent.capture(life.env.id(), euro(1001), NOW);
    assert!(matches!(capture, Err(PaymentError::CaptureExceedsAuthorized)));
    life.intent.capture(life.env.id(), euro(700), NOW).unwrap();
    let capture = life.intent.capture(life.env.id(), euro(301), NOW);
    assert!(matches!(capture, Err(PaymentError::CaptureExceedsAuthorized)), "what is asked for counts");
    life.agree();
    let refund = life.intent.refund(life.env.id(), euro(701), ("broken", false), NOW);
    assert!(matches!(refund, Err(PaymentError::RefundExceedsCaptured)));
    life.intent.refund(life.env.id(), Split::Everything, ("broken", false), NOW).unwrap();
    life.agree();
    assert_eq!(life.intent.sum(|tender| tender.refunded_minor).minor(), 700);
    assert!(
        life.effects
            .facts
            .iter()
            .any(|fact| matches!(fact, Fact::Refunded { amount, .. } if amount.minor() == 100))
    );
}

#[test]
fn what_is_owed_no_longer_is_not_collected_and_goes_back() {
    let euro = |minor| Money::new(minor, Currency::EUR);
    let mut life = Life::begin(&[600, 400]);
    life.agree();
    let early = life.env.uuid();
    let lower = |life: &mut Life, due: i64, by| {
        life.intent.lower_due(Money::new(due, Currency::EUR), by, NOW, &mut life.effects).unwrap()
    };
    assert_eq!(lower(&mut life, 900, early), Change::Applied);
    assert!(life.pending().is_empty(), "an authorization is not cut, it is only not used to the end");
    let capture = life.intent.capture(life.env.id(), Split::Amount(euro(901)), NOW);
    assert!(matches!(capture, Err(PaymentError::CaptureExceedsDue)));
    life.intent.capture(life.env.id(), Split::Everything, NOW).unwrap();

    // More is cancelled while the provider is still asked for 900.
    let later = life.env.uuid();
    assert_eq!(lower(&mut life, 500, later), Change::Applied);
    assert_eq!(lower(&mut life, 900, early), Change::AlreadyApplied, "an older event changes nothing");
    assert_eq!(life.pending().len(), 2, "the captures; what they collect is not known yet");
    life.agree();
    assert_eq!(lower(&mut life, 500, later), Change::AlreadyApplied);
    let sums = |life: &Life| {
        [
            life.intent.sum(|tender| tender.captured_minor).minor(),
            life.intent.sum(|tender| tender.refunded_minor).minor(),
            life.intent.sum(|tender| tender.voided_minor).minor(),
        ]
    };
    assert_eq!((sums(&life), life.intent.status), ([900, 400, 100], IntentStatus::Authorized));
    let more = life.intent.capture(life.env.id(), Split::Everything, NOW);
    assert!(matches!(more, Err(PaymentError::CaptureExceedsAuthorized)));
}

#[test]
fn a_refund_that_is_owed_is_asked_for_until_it_is_done() {
    let mut life = Life::begin(&[500]);
    life.agree();
    life.intent.capture(life.env.id(), Split::Everything, NOW).unwrap();
    life.agree();
    let by = life.env.uuid();
    let due = Money::new(200, Currency::EUR);
    assert_eq!(life.intent.lower_due(due, by, NOW, &mut life.effects).unwrap(), Change::Applied);
    let [key] = life.pending().try_into().unwrap();
    life.answer(&key, refused("down_for_maintenance"));
    assert_eq!(life.pending(), [key], "the same question, not another refund");
    life.agree();
    assert_eq!(life.intent.sum(|tender| tender.refunded_minor).minor(), 300);
}

#[test]
fn an_order_that_owes_nothing_more_gets_everything_back() {
    let mut life = Life::begin(&[500]);
    life.agree();
    let nothing = Money::zero(Currency::EUR);
    let change = life.intent.lower_due(nothing, life.env.uuid(), NOW, &mut life.effects).unwrap();
    assert_eq!(change, Change::Applied);
    life.agree();
    assert_eq!(life.intent.status, IntentStatus::Voided);
    assert_eq!(life.intent.sum(|tender| tender.voided_minor).minor(), 500);
}

#[test]
fn the_deadline_ends_what_waits_and_spares_what_is_confirmed() {
    let mut open = Life::begin(&[100]);
    assert_eq!(open.intent.expire(GRACE, NOW, &mut open.effects), Change::AlreadyApplied);
    assert_eq!(open.intent.expire(GRACE, LATER, &mut open.effects), Change::Applied);
    let [key] = open.pending().try_into().unwrap();
    open.answer(&key, Attempt::CalledOff);
    let Some(Outcome::Refused(refusal)) = open.intent.authorize_outcome() else { panic!("refused") };
    assert_eq!(refusal.code, "payment.timed_out");

    let mut secured = Life::begin(&[100]);
    secured.agree();
    assert_eq!(secured.intent.expire(GRACE, LATER, &mut secured.effects), Change::AlreadyApplied, "grace");
    secured.intent.order_confirmed = true;
    assert_eq!(secured.intent.expire(GRACE, LATER.plus(GRACE), &mut secured.effects), Change::AlreadyApplied);
}

#[test]
fn a_late_answer_changes_nothing() {
    let mut life = Life::begin(&[100]);
    let [key] = life.pending().try_into().unwrap();
    life.answer(&key, refused(refusal::DECLINED));
    assert_eq!(life.intent.record(&key, done(), NOW, &mut life.effects), Change::AlreadyApplied);
    assert_eq!(life.intent.status, IntentStatus::Failed);
}

#[test]
fn commands_that_contradict_themselves_are_refused() {
    let env = env();
    let wrong = |change: fn(&mut AuthorizePayment)| {
        let mut command = command(&env, &[100, 200]);
        change(&mut command);
        let intent =
            Intent::open(&command, |code| code.as_str() == "test", None, NOW, &mut Effects::default());
        let Some(Outcome::Refused(refusal)) = intent.authorize_outcome() else { panic!("accepted") };
        refusal.code.into_owned()
    };
    assert_eq!(wrong(|command| command.amount = Money::new(301, Currency::EUR)), refusal::INVALID);
    assert_eq!(wrong(|command| command.amount = Money::new(-300, Currency::EUR)), refusal::INVALID);
    assert_eq!(wrong(|command| command.amount = Money::new(300, Currency::GBP)), refusal::INVALID);
    assert_eq!(
        wrong(|command| command.tenders[1].tender_id = command.tenders[0].tender_id),
        refusal::INVALID
    );
    assert_eq!(
        wrong(|command| command.tenders[0].amount = Money::new(i64::MAX, Currency::EUR)),
        refusal::INVALID
    );
    assert_eq!(
        wrong(|command| command.tenders[0].provider = "other".parse().unwrap()),
        refusal::UNKNOWN_PROVIDER
    );
    assert_eq!(wrong(|command| command.deadline = NOW), refusal::TIMED_OUT);
}

#[test]
fn nothing_to_pay_is_authorized_at_once() {
    let life = Life::begin(&[]);
    assert!(matches!(life.intent.authorize_outcome(), Some(Outcome::Done(_))));
    let free = Life::begin(&[0]);
    assert_eq!((free.intent.status, free.pending().len()), (IntentStatus::Authorized, 0));
}

#[test]
fn a_release_keeps_what_was_captured() {
    let mut life = Life::begin(&[1000]);
    life.agree();
    life.intent.capture(life.env.id(), Split::Amount(Money::new(400, Currency::EUR)), NOW).unwrap();
    life.agree();
    life.intent.release("rest not delivered", NOW, &mut life.effects).unwrap();
    assert!(life.intent.steps.iter().any(|step| step.kind == StepKind::Void && step.amount.minor() == 600));
    let more = life.intent.capture(life.env.id(), Split::Everything, NOW);
    assert!(matches!(more, Err(PaymentError::CaptureExceedsAuthorized)), "it is on its way out");
    life.agree();
    assert_eq!(life.intent.status, IntentStatus::Authorized);
    assert_eq!(life.intent.sum(|tender| tender.captured_minor).minor(), 400);
}
