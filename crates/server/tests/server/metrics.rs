//! What monitoring is told of the displays.

use serde_json::json;

use crate::pages::header;
use crate::scene::Scene;

/// The value of one line.
fn value(text: &str, name: &str) -> i64 {
    let line = text.lines().find(|line| {
        line.strip_prefix(name)
            .is_some_and(|it| it.starts_with(' '))
    });
    let line = line.unwrap_or_else(|| panic!("{name} is not in {text}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

async fn told(scene: &Scene) -> String {
    let answer = scene.get("/metrics").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(
        header(&answer, "content-type"),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    assert_eq!(header(&answer, "cache-control"), "no-store");
    answer.text().await.unwrap()
}

const AGES: [&str; 6] = [
    "within_1m",
    "within_5m",
    "within_1h",
    "within_1d",
    "older",
    "never",
];

fn by_age(text: &str) -> [i64; 6] {
    AGES.map(|age| {
        value(
            text,
            &format!("citizen_score_displays{{last_heartbeat=\"{age}\"}}"),
        )
    })
}

#[tokio::test]
async fn each_display_is_in_one_age_and_none_is_named() {
    let scene = Scene::start().await;
    assert_eq!(by_age(&told(&scene).await), [0; 6]);
    let mut displays = Vec::new();
    for name in ["Hall A", "Hall B", "Hall C"] {
        displays.push(scene.display(name).await);
    }
    assert_eq!(by_age(&told(&scene).await), [0, 0, 0, 0, 0, 3]);
    for (display, restarts) in displays.iter().zip([4, 0]) {
        let body = json!({ "build": "secret-build", "restarts": restarts });
        assert_eq!(scene.beat(display, body).await.status(), 200);
    }
    assert_eq!(by_age(&told(&scene).await), [2, 0, 0, 0, 0, 1]);
    for (seconds, expected) in [
        (59, [2, 0, 0, 0, 0, 1]),
        (2, [0, 2, 0, 0, 0, 1]),
        (240, [0, 0, 2, 0, 0, 1]),
        (3_600, [0, 0, 0, 2, 0, 1]),
        (86_400, [0, 0, 0, 0, 2, 1]),
    ] {
        scene.clock.advance(seconds);
        assert_eq!(by_age(&told(&scene).await), expected, "after {seconds}");
    }
    let body = json!({ "build": "secret-build", "restarts": 1 });
    assert_eq!(scene.beat(&displays[1], body).await.status(), 200);
    let text = told(&scene).await;
    assert_eq!(by_age(&text), [1, 0, 0, 0, 1, 1]);
    assert_eq!(value(&text, "citizen_score_display_restarts_total"), 5);
    for secret in ["Hall", "secret-build", "cs_"] {
        assert!(!text.contains(secret), "{text}");
    }
    // One HELP and one TYPE for each of the three, before its values.
    let mut described = "";
    for line in text.lines() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["#", "HELP", name, ..] => described = name,
            ["#", "TYPE", name, "gauge" | "counter"] => assert_eq!(name, described),
            [name, number] => {
                assert!(name.starts_with(described), "{line}");
                number.parse::<i64>().unwrap();
            }
            _ => panic!("{line}"),
        }
    }
    assert_eq!(text.matches("# TYPE").count(), 3);
}

#[tokio::test]
async fn visits_are_counted_while_they_last() {
    let scene = Scene::start().await;
    let left = scene.display("Left").await;
    let visits = || async { value(&told(&scene).await, "citizen_score_display_visits") };
    scene.sign_in("bob").await;
    assert_eq!(visits().await, 0);
    let ann = scene.visit(&left, "ann").await;
    assert_eq!(visits().await, 1);
    let request = scene.send_as(&ann, reqwest::Method::DELETE, "/api/v1/session");
    request.send().await.unwrap();
    assert_eq!(visits().await, 0);
    scene.visit(&left, "ann").await;
    assert_eq!(visits().await, 1);
    scene.clock.advance(194);
    assert_eq!(visits().await, 1);
    scene.clock.advance(1);
    assert_eq!(visits().await, 0);
}
