//! What is declared of one operation: who may call it, its limits, and what OpenAPI says about it.

use std::time::Duration;

use http::Method;
use kernel_base::ApiError;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::{Access, Audience, Caller, ChannelRule};

/// Makes the schema of one type in a document.
pub(crate) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// Whether and how the edge guards an operation's `Idempotency-Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Idempotency {
    None,
    /// Looks for a stored answer before the handler runs.
    LookFirst,
    /// Lets the handler run and looks only when it did not store an answer itself.
    OneWrite,
}

/// For whom what stands under this path is.
#[must_use]
pub fn audience(path: &str) -> Audience {
    if path.starts_with("/admin/") {
        Audience::Admin
    } else if path.starts_with("/internal/") {
        Audience::Internal
    } else {
        Audience::Store
    }
}

/// How often an operation may be called, as a class; the gateway's configuration gives the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RateClass {
    /// Nothing was declared.
    #[default]
    Default,
    /// Costs more than most: lists, searches, quotes.
    Search,
    /// Guesses at something of value: coupon codes, gift cards.
    Coupon,
    /// Makes carts into orders.
    Checkout,
    /// Guesses at who somebody is: passwords, codes, tokens by mail.
    Login,
}

impl RateClass {
    /// All of them, the default first.
    pub const ALL: [Self; 5] = [Self::Default, Self::Search, Self::Coupon, Self::Checkout, Self::Login];

    /// Its name in documents and configurations.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Search => "search",
            Self::Coupon => "coupon",
            Self::Checkout => "checkout",
            Self::Login => "login",
        }
    }

    /// The class of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// One operation: method, path, [`Access`] and everything else that is declared about it.
#[derive(Debug, Clone)]
pub struct Op {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) access: Access,
    pub(crate) channels: ChannelRule,
    pub(crate) id: Option<&'static str>,
    pub(crate) summary: &'static str,
    pub(crate) tag: Option<&'static str>,
    /// Whose operation it is; set when it is added to the service's routes.
    pub(crate) service: &'static str,
    pub(crate) untraced: bool,
    pub(crate) own_credentials: bool,
    pub(crate) idempotency: Idempotency,
    pub(crate) body: Option<SchemaOf>,
    pub(crate) raw_body: Option<&'static str>,
    /// What the handler takes from the path; set when it is added to the service's routes.
    pub(crate) path_values: Option<fn(&mut SchemaGenerator) -> Option<Schema>>,
    pub(crate) query: Option<SchemaOf>,
    pub(crate) answers: Vec<(u16, Option<SchemaOf>)>,
    pub(crate) pages: Vec<u16>,
    pub(crate) files: Vec<&'static str>,
    pub(crate) problems: Vec<&'static str>,
    pub(crate) body_limit: usize,
    pub(crate) time_limit: Duration,
    pub(crate) rate: RateClass,
    pub(crate) paged: bool,
    pub(crate) if_match: bool,
    /// The handler does without it as well; set when it is added to the service's routes.
    pub(crate) if_match_optional: bool,
    /// What staff changes by it is told; set when the service's routes are put together.
    pub(crate) audited: bool,
}

impl Op {
    /// The largest body when nothing else is said.
    pub const BODY_LIMIT: usize = 1024 * 1024;
    /// How long it may take when nothing else is said.
    pub const TIME_LIMIT: Duration = Duration::from_secs(30);

    /// Reads.
    #[must_use]
    pub fn get(path: &'static str, access: Access) -> Self {
        Self::new(Method::GET, path, access)
    }

    /// For whom it is, by its path.
    pub(crate) fn audience(&self) -> Audience {
        audience(self.path)
    }

    /// Creates, or does something; see [`Op::idempotent`].
    #[must_use]
    pub fn post(path: &'static str, access: Access) -> Self {
        Self::new(Method::POST, path, access)
    }

    /// Creates or replaces under a known name.
    #[must_use]
    pub fn put(path: &'static str, access: Access) -> Self {
        Self::new(Method::PUT, path, access)
    }

    /// Changes parts.
    #[must_use]
    pub fn patch(path: &'static str, access: Access) -> Self {
        Self::new(Method::PATCH, path, access)
    }

    /// Removes.
    #[must_use]
    pub fn delete(path: &'static str, access: Access) -> Self {
        Self::new(Method::DELETE, path, access)
    }

    fn new(method: Method, path: &'static str, access: Access) -> Self {
        Self {
            method,
            path,
            access,
            channels: ChannelRule::Refused,
            id: None,
            summary: "",
            tag: None,
            service: "",
            untraced: false,
            own_credentials: false,
            idempotency: Idempotency::None,
            body: None,
            raw_body: None,
            path_values: None,
            query: None,
            answers: Vec::new(),
            pages: Vec::new(),
            files: Vec::new(),
            problems: Vec::new(),
            body_limit: Self::BODY_LIMIT,
            time_limit: Self::TIME_LIMIT,
            rate: RateClass::Default,
            paged: false,
            if_match: false,
            if_match_optional: false,
            audited: false,
        }
    }

    /// The operation's unique name for generated clients; else it is derived from method and path.
    #[must_use]
    pub fn id(mut self, id: &'static str) -> Self {
        self.id = Some(id);
        self
    }

    /// One line that says what it does: `Create a product`.
    #[must_use]
    pub fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// Begins no exported trace of its own: for what machines ask all the time.
    #[must_use]
    pub fn untraced(mut self) -> Self {
        self.untraced = true;
        self
    }

    /// Reads `Authorization` itself, as the token endpoint of OAuth does: the caller is anonymous whatever stands there. For
    /// operations that anybody may call.
    #[must_use]
    pub fn own_credentials(mut self) -> Self {
        self.own_credentials = true;
        self
    }

    /// Also for staff who are limited to sales channels: it shows what the channels share, or what is the caller's own.
    #[must_use]
    pub fn every_channel(mut self) -> Self {
        self.channels = ChannelRule::Every;
        self
    }

    /// Also for staff who are limited to sales channels, as far as its objects are theirs: the handler takes
    /// [`crate::Within`] or [`crate::Channels`], answers 404 for what is another channel's, and lists only what they may see.
    #[must_use]
    pub fn per_channel(mut self) -> Self {
        self.channels = ChannelRule::Object;
        self
    }

    /// Requires `Idempotency-Key`. A repeated request is answered with the stored answer before the handler runs; the
    /// handler stores its answer with [`crate::store_response`] in the transaction of its effect.
    #[must_use]
    pub fn idempotent(mut self) -> Self {
        self.idempotency = Idempotency::LookFirst;
        self
    }

    /// Like [`Op::idempotent`], without the read before the handler: for hot operations whose whole effect, and nothing
    /// else outside the process, is the one write that also stores the answer. A repeated request then loses on the
    /// key's constraint (or fails otherwise), and only then the stored answer is read.
    #[must_use]
    pub fn idempotent_in_one_write(mut self) -> Self {
        self.idempotency = Idempotency::OneWrite;
        self
    }

    /// The JSON body.
    #[must_use]
    pub fn body<T: JsonSchema>(mut self) -> Self {
        self.body = Some(SchemaGenerator::subschema_for::<T>);
        self
    }

    /// A body that is not JSON, by its media type: `text/csv`.
    #[must_use]
    pub fn raw_body(mut self, media_type: &'static str) -> Self {
        self.raw_body = Some(media_type);
        self
    }

    /// The query parameters: a flat struct.
    #[must_use]
    pub fn query<T: JsonSchema>(mut self) -> Self {
        self.query = Some(SchemaGenerator::root_fields_of::<T>);
        self
    }

    /// A successful answer with a JSON body.
    #[must_use]
    pub fn answers<T: JsonSchema>(mut self, status: u16) -> Self {
        self.answers.push((status, Some(SchemaGenerator::subschema_for::<T>)));
        self
    }

    /// A successful answer without a body.
    #[must_use]
    pub fn answers_nothing(mut self, status: u16) -> Self {
        self.answers.push((status, None));
        self
    }

    /// An answer that is an HTML page for a person.
    #[must_use]
    pub fn answers_page(mut self, status: u16) -> Self {
        self.pages.push(status);
        self
    }

    /// A successful answer that is a file of this media type: `application/pdf`.
    #[must_use]
    pub fn answers_file(mut self, media_type: &'static str) -> Self {
        self.files.push(media_type);
        self
    }

    /// The codes of the service's own problems.
    #[must_use]
    pub fn problems(mut self, codes: &[&'static str]) -> Self {
        self.problems.extend_from_slice(codes);
        self
    }

    /// The largest body; 1 MiB when not said.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// How long it may take; 30 s when not said.
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// How often it may be called; [`RateClass::Default`] when not said.
    #[must_use]
    pub fn rate(mut self, class: RateClass) -> Self {
        self.rate = class;
        self
    }

    /// A list with `limit` and `cursor`; the handler takes [`crate::Paging`] or [`crate::Paged`].
    #[must_use]
    pub fn paged(mut self) -> Self {
        self.paged = true;
        self
    }

    /// Takes `If-Match`; the handler takes [`crate::IfMatch`].
    #[must_use]
    pub fn if_match(mut self) -> Self {
        self.if_match = true;
        self
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path with its parameters in braces.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Who may call it.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access
    }

    /// What it is to staff who are limited to sales channels.
    #[must_use]
    pub fn channels(&self) -> ChannelRule {
        self.channels
    }

    /// What a call is about: the value of the path's first parameter, or the path itself where it has none.
    pub(crate) fn object<'p>(&self, path: &'p str) -> &'p str {
        let mut parts = self.path.split('/').zip(path.split('/'));
        parts.find(|(declared, _)| declared.starts_with('{')).map_or(path, |(_, given)| given)
    }

    /// Whether the caller may pass.
    pub(crate) fn check(&self, caller: &Caller) -> Result<(), ApiError> {
        self.access.check(caller)?;
        match self.access {
            Access::Staff(_) => self.channels.check(caller),
            Access::Public | Access::Cart | Access::Customer | Access::Service(_) | Access::EveryService => {
                Ok(())
            }
        }
    }

    /// True when it requires `Idempotency-Key`.
    #[must_use]
    pub fn requires_key(&self) -> bool {
        self.idempotency != Idempotency::None
    }
}

/// The schema of a struct written out, not as a reference: its fields become parameters.
trait RootFields {
    fn root_fields_of<T: JsonSchema>(&mut self) -> Schema;
}

impl RootFields for SchemaGenerator {
    fn root_fields_of<T: JsonSchema>(&mut self) -> Schema {
        T::json_schema(self)
    }
}
