//! What staff changes is told in the transaction that changes it, by one row more in the outbox.

use kernel_base::{Env, StaffActed};
use kernel_db::{Act, Database, DbError, GenericClient, Migrations, acting};
use kernel_testing::{Bus, TestService};
use refinery::Migration;
use serde_json::json;

const TABLES: &str = "CREATE TABLE probe.thing (title text NOT NULL CONSTRAINT thing_title_key UNIQUE)";

async fn service() -> TestService {
    let file = Migration::unapplied("V1__create_thing", TABLES).unwrap();
    TestService::new(Migrations { service: "probe", files: vec![file] }).await
}

fn act(service: &'static str) -> Act {
    let acted = StaffActed {
        actor: "staff:usr_1".to_owned(),
        operation: "post_things".to_owned(),
        path: "/things".to_owned(),
        object: "/things".to_owned(),
        before: None,
        after: None,
    };
    Act { service, env: Env::system(), acted, trace: Some("00-trace".to_owned()) }
}

/// Adds a thing; shows it when its title says so.
async fn add(database: &Database, title: &str) -> Result<(), DbError> {
    let write = database.write().await?;
    write.execute("INSERT INTO probe.thing (title) VALUES ($1)", &[&title]).await?;
    if title.starts_with("shown") {
        write.changed(title, None, Some(&json!({ "title": title })));
    }
    write.commit().await
}

async fn objects(bus: &mut Bus) -> Vec<String> {
    bus.take_acts().await.into_iter().map(|acted| acted.object).collect()
}

#[tokio::test]
async fn a_change_tells_of_the_act_and_shows_what_it_is_asked_to() {
    let service = service().await;
    let (database, mut bus) = (service.db(), Bus::new(service.db()));
    acting(act("probe"), async { add(database, "plain").await.unwrap() }).await;
    let told = bus.take_acts().await;
    let [acted] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((&*acted.actor, &*acted.operation, &*acted.object), ("staff:usr_1", "post_things", "/things"));
    assert!(acted.before.is_none() && acted.after.is_none());

    acting(act("probe"), async { add(database, "shown").await.unwrap() }).await;
    let told = bus.take_acts().await;
    let [acted] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((&*acted.object, acted.before.is_none()), ("shown", true));
    assert_eq!(acted.after.as_ref().unwrap().get(), r#"{"title":"shown"}"#);
}

#[tokio::test]
async fn who_is_nobody_of_the_staff_leaves_nothing() {
    let service = service().await;
    let mut bus = Bus::new(service.db());
    add(service.db(), "shown to nobody").await.unwrap();
    acting(act("another"), async { add(service.db(), "for another service").await.unwrap() }).await;
    assert!(bus.take_acts().await.is_empty());
}

#[tokio::test]
async fn what_is_not_committed_is_not_told_and_what_changes_nothing_neither() {
    let service = service().await;
    let mut bus = Bus::new(service.db());
    add(service.db(), "shown twice").await.unwrap();
    acting(act("probe"), async {
        let error = add(service.db(), "shown twice").await.unwrap_err();
        assert_eq!(error.constraint(), Some("thing_title_key"));
        let write = service.db().write().await.unwrap();
        write.changed("nothing", None, Some(&json!({})));
        write.commit().await.unwrap();
    })
    .await;
    assert!(bus.take_acts().await.is_empty());
}

#[tokio::test]
async fn an_act_of_many_transactions_is_told_once_and_what_is_shown_besides() {
    let service = service().await;
    let (database, mut bus) = (service.db(), Bus::new(service.db()));
    add(database, "taken").await.unwrap();
    acting(act("probe"), async {
        add(database, "taken").await.unwrap_err();
        for number in 0..3 {
            add(database, &format!("part {number}")).await.unwrap();
        }
        add(database, "shown at last").await.unwrap();
    })
    .await;
    assert_eq!(objects(&mut bus).await, ["/things", "shown at last"]);
}

#[tokio::test]
async fn very_many_things_are_told_as_their_number() {
    let service = service().await;
    let mut bus = Bus::new(service.db());
    for (things, entries) in [(50, 50), (51, 1)] {
        acting(act("probe"), async {
            let write = service.db().write().await.unwrap();
            for number in 0..things {
                let title = format!("{number} of {things}");
                write.execute("INSERT INTO probe.thing (title) VALUES ($1)", &[&title]).await.unwrap();
                write.changed(&title, None, Some(&json!({ "title": title })));
            }
            write.commit().await.unwrap();
        })
        .await;
        let told = bus.take_acts().await;
        assert_eq!(told.len(), entries);
        let after = told[0].after.as_ref().unwrap().get();
        assert_eq!(after == r#"{"changed_objects":51}"#, things == 51, "{after}");
    }
}

/// What staff pays, and nobody else: one row in an insert that is there already, or one statement.
#[tokio::test]
async fn it_costs_one_row() {
    let service = service().await;
    let staged = async || {
        let reader = service.db().read().await.unwrap();
        let statement = reader.prepare("SELECT count(*) FROM kernel.outbox_staged").await.unwrap();
        reader.query_rows(&statement, &[]).await.unwrap()[0].get::<_, i64>(0)
    };
    add(service.db(), "anybody").await.unwrap();
    assert_eq!(staged().await, 0);
    acting(act("probe"), async { add(service.db(), "shown").await.unwrap() }).await;
    assert_eq!(staged().await, 1);
}

#[tokio::test]
async fn a_job_finishes_what_staff_began() {
    let service = service().await;
    let (database, mut bus) = (service.db(), Bus::new(service.db()));
    assert_eq!(Act::keep("probe"), None);
    let kept = acting(act("probe"), async { (Act::keep("probe").unwrap(), Act::keep("another")) }).await;
    assert_eq!(kept.1, None);
    let resumed = Act::resume("probe", &Env::system(), &kept.0).unwrap();
    acting(resumed, async { add(database, "shown by the job").await.unwrap() }).await;
    let told = bus.take_acts().await;
    let [acted] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(
        (&*acted.actor, &*acted.operation, &*acted.object),
        ("staff:usr_1", "post_things", "shown by the job")
    );
}
