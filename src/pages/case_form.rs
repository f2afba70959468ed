//! What forms of cases are made of: a draft that is typed into, fields, and problems at the fields.

mod day;
mod fields;
mod keeping;
mod problems;
mod twice;
mod typing;
mod wording;

pub(super) use day::day_fields;
pub(super) use fields::{Choice, Words, radios, words_field};
pub(super) use keeping::keeping_note;
pub(super) use problems::{FILES, Place, Problem, Problems, focus_field};
pub(super) use twice::twice;
pub(super) use typing::Typing;
