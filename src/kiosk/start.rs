//! Where a visit begins: the ways to sign in, and what can be read without.

use citizen_score_contract::{NewPairing, SignIn};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::pad::Pad;
use super::pairing::Shown;
use super::{Kiosk, clock, use_kiosk};
use crate::components::demo_residents::DemoResidents;
use crate::components::element::{a, all, div, h2, li, none, ol, p, section, span, ul};
use crate::components::page_heading::page_heading;
use crate::components::qr_code::qr_code;
use crate::config::Config;
use crate::i18n::{Key, error_text};
use crate::reactive::{part, part_if, text};
use crate::routes::Route;
use crate::rules_book::RulesBook;

/// The screen that stands in the place of a page that needs somebody signed in.
pub fn start() -> AnyView {
    let Some(kiosk) = use_kiosk() else {
        return none();
    };
    let phone_url = kiosk.config().phone_url;
    let by_phone = phone_url.map_or_else(none, |url| with_phone(kiosk, url));
    all([
        page_heading(Key::KioskStartTitle),
        div("kiosk-ways-in", all([by_phone, without_phone(kiosk)])),
        demo(kiosk),
        without_signing_in(kiosk),
    ])
}

/// The code for a phone, and what to do with it.
fn with_phone(kiosk: Kiosk, url: String) -> AnyView {
    let i18n = kiosk.i18n;
    let display = kiosk.config().name;
    let compare = text(move || i18n.fill(Key::KioskStartCompare, &[("display", &display)]));
    let steps = ol(
        "kiosk-steps",
        all([
            li("", i18n.say(Key::KioskStartScan)),
            li("", compare),
            li("", i18n.say(Key::KioskStartApprove)),
        ]),
    );
    let pairing = kiosk.pairing;
    let face = part(move || match pairing.shown.get() {
        Shown::Asking => waiting(kiosk, Key::KioskStartAsking),
        Shown::Entering => waiting(kiosk, Key::KioskStartEntering),
        Shown::Code(code) => shown(kiosk, &url, &code),
        Shown::Refused => refused(kiosk),
    });
    let trouble = part_if(
        move || pairing.trouble.get(),
        move || p("note", i18n.say(Key::KioskStartTrouble)),
    );
    let face = view! {
        <div class="kiosk-phone">{face}</div>
        <div role="status">{trouble}</div>
    };
    section(
        "kiosk-way",
        all([
            h2("", i18n.say(Key::KioskStartPhone)),
            steps,
            face.into_any(),
        ]),
    )
}

fn waiting(kiosk: Kiosk, key: Key) -> AnyView {
    let words = kiosk.i18n.say(key);
    view! { <p class="kiosk-waiting" role="status">{words}</p> }.into_any()
}

/// The picture and, for a phone that cannot read it, the address and the short code.
fn shown(kiosk: Kiosk, url: &str, code: &NewPairing) -> AnyView {
    let i18n = kiosk.i18n;
    let NewPairing {
        user_code,
        user_key,
        ..
    } = code;
    let address = format!("{url}/pair?code={user_code}&key={user_key}");
    let typed = format!("{}/pair", url.split_once("://").map_or(url, |(_, it)| it));
    let spelled: Vec<String> = user_code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(String::from)
        .collect();
    let spelled = spelled.join(", ");
    let label = {
        let (typed, spelled) = (typed.clone(), spelled.clone());
        move || {
            let values = [("address", typed.as_str()), ("code", &spelled)];
            i18n.fill(Key::KioskStartPicture, &values)
        }
    };
    let how = text(move || i18n.fill(Key::KioskStartType, &[("address", &typed)]));
    let big = view! { <span aria-hidden="true">{user_code.clone()}</span> };
    all([
        qr_code(&address, label).unwrap_or_else(none),
        p("kiosk-type", how),
        p(
            "kiosk-code",
            all([big.into_any(), span("visually-hidden", spelled)]),
        ),
    ])
}

fn refused(kiosk: Kiosk) -> AnyView {
    let i18n = kiosk.i18n;
    view! {
        <p role="alert">{i18n.say(Key::KioskStartRefused)}</p>
        <button type="button" class="button" on:click=move |_| kiosk.pair_again()>
            {i18n.say(Key::KioskStartAgain)}
        </button>
    }
    .into_any()
}

/// A code from the desk.
fn without_phone(kiosk: Kiosk) -> AnyView {
    let i18n = kiosk.i18n;
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(String::new());
    let submit = Callback::new(move |code| sign_in(kiosk, SignIn::Code { code }, busy, problem));
    let pad = view! { <Pad busy problem submit /> };
    section(
        "kiosk-way",
        all([
            h2("", i18n.say(Key::KioskStartDesk)),
            p("", i18n.say(Key::KioskStartDeskText)),
            pad.into_any(),
        ]),
    )
}

fn demo(kiosk: Kiosk) -> AnyView {
    let residents = use_context::<Config>()
        .and_then(|config| config.whole())
        .map(|config| config.residents);
    let residents = residents.unwrap_or_default();
    if residents.is_empty() {
        return none();
    }
    let problem = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let choose = Callback::new(move |choice| sign_in(kiosk, choice, busy, problem));
    view! {
        <DemoResidents residents sign_in=choose />
        <p class="field-problem" role="alert">
            {problem}
        </p>
    }
    .into_any()
}

fn sign_in(kiosk: Kiosk, sign_in: SignIn, busy: RwSignal<bool>, problem: RwSignal<String>) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    problem.set(String::new());
    spawn_local(async move {
        let asked = clock::now();
        let answer = match kiosk.api.begin_visit(&sign_in).await {
            Ok(session) => {
                kiosk.enter(&session, asked);
                kiosk.record().load().await
            }
            Err(error) => Err(error),
        };
        // The screen may be gone by now.
        busy.try_set(false);
        if let Err(error) = answer {
            problem.try_set(error_text(kiosk.i18n, &error));
        }
    });
}

/// The pages for everyone.
fn without_signing_in(kiosk: Kiosk) -> AnyView {
    let i18n = kiosk.i18n;
    let links = [
        (Route::Tiers.path(), Key::KioskStartTiers),
        (Route::Rights.path(), Key::KioskStartRights),
        (Route::Glossary.path(), Key::KioskStartGlossary),
    ];
    let links = links.map(|(path, key)| li("", a(path.to_owned(), i18n.say(key))));
    let book = use_context::<RulesBook>();
    let version = text(move || {
        let outline = book.and_then(|book| book.outline().ok());
        outline.map_or_else(String::new, |outline| {
            i18n.fill(Key::KioskStartRules, &[("version", &outline.version)])
        })
    });
    section(
        "kiosk-public",
        all([
            h2("", i18n.say(Key::KioskStartRead)),
            ul("kiosk-links", all(links)),
            p("quiet", version),
        ]),
    )
}
