//! What is asked with nearly every request has connections of its own to `PostgreSQL`. One that was closed
//! meanwhile is replaced without anybody noticing, and one that does not answer is not waited for long.

use std::time::{Duration, Instant};

use citizen_score_server::state::Settings;
use reqwest::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::database::postgres;
use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_the_database_closed_is_replaced_and_nobody_notices() {
    if postgres().is_none() {
        return;
    }
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let named = format!("{}&application_name=closed-lane", scene.database());
    let server = scene.twin_over(&named, Settings::default()).await;
    let me = || server.get_as(&cookie, "/api/v1/me").send();
    let mut raw = scene.raw().await;
    for _ in 0..3 {
        assert_eq!(me().await.unwrap().status(), 200);
        // What listens for changes is left alone: it is another matter.
        let closed = sqlx::query(
            "SELECT pg_terminate_backend(pid) IS NULL FROM pg_stat_activity \
             WHERE application_name = 'closed-lane' AND query NOT LIKE 'LISTEN%'",
        )
        .fetch_all(&mut raw)
        .await
        .unwrap();
        assert!(!closed.is_empty());
        assert_eq!(me().await.unwrap().status(), 200);
    }
}

/// A way to a server on which everything can be held up, as where a network swallows it.
async fn swallowing(server: String) -> (String, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (held, holding) = watch::channel(false);
    tokio::spawn(async move {
        while let Ok((from, _)) = listener.accept().await {
            let to = TcpStream::connect(&server).await.unwrap();
            let ((from_read, from_write), (to_read, to_write)) =
                (from.into_split(), to.into_split());
            let one_way = |mut read: tokio::net::tcp::OwnedReadHalf,
                           mut write: tokio::net::tcp::OwnedWriteHalf| {
                let mut held = holding.clone();
                tokio::spawn(async move {
                    let mut buffer = [0; 4096];
                    while let Ok(count) = read.read(&mut buffer).await {
                        let _ = held.wait_for(|held| !held).await;
                        if count == 0 || write.write_all(&buffer[..count]).await.is_err() {
                            break;
                        }
                    }
                });
            };
            one_way(from_read, to_write);
            one_way(to_read, from_write);
        }
    });
    (address, held)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_swallows_everything_is_not_waited_for_longer_than_some_seconds() {
    let Some(address) = postgres() else {
        return;
    };
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let host = address.rsplit_once('@').unwrap().1;
    let host = host.split_once('/').unwrap().0;
    let (way, held) = swallowing(host.to_owned()).await;
    let named = scene.database().replace(host, &way);
    let server = scene.twin_over(&named, Settings::default()).await;
    let me = || server.get_as(&cookie, "/api/v1/me").send();
    assert_eq!(me().await.unwrap().status(), 200);
    // A read behind the first one, on a connection of the pool that was used a moment ago.
    let cases = || server.get_as(&cookie, "/api/v1/me/cases").send();
    assert_eq!(cases().await.unwrap().status(), 200);

    held.send_replace(true);
    let begun = Instant::now();
    let answers = futures_util::future::join_all((0..20).map(|_| me())).await;
    for answer in answers {
        let answer = answer.unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()["retry-after"], "10");
    }
    assert!(
        begun.elapsed() < Duration::from_secs(12),
        "{:?}",
        begun.elapsed()
    );
    held.send_replace(false);
    let begun = Instant::now();
    for ask in 0.. {
        let answer = if ask % 2 == 0 {
            me().await
        } else {
            cases().await
        };
        if answer.unwrap().status() == 200 && ask > 2 {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
