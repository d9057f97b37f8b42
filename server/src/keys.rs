//! `karum keys`: the keys by which services know each other, and how they change while everything runs.

use kernel_base::{Env, Timestamp};
use serde::Serialize;
use serde_json::json;

use crate::config::Config;
use crate::output::{self, Mark, Table, count, say};
use crate::secrets::Missing;
use crate::service_keys::{self, OVERLAP, ServiceKeys};
use crate::up::relative;

#[derive(Serialize)]
struct Listed {
    holder: String,
    kid: String,
    made_at: Timestamp,
    /// True for the one that signs; not known where the private half is not.
    signs: Option<bool>,
}

/// Shows who is known by what.
pub(crate) fn list(config: &Config, json: bool) -> anyhow::Result<()> {
    let keys = ServiceKeys::new(config, Missing::Refuse);
    let mut listed = Vec::new();
    for held in keys.listed()?.keys {
        let signs = keys.signs(&held.holder)?.map(|kid| kid == held.key.kid);
        listed.push(Listed { holder: held.holder, kid: held.key.kid, made_at: held.made_at, signs });
    }
    if json {
        return output::json(&listed);
    }
    let mut table = Table::new(["holder", "key", "made at", "private half"]);
    for key in listed {
        let signs = match key.signs {
            Some(true) => "signs",
            Some(false) => "gone",
            None => "elsewhere",
        };
        table.row([key.holder, key.kid, key.made_at.to_string(), signs.to_owned()]);
    }
    table.print();
    Ok(())
}

/// Gives new keys to those named, or to all whose private keys are here. The former ones stay listed.
pub(crate) fn rotate(config: &Config, names: &[String], json: bool) -> anyhow::Result<()> {
    let (keys, env) = (ServiceKeys::new(config, Missing::Refuse), Env::system());
    let mut chosen = Vec::new();
    for name in names {
        chosen.push(service_keys::holder(name)?);
    }
    if names.is_empty() {
        chosen.extend(service_keys::holders().filter(|holder| keys.private_file(holder).exists()));
    }
    let mut made = Vec::new();
    for holder in chosen {
        made.push(json!({ "holder": holder, "kid": keys.rotate(holder, &env)? }));
    }
    if json {
        return output::json(&made);
    }
    let public = relative(&keys.public_file());
    say(format!(
        "{} {} made. The processes of this machine sign with them within 10 s.\nOther machines: copy {public} to all of \
         them first, then each private key to where its holder runs.\nAfter that, and {} s from now at the earliest: karum \
         keys retire",
        Mark::Good,
        count(made.len(), "new key"),
        OVERLAP.as_secs()
    ));
    Ok(())
}

/// Takes former keys out of the list.
pub(crate) fn retire(config: &Config, now: bool, json: bool) -> anyhow::Result<()> {
    let keys = ServiceKeys::new(config, Missing::Refuse);
    let former = keys.retire(now, &Env::system())?;
    if json {
        let former: Vec<_> =
            former.iter().map(|held| json!({ "holder": held.holder, "kid": held.key.kid })).collect();
        return output::json(&former);
    }
    say(match former.len() {
        0 => format!("{} nothing to retire: everybody has one key", Mark::Good),
        number => format!(
            "{} {} no longer listed, and worth nothing within 10 s on this machine.\nOther machines: copy {} to all of them.",
            Mark::Good,
            count(number, "former key"),
            relative(&keys.public_file())
        ),
    });
    Ok(())
}
