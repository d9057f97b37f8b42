//! The saga without I/O. The simulation gives every answer twice.

use std::time::Duration;

use kernel_base::CommandData;
use kernel_saga::Simulation;
use kernel_saga::machine::State;
use shared_contracts::Quantity;
use shipping_contracts::{CancelLines as KeepLines, LinesCancelled};
use warehouse_contracts::LinesReleased;

use super::*;

fn pieces(ask: bool, stock: bool) -> CancelPieces {
    CancelPieces { line_id: Env::system().id(), quantity: Quantity::try_new(2).unwrap(), ask, stock }
}

fn cancel(lines: Vec<CancelPieces>) -> CancelLines {
    CancelLines {
        order_id: Env::system().id(),
        order_number: "W-100008".parse().unwrap(),
        lines,
        reason: "one is enough".to_owned(),
        actor: "ann".to_owned(),
    }
}

fn released(cancel: &CancelLines) -> LinesReleased {
    LinesReleased { reservation_id: reservation_of(cancel.order_id) }
}

#[test]
fn stock_goes_back_only_when_the_pieces_stay_here() {
    let (definition, cancel) = (definition(), cancel(vec![pieces(true, true)]));
    let mut saga = Simulation::start(&definition, cancel.clone());
    assert!(saga.local.is_empty(), "lines are never cancelled in the transaction that locks the order");
    saga.done::<KeepLines>(&LinesCancelled { order_id: cancel.order_id });
    assert_eq!(&*saga.local, ["cancel"]);
    saga.done::<ReleaseLines>(&released(&cancel));
    assert_eq!(saga.kinds(), [KeepLines::TYPE, ReleaseLines::TYPE]);
    assert_eq!((saga.instance.state, saga.ended), (State::Completed, 1));
}

#[test]
fn pieces_that_have_left_stay_bought() {
    let (definition, cancel) = (definition(), cancel(vec![pieces(true, true)]));
    let mut saga = Simulation::start(&definition, cancel);
    saga.refuse("shipping.pieces_not_open");
    assert_eq!((saga.kinds(), saga.instance.state), (vec![KeepLines::TYPE], State::Compensated));
    assert!(saga.local.is_empty());
}

#[test]
fn without_a_deadline_each_question_is_asked_again_until_it_is_answered() {
    let (definition, cancel) = (definition(), cancel(vec![pieces(true, true)]));
    let mut saga = Simulation::start(&definition, cancel.clone());
    saga.pass(Duration::from_secs(60));
    assert_eq!((saga.kinds(), saga.instance.state), (vec![KeepLines::TYPE; 2], State::Running));
    saga.done::<KeepLines>(&LinesCancelled { order_id: cancel.order_id });
    saga.pass(Duration::from_secs(60));
    assert_eq!(saga.kinds()[2..], [ReleaseLines::TYPE; 2]);
    saga.done::<ReleaseLines>(&released(&cancel));
    assert_eq!((saga.instance.state, saga.local.len()), (State::Completed, 1));
}

#[test]
fn only_what_is_sent_is_asked_for_and_only_what_is_held_is_given_back() {
    let lines = vec![pieces(true, false), pieces(false, true), pieces(false, false)];
    let cancel = cancel(lines.clone());
    let asked = cancel_lines(&cancel).unwrap().lines;
    assert_eq!(asked.iter().map(|line| line.line_id).collect::<Vec<_>>(), [lines[0].line_id]);
    let given_back = release_lines(&cancel).unwrap().lines;
    assert_eq!(given_back.iter().map(|line| line.line_id).collect::<Vec<_>>(), [lines[1].line_id]);
}

#[test]
fn services_are_cancelled_without_stock() {
    let (definition, cancel) = (definition(), cancel(vec![pieces(false, false)]));
    let mut saga = Simulation::start(&definition, cancel.clone());
    saga.done::<KeepLines>(&LinesCancelled { order_id: cancel.order_id });
    assert_eq!((saga.kinds(), saga.instance.state), (vec![KeepLines::TYPE], State::Completed));
}
