//! Groups, whose members staff enters, and segments, whose members are found by a rule.

use std::collections::{BTreeMap, BTreeSet};

use kernel_base::{Currency, Money, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CountryCode, CustomerId};
use uuid::Uuid;

use crate::error::CustomerError;

/// Every customer is held against every segment.
pub(crate) const MAX_GROUPS: i64 = 200;
const MAX_NAME: usize = 200;
const MAX_COUNTRIES: usize = 300;

/// A group.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Group {
    pub(crate) code: Code,
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) kind: Kind,
    pub(crate) version: i64,
}

/// How a group gets its members.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Kind {
    Manual,
    Segment {
        rule: Rule,
        /// While all customers are held against a new rule: the last one that was.
        #[serde(skip)]
        sweep_after: Option<Uuid>,
    },
}

/// Who belongs to a segment: customers for whom all the conditions hold; nobody when there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Rule {
    /// Their confirmed orders in this currency come to more than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) spent_over: Option<Money>,
    /// They have more confirmed orders than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub(crate) orders_over: Option<i64>,
    /// Their default address to ship to lies in one of these, at most 300; anywhere when there is none.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) countries: BTreeSet<CountryCode>,
    /// They have given this consent and not withdrawn it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) consent: Option<Code>,
}

impl Rule {
    fn check(self) -> Result<Self, CustomerError> {
        if self.spent_over.is_some_and(|amount| amount.minor() < 0) {
            return Err(CustomerError::field(
                "/rule/spent_over/amount",
                "out_of_range",
                "must not be negative",
            ));
        }
        if self.orders_over.is_some_and(|orders| orders < 0) {
            return Err(CustomerError::field("/rule/orders_over", "out_of_range", "must not be negative"));
        }
        if self.countries.len() > MAX_COUNTRIES {
            let message = format!("must hold {MAX_COUNTRIES} countries at most");
            return Err(CustomerError::field("/rule/countries", "too_many", message));
        }
        Ok(self)
    }

    /// The currency in which spending counts.
    pub(crate) fn currency(&self) -> Option<Currency> {
        self.spent_over.map(Money::currency)
    }
}

impl Group {
    /// With a rule it is a segment, without one its members are entered.
    pub(crate) fn try_new(code: Code, name: &str, rule: Option<Rule>) -> Result<Self, CustomerError> {
        let kind = match rule {
            None => Kind::Manual,
            Some(rule) => Kind::Segment { rule: rule.check()?, sweep_after: Some(Uuid::nil()) },
        };
        Ok(Self { code, name: checked_name(name)?, kind, version: 1 })
    }

    /// A group stays what it is: manual, or a segment. A new rule is held against everybody.
    pub(crate) fn edited(
        &self,
        version: i64,
        name: &str,
        new_rule: Option<Rule>,
    ) -> Result<Self, CustomerError> {
        if self.version != version {
            return Err(CustomerError::VersionMismatch(self.version));
        }
        let kind = match (&self.kind, new_rule) {
            (Kind::Manual, None) => Kind::Manual,
            (Kind::Segment { rule, sweep_after }, Some(new_rule)) => {
                let sweep_after = if *rule == new_rule { *sweep_after } else { Some(Uuid::nil()) };
                Kind::Segment { rule: new_rule.check()?, sweep_after }
            }
            (Kind::Manual, Some(_)) => {
                return Err(CustomerError::field("/rule", "not_allowed", "a manual group has no rule"));
            }
            (Kind::Segment { .. }, None) => {
                return Err(CustomerError::field("/rule", "required", "a segment has a rule"));
            }
        };
        Ok(Self { code: self.code.clone(), name: checked_name(name)?, kind, version: version + 1 })
    }

    pub(crate) fn rule(&self) -> Option<&Rule> {
        match &self.kind {
            Kind::Manual => None,
            Kind::Segment { rule, .. } => Some(rule),
        }
    }
}

fn checked_name(name: &str) -> Result<String, CustomerError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        let message = format!("must have 1 to {MAX_NAME} characters");
        return Err(CustomerError::field("/name", "length", message));
    }
    Ok(name.to_owned())
}

/// That a customer belongs to a group.
#[derive(Debug, Clone)]
pub(crate) struct Membership {
    pub(crate) customer_id: CustomerId,
    pub(crate) group: Code,
    pub(crate) since: Timestamp,
    /// True when a rule put them there.
    pub(crate) by_rule: bool,
}

/// What the rule of a segment sees of a customer, and whether it holds.
#[derive(Debug, Clone)]
pub(crate) struct Evaluation {
    pub(crate) customer_id: CustomerId,
    pub(crate) group: Code,
    pub(crate) orders: i64,
    pub(crate) spent_minor: i64,
    pub(crate) country: Option<CountryCode>,
    pub(crate) consented: bool,
    pub(crate) holds: bool,
}

/// A customer whose groups change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moved {
    pub(crate) customer_id: CustomerId,
    /// As it was read.
    pub(crate) groups_version: i64,
    pub(crate) joined: BTreeSet<Code>,
    pub(crate) left: BTreeSet<Code>,
    /// All groups afterwards.
    pub(crate) groups: BTreeSet<Code>,
}

/// The customers, with their `groups_version`, whose segments are not what their rules say.
pub(crate) fn moves(
    customers: &[(CustomerId, i64)],
    memberships: &[Membership],
    evaluations: &[Evaluation],
) -> Vec<Moved> {
    let mut present: BTreeMap<CustomerId, Vec<&Membership>> = BTreeMap::new();
    for membership in memberships {
        present.entry(membership.customer_id).or_default().push(membership);
    }
    let mut found: BTreeMap<CustomerId, BTreeSet<Code>> = BTreeMap::new();
    for evaluation in evaluations.iter().filter(|evaluation| evaluation.holds) {
        found.entry(evaluation.customer_id).or_default().insert(evaluation.group.clone());
    }
    let moved = customers.iter().map(|(customer_id, groups_version)| {
        let present = present.remove(customer_id).unwrap_or_default();
        let found = found.remove(customer_id).unwrap_or_default();
        let groups_of = |by_rule: bool| -> BTreeSet<Code> {
            let of_kind = present.iter().filter(|membership| membership.by_rule == by_rule);
            of_kind.map(|membership| membership.group.clone()).collect()
        };
        let (manual, segments) = (groups_of(false), groups_of(true));
        Moved {
            customer_id: *customer_id,
            groups_version: *groups_version,
            joined: &found - &segments,
            left: &segments - &found,
            groups: &manual | &found,
        }
    });
    moved.filter(|moved| !moved.joined.is_empty() || !moved.left.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    #[test]
    fn rules_move_customers_and_leave_manual_groups_alone() {
        let env = Env::system();
        let [ada, bob]: [CustomerId; 2] = [env.id(), env.id()];
        let membership = |customer_id, group, by_rule| Membership {
            customer_id,
            group: code(group),
            since: env.now(),
            by_rule,
        };
        let evaluation = |customer_id, group, holds| Evaluation {
            customer_id,
            group: code(group),
            orders: 0,
            spent_minor: 0,
            country: None,
            consented: false,
            holds,
        };
        let memberships =
            [membership(ada, "trade", false), membership(ada, "old", true), membership(bob, "new", true)];
        let evaluations =
            [evaluation(ada, "new", true), evaluation(ada, "old", false), evaluation(bob, "new", true)];
        let moved = moves(&[(ada, 7), (bob, 1)], &memberships, &evaluations);
        let set = |codes: &[&str]| codes.iter().map(|text| code(text)).collect::<BTreeSet<_>>();
        let expected = Moved {
            customer_id: ada,
            groups_version: 7,
            joined: set(&["new"]),
            left: set(&["old"]),
            groups: set(&["new", "trade"]),
        };
        assert_eq!(moved, [expected]);
    }

    #[test]
    fn groups_stay_what_they_are() {
        let manual = Group::try_new(code("trade"), "Trade", None).unwrap();
        let wrong = |result: Result<Group, CustomerError>| match result {
            Err(CustomerError::Invalid(errors)) => errors[0].pointer.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(wrong(manual.edited(1, "Trade", Some(Rule::default()))), "/rule");
        let segment = Group::try_new(code("loyal"), "Loyal", Some(Rule::default())).unwrap();
        assert_eq!(wrong(segment.edited(1, "Loyal", None)), "/rule");
        let rule = Rule { orders_over: Some(-1), ..Rule::default() };
        assert_eq!(wrong(segment.edited(1, "Loyal", Some(rule))), "/rule/orders_over");
    }
}
