//! What happens to cases: each change is a step, and tells open streams.

use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use citizen_score_contract::cases::{CaseStep, Ground, StepKind, Verdict};
use citizen_score_contract::{Case, CaseKind, CaseStatus, Evidence};
use citizen_score_office::cursor::cases::moment;

use crate::demo::Demo;
use crate::news::Happened;
use crate::person::KeptCase;

/// A case that is about to arrive.
pub(crate) struct NewCase {
    pub id: String,
    pub opened_at: DateTime<Utc>,
    pub kind: CaseKind,
    pub entry: Option<String>,
    pub factor: String,
    pub on: Option<NaiveDate>,
    pub ground: Option<Ground>,
    pub words: String,
    pub wish: Option<String>,
    pub authority: String,
    pub due_on: NaiveDate,
    pub evidence: Vec<Evidence>,
}

/// Something that happens to a case.
pub(crate) struct Step {
    pub at: DateTime<Utc>,
    pub kind: StepKind,
    pub words: Option<String>,
    pub evidence: Vec<Evidence>,
}

/// What a decision comes to.
pub(crate) struct Ruling {
    pub verdict: Verdict,
    pub resulting_entry: Option<String>,
    pub repaired_on: Option<NaiveDate>,
}

/// How far a case is after a step.
const fn status_after(kind: StepKind) -> CaseStatus {
    match kind {
        StepKind::Received => CaseStatus::Received,
        StepKind::BeingExamined | StepKind::Answer => CaseStatus::BeingExamined,
        StepKind::Question => CaseStatus::Question,
        StepKind::Decided => CaseStatus::Decided,
        StepKind::Withdrawn => CaseStatus::Withdrawn,
    }
}

impl Demo {
    /// Opens a case. False where one of this kind about this entry is open already; nothing is done then.
    pub(crate) fn open_case(&mut self, whose: usize, new: NewCase) -> bool {
        let Some(person) = self.state.people.get_mut(whose) else {
            return false;
        };
        let is_same = |case: &Case| {
            new.entry.is_some()
                && case.entry == new.entry
                && case.kind == new.kind
                && !case.status.is_closed()
        };
        if person.cases.iter().any(|kept| is_same(&kept.case)) {
            return false;
        }
        if let Some(entry) = &new.entry {
            let mark = person.marks.marks.entry(entry.into()).or_default();
            mark.case = Some(new.id.clone());
        }
        let id = new.id.clone();
        let step = Step {
            at: new.opened_at,
            kind: StepKind::Received,
            words: None,
            evidence: Vec::new(),
        };
        person.cases.push(KeptCase {
            opened_at: moment(new.opened_at),
            case: Case {
                id: new.id,
                kind: new.kind,
                entry: new.entry,
                factor: new.factor,
                on: new.on,
                ground: new.ground,
                words: new.words,
                wish: new.wish,
                evidence: new.evidence,
                status: CaseStatus::Received,
                authority: new.authority,
                due_on: new.due_on,
                verdict: None,
                resulting_entry: None,
                steps: Vec::new(),
            },
        });
        self.add_step(whose, &id, step);
        true
    }

    /// Adds a step to the history of a case; how far the case is, and whether the entry is contested,
    /// follow from it.
    pub(crate) fn add_step(&mut self, whose: usize, id: &str, step: Step) {
        let Some(person) = self.state.people.get_mut(whose) else {
            return;
        };
        let Some(kept) = person.cases.iter_mut().find(|it| it.case.id == id) else {
            return;
        };
        let case = &mut kept.case;
        case.status = status_after(step.kind);
        case.steps.push(CaseStep {
            at: step.at.trunc_subsecs(0),
            kind: step.kind,
            words: step.words,
            evidence: step.evidence,
        });
        if let Some(entry) = case.entry.clone() {
            let objected = person.cases.iter().any(|kept| {
                let case = &kept.case;
                case.entry.as_ref() == Some(&entry)
                    && case.kind == CaseKind::Objection
                    && !case.status.is_closed()
            });
            if let Some(mark) = person.marks.marks.get_mut(entry.as_str()) {
                mark.contested = objected;
            }
        }
        person.marks.revision += 1;
        self.happened(whose, Happened::Case(id.to_owned()));
    }

    /// Notes what was decided, as a step with the reason.
    pub(crate) fn rule(
        &mut self,
        whose: usize,
        id: &str,
        ruling: Ruling,
        reason: Option<String>,
        at: DateTime<Utc>,
    ) {
        let Some(person) = self.state.people.get_mut(whose) else {
            return;
        };
        let Some(kept) = person.cases.iter_mut().find(|it| it.case.id == id) else {
            return;
        };
        kept.case.verdict = Some(ruling.verdict);
        kept.case.resulting_entry = ruling.resulting_entry;
        if let (Some(entry), Some(day)) = (&kept.case.entry, ruling.repaired_on)
            && let Some(mark) = person.marks.marks.get_mut(entry.as_str())
        {
            mark.repaired_on = mark.repaired_on.or(Some(day));
        }
        let step = Step {
            at,
            kind: StepKind::Decided,
            words: reason,
            evidence: Vec::new(),
        };
        self.add_step(whose, id, step);
    }
}
