//! The record on the device, in a real browser with its real database: what was kept comes back, and
//! what does not fit is thrown away.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod going;
mod keeping;

use citizen_score_app::remember::keeping::Fresh;
use citizen_score_app::remember::place::{Row, get};
use citizen_score_app::remember::word;
use citizen_score_contract::DraftsKey;
use js_sys::{Array, Uint8Array};
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

const HOUR: f64 = 3_600_000.0;
const DAY: f64 = 24.0 * HOUR;
const MARK: &str = "CANARY-Wang-Demo";
const HOLDER: &str = "aG9sZGVy";

fn line(id: &str) -> String {
    format!(
        r#"{{"entry":{{"id":"{id}","factor":"blood_donation","points":10,"occurred_on":"2026-11-20","recorded_at":"2026-11-21T09:00:00Z","authority":"health","reference":"R-1","basis":"measures_art_11","rulebook_version":"2026.1","counts_until":null,"corrects":null,"repaired_on":null,"contested":false}},"outcome":{{"counts":"yes"}},"counted":10}}"#
    )
}

/// A ledger of so many entries, as the server sends it.
fn ledger(entries: usize) -> String {
    let me = format!(
        r#"{{"me":{{"display_name":"{MARK}","masked_number":"•••• 1020","standing":{{"score":1020,"tier":"A","next":null,"margin":null,"below":null}},"as_of":"2026-11-24","last_entry_at":null,"entry_count":{entries},"revision":0,"rulebook":{{"id":"suqian-demo","version":"2026.1"}}}}}}"#
    );
    let mut all = vec![me];
    all.extend((0..entries).map(|it| line(&format!("entry-{it:04}"))));
    all.push(format!(r#"{{"end":{{"entries":{entries}}}}}"#));
    all.join("\n") + "\n"
}

fn fresh(ledger: &str, life: f64) -> Fresh {
    let bytes = ledger.as_bytes();
    let (one, other) = bytes.split_at(bytes.len() / 2);
    Fresh {
        session: "c2Vzc2lvbg".to_owned(),
        life,
        rulebook: "{\"the\":\"rulebook\"}".to_owned(),
        announced: Some("{\"to\":\"come\"}".to_owned()),
        drafts_key: DraftsKey {
            holder: HOLDER.to_owned(),
            key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8".to_owned(),
        },
        ledger: Array::of2(&Uint8Array::from(one), &Uint8Array::from(other)),
        whole: true,
    }
}

/// As a resident who has asked for it.
fn wished() {
    let storage = word::storage().unwrap();
    storage.set_item("remember", HOLDER).unwrap();
}

async fn there() -> Option<Row> {
    get().await.unwrap()
}
