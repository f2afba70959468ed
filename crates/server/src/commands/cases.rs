//! `citizen-score cases`: the office's side of what residents ask.

mod files;
mod print;

use std::path::Path;

use citizen_score_contract::Case;
use serde::Serialize;

use super::files::{open_existing, rulebook_in_use};
use super::options::{CasesCommand, CasesOptions, Desk};
use super::{No, operator, say};
use crate::cases::decide::{Deciding, decide};
use crate::cases::office;
use crate::clock::Clock;
use crate::store::{Store, Wanted};

/// A case as `show --json` prints it.
#[derive(Serialize)]
struct Shown<'a> {
    resident: &'a str,
    case: &'a Case,
}

/// Does what is asked.
pub async fn run(options: CasesOptions) -> Result<(), No> {
    match options.command {
        CasesCommand::List {
            open,
            late,
            json,
            desk,
        } => list(open, late, json, &desk).await,
        CasesCommand::Show {
            id,
            json,
            save_files,
            desk,
        } => show(&id, json, save_files.as_deref(), &desk).await,
        CasesCommand::Examine { id, desk } => {
            let (store, by) = at(&desk, "cases examine").await?;
            office::examine(&store, &id, &by, Clock::default().now()).await?;
            store.close().await;
            say(format_args!("case {id} is being examined"))?;
            Ok(())
        }
        CasesCommand::Ask { id, question, desk } => {
            let (store, by) = at(&desk, "cases ask").await?;
            office::ask(&store, &id, &question, &by, Clock::default().now()).await?;
            store.close().await;
            say(format_args!("case {id}: the resident is asked"))?;
            Ok(())
        }
        CasesCommand::Decide {
            id,
            verdict,
            reason,
            points,
            desk,
        } => {
            let deciding = Deciding {
                verdict: verdict.into(),
                reason: reason.as_deref(),
                points,
            };
            settle(&id, deciding, &desk).await
        }
    }
}

async fn list(open: bool, late: bool, json: bool, desk: &Desk) -> Result<(), No> {
    let (store, by) = at(desk, "cases list").await?;
    let clock = Clock::default();
    let wanted = match (open, late) {
        (_, true) => Wanted::DueBefore(clock.today()),
        (true, false) => Wanted::Open,
        (false, false) => Wanted::All,
    };
    let lines = office::list(&store, wanted, &by, clock.now()).await?;
    store.close().await;
    if json {
        say(format_args!("{}", serde_json::to_string_pretty(&lines)?))?;
    } else {
        print::lines(&lines, clock.today())?;
    }
    Ok(())
}

async fn show(id: &str, json: bool, folder: Option<&Path>, desk: &Desk) -> Result<(), No> {
    let (store, by) = at(desk, "cases show").await?;
    let clock = Clock::default();
    let (resident, case, saved) =
        office::show(&store, id, folder.is_some(), &by, clock.now()).await?;
    store.close().await;
    if let Some(folder) = folder {
        files::save(folder, &saved)?;
    }
    if json {
        let shown = Shown {
            resident: &resident,
            case: &case,
        };
        say(format_args!("{}", serde_json::to_string_pretty(&shown)?))?;
    } else {
        print::case(&resident, &case, clock.today())?;
    }
    Ok(())
}

async fn settle(id: &str, deciding: Deciding<'_>, desk: &Desk) -> Result<(), No> {
    let (store, by) = at(desk, "cases decide").await?;
    let rulebook = rulebook_in_use(&store).await?;
    let now = Clock::default().now();
    let appended = decide(&store, &rulebook, id, deciding, &by, now).await?;
    store.close().await;
    match appended {
        Some(entry) => say(format_args!(
            "case {id} is decided; entry {entry} was recorded"
        ))?,
        None => say(format_args!("case {id} is decided"))?,
    }
    Ok(())
}

/// The database, which has to be there, and by whom it is read.
async fn at(desk: &Desk, command: &str) -> Result<(Store, String), No> {
    let store = open_existing(&desk.database.address).await?;
    Ok((store, operator::by_named(command, desk.operator.as_deref())))
}
