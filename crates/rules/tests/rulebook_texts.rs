//! Texts of a rulebook: every one in every language, and none that belongs to nothing.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/bend.rs"]
mod bend;
#[path = "sample/city.rs"]
mod city;

use bend::assert_error;
use serde_json::json;

#[test]
fn a_text_is_missing_in_a_language() {
    for language in ["en", "nl", "zh-CN"] {
        for key in [
            "city.sample",
            "note.invented",
            "factor.gift",
            "factor.gift.about",
            "category.civic",
            "authority.office",
            "basis.rule",
            "effect.library",
            "domain.culture",
        ] {
            let path = format!("texts.{language}.{key}");
            assert_error(&path, "missing or blank", |it| {
                it["texts"][language].as_object_mut().unwrap().remove(key);
            });
            assert_error(&path, "missing or blank", |it| {
                it["texts"][language][key] = json!("  ");
            });
        }
        assert_error(
            &format!("texts.{language}.authority.office"),
            "missing",
            |it| {
                it["texts"].as_object_mut().unwrap().remove(language);
            },
        );
    }
}

#[test]
fn a_caution_is_a_text_in_each_language() {
    for language in ["en", "nl", "zh-CN"] {
        let path = format!("texts.{language}.caution.health");
        assert_error(&path, "missing or blank", |it| {
            it["factors"][0]["caution"] = json!("health");
            *it = city::with_texts(it.take());
            let words = it["texts"][language].as_object_mut().unwrap();
            words.remove("caution.health");
        });
    }
    assert_error("texts.en.caution.health", "belongs to nothing", |it| {
        it["texts"]["en"]["caution.health"] = json!("words");
    });
}

#[test]
fn texts_in_excess_and_in_further_languages() {
    assert_error("texts.nl.factor.gone", "belongs to nothing", |it| {
        it["texts"]["nl"]["factor.gone"] = json!("weg");
    });
    assert_error("texts.fy.authority.office", "missing", |it| {
        it["texts"]["fy"] = json!({});
    });
    let mut json = city::json();
    json["texts"]["fy"] = json["texts"]["nl"].clone();
    assert!(city::read(&json).is_ok());
}

#[test]
fn a_text_falls_back_to_english_in_an_unknown_language() {
    let rulebook = city::bent(|_| ());
    assert_eq!(
        rulebook.text("fr", "factor.gift"),
        Some("words for factor.gift")
    );
    assert_eq!(rulebook.text("en", "factor.gone"), None);
}
