//! Nobody but the holder reads it, and what was changed is not opened.

use citizen_score_app::drafts::seal::{Seal, Sealed};
use citizen_score_app::drafts::shelf::{Change, Shelf};
use citizen_score_contract::DraftsKey;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{KEY, OTHER_KEY, draft, in_app, key, opened, words};

#[wasm_bindgen_test]
async fn a_second_resident_on_the_device_sees_nothing() {
    in_app!({
        let (one, other) = (key(KEY), key(OTHER_KEY));
        let drafts = opened(&one).await;
        drafts.put(draft("of the first"));
        drafts.flush().await;
        let second = opened(&other).await;
        assert_eq!(words(second), [""; 0]);
        assert_eq!(second.unopened().get_untracked(), [""; 0]);
        second.put(draft("of the second"));
        second.flush().await;
        assert_eq!(words(opened(&one).await), ["of the first"]);
    });
}

#[wasm_bindgen_test]
async fn under_another_key_it_is_told_and_stays_where_it_is() {
    in_app!({
        let right = key(KEY);
        let wrong = DraftsKey {
            key: OTHER_KEY.to_owned(),
            ..right.clone()
        };
        let drafts = opened(&right).await;
        let typed = draft("mine");
        drafts.put(typed.clone());
        drafts.flush().await;
        let other = opened(&wrong).await;
        assert_eq!(words(other), [""; 0]);
        assert_eq!(
            other.unopened().get_untracked(),
            std::slice::from_ref(&typed.id)
        );
        assert_eq!(words(opened(&right).await), ["mine"]);
        other.remove(&typed.id);
        other.flush().await;
        assert_eq!(other.unopened().get_untracked(), [""; 0]);
        assert_eq!(words(opened(&right).await), [""; 0]);
    });
}

#[wasm_bindgen_test]
async fn what_was_tampered_with_is_not_opened() {
    in_app!({
        let key = key(KEY);
        let drafts = opened(&key).await;
        let (one, two) = (draft("one"), draft("two"));
        drafts.put(one.clone());
        drafts.put(two.clone());
        drafts.flush().await;
        let shelf = Shelf::open().await.unwrap();
        let there = shelf.get(&key.holder, &one.id).await.unwrap().unwrap();
        let flipped = Uint8Array::from(there.bytes.to_vec().as_slice());
        flipped.set_index(5, flipped.get_index(5) ^ 1);
        let other_iv = Uint8Array::from(there.iv.to_vec().as_slice());
        other_iv.set_index(0, other_iv.get_index(0) ^ 1);
        let short = Uint8Array::from([0_u8; 3].as_slice());
        let cases = [
            (
                "a bit of it",
                one.id.as_str(),
                Sealed {
                    bytes: flipped,
                    ..there.clone()
                },
            ),
            (
                "its revision",
                one.id.as_str(),
                Sealed {
                    revision: 99,
                    ..there.clone()
                },
            ),
            (
                "its number",
                one.id.as_str(),
                Sealed {
                    iv: other_iv,
                    ..there.clone()
                },
            ),
            (
                "its length",
                one.id.as_str(),
                Sealed {
                    bytes: short,
                    ..there.clone()
                },
            ),
            ("its place", two.id.as_str(), there.clone()),
        ];
        for (what, id, sealed) in cases {
            let put = Change::Put {
                id: id.to_owned(),
                sealed,
            };
            // As somebody would who cares for no revision.
            let gone = Change::Remove { id: id.to_owned() };
            shelf.change(&key.holder, &[gone]).await.unwrap();
            assert!(shelf.change(&key.holder, &[put]).await.unwrap());
            let again = opened(&key).await;
            assert_eq!(again.unopened().get_untracked(), [id.to_owned()], "{what}");
            // Both go back to what they were.
            drafts.put(one.clone());
            drafts.put(two.clone());
            drafts.flush().await;
        }
        let stranger = opened(&self::key(KEY)).await;
        assert_eq!(words(stranger), [""; 0]);
    });
}

#[wasm_bindgen_test]
async fn nothing_that_was_typed_is_readable_on_the_device() {
    in_app!({
        let key = key(KEY);
        let drafts = opened(&key).await;
        let typed = draft("a sentence that must not be found");
        drafts.put(typed.clone());
        drafts.flush().await;
        let shelf = Shelf::open().await.unwrap();
        let there = shelf.get(&key.holder, &typed.id).await.unwrap().unwrap();
        let bytes = there.bytes.to_vec();
        for part in [b"sentence".as_slice(), b"objection", b"words"] {
            assert!(!bytes.windows(part.len()).any(|it| it == part));
        }
        let first_iv = there.iv.to_vec();
        drafts.put(typed.clone());
        drafts.flush().await;
        let there = shelf.get(&key.holder, &typed.id).await.unwrap().unwrap();
        assert_ne!(
            there.iv.to_vec(),
            first_iv,
            "each write has a number of its own"
        );
        for key in [
            "",
            "AAECAwQFBgcICQoLDA0ODw",
            "no key at all !!",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9A",
        ] {
            let key = DraftsKey {
                holder: "x".to_owned(),
                key: key.to_owned(),
            };
            assert!(Seal::new(&key).await.is_none(), "only 32 bytes are a key");
        }
    });
}
