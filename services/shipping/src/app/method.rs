//! Staff keeps methods, their rate tables and where they go.

use std::sync::Arc;

use kernel_base::{Page, PageRequest, TraceParent};
use kernel_db::{DbError, Write};
use kernel_http::{Channels, IdempotencyKey, Reply, store_response};
use shared_contracts::ShippingMethodId;

use crate::app::App;
use crate::domain::postcode::PostcodeRule;
use crate::domain::rate::{Method, Rate, Terms};
use crate::error::ShippingError;
use crate::store;

/// The parts of a method that are written one by one.
pub(crate) enum MethodEdit {
    Terms(Terms),
    Rates(Vec<Rate>),
    PostcodeRules(Vec<PostcodeRule>),
}

impl App {
    /// `method` has its id already; its version is 1.
    pub(crate) async fn create_method(
        self: &Arc<Self>,
        method: Method,
        trace: Option<&TraceParent>,
        key: &IdempotencyKey,
        answer: fn(&Method) -> Reply,
    ) -> Result<Reply, ShippingError> {
        let reply = answer(&method);
        let write = self.db.write().await?;
        store::method::insert(&write, &method, self.env.now()).await?;
        write.changed(method.method_id, None, Some(&method));
        self.tell_rates_changed(&write, trace)?;
        store_response(&write, key, &reply).await?;
        commit_rates(write).await?;
        Ok(reply)
    }

    pub(crate) async fn methods(
        &self,
        channels: &Channels,
        page: &PageRequest,
    ) -> Result<Page<Method>, ShippingError> {
        let after: Option<ShippingMethodId> = page.after_key()?;
        let reader = self.db.read().await?;
        let methods = store::method::list(&reader, after, channels, page.limit.plus_one()).await?;
        Ok(Page::from_rows(methods, page.limit, |method| method.method_id))
    }

    pub(crate) async fn method(&self, method_id: ShippingMethodId) -> Result<Method, ShippingError> {
        let reader = self.db.read().await?;
        store::method::find(&reader, method_id).await?.ok_or(ShippingError::MethodNotFound(method_id))
    }

    pub(crate) async fn edit_method(
        self: &Arc<Self>,
        method_id: ShippingMethodId,
        version: i64,
        edit: MethodEdit,
        trace: Option<&TraceParent>,
    ) -> Result<Method, ShippingError> {
        let before = self.method_at(method_id, version).await?;
        let mut method = before.clone();
        let write = self.db.write().await?;
        self.record_edit(&write, &mut method, edit).await?;
        write.changed(method_id, Some(&before), Some(&method));
        self.tell_rates_changed(&write, trace)?;
        commit_rates(write).await?;
        Ok(Method { version: version + 1, ..method })
    }

    pub(crate) async fn record_edit(
        &self,
        write: &Write,
        method: &mut Method,
        edit: MethodEdit,
    ) -> Result<(), DbError> {
        let now = self.env.now();
        match edit {
            MethodEdit::Terms(terms) => {
                method.terms = terms;
                store::method::update_terms(write, method, now).await
            }
            MethodEdit::Rates(rates) => {
                method.rates = rates;
                store::method::replace_rates(write, method, now).await
            }
            MethodEdit::PostcodeRules(rules) => {
                method.postcode_rules = rules;
                store::method::replace_postcode_rules(write, method, now).await
            }
        }
    }

    pub(crate) async fn delete_method(
        self: &Arc<Self>,
        method_id: ShippingMethodId,
        version: i64,
        trace: Option<&TraceParent>,
    ) -> Result<(), ShippingError> {
        let method = self.method_at(method_id, version).await?;
        let write = self.db.write().await?;
        store::method::delete(&write, &method).await?;
        write.changed(method_id, Some(&method), None);
        self.tell_rates_changed(&write, trace)?;
        Ok(write.commit().await?)
    }

    async fn method_at(&self, method_id: ShippingMethodId, version: i64) -> Result<Method, ShippingError> {
        let method = self.method(method_id).await?;
        if method.version == version { Ok(method) } else { Err(ShippingError::VersionMismatch) }
    }
}

/// Where rates are written, a zone that is missed is one that does not exist.
async fn commit_rates(write: Write) -> Result<(), ShippingError> {
    write.commit().await.map_err(|error| match error.into() {
        ShippingError::ZoneInUse => ShippingError::UnknownZone,
        other => other,
    })
}
