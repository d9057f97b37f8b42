//! What generated queries run on. The generated crates take this trait instead of one of their own, so that a query
//! can run at once ([`crate::Reader`]) or be recorded for a pipelined transaction ([`crate::Write`]).

use std::future::Future;

use postgres_types::{BorrowToSql, ToSql};
use tokio_postgres::{Error, Row, RowStream, Statement, ToStatement};

use crate::DbError;

/// Runs or records statements. The methods are those that generated code calls.
pub trait GenericClient: Send + Sync {
    /// Statements are prepared once per connection.
    #[must_use]
    fn stmt_cache() -> bool {
        true
    }

    /// Prepares a statement, or finds it prepared.
    fn prepare(&self, query: &str) -> impl Future<Output = Result<Statement, Error>> + Send;

    /// Runs or records a statement without rows; the number of rows it changed, 0 when only recorded.
    fn execute(
        &self,
        query: &str,
        params: &[&(dyn ToSql + Sync)],
    ) -> impl Future<Output = Result<u64, Error>> + Send;

    /// Exactly one row.
    fn query_one<T>(
        &self,
        statement: &T,
        params: &[&(dyn ToSql + Sync)],
    ) -> impl Future<Output = Result<Row, Error>> + Send
    where
        T: ?Sized + ToStatement + Sync + Send;

    /// One row or none.
    fn query_opt<T>(
        &self,
        statement: &T,
        params: &[&(dyn ToSql + Sync)],
    ) -> impl Future<Output = Result<Option<Row>, Error>> + Send
    where
        T: ?Sized + ToStatement + Sync + Send;

    /// All rows of a prepared statement; for the kernel's own SQL, services use generated queries.
    fn query_rows(
        &self,
        statement: &Statement,
        params: &[&(dyn ToSql + Sync)],
    ) -> impl Future<Output = Result<Vec<Row>, DbError>> + Send;

    /// Rows as a stream.
    fn query_raw<T, I>(
        &self,
        statement: &T,
        params: I,
    ) -> impl Future<Output = Result<RowStream, Error>> + Send
    where
        T: ?Sized + ToStatement + Sync + Send,
        I: IntoIterator + Sync + Send,
        I::IntoIter: ExactSizeIterator,
        I::Item: BorrowToSql;
}

/// Implements the reading half by running at once on the connection that `self.connection()` gives.
macro_rules! read_at_once {
    () => {
        async fn prepare(&self, query: &str) -> Result<Statement, Error> {
            self.connection().prepare_cached(query).await
        }
        async fn query_one<T>(&self, statement: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Row, Error>
        where
            T: ?Sized + ToStatement + Sync + Send,
        {
            self.connection().query_one(statement, params).await
        }
        async fn query_opt<T>(
            &self,
            statement: &T,
            params: &[&(dyn ToSql + Sync)],
        ) -> Result<Option<Row>, Error>
        where
            T: ?Sized + ToStatement + Sync + Send,
        {
            self.connection().query_opt(statement, params).await
        }
        async fn query_rows(
            &self,
            statement: &Statement,
            params: &[&(dyn ToSql + Sync)],
        ) -> Result<Vec<Row>, DbError> {
            Ok(self.connection().query(statement, params).await?)
        }
        async fn query_raw<T, I>(&self, statement: &T, params: I) -> Result<RowStream, Error>
        where
            T: ?Sized + ToStatement + Sync + Send,
            I: IntoIterator + Sync + Send,
            I::IntoIter: ExactSizeIterator,
            I::Item: BorrowToSql,
        {
            self.connection().query_raw(statement, params).await
        }
    };
}
pub(crate) use read_at_once;
