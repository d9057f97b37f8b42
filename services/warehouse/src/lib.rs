//! The warehouse service.

mod domain;
