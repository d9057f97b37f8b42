//! `karum admin`: the first administrator, and the last resort of one who is locked out.

use std::io::{self, BufRead, IsTerminal};

use anyhow::Context;
use auth_contracts::{Realm, SetPassword};
use kernel_base::{Env, Secret};
use serde_json::json;
use shared_contracts::{Email, UserId};
use user_contracts::EnsureAdministrator;

use crate::api::Api;
use crate::config::{Config, ConfigError};
use crate::output::{self, Mark, say};

/// Makes an administrator. Run again, it changes the password.
pub(crate) async fn create(config: &Config, email: &str, name: String, json: bool) -> anyhow::Result<()> {
    let email: Email =
        email.parse().map_err(|_| ConfigError::new(format!("{email:?} is no e-mail address")))?;
    let email = Secret::new(email);
    let api = Api::internal(config)?;
    let password = read_password()?;
    let key = Env::system().uuid().to_string();
    let wanted = EnsureAdministrator { email: email.clone(), name };
    let path = "/internal/v1/user/ensure_administrator";
    let user_id: UserId = api.post(user::NAME, path, &key, &wanted).await?;
    let account = SetPassword { realm: Realm::Staff, subject: user_id.to_string(), email, password };
    let () = api.post(auth::NAME, "/internal/v1/auth/set_password", &key, &account).await?;
    if json {
        return output::json(&json!({ "user_id": user_id }));
    }
    say(format!("{} {user_id} is an administrator, and signs in at POST /admin/v1/auth/login", Mark::Good));
    Ok(())
}

/// Asked for without showing it; piped in, the first line.
fn read_password() -> anyhow::Result<Secret<String>> {
    if io::stdin().is_terminal() {
        return Ok(Secret::new(
            rpassword::prompt_password("Password: ").context("cannot read the password")?,
        ));
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("cannot read the password")?;
    Ok(Secret::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}
