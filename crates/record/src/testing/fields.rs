//! Changes of single fields: numbers by one, texts by a letter that looks the same, types, names.

use serde_json::{Value, json};

use super::random::Random;
use super::{Mutation, file};
use crate::base64url;

/// Letters that look like others, and some that cannot be seen.
const LOOKALIKES: [(char, &str); 10] = [
    ('A', "\u{410}"),
    ('a', "\u{430}"),
    ('e', "\u{435}"),
    ('o', "\u{3bf}"),
    ('-', "\u{2212}"),
    ('+', "\u{ff0b}"),
    ('1', "\u{ff11}"),
    ('é', "e\u{301}"),
    (' ', "\u{a0}"),
    ('i', "i\u{200b}"),
];

/// Changes that were thought of: what someone would try who wants another score.
pub(super) fn thought_of(record: &[u8], value: &Value) -> Vec<Mutation> {
    let mut all = Vec::new();
    let mut make = |name: &str, change: &dyn Fn(&mut Value)| {
        let mut copy = value.clone();
        change(&mut copy);
        // Some changes change nothing, such as turning round a list of one.
        if copy != *value {
            all.push(Mutation::new(name, file(&copy)));
        }
    };
    for by in [-1000, -20, -1, 1, 20, 1000] {
        make(&format!("score by {by}"), &|it| {
            add(it, "/standing/score", by);
        });
        make(&format!("score, margin and next by {by}"), &|it| {
            add(it, "/standing/score", by);
            add(it, "/standing/margin", by);
            add(it, "/standing/next/points", -by);
        });
        make(&format!("start by {by}"), &|it| {
            add(it, "/rulebook/start/points", by);
        });
        make(&format!("count by {by}"), &|it| add(it, "/entry_count", by));
    }
    for key in ["0000000000000000", "", "k"] {
        make("another key", &|it| set(it, "/key", json!(key)));
    }
    make("no next tier", &|it| set(it, "/standing/next", Value::Null));
    for format in [1, 2, 3] {
        let format = format!("citizen-score-record/{format}");
        make("another format", &|it| set(it, "/format", json!(format)));
    }
    make("the first format, without statements", &|it| {
        set(it, "/format", json!("citizen-score-record/1"));
        if let Some(fields) = it.as_object_mut() {
            fields.remove("statements");
        }
    });
    for (name, text) in [
        ("other words", "I did not do it."),
        ("no words", " "),
        ("a control character in words", "a\u{7}b"),
    ] {
        make(name, &|it| set(it, "/statements/0/text", json!(text)));
    }
    make("too many words", &|it| {
        set(it, "/statements/0/text", json!("x".repeat(501)));
    });
    make("words of another day", &|it| {
        set(
            it,
            "/statements/0/written_at",
            json!("2026-01-01T00:00:00Z"),
        );
    });
    for entry in ["nobody", "", "\u{1b}"] {
        make("words about no entry", &|it| {
            set(it, "/statements/0/entry", json!(entry));
        });
    }
    let signature = value
        .get("signature")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let bytes: [u8; 64] = base64url::decode(signature).unwrap_or([0; 64]);
    for at in 0..64 {
        let mut other = bytes;
        if let Some(byte) = other.get_mut(at) {
            *byte ^= 1 << (at % 8);
        }
        make(&format!("a bit of byte {at} of the signature"), &|it| {
            set(it, "/signature", json!(base64url::encode(&other)));
        });
    }
    for (name, text) in [
        ("an empty signature", String::new()),
        ("a signature of nothing", base64url::encode(&[0; 64])),
        ("a signature with padding", format!("{signature}==")),
        ("a signature with a space", format!("{signature} ")),
        (
            "a signature that is cut",
            signature.chars().skip(4).collect(),
        ),
        ("a signature with unused bits", with_unused_bits(signature)),
    ] {
        make(name, &|it| set(it, "/signature", json!(text)));
    }
    all.extend(twice(record, value));
    all
}

/// Each field of the document, standing there twice: first with its own value, then with another.
fn twice(record: &[u8], value: &Value) -> Vec<Mutation> {
    let text = String::from_utf8_lossy(record);
    let Some((_, rest)) = text.split_once('{') else {
        return Vec::new();
    };
    let fields = value.as_object().into_iter().flatten();
    let doubled = fields.flat_map(|(name, value)| {
        let same = format!("{{\"{name}\":{value},{rest}");
        let other = format!("{{\"{name}\":null,{rest}");
        [
            Mutation::new(format!("{name} twice"), same.into_bytes()),
            Mutation::new(format!("{name} twice, once null"), other.into_bytes()),
        ]
    });
    let inner = text.replacen("\"counted\":", "\"counted\":0,\"counted\":", 1);
    doubled
        .chain([Mutation::new(
            "counted twice in an entry",
            inner.into_bytes(),
        )])
        .collect()
}

/// The last letter of 86 carries 4 bits that stand for nothing.
fn with_unused_bits(signature: &str) -> String {
    let mut text = signature.to_owned();
    let next = match text.pop() {
        Some('A') => 'B',
        Some('Q') => 'R',
        Some('g') => 'h',
        Some('w') => 'x',
        _ => '!',
    };
    text.push(next);
    text
}

fn set(value: &mut Value, pointer: &str, to: Value) {
    if let Some(slot) = value.pointer_mut(pointer) {
        *slot = to;
    }
}

fn add(value: &mut Value, pointer: &str, by: i64) {
    if let Some(slot) = value.pointer_mut(pointer)
        && let Some(number) = slot.as_i64()
    {
        *slot = (number + by).into();
    }
}

/// One change of a field at random. The parts of a document have the same chance, however large.
pub(super) fn one(value: &Value, random: &mut Random) -> Mutation {
    let mut copy = value.clone();
    let parts: Vec<String> = copy
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let part = random.pick(&parts).cloned().unwrap_or_default();
    let mut path = part.clone();
    let mut slot = copy.get_mut(&part);
    // Walks down, and now and then stops before a leaf is reached.
    let what = loop {
        let Some(here) = slot.take() else {
            break "left as it is".to_owned();
        };
        let inner = match &*here {
            Value::Object(fields) => fields.len(),
            Value::Array(items) => items.len(),
            _ => 0,
        };
        if inner == 0 || random.below(12) == 0 {
            break change(here, random);
        }
        let at = random.below(inner);
        slot = match here {
            Value::Object(fields) => fields.iter_mut().nth(at).map(|(name, value)| {
                path = format!("{path}.{name}");
                value
            }),
            Value::Array(items) => {
                path = format!("{path}[{at}]");
                items.get_mut(at)
            }
            _ => None,
        };
    };
    Mutation {
        name: format!("{path}: {what}"),
        bytes: file(&copy),
        harmless: copy == *value,
    }
}

fn change(value: &mut Value, random: &mut Random) -> String {
    let done = match value {
        Value::Null => ("null to nought", json!(0)),
        Value::Bool(flag) => ("turned round", json!(!*flag)),
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default();
            let (name, to) = *random
                .pick(&[
                    ("one more", number + 1),
                    ("one less", number - 1),
                    ("the opposite", -number - i64::from(number == 0)),
                    ("beyond the type", i64::from(i32::MAX) + 1),
                    ("the largest", i64::from(i32::MAX)),
                    ("beyond what is exact", i64::MAX),
                ])
                .unwrap_or(&("one more", number + 1));
            (name, json!(to))
        }
        Value::String(text) => text_change(text, random),
        Value::Array(items) => {
            items.push(json!("x"));
            return "an element more".to_owned();
        }
        Value::Object(fields) => {
            let names: Vec<String> = fields.keys().cloned().collect();
            let name = random.pick(&names).cloned().unwrap_or_default();
            let taken = fields.remove(&name);
            match random.below(3) {
                0 => return format!("without {name}"),
                1 => {
                    fields.insert(format!("{name}\u{200b}"), taken.unwrap_or_default());
                    return format!("{name} under another name");
                }
                _ => {
                    fields.insert(name, taken.unwrap_or_default());
                    fields.insert("more".to_owned(), json!(true));
                    return "a field more".to_owned();
                }
            }
        }
    };
    let (name, to) = done;
    *value = to;
    name.to_owned()
}

fn text_change(text: &str, random: &mut Random) -> (&'static str, Value) {
    let start = random.below(LOOKALIKES.len());
    let turned = LOOKALIKES.iter().cycle().skip(start).take(LOOKALIKES.len());
    for (letter, other) in turned {
        if text.contains(*letter) && random.below(2) == 0 {
            return ("a lookalike", json!(text.replacen(*letter, other, 1)));
        }
    }
    match random.below(5) {
        0 => ("a letter more", json!(format!("{text}x"))),
        1 => ("a space more", json!(format!("{text} "))),
        2 => ("a number", json!(7)),
        3 => ("null", Value::Null),
        _ => ("a mark of direction more", json!(format!("\u{202e}{text}"))),
    }
}
