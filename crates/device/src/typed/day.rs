//! A day as three numbers, strictly: nothing is guessed.

use chrono::NaiveDate;

use super::{DAY, Fault, FieldFault, Fields, field};

/// Digits that each number has at least and at most: a year is written in full.
const DIGITS: [(usize, usize); 3] = [(1, 2), (1, 2), (4, 4)];

/// The day that the three numbers name.
///
/// # Errors
///
/// [`Fault::NoDay`] where nothing was typed, [`Fault::NotANumber`] at the first number that is missing
/// or is none, [`Fault::NoSuchDay`].
pub fn day(fields: &Fields) -> Result<NaiveDate, FieldFault> {
    let [first, ..] = DAY;
    let typed = DAY.map(|name| field(fields, name));
    if typed.iter().all(|it| it.is_empty()) {
        return Err((first, Fault::NoDay));
    }
    let mut numbers = Vec::with_capacity(DAY.len());
    for ((name, text), (least, most)) in DAY.into_iter().zip(typed).zip(DIGITS) {
        let well =
            (least..=most).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
        let number = text.parse::<u16>().ok().filter(|_| well);
        numbers.push(number.ok_or((name, Fault::NotANumber))?);
    }
    let found = match numbers.as_slice() {
        [day, month, year] => {
            NaiveDate::from_ymd_opt(i32::from(*year), u32::from(*month), u32::from(*day))
        }
        _ => None,
    };
    // A year before 1900 is a slip of the finger, and no day of anything that is asked for here.
    found
        .filter(|day| *day >= NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN))
        .ok_or((first, Fault::NoSuchDay))
}
