//! The outline of a rulebook says what the rulebook says.

#![allow(clippy::unwrap_used, missing_docs)]

use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::Outline;
use citizen_score_rules::standing::{standing_among, standing_at};

const SHIPPED: &str = include_str!("../../../rulebooks/suqian-demo.json");

#[test]
fn the_outline_of_the_shipped_rulebook_is_that_of_the_whole() {
    let whole = Rulebook::from_json(SHIPPED).unwrap();
    let outline = Outline::from_json(SHIPPED).unwrap();
    let data = whole.data();
    assert_eq!((&outline.id, &outline.version), (&data.id, &data.version));
    assert_eq!(outline.tiers, whole.tiers());
    assert_eq!(outline.effects, data.effects);
    for tier in whole.tiers() {
        let effects: Vec<_> = outline.effects_of(&tier.id).collect();
        assert_eq!(effects, whole.effects_of(&tier.id).collect::<Vec<_>>());
    }
    for (language, key) in [
        ("nl", "city"),
        ("zh-CN", "note"),
        ("fr", "city"),
        ("en", "none"),
    ] {
        assert_eq!(outline.text(language, key), whole.text(language, key));
    }
}

#[test]
fn a_score_lies_in_the_same_place_among_the_tiers_of_either() {
    let whole = Rulebook::from_json(SHIPPED).unwrap();
    let outline = Outline::from_json(SHIPPED).unwrap();
    for score in -100..=2_100 {
        assert_eq!(
            standing_among(&outline.tiers, score),
            standing_at(&whole, score)
        );
    }
}

#[test]
fn what_is_not_a_rulebook_has_no_outline() {
    for text in ["", "{}", "[]", "null", &SHIPPED[..SHIPPED.len() / 2]] {
        let error = Outline::from_json(text).unwrap_err();
        assert_eq!(error.to_string(), "rulebook: cannot be read");
    }
}
