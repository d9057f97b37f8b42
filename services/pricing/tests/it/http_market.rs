//! `/admin/v1/markets`.

use kernel_base::Currency;
use serde_json::{Value, json};

use crate::support::Shop;

fn switzerland() -> Value {
    json!({
        "code": "ch", "name": "Switzerland", "currency": "CHF", "countries": ["LI", "CH"], "prices_include_tax": true,
        "rounding": { "mode": "half_even", "level": "total", "target": "gross" }, "home_country": "CH",
        "default_for_currency": true,
    })
}

#[tokio::test]
async fn a_market_opens_its_currency() {
    let shop = Shop::open().await;
    let created = shop.post("/admin/v1/markets", &switzerland()).await;
    let market = created.ok();
    assert_eq!((created.status.as_u16(), created.header("etag")), (201, "\"v1\""));
    assert_eq!(market["countries"], json!(["CH", "LI"]));
    assert_eq!(shop.get(created.header("location")).await.ok(), market);
    let list = json!({ "code": "base-chf", "name": "Base", "currency": "CHF" });
    shop.post("/admin/v1/price-lists", &list).await.ok();
    let variant = shop.priced("85123A", "CHF", &[(1, "10.81")]).await;
    let line = shop.line("CHF".parse::<Currency>().unwrap(), variant, 1).await;
    assert_eq!((line.net.minor(), line.tax.minor()), (1000, 81));
}

#[tokio::test]
async fn a_currency_has_one_set_of_rules_per_country() {
    let shop = Shop::open().await;
    shop.post("/admin/v1/markets", &switzerland()).await.ok();
    shop.post("/admin/v1/markets", &switzerland()).await.is_problem(409, "pricing.code_taken");
    let mut other = switzerland();
    (other["code"], other["default_for_currency"]) = (json!("li"), json!(false));
    shop.post("/admin/v1/markets", &other).await.is_problem(409, "pricing.market_taken");
    (other["countries"], other["default_for_currency"]) = (json!([]), json!(true));
    shop.post("/admin/v1/markets", &other).await.is_problem(409, "pricing.market_taken");
}

#[tokio::test]
async fn a_change_takes_effect_at_once_and_never_overwrites_one_not_seen() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "11.90")]).await;
    assert_eq!(shop.line(Currency::EUR, variant, 1).await.gross.minor(), 1190);
    let mut market = shop.get("/admin/v1/markets?limit=1").await.ok()["items"][0].clone();
    let path = format!("/admin/v1/markets/{}", market["market_id"].as_str().unwrap());
    for field in ["market_id", "version"] {
        market.as_object_mut().unwrap().remove(field);
    }
    market["prices_include_tax"] = json!(false);
    assert_eq!(shop.put_over(&path, "\"v1\"", &market).await.header("etag"), "\"v2\"");
    assert_eq!(shop.line(Currency::EUR, variant, 1).await.gross.minor(), 1416);
    let stale = shop.put_over(&path, "\"v1\"", &market).await;
    stale.is_problem(412, "pricing.version_changed");
    assert_eq!(stale.header("etag"), "\"v2\"");
}

#[tokio::test]
async fn wrong_input_is_refused() {
    let shop = Shop::open().await;
    for (field, wrong) in [
        ("currency", json!("XXX")),
        ("countries", json!(["Germany"])),
        ("rounding", json!({ "mode": "bankers", "level": "line", "target": "tax" })),
        ("name", json!("")),
        ("surprise", json!(1)),
    ] {
        let mut body = switzerland();
        body[field] = wrong;
        shop.post("/admin/v1/markets", &body).await.is_problem(400, "request.invalid");
    }
    shop.get("/admin/v1/markets/mkt_00000000000000000000000000")
        .await
        .is_problem(404, "pricing.market_not_found");
    shop.get("/admin/v1/markets?color=red").await.is_problem(400, "request.invalid");
}
