//! Traces for a city's collector (`OpenTelemetry`, OTLP over HTTP): one span for each request, and the steps
//! within it. What may be in them is written in `allowed`; nothing in them is about a resident.
//!
//! Only with the feature `traces`, and only where the operator names a collector.

mod allowed;
mod request;
mod sending;

use std::time::Duration;

use opentelemetry::KeyValue;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{
    BatchConfigBuilder, BatchSpanProcessor, Sampler, SdkTracer, SdkTracerProvider,
};
use tokio::sync::oneshot;
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::registry::LookupSpan;

use crate::outgoing::Target;
use crate::steps::TARGET;
use allowed::Allowed;
use sending::Sending;

pub use request::request;

/// Name of this program for the collector, and of what makes its spans.
const NAME: &str = "citizen-score";

/// Spans that wait to be sent; when there is no room for more, they are dropped.
const QUEUE: usize = 2_048;

/// Spans that are sent together.
const BATCH: usize = 512;

/// Spans wait so long at most for others to be sent with them.
const DELAY: Duration = Duration::from_secs(5);

/// Time for sending a batch, with all tries.
const SENDING: Duration = Duration::from_secs(4);

/// Time for what waits to be sent, when the server ends.
const END: Duration = Duration::from_secs(5);

/// Where traces go, and how many.
#[derive(Clone, Debug)]
pub struct TracesSettings {
    /// The address that takes them.
    pub endpoint: String,
    /// The same, read.
    pub target: Target,
    /// Of so many requests that nobody else has decided about, one is traced; 0 for none.
    pub one_in: u32,
}

/// Why there can be no traces: what the environment says to the exporter (`OTEL_…`) cannot be done.
#[derive(Debug, thiserror::Error)]
#[error("traces cannot be sent: {0}")]
pub struct TracesError(#[from] opentelemetry_otlp::ExporterBuildError);

/// Traces that are being sent.
pub struct Traces {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

impl Traces {
    /// Begins to send traces, on a thread of its own.
    ///
    /// # Errors
    ///
    /// [`TracesError`]. A collector that does not answer is none.
    pub fn start(settings: TracesSettings) -> Result<Self, TracesError> {
        let exporter = SpanExporter::builder()
            .with_http()
            .with_endpoint(settings.endpoint)
            .with_protocol(Protocol::HttpBinary)
            .with_timeout(SENDING)
            .with_http_client(Sending::to(settings.target))
            .build()?;
        let batches = BatchConfigBuilder::default()
            .with_max_queue_size(QUEUE)
            .with_max_export_batch_size(BATCH)
            .with_scheduled_delay(DELAY)
            .build();
        let exporter = BatchSpanProcessor::builder(Allowed(exporter));
        let provider = SdkTracerProvider::builder()
            .with_sampler(sampler(settings.one_in))
            .with_resource(resource())
            .with_span_processor(exporter.with_batch_config(batches).build())
            .build();
        let tracer = provider.tracer(NAME);
        Ok(Self { provider, tracer })
    }

    /// What takes the spans that are for traces, and no other and no event, out of what the program tells.
    pub fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        let ours = filter_fn(|it| it.is_span() && it.target() == TARGET);
        tracing_opentelemetry::layer()
            .with_tracer(self.tracer.clone())
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_tracked_inactivity(false)
            .with_context_activation(false)
            .with_filter(ours.with_max_level_hint(LevelFilter::INFO))
    }

    /// Sends what waits to be sent, within five seconds.
    pub async fn end(self) {
        let (done, told) = oneshot::channel();
        // A thread that the end of the program need not wait for, should the network hold it.
        let sending = std::thread::Builder::new().spawn(move || {
            let _ = done.send(self.provider.shutdown_with_timeout(END).is_ok());
        });
        let is_sent = match sending {
            Ok(_) => tokio::time::timeout(END, told).await,
            Err(_) => Ok(Ok(false)),
        };
        if !matches!(is_sent, Ok(Ok(true))) {
            tracing::warn!("the last traces were not sent in time");
        }
    }
}

/// Whoever called decides; where nobody did, one in so many is traced.
fn sampler(one_in: u32) -> Sampler {
    let own = match one_in {
        0 => Sampler::AlwaysOff,
        1 => Sampler::AlwaysOn,
        many => Sampler::TraceIdRatioBased(1.0 / f64::from(many)),
    };
    Sampler::ParentBased(Box::new(own))
}

/// What is told of this program: neither the machine nor what the environment says.
fn resource() -> Resource {
    Resource::builder_empty()
        .with_attributes([
            KeyValue::new("service.name", NAME),
            KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
        ])
        .build()
}
