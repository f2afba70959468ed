//! Cells of a table for spreadsheets (RFC 4180): UTF-8 with a byte order mark.
//!
//! Spreadsheets take a text that begins with certain characters for a formula and run it, so a text that
//! came from outside is kept from beginning with one by an apostrophe. Whoever needs every letter as it
//! was takes the JSON.

/// Without the mark, the most used spreadsheet takes UTF-8 for something else, and Chinese texts become
/// noise.
pub const MARK: &str = "\u{feff}";

/// Media type of a table with a row of names.
pub const KIND: &str = "text/csv; charset=utf-8; header=present";

/// What a spreadsheet may take for the beginning of a formula, in its full-width forms too.
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// A text from outside as a cell.
#[must_use]
pub fn text(text: &str) -> String {
    let safe = neutralised(text);
    if safe.contains(['"', ',', ';', '\r', '\n', '\t']) || safe.trim() != safe {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// A text in which nothing begins a formula: neither the whole, nor what comes after a semicolon or a line
/// break. Where a semicolon parts cells, as in much of Europe, the quotes around a text with a comma are not
/// at the beginning of a cell, and hold nothing together.
fn neutralised(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    for part in text.split_inclusive([';', '\n']) {
        let begins = part.trim_start_matches([' ', '"', '\'', '\u{a0}', '\u{3000}']);
        // A line break alone is no beginning, but for the whole text.
        let is_break = part == "\n" && !safe.is_empty();
        if !is_break && (begins.starts_with(FORMULA) || part.starts_with(FORMULA)) {
            safe.push('\'');
        }
        safe.push_str(part);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_never_begins_a_formula() {
        for (from, cell) in [
            ("BC-327379", "BC-327379"),
            ("第1号", "第1号"),
            ("", ""),
            ("=1+1", "'=1+1"),
            ("+31 6", "'+31 6"),
            ("-20", "'-20"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("  =1", "'  =1"),
            ("\"=1\"", "\"'\"\"=1\"\"\""),
            ("＝1", "'＝1"),
            ("a;=1", "\"a;'=1\""),
            ("a;\"=1", "\"a;'\"\"=1\""),
            (
                "=HYPERLINK(\"http://x\",\"y\")",
                "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
            ),
            ("a\n=1", "\"a\n'=1\""),
            ("a\n\n +1", "\"a\n\n' +1\""),
            ("\n=1", "\"'\n'=1\""),
            ("a;b\nc", "\"a;b\nc\""),
            ("a,b", "\"a,b\""),
            ("say \"a\"", "\"say \"\"a\"\"\""),
            ("a=1", "a=1"),
        ] {
            assert_eq!(text(from), cell, "{from:?}");
        }
    }
}
