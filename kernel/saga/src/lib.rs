//! Durable sagas: what must span services, as a row in the orchestrator's database and a table of what each step came to.
//!
//! A [`SagaDefinition`] is data and pure functions; [`machine`] decides what follows from a message; [`Sagas`] loads, decides
//! and writes many sagas in one transaction. No code is replayed: a deploy changes nothing about sagas in flight, as long
//! as their definition's version is known.
#![warn(missing_docs)]

mod definition;
pub mod machine;
mod operator;
mod row;
mod runner;
mod simulation;
mod step_span;

pub use definition::{SagaData, SagaDefinition};
pub use operator::{SagaDetail, SagaStepView, SagaView, Verb, VerbError};
pub use runner::{Host, LocalChange, NewSaga, SagaCheckError, Sagas, What};
pub use simulation::Simulation;
