//! The name under which a file is shown.

use crate::kind::FileKind;

/// Most characters of a name.
pub const MOST_CHARACTERS: usize = 100;

/// What a file is called that has no name left.
const NAMELESS: &str = "file";

/// Endings that say what a file is, and that are taken off where it is something else.
const ENDINGS: [(&str, FileKind); 6] = [
    ("pdf", FileKind::Pdf),
    ("jpg", FileKind::Jpeg),
    ("jpeg", FileKind::Jpeg),
    ("jpe", FileKind::Jpeg),
    ("jfif", FileKind::Jpeg),
    ("png", FileKind::Png),
];

/// The name for showing: without folders, without characters that cannot be seen or that turn the
/// direction of the text, at most 100 characters, and with an ending that fits the content.
///
/// It is a text for people, not a path: nobody should open a file by it. A checked name stays as it
/// is when it is checked again.
pub fn check_name(name: &str, kind: FileKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last
        .chars()
        .map(|it| if it.is_whitespace() { ' ' } else { it })
        .filter(|it| !is_unseen(*it))
        .collect();
    let visible = visible.trim_start().trim_end_matches([' ', '.']);
    let (stem, ending) = match visible.rsplit_once('.') {
        Some((stem, ending)) => match ending_of(ending) {
            Some(it) if it == kind => (stem, ending),
            Some(_) => (stem, kind.extension()),
            None => (visible, kind.extension()),
        },
        None => (visible, kind.extension()),
    };
    let room = MOST_CHARACTERS.saturating_sub(ending.len() + 1);
    let stem: String = trimmed(stem).chars().take(room).collect();
    let stem = match trimmed(&stem) {
        "" => NAMELESS,
        stem => stem,
    };
    format!("{stem}.{ending}")
}

fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '.'])
}

fn ending_of(ending: &str) -> Option<FileKind> {
    let fits = |it: &&(&str, FileKind)| it.0.eq_ignore_ascii_case(ending);
    ENDINGS.iter().find(fits).map(|it| it.1)
}

/// Whether a character is not seen, or changes how those around it are seen.
///
/// The joiners U+200C and U+200D stay: Persian and emoji are written with them.
fn is_unseen(it: char) -> bool {
    it.is_control()
        || matches!(it,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
