//! The log of a server, and whoever else is told what it does.

use std::io::IsTerminal as _;

#[cfg(feature = "traces")]
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use super::No;
use super::options::LogFormat;
#[cfg(feature = "traces")]
use crate::steps::TARGET;
#[cfg(feature = "traces")]
use crate::traces::Traces;

/// What is logged, such as `info,citizen_score_server=debug`.
const LOG: &str = "CITIZEN_SCORE_LOG";

/// Begins to log, and to trace where that is wished.
pub fn start(
    format: LogFormat,
    #[cfg(feature = "traces")] traces: Option<&Traces>,
) -> Result<(), No> {
    let wanted = std::env::var(LOG).unwrap_or_else(|_| "info".to_owned());
    let targets: Targets = wanted
        .parse()
        .map_err(|error| No::new(format!("{LOG} is not a list of targets: {error}")))?;
    // What is for traces does not belong into the lines.
    #[cfg(feature = "traces")]
    let targets = targets.with_target(TARGET, LevelFilter::OFF);
    // https://no-color.org: set and not empty.
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && !no_colour)
        .with_target(false);
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    let registry = tracing_subscriber::registry();
    #[cfg(not(feature = "traces"))]
    registry.with(lines).with(targets).init();
    // What the lines leave out is not left out of the traces.
    #[cfg(feature = "traces")]
    registry
        .with(lines.with_filter(targets))
        .with(traces.map(Traces::layer))
        .init();
    Ok(())
}
