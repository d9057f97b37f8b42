//! What lets a customer sign in is taken away, and nobody else's.

use std::sync::Arc;

use auth_contracts::EraseAccount;
use kernel_base::{Command, CommandData, Event};
use kernel_testing::{Bus, event};
use shared_contracts::ErasureSubject;

use crate::support::{PASSWORD, Site};

fn erase(site: &Site, customer: &str) -> Arc<Event> {
    let env = site.test.env();
    let customer_id = Some(customer.parse().unwrap());
    let body = EraseAccount { subject: ErasureSubject { customer_id, ..ErasureSubject::default() } };
    let command = Command { command_id: env.uuid(), saga_id: env.uuid(), step: "erase_account".into(), body };
    event(env, "customer", EraseAccount::TYPE, &command.saga_id.to_string(), &command)
}

#[tokio::test]
async fn an_account_is_gone_however_badly_it_is_asked_for_and_the_next_one_with_its_address_stays() {
    for seed in 1..=5 {
        let site = Site::open().await;
        let (ada, bob) = (site.register("ada@example.com").await, site.register("bob@example.com").await);
        let customer = site.customer(&ada);
        let service = site.service();
        let erasures = service.subscriptions().iter().find(|wanted| wanted.producer == "customer").unwrap();
        let asked = [erase(&site, &customer), erase(&site, &customer)];
        Bus::shuffle(seed, site.test.db(), &[(&*erasures.handler, &asked)]).await;
        site.login("ada@example.com", PASSWORD).await.is_problem(401, "auth.invalid_credentials");
        site.refresh(&ada.text("refresh_token")).await.is_problem(401, "auth.invalid_refresh_token");
        site.refresh(&bob.text("refresh_token")).await.ok();

        let again = site.register("ada@example.com").await;
        assert_ne!(site.customer(&again), customer, "an id never means somebody else");
        Bus::shuffle(seed, site.test.db(), &[(&*erasures.handler, &asked)]).await;
        site.login("ada@example.com", PASSWORD).await.ok();
    }
}
