//! There is always an active administrator.

use futures::future::join_all;
use kernel_base::Secret;
use kernel_testing::Client;
use serde_json::json;
use user_contracts::EnsureAdministrator;

use crate::support::{Member, Office, administrator_role};

const AT_ONCE: usize = 16;

async fn administrators(office: &Office) -> Vec<Member> {
    let mut members = Vec::new();
    for number in 0..AT_ONCE {
        members.push(office.administrator(&format!("admin-{number}@example.com")).await);
    }
    members
}

async fn active(office: &Office, members: &[Member]) -> usize {
    let mut active = 0;
    for member in members {
        active += usize::from(office.permissions(&member.user_id).await.contains("*"));
    }
    active
}

#[tokio::test]
async fn of_sixteen_who_are_deactivated_at_once_one_stays() {
    let office = Office::open().await;
    let members = administrators(&office).await;
    let answers = join_all(members.iter().map(async |member| {
        let path = format!("/admin/v1/users/{}/deactivate", member.user_id);
        office.operator.staff("POST", &path, None).await
    }));
    let refused: Vec<_> = answers.await.into_iter().filter(|answer| !answer.status.is_success()).collect();
    assert_eq!(refused.len(), 1);
    refused[0].is_problem(409, "user.last_administrator");
    assert_eq!(active(&office, &members).await, 1);
}

#[tokio::test]
async fn of_sixteen_who_demote_each_other_in_as_many_processes_one_stays() {
    let office = Office::open().await;
    let members = administrators(&office).await;
    let replicas: Vec<Client> =
        members.iter().map(|_| Client::new(office.service().into_routes(), office.test.env())).collect();
    for _ in 0..AT_ONCE {
        let answers = join_all(members.iter().zip(&replicas).map(async |(member, replica)| {
            let path = format!("/admin/v1/users/{}", member.user_id);
            let etag = replica.get(&path).await.etag().to_owned();
            replica.put_over(&format!("{path}/roles"), &etag, &json!({ "role_ids": [] })).await
        }));
        for answer in answers.await.iter().filter(|answer| !answer.status.is_success()) {
            // Too much was going on: they may ask again.
            if answer.status.as_u16() != 503 {
                answer.is_problem(409, "user.last_administrator");
            }
        }
        if active(&office, &members).await == 1 {
            return;
        }
    }
    panic!("{} are left", active(&office, &members).await);
}

#[tokio::test]
async fn administrators_who_deactivate_each_other_do_not_both_succeed() {
    let office = Office::open().await;
    for round in 0..6 {
        let one = office.administrator(&format!("one-{round}@example.com")).await;
        let other = office.administrator(&format!("other-{round}@example.com")).await;
        let path = |member: &Member| format!("/admin/v1/users/{}/deactivate", member.user_id);
        let (of_other, of_one) = (path(&other), path(&one));
        let (left, right) =
            futures::join!(one.send("POST", &of_other, None), other.send("POST", &of_one, None));
        let succeeded = [&left, &right].iter().filter(|answer| answer.status.is_success()).count();
        // The first one took away what the second would need to hold.
        assert_eq!(succeeded, 1, "{left:?} {right:?}");
        let loser = if left.status.is_success() { right } else { left };
        assert!(["user.beyond_own", "user.last_administrator"].contains(&loser.problem().1), "{loser:?}");
    }
}

#[tokio::test]
async fn the_last_one_is_neither_demoted_nor_gone_through_a_role() {
    let office = Office::open().await;
    let ada = office.administrator("ada@example.com").await;
    let deactivate = format!("/admin/v1/users/{}/deactivate", ada.user_id);
    ada.send("POST", &deactivate, None).await.is_problem(409, "user.last_administrator");
    office.assign(&ada.user_id, &[]).await.is_problem(409, "user.last_administrator");
    // Another role that allows everything makes an administrator as well, as long as it does.
    let chiefs = office.role("chiefs", &["*"], None).await;
    office.assign(&ada.user_id, &[&chiefs]).await.ok();
    let path = format!("/admin/v1/roles/{chiefs}");
    let less = json!({ "name": "chiefs", "permissions": ["catalog.product.write"] });
    let answer = office.operator.put_over(&path, "\"v1\"", &less).await;
    answer.is_problem(409, "user.last_administrator");
    let eve = office.member("eve@example.com", &[&administrator_role()]).await;
    office.operator.put_over(&path, "\"v1\"", &less).await.ok();
    eve.send("POST", &deactivate, None).await.ok();
    let deactivate = format!("/admin/v1/users/{}/deactivate", eve.user_id);
    office.operator.staff("POST", &deactivate, None).await.is_problem(409, "user.last_administrator");
}

#[tokio::test]
async fn an_invited_administrator_does_not_count() {
    let office = Office::open().await;
    let ada = office.administrator("ada@example.com").await;
    office.invite("eve@example.com", &[&administrator_role()]).await.ok();
    let path = format!("/admin/v1/users/{}/deactivate", ada.user_id);
    office.operator.staff("POST", &path, None).await.is_problem(409, "user.last_administrator");
}

#[tokio::test]
async fn the_first_administrator_is_made_once_however_often_asked() {
    let office = Office::open().await;
    let replica = Client::new(office.service().into_routes(), office.test.env());
    let emails = ["ada@example.com", "Ada@Example.com"];
    let asked = join_all((0..AT_ONCE).map(async |number| {
        let email = Secret::new(emails[number % 2].parse().unwrap());
        let wanted = EnsureAdministrator { email, name: "Ada".to_owned() };
        office.api.ensure_administrator(&office.call(), wanted).await.unwrap()
    }));
    let ids = asked.await;
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    let body = json!({ "email": "ADA@example.com", "name": "Other" });
    let service = [("authorization", "Bearer service:operator")];
    let path = "/internal/v1/user/ensure_administrator";
    let answer = replica.json("POST", path, Some(&body), &service).await.ok();
    assert_eq!(answer, json!(ids[0].to_string()));
    let users = office.operator.get("/admin/v1/users").await.ok();
    assert_eq!(users["items"].as_array().unwrap().len(), 1);
    assert_eq!(users["items"][0]["name"], "Ada");
    assert_eq!(office.audit("actor=operator").await.len(), 1);
}

#[tokio::test]
async fn whoever_has_the_machine_lets_a_deactivated_administrator_in_again() {
    let office = Office::open().await;
    let ada = office.administrator("ada@example.com").await;
    office.administrator("eve@example.com").await;
    let path = format!("/admin/v1/users/{}/deactivate", ada.user_id);
    office.operator.staff("POST", &path, None).await.ok();
    assert!(!office.grants(&ada.user_id).await.active);
    let again = office.administrator("ada@example.com").await;
    assert_eq!(again.user_id, ada.user_id);
}
