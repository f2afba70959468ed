//! What the golden files say, written by hand.

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_contract::keys::ED25519;
use citizen_score_contract::{
    AppConfig, DemoResident, EntriesPage, EntryView, Key, Keys, KioskConfig, LanguageInfo, Me,
    Mode, Problem, ProblemCode, RulebookRef, Session,
};
use citizen_score_rules::{Entry, NextTier, Outcome, Reason, Standing};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn rulebook() -> RulebookRef {
    RulebookRef {
        id: "suqian-demo".into(),
        version: "2026.1".into(),
    }
}

pub fn me() -> Me {
    Me {
        display_name: "Wang Demo".into(),
        masked_number: "••••••••••1020".into(),
        standing: Standing {
            score: 1020,
            tier: "A".into(),
            next: Some(NextTier {
                tier: "A+".into(),
                points: 20,
            }),
            margin: Some(20),
            below: Some("A-".into()),
        },
        as_of: day("2026-11-24"),
        last_entry_at: Some(moment("2026-11-24T07:42:00Z")),
        entry_count: 8,
        revision: 3,
        rulebook: rulebook(),
    }
}

pub fn me_at_the_top() -> Me {
    Me {
        display_name: "Chen Sample".into(),
        masked_number: "••••••••••1360".into(),
        standing: Standing {
            score: 1360,
            tier: "AAA".into(),
            next: None,
            margin: Some(80),
            below: Some("AA".into()),
        },
        as_of: day("2026-11-24"),
        last_entry_at: Some(moment("2026-11-15T08:57:00.250Z")),
        entry_count: 18,
        revision: 0,
        rulebook: rulebook(),
    }
}

pub fn me_at_the_bottom() -> Me {
    Me {
        display_name: "New Sample".into(),
        masked_number: "123".into(),
        standing: Standing {
            score: -5,
            tier: "D".into(),
            next: Some(NextTier {
                tier: "C".into(),
                points: 605,
            }),
            margin: None,
            below: None,
        },
        as_of: day("2026-01-01"),
        last_entry_at: None,
        entry_count: 0,
        revision: 0,
        rulebook: rulebook(),
    }
}

fn entry(id: &str, points: i32) -> Entry {
    Entry {
        id: id.into(),
        factor: "emergency_help".into(),
        points,
        occurred_on: day("2026-11-20"),
        recorded_at: moment("2026-11-20T08:00:00Z"),
        authority: "police".into(),
        reference: "P-1".into(),
        basis: "measures_art_11".into(),
        rulebook_version: "2026.1".into(),
        counts_until: None,
        corrects: None,
        repaired_on: None,
        contested: false,
    }
}

/// Every outcome and every reason, once.
pub fn entries_page() -> EntriesPage {
    let mut tomorrow = entry("tomorrow", 20);
    tomorrow.recorded_at = moment("2026-11-25T00:00:00Z");
    let mut undo = entry("undo", -20);
    undo.corrects = Some("wrong".into());
    let mut old = entry("old", 20);
    old.counts_until = Some(day("2026-11-24"));
    let mut mended = entry("mended", -10);
    mended.repaired_on = Some(day("2026-11-22"));
    let mut strange = entry("strange", 20);
    strange.factor = "kindness".into();
    let mut planned = entry("planned", 20);
    planned.factor = "exam_cheating".into();
    let mut disputed = entry("disputed", -10);
    disputed.contested = true;
    let no = |entry, reason| EntryView {
        entry,
        outcome: Outcome::DoesNot(reason),
        counted: 0,
        statement: None,
        case: None,
    };
    let lapsed = Reason::Lapsed {
        on: day("2026-11-24"),
    };
    let repaired = Reason::Repaired {
        on: day("2026-11-22"),
    };
    let capped = Reason::Capped {
        year: 2026,
        cap: 40,
    };
    EntriesPage {
        entries: vec![
            EntryView {
                entry: entry("counts", 20),
                outcome: Outcome::Counts,
                counted: 20,
                statement: Some("I was there with my sister.".into()),
                case: Some("2026-7K3M-9QXD".into()),
            },
            no(tomorrow, Reason::NotYetRecorded),
            no(undo, Reason::Correction { of: "wrong".into() }),
            no(entry("wrong", 20), Reason::Corrected { by: "undo".into() }),
            no(old, lapsed),
            no(mended, repaired),
            no(strange, Reason::UnknownFactor),
            no(planned, Reason::NotInForce),
            no(entry("full", 20), capped),
            no(disputed, Reason::Contested),
            no(entry("unscored", -10), Reason::NotScored),
        ],
        next_cursor: Some("YTIwMjYtMTEtMjBkaXNwdXRlZA".into()),
    }
}

/// A key in use, and the one before it.
pub fn keys() -> Keys {
    let key = |id: &str, public: &str, created_at, retired_at| Key {
        id: id.into(),
        algorithm: ED25519.into(),
        public: public.into(),
        created_at: moment(created_at),
        retired_at,
    };
    Keys {
        keys: vec![
            key(
                "6d7f0a21c5b3e498",
                "dQoHUu5nUTfT1ISd5vyPdz8iFVgM0cFsTiAjmx1XvRg",
                "2026-11-01T09:00:00Z",
                None,
            ),
            key(
                "34750f98bd59fcfc",
                "iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w",
                "2026-01-05T08:00:00Z",
                Some(moment("2026-11-01T09:00:00Z")),
            ),
        ],
    }
}

pub fn session() -> Session {
    Session {
        display_name: "Zhou Mockup".into(),
        expires_at: moment("2026-11-24T11:26:34Z"),
        id: Some("2f0c6a6de4b14e09".into()),
        visit: None,
        ends_at: Some(moment("2026-11-24T22:56:34Z")),
    }
}

/// One of each code that a server sends.
/// Name, title and status. `Other` is what a client makes of the rest; this fails to compile when a code
/// is added.
fn known(code: ProblemCode) -> Option<(&'static str, &'static str, u16)> {
    use ProblemCode as Code;
    match code {
        Code::SignedOut => Some(("signed_out", "Nobody is signed in", 401)),
        Code::SignInRefused => Some(("sign_in_refused", "This did not sign you in", 401)),
        Code::TooManyTries => Some((
            "too_many_tries",
            "Too many tries; wait before the next",
            429,
        )),
        Code::NotFound => Some(("not_found", "There is no such thing here", 404)),
        Code::MethodNotAllowed => Some((
            "method_not_allowed",
            "This path does not take this method",
            405,
        )),
        Code::Invalid => Some(("invalid", "The request is wrong", 400)),
        Code::InvalidCursor => Some((
            "invalid_cursor",
            "The cursor is not one that this server gave out",
            400,
        )),
        Code::TooLarge => Some(("too_large", "The body is too large", 413)),
        Code::NotJson => Some(("not_json", "The body is not JSON", 415)),
        Code::Conflict => Some(("conflict", "This was sent before with other contents", 409)),
        Code::CaseClosed => Some(("case_closed", "The case is closed", 409)),
        Code::CaseOpen => Some(("case_open", "There is an open case about this entry", 409)),
        Code::NotScored => Some(("not_scored", "Consent to being scored is withdrawn", 403)),
        Code::CrossSite => Some(("cross_site", "The request comes from another site", 403)),
        Code::AuthorizationPending => {
            Some(("authorization_pending", "Nobody has approved this yet", 400))
        }
        Code::SlowDown => Some(("slow_down", "This was asked too often", 400)),
        Code::AccessDenied => Some(("access_denied", "This was refused", 403)),
        Code::ExpiredToken => Some((
            "expired_token",
            "This pairing is too old, used, or was never there",
            400,
        )),
        Code::NotOnDisplay => Some((
            "not_on_display",
            "A display may not do this; a resident's own device may",
            403,
        )),
        Code::OnlyOnDisplay => Some((
            "only_on_display",
            "Only a display that the city has set up may do this",
            403,
        )),
        Code::NoMoreExtensions => Some((
            "no_more_extensions",
            "The visit cannot be extended any more",
            409,
        )),
        Code::Internal => Some(("internal", "The server failed", 500)),
        Code::Unavailable => Some(("unavailable", "The server is too busy to answer now", 503)),
        Code::Other => None,
    }
}

pub fn problems() -> Vec<Problem> {
    use ProblemCode as Code;
    let all = [
        Code::SignedOut,
        Code::SignInRefused,
        Code::TooManyTries,
        Code::NotFound,
        Code::MethodNotAllowed,
        Code::Invalid,
        Code::InvalidCursor,
        Code::TooLarge,
        Code::NotJson,
        Code::CrossSite,
        Code::Conflict,
        Code::CaseClosed,
        Code::CaseOpen,
        Code::NotScored,
        Code::AuthorizationPending,
        Code::SlowDown,
        Code::AccessDenied,
        Code::ExpiredToken,
        Code::NotOnDisplay,
        Code::OnlyOnDisplay,
        Code::NoMoreExtensions,
        Code::Internal,
        Code::Unavailable,
    ];
    let numbered = (1..).zip(all);
    let problem = |(number, code): (u32, Code)| {
        let (name, title, status) = known(code)?;
        let (detail, field) = match code {
            Code::Invalid => (Some("must be a whole number from 1 to 200"), Some("limit")),
            Code::InvalidCursor => (None, Some("cursor")),
            _ => (None, None),
        };
        Some(Problem {
            kind: format!("/problems/{name}"),
            title: title.into(),
            status,
            code,
            request_id: format!("19588e6b-{number}"),
            detail: detail.map(Into::into),
            field: field.map(Into::into),
        })
    };
    numbered.filter_map(problem).collect()
}

pub fn config_demo() -> AppConfig {
    let shows = [
        ("en", "The morning of a blood donation"),
        ("nl", "De ochtend van een bloeddonatie"),
        ("zh-CN", "献血当天的早晨"),
    ];
    AppConfig {
        mode: Mode::Demo,
        api_base: "/api/v1".into(),
        residents: vec![DemoResident {
            id: "desk".into(),
            name: "Wang Demo".into(),
            shows: shows.map(|(tag, text)| (tag.into(), text.into())).into(),
        }],
        kiosk: None,
        languages: vec![LanguageInfo {
            tag: "zh-CN".into(),
            name: "简体中文".into(),
            formats: "zh-CN".into(),
        }],
    }
}

pub fn config_live() -> AppConfig {
    AppConfig {
        mode: Mode::Live,
        api_base: "/api/v1".into(),
        residents: Vec::new(),
        kiosk: Some(KioskConfig {
            name: "Town hall, display 2".into(),
            phone_url: Some("https://score.example.org".into()),
            idle_seconds: 180,
            limit_seconds: 600,
            printing: false,
        }),
        languages: Vec::new(),
    }
}
