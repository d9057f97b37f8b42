//! A service hears a producer once.

use std::sync::Arc;

use kernel_base::{Env, Event};
use kernel_db::{Migrations, Write};
use kernel_http::RouteSet;
use kernel_messaging::{Handler, HandlerError, Subscription};
use kernel_service::{Context, Service};
use kernel_testing::TestService;

struct Deaf;

#[async_trait::async_trait]
impl Handler for Deaf {
    async fn apply(&self, _: &[Arc<Event>], _: &Write) -> Result<(), HandlerError> {
        Ok(())
    }
}

/// Each would move the cursor past what the other one wants.
#[tokio::test]
#[should_panic(expected = "BUG: ear subscribes to bell twice")]
async fn two_subscriptions_to_one_producer_are_refused() {
    let test = TestService::new(Migrations { service: "ear", files: Vec::new() }).await;
    let context = Context { db: test.db().clone(), env: Env::system() };
    let heard =
        |types: &'static [&'static str]| Subscription { producer: "bell", types, handler: Arc::new(Deaf) };
    let service = Service::new(context, RouteSet::default()).subscription(heard(&["bell.rung.v1"]));
    drop(service.subscription(heard(&["bell.broken.v1"])));
}
