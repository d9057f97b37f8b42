//! The saga of these tests: book a hotel, book a flight, confirm the trip, send the papers.

use kernel_base::CommandData;
use kernel_saga::SagaDefinition;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trip {
    pub(crate) nights: u32,
    pub(crate) room: Option<u32>,
}

macro_rules! commands {
    ($($name:ident, $type:literal;)*) => {
        $(#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
        pub(crate) struct $name {}
        impl CommandData for $name {
            const TYPE: &'static str = concat!($type, ".v1");
            const REPLY: &'static str = concat!($type, "_replied.v1");
            type Done = u32;
        })*
    };
}

commands! {
    BookHotel, "hotel.book";
    CancelHotel, "hotel.cancel";
    BookFlight, "flight.book";
    CancelFlight, "flight.cancel";
    SendPapers, "post.send";
}

pub(crate) fn definition() -> SagaDefinition<Trip> {
    SagaDefinition::new("trip.book", 1)
        .step(
            "hotel",
            |trip: &Trip| (trip.nights > 0).then_some(BookHotel {}),
            |trip, room| trip.room = Some(room),
        )
        .compensate(|_| CancelHotel {})
        .step("flight", |_| Some(BookFlight {}), |_, _| {})
        .compensate(|_| CancelFlight {})
        .pivot("confirm")
        .step("papers", |_| Some(SendPapers {}), |_, _| {})
}
