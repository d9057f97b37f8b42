//! uuid
