//! Components: one file each, reusable; they know no page.

pub mod amount;
pub mod code_form;
pub mod counting_score;
pub mod demo_residents;
pub mod dial;
pub mod effect_list;
pub mod element;
pub mod entry_item;
pub mod failure;
pub mod icon;
pub mod language_menu;
pub mod load_view;
pub mod moved_entries;
pub mod page_heading;
pub mod qr_code;
pub mod standing_table;
pub mod term;
pub mod tier_ladder;
