//! `citizen-score import FILE.ndjson`.

mod progress;

use super::files::{open_file, read_rulebook, rulebook_in_use};
use super::options::ImportOptions;
use super::{No, operator, say};
use crate::clock::Clock;
use crate::import::Import;
use crate::store::Store;
use progress::Shown;

/// Imports a file and says what was done.
pub async fn run(options: ImportOptions) -> Result<(), No> {
    let name = options.file.display().to_string();
    let file = open_file(&options.file)?;
    let store = Store::open(&options.database.address).await?;
    let rulebook = match &options.rulebook {
        Some(path) => read_rulebook(path)?.0,
        None => rulebook_in_use(&store).await?,
    };
    let import = Import {
        store: &store,
        rulebook: &rulebook,
        file: &name,
        by: &operator::by("import"),
        now: Clock::default().now(),
    };
    let mut shown = Shown::new();
    let done = import.run(file, &mut |at| shown.show(at)).await;
    shown.end();
    let done = done?;
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
