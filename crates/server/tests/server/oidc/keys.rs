//! The provider takes new keys into use.

use super::sign::Key;
use super::{go, start};

#[tokio::test]
async fn a_new_key_is_asked_for_when_it_appears_and_once_a_minute() {
    let (scene, issuer) = start().await;
    let asked = || issuer.change(|it| it.asked);
    let rotate = |number| {
        issuer.change(|it| {
            it.key = Key::Ed25519(number);
            it.keys = vec![it.key];
        });
    };
    for _ in 0..3 {
        assert_eq!(go(&scene, &issuer, "").await.status(), 303);
    }
    assert_eq!(asked(), 1);
    rotate(2);
    for _ in 0..3 {
        assert_eq!(go(&scene, &issuer, "").await.status(), 303);
    }
    assert_eq!(asked(), 2);
    // Whoever signs with keys that are nobody's does not make the server ask all the time.
    rotate(3);
    for _ in 0..3 {
        assert_eq!(go(&scene, &issuer, "").await.status(), 401);
    }
    assert_eq!(asked(), 2);
    scene.clock.advance(60);
    assert_eq!(go(&scene, &issuer, "").await.status(), 303);
    assert_eq!(asked(), 3);
}

#[tokio::test]
async fn a_key_that_was_taken_back_is_not_believed_for_good() {
    let (scene, issuer) = start().await;
    assert_eq!(go(&scene, &issuer, "").await.status(), 303);
    issuer.change(|it| it.keys = vec![Key::Ed25519(2)]);
    assert_eq!(go(&scene, &issuer, "").await.status(), 303);
    scene.clock.advance(3600);
    assert_eq!(go(&scene, &issuer, "").await.status(), 401);
}
