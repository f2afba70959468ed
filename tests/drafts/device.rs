//! What was typed is on the device, and soon.

use citizen_score_app::drafts::shelf::Shelf;
use citizen_score_app::drafts::{FileFault, Keeping, State};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{KEY, draft, first, in_app, key, opened, until, words};

#[wasm_bindgen_test]
async fn what_was_typed_is_there_after_a_reload() {
    in_app!({
        let key = key(KEY);
        let drafts = opened(&key).await;
        assert_eq!(drafts.keeping().get_untracked(), Keeping::OnDevice);
        let mut typed = draft("it was not me");
        "words".clone_into(&mut typed.step);
        assert!(drafts.put(typed.clone()));
        drafts.flush().await;
        let again = opened(&key).await;
        let there = first(again);
        assert_eq!(there.id, typed.id);
        assert_eq!(there.form, "objection");
        assert_eq!(there.step, "words");
        assert_eq!(there.field("words"), "it was not me");
        assert_eq!(there.state, State::Typing);
        assert!(again.is_read().get_untracked());
    });
}

#[wasm_bindgen_test]
async fn a_storm_of_key_strokes_leaves_the_newest() {
    in_app!({
        let key = key(KEY);
        let drafts = opened(&key).await;
        let typed = draft("");
        let id = typed.id.clone();
        drafts.put(typed);
        let text = "The bill was paid on the second of March, and I have the receipt. ".repeat(7);
        for (end, _) in text.char_indices().skip(1) {
            let so_far = text[..end].to_owned();
            assert!(drafts.edit(&id, |it| {
                it.fields.insert("words".to_owned(), so_far);
            }));
        }
        drafts.flush().await;
        let there = first(opened(&key).await);
        assert_eq!(there.field("words"), &text[..text.len() - 1]);
        assert!(there.revision >= 400, "{}", there.revision);
    });
}

#[wasm_bindgen_test]
async fn a_key_stroke_is_on_the_device_within_a_tenth_of_a_second() {
    in_app!({
        let key = key(KEY);
        let drafts = opened(&key).await;
        let typed = draft(&"x".repeat(2_000));
        let id = typed.id.clone();
        drafts.put(typed);
        drafts.flush().await;
        let clock = || window().performance().unwrap().now();
        let mut times = Vec::new();
        for stroke in 0..40 {
            let before = clock();
            drafts.edit(&id, |it| {
                it.fields.insert("words".to_owned(), stroke.to_string());
            });
            drafts.flush().await;
            times.push(clock() - before);
        }
        times.sort_by(f64::total_cmp);
        web_sys::console::log_1(
            &format!(
                "a key stroke: median {:.1} ms, longest {:.1} ms",
                times[20], times[39]
            )
            .into(),
        );
        assert!(times[20] < 100.0, "{times:?}");
    });
}

#[wasm_bindgen_test]
async fn files_come_back_and_go_with_their_draft() {
    in_app!({
        let key = key(KEY);
        let drafts = opened(&key).await;
        let typed = draft("with a receipt");
        let id = typed.id.clone();
        drafts.put(typed);
        let content: Vec<u8> = (0..3_000_000_u32).map(|it| it.to_le_bytes()[0]).collect();
        let file = drafts
            .add_file(&id, "bill.pdf", "application/pdf", content.clone())
            .await;
        let file = file.unwrap();
        assert_eq!((file.bytes, file.digest.len()), (3_000_000, 64));
        let twice = drafts
            .add_file(&id, "again.pdf", "application/pdf", content.clone())
            .await;
        assert_eq!(twice, Err(FileFault::Twice));
        let empty = drafts
            .add_file(&id, "empty.png", "image/png", Vec::new())
            .await
            .unwrap();
        assert_eq!(
            empty.digest,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        drafts.flush().await;

        let again = opened(&key).await;
        assert_eq!(first(again).files, [file.clone(), empty.clone()]);
        assert_eq!(again.file(&id, &file.digest).await, Some(content));
        assert!(again.remove_file(&id, &empty.digest));
        again.flush().await;
        let shelf = Shelf::open().await.unwrap();
        let there =
            async |place: &str| shelf.file(&key.holder, &id, place).await.unwrap().is_some();
        assert!(there(&file.place).await);
        assert!(!there(&empty.place).await);
        again.remove(&id);
        again.flush().await;
        assert!(!there(&file.place).await);
        assert_eq!(words(opened(&key).await), [""; 0]);
        assert_eq!(
            again.add_file(&id, "late.png", "image/png", vec![1]).await,
            Err(FileFault::NotEditable)
        );
    });
}

#[wasm_bindgen_test]
async fn signing_out_takes_it_off_the_page_and_not_off_the_device() {
    in_app!({
        let key = key(KEY);
        let drafts = opened(&key).await;
        drafts.put(draft("half a sentence"));
        // Nobody waits for the write.
        drafts.close(false);
        assert_eq!(words(drafts), [""; 0]);
        assert_eq!(drafts.keeping().get_untracked(), Keeping::Opening);
        let again = opened(&key).await;
        until(again, |_| true).await;
        again.flush().await;
        drafts.open(&key).await;
        assert_eq!(words(drafts), ["half a sentence"]);
    });
}
