//! Checking a record: that its parts agree, that it adds up, and that it is signed.
//!
//! In two steps, so that a browser can check the signature in between, which it does asynchronously:
//! [`prepare`], then [`Prepared::conclude`]. Where the signature can be checked at once, [`verify`]
//! does all of it.
//!
//! What is most particular is looked for first: an entry that was changed, is missing or stands
//! elsewhere, then a figure that does not follow from the entries, and last the signature, of which
//! can only be said that it does not fit.

mod figures;
mod places;

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::Standing;
use serde::Serialize;

use crate::document::{self, Document, Resident};
use crate::fault::RecordFault;
use crate::key::PublicKey;
use crate::shown::shown;
use crate::statement;

/// What a record proves once it is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Whose record it is.
    pub resident: Resident,
    /// Score, tier, next tier and margin, as they were computed anew.
    pub standing: Standing,
    /// Day for which they hold.
    pub as_of: NaiveDate,
    /// Number of entries.
    pub entry_count: u64,
    /// Number of entries with the resident's own words beside them.
    pub statement_count: u64,
    /// Moment at which the record was made.
    pub issued_at: DateTime<Utc>,
    /// Id of the rulebook in it.
    pub rulebook: String,
    /// Version of that rulebook.
    pub rulebook_version: String,
    /// The key that signed it.
    pub key: String,
}

/// What became of the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyCheck {
    /// It fits the key that the record names.
    Fits,
    /// No known key has the name.
    Unknown,
    /// The key was not in use when the record says that it was issued.
    NotInUse,
    /// It fits another known key.
    FitsOther(String),
    /// It fits no known key.
    FitsNone,
}

/// A record that was read, and of which nothing is believed yet.
#[derive(Debug)]
pub struct Prepared(Document);

/// Reads a record.
///
/// # Errors
///
/// [`RecordFault`] for a file that is not JSON, not a record, or not of this format.
pub fn prepare(bytes: &[u8]) -> Result<Prepared, RecordFault> {
    document::read(bytes).map(Prepared)
}

/// Checks a record in one step. `check_signature` gets a public key, the signed bytes and the 64 bytes
/// of a signature, and says whether they fit.
///
/// # Errors
///
/// [`RecordFault`], the most particular one that explains what is wrong.
pub fn verify(
    bytes: &[u8],
    keys: &[PublicKey],
    check_signature: impl Fn(&[u8; 32], &[u8], &[u8]) -> bool,
) -> Result<Verified, RecordFault> {
    let prepared = prepare(bytes)?;
    let fits =
        |key: &PublicKey| check_signature(&key.public, prepared.message(), prepared.signature());
    let checked = match prepared.key(keys) {
        Err(checked) => checked,
        Ok(key) if fits(key) => KeyCheck::Fits,
        Ok(_) => keys
            .iter()
            .find(|key| fits(key))
            .map_or(KeyCheck::FitsNone, |key| {
                KeyCheck::FitsOther(key.id.clone())
            }),
    };
    prepared.conclude(checked)
}

impl Prepared {
    /// Name of the key that the record says it is signed by; not believed yet.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.0.key
    }

    /// The bytes that the signature is made over.
    #[must_use]
    pub fn message(&self) -> &[u8] {
        &self.0.message
    }

    /// The signature.
    #[must_use]
    pub fn signature(&self) -> &[u8; 64] {
        &self.0.signature
    }

    /// The key that the record names, out of those that are known.
    ///
    /// # Errors
    ///
    /// [`KeyCheck::Unknown`] and [`KeyCheck::NotInUse`]: no signature needs to be checked then.
    pub fn key<'k>(&self, keys: &'k [PublicKey]) -> Result<&'k PublicKey, KeyCheck> {
        let key = keys.iter().find(|key| key.id == self.0.key);
        let key = key.ok_or(KeyCheck::Unknown)?;
        if key.in_use_at(self.0.issued_at) {
            Ok(key)
        } else {
            Err(KeyCheck::NotInUse)
        }
    }

    /// Checks everything that can be checked without a key, and then believes the record if its
    /// signature fits. A record whose figures do not follow from its entries is refused in any case.
    ///
    /// # Errors
    ///
    /// [`RecordFault`], the most particular one that explains what is wrong.
    pub fn conclude(self, checked: KeyCheck) -> Result<Verified, RecordFault> {
        let document = self.0;
        places::check(&document)?;
        statement::check(&document.statements, &document.entries)?;
        let key = shown(&document.key);
        let issued_on = document.issued_at.date_naive();
        let verified = figures::check(document)?;
        match checked {
            KeyCheck::Fits => Ok(verified),
            KeyCheck::Unknown => Err(RecordFault::KeyUnknown { key }),
            KeyCheck::NotInUse => Err(RecordFault::KeyNotInUse { key, issued_on }),
            KeyCheck::FitsOther(signed_by) => Err(RecordFault::WrongKey { key, signed_by }),
            KeyCheck::FitsNone => Err(RecordFault::SignatureDoesNotFit { key }),
        }
    }
}
