//! What happened to an account, as others may know it: ids, and nothing about addresses, networks or secrets.

use auth_contracts::{EmailVerified, SecurityEvent, SecurityEventKind};
use kernel_base::Call;
use kernel_db::{DbError, Write};
use kernel_messaging::Emit;

use crate::app::App;
use crate::domain::account::{Account, Owner};

impl App {
    pub(crate) fn tell_security(
        &self,
        write: &Write,
        call: &Call,
        owner: &Owner,
        kind: SecurityEventKind,
    ) -> Result<(), DbError> {
        let event = SecurityEvent {
            realm: owner.realm,
            subject: owner.subject.clone(),
            kind,
            occurred_at: self.env.now(),
        };
        write.emit(&self.env, owner.subject.as_str(), 0, call.trace.as_ref(), &event)
    }

    pub(crate) fn tell_verified(&self, write: &Write, call: &Call, account: &Account) -> Result<(), DbError> {
        let owner = &account.owner;
        let event =
            EmailVerified { realm: owner.realm, subject: owner.subject.clone(), occurred_at: self.env.now() };
        write.emit(&self.env, owner.subject.as_str(), account.version, call.trace.as_ref(), &event)
    }
}
