//! Links to the files of documents. Whoever has a link may open it, until it expires.

use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use kernel_base::{FieldError, Secret, Timestamp};
use kernel_http::{
    Access, Caller, IdempotencyKey, Json, Op, Path, Problem, Query, Reply, Routes, State, Within,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::BillId;

use super::{READ_INVOICES, me};
use crate::Config;
use crate::app::App;
use crate::app::link::{File, Format, Link};
use crate::error::InvoiceError;

/// A link that is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewLink {
    /// What file.
    format: Format,
    /// How long it lasts, 60 to 2592000 seconds; as configured when absent.
    #[serde(default)]
    #[schemars(range(min = 60, max = 2_592_000))]
    lifetime_s: Option<u64>,
}

/// A link to a file.
#[derive(Debug, Serialize, JsonSchema)]
struct LinkView {
    /// Path and query, to be put behind the shop's origin.
    path: String,
    expires_at: Timestamp,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Download {
    /// As it stands in the link.
    #[schemars(length(max = 200))]
    token: Secret<String>,
}

const DOWNLOAD: &str = "/store/v1/invoice-files";

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/invoices/{invoice_id}/links", Access::Staff(READ_INVOICES))
                .summary("Make a link to the file of an invoice")
                .per_channel()
                .idempotent()
                .body::<NewLink>()
                .answers::<LinkView>(201)
                .problems(&["invoice.not_found"]),
            create,
        )
        .route(
            Op::post("/store/v1/me/invoices/{invoice_id}/links", Access::Customer)
                .summary("Make a link to the file of an invoice of the customer")
                .idempotent()
                .body::<NewLink>()
                .answers::<LinkView>(201)
                .problems(&["invoice.not_found", "invoice.no_customer"]),
            create_mine,
        )
        .route(
            Op::get(DOWNLOAD, Access::Public)
                .summary("Get the file of an invoice by a link")
                .query::<Download>()
                .answers_file("application/pdf")
                .answers_file("application/xml")
                .problems(&["invoice.link_expired"]),
            download,
        )
}

impl NewLink {
    fn parse(self) -> Result<(Format, Option<u64>), InvoiceError> {
        if self.lifetime_s.is_none_or(|lifetime| (60..=Config::LONGEST_LIFETIME_S).contains(&lifetime)) {
            return Ok((self.format, self.lifetime_s));
        }
        Err(InvoiceError::Fields(vec![FieldError {
            pointer: "/lifetime_s".to_owned(),
            code: "out_of_range".into(),
            message: "must be between 60 and 2592000".to_owned(),
        }]))
    }
}

fn created(link: &Link) -> Reply {
    let path = format!("{DOWNLOAD}?token={}", link.token.expose());
    Reply::json(201, &LinkView { path, expires_at: link.expires_at })
}

async fn create(
    State(app): State<Arc<App>>,
    Within(invoice_id): Within<BillId>,
    key: IdempotencyKey,
    Json(body): Json<NewLink>,
) -> Result<Reply, Problem> {
    Ok(app.create_link(invoice_id, None, body.parse()?, &key, created).await?)
}

async fn create_mine(
    State(app): State<Arc<App>>,
    Path(invoice_id): Path<BillId>,
    caller: Caller,
    key: IdempotencyKey,
    Json(body): Json<NewLink>,
) -> Result<Reply, Problem> {
    let customer = me(&caller)?;
    Ok(app.create_link(invoice_id, Some(customer), body.parse()?, &key, created).await?)
}

async fn download(State(app): State<Arc<App>>, Query(wanted): Query<Download>) -> Result<Response, Problem> {
    Ok(file(app.download(&wanted.token).await?))
}

/// A file goes to whoever asked and stays in no cache between.
fn file(File { format, name, bytes }: File) -> Response {
    let media = match format {
        Format::Pdf => "application/pdf",
        Format::Xml => "application/xml",
    };
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(disposition) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    response
}
