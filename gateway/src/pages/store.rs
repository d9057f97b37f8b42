//! `/store/v1/pages`: a product, a cart, an order, and what belongs to a customer.

use std::collections::BTreeMap;

use axum::response::Response;
use kernel_http::{Access, Op, Query, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Missing, MissingPart, Object, Pages, Visit, with_query};

/// How an object is described whose fields another operation's document tells.
type Described = BTreeMap<String, Value>;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ProductQuery {
    /// The currency of the prices.
    currency: String,
    /// The channel; `web` when not said.
    channel: Option<String>,
    /// The language, such as `de-AT`.
    locale: Option<String>,
    /// Where the goods would go.
    country: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct ProductPage {
    /// As `/store/v1/products/{id_or_handle}` answers.
    #[schemars(with = "Described")]
    product: Object,
    /// As `/store/v1/prices` answers for the product's variants.
    #[schemars(with = "Option<Described>")]
    prices: Option<Object>,
    /// As `/store/v1/availability` answers for the product's variants.
    #[schemars(with = "Option<Described>")]
    availability: Option<Object>,
    /// What is null because it could not be had.
    missing: Vec<MissingPart>,
}

#[derive(Serialize, JsonSchema)]
struct CartPage {
    /// As `/store/v1/carts/{cart_id}` answers.
    #[schemars(with = "Described")]
    cart: Object,
    /// As `/store/v1/carts/{cart_id}/shipping-options` answers.
    #[schemars(with = "Option<Described>")]
    shipping_options: Option<Object>,
    /// What is null because it could not be had.
    missing: Vec<MissingPart>,
}

#[derive(Serialize, JsonSchema)]
struct OrderPage {
    /// As `/store/v1/orders/{order_id}` answers.
    #[schemars(with = "Described")]
    order: Object,
    /// As `/store/v1/orders/{order_id}/timeline` answers.
    #[schemars(with = "Option<Described>")]
    timeline: Option<Object>,
    /// What is null because it could not be had.
    missing: Vec<MissingPart>,
}

#[derive(Serialize, JsonSchema)]
struct MePage {
    /// As `/store/v1/me` answers.
    #[schemars(with = "Described")]
    profile: Object,
    /// As `/store/v1/me/addresses` answers.
    #[schemars(with = "Option<Described>")]
    addresses: Option<Object>,
    /// As `/store/v1/me/groups` answers.
    #[schemars(with = "Option<Described>")]
    groups: Option<Object>,
    /// As `/store/v1/me/consents` answers.
    #[schemars(with = "Option<Described>")]
    consents: Option<Object>,
    /// As `/store/v1/me/orders` answers: the latest.
    #[schemars(with = "Option<Described>")]
    orders: Option<Object>,
    /// What is null because it could not be had.
    missing: Vec<MissingPart>,
}

pub(super) fn routes(routes: Routes<Pages>) -> Routes<Pages> {
    routes
        .route(
            Op::get("/store/v1/pages/product/{id_or_handle}", Access::Public)
                .summary("A product with prices and availability")
                .query::<ProductQuery>()
                .answers::<ProductPage>(200)
                .problems(&["catalog.product_not_found", "catalog.channel_not_found"]),
            product,
        )
        .route(
            Op::get("/store/v1/pages/cart/{cart_id}", Access::Cart)
                .summary("A cart with the ways to send it")
                .answers::<CartPage>(200)
                .problems(&["cart.not_found"]),
            cart,
        )
        .route(
            Op::get("/store/v1/pages/order/{order_id}", Access::Public)
                .summary("An order with what happened to it, with its token in x-order-token")
                .answers::<OrderPage>(200)
                .problems(&["order.not_found", "order.token_missing", "order.token_expired"]),
            order,
        )
        .route(
            Op::get("/store/v1/pages/me", Access::Customer)
                .summary("The customer's profile, addresses, groups, consents and latest orders")
                .answers::<MePage>(200),
            me,
        )
}

/// Which variants a product has.
#[derive(Deserialize)]
struct Variants {
    variants: Vec<Variant>,
}

#[derive(Deserialize)]
struct Variant {
    variant_id: String,
}

/// Prices and availability need the variants, so the product is asked for first.
async fn product(visit: Visit, Query(query): Query<ProductQuery>) -> Result<Reply, Response> {
    let channel = query.channel.as_deref();
    let shown = [("channel", channel), ("locale", query.locale.as_deref())];
    let product = visit.main(with_query(&format!("/store/v1/products/{}", visit.name), shown)).await?;
    let variants = variant_ids(&product);
    let (variants, channel) = (Some(variants.as_str()), Some(channel.unwrap_or("web")));
    let prices = [
        ("channel", channel),
        ("currency", Some(query.currency.as_str())),
        ("variant_ids", variants),
        ("country", query.country.as_deref()),
    ];
    let availability = [("channel", channel), ("variant_ids", variants)];
    let (prices, availability) = futures::join!(
        visit.part("prices", with_query("/store/v1/prices", prices)),
        visit.part("availability", with_query("/store/v1/availability", availability)),
    );
    let mut missing = Missing::default();
    let (prices, availability) = (missing.note(prices), missing.note(availability));
    Ok(Reply::json(200, &ProductPage { product, prices, availability, missing: missing.0 }))
}

/// Separated by commas.
fn variant_ids(product: &RawValue) -> String {
    let variants = serde_json::from_str::<Variants>(product.get()).map(|product| product.variants);
    let ids: Vec<String> =
        variants.unwrap_or_default().into_iter().map(|variant| variant.variant_id).collect();
    ids.join(",")
}

async fn cart(visit: Visit) -> Result<Reply, Response> {
    let path = format!("/store/v1/carts/{}", visit.name);
    let (cart, shipping_options) = futures::try_join!(visit.main(path.clone()), async {
        Ok(visit.part("shipping_options", format!("{path}/shipping-options")).await)
    })?;
    let mut missing = Missing::default();
    let shipping_options = missing.note(shipping_options);
    Ok(Reply::json(200, &CartPage { cart, shipping_options, missing: missing.0 }))
}

async fn order(visit: Visit) -> Result<Reply, Response> {
    let path = format!("/store/v1/orders/{}", visit.name);
    let (order, timeline) = futures::try_join!(visit.main(path.clone()), async {
        Ok(visit.part("timeline", format!("{path}/timeline?limit=100")).await)
    })?;
    let mut missing = Missing::default();
    let timeline = missing.note(timeline);
    Ok(Reply::json(200, &OrderPage { order, timeline, missing: missing.0 }))
}

/// As many as are seen at a glance; all of them have a list of their own.
const LATEST_ORDERS: u32 = 5;

async fn me(visit: Visit) -> Result<Reply, Response> {
    let (profile, addresses, groups, consents, orders) = futures::try_join!(
        visit.main("/store/v1/me".to_owned()),
        async { Ok(visit.part("addresses", "/store/v1/me/addresses".to_owned()).await) },
        async { Ok(visit.part("groups", "/store/v1/me/groups".to_owned()).await) },
        async { Ok(visit.part("consents", "/store/v1/me/consents".to_owned()).await) },
        async { Ok(visit.part("orders", format!("/store/v1/me/orders?limit={LATEST_ORDERS}")).await) },
    )?;
    let mut missing = Missing::default();
    let page = MePage {
        profile,
        addresses: missing.note(addresses),
        groups: missing.note(groups),
        consents: missing.note(consents),
        orders: missing.note(orders),
        missing: Vec::new(),
    };
    Ok(Reply::json(200, &MePage { missing: missing.0, ..page }))
}
