//! Integration tests of the payment service against a real PostgreSQL.
