//! What a page begins with, read twice: what the first screen needs, and the whole.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use citizen_score_app::config::{Begin, Config};
use citizen_score_contract::{AppConfig, Boot};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const BOOTS: [&str; 3] = [
    include_str!("../crates/contract/tests/golden/boot.json"),
    include_str!("../crates/contract/tests/golden/boot-nobody.json"),
    include_str!("../crates/contract/tests/golden/boot-not-scored.json"),
];
const CONFIGS: [&str; 2] = [
    include_str!("../crates/contract/tests/golden/config-demo.json"),
    include_str!("../crates/contract/tests/golden/config-live.json"),
];

fn says(config: &Config, whole: AppConfig) {
    assert_eq!(config.mode, whole.mode);
    assert_eq!(config.api_base, whole.api_base);
    assert_eq!(config.display, whole.kiosk.is_some());
    assert_eq!(config.languages, whole.languages);
    assert_eq!(config.whole(), Some(whole));
}

#[wasm_bindgen_test]
fn what_is_read_first_is_a_part_of_the_whole() {
    for text in BOOTS {
        let whole: Boot = serde_json::from_str(text).unwrap();
        let begin = Begin::read(text.to_owned()).unwrap();
        assert_eq!(begin.me, whole.me);
        assert_eq!(begin.not_scored, whole.not_scored);
        says(&begin.config, whole.config);
    }
    for text in CONFIGS {
        let whole = serde_json::from_str(text).unwrap();
        says(&Config::read(text).unwrap(), whole);
    }
}

#[wasm_bindgen_test]
fn what_is_none_is_not_read_and_an_ordinary_host_has_none() {
    for text in [
        "",
        "null",
        "[]",
        "{\"mode\":\"live\"}",
        "}",
        "{\"mode\":\"other\",\"api_base\":\"\"}",
    ] {
        assert!(Config::read(text).is_none(), "{text}");
        assert!(Begin::read(text.to_owned()).is_none(), "{text}");
    }
    assert_eq!(Config::ordinary().whole(), None);
}
