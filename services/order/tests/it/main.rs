//! Integration tests of the order service against a real PostgreSQL.
