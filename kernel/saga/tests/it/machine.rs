//! What follows from which message, without I/O. `Simulation` answers every command twice, as participants do.

use std::time::Duration;

use kernel_base::{CommandData, Outcome, Refusal};
use kernel_saga::Simulation;
use kernel_saga::machine::{Message, State};
use uuid::Uuid;

use crate::trip::{BookFlight, BookHotel, CancelFlight, CancelHotel, SendPapers, Trip, definition};

const TRIP: Trip = Trip { nights: 3, room: None };

#[test]
fn every_step_done_completes_the_saga() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, TRIP);
    saga.done::<BookHotel>(&7);
    assert_eq!(saga.instance.data.room, Some(7), "what came back is remembered");
    assert!(saga.local.is_empty(), "nothing is confirmed before the pivot");
    saga.done::<BookFlight>(&0);
    assert_eq!(saga.local, ["confirm"]);
    saga.done::<SendPapers>(&0);
    assert_eq!((saga.instance.state, saga.ended), (State::Completed, 1));
    assert_eq!(saga.kinds(), [BookHotel::TYPE, BookFlight::TYPE, SendPapers::TYPE]);
}

#[test]
fn a_refusal_takes_back_what_was_done_newest_first_and_not_the_refused_step() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, TRIP);
    saga.done::<BookHotel>(&7);
    saga.refuse("flight.full");
    assert_eq!(saga.instance.state, State::Compensating);
    saga.done::<CancelHotel>(&0);
    assert_eq!((saga.instance.state, saga.ended), (State::Compensated, 1));
    assert_eq!(saga.kinds(), [BookHotel::TYPE, BookFlight::TYPE, CancelHotel::TYPE]);
    assert_eq!(saga.instance.refusal.as_ref().map(|refusal| &*refusal.code), Some("flight.full"));
    assert!(saga.local.is_empty(), "a compensated trip was never confirmed");
}

#[test]
fn a_refused_first_step_ends_at_once() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, TRIP);
    saga.refuse("hotel.full");
    assert_eq!((saga.instance.state, saga.ended), (State::Compensated, 1));
    assert_eq!(saga.kinds(), [BookHotel::TYPE]);
}

#[test]
fn a_step_with_nothing_to_do_is_skipped_and_never_taken_back() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, Trip { nights: 0, room: None });
    assert_eq!(saga.kinds(), [BookFlight::TYPE]);
    saga.refuse("flight.full");
    assert_eq!(saga.instance.state, State::Compensated);
    assert_eq!(saga.kinds(), [BookFlight::TYPE], "no hotel was booked, none is cancelled");
}

#[test]
fn a_deadline_takes_back_the_step_in_flight_too() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, TRIP);
    saga.done::<BookHotel>(&7);
    saga.pass(Duration::from_secs(901));
    assert_eq!(saga.kinds().last(), Some(&CancelFlight::TYPE), "an unanswered booking may have happened");
    saga.done::<CancelFlight>(&0);
    saga.done::<CancelHotel>(&0);
    assert_eq!(saga.instance.state, State::Compensated);
    assert_eq!(saga.instance.refusal.as_ref().map(|refusal| &*refusal.code), Some("saga.deadline"));
}

#[test]
fn behind_the_pivot_no_deadline_and_no_refusal_takes_anything_back() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, TRIP);
    saga.done::<BookHotel>(&7);
    saga.done::<BookFlight>(&0);
    saga.pass(Duration::from_secs(86_400));
    assert_eq!(saga.instance.state, State::Running);
    saga.refuse("post.closed");
    assert_eq!(saga.instance.state, State::Parked, "a person must look");
    assert!(saga.message(&Message::Compensate { reason: "please".to_owned() }).is_err());
    saga.message(&Message::Retry).unwrap();
    saga.done::<SendPapers>(&0);
    assert_eq!(saga.instance.state, State::Completed);
}

#[test]
fn a_missing_reply_sends_the_same_command_again_and_parks_in_the_end() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, TRIP);
    saga.done::<BookHotel>(&7);
    saga.done::<BookFlight>(&0);
    let first = saga.sent.last().cloned();
    for _ in 0..12 {
        saga.pass(Duration::from_secs(3600));
    }
    assert_eq!(saga.instance.state, State::Parked);
    let papers: Vec<_> = saga.sent.iter().filter(|sent| sent.kind == SendPapers::TYPE).collect();
    assert_eq!(papers.len(), 12);
    assert!(
        papers.iter().all(|sent| Some(*sent) == first.as_ref()),
        "repetitions carry the same id and body"
    );
}

#[test]
fn an_answer_to_another_step_changes_nothing() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, TRIP);
    let outcome = Outcome::Refused(Refusal::new("late", "late"));
    saga.message(&Message::Reply { command_id: Uuid::from_u128(99), outcome: &outcome }).unwrap();
    assert_eq!((saga.instance.state, saga.sent.len()), (State::Running, 1));
}

#[test]
fn an_operator_can_skip_compensate_and_resolve_open_sagas_only() {
    let definition = definition();
    let reason = || "a person did it".to_owned();
    let mut skipped = Simulation::start(&definition, TRIP);
    skipped.message(&Message::Skip { reason: reason() }).unwrap();
    assert_eq!(skipped.kinds(), [BookHotel::TYPE, BookFlight::TYPE]);

    let mut compensated = Simulation::start(&definition, TRIP);
    compensated.message(&Message::Compensate { reason: reason() }).unwrap();
    assert_eq!(compensated.instance.deadline_at, None, "it was given up; no timer need look at it again");
    compensated.done::<CancelHotel>(&0);
    assert_eq!(compensated.instance.state, State::Compensated);

    let mut resolved = Simulation::start(&definition, TRIP);
    assert!(resolved.message(&Message::Resolve { reason: reason() }).is_err(), "before the pivot");
    resolved.done::<BookHotel>(&7);
    resolved.done::<BookFlight>(&0);
    resolved.message(&Message::Resolve { reason: reason() }).unwrap();
    assert_eq!((resolved.instance.state, resolved.ended), (State::Completed, 1));
    for message in [Message::Retry, Message::Skip { reason: reason() }, Message::Resolve { reason: reason() }]
    {
        assert!(resolved.message(&message).is_err(), "{message:?} on an ended saga");
    }
}
