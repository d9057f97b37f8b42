//! Staff keeps groups and segments, and who belongs to manual groups.

use std::collections::{BTreeSet, HashMap};

use kernel_base::{Page, PageRequest, Timestamp, TraceParent};
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{Code, CustomerId};

use crate::app::{App, settle};
use crate::domain::group::{Evaluation, Group, Kind, MAX_GROUPS, Membership, Moved, Rule};
use crate::error::{CustomerError, taken};
use crate::{publish, store};

/// A member, and for a segment what its rule sees of them now.
pub(crate) struct Member {
    pub(crate) customer_id: CustomerId,
    pub(crate) since: Timestamp,
    pub(crate) evaluation: Option<Evaluation>,
}

/// What the audit log shows of a customer whose groups change.
#[derive(Serialize)]
struct Shown {
    groups: BTreeSet<Code>,
}

impl App {
    pub(crate) async fn create_group(
        &self,
        group: Group,
        key: &IdempotencyKey,
        answer: fn(&Group) -> Reply,
    ) -> Result<Reply, CustomerError> {
        let write = self.db.write().await?;
        if store::group::count(&write).await? >= MAX_GROUPS {
            return Err(CustomerError::TooManyGroups);
        }
        let reply = answer(&group);
        store::group::insert(&write, &group, self.env.now()).await?;
        write.changed(&group.code, None, Some(&group));
        store_response(&write, key, &reply).await?;
        write.commit().await.map_err(taken(&group.code))?;
        Ok(reply)
    }

    pub(crate) async fn groups(&self, page: &PageRequest) -> Result<Page<Group>, CustomerError> {
        let after: Option<Code> = page.after_key()?;
        let reader = self.db.read().await?;
        let groups = store::group::list(&reader, after.as_ref(), page.limit.plus_one()).await?;
        Ok(Page::from_rows(groups, page.limit, |group| group.code.clone()))
    }

    pub(crate) async fn group(&self, code: &Code) -> Result<Group, CustomerError> {
        let reader = self.db.read().await?;
        store::group::find(&reader, code).await?.ok_or_else(|| CustomerError::GroupNotFound(code.clone()))
    }

    pub(crate) async fn edit_group(
        &self,
        code: &Code,
        version: i64,
        name: &str,
        rule: Option<Rule>,
    ) -> Result<Group, CustomerError> {
        let rule = &rule;
        settle(|| async move {
            let known = self.group(code).await?;
            let edited = known.edited(version, name, rule.clone())?;
            let write = self.db.write().await?;
            store::group::update(&write, &edited, self.env.now()).await?;
            write.changed(code, Some(&known), Some(&edited));
            write.commit().await?;
            Ok(edited)
        })
        .await
    }

    /// Only when nobody is in it.
    pub(crate) async fn delete_group(&self, code: &Code, version: i64) -> Result<(), CustomerError> {
        settle(|| async move {
            let group = self.group(code).await?;
            if group.version != version {
                return Err(CustomerError::VersionMismatch(group.version));
            }
            let write = self.db.write().await?;
            store::group::delete(&write, &group).await?;
            write.changed(code, Some(&group), None);
            Ok(write.commit().await?)
        })
        .await
    }

    pub(crate) async fn members(
        &self,
        code: &Code,
        page: &PageRequest,
    ) -> Result<(Group, Page<Member>), CustomerError> {
        let after: Option<CustomerId> = page.after_key()?;
        let group = self.group(code).await?;
        let reader = self.db.read().await?;
        let found = store::group::members(&reader, code, after, page.limit.plus_one()).await?;
        let mut evaluations = HashMap::new();
        if group.rule().is_some() {
            let customers: Vec<CustomerId> = found.iter().map(|(customer_id, _)| *customer_id).collect();
            let all = store::segment::evaluate(&reader, &customers, Some(code)).await?;
            evaluations.extend(all.into_iter().map(|evaluation| (evaluation.customer_id, evaluation)));
        }
        let members = found.into_iter().map(|(customer_id, since)| Member {
            customer_id,
            since,
            evaluation: evaluations.remove(&customer_id),
        });
        let members = members.collect();
        Ok((group, Page::from_rows(members, page.limit, |member| member.customer_id)))
    }

    /// Enters a customer into a manual group, or takes them out. Done already, nothing happens.
    pub(crate) async fn set_member(
        &self,
        code: &Code,
        customer_id: CustomerId,
        member: bool,
        trace: Option<&TraceParent>,
    ) -> Result<(), CustomerError> {
        settle(|| async move {
            if !matches!(self.group(code).await?.kind, Kind::Manual) {
                return Err(CustomerError::NotManual(code.clone()));
            }
            let write = self.db.write().await?;
            let versions = store::customer::groups_versions(&write, &[customer_id]).await?;
            let Some((_, groups_version)) = versions.first() else {
                return Err(CustomerError::CustomerNotFound(customer_id));
            };
            let present = store::group::memberships(&write, &[customer_id]).await?;
            let Some(moved) = moved((customer_id, *groups_version), &present, code, member) else {
                return Ok(());
            };
            let moved = [moved];
            store::customer::guard_groups(&write, &moved).await?;
            store::group::apply(&write, &moved, self.env.now()).await?;
            publish::moved(&write, &self.env, &moved[0], trace)?;
            let before = present.into_iter().map(|membership| membership.group).collect();
            let after = moved[0].groups.clone();
            write.changed(customer_id, Some(&Shown { groups: before }), Some(&Shown { groups: after }));
            write.commit().await.map_err(|error| match error.into() {
                // Deleted since it was read.
                CustomerError::GroupInUse => CustomerError::GroupNotFound(code.clone()),
                error => error,
            })
        })
        .await
    }
}

/// What changes when a customer is to be in a group, or out of it.
fn moved(
    (customer_id, groups_version): (CustomerId, i64),
    present: &[Membership],
    code: &Code,
    member: bool,
) -> Option<Moved> {
    let mut groups: BTreeSet<Code> = present.iter().map(|membership| membership.group.clone()).collect();
    let one = BTreeSet::from([code.clone()]);
    let (changed, joined, left) = if member {
        (groups.insert(code.clone()), one, BTreeSet::new())
    } else {
        (groups.remove(code), BTreeSet::new(), one)
    };
    changed.then_some(Moved { customer_id, groups_version, joined, left, groups })
}
