//! `citizen-score demo`.

use std::io::IsTerminal as _;

use citizen_score_rules::{Entry, Rulebook};
use serde::Serialize;

use super::options::DemoOptions;
use super::{No, say};
use crate::clock::Clock;
use crate::demo::{self, Loaded, Population};
use crate::store::Store;

/// A demo entry as a line of an import.
#[derive(Serialize)]
struct ImportLine {
    resident: &'static str,
    #[serde(flatten)]
    entry: Entry,
}

/// Loads the made-up residents, or prints one entry of them.
pub async fn run(options: DemoOptions) -> Result<(), No> {
    let now = Clock::default().now();
    if let Some(id) = &options.print {
        let rulebook = Rulebook::from_json(demo::RULEBOOK)?;
        let found = demo::find(&rulebook, id, now)?;
        let (resident, entry) =
            found.ok_or_else(|| No::new(format!("there is no demo entry `{id}`")))?;
        say(format_args!(
            "{}",
            serde_json::to_string(&ImportLine { resident, entry })?
        ))?;
        return Ok(());
    }
    let store = Store::open(&options.database.address).await?;
    if let Some(residents) = options.residents {
        let population = Population {
            residents,
            entries: options.entries,
            seed: options.seed,
        };
        let shows = std::io::stderr().is_terminal();
        let done = demo::populate(&store, population, now, |done| {
            if shows {
                eprint!("\r{} of {residents} residents", done.residents);
            }
        });
        let done = done.await;
        if shows {
            eprintln!();
        }
        let done = done?;
        store.close().await;
        say(format_args!(
            "{} made-up residents are there; {} entries were added",
            done.residents, done.entries
        ))?;
        return Ok(());
    }
    let loaded = demo::load(&store, &options.without, now).await?;
    store.close().await;
    say(format_args!("{}", describe(loaded)))?;
    Ok(())
}

/// What loading did, in a sentence.
pub fn describe(loaded: Loaded) -> &'static str {
    match loaded {
        Loaded::Filled => "the made-up residents were loaded",
        Loaded::Anew => {
            "the demo was of another day or of other contents, and was made anew; what was \
             imported into it is gone"
        }
        Loaded::Kept => "the demo of today is kept as it is",
        Loaded::LeftAlone => {
            "the database also holds residents who are not made up, so the demo was left as it is"
        }
    }
}
