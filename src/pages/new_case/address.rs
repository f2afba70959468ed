//! What the address of a new case asks for: kind, entry, step; or what was sent.

use citizen_score_contract::cases::CaseKind;
use citizen_score_device::typed::{ABOUT, DAY, FACTOR, GROUND, WISH, WORDS};

use super::super::case_form::FILES;
use crate::drafts::Draft;
use crate::i18n::Key;
use crate::query;
use crate::routes::Route;

/// Longest id that is looked at, in bytes.
const MOST: usize = 200;

/// A kind of case, as the pages need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind(pub(super) CaseKind);

/// A question, or what comes before and after the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// What it is about.
    About,
    /// Why an entry is wrong.
    Ground,
    /// Which deed.
    Deed,
    /// The day on which it was settled, or of the deed.
    Day,
    /// The resident's own words.
    Words,
    /// What should be put right.
    Wish,
    /// Files.
    Evidence,
    /// All answers, before they are sent.
    Check,
}

/// Every field that there is.
pub(super) const ALL_FIELDS: [&str; 8] =
    [GROUND, FACTOR, DAY[0], DAY[1], DAY[2], WORDS, WISH, FILES];

impl Kind {
    /// All kinds, with their names in addresses and of drafts.
    pub(super) const ALL: [(Self, &str); 3] = [
        (Self(CaseKind::Objection), "objection"),
        (Self(CaseKind::Repair), "repair"),
        (Self(CaseKind::Claim), "claim"),
    ];

    /// Its name in addresses, and of its drafts.
    pub(super) const fn name(self) -> &'static str {
        match self.0 {
            CaseKind::Objection => "objection",
            CaseKind::Repair => "repair",
            CaseKind::Claim => "claim",
        }
    }

    /// Whether it is about an entry.
    pub(super) fn needs_entry(self) -> bool {
        self.0 != CaseKind::Claim
    }

    /// The heading of its first page.
    pub(super) const fn title(self) -> Key {
        match self.0 {
            CaseKind::Objection => Key::NewcaseObjection,
            CaseKind::Repair => Key::NewcaseRepair,
            CaseKind::Claim => Key::NewcaseClaim,
        }
    }

    /// What it is for.
    pub(super) const fn purpose(self) -> Key {
        match self.0 {
            CaseKind::Objection => Key::NewcaseObjectionText,
            CaseKind::Repair => Key::NewcaseRepairText,
            CaseKind::Claim => Key::NewcaseClaimText,
        }
    }

    /// What to say where no entry was named.
    pub(super) const fn where_to_begin(self) -> Key {
        match self.0 {
            CaseKind::Repair => Key::NewcaseRepairWhere,
            _ => Key::NewcaseObjectionWhere,
        }
    }

    /// Its steps, in their order.
    pub(super) const fn steps(self) -> &'static [Step] {
        use Step::{About, Check, Day, Deed, Evidence, Ground, Wish, Words};
        match self.0 {
            CaseKind::Objection => &[About, Ground, Words, Wish, Evidence, Check],
            CaseKind::Repair => &[About, Day, Words, Evidence, Check],
            CaseKind::Claim => &[Deed, Day, Words, Evidence, Check],
        }
    }

    /// The step on which a field is asked for.
    pub(super) fn step_of(self, field: &str) -> Step {
        let found = self
            .steps()
            .iter()
            .find(|step| step.fields().contains(&field));
        found.copied().unwrap_or(Step::Check)
    }
}

impl Step {
    const ALL: [(Self, &str); 8] = [
        (Self::About, "about"),
        (Self::Ground, "ground"),
        (Self::Deed, "deed"),
        (Self::Day, "day"),
        (Self::Words, "words"),
        (Self::Wish, "wish"),
        (Self::Evidence, "evidence"),
        (Self::Check, "check"),
    ];

    /// Its name in addresses.
    pub(super) fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(step, _)| *step == self);
        found.map_or("", |(_, name)| name)
    }

    /// The fields that are asked for on it.
    pub(super) const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::About => &[],
            Self::Ground => &[GROUND],
            Self::Deed => &[FACTOR],
            Self::Day => &DAY,
            Self::Words => &[WORDS],
            Self::Wish => &[WISH],
            Self::Evidence => &[FILES],
            Self::Check => &ALL_FIELDS,
        }
    }
}

/// What an address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    /// What is asked for.
    pub(super) kind: Option<Kind>,
    /// The entry that it is about.
    pub(super) entry: Option<String>,
    /// The question.
    pub(super) step: Option<Step>,
    /// Whether the check of all answers comes next: it was left to change one of them.
    pub(super) to_check: bool,
    /// The draft that was sent.
    pub(super) sent: Option<String>,
}

impl Address {
    /// What a query asks for; what it does not understand, it passes over.
    pub(super) fn read(text: &str) -> Self {
        let mut read = Self::default();
        for (name, value) in query::pairs(text) {
            if value.len() > MOST {
                continue;
            }
            match name.as_str() {
                "kind" => {
                    let found = Kind::ALL.iter().find(|(_, name)| *name == value);
                    read.kind = found.map(|(kind, _)| *kind);
                }
                "entry" if !value.is_empty() => read.entry = Some(value),
                "step" => {
                    let found = Step::ALL.iter().find(|(_, name)| *name == value);
                    read.step = found.map(|(step, _)| *step);
                }
                "then" => read.to_check = value == "check",
                "sent" if !value.is_empty() => read.sent = Some(value),
                _ => {}
            }
        }
        // A step that the kind does not have is no step.
        let of_kind = |kind: Kind| read.step.filter(|step| kind.steps().contains(step));
        read.step = read.kind.and_then(of_kind);
        read
    }

    /// The query for it.
    pub(super) fn query(&self) -> String {
        let own = |text: &str| text.to_owned();
        query::write(&[
            ("kind", self.kind.map(|kind| own(kind.name()))),
            ("entry", self.entry.clone()),
            ("step", self.step.map(|step| own(step.name()))),
            ("then", self.to_check.then(|| own("check"))),
            ("sent", self.sent.clone()),
        ])
    }

    /// The whole address.
    pub(super) fn path(&self) -> String {
        format!("{}?{}", Route::NewCase.path(), self.query())
    }

    /// The same at another step.
    pub(super) fn at(&self, step: Step, to_check: bool) -> Self {
        Self {
            step: Some(step),
            to_check,
            ..self.clone()
        }
    }
}

/// Where a draft of a case is gone on with; none for a draft of another form.
pub(in crate::pages) fn resume_path(draft: &Draft) -> Option<String> {
    let (kind, _) = *Kind::ALL.iter().find(|(_, name)| *name == draft.form)?;
    let step = Step::ALL.iter().find(|(_, name)| *name == draft.step);
    let about = draft.field(ABOUT);
    let address = Address {
        kind: Some(kind),
        entry: kind.needs_entry().then(|| about.to_owned()),
        step: step
            .map(|(step, _)| *step)
            .or(kind.steps().first().copied()),
        ..Address::default()
    };
    Some(address.path())
}
