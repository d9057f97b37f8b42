//! `karum serve gateway`: a process without a database in front of the others.

use std::time::Duration;

use reqwest::{Client, Response};
use serde_json::{Value, json};

use crate::support::eventually;

/// The public origin, as a client sees it.
pub(crate) struct Front {
    origin: String,
    client: Client,
}

impl Front {
    pub(crate) fn new(address: &str) -> Self {
        let client = kernel_http::client_builder().build().unwrap();
        Self { origin: format!("http://{address}"), client }
    }

    async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.origin)).send().await.unwrap()
    }

    async fn json(&self, path: &str) -> Value {
        self.get(path).await.error_for_status().unwrap().json().await.unwrap()
    }

    /// Everything a client needs is to be had here, whichever process answers.
    pub(crate) async fn serves_all(&self, staff_token: &str) {
        eventually("the gateway knows all operations", Duration::from_secs(20), async || {
            self.get("/store/v1/nothing").await.status() == 404
        })
        .await;
        let account = json!({ "email": "grace@example.com", "password": "a long enough phrase" });
        let registered =
            self.client.post(format!("{}/store/v1/auth/register", self.origin)).json(&account).send();
        let tokens: Value = registered.await.unwrap().error_for_status().unwrap().json().await.unwrap();
        let token = tokens["access_token"].as_str().unwrap();
        eventually("gateway and customer know the keys", Duration::from_secs(20), async || {
            let me = self.client.get(format!("{}/store/v1/pages/me", self.origin)).bearer_auth(token).send();
            me.await.unwrap().status() == 200
        })
        .await;
        let orders = self.client.get(format!("{}/admin/v1/orders", self.origin));
        let orders = orders.bearer_auth(staff_token).send().await.unwrap();
        assert_eq!(orders.status(), 200);
        assert_eq!(orders.headers()["cache-control"], "no-store");
        assert_eq!(orders.headers()["x-content-type-options"], "nosniff");
        assert!(orders.headers().contains_key("ratelimit"));
    }

    /// What processes ask each other is asked of them directly.
    pub(crate) async fn hides_what_is_internal(&self, operator: &str) {
        for path in ["/internal/v1/catalog/feed", "/metrics"] {
            let asked = self.client.post(format!("{}{path}", self.origin)).bearer_auth(operator).send();
            assert_eq!(asked.await.unwrap().status(), 404, "{path}");
        }
    }

    /// A page with all its parts; answers its path.
    pub(crate) async fn shows_a_product(&self) -> String {
        let products = self.json("/store/v1/products?limit=1").await;
        let handle = products["items"][0]["handle"].as_str().unwrap();
        let path = format!("/store/v1/pages/product/{handle}?currency=GBP");
        let page = self.json(&path).await;
        assert_eq!(page["product"]["handle"], handle, "{page}");
        assert_eq!(page["missing"], json!([]), "{page}");
        path
    }

    /// The process of the warehouse and the carts has gone away.
    pub(crate) async fn goes_on_without_the_warehouse(&self, product_page: &str) {
        let page = self.json(product_page).await;
        let missing = json!([{ "part": "availability", "code": "gateway.upstream_unavailable" }]);
        assert_eq!((&page["availability"], &page["missing"]), (&Value::Null, &missing), "{page}");
        assert!(page["prices"].is_object(), "{page}");
        let cart = self.get("/store/v1/carts/cart_01jd0000000000000000000000").await;
        assert_eq!((cart.status().as_u16(), &cart.headers()["retry-after"]), (503, &"1".parse().unwrap()));
        let request_id = cart.headers()["x-request-id"].to_str().unwrap().to_owned();
        let problem: Value = cart.json().await.unwrap();
        assert_eq!(problem["code"], "gateway.upstream_unavailable");
        assert_eq!(problem["trace_id"], request_id);
    }
}
