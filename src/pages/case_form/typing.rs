//! A draft that is typed into: found again by its form and what it is about, made at the first key stroke.

use citizen_score_device::typed::{ABOUT, Fields};
use leptos::prelude::*;

use crate::drafts::{Draft, Drafts, Keeping, use_drafts};

/// The draft of a form about something.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Typing {
    drafts: Drafts,
    /// The name of the form, such as `objection`.
    form: &'static str,
    /// What it is about: the id of an entry, the number of a case; empty for nothing.
    about: StoredValue<String>,
    /// What a new draft begins with.
    first: StoredValue<Fields>,
}

impl Typing {
    /// The draft of this form about this.
    pub(in crate::pages) fn new(form: &'static str, about: &str) -> Self {
        let first = [(ABOUT.to_owned(), about.to_owned())];
        Self {
            drafts: use_drafts(),
            form,
            about: StoredValue::new(about.to_owned()),
            first: StoredValue::new(first.into_iter().collect()),
        }
    }

    /// Notes something that a new draft of this begins with.
    pub(in crate::pages) fn begin_with(self, name: &str, value: &str) {
        self.first.update_value(|first| {
            first.insert(name.to_owned(), value.to_owned());
        });
    }

    /// All drafts.
    pub(in crate::pages) fn drafts(self) -> Drafts {
        self.drafts
    }

    /// Whether it is known what there is: the device has been read, or cannot be.
    pub(in crate::pages) fn is_ready(self) -> bool {
        let in_memory = matches!(self.drafts.keeping().get(), Keeping::InMemory(_));
        self.drafts.is_read().get() || in_memory
    }

    /// The draft that can be changed; nothing follows it.
    pub(in crate::pages) fn draft(self) -> Option<Draft> {
        self.find(Draft::is_editable)
    }

    /// The newest draft that passes; nothing follows it.
    pub(in crate::pages) fn find(self, wanted: impl Fn(&Draft) -> bool) -> Option<Draft> {
        let list = self.drafts.list();
        list.with_untracked(|list| list.iter().find(|it| self.is(it) && wanted(it)).cloned())
    }

    /// Whether a draft is of this form, and about this.
    pub(in crate::pages) fn is(self, draft: &Draft) -> bool {
        let about = self.about.with_value(|about| draft.field(ABOUT) == about);
        draft.form == self.form && about
    }

    /// What was typed until now.
    pub(in crate::pages) fn fields(self) -> Fields {
        let draft = self.draft();
        draft.map_or_else(|| self.first.get_value(), |draft| draft.fields)
    }

    /// What was typed into a field until now.
    pub(in crate::pages) fn value(self, name: &str) -> String {
        self.fields().remove(name).unwrap_or_default()
    }

    /// Keeps what was typed into a field.
    pub(in crate::pages) fn set(self, name: &str, value: &str) {
        self.change(|draft| {
            draft.fields.insert(name.to_owned(), value.to_owned());
        });
    }

    /// Keeps where the resident is.
    pub(in crate::pages) fn at(self, step: &str) {
        if self.draft().is_some_and(|draft| draft.step != step) {
            self.change(|draft| step.clone_into(&mut draft.step));
        }
    }

    /// The id of the draft, which is in the list from now on.
    pub(in crate::pages) fn id(self) -> String {
        self.change(|_| ())
    }

    fn change(self, change: impl FnOnce(&mut Draft)) -> String {
        let mut draft = self.draft().unwrap_or_else(|| Draft {
            fields: self.first.get_value(),
            ..Draft::new(self.form)
        });
        let id = draft.id.clone();
        let is_new = self.drafts.get(&id).is_none();
        let before = draft.clone();
        change(&mut draft);
        if is_new || before != draft {
            self.drafts.put(draft);
        }
        id
    }
}
