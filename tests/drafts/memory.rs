//! Where the device keeps nothing.

use citizen_score_app::drafts::shelf::Shelf;
use citizen_score_app::drafts::{Keeping, Why};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{KEY, draft, first, in_app, key, opened, run, tab, tick, words};

#[wasm_bindgen_test]
async fn a_shared_screen_keeps_nothing() {
    in_app!({
        let key = key(KEY);
        let drafts = tab(true);
        drafts.open(&key).await;
        assert_eq!(
            drafts.keeping().get_untracked(),
            Keeping::InMemory(Why::Kiosk)
        );
        let typed = draft("at the office");
        drafts.put(typed.clone());
        drafts
            .add_file(&typed.id, "a.png", "image/png", vec![1, 2])
            .await
            .unwrap();
        drafts.flush().await;
        assert_eq!(words(drafts), ["at the office"]);
        assert!(
            Shelf::open()
                .await
                .unwrap()
                .all(&key.holder)
                .await
                .unwrap()
                .is_empty()
        );
        drafts.close(true);
        assert_eq!(words(drafts), [""; 0]);
        drafts.open(&key).await;
        assert_eq!(
            words(drafts),
            [""; 0],
            "a shared screen forgets, however the session ended"
        );
    });
}

#[wasm_bindgen_test]
async fn what_was_typed_before_the_key_came_is_brought_to_the_device() {
    in_app!({
        let key = key(KEY);
        opened(&key).await.put(draft("the older"));
        tick();
        let drafts = tab(false);
        let typed = draft("while offline");
        drafts.put(typed.clone());
        drafts
            .add_file(&typed.id, "a.png", "image/png", vec![7])
            .await
            .unwrap();
        drafts.open(&key).await;
        drafts.flush().await;
        let again = opened(&key).await;
        assert_eq!(words(again), ["while offline", "the older"]);
        let digest = first(again).files[0].digest.clone();
        assert_eq!(again.file(&typed.id, &digest).await, Some(vec![7]));
    });
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_and_nothing_is_lost() {
    in_app!({
        let key = key(KEY);
        let drafts = opened(&key).await;
        let typed = draft("before");
        drafts.put(typed.clone());
        drafts.flush().await;
        run("window.put = IDBObjectStore.prototype.put;
             IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }");
        drafts.edit(&typed.id, |it| {
            it.fields.insert("words".to_owned(), "after".to_owned());
        });
        drafts
            .add_file(&typed.id, "a.png", "image/png", vec![3; 10])
            .await
            .unwrap();
        drafts.flush().await;
        let full = drafts.keeping().get_untracked();
        let in_memory = (
            words(drafts),
            drafts.file(&typed.id, &first(drafts).files[0].digest).await,
        );
        // The session ends; the same resident signs in again, and there is room.
        drafts.close(true);
        let gone = words(drafts);
        run("IDBObjectStore.prototype.put = window.put");
        assert_eq!(full, Keeping::InMemory(Why::Full));
        assert_eq!(in_memory, (vec!["after".to_owned()], Some(vec![3; 10])));
        assert_eq!(gone, [""; 0]);
        drafts.open(&key).await;
        drafts.flush().await;
        assert_eq!(drafts.keeping().get_untracked(), Keeping::OnDevice);
        let again = opened(&key).await;
        assert_eq!(words(again), ["after"]);
        let digest = first(again).files[0].digest.clone();
        assert_eq!(again.file(&typed.id, &digest).await, Some(vec![3; 10]));
    });
}

#[wasm_bindgen_test]
async fn a_browser_without_storage_is_told() {
    in_app!({
        run("window.openReal = IDBFactory.prototype.open;
             IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError') }");
        let drafts = opened(&key(KEY)).await;
        run("IDBFactory.prototype.open = window.openReal");
        assert_eq!(
            drafts.keeping().get_untracked(),
            Keeping::InMemory(Why::Refused)
        );
        drafts.put(draft("here only"));
        drafts.flush().await;
        assert_eq!(words(drafts), ["here only"]);
    });
}
