//! What an answer means for what was sent; pure, without a clock or a network.

use std::time::Duration;

use citizen_score_contract::{Problem, ProblemCode};

use super::Refusal;
use crate::api::Reply;

/// Wait before the first new try; it doubles with each one.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// Longest wait that is chosen here.
const LONGEST_WAIT: Duration = Duration::from_mins(1);
/// Longest wait that a server can ask for; what it asks beyond is tried then.
const LONGEST_ASKED: Duration = Duration::from_mins(15);

/// What to do with what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It arrived; the answer's JSON.
    Arrived(String),
    /// It is to be sent again.
    Later {
        /// Whether the others can be tried meanwhile: the server answers, but not to this.
        others: bool,
        /// Seconds to wait, where the server named them.
        asked: Option<u32>,
    },
    /// It waits until somebody signs in.
    SignIn,
    /// The server refused it, and will again.
    Refused(Refusal),
}

/// What a reply means. `file` is the digest of the file that was sent, where it was one.
pub fn verdict(reply: &Reply, file: Option<&str>) -> Verdict {
    let Reply::Answer {
        status,
        retry_after,
        text,
    } = reply
    else {
        return Verdict::Later {
            others: false,
            asked: None,
        };
    };
    let later = Verdict::Later {
        others: true,
        asked: *retry_after,
    };
    match status {
        // Something between here and the server may answer in its place, in HTML and with 200.
        200..=299 if file.is_some() || is_json(text) => Verdict::Arrived(text.clone()),
        401 => Verdict::SignIn,
        408 | 425 | 429 => later,
        400..=499 => match serde_json::from_str::<Problem>(text) {
            Ok(problem) => Verdict::Refused(Refusal {
                code: problem.code,
                status: *status,
                field: problem.field,
                detail: problem.detail,
                file: file.map(str::to_owned),
            }),
            // A refusal that is not the server's own: a proxy, or a network that wants a sign-in.
            Err(_) if *status == 413 => Verdict::Refused(Refusal {
                code: ProblemCode::TooLarge,
                status: *status,
                field: None,
                detail: None,
                file: file.map(str::to_owned),
            }),
            Err(_) => later,
        },
        _ => later,
    }
}

/// How long to wait after so many tries in vain; the first wait is after one.
pub fn backoff(tries: u32, asked: Option<u32>) -> Duration {
    let doublings = tries.saturating_sub(1).min(16);
    let own = FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT);
    let asked = asked.map_or(Duration::ZERO, |asked| Duration::from_secs(asked.into()));
    own.max(asked.min(LONGEST_ASKED))
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
