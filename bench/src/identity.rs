//! Customers with accounts: what being signed in costs a request, and what many logins at once cost everybody.

use std::rc::Rc;

use anyhow::Context;
use serde::Deserialize;
use serde_json::json;

use crate::http::{Connection, Request};
use crate::load::Client;
use crate::seed::Shop;

/// An account, and a token of its own that outlasts the run's reads (10 minutes).
pub(crate) struct Account {
    sign_in: Rc<str>,
    access_token: String,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
}

/// So many new accounts. Each costs a password hash.
pub(crate) async fn register(connection: &mut Connection, count: u64) -> anyhow::Result<Vec<Account>> {
    let mut accounts = Vec::new();
    for number in 0..count {
        let email = format!("shopper-{number}@example.com");
        let sign_in = json!({ "email": email, "password": format!("the password of {number}") }).to_string();
        let request = Request::post("/store/v1/auth/register", &[], &sign_in).bytes();
        let tokens: Tokens = connection.send(&request).await?.json(201).context("registering")?;
        accounts.push(Account { sign_in: sign_in.into(), access_token: tokens.access_token });
    }
    Ok(accounts)
}

/// The requests for all product pages, each by one of the accounts.
pub(crate) fn detail_requests(shop: &Shop, accounts: &[Account]) -> Rc<[Vec<u8>]> {
    let request = |(handle, account): (&String, &Account)| {
        let authorization = format!("Bearer {}", account.access_token);
        let headers = [("authorization", authorization.as_str())];
        Request { headers: &headers, ..Request::get(&format!("/store/v1/products/{handle}")) }.bytes()
    };
    shop.handles.iter().zip(accounts.iter().cycle()).map(request).collect()
}

/// Signs in to its account, over and over.
pub(crate) struct Login {
    connection: Connection,
    sign_in: Rc<str>,
}

impl Login {
    pub(crate) fn new(connection: Connection, account: &Account) -> Self {
        Self { connection, sign_in: Rc::clone(&account.sign_in) }
    }
}

impl Client for Login {
    async fn operate(&mut self) -> anyhow::Result<()> {
        let request = Request::post("/store/v1/auth/login", &[], &self.sign_in).bytes();
        self.connection.send(&request).await?.expect(200)
    }
}
