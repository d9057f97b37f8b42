//! On whose behalf transactions are made: what a member of staff changes is told in the transaction that changes it, without
//! a word of the use case. What was there before and after, the use case may show.

use std::sync::atomic::{AtomicBool, Ordering};

use kernel_base::{Env, StaffActed, holds_personal};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

use crate::StagedEvent;

/// Most bytes of JSON that are shown of a thing before, and as many after. An event is read by everybody who reads the log.
const SHOWN: usize = 8 * 1024;
/// Most things that one transaction shows; of more, their number.
const OBJECTS: usize = 50;

/// What a member of staff is doing, as the edge knows it.
pub struct Act {
    /// Whose operation it is: what it makes other services of this process do is not told by them, as it is not when they run
    /// elsewhere.
    pub service: &'static str,
    /// Ids and time of what is told.
    pub env: Env,
    /// Who does it, by which operation, to what.
    pub acted: StaffActed,
    /// The trace of the request.
    pub trace: Option<String>,
}

/// An act as a row keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    acted: StaffActed,
    trace: Option<String>,
}

impl Act {
    /// The present act of this service, as text for a row: a job that finishes it takes it up again. Nothing when nobody of the
    /// staff acts.
    #[must_use]
    pub fn keep(service: &str) -> Option<String> {
        let keep = |acting: &Acting| {
            let Act { acted, trace, .. } = &acting.act;
            let kept = Kept { acted: acted.clone(), trace: trace.clone() };
            (acting.act.service == service).then(|| serde_json::to_string(&kept).ok()).flatten()
        };
        ACTING.try_with(keep).ok().flatten()
    }

    /// An act that was kept.
    ///
    /// # Errors
    /// When the text is none of [`Act::keep`].
    pub fn resume(service: &'static str, env: &Env, kept: &str) -> Result<Self, serde_json::Error> {
        let Kept { acted, trace } = serde_json::from_str(kept)?;
        Ok(Self { service, env: env.clone(), acted, trace })
    }
}

struct Acting {
    act: Act,
    /// A transaction has told of the act: another one only tells what it shows.
    told: AtomicBool,
}

tokio::task_local! {
    static ACTING: Acting;
}

/// Does the work as part of the act. The first transaction of the service that changes something meanwhile tells of it, and so
/// does each that shows what it changes.
pub async fn acting<F: Future>(act: Act, work: F) -> F::Output {
    ACTING.scope(Acting { act, told: AtomicBool::new(false) }, work).await
}

/// One thing as it was and as it is.
pub(crate) struct Changed {
    object: String,
    before: Option<Box<RawValue>>,
    after: Option<Box<RawValue>>,
}

impl Changed {
    pub(crate) fn new<T: Serialize>(object: String, before: Option<&T>, after: Option<&T>) -> Self {
        let [before, after] = shown([before, after]);
        Self { object, before, after }
    }
}

/// True while staff acts in this service.
pub(crate) fn somebody_acts(service: &str) -> bool {
    ACTING.try_with(|acting| acting.act.service == service).unwrap_or(false)
}

/// What a transaction of this service has to tell of the present act; nothing when nobody of the staff acts.
pub(crate) fn tell(service: &str, changes: Vec<Changed>) -> Vec<StagedEvent> {
    let tell = |acting: &Acting| {
        let act = &acting.act;
        match changes.len() {
            _ if act.service != service => Vec::new(),
            0 if acting.told.load(Ordering::Relaxed) => Vec::new(),
            0 => vec![act.event(act.acted.clone())],
            1..=OBJECTS => changes.into_iter().map(|change| act.event(act.shows(change))).collect(),
            objects => {
                let after = to_raw_value(&json!({ "changed_objects": objects })).ok();
                vec![act.event(StaffActed { after, ..act.acted.clone() })]
            }
        }
    };
    ACTING.try_with(tell).unwrap_or_default()
}

/// A transaction that told of the present act is committed.
pub(crate) fn told() {
    // Outside of an act nothing was told.
    ACTING.try_with(|acting| acting.told.store(true, Ordering::Relaxed)).ok();
}

impl Act {
    fn shows(&self, change: Changed) -> StaffActed {
        let Changed { object, before, after } = change;
        StaffActed { object, before, after, ..self.acted.clone() }
    }

    fn event(&self, acted: StaffActed) -> StagedEvent {
        StagedEvent {
            event_id: self.env.uuid(),
            kind: StaffActed::kind(self.service).into(),
            // What one member of staff did stays in order.
            subject: acted.actor.clone(),
            version: 0,
            occurred_at: self.env.now(),
            trace: self.trace.clone(),
            data: serde_json::to_string(&acted).expect("BUG: texts and JSON are JSON"),
        }
    }
}

type Side = Option<Map<String, Value>>;

/// Both sides as JSON objects that are not too large.
fn shown<T: Serialize>(sides: [Option<&T>; 2]) -> [Option<Box<RawValue>>; 2] {
    let sides = sides.map(|side| side.and_then(|value| object(serde_json::to_value(value).ok()?)));
    fit(sides).map(|side| {
        let json = to_raw_value(&side?).ok()?;
        if holds_personal(json.get()) {
            // It would be encrypted as if the member of staff were its subject, and stay for ever.
            tracing::error!("BUG: personal data was to be shown in the audit log; nothing is shown");
            return None;
        }
        Some(json)
    })
}

fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Null => None,
        Value::Object(fields) => Some(fields),
        other => Some(Map::from_iter([("value".to_owned(), other)])),
    }
}

/// Takes out fields until both sides fit, and says in their place how large they were: first what did not change, the largest
/// first; then what did not change inside of what did; then the rest, the largest first.
fn fit(mut sides: [Side; 2]) -> [Side; 2] {
    let whole = sides.each_ref().map(size);
    if whole.iter().all(|size| *size <= SHOWN) {
        return sides;
    }
    let (same, changed) = by_size(&sides);
    let steps =
        same.into_iter().map(Step::Field).chain([Step::Inner]).chain(changed.into_iter().map(Step::Field));
    for step in steps {
        match step {
            Step::Field(name) => sides.iter_mut().for_each(|side| omit(side.as_mut(), &name)),
            Step::Inner => omit_inner(&mut sides),
        }
        if sides.iter().all(|side| size(side) <= SHOWN) {
            return sides;
        }
    }
    // Still too large: it has very many fields.
    for (side, size) in sides.iter_mut().zip(whole).filter(|(side, _)| self::size(side) > SHOWN) {
        *side = Some(Map::from_iter([(OMITTED.to_owned(), size.into())]));
    }
    sides
}

/// What makes both sides smaller.
enum Step {
    /// Omits a field.
    Field(String),
    /// Omits what did not change inside of the fields that did.
    Inner,
}

/// The names of the fields, the largest first: of those that are the same on both sides, and of the others.
fn by_size(sides: &[Side; 2]) -> (Vec<String>, Vec<String>) {
    let field = |side: usize, name: &str| sides[side].as_ref().and_then(|fields| fields.get(name));
    let mut names: Vec<&String> = sides.iter().flatten().flat_map(Map::keys).collect();
    names.sort_unstable();
    names.dedup();
    names.sort_by_cached_key(|name| {
        std::cmp::Reverse(field(0, name).map(length).max(field(1, name).map(length)))
    });
    names.into_iter().cloned().partition(|name| field(0, name) == field(1, name))
}

fn omit_inner(sides: &mut [Side; 2]) {
    let [Some(before), Some(after)] = sides else { return };
    for (name, before) in before.iter_mut() {
        if let (Some(before), Some(after)) =
            (before.as_object_mut(), after.get_mut(name).and_then(Value::as_object_mut))
        {
            let same: Vec<String> =
                before.keys().filter(|key| before.get(*key) == after.get(*key)).cloned().collect();
            for key in same {
                omit(Some(before), &key);
                omit(Some(after), &key);
            }
        }
    }
}

/// Stands for what is too large to be shown.
const OMITTED: &str = "omitted_bytes";

fn omit(fields: Option<&mut Map<String, Value>>, name: &str) {
    let Some(value) = fields.and_then(|fields| fields.get_mut(name)) else { return };
    let omitted = json!({ OMITTED: length(value) });
    if length(&omitted) < length(value) {
        *value = omitted;
    }
}

fn length(value: &Value) -> usize {
    value.to_string().len()
}

fn size(side: &Side) -> usize {
    side.as_ref().map_or(0, |fields| serde_json::to_string(fields).map_or(usize::MAX, |json| json.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(before: Value, after: Value) -> [Value; 2] {
        let text = |side: Option<Box<RawValue>>| {
            side.map_or(Value::Null, |side| serde_json::from_str(side.get()).expect("valid JSON"))
        };
        shown([Some(&before), Some(&after)]).map(text)
    }

    #[test]
    fn what_fits_is_shown_whole() {
        let (before, after) = (json!({ "name": "a", "more": [1, 2] }), json!({ "name": "b" }));
        assert_eq!(sides(before.clone(), after.clone()), [before, after]);
        assert_eq!(sides(Value::Null, json!("text")), [Value::Null, json!({ "value": "text" })]);
    }

    #[test]
    fn what_did_not_change_makes_room_for_what_did() {
        let (old, new) = ("o".repeat(5_000), "n".repeat(6_000));
        let same = "s".repeat(4_000);
        let [before, after] =
            sides(json!({ "same": same, "text": old }), json!({ "same": same, "text": new }));
        assert_eq!(before, json!({ "same": { "omitted_bytes": 4_002 }, "text": old }));
        assert_eq!(after, json!({ "same": { "omitted_bytes": 4_002 }, "text": new }));
    }

    #[test]
    fn of_a_thing_with_many_parts_the_part_that_changed_is_shown() {
        let part = |text: &str| json!({ "text": text.repeat(300) });
        let parts: Map<String, Value> = (0..50).map(|n| (format!("part-{n}"), part("x"))).collect();
        let mut changed = parts.clone();
        changed["part-7"] = part("y");
        let [before, after] = sides(json!({ "parts": parts }), json!({ "parts": changed }));
        assert_eq!((&before["parts"]["part-7"], &after["parts"]["part-7"]), (&part("x"), &part("y")));
        assert_eq!(after["parts"]["part-8"], json!({ "omitted_bytes": 311 }));
    }

    #[test]
    fn nothing_is_so_large_that_it_cannot_be_told() {
        let many: Map<String, Value> = (0..5_000).map(|n| (format!("field-{n}"), n.into())).collect();
        let [before, after] = sides(json!({ "text": "x".repeat(100_000) }), many.into());
        assert_eq!(before, json!({ "text": { "omitted_bytes": 100_002 } }));
        assert_eq!(after, json!({ "omitted_bytes": 87_781 }));
    }

    #[test]
    fn personal_data_is_never_shown() {
        let [before, after] = sides(json!({ "name": { "personal": "Ada" } }), json!({ "name": "known" }));
        assert_eq!([before, after], [Value::Null, json!({ "name": "known" })]);
    }
}
