//! Reading what a browser wants to be told, and where: nothing of it is believed.

use citizen_score_contract::push::{About, Quiet, Subscribe, Told};
use citizen_score_record::base64url;
use web_push_native::p256::PublicKey;

use super::Push;
use super::message::LONGEST_LANGUAGE;
use super::quiet::QuietHours;
use crate::store::{NewSubscription, Subjects};

/// The field that is wrong, and how.
pub type Wrong = (&'static str, &'static str);

impl Push {
    /// Reads a wish.
    ///
    /// # Errors
    ///
    /// [`Wrong`].
    pub fn read(&self, wish: Subscribe) -> Result<NewSubscription, Wrong> {
        self.places
            .read(&wish.endpoint)
            .map_err(|wrong| ("endpoint", wrong))?;
        let p256dh: Option<[u8; 65]> = base64url::decode(&wish.p256dh);
        let p256dh = p256dh.filter(|it| PublicKey::from_sec1_bytes(it).is_ok());
        let p256dh = p256dh.ok_or(("p256dh", "is not a public key on P-256 in base64url"))?;
        let auth = base64url::decode(&wish.auth);
        let auth = auth.ok_or(("auth", "is not 16 bytes in base64url"))?;
        if !is_language(&wish.language) {
            return Err(("language", "is not the name of a language, such as `en`"));
        }
        let about = subjects(&wish.told)?;
        if let Some(quiet) = &wish.told.quiet {
            check(quiet)?;
        }
        Ok(NewSubscription {
            endpoint: wish.endpoint,
            p256dh,
            auth,
            language: wish.language,
            about,
            quiet: wish.told.quiet,
        })
    }
}

fn is_language(text: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
    };
    text.len() <= LONGEST_LANGUAGE && text.split('-').all(part)
}

fn subjects(told: &Told) -> Result<Subjects, Wrong> {
    let mut all = Subjects::default();
    for about in &told.about {
        let one = Subjects::of(*about);
        if all.holds(one) {
            return Err(("told.about", "names one thing twice"));
        }
        all = all.and(one);
    }
    if all == Subjects::default() {
        return Err((
            "told.about",
            "names nothing; delete the subscription instead",
        ));
    }
    Ok(all)
}

fn check(quiet: &Quiet) -> Result<(), Wrong> {
    let read = QuietHours::read(quiet);
    read.map(drop).map_err(|(field, wrong)| match field {
        "from" => ("told.quiet.from", wrong),
        "to" => ("told.quiet.to", wrong),
        _ => ("told.quiet.zone", wrong),
    })
}

impl Subjects {
    /// The set of one.
    #[must_use]
    pub fn of(about: About) -> Self {
        match about {
            About::Record => Self::RECORD,
            About::Case => Self::CASE,
            About::SignIn => Self::SIGN_IN,
        }
    }
}
