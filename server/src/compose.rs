//! Wires services to each other: to the implementation when it runs in this process, to an HTTP client when it does not.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use auth_contracts::{AuthApi, AuthClient};
use gateway::Gateway;
use kernel_base::{Call, Env, Secret, Transport};
use kernel_db::{Database, PersonalKey, PoolOptions};
use kernel_http::{Access, Authenticator, HttpTransport, Op, PassportOffice};
use kernel_saga::Sagas;
use kernel_service::{Context, Keys, Remote, Service, Worker};
use kernel_token::{CallTokens, ServiceKey, Verifier};
use payment_contracts::{PaymentApi, PaymentClient};
use pricing_contracts::{PricingApi, PricingClient};
use sha2::{Digest, Sha256};
use shipping_contracts::{ShippingApi, ShippingClient};
use user_contracts::{UserApi, UserClient};
use warehouse_contracts::{WarehouseApi, WarehouseClient};

use crate::config::{Config, ConfigError};
use crate::registry::{self, Registered, SERVICES};
use crate::secrets::{AUTH_KEY, Missing, PERSONAL_KEY, Secrets};
use crate::sites::Sites;

/// What runs in this process.
pub(crate) struct Composed {
    pub(crate) services: Vec<Service>,
    /// What the process itself does all the time.
    pub(crate) workers: Vec<Worker>,
}

/// Builds the services that run here, in the order of the registry: who is called comes before who calls.
pub(crate) async fn services(
    config: &Config,
    sites: &Sites,
    selected: &[Registered],
    env: &Env,
    keys: &Keys,
    verifier: &Arc<Verifier>,
    gateway: Option<&Gateway>,
) -> anyhow::Result<Composed> {
    let wiring = Wiring { config, sites, selected, env, keys };
    let mut services = Vec::new();
    let mut apis = Apis::default();
    let user = wiring.context(user::NAME)?;
    apis.user = user.as_ref().map(|context| user::api(context, &config.user));
    if let Some(context) = wiring.context(auth::NAME)? {
        let users = wiring.user(&apis, auth::NAME)?;
        let (service, api) =
            auth::service(context, &config.auth, &wiring.auth_keys()?, Arc::clone(verifier), users);
        services.push(service);
        apis.auth = Some(api);
    }
    if let Some(context) = wiring.context(customer::NAME)? {
        customer::sagas(&context).check().await?;
        let (service, _api) = customer::service(context, &config.customer);
        services.push(service);
    }
    if let Some(context) = wiring.context(catalog::NAME)? {
        let (service, _api) = catalog::service(context, &config.catalog)?;
        services.push(service);
    }
    if let Some(context) = wiring.context(pricing::NAME)? {
        pricing::ensure_defaults(&context).await?;
        let (service, api) = pricing::service(context, &config.pricing)?;
        services.push(service);
        apis.pricing = Some(api);
    }
    if let Some(context) = wiring.context(warehouse::NAME)? {
        warehouse::ensure_defaults(&context).await?;
        let (service, api) = warehouse::service(context, &config.warehouse);
        services.push(service);
        apis.warehouse = Some(api);
    }
    if let Some(context) = wiring.context(shipping::NAME)? {
        shipping::ensure_defaults(&context).await?;
        let (service, api) = shipping::service(context, config.shipping.clone());
        services.push(service);
        apis.shipping = Some(api);
    }
    if let Some(context) = wiring.context(payment::NAME)? {
        let (service, payment) = payment::service(context, with_stripe_secrets(config)?)?;
        services.push(service);
        apis.payment = Some(payment.api());
    }
    if let Some(context) = wiring.context(order::NAME)? {
        let neighbors = order::Neighbors {
            pricing: wiring.pricing(&apis, order::NAME)?,
            auth: wiring.auth(&apis, order::NAME)?,
        };
        let order = order::service(context, config.order.clone(), neighbors);
        order.sagas.check().await?;
        services.push(order.service);
    }
    if let Some(context) = wiring.context(invoice::NAME)? {
        services.push(invoice::service(context, config.invoice.clone()));
    }
    if let Some(context) = wiring.context(cart::NAME)? {
        let neighbors = cart::Neighbors {
            payment: wiring.payment(&apis, cart::NAME)?,
            pricing: wiring.pricing(&apis, cart::NAME)?,
            warehouse: wiring.warehouse(&apis, cart::NAME)?,
            shipping: wiring.shipping(&apis, cart::NAME)?,
        };
        services.push(cart::service(context, config.cart.clone(), neighbors));
    }
    if let Some(context) = user {
        let auth = wiring.auth(&apis, user::NAME)?;
        let permissions: Vec<String> = services.iter().flat_map(permissions).collect();
        services.push(user::service(context, &config.user, auth, permissions).0);
    }
    let mut workers = Vec::new();
    if apis.auth.is_none() {
        let caller = services.first().map_or(gateway::NAME, Service::name);
        workers.push(follow_keys(wiring.auth(&apis, caller)?, Arc::clone(verifier), env.clone()));
    }
    if let Some(gateway) = gateway {
        workers.extend(gateway.workers());
        let auth = wiring.auth(&apis, gateway::NAME)?;
        workers.push(follow_publishable_keys(auth, gateway.clone(), env.clone()));
    }
    Ok(Composed { services, workers })
}

/// Payment's settings; what they do not say of Stripe's secrets, files do.
fn with_stripe_secrets(config: &Config) -> anyhow::Result<payment::Config> {
    let mut settings = config.payment.clone();
    let stripe = &mut settings.stripe;
    let secrets = Secrets::new(config.secrets_dir(), Missing::Refuse);
    for (name, secret) in
        [("stripe_secret_key", &mut stripe.secret_key), ("stripe_webhook_secret", &mut stripe.webhook_secret)]
    {
        if stripe.enabled && secret.expose().is_empty() {
            *secret = secrets.get(name).with_context(|| format!("payment.stripe: the secret {name}"))?;
        }
    }
    Ok(settings)
}

/// How often the publishable keys are asked for: one that was revoked ends within that time.
const PUBLISHABLE_KEYS_EVERY: Duration = Duration::from_secs(10);

/// Learns from auth which publishable keys are valid, and for which channels.
fn follow_publishable_keys(auth: Arc<dyn AuthApi>, gateway: Gateway, env: Env) -> Worker {
    Worker::new("follow_publishable_keys", move || {
        let (auth, gateway, env) = (Arc::clone(&auth), gateway.clone(), env.clone());
        async move {
            let mut again = KEYS_AGAIN;
            loop {
                let call = Call { deadline: env.now().plus(Duration::from_secs(10)), trace: None };
                match auth.publishable_keys(&call).await {
                    Ok(keys) => {
                        gateway.publish_keys(keys.into_iter().map(|key| (key.key, key.channel.to_string())));
                        again = PUBLISHABLE_KEYS_EVERY;
                    }
                    Err(error) => {
                        tracing::warn!(code = %error.code, "auth does not tell the publishable keys; it is asked again");
                    }
                }
                tokio::time::sleep(again).await;
            }
        }
    })
}

/// The gateway of this process.
pub(crate) fn gateway(
    config: &Config,
    selected: &[Registered],
    authenticator: Arc<dyn Authenticator>,
    key: &Arc<ServiceKey>,
    env: &Env,
) -> Gateway {
    let remotes = remotes(config, selected);
    let surroundings = gateway::Surroundings {
        authenticator,
        passports: PassportOffice::new(Arc::clone(key)),
        env: env.clone(),
        origin: config.http.origin(),
        remotes,
        internal_listener: config.http.internal_listen.is_some(),
    };
    Gateway::new(&config.gateway, surroundings)
}

/// The documents of these services, by their names: the gateway finds its routes in them.
pub(crate) fn documents(services: &[Service]) -> Vec<(String, serde_json::Value)> {
    let document = |service: &Service| {
        let operations: Vec<&Op> = service.routes().operations().collect();
        (service.name().to_owned(), kernel_http::document(service.name(), &operations))
    };
    services.iter().map(document).collect()
}

/// What staff need to call it.
fn permissions(service: &Service) -> Vec<String> {
    let needed = service.routes().operations().filter_map(|op| match op.access() {
        Access::Staff(permission) => Some(permission.to_owned()),
        Access::Public | Access::Cart | Access::Customer | Access::Service(_) | Access::EveryService => None,
    });
    needed.collect()
}

/// How often the published keys are asked for. They are published an hour before they sign.
const KEYS_EVERY: Duration = Duration::from_secs(60);
/// The same while there are none: until then every token is refused.
const KEYS_AGAIN: Duration = Duration::from_secs(1);

/// Learns from auth in another process which keys sign.
fn follow_keys(auth: Arc<dyn AuthApi>, verifier: Arc<Verifier>, env: Env) -> Worker {
    Worker::new("follow_keys", move || {
        let (auth, verifier, env) = (Arc::clone(&auth), Arc::clone(&verifier), env.clone());
        async move {
            loop {
                let call = Call { deadline: env.now().plus(Duration::from_secs(10)), trace: None };
                let pause = match auth.jwks(&call).await {
                    Ok(keys) => {
                        verifier.publish(&auth::published(keys));
                        KEYS_EVERY
                    }
                    Err(error) => {
                        tracing::warn!(code = %error.code, "auth does not tell its keys; it is asked again");
                        KEYS_AGAIN
                    }
                };
                tokio::time::sleep(pause).await;
            }
        }
    })
}

/// Where the services are that do not run here.
pub(crate) fn remotes(config: &Config, selected: &[Registered]) -> Vec<Remote> {
    let elsewhere =
        SERVICES.into_iter().filter(|service| selected.iter().all(|local| local.name != service.name));
    let remote = |service: Registered| {
        let origin = config.remote.get(service.name)?.clone();
        Some(Remote { service: service.name, origin })
    };
    elsewhere.filter_map(remote).collect()
}

/// A pool of a service's own database.
pub(crate) fn database(sites: &Sites, service: Registered, size: u32) -> anyhow::Result<Database> {
    let options = PoolOptions { size: usize::try_from(size)?, ..PoolOptions::default() };
    let secret =
        sites.secrets.get(PERSONAL_KEY).context("the key that encrypts personal data in the logs")?;
    Ok(Database::open(service.name, sites.app_login(service)?, options, PersonalKey::new(&secret))?)
}

/// The sagas of orders and of erasures, for a person to look at and to push. Nothing of them runs here.
pub(crate) fn sagas(config: &Config, sites: &Sites, env: &Env) -> anyhow::Result<[Sagas; 2]> {
    let customer = registry::find(customer::NAME).context("BUG: customer is a service")?;
    let customer = Context { db: database(sites, customer, 2)?, env: env.clone() };
    let service = registry::find(order::NAME).context("BUG: order is a service")?;
    let context = Context { db: database(sites, service, 2)?, env: env.clone() };
    // Sagas ask nobody; only draft orders ask pricing, and only the clock has auth asked.
    let key = Arc::new(ServiceKey::generate(order::NAME)?);
    let nobody = |callee| -> Arc<dyn Transport> {
        let tokens = CallTokens::new(&key, callee, env.clone());
        Arc::new(HttpTransport::builder(tokens, "http://127.0.0.1:0", env.clone()).build())
    };
    let neighbors = order::Neighbors {
        pricing: Arc::new(PricingClient::new(nobody(pricing::NAME))),
        auth: Arc::new(AuthClient::new(nobody(auth::NAME))),
    };
    Ok([order::service(context, config.order.clone(), neighbors).sagas, customer::sagas(&customer)])
}

/// What the services of this process offer each other.
#[derive(Default)]
struct Apis {
    auth: Option<Arc<dyn AuthApi>>,
    user: Option<Arc<dyn UserApi>>,
    payment: Option<Arc<dyn PaymentApi>>,
    pricing: Option<Arc<dyn PricingApi>>,
    warehouse: Option<Arc<dyn WarehouseApi>>,
    shipping: Option<Arc<dyn ShippingApi>>,
}

struct Wiring<'a> {
    config: &'a Config,
    sites: &'a Sites,
    selected: &'a [Registered],
    env: &'a Env,
    keys: &'a Keys,
}

impl Wiring<'_> {
    /// What a service that runs here is given: a pool of its own database, and nobody else's.
    fn context(&self, name: &str) -> anyhow::Result<Option<Context>> {
        let Some(service) = self.selected.iter().find(|service| service.name == name) else {
            return Ok(None);
        };
        let db = database(self.sites, *service, self.config.pool_size(*service))?;
        Ok(Some(Context { db, env: self.env.clone() }))
    }

    fn auth(&self, apis: &Apis, caller: &str) -> anyhow::Result<Arc<dyn AuthApi>> {
        match &apis.auth {
            Some(local) => Ok(Arc::clone(local)),
            None => Ok(Arc::new(AuthClient::new(self.transport(caller, auth::NAME, AuthClient::READS)?))),
        }
    }

    fn user(&self, apis: &Apis, caller: &str) -> anyhow::Result<Arc<dyn UserApi>> {
        match &apis.user {
            Some(local) => Ok(Arc::clone(local)),
            None => Ok(Arc::new(UserClient::new(self.transport(caller, user::NAME, UserClient::READS)?))),
        }
    }

    /// The file is text; the key is its digest.
    fn auth_keys(&self) -> anyhow::Result<auth::Keys> {
        let text = self.sites.secrets.get(AUTH_KEY).context("the key that encrypts signing keys")?;
        Ok(auth::Keys { encryption: Secret::new(Sha256::digest(text.expose()).into()) })
    }

    fn payment(&self, apis: &Apis, caller: &str) -> anyhow::Result<Arc<dyn PaymentApi>> {
        match &apis.payment {
            Some(local) => Ok(Arc::clone(local)),
            None => Ok(Arc::new(PaymentClient::new(self.transport(
                caller,
                payment::NAME,
                PaymentClient::READS,
            )?))),
        }
    }

    fn pricing(&self, apis: &Apis, caller: &str) -> anyhow::Result<Arc<dyn PricingApi>> {
        match &apis.pricing {
            Some(local) => Ok(Arc::clone(local)),
            None => Ok(Arc::new(PricingClient::new(self.transport(
                caller,
                pricing::NAME,
                PricingClient::READS,
            )?))),
        }
    }

    fn warehouse(&self, apis: &Apis, caller: &str) -> anyhow::Result<Arc<dyn WarehouseApi>> {
        match &apis.warehouse {
            Some(local) => Ok(Arc::clone(local)),
            None => Ok(Arc::new(WarehouseClient::new(self.transport(
                caller,
                warehouse::NAME,
                WarehouseClient::READS,
            )?))),
        }
    }

    fn shipping(&self, apis: &Apis, caller: &str) -> anyhow::Result<Arc<dyn ShippingApi>> {
        match &apis.shipping {
            Some(local) => Ok(Arc::clone(local)),
            None => Ok(Arc::new(ShippingClient::new(self.transport(
                caller,
                shipping::NAME,
                ShippingClient::READS,
            )?))),
        }
    }

    /// The way to a service in another process; `reads` may be sent again.
    fn transport(
        &self,
        caller: &str,
        callee: &'static str,
        reads: &[&'static str],
    ) -> anyhow::Result<Arc<dyn Transport>> {
        let Some(origin) = self.config.remote.get(callee) else {
            let text = format!("{caller} calls {callee}: name its address under [remote], or run it here");
            return Err(ConfigError::new(text).into());
        };
        let key =
            self.keys.own.get(caller).with_context(|| format!("BUG: {caller} runs here without a key"))?;
        let tokens = CallTokens::new(key, callee, self.env.clone());
        Ok(Arc::new(HttpTransport::builder(tokens, origin, self.env.clone()).idempotent(reads).build()))
    }
}
