//! Reaching a push service over TLS, against one in this process.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use super::{Answer, Client, Unreachable, address, told};
use crate::push::address::Place;

/// Of `push.example`, signed by itself, and good for a hundred years.
const CERTIFICATE: &[u8] = include_bytes!("test-certificate.der");
const KEY: &[u8] = include_bytes!("test-key.der");

fn place(host: &str) -> Place {
    Place {
        host: host.to_owned(),
        port: 443,
        tls: true,
        path: "/a".to_owned(),
    }
}

fn trusting() -> Client {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(CERTIFICATE)).unwrap();
    Client::trusting(roots)
}

/// Takes one request over TLS, answers so, and goes away.
async fn service(answer: String) -> TcpStream {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from(CERTIFICATE)],
            PrivateKeyDer::from(PrivatePkcs8KeyDer::from(KEY)),
        )
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let Ok(mut stream) = TlsAcceptor::from(Arc::new(config)).accept(stream).await else {
            return;
        };
        let mut head = [0; 4096];
        let _ = stream.read(&mut head).await;
        let _ = stream.write_all(answer.as_bytes()).await;
        let _ = stream.shutdown().await;
    });
    TcpStream::connect(at).await.unwrap()
}

async fn asked(client: &Client, host: &str, answer: &str) -> Result<Answer, Unreachable> {
    let stream = service(answer.to_owned()).await;
    let request = Request::post("/a").body(Body::from("sealed")).unwrap();
    let answer = client.exchange_sealed(stream, &place(host), request).await;
    answer.map(told)
}

#[tokio::test]
async fn a_service_that_proves_its_name_is_heard() {
    let taken = "HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n";
    let answer = asked(&trusting(), "push.example", taken).await;
    assert!(matches!(answer, Ok(Answer::Taken)), "{answer:?}");
    let busy = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 120\r\n\r\n";
    match asked(&trusting(), "push.example", busy).await {
        Ok(Answer::Other { status, after }) => assert_eq!((status, after), (429, Some(120))),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_service_that_does_not_is_told_nothing() {
    let taken = "HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n";
    for (client, host) in [
        (trusting(), "other.example"),
        (Client::new(), "push.example"),
    ] {
        let answer = asked(&client, host, taken).await;
        let refused = matches!(answer, Err(Unreachable::Network(_) | Unreachable::NoRoots));
        assert!(refused, "{answer:?}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_end_its_head_is_cut_off() {
    let long = format!("HTTP/1.1 201 Created\r\nx: {}", "a".repeat(64 * 1024));
    let answer = asked(&trusting(), "push.example", &long).await;
    assert!(matches!(answer, Err(Unreachable::Http(_))), "{answer:?}");
}

#[tokio::test]
async fn a_name_that_stands_for_this_machine_is_not_connected_to() {
    let answer = address(&place("localhost")).await;
    assert!(matches!(answer, Err(Unreachable::NotPublic)), "{answer:?}");
}
