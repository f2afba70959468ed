//! What was kept comes back, whole and sealed, or it is said why nothing was kept.

use citizen_score_app::api::{Api, ApiError};
use citizen_score_app::drafts::Why;
use citizen_score_app::record::{Connection, Holder, provide_record};
use citizen_score_app::remember::keeping::{Fresh, store};
use citizen_score_app::remember::place::Row;
use citizen_score_app::remember::recalling::open;
use citizen_score_app::remember::{Trouble, recall, word};
use js_sys::Date;
use leptos::prelude::{GetUntracked, Owner, untrack};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{DAY, HOLDER, HOUR, MARK, fresh, ledger, there, wished};

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
async fn where_the_browser_keeps_nothing_it_is_said() {
    let put =
        js_sys::Function::new_with_args("", "throw new DOMException('full', 'QuotaExceededError')");
    let prototype = js_sys::eval("IDBObjectStore.prototype").unwrap();
    let before = js_sys::Reflect::get(&prototype, &"put".into()).unwrap();
    js_sys::Reflect::set(&prototype, &"put".into(), &put).unwrap();
    let held = store(&fresh(&ledger(1), HOUR), Date::now()).await;
    js_sys::Reflect::set(&prototype, &"put".into(), &before).unwrap();
    let full = Trouble::Device(Why::Full);
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
    assert_eq!(held, Err(Trouble::Device(Why::Refused)));
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
        assert!(matches!(
            record.holder().get_untracked(),
            Holder::Unknown(_)
        ));
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
