//! `citizen-score import FILE.ndjson`.

use super::files::{open_file, read_rulebook, rulebook_in_use};
use super::options::ImportOptions;
use super::{No, operator, say};
use crate::clock::Clock;
use crate::import::import;
use crate::store::Store;

/// Imports a file and says what was done.
pub async fn run(options: ImportOptions) -> Result<(), No> {
    let name = options.file.display().to_string();
    let file = open_file(&options.file)?;
    let store = Store::open(&options.database.address).await?;
    let rulebook = match &options.rulebook {
        Some(path) => read_rulebook(path)?.0,
        None => rulebook_in_use(&store).await?,
    };
    let by = operator::by("import");
    let now = Clock::default().now();
    let done = import(&store, &rulebook, &name, file, &by, now).await?;
    store.close().await;
    say(format_args!(
        "{name}: {} imported, {} registered, {} already known",
        counted(done.entries, "entry", "entries"),
        counted(done.residents, "resident", "residents"),
        counted(done.known, "line", "lines"),
    ))?;
    Ok(())
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
