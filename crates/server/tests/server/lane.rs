//! What is asked with nearly every request has connections of its own to `PostgreSQL`. One that was closed
//! meanwhile is replaced without anybody noticing. (`outage/silent.rs` has those that do not answer.)

use citizen_score_server::state::Settings;

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
