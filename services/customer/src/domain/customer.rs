//! Profiles.

use customer_contracts::CustomerStatus;
use kernel_base::{Secret, Timestamp};
use shared_contracts::{CustomerId, Email, Locale};

use crate::error::CustomerError;

/// A customer as they are known here.
#[derive(Debug, Clone)]
pub(crate) struct Customer {
    pub(crate) customer_id: CustomerId,
    pub(crate) email: Option<Secret<Email>>,
    pub(crate) given_name: Option<Secret<String>>,
    pub(crate) family_name: Option<Secret<String>>,
    pub(crate) locale: Option<Locale>,
    pub(crate) status: CustomerStatus,
    pub(crate) version: i64,
    /// Guards the address book.
    pub(crate) book_version: i64,
    pub(crate) created_at: Timestamp,
}

/// What is to become of a profile. What is absent stays as it is; `Some(None)` takes away.
#[derive(Debug, Default, Clone)]
pub(crate) struct Edit {
    pub(crate) email: Option<Option<Secret<Email>>>,
    pub(crate) given_name: Option<Option<Secret<String>>>,
    pub(crate) family_name: Option<Option<Secret<String>>>,
    pub(crate) locale: Option<Option<Locale>>,
    pub(crate) status: Option<CustomerStatus>,
}

const MAX_NAME: usize = 100;

impl Customer {
    /// Somebody of whom nothing is known yet.
    pub(crate) fn first_seen(customer_id: CustomerId, created_at: Timestamp) -> Self {
        Self {
            customer_id,
            email: None,
            given_name: None,
            family_name: None,
            locale: None,
            status: CustomerStatus::Active,
            version: 1,
            book_version: 1,
            created_at,
        }
    }

    /// The edit is one of the version that was read, or nothing happens.
    pub(crate) fn edited(&self, version: i64, edit: Edit) -> Result<Self, CustomerError> {
        if self.version != version {
            return Err(CustomerError::VersionMismatch(self.version));
        }
        let given_name = edit.given_name.map(|text| name(text, "/given_name")).transpose()?;
        let family_name = edit.family_name.map(|text| name(text, "/family_name")).transpose()?;
        let mut edited = self.clone();
        replace(&mut edited.email, edit.email);
        replace(&mut edited.given_name, given_name);
        replace(&mut edited.family_name, family_name);
        replace(&mut edited.locale, edit.locale);
        replace(&mut edited.status, edit.status);
        Ok(edited)
    }

    /// By whose beginning the customer is found.
    pub(crate) fn search_name(&self) -> String {
        let names = [&self.family_name, &self.given_name];
        let names: Vec<&str> = names.into_iter().flatten().map(|name| name.expose().as_str()).collect();
        searchable(&names.join(" "))
    }
}

/// The form in which names are compared.
pub(crate) fn searchable(text: &str) -> String {
    text.trim().to_lowercase()
}

fn replace<T>(value: &mut T, with: Option<T>) {
    if let Some(with) = with {
        *value = with;
    }
}

fn name(text: Option<Secret<String>>, pointer: &str) -> Result<Option<Secret<String>>, CustomerError> {
    let Some(text) = text else { return Ok(None) };
    let text = text.expose().trim();
    if text.is_empty() || text.chars().count() > MAX_NAME {
        let message = format!("must have 1 to {MAX_NAME} characters, or be null");
        return Err(CustomerError::field(pointer, "length", message));
    }
    Ok(Some(Secret::new(text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_edit_leaves_out_stays() {
        let env = kernel_base::Env::system();
        let customer = Customer::first_seen(env.id(), env.now());
        let secret = |text: &str| Some(Some(Secret::new(text.to_owned())));
        let edit = Edit { given_name: secret(" Ada "), family_name: secret("Lovelace"), ..Edit::default() };
        let ada = customer.edited(1, edit).unwrap();
        assert_eq!(ada.search_name(), "lovelace ada");
        let edit = Edit { family_name: Some(None), ..Edit::default() };
        assert_eq!(ada.edited(1, edit).unwrap().search_name(), "ada");
        assert!(matches!(ada.edited(2, Edit::default()), Err(CustomerError::VersionMismatch(1))));
        let edit = Edit { given_name: secret("  "), ..Edit::default() };
        assert!(matches!(ada.edited(1, edit), Err(CustomerError::Invalid(_))));
    }
}
