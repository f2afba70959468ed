//! The phone's half of a pairing: which codes are read, and what is shown of each answer.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use citizen_score_app::api::ApiError;
use citizen_score_app::pages::{Code, NoCode, PairingFace, pairing_face};
use citizen_score_contract::pairing::{DisplaySession, Pairing, PairingStatus};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const DISPLAY: &str = "Town hall, display 2";

#[wasm_bindgen_test]
fn a_code_is_read_however_its_eight_letters_are_typed() {
    for typed in [
        "WDJB-MJHT",
        "wdjbmjht",
        " wdjb mjht ",
        "W D J B – M J H T",
        "wdjb‐mjht",
        "ＷＤＪＢ－ｍｊｈｔ",
    ] {
        let code = Code::typed(typed).unwrap();
        assert_eq!(code.code, "WDJB-MJHT", "{typed}");
        assert_eq!(code.key, None);
    }
}

#[wasm_bindgen_test]
fn anything_else_is_no_code() {
    let long = "W".repeat(100_000);
    for typed in [
        "",
        "-",
        "WDJBMJH",
        "WDJBMJHTX",
        "WDJB-MJH7",
        "WDJB_MJHT",
        "ÄDJB-MJHT",
        "乙DJB-MJHT",
        &long,
    ] {
        assert_eq!(Code::typed(typed), None, "{typed:.20}");
    }
}

#[wasm_bindgen_test]
fn every_plain_and_every_wide_letter_is_its_capital() {
    for place in 0..26_u8 {
        let capital = char::from(b'A' + place);
        for first in ['A', 'a', 'Ａ', 'ａ'] {
            let letter = char::from_u32(u32::from(first) + u32::from(place)).unwrap();
            let typed = String::from(letter).repeat(8);
            let capitals = String::from(capital).repeat(4);
            assert_eq!(
                Code::typed(&typed).unwrap().code,
                format!("{capitals}-{capitals}")
            );
        }
    }
    // The neighbours of the wide letters are none.
    for letter in ['＠', '［', '｀', '｛'] {
        assert_eq!(
            Code::typed(&String::from(letter).repeat(8)),
            None,
            "{letter}"
        );
    }
}

#[wasm_bindgen_test]
fn an_address_holds_a_code_with_or_without_its_key() {
    let read = |query: &str| Code::in_query(query).map(|it| it.map(|it| (it.code, it.key)));
    let code = || "WDJB-MJHT".to_owned();
    let key = "AAECAwQFBgcICQoLDA0O-_";
    assert_eq!(read(""), Ok(None));
    assert_eq!(read("key=abc"), Ok(None));
    assert_eq!(read("code=wdjb+mjht"), Ok(Some((code(), None))));
    assert_eq!(
        read(&format!("key={key}&code=WDJB-MJHT")),
        Ok(Some((code(), Some(key.to_owned()))))
    );
    // A key that cannot be one is left out; the code holds all the same.
    for bad in ["", "a%2Fb", "a b", &"a".repeat(65)] {
        assert_eq!(
            read(&format!("code=WDJBMJHT&key={bad}")),
            Ok(Some((code(), None))),
            "{bad}"
        );
    }
    assert_eq!(read("code="), Err(NoCode));
    assert_eq!(read("code=%E0%A4%A"), Err(NoCode));
    assert_eq!(read("code=WDJB-MJHT-WDJB-MJHT&key=abc"), Err(NoCode));
}

#[wasm_bindgen_test]
fn the_query_that_is_kept_has_no_key() {
    let code = Code::in_query("code=wdjbmjht&key=abc").unwrap().unwrap();
    assert_eq!(code.key.as_deref(), Some("abc"));
    assert_eq!(code.query(), "code=WDJB-MJHT");
}

fn session() -> DisplaySession {
    DisplaySession {
        id: "a-visit".to_owned(),
        display: DISPLAY.to_owned(),
        since: "2026-11-25T10:00:00Z".parse().unwrap(),
        until: "2026-11-25T10:10:00Z".parse().unwrap(),
    }
}

fn answer(status: PairingStatus, session: Option<DisplaySession>) -> Pairing {
    Pairing {
        user_code: "WDJB-MJHT".to_owned(),
        display: DISPLAY.to_owned(),
        status,
        expires_in: 100,
        session,
    }
}

#[wasm_bindgen_test]
fn each_answer_has_its_face_and_only_one_can_be_approved() {
    use PairingStatus::{Approved, Expired, Other, Refused, Used, Waiting};
    let name = || DISPLAY.to_owned();
    let many = 100;
    // Status, whether a visit was seen, questions since the approval, face.
    let table = [
        (Waiting, false, 0, PairingFace::Ask(name())),
        (Approved, false, 0, PairingFace::Entering(name())),
        (Approved, false, many, PairingFace::NoVisit(name())),
        (Approved, true, 0, PairingFace::Over(name())),
        (Approved, true, many, PairingFace::Over(name())),
        (Refused, false, 0, PairingFace::Refused(name())),
        (Expired, false, 0, PairingFace::Expired(name())),
        (Used, false, 0, PairingFace::Used(name())),
        (Used, true, 0, PairingFace::Over(name())),
        (Other, false, 0, PairingFace::Used(name())),
    ];
    for (status, visited, asked, face) in table {
        let found = pairing_face(Some(&Ok(answer(status, None))), visited, asked);
        assert_eq!(found, face, "{status:?}, {visited}, {asked}");
    }
    for (visited, asked) in [(false, 0), (true, many)] {
        let found = pairing_face(Some(&Ok(answer(Approved, Some(session())))), visited, asked);
        assert_eq!(found, PairingFace::In(session()));
    }
}

#[wasm_bindgen_test]
fn no_answer_and_every_failure_have_their_faces() {
    assert_eq!(pairing_face(None, false, 0), PairingFace::Looking);
    let face = |error: ApiError| pairing_face(Some(&Err(error)), false, 0);
    assert_eq!(face(ApiError::NotFound), PairingFace::Unknown);
    for error in [ApiError::Offline, ApiError::TimedOut, ApiError::Unreadable] {
        assert_eq!(face(error.clone()), PairingFace::Failed(error));
    }
}

#[wasm_bindgen_test]
fn the_seconds_that_are_left_do_not_make_the_page_anew() {
    let now = answer(PairingStatus::Waiting, None);
    let later = Pairing {
        expires_in: 1,
        ..now.clone()
    };
    assert_eq!(
        pairing_face(Some(&Ok(now)), false, 0),
        pairing_face(Some(&Ok(later)), false, 0)
    );
}
