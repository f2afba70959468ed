//! Where signing in at the provider is offered, and where not.

use citizen_score_server::oidc::BEGUN_SECONDS;
use citizen_score_server::state::{Kiosk, Settings};
use openidconnect::url::Url;
use reqwest::Method;

use super::{BEGIN, begin, client, cookies, go, issuer::Issuer, known_to, settings, start, visit};
use crate::pairing::code_of;
use crate::scene::{Scene, cookie_of};

#[tokio::test]
async fn the_browser_is_sent_there_with_a_cookie_for_ten_minutes() {
    let (scene, issuer) = start().await;
    let answer = visit(&scene, "", &format!("{BEGIN}?lang=nl")).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let set = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(
        set.starts_with("cs_oidc=")
            && set.ends_with("; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"),
        "{set}"
    );
    let there = Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
    assert!(there.as_str().starts_with(&issuer.url), "{there}");
    let said = |name: &str| {
        let mut pairs = there.query_pairs();
        pairs
            .find(|(it, _)| it == name)
            .map(|(_, it)| it.into_owned())
    };
    assert_eq!(said("scope").as_deref(), Some("openid"));
    assert_eq!(said("ui_locales").as_deref(), Some("nl"));
    for secret in ["state", "nonce", "code_challenge"] {
        assert_eq!(said(secret).unwrap().len(), 43, "{secret}");
    }
    // What the browser holds is kept as a hash, as are state and nonce.
    let secret = cookie_of(&answer).split_once('=').unwrap().1.to_owned();
    for text in [secret, said("state").unwrap(), said("nonce").unwrap()] {
        assert!(!scene.stores(&text));
    }
    assert_eq!(BEGUN_SECONDS, 600);
}

#[tokio::test]
async fn behind_tls_the_cookies_are_for_this_host_alone() {
    let issuer = Issuer::start().await;
    let scene = Scene::with(Settings {
        behind_tls: true,
        ..settings(&issuer)
    })
    .await;
    let (_, begun) = begin(&scene, "").await;
    assert!(begun.starts_with("__Host-cs_oidc="), "{begun}");
    let answer = go(&scene, &issuer, "").await;
    assert!(cookies(answer.headers()).starts_with("__Host-cs_session="));
    let set = answer.headers().get_all("set-cookie").iter();
    for cookie in set.map(|it| it.to_str().unwrap()) {
        assert!(cookie.contains("; Secure"), "{cookie}");
    }
}

#[tokio::test]
async fn without_a_provider_there_is_nothing_there() {
    let scene = Scene::start().await;
    for (method, path) in [
        (Method::GET, BEGIN),
        (Method::GET, "/sign-in/oidc/callback?code=a&state=b"),
        (Method::POST, "/sign-in/oidc/logout"),
    ] {
        let request = client().request(method, scene.url(path));
        let answer = request.body("logout_token=a").send().await.unwrap();
        let answer = code_of(answer).await;
        assert_eq!(answer, (404, "not_found".to_owned()), "{path}");
    }
    let page = visit(&scene, "", BEGIN).await;
    assert_eq!(page.status(), 404);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("There is nothing at this address")
    );
    let page = visit(&scene, "", "/").await.text().await.unwrap();
    assert!(!page.contains("name=\"oidc\""));
}

#[tokio::test]
async fn the_page_says_what_the_provider_is_called() {
    let issuer = Issuer::start().await;
    let mut oidc = known_to(&issuer);
    oidc.name = "\"><script>alert(1)</script>".to_owned();
    let scene = Scene::with(Settings {
        oidc: Some(oidc),
        ..Settings::default()
    })
    .await;
    let page = visit(&scene, "", "/").await.text().await.unwrap();
    assert!(
        page.contains("<meta name=\"oidc\" content=\"&quot;&gt;&lt;script&gt;"),
        "{page}"
    );
    // Painting a page asks nobody.
    assert_eq!(issuer.change(|it| it.asked), 0);
}

#[tokio::test]
async fn at_a_display_it_is_not_offered() {
    let (scene, issuer) = start().await;
    let display = scene.display("Town hall 2").await;
    let visitor = scene.visit(&display, "ann").await;
    // A display that lost its key during a visit.
    let lost = visitor.split("; ").nth(1).unwrap();
    let removed = "cs_display=0123456789012345678901234567890123456789012";
    for cookie in [&display, &visitor, lost, removed] {
        for path in [BEGIN, "/sign-in/oidc/callback?code=a&state=b"] {
            let request = client().get(scene.url(path)).header("cookie", cookie);
            let answer = code_of(request.send().await.unwrap()).await;
            assert_eq!(answer, (403, "not_on_display".to_owned()), "{path}");
        }
    }
    let page = visit(&scene, &display, BEGIN).await;
    assert_eq!(page.status(), 403);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("At a shared display you sign in")
    );
    let page = visit(&scene, &display, "/").await.text().await.unwrap();
    assert!(!page.contains("name=\"oidc\""));
    // Somebody who began on a phone cannot end at a display.
    let (there, begun) = begin(&scene, "").await;
    let back = issuer.pass(&there).await;
    let answer = visit(&scene, &format!("{begun}; {display}"), &back).await;
    assert_eq!(answer.status(), 403);

    let kiosk = scene.twin(Settings {
        kiosk: Kiosk {
            everyone: Some("Kiosk".to_owned()),
            ..Kiosk::default()
        },
        ..settings(&issuer)
    });
    assert_eq!(visit(&kiosk.await, "", BEGIN).await.status(), 403);
}

#[tokio::test]
async fn another_site_makes_nobody_begin() {
    let (scene, _issuer) = start().await;
    for (site, status) in [
        ("cross-site", 403),
        ("same-site", 403),
        ("same-origin", 303),
        ("none", 303),
    ] {
        let request = client().get(scene.url(BEGIN));
        let request = request.header("sec-fetch-site", site);
        assert_eq!(request.send().await.unwrap().status(), status, "{site}");
    }
}
