//! What goes out of the browser, on a network of which each answer is chosen.

use citizen_score_app::api::Api;
use citizen_score_app::boot::something_waits;
use citizen_score_app::drafts::shelf::Shelf;
use citizen_score_app::drafts::{Draft, Drafts, Outbox, Outgoing, State};
use citizen_score_contract::DraftsKey;
use futures::StreamExt;
use futures::channel::mpsc;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{KEY, problem};

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
