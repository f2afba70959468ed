//! Steps of a request, as a trace shows them: where its time goes, by names that are written here.
//!
//! Built without the feature `traces`, a step is the work alone.

#[cfg(feature = "traces")]
use tracing::instrument::Instrument as _;
#[cfg(feature = "traces")]
use tracing::{Level, Span};

/// The target of all spans that are for traces, and of nothing else.
#[cfg(feature = "traces")]
pub const TARGET: &str = "citizen_score_traces";

/// A part of the work for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Looking up whose session a request carries.
    FindSession,
    /// Waiting for the right to write, which one at a time has.
    WaitToWrite,
    /// Reading the standing that is kept, or else working it out.
    ReadStanding,
    /// Reading a whole ledger, and counting it by the rules.
    CountLedger,
    /// Reading a whole ledger, and signing it as a record.
    SignRecord,
    /// Painting a page.
    PaintPage,
    /// Asking the identity provider.
    AskProvider,
}

#[cfg(feature = "traces")]
impl Step {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::FindSession,
        Self::WaitToWrite,
        Self::ReadStanding,
        Self::CountLedger,
        Self::SignRecord,
        Self::PaintPage,
        Self::AskProvider,
    ];

    /// Its name in a trace.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FindSession => "find session",
            Self::WaitToWrite => "wait to write",
            Self::ReadStanding => "read standing",
            Self::CountLedger => "count ledger",
            Self::SignRecord => "sign record",
            Self::PaintPage => "paint page",
            Self::AskProvider => "ask identity provider",
        }
    }

    /// Its span. What is not done for a request, such as work in the background, has none.
    fn span(self) -> Span {
        let is_for_request = Span::current()
            .metadata()
            .is_some_and(|it| it.target() == TARGET);
        if is_for_request {
            tracing::span!(target: TARGET, Level::INFO, "step", otel.name = self.name())
        } else {
            Span::none()
        }
    }
}

/// Does work as a step of the request that it is for.
#[cfg(feature = "traces")]
pub fn step<W: Future>(step: Step, work: W) -> impl Future<Output = W::Output> {
    work.instrument(step.span())
}

/// Does work as a step of the request that it is for.
#[cfg(not(feature = "traces"))]
pub fn step<W: Future>(_: Step, work: W) -> W {
    work
}

/// The same for work that waits for nothing.
#[cfg(feature = "traces")]
pub fn step_at_once<T>(step: Step, work: impl FnOnce() -> T) -> T {
    step.span().in_scope(work)
}

/// The same for work that waits for nothing.
#[cfg(not(feature = "traces"))]
pub fn step_at_once<T>(_: Step, work: impl FnOnce() -> T) -> T {
    work()
}
