//! What an office does about cases, by hand.

use citizen_score_contract::cases::Verdict;
use citizen_score_demo::office::Deciding;
use citizen_score_rules::Rulebook;
use citizen_score_server::cases::{decide, office};
use citizen_score_server::demo as loading;

use crate::both::{Ask, Both};
use crate::cases::{OBJECTION, opened, plain_entry};

const BY: &str = "citizen-score cases (user clerk)";

/// The number of the kept case, on each side.
async fn numbers(both: &mut Both) -> [String; 2] {
    both.get("mixed", "/api/v1/me/cases?limit=1")
        .await
        .field("/cases/0/id")
}

async fn decided(both: &mut Both, verdict: Verdict, reason: Option<&str>, points: Option<i32>) {
    let [server, demo] = numbers(both).await;
    let rulebook = Rulebook::from_json(loading::RULEBOOK).unwrap();
    let now = both.now();
    let deciding = decide::Deciding {
        verdict,
        reason,
        points,
    };
    let one = decide::decide(&both.store, &rulebook, &server, deciding, BY, now).await;
    let deciding = Deciding {
        verdict,
        reason,
        points,
    };
    let other = both.demo.decide(&demo, deciding, BY, now);
    assert_eq!(one.unwrap().is_some(), other.unwrap().is_some());
    for path in [
        "/api/v1/me",
        "/api/v1/me/cases",
        "/api/v1/me/entries?limit=200",
        "/api/v1/me/access-log",
        "/api/v1/me/record",
        "/api/v1/me/record?format=csv",
    ] {
        assert_eq!(both.get("mixed", path).await.status, 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_and_decisions_are_those_of_the_server() {
    let mut both = Both::start().await;
    both.sign_in("mixed").await;
    let entry = plain_entry(&mut both).await;
    let objection = OBJECTION.replace("mixed-parking", &entry);
    opened(&mut both, "mixed", "key-obj-1", &objection).await;
    let [server, demo] = numbers(&mut both).await;
    both.wait(60);
    let now = both.now();
    office::examine(&both.store, &server, BY, now)
        .await
        .unwrap();
    both.demo.examine(&demo, BY, now).unwrap();
    assert!(both.demo.examine(&demo, BY, now).is_err());
    office::ask(&both.store, &server, "Where?", BY, now)
        .await
        .unwrap();
    both.demo.ask(&demo, "Where?", BY, now).unwrap();
    assert!(both.demo.ask(&demo, "Where?", BY, now).is_err());
    both.get("mixed", "/api/v1/me/cases/{case}").await;
    let answer = Ask::new("mixed", "POST", "/api/v1/me/cases/{case}/answer");
    let answer = answer
        .json("{\"words\":\"At home.\"}")
        .header("idempotency-key", "key-ans-1");
    assert_eq!(both.ask(answer).await.status, 200);
    both.wait(60);
    decided(&mut both, Verdict::Upheld, Some("It was another."), None).await;
    assert!(
        both.demo
            .decide(
                &demo,
                Deciding {
                    verdict: Verdict::Upheld,
                    reason: None,
                    points: None
                },
                BY,
                now
            )
            .is_err()
    );
    both.wait(60);
    let claim = "{\"kind\":\"claim\",\"factor\":\"emergency_help\",\"on\":\"2026-11-20\",\"words\":\"I helped.\"}";
    opened(&mut both, "mixed", "key-cla-1", claim).await;
    let [_, demo] = numbers(&mut both).await;
    let open_points = Deciding {
        verdict: Verdict::Upheld,
        reason: None,
        points: None,
    };
    assert!(both.demo.decide(&demo, open_points, BY, now).is_err());
    decided(&mut both, Verdict::Upheld, None, Some(25)).await;
    both.wait(60);
    opened(&mut both, "mixed", "key-cla-2", claim).await;
    decided(&mut both, Verdict::Rejected, Some("Nobody saw it."), None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repair_is_granted() {
    let mut both = Both::start().await;
    both.sign_in("low").await;
    let body = "{\"kind\":\"repair\",\"entry\":\"low-power-bill-first\",\"on\":\"2026-11-01\",\"words\":\"Paid.\"}";
    let answers = opened(&mut both, "low", "key-rep-1", body).await;
    let [server, demo] = answers.field("/id");
    let rulebook = Rulebook::from_json(loading::RULEBOOK).unwrap();
    let deciding = decide::Deciding {
        verdict: Verdict::Upheld,
        reason: None,
        points: None,
    };
    decide::decide(&both.store, &rulebook, &server, deciding, BY, both.now())
        .await
        .unwrap();
    let deciding = Deciding {
        verdict: Verdict::Upheld,
        reason: None,
        points: None,
    };
    both.demo
        .decide(&demo, deciding, BY, both.clock.now())
        .unwrap();
    for path in [
        "/api/v1/me",
        "/api/v1/me/entries/low-power-bill-first",
        "/api/v1/me/cases",
    ] {
        assert_eq!(both.get("low", path).await.status, 200);
    }
}
