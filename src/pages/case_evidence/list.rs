//! The files that were chosen: a picture as a picture, a PDF by its name; each can be taken away.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, BlobPropertyBag, Url};

use super::super::case_form::{Typing, focus_field};
use super::super::case_words::size_text;
use super::wording::FILES;
use crate::components::element::{all, div, h2, li, none, p, ul};
use crate::drafts::FileRef;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{Part, memo, part};

/// The files of a draft, made anew when one comes or goes.
pub(super) fn chosen(typing: Typing) -> Part {
    let i18n = use_i18n();
    let drafts = typing.drafts();
    let files = memo(move || {
        drafts.list().with(|list| {
            let mine = list.iter().find(|it| typing.is(it) && it.is_editable());
            mine.map_or_else(Vec::new, |draft| draft.files.clone())
        })
    });
    part(move || {
        let files = files.get();
        if files.is_empty() {
            return p("empty", i18n.text(Key::EvidenceNone));
        }
        let items = files.into_iter().map(|file| item(typing, file));
        all([
            h2("", i18n.text(Key::EvidenceChosen)),
            ul("evidence-files", all(items)),
        ])
    })
}

fn item(typing: Typing, file: FileRef) -> AnyView {
    let i18n = use_i18n();
    let is_picture = file.kind.starts_with("image/");
    let size = size_text(i18n, file.bytes);
    let picture = if is_picture {
        preview(typing, &file)
    } else {
        div("evidence-sheet", "PDF")
    };
    let note = if is_picture {
        none()
    } else {
        p("quiet", i18n.text(Key::EvidencePdf))
    };
    let label = i18n.fill(Key::EvidenceRemoveNamed, &[("file", &file.name)]);
    let digest = file.digest.clone();
    let remove = move |_| {
        if let Some(draft) = typing.draft() {
            typing.drafts().remove_file(&draft.id, &digest);
        }
        // The button is gone; whoever took away one file may want to choose another.
        focus_field(FILES);
    };
    let words = div(
        "evidence-words",
        all([
            p("evidence-name", file.name.clone()),
            p("quiet", size),
            note,
            view! {
                <button type="button" class="button button-plain" aria-label=label on:click=remove>
                    {i18n.text(Key::EvidenceRemove)}
                </button>
            }
            .into_any(),
        ]),
    );
    li("evidence-file", all([picture, words]))
}

/// The picture, from memory; its address is given back when it is no longer shown.
fn preview(typing: Typing, file: &FileRef) -> AnyView {
    let i18n = use_i18n();
    let address = RwSignal::new(None::<String>);
    let gone = RwSignal::new(false);
    let made = StoredValue::new(None::<String>);
    let (digest, kind, name) = (file.digest.clone(), file.kind.clone(), file.name.clone());
    let id = typing.draft().map(|draft| draft.id).unwrap_or_default();
    spawn_local(async move {
        let content = typing.drafts().file(&id, &digest).await;
        let found = content.and_then(|content| object_url(&content, &kind));
        match found {
            // The list may have been made anew meanwhile.
            Some(url) if made.try_get_value().is_none() => {
                let _ = Url::revoke_object_url(&url);
            }
            Some(url) => {
                made.set_value(Some(url.clone()));
                let _ = address.try_set(Some(url));
            }
            None => {
                let _ = gone.try_set(true);
            }
        }
    });
    on_cleanup(move || {
        if let Some(url) = made.try_get_value().flatten() {
            let _ = Url::revoke_object_url(&url);
        }
    });
    let shown = move || match address.get() {
        Some(url) => {
            let alt = i18n.fill(Key::EvidencePreview, &[("file", &name)]);
            view! { <img class="evidence-picture" src=url alt=alt /> }.into_any()
        }
        None if gone.get() => p("field-problem", i18n.text(Key::EvidenceGone)),
        None => div("evidence-sheet", ""),
    };
    part(shown).into_any()
}

fn object_url(content: &[u8], kind: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
