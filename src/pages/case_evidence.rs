//! Evidence: files are chosen or dropped, checked on this device, freed of what a picture says beside
//! the picture, shown, and taken away again.

mod list;
mod take;
mod wording;

use citizen_score_contract::cases::{Attachment, Case};
use citizen_score_contract::evidence::{Evidence, EvidenceKind, MOST_FILES};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};

use super::case_form::{Problems, Typing};
use super::case_words::size_text;
use crate::announce::use_announcer;
use crate::api::use_api;
use crate::components::element::{all, li, none, p, span, ul};
use crate::drafts::Draft;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::part;
use list::chosen;
use take::take;

pub(super) use wording::FILES;

/// The field: a place to drop files on, a button to choose them, and those that were chosen.
pub(super) fn evidence_field(typing: Typing, problems: Problems) -> AnyView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let busy = RwSignal::new(0_u32);
    let add = move |files: Option<FileList>| {
        let files: Vec<File> = files.map(each).unwrap_or_default();
        if files.is_empty() {
            return;
        }
        busy.update(|busy| *busy += 1);
        spawn_local(async move {
            let added = take(typing, problems, files).await;
            let _ = busy.try_update(|busy| *busy = busy.saturating_sub(1));
            if added > 0 {
                announcer.say(i18n.plural(crate::i18n::Plural::EvidenceAdded, added, &[]));
            }
        });
    };
    let choose = move |event| {
        let input = event_target::<HtmlInputElement>(&event);
        add(input.files());
        // The same file may be chosen again after it was taken away.
        input.set_value("");
    };
    let over = RwSignal::new(false);
    let drop_files = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        add(event.data_transfer().and_then(|it| it.files()));
    };
    let drag = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let checking = move || {
        if busy.get() > 0 {
            p("loading", i18n.text(Key::EvidenceChecking))
        } else {
            none()
        }
    };
    view! {
        <section
            class="panel drop evidence"
            class:drop-over=over
            on:drop=drop_files
            on:dragover=drag
            on:dragleave=move |_| over.set(false)
        >
            <label class="field-label" for=FILES>
                {i18n.say(Key::EvidenceChoose)}
            </label>
            <p class="field-hint" id="files-hint">
                {i18n.say(Key::EvidenceHint)}
            </p>
            {problems.all_at(FILES)}
            <input
                type="file"
                class="input"
                id=FILES
                multiple
                accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
                aria-describedby="files-hint files-problem"
                aria-invalid=problems.invalid(FILES)
                on:change=choose
            />
            <div role="status">{part(checking)}</div>
        </section>
        {chosen(typing)}
        <p class="quiet">{i18n.say(Key::EvidencePictures)}</p>
    }
    .into_any()
}

/// What a draft sends of its files.
pub(super) fn attachments(draft: &Draft) -> Vec<Attachment> {
    let files = draft.files.iter().take(MOST_FILES);
    files
        .map(|file| Attachment {
            digest: file.digest.clone(),
            name: file.name.clone(),
        })
        .collect()
}

/// The files that a case or an answer came with, as links.
pub(super) fn evidence_links(i18n: I18n, evidence: &[Evidence]) -> AnyView {
    if evidence.is_empty() {
        return none();
    }
    let api = use_api();
    let items = evidence.iter().map(|file| {
        let kind = match file.kind {
            EvidenceKind::Pdf => "PDF",
            EvidenceKind::Jpeg => "JPEG",
            EvidenceKind::Png => "PNG",
        };
        let about = format!(" ({kind}, {})", size_text(i18n, file.bytes));
        let address = api.evidence_address(&file.digest);
        let link = view! {
            <a href=address target="_blank" rel="noopener">
                {file.name.clone()}
            </a>
        };
        li("", all([link.into_any(), span("quiet", about)]))
    });
    ul("evidence-links", all(items))
}

/// The names of the files of a case, for paper.
pub(super) fn evidence_names(case: &Case) -> Option<String> {
    let names: Vec<&str> = case.evidence.iter().map(|it| it.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn each(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}
