//! A proof of the tier alone, to be shown at a desk: it lives two minutes and is used once.

mod live;

use citizen_score_contract::proofs::{NewProof, SECONDS};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::announce::use_announcer;
use crate::api::{ApiError, use_api};
use crate::components::element::{all, div, h2, none, p, span};
use crate::components::page_heading::page_heading;
use crate::components::qr_code::qr_code;
use crate::components::term::terms_here;
use crate::drafts::new_id;
use crate::i18n::{I18n, Key, Plural, error_text, use_i18n};
use crate::reactive::{part, part_if, text};
use crate::router::use_router;
use crate::routes::Route;
use live::{Proof, follow};

/// What the desk will see, a button that makes a proof, and the proof.
#[component]
pub fn TierProofPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let page = Owner::current();
    let proof = RwSignal::new(Proof::None);
    let left = RwSignal::new(SECONDS);
    let failed = RwSignal::new(None::<ApiError>);
    // An answer that was lost on the way is the same proof at the next try. The proof is worked out from
    // it, so it is as secret as the proof.
    let key = StoredValue::new(new_id());
    let make = Callback::new(move |()| {
        if proof.get_untracked() == Proof::Making {
            return;
        }
        failed.set(None);
        proof.set(Proof::Making);
        let page = page.clone();
        spawn_local(async move {
            let begun = js_sys::Date::now();
            let answer = api.make_tier_proof(&key.get_value()).await;
            // Whoever has left the page has no use for it.
            let Some(page) = page.filter(|_| !proof.is_disposed()) else {
                return;
            };
            match answer {
                Ok(new) => {
                    key.set_value(new_id());
                    let code = new.code.clone();
                    proof.set(Proof::Live(new));
                    announcer.say(i18n.plural(Plural::TierProofMade, SECONDS, &[]));
                    page.with(|| follow(proof, left, code, begun));
                }
                Err(error) => {
                    proof.set(Proof::None);
                    failed.set(Some(error));
                }
            }
        });
    });
    view! {
        {page_heading(Key::TierProofTitle)}
        <p class="lead">{i18n.say(Key::TierProofIntro)}</p>
        <section class="panel proof" aria-label=i18n.say(Key::TierProofRegion)>
            {part(move || match proof.get() {
                Proof::None => button(i18n, Key::TierProofMake, make, false),
                Proof::Making => button(i18n, Key::TierProofMake, make, true),
                Proof::Live(live) => shown(i18n, &live, left),
                Proof::Used(at) => {
                    all([
                        p("proof-end", i18n.moment(Key::TierProofUsed, at)),
                        button(i18n, Key::TierProofAnother, make, false),
                    ])
                }
                Proof::Expired => {
                    all([
                        p("proof-end", i18n.text(Key::TierProofExpired)),
                        button(i18n, Key::TierProofAnother, make, false),
                    ])
                }
            })}
            {part_if(
                move || failed.with(Option::is_some),
                move || {
                    let words = text(move || {
                        failed.get().map_or_else(String::new, |error| error_text(i18n, &error))
                    });
                    view! { <p class="note" role="alert">{words}</p> }.into_any()
                },
            )}
        </section>
        <p class="quiet">{i18n.say(Key::TierProofLeave)}</p>
        <p>
            <a href=Route::AccessLog.path()>{i18n.say(Key::TierProofLog)}</a>
        </p>
        {terms_here(&[(Key::GlossaryTierProof, "tier-proof"), (Key::GlossaryTier, "tier")])}
    }
}

fn button(i18n: I18n, name: Key, make: Callback<()>, busy: bool) -> AnyView {
    let name = if busy { Key::TierProofMaking } else { name };
    view! {
        <p>
            <button
                type="button"
                class="button"
                prop:disabled=busy
                on:click=move |_| make.run(())
            >
                {i18n.text(name)}
            </button>
        </p>
    }
    .into_any()
}

/// The picture, the short code beside it, and the time that is left.
fn shown(i18n: I18n, made: &NewProof, left: RwSignal<i64>) -> AnyView {
    let origin = use_router().origin();
    let desk = format!("{origin}{}", Route::ProofCheck.path());
    let label = move || i18n.text(Key::TierProofPicture).to_owned();
    let picture = qr_code(&format!("{desk}#{}", made.token), label);
    let remaining = text(move || i18n.plural(Plural::TierProofLeft, left.get(), &[]));
    let remaining = view! {
        // A timer is not read aloud by itself; at a few marks the live region says it.
        <p class="proof-left" role="timer">
            {remaining}
        </p>
    };
    let words = [
        h2("", i18n.text(Key::TierProofShow)),
        p("", i18n.text(Key::TierProofHow)),
        p(
            "quiet",
            i18n.fill(Key::TierProofType, &[("address", &desk)]),
        ),
        code_in_groups(&made.code),
        remaining.into_any(),
    ];
    div(
        "proof-sides",
        all([picture.unwrap_or_else(none), div("proof-words", all(words))]),
    )
}

/// The short code in groups of four, and letter by letter for whoever has it read aloud.
fn code_in_groups(code: &str) -> AnyView {
    let letters: Vec<char> = code.chars().collect();
    let join = |letters: &[char], gap: &str| {
        let letters = letters.iter().map(char::to_string);
        letters.collect::<Vec<_>>().join(gap)
    };
    let groups = letters.chunks(4).map(|group| join(group, ""));
    let groups = groups.collect::<Vec<_>>().join(" ");
    let spelled = join(&letters, ", ");
    p(
        "proof-code",
        all([
            view! { <span aria-hidden="true">{groups}</span> }.into_any(),
            span("visually-hidden", spelled),
        ]),
    )
}
