//! Writes changed copies of a record into a folder, with a list of them, for tests that cannot make
//! their own:
//!
//! ```text
//! cargo run -p citizen-score-record --features testing --example mutate -- RECORD.json FOLDER 1000 [SEED]
//! ```
//!
//! `corpus.json` lists `{"file", "name", "harmless"}`; only the harmless ones may be accepted.

use std::error::Error;
use std::path::Path;

use citizen_score_record::testing::mutations;
use serde_json::json;

/// Longest record, in bytes: hundreds of copies are held at once.
const MOST_BYTES: usize = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (record, folder, count, seed) = match arguments.as_slice() {
        [record, folder, count] => (record, folder, count, "1"),
        [record, folder, count, seed] => (record, folder, count, seed.as_str()),
        _ => return Err("usage: mutate RECORD.json FOLDER COUNT [SEED]".into()),
    };
    let record = std::fs::read(record)?;
    if record.len() > MOST_BYTES {
        return Err(
            format!("the record has more than {MOST_BYTES} bytes; take a short one").into(),
        );
    }
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    let mut list = Vec::new();
    for (number, mutation) in mutations(&record, seed.parse()?)?
        .take(count.parse()?)
        .enumerate()
    {
        let file = format!("{number:05}.json");
        std::fs::write(folder.join(&file), &mutation.bytes)?;
        list.push(json!({ "file": file, "name": mutation.name, "harmless": mutation.harmless }));
    }
    std::fs::write(
        folder.join("corpus.json"),
        serde_json::to_vec_pretty(&list)?,
    )?;
    println!("{} files in {}", list.len(), folder.display());
    Ok(())
}
