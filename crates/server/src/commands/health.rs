//! `citizen-score health`: whether the server on this machine can serve, for whoever watches over a container.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::HOST;
use axum::http::{Request, StatusCode};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::options::HealthOptions;
use super::{No, say};

/// Where a server says whether it can serve.
const PATH: &str = "/readyz";

/// How long an answer is waited for.
const LIMIT: Duration = Duration::from_secs(5);

/// Bytes of an answer that are read at most.
const MOST_READ: usize = 1024;

/// Asks the server, and says what it says; the answer is no where it cannot serve or is not there.
pub async fn run(options: HealthOptions) -> Result<(), No> {
    let address = reachable(options.listen);
    let (status, said) = match timeout(LIMIT, ask(address)).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(No(error))) => return Err(No::new(format!("{address} does not answer: {error}"))),
        Err(_) => return Err(No::new(format!("{address} does not answer in time"))),
    };
    let said = said.trim();
    if status != StatusCode::OK {
        return Err(No::new(format!(
            "{address} cannot serve ({status}): {said}"
        )));
    }
    say(format_args!("{said}"))?;
    Ok(())
}

/// Who listens on all addresses of a machine is reached on the machine itself.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

async fn ask(address: SocketAddr) -> Result<(StatusCode, String), No> {
    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // It ends with the program.
    tokio::spawn(connection);
    let request = Request::get(PATH).header(HOST, address.to_string());
    let answer = sender.send_request(request.body(Body::empty())?).await?;
    let status = answer.status();
    let body = to_bytes(Body::new(answer.into_body()), MOST_READ).await?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::reachable;

    #[test]
    fn who_listens_everywhere_is_asked_on_the_machine_itself() {
        for (listens, asked) in [
            ("0.0.0.0:8080", "127.0.0.1:8080"),
            ("[::]:8080", "[::1]:8080"),
            ("10.1.2.3:80", "10.1.2.3:80"),
        ] {
            assert_eq!(reachable(listens.parse().unwrap()), asked.parse().unwrap());
        }
    }
}
