//! What somebody ordered as a guest becomes theirs once they have shown that the e-mail address is theirs.

use std::time::Duration;

use kernel_base::{Call, Secret};
use kernel_db::retry_conflicts;
use kernel_messaging::Emit;

use super::App;
use crate::domain::claim::{Claim, PATIENCE, REMEMBERED, matched};
use crate::domain::timeline::{Entry, Kind, SYSTEM};
use crate::error::OrderError;
use crate::{publish, store};

/// Claims looked at in one run, and orders given away in one transaction.
const MOST_CLAIMS: i64 = 50;
const MOST_ORDERS: i64 = 200;

/// Auth answers at once, or is asked another time.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);

impl App {
    /// Looks at the claims that are due. Which address was verified only auth knows; it is asked with nothing held open.
    pub(crate) async fn claim_guest_orders(&self) -> Result<(), OrderError> {
        let due = {
            let reader = self.db.read().await?;
            store::claim::due(&reader, self.env.now(), MOST_CLAIMS).await?
        };
        for claim in due {
            let call = Call { deadline: self.env.now().plus(CALL_TIMEOUT), trace: None };
            match self.auth.verified_email(&call, claim.customer_id.to_string()).await {
                Ok(email) => self.follow(claim, email.map(|email| matched(email.expose()))).await?,
                Err(error) => {
                    tracing::warn!(
                        customer.id = %claim.customer_id,
                        code = %error.code,
                        "auth does not tell a verified address; it is asked again"
                    );
                    let write = self.db.write().await?;
                    store::claim::postpone(&write, &claim, self.env.now().plus(PATIENCE)).await?;
                    write.commit().await?;
                }
            }
        }
        Ok(())
    }

    /// Takes away the addresses for which no order can be late any more.
    pub(crate) async fn forget_claimed_emails(&self) -> Result<(), OrderError> {
        let write = self.db.write().await?;
        store::claim::forget_emails(&write, self.env.now().minus(REMEMBERED)).await?;
        Ok(write.commit().await?)
    }

    /// Gives the customer the guest orders of the address, until none is left.
    async fn follow(&self, claim: Claim, email: Option<Secret<String>>) -> Result<(), OrderError> {
        loop {
            let attempt = || self.assign_some(&claim, email.as_ref());
            match retry_conflicts(attempt, OrderError::lost_race).await {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                // The customer was erased, or verified another address: the next run sees it.
                Err(error) if error.lost_race() => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    /// One transaction of it; true when nothing is left. Who has no verified address any more gets nothing.
    async fn assign_some(&self, claim: &Claim, email: Option<&Secret<String>>) -> Result<bool, OrderError> {
        let now = self.env.now();
        let write = self.db.write().await?;
        let orders = match email {
            Some(email) => store::order::guest_orders(&write, email, claim.verified_at, MOST_ORDERS).await?,
            None => Vec::new(),
        };
        let done = i64::try_from(orders.len()).unwrap_or(MOST_ORDERS) < MOST_ORDERS;
        if done {
            let looked = Claim { looked_at: Some(now), ..claim.clone() };
            let due_at = email.and_then(|_| claim.next_look(now));
            store::claim::save(&write, &looked, email, due_at).await?;
        } else {
            store::claim::save(&write, claim, email, Some(now)).await?;
        }
        store::claim::assign(&write, claim.customer_id, &orders).await?;
        let mut entries = Vec::with_capacity(orders.len());
        for order in &orders {
            let event = publish::claimed(order, claim.customer_id, now)?;
            write.emit(&self.env, order.order_id.to_string(), order.version + 1, None, &event)?;
            let text = "The customer has shown that the e-mail address of this guest order is theirs";
            entries.push(Entry::new(order.order_id, self.env.id(), Kind::Claimed, text, SYSTEM, now));
        }
        store::timeline::insert(&write, &entries).await?;
        write.commit().await?;
        Ok(done)
    }
}
