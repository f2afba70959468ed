//! Changes of the ledger as a whole: entries removed, added, swapped, with and without the digests and
//! the count that go with them.

use serde_json::Value;

use super::{Mutation, file};

/// All of them.
pub(super) fn all(value: &Value) -> Vec<Mutation> {
    let count = value
        .get("entries")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let mut all = Vec::new();
    let mut make = |name: String, change: &dyn Fn(&mut Value)| {
        let mut copy = value.clone();
        change(&mut copy);
        // Some changes change nothing, such as turning round a list of one.
        if copy != *value {
            all.push(Mutation::new(name, file(&copy)));
        }
    };
    for at in 0..count.min(40) {
        make(format!("entry {at} removed"), &|it| {
            remove(it, "entries", at);
        });
        make(format!("digest {at} removed"), &|it| {
            remove(it, "digests", at);
        });
        make(format!("entry {at} and its digest removed"), &|it| {
            remove(it, "entries", at);
            remove(it, "digests", at);
        });
        make(
            format!("entry {at}, its digest and its count removed"),
            &|it| {
                remove(it, "entries", at);
                remove(it, "digests", at);
                set(it, "entry_count", (count - 1).into());
            },
        );
        make(format!("entry {at} doubled"), &|it| {
            double(it, "entries", at);
        });
        make(format!("entry {at} and its digest doubled"), &|it| {
            double(it, "entries", at);
            double(it, "digests", at);
            set(it, "entry_count", (count + 1).into());
        });
        if at > 0 {
            make(format!("entries {at} and before swapped"), &|it| {
                swap(it, "entries", at);
            });
            make(
                format!("entries and digests {at} and before swapped"),
                &|it| {
                    swap(it, "entries", at);
                    swap(it, "digests", at);
                },
            );
        }
    }
    let words = value.get("statements").and_then(Value::as_array);
    for at in 0..words.map_or(0, Vec::len).min(40) {
        make(format!("statement {at} removed"), &|it| {
            remove(it, "statements", at);
        });
        make(format!("statement {at} doubled"), &|it| {
            double(it, "statements", at);
        });
        if at > 0 {
            make(format!("statements {at} and before swapped"), &|it| {
                swap(it, "statements", at);
            });
        }
    }
    for list in ["entries", "digests", "statements"] {
        make(format!("{list} reversed"), &|it| {
            with(it, list, |items| items.reverse());
        });
        make(format!("{list} emptied"), &|it| with(it, list, Vec::clear));
        make(format!("{list} that are no list"), &|it| {
            set(it, list, Value::Null);
        });
    }
    all
}

fn with(value: &mut Value, list: &str, change: impl Fn(&mut Vec<Value>)) {
    if let Some(items) = value.get_mut(list).and_then(Value::as_array_mut) {
        change(items);
    }
}

fn remove(value: &mut Value, list: &str, at: usize) {
    with(value, list, |items| drop(items.remove(at)));
}

fn double(value: &mut Value, list: &str, at: usize) {
    with(value, list, |items| {
        if let Some(item) = items.get(at).cloned() {
            items.insert(at, item);
        }
    });
}

fn swap(value: &mut Value, list: &str, at: usize) {
    with(value, list, |items| items.swap(at - 1, at));
}

fn set(value: &mut Value, field: &str, to: Value) {
    if let Some(slot) = value.get_mut(field) {
        *slot = to;
    }
}
