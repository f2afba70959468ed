//! The arguments about traces.

use axum::http::Uri;
use clap::Args;

use crate::outgoing::{Plain, Target};
use crate::traces::TracesSettings;

/// Options of `serve` about traces (`OpenTelemetry`).
#[derive(Debug, Args)]
pub struct TracesOptions {
    /// Send traces of requests to this collector, by OTLP over HTTP. Nothing in them is about a resident.
    #[arg(
        long,
        env = "CITIZEN_SCORE_TRACES_ENDPOINT",
        value_name = "http://HOST:4318/v1/traces",
        value_parser = read_endpoint
    )]
    pub traces_endpoint: Option<String>,
    /// Of so many requests one is traced, where the header traceparent does not say it already; 0 for none
    /// but those.
    #[arg(
        long,
        env = "CITIZEN_SCORE_TRACES_ONE_IN",
        value_name = "NUMBER",
        default_value_t = 1
    )]
    pub traces_one_in: u32,
}

impl TracesOptions {
    /// The same as settings; none where no collector is named.
    #[must_use]
    pub fn settings(&self) -> Option<TracesSettings> {
        let endpoint = self.traces_endpoint.clone()?;
        Some(TracesSettings {
            target: target(&endpoint)?,
            endpoint,
            one_in: self.traces_one_in,
        })
    }
}

fn target(text: &str) -> Option<Target> {
    let uri: Uri = text.parse().ok()?;
    let target = Target::read(&uri, Plain::Anywhere).ok()?;
    (uri.path() != "/" && uri.query().is_none() && !text.contains('#')).then_some(target)
}

fn read_endpoint(text: &str) -> Result<String, &'static str> {
    target(text).map(|_| text.to_owned()).ok_or(
        "it must be the address of a collector with its path, without a user or a question mark, such as \
         http://127.0.0.1:4318/v1/traces",
    )
}
