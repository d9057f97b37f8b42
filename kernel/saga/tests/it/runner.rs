//! Many sagas, one transaction; state that survives; replies that come twice.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use kernel_base::{Command, CommandData, Event, Outcome, Refusal, TraceParent};
use kernel_db::{DbError, GenericClient, Migrations, Write};
use kernel_messaging::HandlerError;
use kernel_saga::{
    Host, LocalChange, NewSaga, SagaCheckError, SagaDefinition, SagaView, Sagas, Verb, VerbError, What,
};
use kernel_testing::{Bus, TestService, event};
use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::layer::SubscriberExt;
use uuid::Uuid;

use crate::trip::{BookFlight, BookHotel, CancelHotel, SendPapers, Trip, definition};

const TRACE: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736";

/// Remembers what it was told to change.
#[derive(Default)]
struct Diary(Mutex<Vec<(String, What)>>);

#[async_trait::async_trait]
impl Host<Trip> for Diary {
    async fn record(&self, changes: &[LocalChange<Trip>], _: &Write) -> Result<(), HandlerError> {
        let mut diary = self.0.lock().unwrap();
        diary.extend(changes.iter().map(|change| (change.subject.clone(), change.what.clone())));
        Ok(())
    }
}

struct Agency {
    service: TestService,
    sagas: Sagas,
    diary: Arc<Diary>,
    bus: Bus,
}

impl Agency {
    async fn new() -> Self {
        let service = TestService::new(Migrations { service: "probe", files: Vec::new() }).await;
        let diary = Arc::new(Diary::default());
        let sagas = Sagas::new(service.db().clone(), service.env().clone()).with(definition(), diary.clone());
        let bus = Bus::new(service.db());
        Self { service, sagas, diary, bus }
    }

    /// Sagas 1 to `count`.
    async fn start(&self, count: u128) {
        self.start_all(1..=count).await;
    }

    async fn start_all(&self, numbers: impl Iterator<Item = u128>) {
        let write = self.service.db().write().await.unwrap();
        let deadline_at = Some(self.service.env().now().plus(Duration::from_secs(900)));
        let trips = numbers.map(|number| NewSaga {
            saga_id: Uuid::from_u128(number),
            subject: format!("trip_{number}"),
            data: Trip { nights: 2, room: None },
            deadline_at,
            trace: Some(TraceParent(format!("{TRACE}-00f067aa0ba902b7-01"))),
        });
        self.sagas.start(&write, "trip.book", trips.collect()).await.unwrap();
        write.commit().await.unwrap();
    }

    /// The replies of a participant to all commands of its kind that were sent since the last time.
    async fn answer<C: CommandData>(&mut self, outcome: &Outcome<C::Done>) -> Vec<Arc<Event>>
    where
        C::Done: Clone,
    {
        let commands = self.bus.take().await;
        let reply = |command: Command<C>| {
            let subject = format!("trip_{}", command.saga_id.as_u128());
            event(self.service.env(), "participant", C::REPLY, &subject, &command.reply(outcome.clone()))
        };
        commands
            .iter()
            .filter_map(|command| command.command::<C>())
            .map(|command| reply(command.unwrap()))
            .collect()
    }

    async fn apply(&self, replies: &[Arc<Event>]) {
        let write = self.service.db().write().await.unwrap();
        self.sagas.apply(replies, &write).await.unwrap();
        write.commit().await.unwrap();
    }

    async fn state(&self, number: u128) -> &'static str {
        self.sagas.show(Uuid::from_u128(number)).await.unwrap().unwrap().saga.state
    }
}

#[tokio::test]
async fn fifty_sagas_go_forward_together_and_repeated_replies_change_nothing() {
    let mut agency = Agency::new().await;
    agency.start(50).await;
    let hotels = agency.answer::<BookHotel>(&Outcome::Done(7)).await;
    assert_eq!(hotels.len(), 50);
    agency.apply(&hotels).await;
    agency.apply(&hotels).await;
    let flights = agency.answer::<BookFlight>(&Outcome::Done(0)).await;
    assert_eq!(flights.len(), 50, "one command per saga, however often the reply came");
    agency.apply(&flights).await;
    let papers = agency.answer::<SendPapers>(&Outcome::Done(0)).await;
    agency.apply(&papers).await;
    assert_eq!(agency.sagas.count_open().await.unwrap(), 0);
    let detail = agency.sagas.show(Uuid::from_u128(1)).await.unwrap().unwrap();
    let steps: Vec<&str> = detail.steps.iter().map(|step| &*step.step).collect();
    assert_eq!(steps, ["hotel", "flight", "confirm", "papers"]);
    let diary = agency.diary.0.lock().unwrap();
    assert_eq!(diary.iter().filter(|(_, what)| *what == What::Step("confirm")).count(), 50);
    assert_eq!(diary.iter().filter(|(_, what)| *what == What::Completed).count(), 50);
}

#[tokio::test]
async fn a_refusal_compensates_and_tells_the_host_why() {
    let mut agency = Agency::new().await;
    agency.start(1).await;
    let hotels = agency.answer::<BookHotel>(&Outcome::Done(7)).await;
    agency.apply(&hotels).await;
    let full = Refusal::new("flight.full", "no seat left");
    let flights = agency.answer::<BookFlight>(&Outcome::Refused(full.clone())).await;
    agency.apply(&flights).await;
    assert_eq!(agency.state(1).await, "compensating");
    let cancelled = agency.answer::<CancelHotel>(&Outcome::Done(0)).await;
    agency.apply(&cancelled).await;
    assert_eq!(agency.state(1).await, "compensated");
    assert_eq!(*agency.diary.0.lock().unwrap(), [("trip_1".to_owned(), What::Compensated(full))]);
}

#[tokio::test]
async fn timers_give_up_at_the_deadline_and_not_before() {
    let mut agency = Agency::new().await;
    agency.start(2).await;
    agency.bus.take().await;
    agency.service.clock().advance(Duration::from_secs(31));
    agency.sagas.tick().await.unwrap();
    assert_eq!(
        agency.answer::<BookHotel>(&Outcome::Done(1)).await.len(),
        2,
        "overdue commands are sent again"
    );
    agency.service.clock().advance(Duration::from_secs(900));
    agency.sagas.tick().await.unwrap();
    assert_eq!(agency.state(1).await, "compensating");
    assert_eq!(agency.answer::<CancelHotel>(&Outcome::Done(0)).await.len(), 2);
}

#[tokio::test]
async fn two_replicas_that_move_one_saga_do_not_move_it_twice() {
    let mut agency = Agency::new().await;
    agency.start(1).await;
    let hotels = agency.answer::<BookHotel>(&Outcome::Done(7)).await;
    let (first, second) =
        (agency.service.db().write().await.unwrap(), agency.service.db().write().await.unwrap());
    agency.sagas.apply(&hotels, &first).await.unwrap();
    agency.sagas.apply(&hotels, &second).await.unwrap();
    first.commit().await.unwrap();
    assert_eq!(second.commit().await.unwrap_err().constraint(), Some("saga_version"));
    assert_eq!(agency.answer::<BookFlight>(&Outcome::Done(0)).await.len(), 1);
}

/// An operator's verb alone.
async fn nothing_else(_: &Write, _: SagaView) -> Result<(), DbError> {
    Ok(())
}

#[tokio::test]
async fn operators_act_on_sagas_that_exist_and_are_open() {
    let agency = Agency::new().await;
    agency.start(1).await;
    let unknown = agency.sagas.operate(Uuid::from_u128(9), &Verb::Retry, "", nothing_else).await;
    assert!(matches!(unknown, Err(VerbError::NotFound(_))));
    let early = agency.sagas.operate(Uuid::from_u128(1), &Verb::Resolve, "", nothing_else).await;
    assert!(matches!(early, Err(VerbError::NotNow(_))), "before the pivot: {early:?}");
    let (verb, reason) = (Verb::Compensate, "the guest called");
    let mut answered = None;
    let answer = async |write: &Write, saga: SagaView| {
        answered = Some(saga.state);
        write.execute("INSERT INTO kernel.job (job_name, due_at) VALUES ('answer', now())", &[]).await?;
        Ok(())
    };
    agency.sagas.operate(Uuid::from_u128(1), &verb, reason, answer).await.unwrap();
    assert_eq!((answered, agency.state(1).await), (Some("compensating"), "compensating"));
    let sql = agency.service.sql().await;
    assert_eq!(sql.query("SELECT FROM kernel.job WHERE job_name = 'answer'", &[]).await.unwrap().len(), 1);
    let (verb, reason) = (Verb::Resolve, "settled by telephone");
    agency.sagas.operate(Uuid::from_u128(1), &verb, reason, nothing_else).await.unwrap();
    assert_eq!(agency.state(1).await, "compensated");
    let ended = agency.sagas.operate(Uuid::from_u128(1), &Verb::Retry, "", nothing_else).await;
    assert!(matches!(ended, Err(VerbError::NotNow(_))), "{ended:?}");
}

#[tokio::test]
async fn a_binary_that_does_not_know_open_sagas_refuses_to_start() {
    let agency = Agency::new().await;
    agency.start(1).await;
    agency.sagas.check().await.unwrap();
    let other = SagaDefinition::<Trip>::new("trip.book", 2).pivot("confirm");
    let newer = Sagas::new(agency.service.db().clone(), agency.service.env().clone())
        .with(other, Arc::new(Diary::default()));
    assert!(matches!(newer.check().await, Err(SagaCheckError::Unknown { version: 1, .. })));
}

#[tokio::test]
async fn a_saga_ends_under_the_definition_it_began_with_and_new_ones_follow_the_newest() {
    let mut agency = Agency::new().await;
    agency.start(1).await;
    let shorter = SagaDefinition::<Trip>::new("trip.book", 2)
        .step("book_flight", |_: &Trip| Some(BookFlight {}), |_, _| ())
        .pivot("confirm");
    agency.sagas = agency.sagas.with(shorter, Arc::new(Diary::default()));
    agency.sagas.check().await.unwrap();
    let hotels = agency.answer::<BookHotel>(&Outcome::Done(7)).await;
    agency.start_all(2..=2).await;
    let flights = agency.answer::<BookFlight>(&Outcome::Done(0)).await;
    assert_eq!(flights.len(), 1, "the new one begins with the flight");
    agency.apply(&flights).await;
    assert_eq!((agency.state(1).await, agency.state(2).await), ("running", "completed"));

    agency.apply(&hotels).await;
    let flights = agency.answer::<BookFlight>(&Outcome::Done(0)).await;
    agency.apply(&flights).await;
    let papers = agency.answer::<SendPapers>(&Outcome::Done(0)).await;
    assert_eq!(papers.len(), 1, "the old one still sends the papers");
    agency.apply(&papers).await;
    assert_eq!(agency.state(1).await, "completed");
}

/// The trace of the next command, and the participant's reply to it, sent from another span of that trace.
async fn answer_from<C: CommandData<Done = u32>>(agency: &mut Agency, span: &str) -> (String, Arc<Event>) {
    let commands = agency.bus.take().await;
    let [sent] = &commands[..] else { panic!("{commands:?}") };
    let reply = sent.command::<C>().unwrap().unwrap().reply(Outcome::Done(7));
    let reply = event(agency.service.env(), "participant", C::REPLY, &sent.subject, &reply);
    let trace = Some(TraceParent(format!("{TRACE}-{span}-01")));
    (sent.trace.clone().unwrap().0, Arc::new(Event { trace, ..Event::clone(&reply) }))
}

#[tokio::test]
async fn commands_carry_the_trace_of_what_caused_them() {
    let mut agency = Agency::new().await;
    agency.start(1).await;
    let (trace, reply) = answer_from::<BookHotel>(&mut agency, "1111111111111111").await;
    assert_eq!(trace, format!("{TRACE}-00f067aa0ba902b7-01"));
    agency.apply(&[reply]).await;
    let (trace, _) = answer_from::<BookFlight>(&mut agency, "2222222222222222").await;
    assert_eq!(trace, format!("{TRACE}-1111111111111111-01"));
}

#[tokio::test]
async fn commands_carry_the_step_of_the_saga_when_traces_are_exported() {
    let tracer = SdkTracerProvider::builder().build().tracer("test");
    let layer = tracing_opentelemetry::layer().with_tracer(tracer).with_context_activation(false);
    // The runtime of a test has one thread, so this holds for all its tasks.
    let _guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));
    let mut agency = Agency::new().await;
    agency.start(1).await;
    let (first, reply) = answer_from::<BookHotel>(&mut agency, "1111111111111111").await;
    agency.apply(&[reply]).await;
    let (second, _) = answer_from::<BookFlight>(&mut agency, "2222222222222222").await;
    for (trace, cause) in [(&first, "00f067aa0ba902b7"), (&second, "1111111111111111")] {
        assert!(trace.starts_with(TRACE) && trace.ends_with("-01"), "{trace}");
        assert!(!trace.contains(cause), "the step has a span of its own: {trace}");
    }
    assert_ne!(first, second);
}
