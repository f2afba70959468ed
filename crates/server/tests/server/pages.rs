//! Pages: the first paint, the policy, files, and what browsers may keep.

use citizen_score_contract::{Boot, Mode};
use reqwest::Response;

use crate::records::help;
use crate::scene::{INDEX, Scene};

/// The boot block of a page, read as a browser reads it: up to the first end of the element.
pub fn boot(html: &str) -> Boot {
    let begin = "<script type=\"application/json\" id=\"boot\">";
    let text = html
        .split_once(begin)
        .unwrap()
        .1
        .split_once("</script")
        .unwrap()
        .0;
    serde_json::from_str(text).unwrap()
}

pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

#[tokio::test]
async fn the_overview_carries_the_standing_before_anything_runs() {
    let scene = Scene::start().await;
    scene.add("ann", &[help("one", 1, 20)]).await;
    let cookie = scene.sign_in("ann").await;
    for (language, score, next) in [
        ("en", "1,020", "20 points"),
        ("nl-BE", "1.020", "20 punten"),
        ("zh-Hans", "1,020", "20"),
    ] {
        let request = scene
            .get_as(&cookie, "/")
            .header("accept-language", language);
        let response = request.send().await.unwrap();
        assert_eq!(header(&response, "cache-control"), "no-store");
        assert_eq!(
            header(&response, "content-type"),
            "text/html; charset=utf-8"
        );
        let html = response.text().await.unwrap();
        let frame = html
            .split_once("<!--frame-->")
            .unwrap()
            .1
            .split_once("<!--/frame-->")
            .unwrap()
            .0;
        assert!(
            frame.contains(score) && frame.contains(next),
            "{language}: {frame}"
        );
        assert!(frame.contains("Name of ann") && frame.contains("••••••-ann"));
        let me = boot(&html).me.unwrap();
        assert_eq!(
            serde_json::to_value(&me).unwrap(),
            scene.json_as(&cookie, "/api/v1/me").await
        );
    }
}

#[tokio::test]
async fn other_pages_and_strangers_get_no_standing_in_the_frame() {
    let scene = Scene::demo().await;
    let cookie = scene.sign_in("ann").await;
    for path in ["/history", "/tiers", "/no/such/page"] {
        let html = scene
            .get_as(&cookie, path)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert!(!html.contains("data-score"), "{path}");
        assert!(boot(&html).me.is_some(), "{path}");
    }
    let response = scene.get("/").send().await.unwrap();
    assert_eq!(
        (
            response.status().as_u16(),
            header(&response, "cache-control")
        ),
        (200, "no-cache")
    );
    let vary: Vec<&str> = response
        .headers()
        .get_all("vary")
        .iter()
        .map(|it| it.to_str().unwrap())
        .collect();
    assert!(vary.join(",").contains("cookie") && vary.join(",").contains("accept-language"));
    let boot = boot(&response.text().await.unwrap());
    assert_eq!((boot.me, boot.config.mode), (None, Mode::Demo));
    let config = scene
        .get("/config.json")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(boot.config, config);
}

#[tokio::test]
async fn a_language_chosen_by_hand_wins() {
    let scene = Scene::start().await;
    let request = scene
        .get_as("cs_language=zh-CN", "/")
        .header("accept-language", "nl");
    let response = request.send().await.unwrap();
    assert_eq!(header(&response, "content-language"), "zh-CN");
    assert!(
        response
            .text()
            .await
            .unwrap()
            .contains("<html lang=\"zh-CN\"")
    );
}

#[tokio::test]
async fn a_hostile_name_stays_a_name() {
    let scene = Scene::start().await;
    let name = "</script><script>alert(1)</script><!-- \u{2028} & {{ t(1) }}";
    let mut evil = crate::scene::resident("evil", true);
    evil.name = name.to_owned();
    let mut writer = scene.store.write(scene.clock.now()).await.unwrap();
    writer.register(&evil).await.unwrap();
    writer.commit().await.unwrap();
    let cookie = scene.sign_in("evil").await;
    let html = scene
        .get_as(&cookie, "/")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert_eq!(boot(&html).me.unwrap().display_name, name);
    assert!(!html.contains("<script>alert"), "{html}");
    assert_eq!(
        html.matches("<script").count(),
        INDEX.matches("<script").count()
    );
}
