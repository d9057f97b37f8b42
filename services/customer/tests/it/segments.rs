//! Segments: who belongs to them is what their rules say, whatever happened in which order.

use std::collections::{BTreeMap, BTreeSet};

use kernel_base::{Currency, Money};
use kernel_testing::Bus;
use proptest::prelude::*;
use serde_json::{Value, json};
use shared_contracts::CustomerId;

use crate::support::{Shop, address, eur, told_groups};

#[tokio::test]
async fn customers_join_and_leave_as_their_facts_change() {
    let shop = Shop::open().await;
    let (ada, bob) = (shop.customer().await, shop.customer().await);
    shop.create_group("trade", None).await.ok();
    shop.staff("PUT", &format!("/admin/v1/groups/trade/members/{ada}"), None).await.ok();
    let rule = json!({ "spent_over": eur(1000), "countries": ["DE", "FR"] });
    shop.create_group("loyal", Some(&rule)).await.ok();
    shop.refresh().await;
    let mut bus = Bus::new(shop.test.db());
    bus.take().await;
    shop.buys(ada, eur(1001)).await;
    shop.buys(bob, eur(1000)).await;
    shop.refresh().await;
    assert_eq!(shop.groups_of(ada).await, ["trade"], "no address yet");
    let added = shop.add_address(ada, &json!({ "address": address("DE") })).await;
    shop.add_address(bob, &json!({ "address": address("DE") })).await.ok();
    shop.refresh().await;
    assert_eq!(shop.groups_of(ada).await, ["loyal", "trade"]);
    assert!(shop.groups_of(bob).await.is_empty(), "not more than 1000");
    let members = shop.get("/admin/v1/groups/loyal/members").await.ok();
    let facts = json!({ "orders": 1, "spent": eur(1001), "country": "DE", "holds": true });
    assert_eq!(members["items"], json!([{ "customer_id": ada, "since": shop.now(), "facts": facts }]));
    let path = format!("/store/v1/me/addresses/{}", added.text("address_id"));
    shop.of(ada, "PUT", &path, Some(&json!({ "address": address("GB") }))).await.ok();
    let members = shop.get("/admin/v1/groups/loyal/members").await.ok();
    assert_eq!(members["items"][0]["facts"]["holds"], false, "about to leave");
    shop.refresh().await;
    assert_eq!(shop.groups_of(ada).await, ["trade"]);
    let told = told_groups(&mut bus).await;
    let codes = |codes: &[&str]| codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<_>>();
    assert_eq!(told, [(ada, codes(&["loyal", "trade"])), (ada, codes(&["trade"]))]);
    shop.refresh().await;
    assert!(bus.take().await.is_empty(), "nothing changed, nothing is told");
}

#[tokio::test]
async fn a_new_rule_is_held_against_everybody() {
    let shop = Shop::open().await;
    let mut customers = Vec::new();
    // More than one sweep takes.
    for _ in 0..120 {
        customers.push(shop.customer().await);
    }
    for customer_id in &customers[..110] {
        shop.consent(*customer_id, "newsletter", true).await;
    }
    shop.consent(customers[0], "newsletter", false).await;
    shop.refresh().await;
    let created = shop.create_group("readers", Some(&json!({ "consent": "newsletter" }))).await.ok();
    assert_eq!(created["refreshing"], true);
    shop.refresh().await;
    let in_group = async || {
        let mut count = 0;
        for customer_id in &customers {
            count += shop.groups_of(*customer_id).await.len();
        }
        count
    };
    assert_eq!(in_group().await, 109);
    assert_eq!(shop.get("/admin/v1/groups/readers").await.ok()["refreshing"], false);
    // A rule without a condition has nobody; then the segment can go.
    let edit = json!({ "name": "Readers", "rule": {} });
    let edited = shop.put_over("/admin/v1/groups/readers", "\"v1\"", &edit).await;
    let headers = [("if-match", edited.etag())];
    let kept = shop.staff_with("DELETE", "/admin/v1/groups/readers", None, &headers).await;
    kept.is_problem(409, "customer.group_in_use");
    shop.refresh().await;
    assert_eq!(in_group().await, 0);
    shop.staff_with("DELETE", "/admin/v1/groups/readers", None, &headers).await.ok();
}

/// Replicas refresh at once while customers give consents: nobody is forgotten, nothing is told twice.
#[tokio::test]
async fn replicas_share_the_work() {
    let shop = Shop::open().await;
    shop.create_group("readers", Some(&json!({ "consent": "newsletter" }))).await.ok();
    let mut customers = Vec::new();
    for _ in 0..12 {
        customers.push(shop.customer().await);
    }
    let mut bus = Bus::new(shop.test.db());
    let consents = futures::future::join_all(
        customers.iter().map(|customer_id| shop.consent(*customer_id, "newsletter", true)),
    );
    let refreshes = futures::future::join_all((0..4).map(|_| shop.refresh()));
    futures::future::join(consents, refreshes).await;
    shop.refresh().await;
    let told = told_groups(&mut bus).await;
    let told: BTreeSet<CustomerId> = told.iter().map(|(customer_id, _)| *customer_id).collect();
    assert_eq!(told, customers.iter().copied().collect());
    for customer_id in customers {
        assert_eq!(shop.groups_of(customer_id).await, ["readers"]);
    }
}

const COUNTRIES: [&str; 4] = ["DE", "FR", "GB", "US"];
const CONSENTS: [&str; 2] = ["newsletter", "profiling"];

#[derive(Debug, Clone)]
enum Step {
    Buys {
        customer: usize,
        minor: i64,
        pounds: bool,
    },
    /// The customer's last order.
    Cancels {
        customer: usize,
    },
    Moves {
        customer: usize,
        country: usize,
    },
    Consents {
        customer: usize,
        kind: usize,
        given: bool,
    },
    Rules {
        segment: usize,
        rule: Rule,
    },
    Refreshes,
}

#[derive(Debug, Clone, Default)]
struct Rule {
    spent_over: Option<(i64, bool)>,
    orders_over: Option<i64>,
    countries: BTreeSet<usize>,
    consent: Option<usize>,
}

impl Rule {
    fn json(&self) -> Value {
        let mut rule = json!({});
        if let Some((minor, pounds)) = self.spent_over {
            rule["spent_over"] = json!(money(minor, pounds));
        }
        if let Some(orders) = self.orders_over {
            rule["orders_over"] = json!(orders);
        }
        if !self.countries.is_empty() {
            rule["countries"] = self.countries.iter().map(|country| json!(COUNTRIES[*country])).collect();
        }
        if let Some(kind) = self.consent {
            rule["consent"] = json!(CONSENTS[kind]);
        }
        rule
    }

    /// The rule, said once more, in the plainest way.
    fn holds(&self, facts: &Facts) -> bool {
        let spent = |pounds: bool| -> i64 {
            facts.orders.iter().filter(|(_, of)| *of == pounds).map(|(minor, _)| minor).sum()
        };
        let orders = i64::try_from(facts.orders.len()).unwrap();
        let asks = self.spent_over.is_some()
            || self.orders_over.is_some()
            || !self.countries.is_empty()
            || self.consent.is_some();
        asks && self.spent_over.is_none_or(|(minor, pounds)| spent(pounds) > minor)
            && self.orders_over.is_none_or(|over| orders > over)
            && (self.countries.is_empty()
                || facts.country.is_some_and(|country| self.countries.contains(&country)))
            && self.consent.is_none_or(|kind| facts.consents.get(&kind) == Some(&true))
    }
}

fn money(minor: i64, pounds: bool) -> Money {
    Money::new(minor, if pounds { Currency::GBP } else { Currency::EUR })
}

#[derive(Debug, Default)]
struct Facts {
    /// Minor units, and whether they are pence.
    orders: Vec<(i64, bool)>,
    country: Option<usize>,
    consents: BTreeMap<usize, bool>,
}

/// Few of them, so that sums are often exactly what a rule names.
fn amounts() -> impl Strategy<Value = i64> {
    (0..5_i64).prop_map(|coins| coins * 50)
}

fn rules() -> impl Strategy<Value = Rule> {
    let spent_over = prop::option::of((amounts(), any::<bool>()));
    let countries = prop::collection::btree_set(0..COUNTRIES.len(), 0..3);
    let consent = prop::option::of(0..CONSENTS.len());
    (spent_over, prop::option::of(0..3_i64), countries, consent).prop_map(
        |(spent_over, orders_over, countries, consent)| Rule { spent_over, orders_over, countries, consent },
    )
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let customer = 0..4_usize;
    let step = prop_oneof![
        4 => (customer.clone(), amounts(), any::<bool>())
            .prop_map(|(customer, minor, pounds)| Step::Buys { customer, minor, pounds }),
        1 => customer.clone().prop_map(|customer| Step::Cancels { customer }),
        3 => (customer.clone(), 0..COUNTRIES.len()).prop_map(|(customer, country)| Step::Moves { customer, country }),
        3 => (customer, 0..CONSENTS.len(), any::<bool>())
            .prop_map(|(customer, kind, given)| Step::Consents { customer, kind, given }),
        1 => (0..3_usize, rules()).prop_map(|(segment, rule)| Step::Rules { segment, rule }),
        1 => Just(Step::Refreshes),
    ];
    prop::collection::vec(step, 10..40)
}

/// Lives through the steps and compares who belongs to which segment with what the rules say of each customer.
async fn live(first_rules: [Rule; 3], steps: Vec<Step>) {
    let shop = Shop::open().await;
    let mut customers = Vec::new();
    for _ in 0..4 {
        customers.push(shop.customer().await);
    }
    let mut facts: [Facts; 4] = Default::default();
    let mut orders: [Vec<crate::support::Order>; 4] = Default::default();
    let mut rules = first_rules;
    let mut versions = [1; 3];
    for (at, rule) in rules.iter().enumerate() {
        shop.create_group(&format!("segment-{at}"), Some(&rule.json())).await.ok();
    }
    for step in steps {
        match step {
            Step::Buys { customer, minor, pounds } => {
                let order = shop.order(Some(customers[customer]), money(minor, pounds));
                shop.deliver(&[order.placed(&shop), order.confirmed(&shop)]).await;
                orders[customer].push(order);
                facts[customer].orders.push((minor, pounds));
            }
            Step::Cancels { customer } => {
                if let Some(order) = orders[customer].pop() {
                    shop.deliver(&[order.cancelled(&shop)]).await;
                    facts[customer].orders.pop();
                }
            }
            Step::Moves { customer, country } => {
                let body = json!({ "address": address(COUNTRIES[country]), "default_shipping": true });
                shop.add_address(customers[customer], &body).await.ok();
                facts[customer].country = Some(country);
            }
            Step::Consents { customer, kind, given } => {
                shop.consent(customers[customer], CONSENTS[kind], given).await;
                facts[customer].consents.insert(kind, given);
            }
            Step::Rules { segment, rule } => {
                let edit = json!({ "name": "Other", "rule": rule.json() });
                let etag = format!("\"v{}\"", versions[segment]);
                shop.put_over(&format!("/admin/v1/groups/segment-{segment}"), &etag, &edit).await.ok();
                versions[segment] += 1;
                rules[segment] = rule;
            }
            Step::Refreshes => shop.refresh().await,
        }
    }
    shop.refresh().await;
    for (customer_id, facts) in customers.iter().zip(&facts) {
        let expected: Vec<String> = rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.holds(facts))
            .map(|(at, _)| format!("segment-{at}"))
            .collect();
        assert_eq!(shop.groups_of(*customer_id).await, expected, "{facts:?} {rules:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn segments_are_what_their_rules_say(first in [rules(), rules(), rules()], steps in steps()) {
        tokio::runtime::Runtime::new().unwrap().block_on(live(first, steps));
    }
}
