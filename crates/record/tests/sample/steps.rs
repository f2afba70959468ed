//! What is done to a record, in words: `set /standing/score 1071; drop /entries 2`.

use serde_json::Value;

/// Applies the steps to a tree.
pub fn apply(tree: &mut Value, steps: &str) {
    for step in steps.split("; ") {
        let mut words = step.splitn(3, ' ');
        let (verb, path) = (words.next().unwrap(), words.next().unwrap());
        let rest = words.next().unwrap_or_default();
        let at: usize = rest.parse().unwrap_or_default();
        match verb {
            "set" => {
                let value = serde_json::from_str(rest).unwrap();
                let (parent, name) = path.rsplit_once('/').unwrap();
                match tree.pointer_mut(parent).unwrap() {
                    Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
                    parent => parent[name] = value,
                }
            }
            "unset" => drop(
                tree.pointer_mut(path)
                    .unwrap()
                    .as_object_mut()
                    .unwrap()
                    .remove(rest),
            ),
            _ => {
                let items = tree.pointer_mut(path).unwrap().as_array_mut().unwrap();
                match verb {
                    "drop" => drop(items.remove(at)),
                    "double" => items.insert(at, items[at].clone()),
                    "swap" => items.swap(at, at + 1),
                    "reverse" => items.reverse(),
                    "clear" => items.clear(),
                    other => panic!("no such step: {other}"),
                }
            }
        }
    }
}

/// The cases of a table: one a line, its columns parted by ` | `.
pub fn rows<const N: usize>(table: &str) -> Vec<[&str; N]> {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let columns: Vec<&str> = line.splitn(N, '|').map(str::trim).collect();
            columns.try_into().unwrap()
        })
        .collect()
}
