//! Makes one object for every parameter of every path: a customer's, and a sales channel's. A parameter that nobody here can
//! make fails the tests, so that a new route is walked or noticed.

use std::collections::BTreeMap;

use e2e::{Api, Client, Goods, Operation, Sampler, Shop, eventually};
use http::Method;
use serde_json::{Value, json};

/// What belongs to one channel.
const OF_CHANNELS: [&str; 10] = [
    "order_id",
    "invoice_id",
    "cart_id",
    "shipment_id",
    "reservation_id",
    "price_list_id",
    "method_id",
    "operation_id",
    "saga_id",
    "channel",
];

/// What one customer has and what one channel has: nobody else's.
pub(super) struct World {
    pub(super) channel: &'static str,
    pub(super) customer_id: String,
    pub(super) customer_token: String,
    pub(super) cart_token: String,
    pub(super) order_token: String,
    /// An administrator.
    pub(super) staff_id: String,
    pub(super) staff_token: String,
    /// Where in a path, which parameter, its value. The first that fits counts.
    objects: Vec<(&'static str, &'static str, String)>,
}

impl World {
    /// The path with this world's objects in it.
    #[track_caller]
    pub(super) fn path(&self, operation: &Operation) -> String {
        operation.path_with(|name| self.value(&operation.path, name).to_owned())
    }

    #[track_caller]
    fn value(&self, path: &str, name: &str) -> &str {
        let fits = |object: &&(&str, &str, String)| path.contains(object.0) && object.1 == name;
        match self.objects.iter().find(fits) {
            Some((_, _, value)) => value,
            None => panic!("nobody can make {name} of {path}: add it to access/objects.rs"),
        }
    }

    /// The ids of what belongs to this world's channel alone.
    pub(super) fn of_channel(&self) -> impl Iterator<Item = &str> {
        let own = |object: &&(&str, &str, String)| OF_CHANNELS.contains(&object.1);
        self.objects.iter().filter(own).map(|(_, _, value)| value.as_str())
    }
}

/// Goods that are sold in these channels.
pub(super) async fn goods(shop: &Shop, channels: &[&str]) -> Goods {
    let staff = shop.staff("catalog");
    for channel in channels {
        let body = json!({ "code": channel, "name": channel, "currency": "GBP" });
        // The first one may be there already.
        staff.post("/admin/v1/channels", body).await;
    }
    let mug = shop.sell("MUG-1", "7.50", 1000).await;
    let products = staff.get("/admin/v1/products").await.ok();
    let product = text(&products["items"][0], "product_id");
    for channel in channels {
        let path = format!("/admin/v1/products/{product}/publications/{channel}");
        staff.put(&path, json!({})).await.ok();
    }
    mug
}

#[track_caller]
fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value:#}")).to_owned()
}

/// Makes the objects of one world.
pub(super) struct Maker<'a> {
    pub(super) shop: &'a Shop,
    pub(super) api: &'a Api,
    pub(super) goods: &'a Goods,
    pub(super) channel: &'static str,
    /// Whose world it is.
    pub(super) email: &'static str,
    /// Two letters that no other world has.
    pub(super) country: &'static str,
}

type Objects = Vec<(&'static str, &'static str, String)>;

impl Maker<'_> {
    fn staff(&self) -> Client {
        self.shop.staff("catalog")
    }

    /// What `POST` on the path makes of a sample with these fields instead.
    async fn make(&self, path: &str, fields: Value) -> Value {
        let wanted = |operation: &&Operation| operation.path == path && operation.method == Method::POST;
        let operation = self.api.operations.iter().find(wanted).expect("an operation");
        let known = BTreeMap::from([
            ("code".to_owned(), format!("walk-{}", self.channel)),
            ("handle".to_owned(), format!("walk-{}", self.channel)),
            ("name".to_owned(), format!("Walk {}", self.channel)),
            ("sku".to_owned(), self.goods.sku.clone()),
            ("variant_id".to_owned(), self.goods.variant_id.clone()),
            ("channel".to_owned(), self.channel.to_owned()),
        ]);
        let sampler = Sampler { definitions: &operation.definitions, known: &known, optional: false };
        let mut body = sampler.sample(operation.body.as_ref().expect("a body"));
        for (name, field) in fields.as_object().into_iter().flatten() {
            body[name] = field.clone();
        }
        let answer = self.staff().post(path, body.clone()).await;
        assert!(answer.status < 300, "{path} {body:#}: {answer:?}");
        answer.body
    }

    /// Everything.
    pub(super) async fn world(&self) -> World {
        let mut objects = self.setup().await;
        objects.extend(self.stock().await);
        let (customer_id, customer_token, own) = self.customer().await;
        objects.extend(own);
        objects.extend(self.stored_value(&customer_id).await);
        let (cart_token, own) = self.cart().await;
        objects.extend(own);
        let (order, own) = self.order(&customer_id).await;
        objects.extend(own);
        objects.push(("", "erasure_id", self.erasure(&customer_token).await));
        let (staff_id, staff_token, own) = self.staff_members().await;
        objects.extend(own);
        for (name, value) in [
            ("channel", self.channel),
            ("variant_id", &self.goods.variant_id),
            ("customer_id", &customer_id),
            ("locale", "de"),
            ("provider", "test"),
            ("producer", "order"),
        ] {
            objects.push(("", name, value.to_owned()));
        }
        World {
            channel: self.channel,
            customer_id,
            customer_token,
            cart_token,
            order_token: text(&order, "order_token"),
            staff_id,
            staff_token,
            objects,
        }
    }

    /// What is set up once: catalog, prices, taxes, shipping.
    async fn setup(&self) -> Objects {
        let staff = self.staff();
        let channel = self.channel;
        let mut objects = Objects::new();
        let mut keep = |place, name, value: &Value, field| objects.push((place, name, text(value, field)));
        let attribute = self.make("/admin/v1/attributes", json!({})).await;
        keep("", "attribute_id", &attribute, "attribute_id");
        let named = json!({ "name": format!("Walk {channel}"), "handle": format!("walk-{channel}") });
        keep("", "category_id", &self.make("/admin/v1/categories", named).await, "category_id");
        let titled = json!({ "title": format!("Walk {channel}"), "handle": format!("walk-{channel}") });
        let collection = self.make("/admin/v1/collections", titled).await;
        keep("", "collection_id", &collection, "collection_id");
        keep("/collections/", "handle", &collection, "handle");
        let products = staff.get("/admin/v1/products").await.ok();
        let product = &products["items"][0];
        keep("", "product_id", product, "product_id");
        keep("", "id_or_handle", product, "product_id");
        let remote = format!("/admin/v1/products/{}/remote-media", text(product, "product_id"));
        let picture = json!({ "url": "https://example.org/mug.jpg", "alt": "A mug" });
        let shown = staff.post(&remote, picture).await.ok();
        keep("", "media_id", &shown["media"][0], "media_id");
        let export = format!("/admin/v1/exports?format=karum&channel={channel}");
        keep("", "operation_id", &staff.post(&export, json!({})).await.ok(), "operation_id");
        let list = self.make("/admin/v1/price-lists", json!({ "channel": channel, "currency": "GBP" })).await;
        keep("", "price_list_id", &list, "price_list_id");
        let market = json!({ "currency": if channel == "web" { "SEK" } else { "NOK" } });
        keep("", "market_id", &self.make("/admin/v1/markets", market).await, "market_id");
        let rate =
            json!({ "country": self.country, "tax_class": "standard", "valid_from": "2020-01-01T00:00:00Z" });
        keep("", "tax_rate_id", &self.make("/admin/v1/tax-rates", rate).await, "tax_rate_id");
        objects.push(("/tax-classes/", "code", "standard".to_owned()));
        self.make("/admin/v1/groups", json!({})).await;
        objects.push(("/groups/", "code", format!("walk-{channel}")));
        let mut keep = |place, name, value: &Value, field| objects.push((place, name, text(value, field)));
        keep("", "zone_id", &self.make("/admin/v1/shipping-zones", json!({})).await, "zone_id");
        let terms = json!({ "name": "Post", "tax_class": "standard", "channels": [channel], "active": true });
        let method = self.make("/admin/v1/shipping-methods", json!({ "terms": terms })).await;
        keep("", "method_id", &method, "method_id");
        objects
    }

    async fn stock(&self) -> Objects {
        let staff = self.staff();
        let line = json!({ "variant_id": self.goods.variant_id, "quantity": 1 });
        let location = self.make("/admin/v1/stock-locations", json!({})).await;
        let transfer = json!({ "from": "main", "to": location["code"], "lines": [line] });
        let transfer = self.make("/admin/v1/transfers", transfer).await;
        let line = json!({ "line_id": "line_01jd0000000000000000000001", "variant_id": self.goods.variant_id, "quantity": 1 });
        let reservation = json!({ "owner": self.channel, "channel": self.channel, "lines": [line] });
        let reservation = self.make("/admin/v1/reservations", reservation).await;
        let route = format!("/admin/v1/stock-routes/{}", self.channel);
        staff.put(&route, json!({ "locations": ["main"] })).await.ok();
        let csv = format!("sku,location,on_hand\n{},main,900\n", self.goods.sku);
        let import = staff.post_csv("/admin/v1/stock-imports", csv).await;
        vec![
            ("", "location_id", text(&location, "location_id")),
            ("", "transfer_id", text(&transfer, "transfer_id")),
            ("", "reservation_id", text(&reservation, "reservation_id")),
            ("", "import_id", text(&import.body, "import_id")),
        ]
    }

    /// A customer who has signed up twice over: two sessions, and an address.
    async fn customer(&self) -> (String, String, Objects) {
        let account = json!({ "email": self.email, "password": "a password for the walk" });
        let anybody = self.shop.shopper("auth");
        anybody.post("/store/v1/auth/register", account.clone()).await.ok();
        let signed_in = anybody.post("/store/v1/auth/login", account).await.ok();
        let token = text(&signed_in, "access_token");
        let customer = anybody.header("authorization", format!("Bearer {token}"));
        let profile = customer.get("/store/v1/me").await.ok();
        let sessions = customer.get("/store/v1/auth/sessions").await.ok();
        let address = json!({ "address": address() });
        let address = customer.post("/store/v1/me/addresses", address).await.ok();
        let objects = vec![
            ("/store/", "session_id", text(&sessions["items"][0], "session_id")),
            ("", "address_id", text(&address, "address_id")),
        ];
        (text(&profile, "customer_id"), token, objects)
    }

    /// A gift card, and what the shop owes to the customer.
    async fn stored_value(&self, customer_id: &str) -> Objects {
        let amount = json!({ "amount": 500, "currency": "GBP" });
        let cards = json!({ "batch": self.channel, "count": 1, "amount": amount });
        let cards = self.staff().post("/admin/v1/gift-cards", cards).await.ok();
        let credit = json!({ "customer_id": customer_id, "amount": amount, "reason": "sorry" });
        let credit = self.staff().post("/admin/v1/store-credits", credit).await.ok();
        vec![
            ("", "gift_card_id", text(&cards["items"][0], "gift_card_id")),
            ("", "store_credit_id", text(&credit, "store_credit_id")),
        ]
    }

    async fn cart(&self) -> (String, Objects) {
        let shopper = self.shop.shopper("cart");
        let line = json!({ "variant_id": self.goods.variant_id, "quantity": 1 });
        let body = json!({
            "channel": self.channel, "currency": "GBP", "email": self.email, "shipping_address": address(),
            "lines": [line],
        });
        let mut created = Value::Null;
        eventually("the cart takes the goods", async || {
            let answer = shopper.post("/store/v1/carts", body.clone()).await;
            created = answer.body.clone();
            answer.status == 201
        })
        .await;
        let objects = vec![
            ("/carts/", "cart_id", text(&created["cart"], "cart_id")),
            ("/carts/", "line_id", text(&created["cart"]["lines"][0], "line_id")),
        ];
        (text(&created, "token"), objects)
    }

    /// An order that is confirmed, with its payment, its shipment and its saga.
    async fn order(&self, customer_id: &str) -> (Value, Objects) {
        let staff = self.staff();
        let body = json!({
            "channel": self.channel, "currency": "GBP", "country": "GB", "shipping_address": address(), "place": true,
            "customer": { "customer_id": customer_id, "email": self.email },
            "lines": [{ "sku": self.goods.sku, "quantity": 1 }],
        });
        let created = staff.post("/admin/v1/orders", body).await.ok();
        let order_id = text(&created, "order_id");
        let path = format!("/admin/v1/orders/{order_id}");
        let shipments = format!("/admin/v1/shipments?order_id={order_id}");
        let (mut order, mut shipment, mut payment) = (Value::Null, Value::Null, Value::Null);
        eventually("the order is confirmed, paid for and packed", async || {
            order = staff.get(&path).await.ok();
            shipment = staff.get(&shipments).await.ok()["items"][0].clone();
            let payments = staff.get("/admin/v1/payments").await.ok();
            let payments = payments["items"].as_array().cloned().unwrap_or_default();
            payment = payments.into_iter().find(|it| it["order_id"] == order_id).unwrap_or_default();
            order["status"] == "confirmed" && !shipment.is_null() && !payment.is_null()
        })
        .await;
        let sagas = staff.get(&format!("{path}/sagas")).await.ok();
        let seller = crate::invoice::open_seller(self.shop, &self.channel.to_uppercase(), self.channel).await;
        let captures = format!("/admin/v1/payments/{}/captures", text(&payment, "intent_id"));
        staff.post(&captures, json!({ "amount": { "amount": 100, "currency": "GBP" } })).await.ok();
        let invoice = crate::invoice::documents(self.shop, &order_id, 1).await.remove(0);
        let objects = vec![
            ("", "legal_entity_id", seller),
            ("", "invoice_id", text(&invoice, "invoice_id")),
            ("", "order_id", order_id),
            ("/orders/", "line_id", text(&order["lines"][0], "line_id")),
            ("", "shipment_id", text(&shipment, "shipment_id")),
            ("", "intent_id", text(&payment, "intent_id")),
            ("", "saga_id", text(&sagas["items"][0], "saga_id")),
        ];
        (created, objects)
    }

    /// One that is refused, as there is an order under way.
    async fn erasure(&self, customer_token: &str) -> String {
        let customer =
            self.shop.shopper("customer").header("authorization", format!("Bearer {customer_token}"));
        let asked = json!({ "confirm": "erase my data" });
        text(&customer.post("/store/v1/me/erasures", asked).await.ok(), "erasure_id")
    }

    /// An administrator with two sessions and an API key, a role, and somebody who is invited.
    async fn staff_members(&self) -> (String, String, Objects) {
        let operator = |callee: &str| {
            let token = self.shop.holders.token("operator", callee);
            self.shop.shopper(callee).header("authorization", format!("Bearer {token}"))
        };
        let email = format!("staff-{}", self.email);
        let wanted = json!({ "email": email, "name": "Ada" });
        let user = operator("user").post("/internal/v1/user/ensure_administrator", wanted).await.ok();
        let subject = user.as_str().unwrap();
        let password = "a password for the staff";
        let account = json!({ "realm": "staff", "subject": subject, "email": email, "password": password });
        let known = operator("auth").post("/internal/v1/auth/set_password", account).await;
        assert!(known.status < 300, "{known:?}");
        let login = json!({ "email": email, "password": password });
        let signed_in = self.shop.shopper("auth").post("/admin/v1/auth/login", login).await.ok();
        let token = text(&signed_in, "access_token");
        let admin = self.shop.shopper("auth").header("authorization", format!("Bearer {token}"));
        let sessions = admin.get("/admin/v1/auth/sessions").await.ok();
        let key = json!({ "name": "Walk", "scopes": ["order.order.read"] });
        let key = admin.post("/admin/v1/api-keys", key).await.ok();
        let publishable = self.make("/admin/v1/publishable-keys", json!({})).await;
        let application = json!({ "redirect_uris": ["https://app.example/back"] });
        let application = self.make("/admin/v1/oauth-clients", application).await;
        let role = self.make("/admin/v1/roles", json!({ "permissions": ["order.order.read"] })).await;
        let objects = vec![
            ("/admin/", "session_id", text(&sessions["items"][0], "session_id")),
            ("", "api_key_id", text(&key, "api_key_id")),
            ("", "publishable_key_id", text(&publishable, "publishable_key_id")),
            ("", "oauth_client_id", text(&application, "oauth_client_id")),
            ("", "role_id", text(&role, "role_id")),
            ("", "user_id", subject.to_owned()),
        ];
        (subject.to_owned(), token, objects)
    }
}

/// Where the objects' owners live.
pub(super) fn address() -> Value {
    json!({ "name": "Ada Buyer", "lines": ["1 Test Street"], "city": "London", "postal_code": "N1 1AA", "country": "GB" })
}
