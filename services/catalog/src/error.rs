//! Why catalog says no.

use kernel_base::{ApiError, ErrorKind, FieldError};
use kernel_db::{DbError, tokio_postgres};

use crate::domain::category::TreeError;
use crate::formats::reader::FileError;

/// Every error of the service; the code of each is stable.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CatalogError {
    #[error("the request is invalid")]
    Invalid(Vec<FieldError>),
    /// Of the kernel's own: a cursor we did not make, for example.
    #[error("request")]
    Request(#[source] ApiError),
    #[error("there is no such product")]
    ProductNotFound,
    #[error("the product has no such variant")]
    VariantNotFound,
    #[error("the product has no such picture")]
    MediaNotFound,
    #[error("there is no such channel")]
    ChannelNotFound,
    #[error("there is no such category")]
    CategoryNotFound,
    #[error("there is no such collection")]
    CollectionNotFound,
    #[error("there is no such attribute")]
    AttributeNotFound,
    #[error("there is no such operation")]
    OperationNotFound,
    #[error("the operation has no result, or not yet")]
    NoResult,
    #[error("the handle is already in use")]
    HandleTaken,
    #[error("the SKU is already in use")]
    SkuTaken(Vec<FieldError>),
    #[error("the external id is already in use")]
    ExternalIdTaken,
    #[error("the code is already in use")]
    CodeTaken,
    #[error("the document was changed since it was read; it has version {0} now")]
    Changed(i64),
    #[error("another request changed the document at the same moment")]
    LostRace,
    #[error(transparent)]
    Tree(#[from] TreeError),
    #[error("the category still has products or categories below it")]
    CategoryInUse,
    #[error("products still have values of the attribute")]
    AttributeInUse,
    #[error("the collection is not listed by hand")]
    NotManual,
    #[error("the kind of an attribute's or a collection's content cannot be changed")]
    KindIsFixed,
    #[error("a shop has at most {0} of these")]
    LimitReached(usize),
    #[error("a picture must be image/jpeg, image/png, image/gif, image/webp or image/avif, and be one")]
    UnsupportedMedia,
    #[error("the file cannot be imported: {0}")]
    File(#[from] FileError),
    #[error("the format can only be imported")]
    ImportOnly,
    #[error("stored data does not fit: {0}")]
    Corrupt(&'static str),
    #[error("file store")]
    Files(#[from] object_store::Error),
    #[error("database")]
    Database(#[source] DbError),
}

impl CatalogError {
    /// True when reading again and deciding again may succeed at once.
    pub(crate) fn lost_race(&self) -> bool {
        match self {
            Self::LostRace => true,
            Self::Database(error) => error.conflict(),
            _ => false,
        }
    }

    /// One wrong field.
    pub(crate) fn field(pointer: &str, code: &'static str, message: &str) -> Self {
        let error =
            FieldError { pointer: pointer.to_owned(), code: code.into(), message: message.to_owned() };
        Self::Invalid(vec![error])
    }
}

/// The guards of this service's writes: the document was changed since it was read.
pub(crate) const VERSION_GUARD: &str = "catalog_version";

/// Guards and constraints by name; everything unnamed is our fault.
impl From<DbError> for CatalogError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            // Validated before, so only a race can violate it.
            Some(VERSION_GUARD | "variant_option_values_key") => Self::LostRace,
            Some("product_handle_key" | "category_handle_key" | "collection_handle_key") => Self::HandleTaken,
            Some("variant_sku_key") => Self::SkuTaken(Vec::new()),
            Some("product_external_id_key") => Self::ExternalIdTaken,
            Some("channel_pkey" | "attribute_code_key") => Self::CodeTaken,
            Some("publication_channel_code_fkey" | "operation_channel_code_fkey") => Self::ChannelNotFound,
            Some("product_category_category_id_fkey") => Self::CategoryNotFound,
            Some("product_attribute_attribute_id_fkey") => Self::AttributeNotFound,
            Some("collection_product_product_id_fkey") => Self::ProductNotFound,
            _ => Self::Database(error),
        }
    }
}

impl From<tokio_postgres::Error> for CatalogError {
    fn from(error: tokio_postgres::Error) -> Self {
        DbError::from(error).into()
    }
}

impl From<Vec<FieldError>> for CatalogError {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Invalid(errors)
    }
}

impl From<CatalogError> for ApiError {
    fn from(error: CatalogError) -> Self {
        let message = error.to_string();
        let not_found = |code: &'static str| Self::not_found(code, message.clone());
        let conflict = |code: &'static str| Self::conflict(code, message.clone());
        match error {
            CatalogError::Invalid(errors) => Self { errors, ..Self::invalid("request.invalid", message) },
            CatalogError::Request(error) => error,
            CatalogError::ProductNotFound => not_found("catalog.product_not_found"),
            CatalogError::VariantNotFound => not_found("catalog.variant_not_found"),
            CatalogError::MediaNotFound => not_found("catalog.media_not_found"),
            CatalogError::ChannelNotFound => not_found("catalog.channel_not_found"),
            CatalogError::CategoryNotFound => not_found("catalog.category_not_found"),
            CatalogError::CollectionNotFound => not_found("catalog.collection_not_found"),
            CatalogError::AttributeNotFound => not_found("catalog.attribute_not_found"),
            CatalogError::OperationNotFound => not_found("catalog.operation_not_found"),
            CatalogError::NoResult => not_found("catalog.no_result"),
            CatalogError::HandleTaken => conflict("catalog.handle_taken"),
            CatalogError::SkuTaken(errors) => Self { errors, ..conflict("catalog.sku_taken") },
            CatalogError::ExternalIdTaken => conflict("catalog.external_id_taken"),
            CatalogError::CodeTaken => conflict("catalog.code_taken"),
            CatalogError::Changed(_) => {
                Self::new(ErrorKind::PreconditionFailed, "catalog.version_changed", message)
            }
            CatalogError::LostRace => Self::unavailable(message),
            CatalogError::Tree(error) => match error {
                TreeError::ParentNotFound => not_found("catalog.category_not_found"),
                TreeError::Cycle => conflict("catalog.category_cycle"),
                TreeError::TooDeep => conflict("catalog.category_too_deep"),
                TreeError::TooMany => conflict("catalog.limit_reached"),
            },
            CatalogError::CategoryInUse => conflict("catalog.category_in_use"),
            CatalogError::AttributeInUse => conflict("catalog.attribute_in_use"),
            CatalogError::NotManual => conflict("catalog.collection_not_manual"),
            CatalogError::KindIsFixed => conflict("catalog.kind_is_fixed"),
            CatalogError::LimitReached(_) => conflict("catalog.limit_reached"),
            CatalogError::UnsupportedMedia => Self::invalid("catalog.unsupported_media", message),
            CatalogError::File(error) => Self::invalid("catalog.unreadable_file", message).with_field(
                "body",
                error.code(),
                error.to_string(),
            ),
            CatalogError::ImportOnly => Self::invalid("catalog.import_only", message),
            CatalogError::Files(error) => {
                tracing::error!(error = %error, "the file store does not answer");
                Self::unavailable("the file store is not available")
            }
            CatalogError::Corrupt(what) => {
                tracing::error!(what, "BUG: a stored value does not fit its type");
                Self::internal()
            }
            CatalogError::Database(error) => error.into(),
        }
    }
}
