//! What is drawn at random, taken out of answers by name.

use serde_json::Value;

/// Fields whose values are drawn, or derived from a secret, wherever they stand.
const DRAWN: [&str; 10] = [
    "request_id",
    "signature",
    "token",
    "device_code",
    "user_code",
    "user_key",
    "holder",
    "public",
    "build",
    // What a host says of its files.
    "languages",
];

/// Takes what is drawn out of JSON.
pub fn json(mut value: Value) -> Value {
    walk(&mut value);
    value
}

fn walk(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for name in DRAWN {
                if let Some(field) = fields.get_mut(name) {
                    *field = Value::from("(drawn)");
                }
            }
            // Of entries that carry the number of a case; how many there are is not drawn.
            if let Some(Value::Array(digests)) = fields.get("digests") {
                let count = digests.len();
                fields.insert("digests".to_owned(), count.into());
            }
            let has = |name: &str| fields.contains_key(name);
            // A session, a visit, a published key: their names are drawn. So is the key of drafts, and the
            // name of the key in a record; the code of a proof; a cursor that holds a number.
            let named = [
                (
                    "id",
                    has("display_name") || has("since") || has("algorithm"),
                ),
                ("key", has("holder") || has("signature")),
                ("code", has("token") && has("expires_at")),
                ("next_cursor", has("cases")),
            ];
            for (name, is_drawn) in named {
                if is_drawn
                    && fields
                        .get(name)
                        .is_none_or(|it| !it.is_null() || name == "id")
                {
                    fields.insert(name.to_owned(), Value::from("(drawn)"));
                }
            }
            fields.values_mut().for_each(walk);
        }
        Value::Array(items) => items.iter_mut().for_each(walk),
        Value::String(words) => *words = text(words),
        _ => {}
    }
}

/// Takes the numbers of cases out of a text.
pub fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = number(rest) {
            out.push_str("(number)");
            rest = after;
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

/// What follows the number of a case, if a text begins with one.
fn number(text: &str) -> Option<&str> {
    let (head, after) = text.split_at_checked(14)?;
    let is_number = head.bytes().enumerate().all(|(place, it)| match place {
        0..4 => it.is_ascii_digit(),
        4 | 9 => it == b'-',
        _ => it.is_ascii_uppercase() || it.is_ascii_digit(),
    });
    // A date and a time are no number.
    let has_letters = head.bytes().any(|it| it.is_ascii_uppercase());
    (is_number && has_letters).then_some(after)
}
