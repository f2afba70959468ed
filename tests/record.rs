//! The record on screen: what arrives is taken in, and lists follow it.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use citizen_score_app::api::{Api, ApiError};
use citizen_score_app::record::{Holder, Record, provide_record};
use citizen_score_contract::{Me, RulebookRef};
use citizen_score_rules::Standing;
use leptos::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn me(score: i32, entry_count: u64) -> Me {
    let standing = Standing {
        score,
        tier: "A".to_owned(),
        next: None,
        margin: None,
        below: None,
    };
    Me {
        display_name: "Wang Demo".to_owned(),
        masked_number: "•••• 1020".to_owned(),
        standing,
        as_of: "2026-11-24".parse().unwrap(),
        last_entry_at: None,
        entry_count,
        revision: 0,
        rulebook: RulebookRef {
            id: "suqian-demo".to_owned(),
            version: "2026.1".to_owned(),
        },
    }
}

fn record() -> Record {
    provide_record(Err(ApiError::SignedOut), Api::new("/api/v1".to_owned()))
}

#[wasm_bindgen_test]
fn an_entry_that_came_before_the_stream_was_open_has_the_lists_load_again() {
    Owner::new().with(|| {
        let record = record();
        let changes = record.changes();
        record.receive(me(1020, 8));
        let first = changes.get_untracked();
        record.receive(me(1020, 8));
        assert_eq!(
            changes.get_untracked(),
            first,
            "the same again is no change"
        );
        record.receive(me(1040, 9));
        assert_eq!(changes.get_untracked(), first + 1);
    });
}

#[wasm_bindgen_test]
fn signing_out_leaves_nothing_of_the_record() {
    Owner::new().with(|| {
        let record = record();
        record.receive(me(1020, 8));
        assert_eq!(untrack(|| record.known()).unwrap().me.standing.score, 1020);
        record.forget();
        assert_eq!(record.holder().get_untracked(), Holder::SignedOut);
        assert_eq!(untrack(|| record.known()), None);
    });
}
