//! Nobody gives, takes or gets what they do not hold, whichever way they try.

use serde_json::json;

use crate::support::{Member, Office, administrator_role, invitation_body, role_body};

const KEEPER: &[&str] = &[
    "user.account.read",
    "user.account.write",
    "user.role.read",
    "user.role.write",
    "catalog.product.write",
];

/// Keeps users and roles, and may write products on the web.
async fn keeper(office: &Office) -> Member {
    let role = office.role("keeper", KEEPER, Some(&["web"])).await;
    office.member("keeper@example.com", &[&role]).await
}

#[tokio::test]
async fn nobody_creates_a_role_wider_than_their_own() {
    let office = Office::open().await;
    let keeper = keeper(&office).await;
    let create = async |permissions: &[&str], channels: Option<&[&str]>| {
        keeper.send("POST", "/admin/v1/roles", Some(&role_body("new", permissions, channels))).await
    };
    for (permissions, channels) in [
        (&["*"][..], None),
        (&["payment.refund"], Some(&["web"][..])),
        (&["catalog.product.write", "payment.refund"], Some(&["web"])),
        (&["catalog.product.write"], None),
        (&["catalog.product.write"], Some(&["web", "wholesale"])),
    ] {
        create(permissions, channels).await.is_problem(403, "user.beyond_own");
    }
    create(&["catalog.product.write"], Some(&["web"])).await.ok();
}

#[tokio::test]
async fn nobody_invites_somebody_who_may_more() {
    let office = Office::open().await;
    let keeper = keeper(&office).await;
    let refunds = office.role("refunds", &["payment.refund"], Some(&["web"])).await;
    let everywhere = office.role("everywhere", &["catalog.product.write"], None).await;
    let web = office.role("web", &["catalog.product.write"], Some(&["web"])).await;
    let invite = async |role: &str| {
        keeper.send("POST", "/admin/v1/users", Some(&invitation_body("new@example.com", &[role]))).await
    };
    for role in [&administrator_role(), &refunds, &everywhere] {
        invite(role).await.is_problem(403, "user.beyond_own");
    }
    invite(&web).await.ok();
}

#[tokio::test]
async fn nobody_assigns_or_removes_a_role_wider_than_their_own() {
    let office = Office::open().await;
    let keeper = keeper(&office).await;
    let refunds = office.role("refunds", &["payment.refund"], Some(&["web"])).await;
    let web = office.role("web", &["catalog.product.write"], Some(&["web"])).await;
    let member = office.member("member@example.com", &[&refunds]).await;
    keeper
        .assign(&member.user_id, &[&refunds, &administrator_role()])
        .await
        .is_problem(403, "user.beyond_own");
    keeper.assign(&member.user_id, &[]).await.is_problem(403, "user.beyond_own");
    keeper.assign(&member.user_id, &[&web]).await.is_problem(403, "user.beyond_own");
    keeper.assign(&member.user_id, &[&refunds, &web]).await.ok();
    keeper.assign(&member.user_id, &[&refunds]).await.ok();
    assert_eq!(office.permissions(&member.user_id).await, ["payment.refund".to_owned()].into());
}

#[tokio::test]
async fn a_role_does_not_carry_the_permissions_of_another_into_more_channels() {
    let office = Office::open().await;
    let keeper_everywhere = office.role("keeper", KEEPER, None).await;
    let keeper = office.member("keeper@example.com", &[&keeper_everywhere]).await;
    let refunds = office.role("refunds", &["payment.refund"], Some(&["web"])).await;
    let products = office.role("products", &["catalog.product.write"], Some(&["web"])).await;
    let everywhere = office.role("everywhere", &["catalog.product.write"], None).await;
    let member = office.member("member@example.com", &[&refunds, &products]).await;
    // Assigned, it would let them refund in all channels.
    keeper.assign(&member.user_id, &[&refunds, &everywhere]).await.is_problem(403, "user.beyond_own");
    // So would the role they have, were it widened.
    let widened = keeper.replace_role(&products, &["catalog.product.write"], None).await;
    widened.is_problem(403, "user.beyond_own");
    office.assign(&member.user_id, &[&products]).await.ok();
    keeper.replace_role(&products, &["catalog.product.write"], None).await.ok();
}

#[tokio::test]
async fn nobody_widens_or_narrows_a_role_beyond_their_own() {
    let office = Office::open().await;
    let keeper = keeper(&office).await;
    let web = office.role("web", &["catalog.product.write"], Some(&["web"])).await;
    let refunds = office.role("refunds", &["payment.refund", "catalog.product.write"], Some(&["web"])).await;
    let own = office.operator.get("/admin/v1/roles?limit=100").await.ok();
    let own = own["items"].as_array().unwrap().iter().find(|role| role["code"] == "keeper").unwrap();
    let own = own["role_id"].as_str().unwrap();
    let mut more = KEEPER.to_vec();
    more.push("payment.refund");
    let refused = [
        keeper.replace_role(&web, &["catalog.product.write", "payment.refund"], Some(&["web"])).await,
        keeper.replace_role(&web, &["catalog.product.write"], None).await,
        keeper.replace_role(&web, &["catalog.product.write"], Some(&["wholesale"])).await,
        keeper.replace_role(&web, &["*"], None).await,
        keeper.replace_role(&refunds, &["catalog.product.write"], Some(&["web"])).await,
        keeper.replace_role(own, &more, Some(&["web"])).await,
        keeper.replace_role(own, KEEPER, None).await,
    ];
    for answer in refused {
        answer.is_problem(403, "user.beyond_own");
    }
    let path = format!("/admin/v1/roles/{refunds}");
    keeper.send_at("DELETE", &path, Some("\"v1\""), None).await.is_problem(403, "user.beyond_own");
    keeper.replace_role(&refunds, &["payment.refund"], Some(&["web"])).await.ok();
}

#[tokio::test]
async fn nobody_changes_their_own_roles() {
    let office = Office::open().await;
    let keeper = keeper(&office).await;
    let administrator = office.administrator("ada@example.com").await;
    for member in [&keeper, &administrator] {
        for roles in [vec![administrator_role()], vec![]] {
            let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
            member.assign(&member.user_id, &roles).await.is_problem(403, "user.own_roles");
        }
    }
}

#[tokio::test]
async fn an_old_token_gives_nothing_that_was_taken_since() {
    let office = Office::open().await;
    office.administrator("ada@example.com").await;
    let former = office.administrator("former@example.com").await;
    let member = office.member("member@example.com", &[]).await;
    let keeper = office.role("keeper", KEEPER, None).await;
    office.assign(&former.user_id, &[&keeper]).await.ok();
    former.assign(&member.user_id, &[&administrator_role()]).await.is_problem(403, "user.beyond_own");
    let path = format!("/admin/v1/users/{}/deactivate", former.user_id);
    office.operator.staff("POST", &path, None).await.ok();
    former.assign(&member.user_id, &[&keeper]).await.is_problem(403, "user.beyond_own");
    let role = role_body("new", &["catalog.product.write"], None);
    former.send("POST", "/admin/v1/roles", Some(&role)).await.is_problem(403, "user.beyond_own");
}

#[tokio::test]
async fn who_saw_a_token_does_not_become_what_the_user_became_since() {
    let office = Office::open().await;
    let keeper = keeper(&office).await;
    let web = office.role("web", &["catalog.product.write"], Some(&["web"])).await;
    let body = invitation_body("new@example.com", &[&web]);
    let invited = keeper.send("POST", "/admin/v1/users", Some(&body)).await.ok();
    let user_id = invited["user"]["user_id"].as_str().unwrap();
    let token = invited["invitation"]["token"].as_str().unwrap();
    office.assign(user_id, &[&administrator_role()]).await.ok();
    office.accept(token).await.is_problem(409, "user.invitation_outdated");
    // Nor do they get a new one.
    let again = format!("/admin/v1/users/{user_id}/invitations");
    keeper.send("POST", &again, None).await.is_problem(403, "user.beyond_own");
    // The role itself may be widened, too.
    office.assign(user_id, &[&web]).await.ok();
    let path = format!("/admin/v1/roles/{web}");
    let wider = json!({ "name": "web", "permissions": ["catalog.product.write", "payment.refund"] });
    office.operator.put_over(&path, &office.etag(&path).await, &wider).await.ok();
    office.accept(token).await.is_problem(409, "user.invitation_outdated");
    assert_eq!(office.auth.passwords().len(), 1, "only the keeper has a password");
    assert!(!office.grants(user_id).await.active);
}

#[tokio::test]
async fn nobody_deactivates_or_reactivates_who_may_more() {
    let office = Office::open().await;
    let keeper = keeper(&office).await;
    office.administrator("ada@example.com").await;
    let other = office.administrator("other@example.com").await;
    let path = |verb: &str| format!("/admin/v1/users/{}/{verb}", other.user_id);
    keeper.send("POST", &path("deactivate"), None).await.is_problem(403, "user.beyond_own");
    office.operator.staff("POST", &path("deactivate"), None).await.ok();
    keeper.send("POST", &path("reactivate"), None).await.is_problem(403, "user.beyond_own");
    assert!(!office.grants(&other.user_id).await.active);
}

#[tokio::test]
async fn a_role_assigned_while_it_is_widened_gives_nothing_beyond_the_giver() {
    let office = Office::open().await;
    let keeper = keeper(&office).await;
    let replica = office.service();
    let replica = kernel_testing::Client::new(replica.into_routes(), office.test.env());
    for round in 0..8 {
        let role = office.role(&format!("role-{round}"), &["catalog.product.write"], Some(&["web"])).await;
        let member = office.member(&format!("member-{round}@example.com"), &[]).await;
        let path = format!("/admin/v1/roles/{role}");
        let wider = json!({ "name": "wider", "permissions": ["payment.refund"] });
        let widen = replica.put_over(&path, "\"v1\"", &wider);
        let roles = [role.as_str()];
        let (assigned, widened) = futures::join!(keeper.assign(&member.user_id, &roles), widen);
        widened.ok();
        // Either it was assigned first and then widened by who may, or it was too wide to be assigned.
        if !assigned.status.is_success() {
            assigned.is_problem(403, "user.beyond_own");
        }
        let assignment = position_of(&office, &member.user_id, 3).await;
        assert_eq!(assignment.is_some(), assigned.status.is_success());
        if let Some(assignment) = assignment {
            assert!(assignment < position_of(&office, &role, 2).await.unwrap(), "it was too wide already");
        }
    }
}

/// Where this version of something stands among all that was told.
async fn position_of(office: &Office, subject: &str, version: i64) -> Option<i64> {
    let sql = office.test.sql().await;
    let query = "SELECT staged_id FROM kernel.outbox_staged WHERE subject = $1 AND version = $2";
    sql.query_opt(query, &[&subject, &version]).await.unwrap().map(|row| row.get(0))
}
