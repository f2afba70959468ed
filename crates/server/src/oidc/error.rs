//! Why nobody is signed in by the identity provider. What is said here goes into the log, so it holds nothing
//! of a token.

use openidconnect::DiscoveryError;

use crate::outgoing::Unreachable;

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// What came back is not good, and how.
    #[error("{0}")]
    Refused(&'static str),
    /// The provider cannot be asked.
    #[error(transparent)]
    Away(#[from] Away),
    /// The system gave no randomness.
    #[error(transparent)]
    Random(#[from] getrandom::Error),
}

/// Why the provider cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum Away {
    /// It cannot be reached.
    #[error("the identity provider cannot be reached: {0}")]
    Unreachable(#[from] Unreachable),
    /// It was asked a moment ago, in vain.
    #[error("the identity provider could not be reached a moment ago")]
    JustNow,
    /// It answers with an error.
    #[error("the identity provider answered {0}")]
    Status(u16),
    /// Its description is none, or that of another.
    #[error("what the identity provider says of itself cannot be used: {0}")]
    Wrong(&'static str),
}

impl From<DiscoveryError<Unreachable>> for Away {
    fn from(error: DiscoveryError<Unreachable>) -> Self {
        match error {
            DiscoveryError::Request(why) => Self::Unreachable(why),
            DiscoveryError::Response(status, ..) if !status.is_success() => {
                Self::Status(status.as_u16())
            }
            DiscoveryError::Validation(_) => Self::Wrong("it is another than the one that is set"),
            _ => Self::Wrong("it cannot be read"),
        }
    }
}
