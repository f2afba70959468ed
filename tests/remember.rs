//! The record on the device, in a real browser with its real database: what was kept comes back, and
//! what does not fit is thrown away.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

use citizen_score_app::drafts::seal::{Seal, Sealed, new_key};
use citizen_score_app::remember::keeping::{Fresh, store};
use citizen_score_app::remember::place::{Row, get, put};
use citizen_score_app::remember::recalling::open;
use citizen_score_app::api::{Api, ApiError};
use citizen_score_app::record::{Connection, Holder, provide_record};
use citizen_score_app::remember::{Trouble, recall, word};
use citizen_score_contract::DraftsKey;
use js_sys::{Array, Date, Uint8Array};
use leptos::prelude::{GetUntracked, Owner, untrack, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const HOUR: f64 = 3_600_000.0;
const DAY: f64 = 24.0 * HOUR;
const MARK: &str = "CANARY-Wang-Demo";
const HOLDER: &str = "aG9sZGVy";

fn line(id: &str) -> String {
    format!(
        r#"{{"id":"{id}","factor":"blood_donation","points":10,"occurred_on":"2026-11-20","recorded_at":"2026-11-21T09:00:00Z","authority":"health","reference":"R-1","basis":"measures_art_11","rulebook_version":"2026.1","counts_until":null,"corrects":null,"repaired_on":null,"contested":false,"counts":"yes","counted":10}}"#
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

#[wasm_bindgen_test]
async fn what_was_kept_comes_back_whole() {
    wished();
    let now = Date::now();
    let text = ledger(8);
    let held = store(&fresh(&text, 12.0 * HOUR), now).await.unwrap();
    assert_eq!((held.received, held.expires), (now, now + 12.0 * HOUR));
    let kept = recall().await.unwrap();
    assert_eq!(kept.held, held);
    assert_eq!(kept.me.display_name, MARK);
    assert_eq!(kept.me.standing.score, 1020);
    assert_eq!(kept.received, now);
    assert_eq!(kept.rulebook, "{\"the\":\"rulebook\"}");
    assert_eq!(kept.announced.as_deref(), Some("{\"to\":\"come\"}"));
    assert_eq!(kept.drafts_key.holder, HOLDER);
    assert_eq!(kept.ledger.as_ref().unwrap().to_vec(), text.as_bytes());
    let ids: Vec<&str> = kept.latest.iter().map(|it| &*it.entry.id).collect();
    assert_eq!((ids.len(), ids[0], ids[7]), (8, "entry-0007", "entry-0000"));
    let message = kept.for_worker().unwrap();
    assert_eq!(message.get(0), "open-kept");
    // Once more, and in place of the one before.
    let later = now + 1_000.0;
    store(&fresh(&ledger(9), HOUR), later).await.unwrap();
    assert_eq!(
        open(&there().await.unwrap(), later)
            .await
            .unwrap()
            .me
            .entry_count,
        9
    );
    word::forget();
}

#[wasm_bindgen_test]
async fn of_a_long_ledger_the_overview_gets_five_and_of_one_that_is_too_long_none() {
    let now = Date::now();
    store(&fresh(&ledger(201), HOUR), now).await.unwrap();
    let kept = open(&there().await.unwrap(), now).await.unwrap();
    assert_eq!(kept.latest.len(), 5);
    assert_eq!(kept.latest[0].entry.id, "entry-0200");
    let text = ledger(8);
    let first = text.split_once('\n').unwrap().0;
    let short = Fresh {
        whole: false,
        ..fresh(first, HOUR)
    };
    assert!(!store(&short, now).await.unwrap().whole);
    let kept = open(&there().await.unwrap(), now).await.unwrap();
    assert_eq!((kept.me.entry_count, kept.latest.len()), (8, 0));
    assert!(kept.ledger.is_none() && kept.for_worker().is_none() && !kept.held.whole);
    word::forget();
}

#[wasm_bindgen_test]
async fn nothing_personal_lies_open() {
    let now = Date::now();
    store(&fresh(&ledger(8), HOUR), now).await.unwrap();
    let row = there().await.unwrap();
    let sealed = row.sealed.bytes.to_vec();
    for word in [MARK, "entry-0001", "blood_donation", "rulebook"] {
        assert!(!sealed.windows(word.len()).any(|it| it == word.as_bytes()));
    }
    assert!(!row.key.extractable());
    // Each time under another key, and another number used once.
    let iv = row.sealed.iv.to_vec();
    store(&fresh(&ledger(8), HOUR), now).await.unwrap();
    let again = there().await.unwrap();
    assert_ne!(again.sealed.iv.to_vec(), iv);
    let mixed = Row {
        key: again.key,
        ..row
    };
    assert!(open(&mixed, now).await.is_none());
    word::forget();
}

#[wasm_bindgen_test]
async fn it_lives_as_long_as_the_session_and_no_longer_than_fourteen_days() {
    let now = Date::now();
    for (life, expected) in [
        (1.0, Some(1.0)),
        (12.0 * HOUR, Some(12.0 * HOUR)),
        (14.0 * DAY, Some(14.0 * DAY)),
        (15.0 * DAY, Some(14.0 * DAY)),
        (f64::INFINITY, Some(14.0 * DAY)),
        (0.0, None),
        (-1.0, None),
        (f64::NEG_INFINITY, None),
    ] {
        let held = store(&fresh(&ledger(1), life), now).await;
        assert_eq!(held.ok().map(|it| it.expires - now), expected, "{life}");
    }
    word::forget();
}

#[wasm_bindgen_test]
async fn too_late_and_with_a_clock_that_was_set_back_it_does_not_open() {
    let now = Date::now();
    store(&fresh(&ledger(1), 12.0 * HOUR), now).await.unwrap();
    let row = there().await.unwrap();
    for (moment, opens) in [
        (now, true),
        (now + 12.0 * HOUR - 1.0, true),
        (now + 12.0 * HOUR, false),
        (now + DAY, false),
        (now - 60_000.0, true),
        (now - 121_000.0, false),
        (now - DAY, false),
    ] {
        assert_eq!(
            open(&row, moment).await.is_some(),
            opens,
            "{}",
            moment - now
        );
    }
    // Nobody can write a later end beside it.
    for changed in [
        Row {
            expires: row.expires + DAY,
            ..row.clone()
        },
        Row {
            received: row.received + 1.0,
            ..row.clone()
        },
        Row {
            session: "b3RoZXI".to_owned(),
            ..row.clone()
        },
    ] {
        assert!(open(&changed, now).await.is_none());
    }
    word::forget();
}

#[wasm_bindgen_test]
async fn what_does_not_fit_is_thrown_away() {
    let now = Date::now();
    store(&fresh(&ledger(2), HOUR), now).await.unwrap();
    let row = there().await.unwrap();
    let mut bits = row.sealed.bytes.to_vec();
    bits[20] ^= 1;
    let changed = Sealed {
        bytes: Uint8Array::from(&bits[..]),
        ..row.sealed.clone()
    };
    let other = new_key().await.unwrap();
    // Sealed rightly, and yet no record.
    let seal = Seal::of(row.session.clone(), row.key.clone()).unwrap();
    let name = format!("record 1 {} {}", row.received, row.expires);
    let nonsense = seal.close(&name, 0, b"no gzip").await.unwrap();
    for (what, wrong) in [
        (
            "a changed bit",
            Row {
                sealed: changed,
                ..row.clone()
            },
        ),
        (
            "another key",
            Row {
                key: other,
                ..row.clone()
            },
        ),
        (
            "nonsense",
            Row {
                sealed: nonsense,
                ..row.clone()
            },
        ),
        (
            "expired",
            Row {
                expires: now - 1.0,
                ..row.clone()
            },
        ),
    ] {
        wished();
        put(&wrong).await.unwrap();
        assert!(recall().await.is_none(), "{what}");
        assert!(there().await.is_none(), "{what} is still there");
    }
    // A ledger that broke off is no shorter ledger.
    let text = ledger(3);
    let (broken, _) = text.rsplit_once("{\"end\"").unwrap();
    wished();
    store(&fresh(broken, HOUR), now).await.unwrap();
    assert!(recall().await.is_none());
    word::forget();
}

#[wasm_bindgen_test]
async fn anothers_record_and_one_that_nobody_wants_are_thrown_away() {
    let now = Date::now();
    for wish in [Some("b3RoZXI"), None] {
        store(&fresh(&ledger(1), HOUR), now).await.unwrap();
        let storage = word::storage().unwrap();
        match wish {
            Some(wish) => storage.set_item("remember", wish).unwrap(),
            None => storage.remove_item("remember").unwrap(),
        }
        assert!(recall().await.is_none(), "{wish:?}");
        assert!(there().await.is_none(), "{wish:?}");
    }
    word::forget();
}

#[wasm_bindgen_test]
async fn a_row_of_an_older_format_is_as_none() {
    wished();
    store(&fresh(&ledger(1), HOUR), Date::now()).await.unwrap();
    assert!(there().await.is_some());
    older_format().await;
    assert!(there().await.is_none());
    assert!(recall().await.is_none());
    word::forget();
}

/// Writes a row as another version of the app might have, by the browser's own means.
async fn older_format() {
    let script = js_sys::Function::new_no_args(
        "return new Promise((done, fail) => { const open = indexedDB.open('citizen-score-kept', 1); \
         open.onerror = fail; open.onsuccess = () => { const to = open.result.transaction('kept', 'readwrite'); \
         to.objectStore('kept').put([0, 'session', 'text'], 'record'); \
         to.oncomplete = () => { open.result.close(); done(); }; }; })",
    );
    let done = script.call0(&window()).unwrap();
    wasm_bindgen_futures::JsFuture::from(done.unchecked_into::<js_sys::Promise>())
        .await
        .unwrap();
}

#[wasm_bindgen_test]
async fn signing_out_and_forgetting_leave_neither_record_nor_wish() {
    wished();
    store(&fresh(&ledger(1), HOUR), Date::now()).await.unwrap();
    word::forget();
    assert_eq!(word::holder(), None);
    assert!(there().await.is_none());
    // A session that ended by itself leaves the wish.
    wished();
    store(&fresh(&ledger(1), HOUR), Date::now()).await.unwrap();
    word::erase();
    assert_eq!(word::holder().as_deref(), Some(HOLDER));
    assert!(there().await.is_none());
    word::forget();
    // Who has signed out here is shown nothing, whatever is still there.
    wished();
    store(&fresh(&ledger(1), HOUR), Date::now()).await.unwrap();
    assert!(!word::is_signing_out());
    word::leave_sign_out();
    assert!(word::is_signing_out());
    assert!(recall().await.is_none());
    assert!(there().await.is_none() && word::holder().is_none());
    let page: web_sys::HtmlDocument = leptos::prelude::document().unchecked_into();
    page.set_cookie("cs_sign_out=; Path=/; Max-Age=0").unwrap();
    assert!(!word::is_signing_out());
}

#[wasm_bindgen_test]
async fn where_the_browser_keeps_nothing_it_is_said() {
    let put =
        js_sys::Function::new_with_args("", "throw new DOMException('full', 'QuotaExceededError')");
    let prototype = js_sys::eval("IDBObjectStore.prototype").unwrap();
    let before = js_sys::Reflect::get(&prototype, &"put".into()).unwrap();
    js_sys::Reflect::set(&prototype, &"put".into(), &put).unwrap();
    let held = store(&fresh(&ledger(1), HOUR), Date::now()).await;
    js_sys::Reflect::set(&prototype, &"put".into(), &before).unwrap();
    let full = Trouble::Device(citizen_score_app::drafts::Why::Full);
    assert_eq!(held, Err(full));
    // A database that cannot be opened at all.
    let factory = js_sys::eval("IDBFactory.prototype").unwrap();
    let before = js_sys::Reflect::get(&factory, &"open".into()).unwrap();
    let open = js_sys::Function::new_no_args("throw new DOMException('denied', 'SecurityError')");
    js_sys::Reflect::set(&factory, &"open".into(), &open).unwrap();
    let held = store(&fresh(&ledger(1), HOUR), Date::now()).await;
    wished();
    let recalled = recall().await;
    js_sys::Reflect::set(&factory, &"open".into(), &before).unwrap();
    assert_eq!(
        held,
        Err(Trouble::Device(citizen_score_app::drafts::Why::Refused))
    );
    assert!(recalled.is_none());
    word::forget();
}

#[wasm_bindgen_test]
async fn what_is_recalled_is_shown_with_its_time_until_the_server_answers() {
    wished();
    let then = Date::now() - HOUR;
    store(&fresh(&ledger(2), 12.0 * HOUR), then).await.unwrap();
    let again = recall().await.unwrap();
    let kept = recall().await.unwrap();
    Owner::new().with(|| {
        let api = Api::new("http://127.0.0.1:9/api".to_owned());
        let record = provide_record(Err(ApiError::Offline), api);
        assert!(matches!(record.holder().get_untracked(), Holder::Unknown(_)));
        record.recall(kept);
        let known = untrack(|| record.known()).unwrap();
        assert_eq!((known.received, known.me.standing.score), (then, 1020));
        assert_eq!(record.connection().get_untracked(), Connection::Lost);
        assert_eq!(record.kept().unwrap().latest.len(), 2);
        // What the server says is newer, and the kept ledger is no longer that of the screen.
        record.receive(known.me);
        assert!(record.kept().is_none());
        record.recall(again);
        record.forget();
        assert!(record.kept().is_none());
        assert_eq!(record.holder().get_untracked(), Holder::SignedOut);
    });
    assert_eq!(word::holder(), None);
    assert!(there().await.is_none());
}

#[wasm_bindgen_test]
async fn a_session_that_ended_while_the_app_was_closed_takes_it_along() {
    wished();
    store(&fresh(&ledger(2), HOUR), Date::now()).await.unwrap();
    Owner::new().with(|| {
        provide_record(Err(ApiError::SignedOut), Api::new("/api".to_owned()));
    });
    assert!(there().await.is_none());
    word::forget();
}
