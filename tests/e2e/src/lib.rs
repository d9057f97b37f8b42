//! A whole shop for tests.
