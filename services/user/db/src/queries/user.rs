// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListUsersParams<T1: crate::StringSql> {
    pub after: Option<uuid::Uuid>,
    pub status: Option<T1>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertUserParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub user_id: uuid::Uuid,
    pub email: T1,
    pub name: T2,
    pub status: T3,
    pub activated_at: Option<kernel_base::Timestamp>,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateUserParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub name: T1,
    pub status: T2,
    pub activated_at: Option<kernel_base::Timestamp>,
    pub now: kernel_base::Timestamp,
    pub user_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct DeleteUserRolesParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub user_id: uuid::Uuid,
    pub role_ids: T1,
}
#[derive(Debug)]
pub struct InsertUserRolesParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub user_id: uuid::Uuid,
    pub role_ids: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct UserRow {
    pub user_id: uuid::Uuid,
    pub email: String,
    pub name: String,
    pub status: String,
    pub activated_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub role_ids: Vec<uuid::Uuid>,
}
pub struct UserRowBorrowed<'a> {
    pub user_id: uuid::Uuid,
    pub email: &'a str,
    pub name: &'a str,
    pub status: &'a str,
    pub activated_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub role_ids: crate::ArrayIterator<'a, uuid::Uuid>,
}
impl<'a> From<UserRowBorrowed<'a>> for UserRow {
    fn from(
        UserRowBorrowed {
            user_id,
            email,
            name,
            status,
            activated_at,
            version,
            created_at,
            role_ids,
        }: UserRowBorrowed<'a>,
    ) -> Self {
        Self {
            user_id,
            email: email.into(),
            name: name.into(),
            status: status.into(),
            activated_at,
            version,
            created_at,
            role_ids: role_ids.map(|v| v).collect(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct UserRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<UserRowBorrowed, tokio_postgres::Error>,
    mapper: fn(UserRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UserRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(UserRowBorrowed) -> R) -> UserRowQuery<'c, 'a, 's, C, R, N> {
        UserRowQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct ListUsersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_users() -> ListUsersStmt {
    ListUsersStmt(
        "SELECT u.user_id, u.email, u.name, u.status, u.activated_at, u.version, u.created_at, ARRAY(SELECT ur.role_id FROM \"user\".user_role AS ur WHERE ur.user_id = u.user_id) AS role_ids FROM \"user\".user_account AS u WHERE ($1::uuid IS NULL OR u.user_id > $1) AND ($2::text IS NULL OR u.status = $2) ORDER BY u.user_id LIMIT $3",
        None,
    )
}
impl ListUsersStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        after: &'a Option<uuid::Uuid>,
        status: &'a Option<T1>,
        limit: &'a i64,
    ) -> UserRowQuery<'c, 'a, 's, C, UserRow, 3> {
        UserRowQuery {
            client,
            params: [after, status, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UserRowBorrowed, tokio_postgres::Error> {
                Ok(UserRowBorrowed {
                    user_id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    name: row.try_get(2)?,
                    status: row.try_get(3)?,
                    activated_at: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    role_ids: row.try_get(7)?,
                })
            },
            mapper: |it| UserRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListUsersParams<T1>, UserRowQuery<'c, 'a, 's, C, UserRow, 3>, C>
    for ListUsersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListUsersParams<T1>,
    ) -> UserRowQuery<'c, 'a, 's, C, UserRow, 3> {
        self.bind(client, &params.after, &params.status, &params.limit)
    }
}
pub struct FindUserStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_user() -> FindUserStmt {
    FindUserStmt(
        "SELECT u.user_id, u.email, u.name, u.status, u.activated_at, u.version, u.created_at, ARRAY(SELECT ur.role_id FROM \"user\".user_role AS ur WHERE ur.user_id = u.user_id) AS role_ids FROM \"user\".user_account AS u WHERE u.user_id = $1",
        None,
    )
}
impl FindUserStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        user_id: &'a uuid::Uuid,
    ) -> UserRowQuery<'c, 'a, 's, C, UserRow, 1> {
        UserRowQuery {
            client,
            params: [user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UserRowBorrowed, tokio_postgres::Error> {
                Ok(UserRowBorrowed {
                    user_id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    name: row.try_get(2)?,
                    status: row.try_get(3)?,
                    activated_at: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    role_ids: row.try_get(7)?,
                })
            },
            mapper: |it| UserRow::from(it),
        }
    }
}
pub struct FindUserByEmailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_user_by_email() -> FindUserByEmailStmt {
    FindUserByEmailStmt(
        "SELECT u.user_id, u.email, u.name, u.status, u.activated_at, u.version, u.created_at, ARRAY(SELECT ur.role_id FROM \"user\".user_role AS ur WHERE ur.user_id = u.user_id) AS role_ids FROM \"user\".user_account AS u WHERE u.email = $1",
        None,
    )
}
impl FindUserByEmailStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        email: &'a T1,
    ) -> UserRowQuery<'c, 'a, 's, C, UserRow, 1> {
        UserRowQuery {
            client,
            params: [email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UserRowBorrowed, tokio_postgres::Error> {
                Ok(UserRowBorrowed {
                    user_id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    name: row.try_get(2)?,
                    status: row.try_get(3)?,
                    activated_at: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    role_ids: row.try_get(7)?,
                })
            },
            mapper: |it| UserRow::from(it),
        }
    }
}
pub struct ListDeactivatedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_deactivated() -> ListDeactivatedStmt {
    ListDeactivatedStmt(
        "SELECT user_id FROM \"user\".user_account WHERE user_id = ANY ($1::uuid[]) AND status = 'deactivated'",
        None,
    )
}
impl ListDeactivatedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        user_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [user_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertUserStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_user() -> InsertUserStmt {
    InsertUserStmt(
        "INSERT INTO \"user\".user_account (user_id, email, name, status, activated_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)",
        None,
    )
}
impl InsertUserStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        user_id: &'a uuid::Uuid,
        email: &'a T1,
        name: &'a T2,
        status: &'a T3,
        activated_at: &'a Option<kernel_base::Timestamp>,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[user_id, email, name, status, activated_at, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertUserParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertUserStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertUserParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.user_id,
            &params.email,
            &params.name,
            &params.status,
            &params.activated_at,
            &params.now,
        ))
    }
}
pub struct UpdateUserStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_user() -> UpdateUserStmt {
    UpdateUserStmt(
        "UPDATE \"user\".user_account SET name = $1, status = $2, activated_at = $3, version = version + 1, updated_at = $4 WHERE user_id = $5 AND version = $6",
        None,
    )
}
impl UpdateUserStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        name: &'a T1,
        status: &'a T2,
        activated_at: &'a Option<kernel_base::Timestamp>,
        now: &'a kernel_base::Timestamp,
        user_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name, status, activated_at, now, user_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateUserParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateUserStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateUserParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.status,
            &params.activated_at,
            &params.now,
            &params.user_id,
            &params.version,
        ))
    }
}
pub struct DeleteUserRolesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_user_roles() -> DeleteUserRolesStmt {
    DeleteUserRolesStmt(
        "DELETE FROM \"user\".user_role WHERE user_id = $1 AND NOT role_id = ANY ($2::uuid[])",
        None,
    )
}
impl DeleteUserRolesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        user_id: &'a uuid::Uuid,
        role_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[user_id, role_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteUserRolesParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteUserRolesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteUserRolesParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.user_id, &params.role_ids))
    }
}
pub struct InsertUserRolesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_user_roles() -> InsertUserRolesStmt {
    InsertUserRolesStmt(
        "INSERT INTO \"user\".user_role (user_id, role_id) SELECT $1, role_id FROM unnest($2::uuid[]) AS t (role_id) ON CONFLICT (user_id, role_id) DO NOTHING",
        None,
    )
}
impl InsertUserRolesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        user_id: &'a uuid::Uuid,
        role_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[user_id, role_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertUserRolesParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertUserRolesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertUserRolesParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.user_id, &params.role_ids))
    }
}
