//! What the page shows of a pairing: one face for each state that it can be in.

use citizen_score_contract::pairing::{DisplaySession, Pairing, PairingStatus};

use crate::api::ApiError;

/// Times that the page asks after an approval whether the display is in, before it says that it is not.
pub(super) const ASKED_AFTER: u32 = 6;

/// What is shown. The seconds that are left are no part of it: a page that was made anew with each of
/// them would take the focus away.
#[derive(Clone, Debug, PartialEq)]
pub enum PairingFace {
    /// The server has not answered yet.
    Looking,
    /// It can be approved or refused.
    Ask(String),
    /// It is approved, and the display is about to be in.
    Entering(String),
    /// The display is in.
    In(DisplaySession),
    /// The visit is over.
    Over(String),
    /// It is approved, and no visit is known of.
    NoVisit(String),
    /// It was refused.
    Refused(String),
    /// It is too old.
    Expired(String),
    /// It was approved before, and not by this resident in a way that is told.
    Used(String),
    /// There is no such code that could be approved.
    Unknown,
    /// It could not be found out.
    Failed(ApiError),
}

/// The face for an answer. `visited` says whether a visit was seen by this page, `asked` how often it
/// has asked since the approval.
pub fn pairing_face(
    answer: Option<&Result<Pairing, ApiError>>,
    visited: bool,
    asked: u32,
) -> PairingFace {
    let pairing = match answer {
        None => return PairingFace::Looking,
        Some(Err(ApiError::NotFound)) => return PairingFace::Unknown,
        Some(Err(error)) => return PairingFace::Failed(error.clone()),
        Some(Ok(pairing)) => pairing,
    };
    let display = pairing.display.clone();
    match (pairing.status, &pairing.session) {
        (PairingStatus::Waiting, _) => PairingFace::Ask(display),
        (PairingStatus::Approved, Some(session)) => PairingFace::In(session.clone()),
        // Once the visit is over, the server no longer tells whose it was.
        (PairingStatus::Approved, None) | (PairingStatus::Used, _) if visited => {
            PairingFace::Over(display)
        }
        (PairingStatus::Approved, None) if asked < ASKED_AFTER => PairingFace::Entering(display),
        (PairingStatus::Approved, None) => PairingFace::NoVisit(display),
        (PairingStatus::Refused, _) => PairingFace::Refused(display),
        (PairingStatus::Expired, _) => PairingFace::Expired(display),
        // A status that this version does not know is none that could be approved.
        (PairingStatus::Used | PairingStatus::Other, _) => PairingFace::Used(display),
    }
}
