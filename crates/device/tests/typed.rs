//! A case as it was typed: what is wrong at which field, and what is sent.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../../rules/tests/sample/city.rs"]
mod city;

use chrono::NaiveDate;
use citizen_score_contract::cases::{Attachment, CaseKind, Ground, MAX_WISH, MAX_WORDS, NewCase};
use citizen_score_device::typed::{self, Fault, Fields, GROUNDS, Known};
use citizen_score_rules::Rulebook;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(own).collect()
}

fn on(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn known(book: &Rulebook) -> Known<'_> {
    Known {
        book,
        today: on("2026-06-01"),
        occurred_on: Some(on("2026-02-10")),
    }
}

fn day(parts: [&str; 3]) -> Fields {
    fields(&[("day", parts[0]), ("month", parts[1]), ("year", parts[2])])
}

#[test]
fn a_day_is_three_numbers_and_nothing_is_guessed() {
    for (parts, found) in [
        (["1", "6", "2026"], Ok("2026-06-01")),
        (["01", "06", "2026"], Ok("2026-06-01")),
        ([" 29 ", "2", "2024"], Ok("2024-02-29")),
        (["29", "2", "2026"], Err(("day", Fault::NoSuchDay))),
        (["31", "4", "2026"], Err(("day", Fault::NoSuchDay))),
        (["0", "1", "2026"], Err(("day", Fault::NoSuchDay))),
        (["1", "13", "2026"], Err(("day", Fault::NoSuchDay))),
        (["1", "1", "1899"], Err(("day", Fault::NoSuchDay))),
        (["1", "1", "1900"], Ok("1900-01-01")),
        (["", "", ""], Err(("day", Fault::NoDay))),
        ([" ", "", ""], Err(("day", Fault::NoDay))),
        (["", "6", "2026"], Err(("day", Fault::NotANumber))),
        (["1", "", "2026"], Err(("month", Fault::NotANumber))),
        (["1", "6", ""], Err(("year", Fault::NotANumber))),
        (["1", "6", "26"], Err(("year", Fault::NotANumber))),
        (["1", "6", "02026"], Err(("year", Fault::NotANumber))),
        (["001", "6", "2026"], Err(("day", Fault::NotANumber))),
        (["+1", "6", "2026"], Err(("day", Fault::NotANumber))),
        (["-1", "6", "2026"], Err(("day", Fault::NotANumber))),
        (["1", "June", "2026"], Err(("month", Fault::NotANumber))),
        (["１", "6", "2026"], Err(("day", Fault::NotANumber))),
    ] {
        assert_eq!(typed::day(&day(parts)), found.map(on), "{parts:?}");
    }
}

#[test]
fn words_are_counted_in_characters_and_blank_ones_are_none() {
    let of = |text: &str| typed::words(&fields(&[("words", text)]));
    assert_eq!(of(" \n\t "), Err(("words", Fault::Missing)));
    assert_eq!(typed::words(&Fields::new()), Err(("words", Fault::Missing)));
    assert_eq!(of(" a\n").unwrap(), "a");
    let most = "字".repeat(MAX_WORDS);
    assert_eq!(of(&most).unwrap(), most);
    let over = of(&("字".repeat(MAX_WORDS + 3)));
    let fault = Fault::TooLong {
        over: 3,
        most: MAX_WORDS,
    };
    assert_eq!(over, Err(("words", fault)));

    let wish = |text: &str| typed::wish(&fields(&[("wish", text)]));
    assert_eq!(wish("  "), Ok(None));
    assert_eq!(
        wish(&"w".repeat(MAX_WISH)).unwrap().unwrap().len(),
        MAX_WISH
    );
    assert!(matches!(
        wish(&"w".repeat(MAX_WISH + 1)),
        Err(("wish", Fault::TooLong { over: 1, .. }))
    ));
}

#[test]
fn every_ground_is_offered_under_the_name_that_the_api_has() {
    for (ground, value) in GROUNDS {
        assert_eq!(serde_json::to_value(ground).unwrap(), value);
        assert_eq!(typed::ground(&fields(&[("ground", value)])), Ok(ground));
    }
    for wrong in ["", "NotMe", "nothing"] {
        let found = typed::ground(&fields(&[("ground", wrong)]));
        assert_eq!(found, Err(("ground", Fault::NotChosen)));
    }
}

#[test]
fn what_was_settled_was_so_after_the_entry_and_not_after_today() {
    let book = city::rulebook();
    let of = |parts| typed::on(CaseKind::Repair, &day(parts), known(&book));
    assert_eq!(of(["10", "2", "2026"]), Ok(on("2026-02-10")));
    assert_eq!(of(["1", "6", "2026"]), Ok(on("2026-06-01")));
    assert_eq!(of(["2", "6", "2026"]), Err(("day", Fault::InFuture)));
    let before = Fault::BeforeEntry {
        on: on("2026-02-10"),
    };
    assert_eq!(of(["9", "2", "2026"]), Err(("day", before)));
}

#[test]
fn only_what_adds_points_and_is_in_force_can_be_claimed() {
    let book = city::bent(|json| json["factors"][0]["from"] = "2026-03-01".into());
    let first = book.data().factors[0].code.clone();
    let of = |code: &str| typed::factor(&fields(&[("factor", code)]), known(&book));
    assert_eq!(of(&first), Ok(first.clone()));
    for wrong in ["", "nothing", "fine"] {
        assert_eq!(of(wrong), Err(("factor", Fault::NotChosen)), "{wrong}");
    }
    let deed = |parts| {
        let mut fields = day(parts);
        fields.insert("factor".to_owned(), first.clone());
        typed::on(CaseKind::Claim, &fields, known(&book))
    };
    assert_eq!(deed(["1", "3", "2026"]), Ok(on("2026-03-01")));
    let fault = Fault::BeforeInForce {
        from: on("2026-03-01"),
    };
    assert_eq!(deed(["28", "2", "2026"]), Err(("day", fault)));
}

#[test]
fn each_kind_sends_its_own_fields_and_no_others() {
    let book = city::rulebook();
    let typed = fields(&[
        ("about", "e-1"),
        ("factor", "gift"),
        ("ground", "twice"),
        ("words", " My words. "),
        ("wish", "Take one out."),
        ("day", "1"),
        ("month", "5"),
        ("year", "2026"),
    ]);
    let evidence = || {
        vec![Attachment {
            digest: "ab".repeat(32),
            name: "bill.pdf".to_owned(),
        }]
    };
    let base = NewCase {
        kind: CaseKind::Objection,
        entry: Some("e-1".to_owned()),
        factor: None,
        on: None,
        ground: None,
        words: "My words.".to_owned(),
        wish: None,
        evidence: evidence(),
    };
    let objection = NewCase {
        ground: Some(Ground::Twice),
        wish: Some("Take one out.".to_owned()),
        ..base.clone()
    };
    let repair = NewCase {
        kind: CaseKind::Repair,
        on: Some(on("2026-05-01")),
        ..base.clone()
    };
    let claim = NewCase {
        kind: CaseKind::Claim,
        entry: None,
        factor: Some("gift".to_owned()),
        on: Some(on("2026-05-01")),
        ..base
    };
    for case in [objection, repair, claim] {
        let sent = typed::case(case.kind, &typed, known(&book), evidence());
        assert_eq!(sent, Ok(case));
    }
}

#[test]
fn everything_that_is_wrong_is_named_in_the_order_of_the_questions() {
    let book = city::rulebook();
    let names = |kind, fields: &Fields| -> Vec<&str> {
        let faults = typed::case(kind, fields, known(&book), Vec::new()).unwrap_err();
        faults.into_iter().map(|(name, _)| name).collect()
    };
    let nothing = Fields::new();
    assert_eq!(names(CaseKind::Objection, &nothing), ["ground", "words"]);
    assert_eq!(names(CaseKind::Repair, &nothing), ["day", "words"]);
    assert_eq!(names(CaseKind::Claim, &nothing), ["factor", "day", "words"]);
    let long = fields(&[
        ("wish", &"w".repeat(MAX_WISH + 1)),
        ("words", "w"),
        ("ground", "other"),
    ]);
    assert_eq!(names(CaseKind::Objection, &long), ["wish"]);
}
