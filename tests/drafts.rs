//! Drafts on the device, in a real browser with its real database.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use citizen_score_app::api::Api;
use citizen_score_app::drafts::seal::{Seal, Sealed};
use citizen_score_app::drafts::shelf::{Change, Shelf};
use citizen_score_app::drafts::{Draft, Drafts, FileFault, Keeping, Outgoing, State, Why};
use citizen_score_contract::DraftsKey;
use futures::StreamExt;
use futures::channel::mpsc;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const OTHER_KEY: &str = "HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// A holder whom no other test knows.
fn key(key: &str) -> DraftsKey {
    DraftsKey {
        holder: Draft::new("").id,
        key: key.to_owned(),
    }
}

/// A tab of its own: a server that cannot be reached, and a database that can.
fn tab(kiosk: bool) -> Drafts {
    Drafts::new(Api::new("http://127.0.0.1:9/api".to_owned()), None, kiosk)
}

async fn opened(key: &DraftsKey) -> Drafts {
    let drafts = tab(false);
    drafts.open(key).await;
    drafts
}

fn draft(text: &str) -> Draft {
    let mut draft = Draft::new("objection");
    draft.fields.insert("words".to_owned(), text.to_owned());
    draft
}

fn words(drafts: Drafts) -> Vec<String> {
    let list = drafts.list().get_untracked();
    list.iter().map(|it| it.field("words").to_owned()).collect()
}

fn first(drafts: Drafts) -> Draft {
    drafts.list().get_untracked().first().cloned().unwrap()
}

/// Waits until a condition holds of the list; it is looked at again at each change.
async fn until(drafts: Drafts, holds: impl Fn(&[Draft]) -> bool + 'static) {
    let (send, mut changes) = mpsc::unbounded();
    let list = drafts.list();
    let _follows = Effect::new(move |_| {
        let _ = send.unbounded_send(list.with(|list| holds(list)));
    });
    while changes.next().await != Some(true) {}
}

macro_rules! in_app {
    ($body:block) => {{
        // Effects need what mounting sets up.
        mount_to_body(|| ());
        let owner = Owner::new();
        owner.set();
        $body
        drop(owner);
    }};
}

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
        assert_eq!(other.unopened().get_untracked(), [typed.id.clone()]);
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
        opened(&key).await.put(draft("of yesterday"));
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
        assert_eq!(words(again), ["while offline", "of yesterday"]);
        let digest = first(again).files[0].digest.clone();
        assert_eq!(again.file(&typed.id, &digest).await, Some(vec![7]));
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

fn run(script: &str) {
    js_sys::eval(script).unwrap();
}
