//! A way to a server that can be cut.

use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How a way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It leads to the server.
    Open,
    /// Nobody is there: connections are refused, and those that were made break off.
    Refused,
    /// Somebody is there, and hangs up at once, as what begins or ends does.
    HungUp,
    /// Nothing arrives any more, and nothing says so. Connections of before stay dumb for ever.
    Dumb,
}

/// A way to a server.
pub struct Way {
    pub address: String,
    line: Arc<watch::Sender<Line>>,
}

impl Way {
    pub async fn to(server: String) -> Self {
        let first = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = first.local_addr().unwrap().to_string();
        let line = Arc::new(watch::Sender::new(Line::Open));
        let (at, told) = (address.clone(), Arc::clone(&line));
        tokio::spawn(async move {
            let (mut listener, mut changed) = (Some(first), told.subscribe());
            loop {
                let line = *changed.borrow_and_update();
                if line == Line::Refused {
                    listener = None;
                } else if listener.is_none() {
                    listener = Some(TcpListener::bind(&at).await.unwrap());
                }
                let Some(listener) = &listener else {
                    changed.changed().await.unwrap();
                    continue;
                };
                tokio::select! {
                    accepted = listener.accept() => {
                        let (from, _) = accepted.unwrap();
                        tokio::spawn(carry(from, server.clone(), told.subscribe()));
                    }
                    _ = changed.changed() => {}
                }
            }
        });
        Self { address, line }
    }

    pub fn becomes(&self, line: Line) {
        self.line.send_replace(line);
    }
}

/// Carries what is said on a connection, as long as the way is open.
async fn carry(mut from: TcpStream, server: String, mut line: watch::Receiver<Line>) {
    let mut to = None;
    if *line.borrow_and_update() == Line::Open {
        let to = to.insert(TcpStream::connect(server).await.unwrap());
        tokio::select! {
            _ = copy_bidirectional(&mut from, to) => return,
            _ = line.changed() => {}
        }
    }
    if *line.borrow() == Line::Dumb {
        // Both ends stay open.
        std::future::pending::<()>().await;
    }
}
