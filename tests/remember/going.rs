//! What does not fit, is too late, or is not wanted any more is thrown away.

use citizen_score_app::api::{Api, ApiError};
use citizen_score_app::drafts::seal::{Seal, Sealed, new_key};
use citizen_score_app::record::provide_record;
use citizen_score_app::remember::keeping::store;
use citizen_score_app::remember::place::{Row, put};
use citizen_score_app::remember::recalling::open;
use citizen_score_app::remember::{recall, word};
use js_sys::{Date, Uint8Array};
use leptos::prelude::{Owner, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{DAY, HOLDER, HOUR, fresh, ledger, there, wished};

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
async fn a_session_that_ended_while_the_app_was_closed_takes_it_along() {
    wished();
    store(&fresh(&ledger(2), HOUR), Date::now()).await.unwrap();
    Owner::new().with(|| {
        provide_record(Err(ApiError::SignedOut), Api::new("/api".to_owned()));
    });
    assert!(there().await.is_none());
    word::forget();
}
