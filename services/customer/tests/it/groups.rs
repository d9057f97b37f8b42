//! Groups, segments as staff sets them up, and who belongs to manual groups.

use kernel_testing::Bus;
use serde_json::{Value, json};
use shared_contracts::CustomerId;

use crate::support::{Shop, told_groups};

fn member(code: &str, customer_id: CustomerId) -> String {
    format!("/admin/v1/groups/{code}/members/{customer_id}")
}

#[tokio::test]
async fn staff_keeps_groups() {
    let shop = Shop::open().await;
    let created = shop.create_group("trade", None).await;
    assert_eq!((created.status.as_u16(), created.header("location")), (201, "/admin/v1/groups/trade"));
    let expected =
        json!({ "code": "trade", "name": "The trade", "kind": "manual", "refreshing": false, "version": 1 });
    assert_eq!(created.ok(), expected);
    shop.create_group("trade", None).await.is_problem(409, "customer.group_taken");
    let rule = json!({
        "spent_over": { "amount": 100_000, "currency": "EUR" }, "orders_over": 3, "countries": ["AT", "DE"],
        "consent": "newsletter",
    });
    let segment = shop.create_group("loyal", Some(&rule)).await.ok();
    assert_eq!((&segment["rule"], segment["kind"].as_str()), (&rule, Some("segment")));
    assert_eq!(shop.get("/admin/v1/groups/loyal").await.ok(), segment);
    let list = shop.get("/admin/v1/groups").await.ok();
    let codes: Vec<_> = list["items"].as_array().unwrap().iter().map(|group| &group["code"]).collect();
    assert_eq!(codes, ["loyal", "trade"]);
    let edit = json!({ "name": "Loyal", "rule": { "orders_over": 5 } });
    let edited = shop.put_over("/admin/v1/groups/loyal", "\"v1\"", &edit).await;
    assert_eq!((edited.etag(), &edited.ok()["rule"]), ("\"v2\"", &json!({ "orders_over": 5 })));
    let late = shop.put_over("/admin/v1/groups/loyal", "\"v1\"", &edit).await;
    late.is_problem(412, "customer.version_mismatch");
    let headers = [("if-match", "\"v2\"")];
    shop.staff_with("DELETE", "/admin/v1/groups/loyal", None, &headers).await.ok();
    shop.get("/admin/v1/groups/loyal").await.is_problem(404, "customer.group_not_found");
}

#[tokio::test]
async fn what_makes_no_rule_is_refused() {
    let shop = Shop::open().await;
    let wrong: [(Value, &str); 5] = [
        (json!({ "orders_over": -1 }), "/rule/orders_over"),
        (json!({ "spent_over": { "amount": -1, "currency": "EUR" } }), "/rule/spent_over/amount"),
        (json!({ "countries": ["de"] }), "/rule/countries/0"),
        (json!({ "consent": "News letter" }), "/rule/consent"),
        (json!({ "age_over": 17 }), "/rule/age_over"),
    ];
    for (rule, pointer) in wrong {
        let answer = shop.create_group("loyal", Some(&rule)).await;
        answer.is_problem(400, "request.invalid");
        assert_eq!(answer.wrong_fields()[0].0, pointer);
    }
}

#[tokio::test]
async fn members_of_manual_groups_are_entered_and_taken_out() {
    let shop = Shop::open().await;
    let (ada, bob) = (shop.customer().await, shop.customer().await);
    let mut bus = Bus::new(shop.test.db());
    for code in ["press", "trade"] {
        shop.create_group(code, None).await.ok();
    }
    for (code, customer_id) in [("trade", ada), ("trade", ada), ("press", ada), ("trade", bob)] {
        shop.staff("PUT", &member(code, customer_id), None).await.ok();
    }
    assert_eq!(shop.groups_of(ada).await, ["press", "trade"]);
    let mine = shop.of(ada, "GET", "/store/v1/me/groups", None).await.ok();
    assert_eq!(mine, json!({ "groups": ["press", "trade"] }));
    let page = shop.get("/admin/v1/groups/trade/members?limit=1").await.ok();
    let next = format!("/admin/v1/groups/trade/members?cursor={}", page["next_cursor"].as_str().unwrap());
    let rest = shop.get(&next).await.ok();
    let mut found = [page, rest].map(|page| page["items"][0].clone());
    found.sort_by_key(|member| member["customer_id"] != json!(ada));
    assert_eq!(
        found,
        [ada, bob].map(|customer_id| json!({ "customer_id": customer_id, "since": shop.now() }))
    );
    let headers = [("if-match", "\"v1\"")];
    let kept = shop.staff_with("DELETE", "/admin/v1/groups/trade", None, &headers).await;
    kept.is_problem(409, "customer.group_in_use");
    for _ in 0..2 {
        shop.staff("DELETE", &member("trade", ada), None).await.ok();
    }
    assert_eq!(shop.groups_of(ada).await, ["press"]);
    let events = bus.take().await;
    let of_ada: Vec<i64> = events
        .iter()
        .filter(|event| event.subject == ada.to_string() && event.kind.contains("membership"))
        .map(|event| event.version)
        .collect();
    assert_eq!(of_ada, [2, 3, 4], "done twice, it is told once");
}

#[tokio::test]
async fn what_cannot_be_entered_is_refused() {
    let shop = Shop::open().await;
    let (ada, stranger) = (shop.customer().await, shop.test.env().id());
    shop.create_group("trade", None).await.ok();
    shop.create_group("loyal", Some(&json!({ "orders_over": 1 }))).await.ok();
    for method in ["PUT", "DELETE"] {
        shop.staff(method, &member("loyal", ada), None).await.is_problem(409, "customer.group_not_manual");
        shop.staff(method, &member("press", ada), None).await.is_problem(404, "customer.group_not_found");
        shop.staff(method, &member("trade", stranger), None).await.is_problem(404, "customer.not_found");
    }
    shop.get("/admin/v1/groups/press/members").await.is_problem(404, "customer.group_not_found");
}

/// Staff enters a customer into many groups at once: nothing is lost, and the last event tells all of them.
#[tokio::test]
async fn entries_at_the_same_time_are_all_kept() {
    let shop = Shop::open().await;
    let ada = shop.customer().await;
    let codes: Vec<String> = (0..4).map(|at| format!("group-{at}")).collect();
    for code in &codes {
        shop.create_group(code, None).await.ok();
    }
    let mut bus = Bus::new(shop.test.db());
    let mut left = codes.clone();
    while !left.is_empty() {
        let entries = left.iter().map(|code| {
            let (shop, path) = (&shop, member(code, ada));
            async move { (code.clone(), shop.staff("PUT", &path, None).await.status.as_u16()) }
        });
        let answers = futures::future::join_all(entries).await;
        assert!(answers.iter().all(|(_, status)| [204, 503].contains(status)), "{answers:?}");
        left = answers.into_iter().filter(|(_, status)| *status == 503).map(|(code, _)| code).collect();
    }
    assert_eq!(shop.groups_of(ada).await, codes);
    let told = told_groups(&mut bus).await;
    let last: Vec<String> = told.last().unwrap().1.iter().map(ToString::to_string).collect();
    assert_eq!((told.len(), last), (4, codes));
}

#[tokio::test]
async fn there_is_an_end_to_groups_and_consents() {
    let shop = Shop::open().await;
    let (ada, sql) = (shop.customer().await, shop.test.sql().await);
    let groups = "INSERT INTO customer.customer_group (code, name, kind, created_at, updated_at) \
         SELECT 'group-' || n, 'Group', 'manual', now(), now() FROM generate_series(1, 200) AS n";
    sql.execute(groups, &[]).await.unwrap();
    shop.create_group("trade", None).await.is_problem(409, "customer.too_many_groups");
    let consents = "INSERT INTO customer.consent (consent_id, customer_id, kind, given, source, text_version, recorded_at) \
         SELECT gen_random_uuid(), customer_id, 'newsletter', true, 'checkout', '7', now() \
         FROM customer.customer, generate_series(1, 1000)";
    sql.execute(consents, &[]).await.unwrap();
    let mut body = json!({ "kind": "newsletter", "given": true, "source": "checkout", "text_version": "7" });
    let answer = shop.of(ada, "POST", "/store/v1/me/consents", Some(&body)).await;
    answer.is_problem(409, "customer.too_many_consents");
    body["given"] = json!(false);
    shop.of(ada, "POST", "/store/v1/me/consents", Some(&body)).await.ok();
}
