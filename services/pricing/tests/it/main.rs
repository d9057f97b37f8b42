//! Integration tests of the pricing service against a real PostgreSQL.
