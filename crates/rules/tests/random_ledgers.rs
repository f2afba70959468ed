//! Ten thousand made-up ledgers, natively. The same run as WebAssembly in a browser.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "../golden/random.rs"]
mod random;

#[test]
fn every_thousand_comes_to_its_digest() {
    let digests: Vec<u64> = (0..10)
        .map(|thousand| random::digest(thousand, &mut std::io::sink()).unwrap())
        .collect();
    assert_eq!(
        digests,
        random::DIGESTS,
        "this build of the rules comes to {digests:#018x?}"
    );
}

/// A digest shows nothing of what went into it, so: the first thousand reaches every corner.
#[test]
fn every_corner_is_reached() {
    let mut told = Vec::new();
    random::digest(0, &mut told).unwrap();
    let told = String::from_utf8(told).unwrap();
    let mut corners: Vec<String> = [
        "not_yet_recorded",
        "correction",
        "corrected",
        "lapsed",
        "repaired",
        "unknown_factor",
        "not_in_force",
        "capped",
        "contested",
    ]
    .map(|reason| format!(r#""counts":"no","reason":"{reason}""#))
    .to_vec();
    let kinds = [
        "begins_to_count",
        "lapses",
        "repaired",
        "corrected",
        "capped",
    ];
    corners.extend(kinds.map(|kind| format!(r#""kind":"{kind}""#)));
    let differences = ["score", "sum", "outcome", "counted", "price", "missing"];
    corners.extend(differences.map(|name| format!(r#"{{"{name}":{{"#)));
    corners.push("the points add up to more".to_owned());
    corners.extend([i32::MIN, i32::MAX].map(|end| format!(r#""points":{end}"#)));
    for corner in corners {
        let times = told.matches(&corner).count();
        assert!(times >= 10, "{corner} is reached {times} times");
    }
}
