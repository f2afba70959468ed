//! Files on their way into a draft: read, checked by their content, freed of metadata, kept.

use citizen_score_contract::evidence::MOST_FILES;
use citizen_score_evidence::{EvidenceFault, check_name, check_size, prepare};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::super::case_form::{Problem, Problems, Typing};
use super::wording::{FILES, Trouble, trouble_words};
use crate::drafts::FileFault;

/// Takes in files one after the other, tells at the field what could not be taken, and says how many
/// could.
pub(super) async fn take(typing: Typing, problems: Problems, files: Vec<File>) -> i64 {
    let mut added = 0;
    let mut troubles = Vec::new();
    for file in files {
        let name = file.name();
        match take_one(typing, &file).await {
            Ok(()) => added += 1,
            Err(trouble) => troubles.push(Problem::new(FILES, move |i18n| {
                trouble_words(i18n, &name, &trouble)
            })),
        }
    }
    if added > 0 || !troubles.is_empty() {
        problems.tell_of(&[FILES], troubles);
    }
    added
}

async fn take_one(typing: Typing, file: &File) -> Result<(), Trouble> {
    let there = typing.draft().map_or(0, |draft| draft.files.len());
    if there >= MOST_FILES {
        return Err(Trouble::TooMany);
    }
    // A file that is much too large is not read.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a browser's sizes are whole and never negative"
    )]
    let size = file.size() as u64;
    check_size(size)?;
    let content = read(file).await.ok_or(Trouble::Unreadable)?;
    let (inspected, content) = prepare(&content)?;
    let name = check_name(&file.name(), inspected.kind);
    let kind = inspected.kind.media_type();
    let drafts = typing.drafts();
    let added = drafts.add_file(&typing.id(), &name, kind, content).await;
    added.map(drop).map_err(|fault| match fault {
        FileFault::Twice => Trouble::Twice,
        FileFault::NoCrypto => Trouble::NoCrypto,
        FileFault::NotEditable => Trouble::NotEditable,
    })
}

async fn read(file: &File) -> Option<Vec<u8>> {
    let content = JsFuture::from(file.array_buffer()).await.ok()?;
    let content: ArrayBuffer = content.dyn_into().ok()?;
    Some(Uint8Array::new(&content).to_vec())
}

impl From<EvidenceFault> for Trouble {
    fn from(fault: EvidenceFault) -> Self {
        Self::Fault(fault)
    }
}
