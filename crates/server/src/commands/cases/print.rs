//! Cases as text for a terminal, which nothing that a resident wrote can take over.

use chrono::NaiveDate;
use citizen_score_contract::{Case, Evidence};
use citizen_score_rules::cases::Countdown;
use serde::Serialize;

use crate::commands::{No, say};
use crate::store::CaseLine;

/// One line for each case.
pub fn lines(lines: &[CaseLine], today: NaiveDate) -> Result<(), No> {
    if lines.is_empty() {
        say(format_args!("no cases"))?;
    }
    for line in lines {
        let due = if line.status.is_closed() {
            String::new()
        } else {
            format!("  {}", left(line.due_on, today))
        };
        say(format_args!(
            "{}  {}  {} of {}  {}  due {}{due}",
            line.id,
            word(line.status)?,
            word(line.kind)?,
            printable(&line.resident),
            printable(&line.factor),
            line.due_on,
        ))?;
    }
    Ok(())
}

/// A case with its history.
pub fn case(resident: &str, case: &Case, today: NaiveDate) -> Result<(), No> {
    let id = &case.id;
    let status = word(case.status)?;
    say(format_args!("case {id}: {}, {status}", word(case.kind)?))?;
    field("resident", resident)?;
    if let Some(entry) = &case.entry {
        field("entry", entry)?;
    }
    field("factor", &case.factor)?;
    field("authority", &case.authority)?;
    if let Some(on) = case.on {
        field("on", &on.to_string())?;
    }
    if let Some(ground) = case.ground {
        field("ground", &word(ground)?)?;
    }
    let due = if case.status.is_closed() {
        case.due_on.to_string()
    } else {
        format!("{}, {}", case.due_on, left(case.due_on, today))
    };
    field("due", &due)?;
    if let Some(verdict) = case.verdict {
        field("verdict", &word(verdict)?)?;
    }
    if let Some(entry) = &case.resulting_entry {
        field("recorded", entry)?;
    }
    field("words", &case.words)?;
    if let Some(wish) = &case.wish {
        field("wish", wish)?;
    }
    attached(&case.evidence)?;
    for step in &case.steps {
        let at = step.at.format("%Y-%m-%d %H:%M");
        say(format_args!("{at} UTC: {}", word(step.kind)?))?;
        if let Some(words) = &step.words {
            field("words", words)?;
        }
        attached(&step.evidence)?;
    }
    Ok(())
}

fn attached(evidence: &[Evidence]) -> Result<(), No> {
    for file in evidence {
        let short: String = file.digest.chars().take(8).collect();
        field(
            "file",
            &format!("{} ({short}, {} bytes)", file.name, file.bytes),
        )?;
    }
    Ok(())
}

/// A field; what goes over several lines stays indented, so that no text can look like another field.
fn field(name: &str, text: &str) -> Result<(), No> {
    for (at, line) in text.lines().enumerate() {
        let name = if at == 0 { name } else { "" };
        say(format_args!("  {name:<10}{}", printable(line)))?;
    }
    Ok(())
}

fn left(due_on: NaiveDate, today: NaiveDate) -> String {
    match Countdown::of(due_on, today) {
        Countdown::Today => "today is the last day".to_owned(),
        Countdown::DaysLeft(1) => "1 day left".to_owned(),
        Countdown::DaysLeft(days) => format!("{days} days left"),
        Countdown::Late(1) => "1 day late".to_owned(),
        Countdown::Late(days) => format!("{days} days late"),
    }
}

/// A value of the contract as words, such as `being examined`.
fn word(value: impl Serialize) -> Result<String, No> {
    let value = serde_json::to_value(value)?;
    Ok(value.as_str().unwrap_or_default().replace('_', " "))
}

/// A text without characters that a terminal obeys, or that turn the direction of what follows.
fn printable(text: &str) -> String {
    let obeyed = |it: char| {
        it.is_control() || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|it| {
            if obeyed(it) {
                char::REPLACEMENT_CHARACTER
            } else {
                it
            }
        })
        .collect()
}
