//! What an answer means, and how long a new try waits.

use std::time::Duration;

use citizen_score_app::api::Reply;
use citizen_score_app::drafts::verdict::{Verdict, backoff, verdict};
use citizen_score_contract::ProblemCode;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::problem;

fn answer(status: u16, retry_after: Option<u32>, text: &str) -> Reply {
    Reply::Answer {
        status,
        retry_after,
        text: text.to_owned(),
    }
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
