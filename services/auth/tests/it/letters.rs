//! Letters, and what somebody may do who reads them.

use std::path::PathBuf;

use auth_contracts::{EmailVerified, Realm, RevocationReason, SecurityEvent, SecurityEventKind};
use kernel_testing::{Answer, Bus, customer};
use serde_json::{Value, json};

use crate::second_factors::enrolled;
use crate::support::{PASSWORD, Site, config};

const ADA: &str = "ada@example.com";
const NEW: &str = "lovelace@example.com";
const OTHER: &str = "another horse battery";

/// A site whose letters become files.
pub(crate) struct Post {
    pub(crate) site: Site,
    folder: PathBuf,
}

/// A letter that arrived.
pub(crate) struct Arrived {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl Arrived {
    pub(crate) fn token(&self) -> String {
        let (_, rest) = self.text.split_once("?token=").unwrap_or_else(|| panic!("no link in {}", self.text));
        rest.split_whitespace().next().unwrap().to_owned()
    }
}

impl Post {
    pub(crate) async fn open() -> Self {
        let folder =
            std::env::temp_dir().join(format!("karum-letters-{}", kernel_base::Env::system().uuid()));
        let letters = auth::Letters {
            folder: Some(folder.clone()),
            links: "https://shop.example/account".to_owned(),
            ..auth::Letters::default()
        };
        let site = Site::configured(auth::Config { letters, ..config() }).await;
        Self { site, folder }
    }

    /// Sends what waits; answers what arrived, and leaves the mailbox empty.
    pub(crate) async fn deliver(&self) -> Vec<Arrived> {
        let service = self.site.service();
        let job = service.jobs().iter().find(|job| job.name() == "send_letters").unwrap();
        job.run_now().await.unwrap();
        let Ok(files) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        paths.sort();
        let arrived = paths.iter().map(|path| {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
            let text = std::fs::read_to_string(path).unwrap();
            std::fs::remove_file(path).unwrap();
            let header = |name: &str| {
                let line = text.lines().find_map(|line| line.strip_prefix(name));
                line.unwrap_or_else(|| panic!("no {name} in {text}")).trim().to_owned()
            };
            Arrived {
                to: header("To:"),
                subject: header("Subject:"),
                text: text.replace("=\r\n", "").replace("=3D", "="),
            }
        });
        arrived.collect()
    }

    /// The only letter that arrives.
    pub(crate) async fn letter(&self) -> Arrived {
        let mut arrived = self.deliver().await;
        assert_eq!(
            arrived.len(),
            1,
            "{:?}",
            arrived.iter().map(|letter| &letter.subject).collect::<Vec<_>>()
        );
        arrived.remove(0)
    }

    /// A customer whose first letter was thrown away.
    async fn registered(&self, email: &str) -> String {
        let subject = self.site.customer(&self.site.register(email).await);
        self.deliver().await;
        subject
    }

    pub(crate) async fn confirm(&self, what: &str, token: &str) -> Answer {
        self.site.post(&format!("/store/v1/auth/{what}/confirm"), json!({ "token": token })).await
    }

    pub(crate) async fn ask_reset(&self, email: &str) -> Answer {
        self.site.post("/store/v1/auth/reset-password", json!({ "email": email })).await
    }

    pub(crate) async fn reset(&self, token: &str, password: &str) -> Answer {
        let body = json!({ "token": token, "password": password });
        self.site.post("/store/v1/auth/reset-password/confirm", body).await
    }

    async fn as_customer(&self, subject: &str, path: &str, body: Value) -> Answer {
        let (name, bearer) = customer(subject);
        let path = format!("/store/v1/auth/{path}");
        self.site.client.json("POST", &path, Some(&body), &[(name, &bearer)]).await
    }

    pub(crate) async fn change(&self, subject: &str, email: &str) -> Answer {
        self.as_customer(subject, "change-email", json!({ "password": PASSWORD, "email": email })).await
    }

    async fn verified(&self, subject: &str) -> Option<String> {
        let email = self.site.api.verified_email(&self.site.call(), subject.to_owned()).await.unwrap();
        email.map(|email| email.expose().to_string())
    }

    async fn security(&self) -> Vec<SecurityEventKind> {
        let events = Bus::new(self.site.test.db()).take_of::<SecurityEvent>().await;
        events.into_iter().map(|event| event.kind).collect()
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

fn done(answer: &Answer) {
    assert_eq!(answer.status.as_u16(), 204, "{}", answer.body);
}

#[tokio::test]
async fn who_registers_gets_a_letter_that_verifies_the_address_once() {
    let post = Post::open().await;
    let ada = post.site.customer(&post.site.register("Ada@example.com").await);
    assert_eq!(post.verified(&ada).await, None);
    let letter = post.letter().await;
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), (ADA, "Confirm your e-mail address"));
    assert!(letter.text.contains("https://shop.example/account/verify-email?token="), "{}", letter.text);
    let token = letter.token();
    post.reset(&token, OTHER).await.is_problem(400, "auth.invalid_email_token");
    done(&post.confirm("verify-email", &token).await);
    assert_eq!(post.verified(&ada).await.as_deref(), Some(ADA));
    post.confirm("verify-email", &token).await.is_problem(400, "auth.invalid_email_token");
    let told = Bus::new(post.site.test.db()).take_of::<EmailVerified>().await;
    assert_eq!(told.iter().map(|event| event.subject.as_str()).collect::<Vec<_>>(), [ada.as_str()]);
    // Nothing is left to be asked for, and nothing waits.
    done(&post.as_customer(&ada, "verify-email", json!({})).await);
    assert_eq!(post.site.count("SELECT count(*) FROM auth.letter").await, 0);
    assert_eq!(post.verified("cus_nobody").await, None);
    assert_eq!(
        post.site.count("SELECT version FROM auth.account").await,
        1,
        "a login under way is not disturbed"
    );
}

#[tokio::test]
async fn a_letter_can_be_asked_for_again_and_grows_old() {
    let post = Post::open().await;
    let ada = post.registered(ADA).await;
    done(&post.as_customer(&ada, "verify-email", json!({})).await);
    let token = post.letter().await.token();
    let stored =
        format!("SELECT count(*) FROM auth.email_token AS t WHERE position('{token}' IN t::text) > 0");
    assert_eq!(post.site.count(&stored).await, 0, "only what verifies it is stored");
    post.site.pass(24 * 3600);
    post.confirm("verify-email", &token).await.is_problem(400, "auth.invalid_email_token");
    post.site.pass(1);
    let service = post.site.service();
    service.jobs().iter().find(|job| job.name() == "forget_ended").unwrap().run_now().await.unwrap();
    assert_eq!(post.site.count("SELECT count(*) FROM auth.email_token").await, 0);
}

#[tokio::test]
async fn a_reset_chooses_a_new_password_and_ends_all_that_was() {
    let post = Post::open().await;
    let ada = post.registered(ADA).await;
    let refresh_token = post.site.login(ADA, PASSWORD).await.text("refresh_token");
    for _ in 0..2 {
        done(&post.ask_reset("ADA@example.com").await);
    }
    let tokens: Vec<String> = post.deliver().await.iter().map(Arrived::token).collect();
    assert_eq!(tokens.len(), 2);
    post.reset(&tokens[0], "1234567").await.is_problem(400, "auth.password_refused");
    done(&post.reset(&tokens[0], OTHER).await);
    for token in &tokens {
        post.reset(token, PASSWORD).await.is_problem(400, "auth.invalid_email_token");
    }
    post.site.refresh(&refresh_token).await.is_problem(401, "auth.invalid_refresh_token");
    post.site.login(ADA, PASSWORD).await.is_problem(401, "auth.invalid_credentials");
    post.site.login(ADA, OTHER).await.ok();
    let reasons: Vec<_> = post.site.revocations().await.iter().map(|event| event.reason).collect();
    assert_eq!(reasons, [RevocationReason::PasswordChanged; 2]);
    assert_eq!(post.security().await, [SecurityEventKind::PasswordReset]);
    assert_eq!(post.verified(&ada).await.as_deref(), Some(ADA), "the letter arrived, after all");
    done(&post.ask_reset(ADA).await);
    let token = post.letter().await.token();
    post.site.pass(30 * 60);
    post.reset(&token, PASSWORD).await.is_problem(400, "auth.invalid_email_token");
}

/// The same answer by the same statements: whether there is an account is only looked up when the letter is sent.
#[tokio::test]
async fn who_asks_for_a_reset_learns_nothing() {
    let post = Post::open().await;
    post.registered(ADA).await;
    let closed = post.registered("closed@example.com").await;
    post.site.api.close(&post.site.call(), Realm::Customer, closed).await.unwrap();
    for email in [ADA, "closed@example.com", "nobody@example.com"] {
        done(&post.ask_reset(email).await);
    }
    let waiting = "SELECT count(*) FROM auth.letter WHERE account_id IS NULL";
    assert_eq!(post.site.count(waiting).await, 3);
    assert_eq!(post.letter().await.to, ADA);
    assert_eq!(
        post.site.count("SELECT count(*) FROM auth.letter").await,
        0,
        "strangers' addresses are not kept"
    );
}

#[tokio::test]
async fn nobody_fills_the_mailbox_of_another() {
    let post = Post::open().await;
    post.registered(ADA).await;
    for _ in 0..8 {
        done(&post.ask_reset(ADA).await);
    }
    assert_eq!(post.deliver().await.len(), 5, "the others are not sent, which is not told");
    for n in 0..12 {
        done(&post.ask_reset(&format!("nobody{n}@example.com")).await);
    }
    post.ask_reset("nobody@example.com").await.is_problem(429, "auth.too_many_attempts");
    post.site.pass(900);
    done(&post.ask_reset(ADA).await);
    post.letter().await;
}

#[tokio::test]
async fn an_address_changes_when_the_new_one_confirms_and_the_old_one_is_told() {
    let post = Post::open().await;
    let ada = post.registered(ADA).await;
    done(&post.ask_reset(ADA).await);
    let reset = post.letter().await.token();
    let wrong = json!({ "password": OTHER, "email": NEW });
    post.as_customer(&ada, "change-email", wrong).await.is_problem(401, "auth.invalid_credentials");
    done(&post.change(&ada, NEW).await);
    let letter = post.letter().await;
    assert_eq!(letter.to, NEW);
    post.site.login(NEW, PASSWORD).await.is_problem(401, "auth.invalid_credentials");
    done(&post.confirm("change-email", &letter.token()).await);
    let notice = post.letter().await;
    assert_eq!((notice.to.as_str(), notice.subject.as_str()), (ADA, "Your e-mail address was changed"));
    assert!(!notice.text.contains("lovelace") && !notice.text.contains("token"), "{}", notice.text);
    assert_eq!(post.verified(&ada).await.as_deref(), Some(NEW));
    post.site.login(ADA, PASSWORD).await.is_problem(401, "auth.invalid_credentials");
    post.site.login(NEW, PASSWORD).await.ok();
    assert_eq!(post.security().await, [SecurityEventKind::EmailChanged]);
    // Who reads the old mailbox has nothing in hand any more.
    post.reset(&reset, OTHER).await.is_problem(400, "auth.invalid_email_token");
    post.confirm("change-email", &letter.token()).await.is_problem(400, "auth.invalid_email_token");
}

#[tokio::test]
async fn an_address_that_another_account_has_is_not_taken() {
    let post = Post::open().await;
    let ada = post.registered(ADA).await;
    post.registered("bob@example.com").await;
    done(&post.change(&ada, "bob@example.com").await);
    let letter = post.letter().await;
    post.confirm("change-email", &letter.token()).await.is_problem(409, "auth.email_taken");
    post.site.login(ADA, PASSWORD).await.ok();
    assert_eq!(post.verified(&ada).await, None);
}

#[tokio::test]
async fn staff_chooses_a_new_password_and_keeps_its_second_factor() {
    let post = Post::open().await;
    enrolled(&post.site).await;
    let email = "grace@example.com";
    // Customers and staff are strangers to each other.
    done(&post.ask_reset(email).await);
    assert_eq!(post.deliver().await.len(), 0);
    done(&post.site.post("/admin/v1/auth/reset-password", json!({ "email": email })).await);
    let letter = post.letter().await;
    assert!(letter.text.contains("http://127.0.0.1:8080/admin/reset-password?token="), "{}", letter.text);
    post.reset(&letter.token(), OTHER).await.is_problem(400, "auth.invalid_email_token");
    let body = json!({ "token": letter.token(), "password": OTHER });
    done(&post.site.post("/admin/v1/auth/reset-password/confirm", body).await);
    post.site.staff_login(email, OTHER).await.is_problem(401, "auth.code_required");
}

#[tokio::test]
async fn a_letter_that_was_sent_and_not_crossed_out_is_not_good_twice() {
    let post = Post::open().await;
    post.registered(ADA).await;
    done(&post.ask_reset(ADA).await);
    let keep = "CREATE TABLE public.kept AS SELECT * FROM auth.letter";
    post.site.test.sql().await.batch_execute(keep).await.unwrap();
    let token = post.letter().await.token();
    done(&post.reset(&token, OTHER).await);
    // The process died between sending and crossing out: another one sends the letter again.
    let again = "INSERT INTO auth.letter SELECT * FROM public.kept";
    post.site.test.sql().await.batch_execute(again).await.unwrap();
    assert_eq!(post.letter().await.token(), token);
    post.reset(&token, PASSWORD).await.is_problem(400, "auth.invalid_email_token");
}

#[tokio::test]
async fn without_a_way_to_send_letters_wait() {
    let site = Site::open().await;
    site.register(ADA).await.ok();
    let service = site.service();
    service.jobs().iter().find(|job| job.name() == "send_letters").unwrap().run_now().await.unwrap();
    assert_eq!(site.count("SELECT count(*) FROM auth.letter WHERE attempts = 0").await, 1);
    site.pass(3 * 24 * 3600);
    service.jobs().iter().find(|job| job.name() == "forget_ended").unwrap().run_now().await.unwrap();
    assert_eq!(site.count("SELECT count(*) FROM auth.letter").await, 0, "not for ever");
}
