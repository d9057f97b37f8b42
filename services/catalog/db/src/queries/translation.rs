// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct FindTranslationsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
> {
    pub subject_ids: T1,
    pub locales: T3,
}
#[derive(Debug)]
pub struct UpsertTranslationsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
> {
    pub subject_kind: T1,
    pub subject_id: uuid::Uuid,
    pub locale: T2,
    pub fields: T4,
    pub values: T6,
}
#[derive(Debug)]
pub struct DeleteTranslationsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
> {
    pub subject_id: uuid::Uuid,
    pub locale: T1,
    pub kept_fields: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindTranslations {
    pub subject_id: uuid::Uuid,
    pub locale: String,
    pub field: String,
    pub value: String,
}
pub struct FindTranslationsBorrowed<'a> {
    pub subject_id: uuid::Uuid,
    pub locale: &'a str,
    pub field: &'a str,
    pub value: &'a str,
}
impl<'a> From<FindTranslationsBorrowed<'a>> for FindTranslations {
    fn from(
        FindTranslationsBorrowed { subject_id, locale, field, value }: FindTranslationsBorrowed<'a>,
    ) -> Self {
        Self { subject_id, locale: locale.into(), field: field.into(), value: value.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListTranslations {
    pub locale: String,
    pub field: String,
    pub value: String,
}
pub struct ListTranslationsBorrowed<'a> {
    pub locale: &'a str,
    pub field: &'a str,
    pub value: &'a str,
}
impl<'a> From<ListTranslationsBorrowed<'a>> for ListTranslations {
    fn from(ListTranslationsBorrowed { locale, field, value }: ListTranslationsBorrowed<'a>) -> Self {
        Self { locale: locale.into(), field: field.into(), value: value.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FindTranslationsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindTranslationsBorrowed, tokio_postgres::Error>,
    mapper: fn(FindTranslationsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindTranslationsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindTranslationsBorrowed) -> R,
    ) -> FindTranslationsQuery<'c, 'a, 's, C, R, N> {
        FindTranslationsQuery {
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
pub struct ListTranslationsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListTranslationsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListTranslationsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListTranslationsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ListTranslationsBorrowed) -> R,
    ) -> ListTranslationsQuery<'c, 'a, 's, C, R, N> {
        ListTranslationsQuery {
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
pub struct FindTranslationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_translations() -> FindTranslationsStmt {
    FindTranslationsStmt(
        "SELECT subject_id, locale, field, value FROM catalog.translation WHERE subject_id = ANY($1::uuid[]) AND locale = ANY($2::text[])",
        None,
    )
}
impl FindTranslationsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
    >(
        &'s self,
        client: &'c C,
        subject_ids: &'a T1,
        locales: &'a T3,
    ) -> FindTranslationsQuery<'c, 'a, 's, C, FindTranslations, 2> {
        FindTranslationsQuery {
            client,
            params: [subject_ids, locales],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FindTranslationsBorrowed, tokio_postgres::Error> {
                    Ok(FindTranslationsBorrowed {
                        subject_id: row.try_get(0)?,
                        locale: row.try_get(1)?,
                        field: row.try_get(2)?,
                        value: row.try_get(3)?,
                    })
                },
            mapper: |it| FindTranslations::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindTranslationsParams<T1, T2, T3>,
        FindTranslationsQuery<'c, 'a, 's, C, FindTranslations, 2>,
        C,
    > for FindTranslationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindTranslationsParams<T1, T2, T3>,
    ) -> FindTranslationsQuery<'c, 'a, 's, C, FindTranslations, 2> {
        self.bind(client, &params.subject_ids, &params.locales)
    }
}
pub struct ListTranslationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_translations() -> ListTranslationsStmt {
    ListTranslationsStmt(
        "SELECT locale, field, value FROM catalog.translation WHERE subject_id = $1 ORDER BY locale, field",
        None,
    )
}
impl ListTranslationsStmt {
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
        subject_id: &'a uuid::Uuid,
    ) -> ListTranslationsQuery<'c, 'a, 's, C, ListTranslations, 1> {
        ListTranslationsQuery {
            client,
            params: [subject_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ListTranslationsBorrowed, tokio_postgres::Error> {
                    Ok(ListTranslationsBorrowed {
                        locale: row.try_get(0)?,
                        field: row.try_get(1)?,
                        value: row.try_get(2)?,
                    })
                },
            mapper: |it| ListTranslations::from(it),
        }
    }
}
pub struct UpsertTranslationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_translations() -> UpsertTranslationsStmt {
    UpsertTranslationsStmt(
        "INSERT INTO catalog.translation (subject_kind, subject_id, locale, field, value) SELECT $1, $2, $3, field, value FROM unnest($4::text[], $5::text[]) AS t(field, value) ON CONFLICT (subject_id, locale, field) DO UPDATE SET value = excluded.value",
        None,
    )
}
impl UpsertTranslationsStmt {
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
        subject_kind: &'a T1,
        subject_id: &'a uuid::Uuid,
        locale: &'a T2,
        fields: &'a T4,
        values: &'a T6,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[subject_kind, subject_id, locale, fields, values]).await
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
        UpsertTranslationsParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertTranslationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertTranslationsParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.subject_kind,
            &params.subject_id,
            &params.locale,
            &params.fields,
            &params.values,
        ))
    }
}
pub struct DeleteTranslationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_translations() -> DeleteTranslationsStmt {
    DeleteTranslationsStmt(
        "DELETE FROM catalog.translation WHERE subject_id = $1 AND locale = $2 AND NOT (field = ANY($3::text[]))",
        None,
    )
}
impl DeleteTranslationsStmt {
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
    >(
        &'s self,
        client: &'c C,
        subject_id: &'a uuid::Uuid,
        locale: &'a T1,
        kept_fields: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[subject_id, locale, kept_fields]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteTranslationsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteTranslationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteTranslationsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.subject_id, &params.locale, &params.kept_fields))
    }
}
pub struct DeleteTranslationsOfSubjectStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_translations_of_subject() -> DeleteTranslationsOfSubjectStmt {
    DeleteTranslationsOfSubjectStmt("DELETE FROM catalog.translation WHERE subject_id = $1", None)
}
impl DeleteTranslationsOfSubjectStmt {
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
        subject_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[subject_id]).await
    }
}
