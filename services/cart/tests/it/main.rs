//! Integration tests of the cart service against a real PostgreSQL.
