// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListRolesParams {
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertRoleParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
> {
    pub role_id: uuid::Uuid,
    pub code: T1,
    pub name: T2,
    pub permissions: T4,
    pub channels: Option<T6>,
    pub second_factor_required: bool,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateRoleParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
> {
    pub name: T1,
    pub permissions: T3,
    pub channels: Option<T5>,
    pub second_factor_required: bool,
    pub now: kernel_base::Timestamp,
    pub role_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteRoleParams {
    pub role_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct RoleRow {
    pub role_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub permissions: Vec<String>,
    pub channels: Option<Vec<String>>,
    pub second_factor_required: bool,
    pub version: i64,
}
pub struct RoleRowBorrowed<'a> {
    pub role_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub permissions: crate::ArrayIterator<'a, &'a str>,
    pub channels: Option<crate::ArrayIterator<'a, &'a str>>,
    pub second_factor_required: bool,
    pub version: i64,
}
impl<'a> From<RoleRowBorrowed<'a>> for RoleRow {
    fn from(
        RoleRowBorrowed {
            role_id,
            code,
            name,
            permissions,
            channels,
            second_factor_required,
            version,
        }: RoleRowBorrowed<'a>,
    ) -> Self {
        Self {
            role_id,
            code: code.into(),
            name: name.into(),
            permissions: permissions.map(|v| v.into()).collect(),
            channels: channels.map(|v| v.map(|v| v.into()).collect()),
            second_factor_required,
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct RoleRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RoleRowBorrowed, tokio_postgres::Error>,
    mapper: fn(RoleRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RoleRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RoleRowBorrowed) -> R) -> RoleRowQuery<'c, 'a, 's, C, R, N> {
        RoleRowQuery {
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
pub struct ListRolesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_roles() -> ListRolesStmt {
    ListRolesStmt(
        "SELECT role_id, code, name, permissions, channels, second_factor_required, version FROM \"user\".role WHERE ($1::uuid IS NULL OR role_id > $1) ORDER BY role_id LIMIT $2",
        None,
    )
}
impl ListRolesStmt {
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
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> RoleRowQuery<'c, 'a, 's, C, RoleRow, 2> {
        RoleRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RoleRowBorrowed, tokio_postgres::Error> {
                Ok(RoleRowBorrowed {
                    role_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    permissions: row.try_get(3)?,
                    channels: row.try_get(4)?,
                    second_factor_required: row.try_get(5)?,
                    version: row.try_get(6)?,
                })
            },
            mapper: |it| RoleRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListRolesParams, RoleRowQuery<'c, 'a, 's, C, RoleRow, 2>, C>
    for ListRolesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListRolesParams,
    ) -> RoleRowQuery<'c, 'a, 's, C, RoleRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct FindRolesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_roles() -> FindRolesStmt {
    FindRolesStmt(
        "SELECT role_id, code, name, permissions, channels, second_factor_required, version FROM \"user\".role WHERE role_id = ANY ($1::uuid[])",
        None,
    )
}
impl FindRolesStmt {
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
        role_ids: &'a T1,
    ) -> RoleRowQuery<'c, 'a, 's, C, RoleRow, 1> {
        RoleRowQuery {
            client,
            params: [role_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RoleRowBorrowed, tokio_postgres::Error> {
                Ok(RoleRowBorrowed {
                    role_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    permissions: row.try_get(3)?,
                    channels: row.try_get(4)?,
                    second_factor_required: row.try_get(5)?,
                    version: row.try_get(6)?,
                })
            },
            mapper: |it| RoleRow::from(it),
        }
    }
}
pub struct ListRolesOfUserStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_roles_of_user() -> ListRolesOfUserStmt {
    ListRolesOfUserStmt(
        "SELECT r.role_id, r.code, r.name, r.permissions, r.channels, r.second_factor_required, r.version FROM \"user\".user_role AS ur JOIN \"user\".role AS r ON r.role_id = ur.role_id WHERE ur.user_id = $1",
        None,
    )
}
impl ListRolesOfUserStmt {
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
    ) -> RoleRowQuery<'c, 'a, 's, C, RoleRow, 1> {
        RoleRowQuery {
            client,
            params: [user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RoleRowBorrowed, tokio_postgres::Error> {
                Ok(RoleRowBorrowed {
                    role_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    permissions: row.try_get(3)?,
                    channels: row.try_get(4)?,
                    second_factor_required: row.try_get(5)?,
                    version: row.try_get(6)?,
                })
            },
            mapper: |it| RoleRow::from(it),
        }
    }
}
pub struct ListRolesBesideStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_roles_beside() -> ListRolesBesideStmt {
    ListRolesBesideStmt(
        "SELECT role_id, code, name, permissions, channels, second_factor_required, version FROM \"user\".role WHERE role_id IN ( SELECT beside.role_id FROM \"user\".user_role AS holder JOIN \"user\".user_account AS u ON u.user_id = holder.user_id JOIN \"user\".user_role AS beside ON beside.user_id = holder.user_id WHERE holder.role_id = $1 AND beside.role_id <> $1 AND u.status = 'active' )",
        None,
    )
}
impl ListRolesBesideStmt {
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
        role_id: &'a uuid::Uuid,
    ) -> RoleRowQuery<'c, 'a, 's, C, RoleRow, 1> {
        RoleRowQuery {
            client,
            params: [role_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RoleRowBorrowed, tokio_postgres::Error> {
                Ok(RoleRowBorrowed {
                    role_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    permissions: row.try_get(3)?,
                    channels: row.try_get(4)?,
                    second_factor_required: row.try_get(5)?,
                    version: row.try_get(6)?,
                })
            },
            mapper: |it| RoleRow::from(it),
        }
    }
}
pub struct InsertRoleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_role() -> InsertRoleStmt {
    InsertRoleStmt(
        "INSERT INTO \"user\".role ( role_id, code, name, permissions, channels, second_factor_required, created_at, updated_at ) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
        None,
    )
}
impl InsertRoleStmt {
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
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
    >(
        &'s self,
        client: &'c C,
        role_id: &'a uuid::Uuid,
        code: &'a T1,
        name: &'a T2,
        permissions: &'a T4,
        channels: &'a Option<T6>,
        second_factor_required: &'a bool,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[role_id, code, name, permissions, channels, second_factor_required, now])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRoleParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRoleStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRoleParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.role_id,
            &params.code,
            &params.name,
            &params.permissions,
            &params.channels,
            &params.second_factor_required,
            &params.now,
        ))
    }
}
pub struct UpdateRoleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_role() -> UpdateRoleStmt {
    UpdateRoleStmt(
        "UPDATE \"user\".role SET name = $1, permissions = $2, channels = $3, second_factor_required = $4, version = version + 1, updated_at = $5 WHERE role_id = $6 AND version = $7",
        None,
    )
}
impl UpdateRoleStmt {
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
        T3: crate::ArraySql<Item = T2>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        permissions: &'a T3,
        channels: &'a Option<T5>,
        second_factor_required: &'a bool,
        now: &'a kernel_base::Timestamp,
        role_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[name, permissions, channels, second_factor_required, now, role_id, version])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateRoleParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateRoleStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateRoleParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.permissions,
            &params.channels,
            &params.second_factor_required,
            &params.now,
            &params.role_id,
            &params.version,
        ))
    }
}
pub struct DeleteRoleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_role() -> DeleteRoleStmt {
    DeleteRoleStmt("DELETE FROM \"user\".role WHERE role_id = $1 AND version = $2", None)
}
impl DeleteRoleStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        role_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[role_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteRoleParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteRoleStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteRoleParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.role_id, &params.version))
    }
}
