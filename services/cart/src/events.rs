//! What cart learns from catalog and order, and what customer asks of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use cart_contracts::EraseCarts;
use catalog_contracts::{ChannelChanged, ProductChanged, ProductRemoved, ProductStatus, VariantStatus};
use customer_contracts::{CustomerChanged, CustomerStatus, GroupMembershipChanged};
use kernel_base::{CommandData, Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription, answering};
use order_contracts::{OrderConfirmed, OrderRejected};
use shared_contracts::{ChannelCode, Code, CustomerId, ProductId, VariantId};

use crate::app::{App, Outcome};
use crate::domain::variant::{Variant, full_title};
use crate::domain::warning::CartWarning;
use crate::store;
use crate::store::cart::Rejected;
use crate::store::channel::Switched;
use crate::store::variant::ProductVariants;

/// Everything cart listens to.
pub(crate) fn subscriptions(app: &Arc<App>) -> Vec<Subscription> {
    vec![
        Subscription {
            producer: "catalog",
            types: &[ChannelChanged::TYPE, ProductChanged::TYPE, ProductRemoved::TYPE],
            handler: Arc::new(Catalog(Arc::clone(app))),
        },
        Subscription {
            producer: "order",
            types: &[OrderConfirmed::TYPE, OrderRejected::TYPE],
            handler: Arc::new(Orders(Arc::clone(app))),
        },
        Subscription {
            producer: "customer",
            types: &[CustomerChanged::TYPE, GroupMembershipChanged::TYPE, EraseCarts::TYPE],
            handler: Arc::new(Customers {
                erasures: answering::<EraseCarts, _>("customer", &app.env, app).handler,
            }),
        },
    ]
}

/// Keeps the copies of variants and channels.
struct Catalog(Arc<App>);

#[async_trait::async_trait]
impl Handler for Catalog {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        // Of several events of one product or channel only the last counts: each holds the whole of it.
        let mut products: HashMap<ProductId, ProductVariants> = HashMap::new();
        let mut channels: HashMap<ChannelCode, Switched> = HashMap::new();
        let mut touched: Vec<VariantId> = Vec::new();
        for event in events {
            if event.is::<ChannelChanged>() {
                let ChannelChanged { channel, version, active, .. } = event.parse()?;
                channels.insert(channel, Switched { version, active });
                continue;
            }
            let product = if event.is::<ProductRemoved>() {
                let removed: ProductRemoved = event.parse()?;
                touched.extend(&removed.variant_ids);
                ProductVariants {
                    product_id: removed.product_id,
                    version: removed.version,
                    variants: Vec::new(),
                }
            } else {
                product_variants(event.parse()?)
            };
            touched.extend(product.variants.iter().map(|variant| variant.variant_id));
            products.insert(product.product_id, product);
        }
        let products: Vec<ProductVariants> = products.into_values().collect();
        store::variant::replace(write, &products).await?;
        let channels: Vec<_> = channels.into_iter().collect();
        store::channel::switch(write, &channels).await?;
        let app = Arc::clone(&self.0);
        // A variant that its product no longer lists is not named by the event; it goes stale by itself.
        write.after_commit(move || {
            app.variants.forget(touched);
            if !channels.is_empty() {
                app.variants.clear();
            }
        });
        Ok(())
    }
}

fn product_variants(product: ProductChanged) -> ProductVariants {
    let published: Vec<ChannelCode> = match product.status {
        ProductStatus::Active => {
            product.channels.into_iter().map(|publication| publication.channel).collect()
        }
        ProductStatus::Draft | ProductStatus::Archived => Vec::new(),
    };
    let variants = product.variants.into_iter().map(|variant| Variant {
        variant_id: variant.variant_id,
        title: full_title(&product.title, &variant.title),
        sku: variant.sku,
        channels: match variant.status {
            VariantStatus::Active => published.clone(),
            VariantStatus::Archived => Vec::new(),
        },
        requires_stock: variant.requires_stock,
        requires_shipping: variant.requires_shipping,
        weight_g: i64::from(variant.weight_g),
    });
    ProductVariants { product_id: product.product_id, version: product.version, variants: variants.collect() }
}

/// Ends completions: the cart became an order, or is open again.
struct Orders(Arc<App>);

#[async_trait::async_trait]
impl Handler for Orders {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let (mut confirmed, mut rejected, mut outcomes) = (Vec::new(), Vec::new(), Vec::new());
        for event in events {
            if event.is::<OrderConfirmed>() {
                let event: OrderConfirmed = event.parse()?;
                let Some(cart_id) = event.cart_id else { continue };
                let order_number = event.order_number.to_string();
                confirmed.push((cart_id, event.order_id, order_number.clone()));
                outcomes.push((event.order_id, Outcome::Confirmed { order_number }));
            } else {
                let event: OrderRejected = event.parse()?;
                let Some(cart_id) = event.cart_id else { continue };
                let (code, message) = (event.code.into_owned(), event.message);
                let warning = CartWarning::OrderRejected { reason: code.clone(), message: message.clone() };
                // Refused by the warehouse, the order has not taken over what the cart held.
                let holds = code.starts_with("warehouse.");
                rejected.push(Rejected { cart_id, order_id: event.order_id, warning, holds });
                outcomes.push((event.order_id, Outcome::Rejected { code, message }));
            }
        }
        let now = self.0.env.now();
        let lifetime = Duration::from_secs(u64::from(self.0.config.lifetime_days) * 24 * 3600);
        store::cart::reopen(write, &rejected, now, now.plus(lifetime)).await?;
        store::cart::finish(write, &confirmed, now).await?;
        let waiting = self.0.waiting.clone();
        write.after_commit(move || {
            for (order_id, outcome) in outcomes {
                waiting.wake(order_id, outcome);
            }
        });
        Ok(())
    }
}

/// Keeps what is told of customers, and takes away their carts when asked.
struct Customers {
    erasures: Arc<dyn Handler>,
}

#[async_trait::async_trait]
impl Handler for Customers {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let (commands, facts): (Vec<_>, Vec<_>) =
            events.iter().cloned().partition(|event| event.kind == EraseCarts::TYPE);
        let mut blocked: BTreeMap<CustomerId, (i64, bool)> = BTreeMap::new();
        let mut groups: BTreeMap<CustomerId, (i64, Vec<Code>)> = BTreeMap::new();
        for event in &facts {
            if event.is::<GroupMembershipChanged>() {
                let told: GroupMembershipChanged = event.parse()?;
                keep_latest(&mut groups, told.customer_id, (event.version, told.groups));
            } else {
                let told: CustomerChanged = event.parse()?;
                // The first release did not tell the status.
                let Some(status) = told.status else { continue };
                let latest = (told.version, status == CustomerStatus::Blocked);
                keep_latest(&mut blocked, told.customer_id, latest);
            }
        }
        store::customer::learn_profiles(write, &blocked.into_iter().collect::<Vec<_>>()).await?;
        store::customer::learn_groups(write, &groups.into_iter().collect::<Vec<_>>()).await?;
        // Last: nothing told before it is known afterwards.
        if commands.is_empty() { Ok(()) } else { self.erasures.apply(&commands, write).await }
    }
}

fn keep_latest<T>(known: &mut BTreeMap<CustomerId, (i64, T)>, customer_id: CustomerId, told: (i64, T)) {
    if known.get(&customer_id).is_none_or(|(version, _)| *version < told.0) {
        known.insert(customer_id, told);
    }
}
