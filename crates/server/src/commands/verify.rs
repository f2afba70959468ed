//! `citizen-score verify`: whether an exported record is good, without a server.

use std::io::Read as _;
use std::path::Path;

use citizen_score_contract::Keys;
use citizen_score_contract::keys::ED25519;
use citizen_score_record::{MOST_BYTES, PublicKey, Verified, verify};

use super::files::{open_existing, open_file, unreadable};
use super::options::VerifyOptions;
use super::{No, say};
use crate::signing::{fits, published};

/// Most bytes of a file of keys: thousands of them.
const MOST_KEYS: u64 = 1_000_000;

/// Checks a record and says what it proves, or what is wrong with it.
pub async fn run(options: VerifyOptions) -> Result<(), No> {
    let keys = match &options.keys {
        Some(file) => read_keys(file)?,
        None => keys_of(options.database.as_deref().unwrap_or_default()).await?,
    };
    let name = options.record.display();
    // One byte more than a record may have tells one that is too large.
    let record = read(&options.record, MOST_BYTES as u64 + 1)?;
    let verified =
        verify(&record, &keys, fits).map_err(|fault| No::new(format!("{name}: {fault}")))?;
    say(format_args!("{name}: {}", describe(&verified)))?;
    Ok(())
}

fn describe(it: &Verified) -> String {
    let printable = |text: &str| text.replace(char::is_control, "\u{fffd}");
    format!(
        "good: {} ({}) had {} points and tier {} on {}, by {} entries ({} with a statement) and rulebook \
         {} {}; issued {} and signed with {}",
        printable(&it.resident.name),
        printable(&it.resident.masked_number),
        it.standing.score,
        printable(&it.standing.tier),
        it.as_of,
        it.entry_count,
        it.statement_count,
        printable(&it.rulebook),
        printable(&it.rulebook_version),
        it.issued_at.format("%Y-%m-%d %H:%M:%S UTC"),
        it.key,
    )
}

/// The keys in a file, as `GET /api/v1/keys` answers them.
fn read_keys(file: &Path) -> Result<Vec<PublicKey>, No> {
    let name = file.display();
    let bytes = read(file, MOST_KEYS)?;
    let keys: Keys = serde_json::from_slice(&bytes)
        .map_err(|error| No::new(format!("{name}: is not a list of keys: {error}")))?;
    public(keys).map_err(|id| {
        No::new(format!(
            "{name}: the key `{id}` is not an Ed25519 key in base64url"
        ))
    })
}

/// The keys of a database, which must be there: a check makes nothing.
async fn keys_of(address: &str) -> Result<Vec<PublicKey>, No> {
    let store = open_existing(address).await?;
    let keys = published(store.keys().await?);
    store.close().await;
    public(keys).map_err(|id| No::new(format!("{address}: the key `{id}` cannot be read")))
}

/// Keys to check with, or the name of one that is none.
fn public(keys: Keys) -> Result<Vec<PublicKey>, String> {
    let one = |key: citizen_score_contract::Key| {
        let known = key.algorithm == ED25519;
        let read =
            PublicKey::from_published(key.id.as_str(), &key.public, key.created_at, key.retired_at);
        let shown = || {
            key.id
                .chars()
                .filter(|it| !it.is_control())
                .take(40)
                .collect()
        };
        read.filter(|_| known).ok_or_else(shown)
    };
    keys.keys.into_iter().map(one).collect()
}

fn read(path: &Path, most: u64) -> Result<Vec<u8>, No> {
    let mut bytes = Vec::new();
    open_file(path)?
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}
