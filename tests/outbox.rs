//! The outbox: what an answer means, and what goes out of the browser.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::time::Duration;

use citizen_score_app::api::{Api, Reply};
use citizen_score_app::boot::something_waits;
use citizen_score_app::drafts::shelf::Shelf;
use citizen_score_app::drafts::verdict::{Verdict, backoff, verdict};
use citizen_score_app::drafts::{Draft, Drafts, Outbox, Outgoing, State};
use citizen_score_contract::{DraftsKey, ProblemCode};
use futures::StreamExt;
use futures::channel::mpsc;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn answer(status: u16, retry_after: Option<u32>, text: &str) -> Reply {
    Reply::Answer {
        status,
        retry_after,
        text: text.to_owned(),
    }
}

fn problem(status: u16, code: &str) -> String {
    json!({"type": "/problems/x", "title": "No", "status": status, "code": code, "request_id": "r", "field": "words"})
        .to_string()
}

#[wasm_bindgen_test]
fn what_an_answer_means() {
    let later = |others, asked| Verdict::Later { others, asked };
    let arrived = |text: &str| Verdict::Arrived(text.to_owned());
    for (status, asked, text, expected) in [
        (200, None, "{}".to_owned(), arrived("{}")),
        (201, None, "{\"id\":1}".to_owned(), arrived("{\"id\":1}")),
        (299, None, "1".to_owned(), arrived("1")),
        // A page of somebody in between, such as a network that wants a sign-in.
        (200, None, "<html>".to_owned(), later(true, None)),
        (200, None, String::new(), later(true, None)),
        (302, None, String::new(), later(true, None)),
        (403, None, "<html>".to_owned(), later(true, None)),
        (401, None, problem(401, "signed_out"), Verdict::SignIn),
        (401, None, String::new(), Verdict::SignIn),
        (408, None, String::new(), later(true, None)),
        (425, None, String::new(), later(true, None)),
        (
            429,
            Some(7),
            problem(429, "too_many_tries"),
            later(true, Some(7)),
        ),
        (500, None, problem(500, "internal"), later(true, None)),
        (
            503,
            Some(9),
            problem(503, "unavailable"),
            later(true, Some(9)),
        ),
        (599, None, String::new(), later(true, None)),
    ] {
        let verdict = verdict(&answer(status, asked, &text), None);
        assert_eq!(verdict, expected, "{status} {text}");
    }
    assert_eq!(verdict(&Reply::Nothing, None), later(false, None));
    for (status, code, expected) in [
        (400, "invalid", ProblemCode::Invalid),
        (403, "cross_site", ProblemCode::CrossSite),
        (404, "not_found", ProblemCode::NotFound),
        (409, "a_code_of_tomorrow", ProblemCode::Other),
        (413, "too_large", ProblemCode::TooLarge),
        (422, "invalid", ProblemCode::Invalid),
    ] {
        let verdict = verdict(&answer(status, None, &problem(status, code)), None);
        let Verdict::Refused(refusal) = verdict else {
            panic!("{status}: {verdict:?}");
        };
        assert_eq!((refusal.code, refusal.status), (expected, status));
        assert_eq!(refusal.field.as_deref(), Some("words"));
    }
    // The server says nothing when it takes a file.
    assert_eq!(verdict(&answer(204, None, ""), Some("d")), arrived(""));
    let Verdict::Refused(refusal) = verdict(&answer(413, None, "<html>"), Some("d")) else {
        panic!("a file that is too large for a proxy stays so");
    };
    assert_eq!(
        (refusal.code, refusal.file.as_deref()),
        (ProblemCode::TooLarge, Some("d"))
    );
}

#[wasm_bindgen_test]
fn how_long_it_waits() {
    for (tries, asked, seconds) in [
        (0, None, 1),
        (1, None, 1),
        (2, None, 2),
        (6, None, 32),
        (7, None, 60),
        (u32::MAX, None, 60),
        (1, Some(0), 1),
        (1, Some(30), 30),
        (7, Some(30), 60),
        (1, Some(u32::MAX), 900),
    ] {
        assert_eq!(
            backoff(tries, asked),
            Duration::from_secs(seconds),
            "{tries} {asked:?}"
        );
    }
}

/// The network of this page from here on: it gives these answers in turn, then none. Each is a
/// status and a text; none is a connection that breaks. What is asked is kept.
fn network(holder: &str, answers: &Value) {
    let key = json!({"holder": holder, "key": KEY});
    js_sys::eval(&format!(
        "window.realFetch ??= window.fetch;
         window.asked = [];
         window.answers = {answers};
         window.fetch = async (request) => {{
           if (typeof request === 'string' || !request.url.includes('/outbox-test/')) return realFetch(request);
           const path = new URL(request.url).pathname.replace('/outbox-test', '');
           if (path === '/me/drafts-key') return new Response(JSON.stringify({key}));
           const header = (name) => request.headers.get(name);
           const size = (await request.clone().arrayBuffer()).byteLength;
           asked.push({{ method: request.method, path, key: header('idempotency-key'), holder: header('drafts-holder'),
             kind: header('content-type'), size, body: size < 100 ? await request.text() : '' }});
           const answer = answers.shift();
           if (!answer) throw new TypeError('Failed to fetch');
           return new Response(answer[1], {{ status: answer[0] }});
         }}"
    ))
    .unwrap();
}

fn asked() -> Vec<Value> {
    let asked = js_sys::eval("JSON.stringify(window.asked)").unwrap();
    serde_json::from_str(&asked.as_string().unwrap()).unwrap()
}

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

struct Tab {
    drafts: Drafts,
    key: DraftsKey,
    _owner: Owner,
}

/// A tab of a holder whom no other test knows.
async fn tab() -> Tab {
    let key = DraftsKey {
        holder: Draft::new("").id,
        key: KEY.to_owned(),
    };
    another(&key).await
}

async fn another(key: &DraftsKey) -> Tab {
    mount_to_body(|| ());
    let owner = Owner::new();
    owner.set();
    let api = Api::new(format!("{}/outbox-test", location().origin().unwrap()));
    let drafts = Drafts::new(api, None, false);
    drafts.open(key).await;
    Tab {
        drafts,
        key: key.clone(),
        _owner: owner,
    }
}

impl Tab {
    fn put(&self) -> Draft {
        let mut draft = Draft::new("claim");
        draft
            .fields
            .insert("words".to_owned(), "I helped".to_owned());
        assert!(self.drafts.put(draft.clone()));
        draft
    }

    fn send(&self, id: &str) {
        let outgoing = Outgoing {
            path: "/me/cases".to_owned(),
            body: "{\"kind\":\"claim\"}".to_owned(),
        };
        assert!(self.drafts.send(id, outgoing));
    }

    fn state(&self, id: &str) -> State {
        self.drafts.get(id).unwrap().state
    }

    /// Waits until the outbox is at rest, and a draft in a state.
    async fn until(&self, holds: impl Fn(Outbox, &[Draft]) -> bool + 'static) {
        let (send, mut changes) = mpsc::unbounded();
        let (list, outbox) = (self.drafts.list(), self.drafts.outbox());
        let _follows = Effect::new(move |_| {
            let _ = send.unbounded_send(list.with(|list| holds(outbox.get(), list)));
        });
        while changes.next().await != Some(true) {}
    }

    async fn at_rest(&self) {
        self.until(|outbox, _| outbox != Outbox::Sending).await;
    }
}

#[wasm_bindgen_test]
async fn whatever_fails_the_very_same_is_sent_until_it_has_arrived() {
    let tab = tab().await;
    let draft = tab.put();
    network(
        &tab.key.holder,
        &json!([null, [500, ""], [429, ""], [201, "{\"number\":7}"]]),
    );
    tab.send(&draft.id);
    for _ in 0..3 {
        tab.at_rest().await;
        assert!(matches!(
            tab.drafts.outbox().get_untracked(),
            Outbox::Retry(_)
        ));
        assert!(matches!(tab.state(&draft.id), State::Waiting { .. }));
        assert!(something_waits());
        tab.drafts.try_now();
    }
    tab.at_rest().await;
    let State::Sent { answer, .. } = tab.state(&draft.id) else {
        panic!("{:?}", tab.state(&draft.id));
    };
    assert_eq!(answer, "{\"number\":7}");
    let asked = asked();
    assert_eq!(asked.len(), 4);
    for asked in &asked {
        assert_eq!(asked["method"], "POST");
        assert_eq!(asked["path"], "/me/cases");
        assert_eq!(asked["key"], json!(draft.id));
        assert_eq!(asked["holder"], json!(tab.key.holder));
        assert_eq!(asked["body"], "{\"kind\":\"claim\"}");
    }
    tab.drafts.flush().await;
    let again = another(&tab.key).await;
    assert!(matches!(again.state(&draft.id), State::Sent { .. }));
    let left = window()
        .local_storage()
        .unwrap()
        .unwrap()
        .get_item("outbox")
        .unwrap();
    assert!(!left.unwrap_or_default().contains(&tab.key.holder));
}

#[wasm_bindgen_test]
async fn after_a_crash_it_goes_out_by_itself() {
    let tab = tab().await;
    let draft = tab.put();
    network(&tab.key.holder, &json!([null, [200, "{}"]]));
    tab.send(&draft.id);
    tab.at_rest().await;
    tab.drafts.close(false);
    let again = another(&tab.key).await;
    again.at_rest().await;
    assert!(matches!(again.state(&draft.id), State::Sent { .. }));
    let asked = asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0], asked[1]);
}

#[wasm_bindgen_test]
async fn files_go_first_and_leave_the_device_once_all_has_arrived() {
    let tab = tab().await;
    let draft = tab.put();
    let content = vec![9; 5_000];
    let file = tab
        .drafts
        .add_file(&draft.id, "a.pdf", "application/pdf", content)
        .await
        .unwrap();
    network(&tab.key.holder, &json!([[201, "{}"], null, [201, "{}"]]));
    tab.send(&draft.id);
    tab.at_rest().await;
    tab.drafts.try_now();
    tab.at_rest().await;
    let asked = asked();
    let paths: Vec<_> = asked
        .iter()
        .map(|it| it["path"].as_str().unwrap())
        .collect();
    let place = format!("/me/evidence/{}", file.digest);
    // What the server has taken is not sent again.
    assert_eq!(paths, [place.as_str(), "/me/cases", "/me/cases"]);
    assert_eq!(
        (asked[0]["size"].as_u64(), &asked[0]["kind"]),
        (Some(5_000), &json!("application/pdf"))
    );
    assert!(matches!(tab.state(&draft.id), State::Sent { .. }));
    tab.drafts.flush().await;
    let shelf = Shelf::open().await.unwrap();
    let left = shelf
        .file(&tab.key.holder, &draft.id, &file.place)
        .await
        .unwrap();
    assert!(left.is_none());
    assert_eq!(
        tab.drafts.get(&draft.id).unwrap().files,
        [file],
        "its name is still told"
    );
}

#[wasm_bindgen_test]
async fn what_is_refused_can_be_changed_and_is_sent_anew_only_when_asked_for() {
    let tab = tab().await;
    let draft = tab.put();
    tab.drafts
        .add_file(&draft.id, "a.png", "image/png", vec![1, 2, 3])
        .await
        .unwrap();
    network(
        &tab.key.holder,
        &json!([
            [201, "{}"],
            [409, problem(409, "conflict")],
            [201, "{}"],
            [201, "{}"]
        ]),
    );
    tab.send(&draft.id);
    tab.at_rest().await;
    let State::Refused(refusal) = tab.state(&draft.id) else {
        panic!("{:?}", tab.state(&draft.id));
    };
    assert_eq!(
        (refusal.status, refusal.field.as_deref()),
        (409, Some("words"))
    );
    tab.drafts.try_now();
    tab.at_rest().await;
    assert_eq!(asked().len(), 2, "nothing goes out by itself");
    assert!(
        tab.drafts
            .edit(&draft.id, |it| "words".clone_into(&mut it.step))
    );
    let new = tab.drafts.as_new(&draft.id).await.unwrap();
    assert_ne!(new, draft.id);
    assert_eq!(tab.drafts.get(&draft.id), None);
    tab.send(&new);
    tab.at_rest().await;
    assert!(matches!(tab.state(&new), State::Sent { .. }));
    assert_eq!(asked().last().unwrap()["key"], json!(new));
}

#[wasm_bindgen_test]
async fn one_that_the_server_cannot_take_does_not_hold_up_the_others() {
    let tab = tab().await;
    let (one, two) = (tab.put(), tab.put());
    network(&tab.key.holder, &json!([null]));
    tab.send(&one.id);
    tab.at_rest().await;
    network(&tab.key.holder, &json!([[500, ""], [200, "{}"]]));
    tab.send(&two.id);
    tab.at_rest().await;
    assert!(matches!(tab.state(&one.id), State::Waiting { .. }));
    assert!(matches!(tab.state(&two.id), State::Sent { .. }));
}

#[wasm_bindgen_test]
async fn nothing_goes_out_in_the_name_of_whoever_signed_in_since() {
    let tab = tab().await;
    let draft = tab.put();
    network("somebody-else", &json!([[200, "{}"]]));
    tab.send(&draft.id);
    tab.at_rest().await;
    assert_eq!(asked(), [Value::Null; 0]);
    assert_eq!(tab.drafts.outbox().get_untracked(), Outbox::SignIn);
    assert!(matches!(tab.state(&draft.id), State::Waiting { .. }));
    // And when it is the holder again, but the session ends in between.
    network(
        &tab.key.holder,
        &json!([[401, problem(401, "signed_out")], [200, "{}"]]),
    );
    tab.drafts.try_now();
    tab.at_rest().await;
    assert_eq!(tab.drafts.outbox().get_untracked(), Outbox::SignIn);
    tab.drafts.try_now();
    tab.at_rest().await;
    assert!(matches!(tab.state(&draft.id), State::Sent { .. }));
}

#[wasm_bindgen_test]
async fn of_two_tabs_one_sends() {
    let one = tab().await;
    let draft = one.put();
    one.drafts.flush().await;
    network(&one.key.holder, &json!([[200, "{}"], [200, "{}"]]));
    one.send(&draft.id);
    one.drafts.flush().await;
    let two = another(&one.key).await;
    let sent = |_, list: &[Draft]| list.iter().any(|it| matches!(it.state, State::Sent { .. }));
    one.until(sent).await;
    two.until(sent).await;
    two.at_rest().await;
    assert_eq!(asked().len(), 1);
}
