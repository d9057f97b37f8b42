//! Integration tests of the catalog service against a real PostgreSQL.
