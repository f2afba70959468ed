//! Cases: what a resident asks of the city about the record, and what becomes of it.
//!
//! A case is an objection to an entry, a request to repair one, or a claim of a deed that was not
//! credited. Evidence is uploaded before, by content, and named here by its digest; see
//! [`crate::evidence`].

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::evidence::Evidence;

/// Most characters of a resident's own words in a case, and of an answer to a question.
pub const MAX_WORDS: usize = 2_000;

/// Most characters of what should be put right.
pub const MAX_WISH: usize = 500;

/// Cases on a page where the request names no `limit`.
pub const DEFAULT_LIMIT: u32 = 50;

/// Largest `limit` that is accepted.
pub const MAX_LIMIT: u32 = 200;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// An entry is wrong.
    Objection,
    /// What an entry is about has been settled since, where its factor provides for a repair.
    Repair,
    /// A deed was not credited.
    Claim,
}

/// Why an entry is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It was somebody else.
    NotMe,
    /// It did not happen.
    NotSo,
    /// The day, the amount or another detail is wrong.
    WrongDetails,
    /// It is recorded twice.
    Twice,
    /// The rule does not apply, or was not applied as it says.
    WrongRule,
    /// It should have lapsed, or was settled before it was recorded.
    OutOfDate,
    /// Something else, told in the resident's own words.
    Other,
}

/// Body of `POST /me/cases`. Which fields a kind takes is said at each; others must be absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// What is asked for.
    pub kind: CaseKind,
    /// Objection and repair: the entry's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Claim: code of the factor under which the deed should be credited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<String>,
    /// Repair: the day on which it was settled. Claim: the day of the deed.
    #[serde(
        default,
        deserialize_with = "citizen_score_rules::iso::optional_date",
        skip_serializing_if = "Option::is_none"
    )]
    pub on: Option<NaiveDate>,
    /// Objection: why the entry is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// The resident's own words; at least one character that is not blank, at most [`MAX_WORDS`].
    pub words: String,
    /// Objection: what should be put right; at most [`MAX_WISH`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<String>,
    /// What is attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Attachment>,
}

/// Names a file that was uploaded, and what the resident calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// SHA-256 of the file, in hexadecimal.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9a-f]{64}$")))]
    pub digest: String,
    /// Name of the file, as the resident has it.
    #[cfg_attr(feature = "schema", schemars(length(max = 1000), extend("pattern" = r"^[^\u0000]*$")))]
    pub name: String,
}

/// How far a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    /// It has arrived.
    Received,
    /// Somebody examines it.
    BeingExamined,
    /// The office has asked something; the resident's answer is waited for.
    Question,
    /// It is decided.
    Decided,
    /// The resident has withdrawn it.
    Withdrawn,
}

impl CaseStatus {
    /// Whether nothing more can happen.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Decided | Self::Withdrawn)
    }
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As the resident asked.
    Upheld,
    /// Not as the resident asked.
    Rejected,
}

/// What happened to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// It arrived.
    Received,
    /// Somebody began to examine it.
    BeingExamined,
    /// The office asked something.
    Question,
    /// The resident answered.
    Answer,
    /// It was decided.
    Decided,
    /// The resident withdrew it.
    Withdrawn,
}

/// One step in the history of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseStep {
    /// When it happened.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: StepKind,
    /// What was asked, answered or given as a reason; none where nothing was said.
    #[serde(default)]
    pub words: Option<String>,
    /// What was attached to an answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// A case. `POST /me/cases` and `GET /me/cases/{id}` answer with one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Case {
    /// Number of the case, as on the receipt, such as `2026-7K3M-9QXD`.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}$")))]
    pub id: String,
    /// What is asked for.
    pub kind: CaseKind,
    /// The entry that it is about; none for a claim.
    #[serde(default)]
    pub entry: Option<String>,
    /// The factor that it is about: the entry's, or the one that is claimed.
    pub factor: String,
    /// Day on which it was settled, or of the deed; none for an objection.
    #[serde(default, deserialize_with = "citizen_score_rules::iso::optional_date")]
    pub on: Option<NaiveDate>,
    /// Why the entry is wrong; none for other kinds.
    #[serde(default)]
    pub ground: Option<Ground>,
    /// The resident's own words.
    pub words: String,
    /// What should be put right; none where it was not said.
    #[serde(default)]
    pub wish: Option<String>,
    /// What was attached when it was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// How far it is.
    pub status: CaseStatus,
    /// Who has it; key of a text of the rulebook.
    pub authority: String,
    /// Day by which an answer is due, as the rulebook had it when the case arrived.
    #[serde(deserialize_with = "citizen_score_rules::iso::date")]
    pub due_on: NaiveDate,
    /// What was decided; none before.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// The entry that the decision appended to the ledger; none where it appended none.
    #[serde(default)]
    pub resulting_entry: Option<String>,
    /// Everything that happened, oldest first; never empty.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub steps: Vec<CaseStep>,
}

/// `GET /me/cases`: one page, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CasesPage {
    /// The cases.
    pub cases: Vec<Case>,
    /// Where the next page begins; none on the last. Opaque.
    pub next_cursor: Option<String>,
}

/// Body of `POST /me/cases/{id}/answer`, which is answered with the [`Case`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The answer to the office's question; at most [`MAX_WORDS`] characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = MAX_WORDS), extend("pattern" = r"^[^\u0000]*\S[^\u0000]*$")))]
    pub words: String,
    /// What is attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = crate::evidence::MOST_FILES)))]
    pub evidence: Vec<Attachment>,
}

/// The case that an entry has, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseRef {
    /// Number of the case.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}$")))]
    pub id: String,
    /// What is asked for.
    pub kind: CaseKind,
    /// How far it is.
    pub status: CaseStatus,
}
