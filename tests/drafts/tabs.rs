//! Two tabs of one browser.

use citizen_score_app::drafts::{Draft, Outgoing, State};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{KEY, draft, in_app, key, opened, until};

#[wasm_bindgen_test]
async fn another_tab_follows() {
    in_app!({
        let key = key(KEY);
        let (one, two) = (opened(&key).await, opened(&key).await);
        let typed = draft("first");
        one.put(typed.clone());
        until(two, |list| {
            list.iter().any(|it| it.field("words") == "first")
        })
        .await;
        two.edit(&typed.id, |it| {
            it.fields.insert("words".to_owned(), "second".to_owned());
        });
        until(one, |list| {
            list.iter().any(|it| it.field("words") == "second")
        })
        .await;
        one.remove(&typed.id);
        until(two, <[Draft]>::is_empty).await;
    });
}

#[wasm_bindgen_test]
async fn what_another_tab_has_sent_is_not_overwritten_and_not_lost() {
    in_app!({
        let key = key(KEY);
        let one = opened(&key).await;
        let typed = draft("as sent");
        one.put(typed.clone());
        one.flush().await;
        let two = opened(&key).await;
        let post = Outgoing {
            path: "/me/cases".to_owned(),
            body: "{}".to_owned(),
        };
        assert!(one.send(&typed.id, post));
        assert!(!one.put(typed.clone()), "it is on its way");
        // Before the other tab has heard of it.
        assert!(two.edit(&typed.id, |it| {
            it.fields.insert("words".to_owned(), "typed on".to_owned());
        }));
        one.flush().await;
        two.flush().await;
        let again = opened(&key).await;
        let list = again.list().get_untracked();
        let sent = list.iter().find(|it| it.id == typed.id).unwrap();
        assert!(sent.is_waiting());
        assert_eq!(sent.field("words"), "as sent");
        assert_eq!(
            sent.outgoing.as_ref().map(|it| it.body.as_str()),
            Some("{}")
        );
        let other = list.iter().find(|it| it.id != typed.id).unwrap();
        assert_eq!(
            (other.field("words"), &other.state),
            ("typed on", &State::Typing)
        );
        assert!(again.hold_back(&typed.id));
    });
}
