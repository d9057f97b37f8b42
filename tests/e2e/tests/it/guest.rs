//! Guests: who turns out to be a customer, who is erased by an address, and whom staff sells nothing to.

use std::collections::BTreeSet;
use std::path::Path;

use e2e::{Client, Form, Goods, Shop, eventually};
use kernel_base::Env;
use serde_json::{Value, json};

use crate::checkout::{fill_cart_of, shop};
use crate::erase::{ended, finish};

const EMAIL: &str = "Hilda@Guest.example";

/// What somebody new with this address signs in with.
async fn register(shop: &Shop, email: &str) -> String {
    let account = json!({ "email": email, "password": "a password for the tests" });
    let signed_up = shop.shopper("auth").post("/store/v1/auth/register", account).await.ok();
    format!("Bearer {}", signed_up["access_token"].as_str().unwrap())
}

/// The token of the letter that has arrived.
async fn letter(folder: &Path) -> String {
    let mut token = String::new();
    eventually("a letter arrives", async || {
        let Ok(files) = std::fs::read_dir(folder) else { return false };
        let whole = files
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|it| it == "eml"));
        let letters = whole.filter_map(|path| std::fs::read_to_string(path).ok());
        let tokens = letters.filter_map(|text| {
            let text = text.replace("=\r\n", "").replace("=3D", "=");
            let (_, rest) = text.split_once("verify-email?token=")?;
            Some(rest.split_whitespace().next()?.to_owned())
        });
        token = tokens.last().unwrap_or_default();
        !token.is_empty()
    })
    .await;
    token
}

async fn a_guest_s_order_becomes_theirs(form: Form) {
    let folder = std::env::temp_dir().join(format!("karum-e2e-letters-{}", Env::system().uuid()));
    let shop = Shop::with_letters(form, folder.clone()).await;
    shop.open_channel().await;
    let mug = shop.sell("MUG-1", "7.50", 20).await;
    let bought =
        fill_cart_of(shop.shopper("cart"), EMAIL, &[(&mug, 2)], "tok_success").await.complete().await.ok();
    let order_id = bought["order_id"].as_str().unwrap();
    let token = register(&shop, "hilda@guest.example").await;
    let customer = |service| shop.shopper(service).header("authorization", token.clone());
    let me = customer("customer").get("/store/v1/me").await.ok();
    let path = format!("/admin/v1/customers/{}", me["customer_id"].as_str().unwrap());
    let list = format!("/admin/v1/orders?customer_id={}", me["customer_id"].as_str().unwrap());
    let orders = async || ids(&shop.staff("order").get(&list).await.ok());
    assert_eq!(orders().await, [""; 0]);

    let confirm = json!({ "token": letter(&folder).await });
    let confirmed = shop.shopper("auth").post("/store/v1/auth/verify-email/confirm", confirm).await;
    assert_eq!(confirmed.status, 204, "{confirmed:?}");
    eventually("the order is the customer's", async || orders().await == [order_id]).await;
    eventually("it counts", async || {
        let seen = shop.staff("customer").get(&path).await.ok();
        seen["statistics"][0]["orders"] == 1
    })
    .await;
    let by_token = shop.shopper("order").header("x-order-token", bought["order_token"].as_str().unwrap());
    by_token.get(&format!("/store/v1/orders/{order_id}")).await.ok();

    if form == Form::Together {
        // Only there the services know the keys of the customer's token.
        assert_eq!(ids(&customer("order").get("/store/v1/me/orders").await.ok()), orders().await);
        sells_nothing_to_who_is_blocked(&shop, &mug, customer("cart"), &path).await;
    }
    std::fs::remove_dir_all(folder).unwrap();
    shop.stop().await;
}

/// What the customer buys is theirs at once; and nothing more once staff has blocked them.
async fn sells_nothing_to_who_is_blocked(shop: &Shop, mug: &Goods, customer: Client, path: &str) {
    let own = fill_cart_of(customer.clone(), EMAIL, &[(mug, 1)], "tok_success").await;
    own.complete().await.ok();
    eventually("both count", async || {
        let seen = shop.staff("customer").get(path).await.ok();
        seen["statistics"][0]["orders"] == 2
    })
    .await;
    let next = fill_cart_of(customer, EMAIL, &[(mug, 1)], "tok_success").await;
    let version = shop.staff("customer").get(path).await.ok()["version"].clone();
    let staff = shop.staff("customer").header("if-match", format!("\"v{version}\""));
    staff.patch(path, json!({ "status": "blocked" })).await.ok();
    eventually("the cart is refused", async || {
        let session = json!({ "provider": "test" });
        next.act("payment-session", session).await.body["code"] == "cart.customer_blocked"
    })
    .await;
    assert_eq!(next.complete().await.body["code"], "cart.customer_blocked");
}

/// Of the orders of a page.
fn ids(page: &Value) -> Vec<String> {
    let orders = page["items"].as_array().unwrap().iter();
    orders.map(|order| order["order_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_s_order_becomes_theirs_in_one_process() {
    a_guest_s_order_becomes_theirs(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_s_order_becomes_theirs_over_two_processes() {
    a_guest_s_order_becomes_theirs(Form::Apart).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_is_forgotten_by_an_address() {
    let shop = shop(Form::Apart).await;
    let mug = shop.sell("MUG-1", "7.50", 20).await;
    let bought =
        fill_cart_of(shop.shopper("cart"), EMAIL, &[(&mug, 1)], "tok_success").await.complete().await.ok();
    fill_cart_of(shop.shopper("cart"), EMAIL, &[(&mug, 1)], "tok_hilda").await; // and left
    finish(&shop, bought["order_id"].as_str().unwrap()).await;
    for trace in ["Hilda@Guest", "tok_hilda", "Ada Buyer"] {
        assert_ne!(shop.columns_with(trace).await, BTreeSet::new(), "{trace} was somewhere");
    }
    let asked = json!({ "email": "hilda@guest.EXAMPLE" });
    let begun = shop.staff("customer").post("/admin/v1/erasures/by-email", asked).await;
    assert_eq!(begun.status, 202, "{begun:?}");
    let erased = ended(&shop, begun.body["erasure_id"].as_str().unwrap()).await;
    assert_eq!(erased["state"], "completed", "{erased:#}");
    assert_eq!(erased["order_ids"], json!([bought["order_id"]]));
    assert_eq!(erased["proof"]["cart"][0]["removed"], 2, "{erased:#}");
    let forgotten = async || {
        for trace in ["Hilda@Guest", "hilda@guest", "tok_hilda", "Ada Buyer"] {
            let mut left = shop.columns_with(trace).await;
            if trace == "Ada Buyer" {
                // Nobody is named as seller, so the invoice, which needs the name, is still to be issued.
                left.remove("invoice.waiting_bill.bill");
            }
            assert_eq!(left, BTreeSet::new(), "{trace}");
        }
    };
    forgotten().await;
    let named = shop.columns_with(erased["erasure_id"].as_str().unwrap()).await;
    assert!(!named.contains("kernel.personal_key.subject"), "nothing opens the commands any more: {named:?}");
    // The logs once more, and the erasure once more: by what was found then.
    let rows = shop.row_counts().await;
    shop.replay().await;
    assert_eq!(shop.parked().await, 0);
    forgotten().await;
    assert_eq!(shop.row_counts().await, rows);
    let repeat = json!({ "since": "2020-01-01T00:00:00Z" });
    shop.staff("customer").post("/admin/v1/erasures/repeat", repeat).await.ok();
    let path = format!("/admin/v1/erasures/{}", erased["erasure_id"].as_str().unwrap());
    eventually("it was carried out again", async || {
        shop.staff("customer").get(&path).await.ok()["repeated_at"].is_string()
    })
    .await;
    shop.stop().await;
}
