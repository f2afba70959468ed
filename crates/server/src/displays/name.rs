//! What a display may be called.

/// Most characters of a name.
pub const LONGEST: usize = 64;

/// Checks the name of a display. Residents read it when they are asked whether to sign in there, so
/// nothing in it may hide, or turn the text around.
///
/// # Errors
///
/// What is wrong with it, as a sentence.
pub fn check_name(name: &str) -> Result<(), &'static str> {
    let count = name.chars().count();
    if name.trim().is_empty() || count > LONGEST {
        return Err("a name has 1 to 64 characters");
    }
    if name.trim() != name {
        return Err("a name neither begins nor ends with a space");
    }
    if name.chars().any(|it| it.is_control() || is_unseen(it)) {
        return Err("a name has printable characters only");
    }
    Ok(())
}

/// Whether a character is not seen, or changes the direction of what follows.
fn is_unseen(it: char) -> bool {
    matches!(it,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_shows_all_of_itself() {
        let longest = "字".repeat(LONGEST);
        for good in ["K", "Town hall, display 2", "市民服务大厅", &longest] {
            assert_eq!(check_name(good), Ok(()), "{good}");
        }
        let longer = "字".repeat(LONGEST + 1);
        for wrong in [
            "",
            " ",
            " Kiosk",
            "Kiosk ",
            "a\nb",
            "a\u{1b}[2J",
            "a\u{202e}b",
            "a\u{200b}b",
            "\u{feff}a",
            &longer,
        ] {
            assert!(check_name(wrong).is_err(), "{wrong:?}");
        }
    }
}
