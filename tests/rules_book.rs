//! The device works out the standing by itself, and says whether the server agrees.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use citizen_score_app::api::{Api, ApiError};
use citizen_score_app::rules_book::{RulesBook, provide_rules_book};
use citizen_score_contract::{Me, RulebookRef};
use citizen_score_rules::standing::standing_at;
use citizen_score_rules::{Rulebook, Standing};
use leptos::prelude::Owner;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const TEXT: &str = include_str!("../rulebooks/suqian-demo.json");

fn rulebook() -> Rulebook {
    Rulebook::from_json(TEXT).unwrap()
}

fn book(rulebook: Result<String, ApiError>) -> RulesBook {
    provide_rules_book(rulebook, Api::new("/api/v1".to_owned()))
}

fn me(standing: Standing, version: &str) -> Me {
    Me {
        display_name: "Wang Demo".to_owned(),
        masked_number: "•••• 1020".to_owned(),
        standing,
        as_of: "2026-11-24".parse().unwrap(),
        last_entry_at: None,
        entry_count: 8,
        revision: 0,
        rulebook: RulebookRef {
            id: "suqian-demo".to_owned(),
            version: version.to_owned(),
        },
    }
}

#[wasm_bindgen_test]
fn the_shipped_rulebook_puts_1020_points_20_below_the_next_tier() {
    Owner::new().with(|| {
        let rulebook = rulebook();
        let version = rulebook.data().version.clone();
        let right = standing_at(&rulebook, 1020).unwrap();
        let checked = book(Ok(TEXT.to_owned()))
            .check(&me(right, &version))
            .unwrap();
        assert!(checked.agrees);
        let next = checked.standing.next.unwrap();
        assert_eq!(
            (
                checked.standing.tier.as_str(),
                next.tier.as_str(),
                next.points
            ),
            ("A", "A+", 20)
        );
    });
}

#[wasm_bindgen_test]
fn a_server_that_is_off_by_one_point_is_noticed() {
    Owner::new().with(|| {
        let rulebook = rulebook();
        let version = rulebook.data().version.clone();
        let mut lie = standing_at(&rulebook, 1020).unwrap();
        lie.next.as_mut().unwrap().points = 21;
        let checked = book(Ok(TEXT.to_owned())).check(&me(lie, &version)).unwrap();
        assert!(!checked.agrees);
        assert_eq!(checked.standing.next.unwrap().points, 20);
    });
}

#[wasm_bindgen_test]
fn without_the_rulebook_that_was_applied_nothing_is_claimed() {
    Owner::new().with(|| {
        let rulebook = rulebook();
        let right = standing_at(&rulebook, 1020).unwrap();
        assert_eq!(
            book(Ok(TEXT.to_owned())).check(&me(right.clone(), "another")),
            None
        );
        assert_eq!(
            book(Err(ApiError::Offline)).check(&me(right, "2026.1")),
            None
        );
    });
}
