// This file was generated with `clorinde`. Do not modify.

pub mod channel_route;
pub mod location;
pub mod movement;
pub mod reservation;
pub mod stock;
pub mod stock_import;
pub mod transfer;
