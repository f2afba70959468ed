//! The resident's own words beside an entry: to read, to write, to change and to take away.
//!
//! The form is open while there is a draft of it, so what was typed is there again after a reload.

mod editor;

use citizen_score_contract::statement::MAX_CHARACTERS;
use citizen_score_device::list::Row;
use leptos::html::H2;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, use_api};
use crate::components::element::{all, none, p};
use crate::drafts::{Draft, use_drafts};
use crate::i18n::{Key, error_text, use_i18n};
use crate::kiosk::hand_over::folded;
use crate::kiosk::is_display;
use crate::reactive::{effect, memo, part, text};

/// Name of the form among the drafts.
const FORM: &str = "statement";
/// Field of a draft that names its entry.
const ENTRY: &str = "entry";
/// Field of a draft that holds the words.
const TEXT: &str = "text";

/// An entry, and what the resident says beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The entry's id.
    pub entry: String,
    /// The words; none where nothing was written.
    pub words: Option<String>,
}

impl Beside {
    /// What stands beside the entry of a row.
    pub fn of(row: &Row) -> Self {
        Self {
            entry: row.entry.id.to_string(),
            words: row.statement.clone(),
        }
    }
}

/// The section. It stays one and the same while the ledger changes, so that nobody loses their place
/// in what they type.
pub fn words(beside: Signal<Option<Beside>>) -> AnyView {
    let entry = memo(move || beside.with(|it| it.as_ref().map(|it| it.entry.clone())));
    part(move || match entry.get() {
        None => none(),
        Some(entry) => section(entry, beside),
    })
    .into_any()
}

/// What the section knows and does.
#[derive(Clone, Copy)]
struct Words {
    entry: StoredValue<String>,
    said: RwSignal<Option<String>>,
    head: NodeRef<H2>,
}

fn section(entry: String, beside: Signal<Option<Beside>>) -> AnyView {
    let i18n = use_i18n();
    let drafts = use_drafts();
    let words = Words {
        entry: StoredValue::new(entry.clone()),
        said: RwSignal::new(None),
        head: NodeRef::new(),
    };
    effect(move || {
        words.said.set(beside.get().and_then(|it| it.words));
    });
    if is_display() {
        let said = part(move || match words.said.get() {
            Some(said) => quote(said),
            None => p("", i18n.text(Key::WordsNone)),
        });
        return view! {
            <section class="panel beside-entry">
                <h2>{i18n.say(Key::WordsTitle)}</h2>
                {said}
                {folded(Key::KioskHandWords)}
            </section>
        }
        .into_any();
    }
    let draft = memo(move || {
        let open = |it: &&Draft| it.form == FORM && it.field(ENTRY) == entry && it.is_editable();
        drafts
            .list()
            .with(|list| list.iter().find(open).map(|it| it.id.clone()))
    });
    view! {
        <section class="panel beside-entry">
            <h2 tabindex="-1" node_ref=words.head>
                {i18n.say(Key::WordsTitle)}
            </h2>
            {part(move || match draft.get() {
                Some(id) => editor::editor(words, id),
                None => reading(words),
            })}
        </section>
    }
    .into_any()
}

impl Words {
    /// Opens the form, with the words that are there.
    fn write(self) {
        let mut draft = Draft::new(FORM);
        let said = self.said.get_untracked().unwrap_or_default();
        draft
            .fields
            .insert(ENTRY.to_owned(), self.entry.get_value());
        draft.fields.insert(TEXT.to_owned(), said);
        use_drafts().put(draft);
    }

    /// Goes on reading at the heading: the button that was pressed is gone.
    fn focus(self) {
        if let Some(head) = self.head.try_get_untracked().flatten() {
            let _ = head.focus();
        }
    }
}

/// The words as they stand, and what can be done with them.
fn reading(words: Words) -> AnyView {
    let i18n = use_i18n();
    let removing = RwSignal::new(false);
    let about = move || {
        let most = MAX_CHARACTERS.to_string();
        p("quiet", i18n.fill(Key::WordsAbout, &[("most", &most)]))
    };
    let button = move |key: Key, plain: bool, press: fn(Words, RwSignal<bool>)| {
        let class = if plain {
            "button button-plain"
        } else {
            "button"
        };
        view! {
            <button type="button" class=class on:click=move |_| press(words, removing)>
                {i18n.say(key)}
            </button>
        }
        .into_any()
    };
    part(move || match (words.said.get(), removing.get()) {
        (None, _) => all([
            p("", i18n.text(Key::WordsNone)),
            about(),
            p(
                "own-words-ways",
                button(Key::WordsWrite, true, |it, _| it.write()),
            ),
        ]),
        (Some(said), true) => all([
            quote(said),
            p("", i18n.text(Key::WordsRemoveSure)),
            remove(words, removing),
        ]),
        (Some(said), false) => all([
            quote(said),
            about(),
            p(
                "own-words-ways",
                all([
                    button(Key::WordsChange, true, |it, _| it.write()),
                    button(Key::WordsRemove, true, |_, removing| removing.set(true)),
                ]),
            ),
        ]),
    })
    .into_any()
}

fn quote(said: String) -> AnyView {
    view! { <blockquote class="own-words-text">{said}</blockquote> }.into_any()
}

/// Takes the words away, once somebody has said so twice.
fn remove(words: Words, removing: RwSignal<bool>) -> AnyView {
    let i18n = use_i18n();
    let api = use_api();
    let failed = RwSignal::new(None::<ApiError>);
    let go = move |_| {
        failed.set(None);
        spawn_local(async move {
            match api.remove_statement(&words.entry.get_value()).await {
                Ok(()) => {
                    // The page may be another one by now.
                    if words.said.try_set(None).is_none() {
                        removing.set(false);
                        words.focus();
                    }
                }
                Err(error) => {
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    let keep = move |_| {
        removing.set(false);
        words.focus();
    };
    let problem = text(move || {
        failed
            .get()
            .map_or_else(String::new, |error| error_text(i18n, &error))
    });
    view! {
        <p class="field-problem" role="alert">
            {problem}
        </p>
        <p class="own-words-ways">
            <button type="button" class="button" on:click=go>
                {i18n.say(Key::WordsRemoveNow)}
            </button>
            <button type="button" class="button button-plain" on:click=keep>
                {i18n.say(Key::WordsKeep)}
            </button>
        </p>
    }
    .into_any()
}
