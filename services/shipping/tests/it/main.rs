//! Integration tests of the shipping service against a real PostgreSQL.
