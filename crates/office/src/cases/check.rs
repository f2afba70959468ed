//! Whether a request says what its kind takes, and no more: the first field that is wrong is named.

use std::collections::HashSet;

use chrono::NaiveDate;
use citizen_score_contract::cases::{Answer, Attachment, Ground, MAX_WISH, MAX_WORDS};
use citizen_score_contract::evidence::MOST_FILES;
use citizen_score_contract::{CaseKind, Evidence, NewCase};

use crate::evidence::{is_digest, shown_name};
use crate::wrong::Wrong;

/// Most bytes of the name of a file as it is sent; it is shortened for showing.
const MAX_NAME: usize = 1_000;

/// What a case is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// This entry is wrong, for this reason.
    Objection {
        /// The entry.
        entry: String,
        /// Why it is wrong.
        ground: Ground,
        /// What should be put right.
        wish: Option<String>,
    },
    /// What this entry is about was settled.
    Repair {
        /// The entry.
        entry: String,
        /// When it was settled.
        on: NaiveDate,
    },
    /// A deed was not credited.
    Claim {
        /// The factor under which it should be.
        factor: String,
        /// When it was done.
        on: NaiveDate,
    },
}

/// A request whose fields are those of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it is about.
    pub about: About,
    /// The resident's own words.
    pub words: String,
    /// What is attached.
    pub evidence: Vec<Attachment>,
}

/// Checks a case that is about to arrive by itself.
///
/// # Errors
///
/// [`Wrong::Field`] names the field.
pub fn case(case: NewCase) -> Result<Asked, Wrong> {
    let NewCase {
        kind,
        entry,
        factor,
        on,
        ground,
        words,
        wish,
        evidence,
    } = case;
    let about = match kind {
        CaseKind::Objection => {
            let about = About::Objection {
                entry: given("entry", entry)?,
                ground: given("ground", ground)?,
                wish,
            };
            absent("factor", factor.is_some())?;
            absent("on", on.is_some())?;
            about
        }
        CaseKind::Repair => {
            let about = About::Repair {
                entry: given("entry", entry)?,
                on: given("on", on)?,
            };
            absent("factor", factor.is_some())?;
            absent("ground", ground.is_some())?;
            absent("wish", wish.is_some())?;
            about
        }
        CaseKind::Claim => {
            let about = About::Claim {
                factor: given("factor", factor)?,
                on: given("on", on)?,
            };
            absent("entry", entry.is_some())?;
            absent("ground", ground.is_some())?;
            absent("wish", wish.is_some())?;
            about
        }
    };
    text("words", &words, MAX_WORDS)?;
    if let About::Objection {
        wish: Some(wish), ..
    } = &about
    {
        text("wish", wish, MAX_WISH)?;
    }
    attachments(&evidence)?;
    Ok(Asked {
        about,
        words,
        evidence,
    })
}

/// Checks an answer by itself.
///
/// # Errors
///
/// [`Wrong::Field`] names the field.
pub fn answer(answer: &Answer) -> Result<(), Wrong> {
    text("words", &answer.words, MAX_WORDS)?;
    attachments(&answer.evidence)
}

/// A file that is attached, at this place among them, as it is shown from now on. `uploaded` is what the
/// resident has uploaded under its digest.
///
/// # Errors
///
/// [`Wrong::Field`] names the digest that nothing was uploaded for.
pub fn attached(
    place: usize,
    file: &Attachment,
    uploaded: Option<Evidence>,
) -> Result<Evidence, Wrong> {
    let mut evidence = uploaded.ok_or_else(|| {
        Wrong::field(
            format!("evidence[{place}].digest"),
            "is not of a file that you uploaded; upload it again",
        )
    })?;
    evidence.name = shown_name(&file.name, evidence.kind);
    Ok(evidence)
}

fn given<T>(field: &str, value: Option<T>) -> Result<T, Wrong> {
    value.ok_or_else(|| Wrong::field(field, "is missing"))
}

fn absent(field: &str, is_there: bool) -> Result<(), Wrong> {
    if is_there {
        return Err(Wrong::field(field, "is not a field of this kind of case"));
    }
    Ok(())
}

fn text(field: &str, text: &str, most: usize) -> Result<(), Wrong> {
    if text.trim().is_empty() {
        return Err(Wrong::field(field, "is blank"));
    }
    if text.chars().count() > most {
        return Err(Wrong::field(
            field,
            format!("is longer than {most} characters"),
        ));
    }
    Ok(())
}

fn attachments(evidence: &[Attachment]) -> Result<(), Wrong> {
    if evidence.len() > MOST_FILES {
        return Err(Wrong::field(
            "evidence",
            format!("has more than {MOST_FILES} files"),
        ));
    }
    let mut seen = HashSet::new();
    for (place, file) in evidence.iter().enumerate() {
        let field = |name: &str| format!("evidence[{place}].{name}");
        if !is_digest(&file.digest) {
            let problem = "must be a SHA-256 in lower-case hexadecimal";
            return Err(Wrong::field(field("digest"), problem));
        }
        if !seen.insert(&file.digest) {
            return Err(Wrong::field(field("digest"), "is named twice"));
        }
        if file.name.len() > MAX_NAME {
            let problem = format!("is longer than {MAX_NAME} bytes");
            return Err(Wrong::field(field("name"), problem));
        }
    }
    Ok(())
}
