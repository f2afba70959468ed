//! A collector of traces in this process: it takes POSTs of OTLP, and keeps every byte that it was told.

use std::convert::Infallible;
use std::future::pending;
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::http::{Request, Response};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::{KeyValue, any_value::Value};
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message as _;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// Of 127.0.0.1, signed by itself, and good for a hundred years.
const CERTIFICATE: &[u8] = include_bytes!("certificate.der");
const KEY: &[u8] = include_bytes!("key.der");

/// How it behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It takes what comes.
    Takes,
    /// It takes what comes, over TLS.
    TakesSealed,
    /// It answers so.
    Answers(u16),
    /// It takes the connection and never answers.
    Hangs,
}

/// It, and what it was told.
pub struct Collector {
    pub endpoint: String,
    told: Arc<Mutex<Vec<Told>>>,
}

/// One request.
#[derive(Clone)]
pub struct Told {
    /// Its head, as text, and its body.
    pub head: String,
    pub body: Bytes,
}

impl Collector {
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let scheme = match manner {
            Manner::TakesSealed => "https",
            _ => "http",
        };
        let at = listener.local_addr().unwrap();
        let told: Arc<Mutex<Vec<Told>>> = Arc::default();
        let keeping = Arc::clone(&told);
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let keeping = Arc::clone(&keeping);
                tokio::spawn(async move {
                    if manner == Manner::TakesSealed {
                        serve(sealing().accept(stream).await.unwrap(), manner, keeping).await;
                    } else {
                        serve(stream, manner, keeping).await;
                    }
                });
            }
        });
        Self {
            endpoint: format!("{scheme}://{at}/v1/traces"),
            told,
        }
    }

    pub fn told(&self) -> Vec<Told> {
        self.told.lock().unwrap().clone()
    }

    /// All spans. What else is told, of the program, is looked at too.
    pub fn spans(&self) -> Vec<Span> {
        let mut all = Vec::new();
        for told in self.told() {
            let request = ExportTraceServiceRequest::decode(told.body).unwrap();
            for of_resource in request.resource_spans {
                let resource = of_resource.resource.unwrap();
                let mut keys: Vec<&str> = resource.attributes.iter().map(|it| &*it.key).collect();
                keys.sort_unstable();
                assert_eq!(keys, ["service.name", "service.version"]);
                for of_scope in of_resource.scope_spans {
                    assert_eq!(of_scope.scope.unwrap().name, "citizen-score");
                    all.extend(of_scope.spans);
                }
            }
        }
        all
    }
}

/// The attributes of a span, in order.
pub fn attributes(span: &Span) -> Vec<(&str, String)> {
    let mut all: Vec<_> = span
        .attributes
        .iter()
        .map(|KeyValue { key, value, .. }| {
            let value = value.clone().unwrap().value.unwrap();
            let value = match value {
                Value::StringValue(text) => text,
                Value::IntValue(number) => number.to_string(),
                other => panic!("{other:?}"),
            };
            (key.as_str(), value)
        })
        .collect();
    all.sort_unstable();
    all
}

async fn serve<S>(stream: S, manner: Manner, told: Arc<Mutex<Vec<Told>>>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let take = move |request: Request<Incoming>| {
        let told = Arc::clone(&told);
        async move {
            let (head, body) = request.into_parts();
            let head = format!("{} {} {:?}", head.method, head.uri, head.headers);
            let body = body.collect().await.unwrap().to_bytes();
            told.lock().unwrap().push(Told { head, body });
            match manner {
                Manner::Hangs => pending::<()>().await,
                Manner::Takes | Manner::TakesSealed | Manner::Answers(_) => {}
            }
            let mut answer = Response::new(Body::empty());
            if let Manner::Answers(status) = manner {
                *answer.status_mut() = status.try_into().unwrap();
            }
            Ok::<_, Infallible>(answer)
        }
    };
    // The program may go away at any time.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service_fn(take))
        .await;
}

fn sealing() -> TlsAcceptor {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(KEY));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(CERTIFICATE)], key);
    TlsAcceptor::from(Arc::new(config.unwrap()))
}
