// This file was generated with `clorinde`. Do not modify.

pub mod erasure;
pub mod line_cancellation;
pub mod method;
pub mod shipment;
pub mod zone;
