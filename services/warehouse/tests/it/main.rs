//! Integration tests of the warehouse service against a real PostgreSQL.
