//! Languages: from files beside the app, by the address, by hand, or as the browser wishes.

use std::path::Path;

use citizen_score_contract::AppConfig;

use crate::pages::{boot, header};
use crate::scene::Scene;

const RIGHT_TO_LEFT: &str = r#"{"language.name": "عربي", "language.direction": "rtl",
    "language.formats": "ar-EG", "app.skip": "تخطي", "session.sign_out": " "}"#;

/// A server on an app whose folder of languages has these files beside the repository's own.
async fn with_files(files: &[(&str, &str)]) -> Scene {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    Scene::with_app(move |app| {
        let folder = app.join("words-1");
        std::fs::create_dir_all(folder.join("later")).unwrap();
        for tag in ["en", "nl", "zh-CN"] {
            for place in [format!("{tag}.json"), format!("later/{tag}.json")] {
                std::fs::copy(ours.join(&place), folder.join(&place)).unwrap();
            }
        }
        for (place, text) in files {
            std::fs::write(folder.join(place), text).unwrap();
        }
    })
    .await
}

async fn page(scene: &Scene, path: &str, accept: &str) -> String {
    let request = scene.client.get(scene.url(path));
    let response = request.header("accept-language", accept).send().await;
    response.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn a_fourth_language_is_there_by_its_files_alone() {
    let scene = with_files(&[("ar.json", RIGHT_TO_LEFT), ("later/ar.json", "{}")]).await;
    let html = page(&scene, "/", "ar-EG, nl;q=0.9").await;
    assert!(
        html.starts_with("<!doctype html><html lang=\"ar\" dir=\"rtl\"><head>"),
        "{html}"
    );
    assert!(html.contains("href=\"/words-1/ar.json\""), "{html}");
    assert!(html.contains("تخطي"), "{html}");
    // What it lacks or has blank is English.
    assert!(html.contains("<span>Citizen Score</span>"), "{html}");
    let config = boot(&html).config;
    let told: Vec<_> = config
        .languages
        .iter()
        .map(|it| (it.tag.as_str(), it.name.as_str(), it.formats.as_str()))
        .collect();
    let expected = [
        ("en", "English", "en-GB"),
        ("ar", "عربي", "ar-EG"),
        ("nl", "Nederlands", "nl"),
        ("zh-CN", "简体中文", "zh-CN"),
    ];
    assert_eq!(told, expected);
    let asked = scene.client.get(scene.url("/config.json")).send().await;
    let asked: AppConfig = asked.unwrap().json().await.unwrap();
    assert_eq!(asked.languages, config.languages);
    // The texts themselves are a file like any other.
    let file = scene.client.get(scene.url("/words-1/ar.json")).send().await;
    assert_eq!(file.unwrap().text().await.unwrap(), RIGHT_TO_LEFT);
}

#[tokio::test]
async fn a_broken_file_leaves_its_language_out_and_the_others_alone() {
    let scene = with_files(&[
        ("ar.json", RIGHT_TO_LEFT),
        ("later/ar.json", "{\"a\": "),
        ("de.json", "[]"),
        ("fr.json", "{}"),
    ])
    .await;
    let html = page(&scene, "/", "ar, de;q=0.9, fr;q=0.8, nl;q=0.7").await;
    assert!(html.contains("<html lang=\"nl\">"), "{html}");
    assert_eq!(boot(&html).config.languages.len(), 3);
}

#[tokio::test]
async fn the_address_carries_a_language_on_every_page() {
    let scene = Scene::start().await;
    for path in ["/", "/history", "/no/such/page"] {
        for (query, expected) in [
            ("?lang=nl", "nl"),
            ("?lang=zh-CN", "zh-CN"),
            ("?year=2025&lang=nl", "nl"),
            ("?lang=xx", "en"),
            ("?lang=%22%3E%3Cscript%3E", "en"),
            ("", "en"),
        ] {
            let request = scene.get_as("cs_language=en", &format!("{path}{query}"));
            let response = request
                .header("accept-language", "zh")
                .send()
                .await
                .unwrap();
            assert_eq!(header(&response, "content-language"), expected, "{query}");
            assert!(response.headers().get("set-cookie").is_none());
            let html = response.text().await.unwrap();
            assert!(html.contains(&format!("<html lang=\"{expected}\">")));
        }
    }
}

#[tokio::test]
async fn a_page_names_itself_without_a_language_and_with_each() {
    let scene = Scene::start().await;
    let html = page(&scene, "/history?lang=nl&year=2025", "en").await;
    let address = scene.url("/history");
    let links = format!(
        "<link rel=\"canonical\" href=\"{address}\">\
         <link rel=\"alternate\" hreflang=\"x-default\" href=\"{address}\">\
         <link rel=\"alternate\" hreflang=\"en\" href=\"{address}?lang=en\">\
         <link rel=\"alternate\" hreflang=\"nl\" href=\"{address}?lang=nl\">\
         <link rel=\"alternate\" hreflang=\"zh-CN\" href=\"{address}?lang=zh-CN\"></head>"
    );
    let plain = html.replace("&#x2f;", "/");
    assert!(plain.contains(&links), "{plain}");
    let odd = page(&scene, "/%22%3E%3Cscript%3E", "en").await;
    assert_eq!(
        odd.matches("<script").count(),
        html.matches("<script").count()
    );
}

#[tokio::test]
async fn a_shared_display_does_as_its_browser_says_whatever_the_address_asks() {
    let scene = Scene::demo().await;
    let display = scene.display("Left").await;
    let request = scene.get_as(&display, "/?lang=zh-CN");
    let request = request.header("accept-language", "nl");
    let html = request.send().await.unwrap().text().await.unwrap();
    assert!(html.contains("<html lang=\"nl\" data-kiosk=\"attract\">"));
    assert!(!html.contains("hreflang"), "{html}");
}
