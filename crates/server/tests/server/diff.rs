//! `citizen-score rulebook diff`: two rulebooks compared in sentences, and what it does to a ledger.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::commands::{rulebook, run, said};
use crate::records::{correction, help, line};

/// A changed copy of the demo's rulebook as a file.
fn changed(folder: &TempDir, change: impl Fn(&mut Value)) -> PathBuf {
    let mut rulebook: Value = serde_json::from_str(citizen_score_server::demo::RULEBOOK).unwrap();
    rulebook["version"] = json!("2099.1");
    change(&mut rulebook);
    let path = folder.path().join("new.json");
    std::fs::write(&path, rulebook.to_string()).unwrap();
    path
}

fn diff(new: &Path, more: &[&str]) -> Vec<String> {
    let old = rulebook();
    let mut arguments = vec![
        "rulebook",
        "diff",
        old.to_str().unwrap(),
        new.to_str().unwrap(),
    ];
    arguments.extend(more);
    let output = run(&arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn differences_are_told_in_sentences() {
    let folder = TempDir::new().unwrap();
    let new = changed(&folder, |it| {
        it["effective_from"] = json!("2099-01-01");
        it["start"]["points"] = json!(1010);
        it["range"] = Value::Null;
        it["contested"] = json!("count");
        it["tiers"][5]["from"] = json!(1050);
        let factor = &mut it["factors"][0];
        assert_eq!(factor["code"], "blood_donation");
        factor["points"] = json!({ "min": 5, "max": 15 });
        factor["cap"] = Value::Null;
        factor["validity_months"] = json!(12);
        let factors = it["factors"].as_array_mut().unwrap();
        factors.retain(|it| it["code"] != "red_light");
        for words in it["texts"].as_object_mut().unwrap().values_mut() {
            let words = words.as_object_mut().unwrap();
            words.retain(|key, _| !key.starts_with("factor.red_light"));
        }
        it["texts"]["en"]["factor.blood_donation"] = json!("Blood\u{1b}[2J");
    });
    let lines = diff(&new, &[]);
    for expected in [
        "suqian-demo 2026.1 and suqian-demo 2099.1: 7 differences.",
        "- The rules are in force from 2099-01-01; the old ones from 2026-01-01.",
        "- A resident without entries has 1010 points, instead of 1000.",
        "- A score lies anywhere, instead of from 0 to 2000.",
        "- A contested entry counts until it is decided. Until now: A contested entry that takes points away does not count until it is decided.",
        "- Tier A+ begins at 1050, instead of 1040.",
        "- Blood\u{fffd}[2J (`blood_donation`): is worth +5 to +15 points, instead of +10 points; entries that are recorded keep theirs; counts for 12 months, instead of for good; entries that are recorded keep their day; moves a score by any number of points, instead of at most 30 points a year.",
    ] {
        assert!(
            lines.iter().any(|line| line == expected),
            "{expected}\n{lines:#?}"
        );
    }
    assert!(
        lines.last().unwrap().starts_with("- Gone: ")
            && lines
                .last()
                .unwrap()
                .ends_with(" (`red_light`). Entries of it no longer count.")
    );
    assert_eq!(lines.len(), 8);
}

#[test]
fn answers_consent_repairs_and_offices_are_told_too() {
    let folder = TempDir::new().unwrap();
    let new = changed(&folder, |it| {
        it["cases"]["answer_days"] = json!(1);
        it["voluntary"] = json!(false);
        it["related"]["health"] = json!(["financial", "court"]);
        let mut factors = it["factors"].as_array_mut().unwrap().iter_mut();
        let mut factor = |code: &str| factors.find(|it| it["code"] == code).unwrap();
        factor("water_bill_unpaid")["repair"] = Value::Null;
        factor("power_bill_unpaid")["repair"] = json!("fine");
        factor("loan_arrears")["caution"] = json!("health");
        factor("red_light")["repair"] = json!("payment");
        let mut effects = it["effects"].as_array_mut().unwrap().iter_mut();
        let mut effect = |code: &str| effects.find(|it| it["code"] == code).unwrap();
        effect("library_deposit_none")["authority"] = json!("red_cross");
        effect("papers_later")["basis"] = Value::Null;
    });
    let lines = diff(&new, &[]);
    let expected = [
        "suqian-demo 2026.1 and suqian-demo 2099.1: 9 differences.",
        "- A case is answered within 1 day, instead of 30 days.",
        "- Being scored is not voluntary. Until now: Being scored is voluntary, and consent can be withdrawn.",
        "- Effects in the domain Health go with the categories Bills and loans, Courts, instead of no category.",
        "- Unpaid water bill (`water_bill_unpaid`): can no longer be repaired.",
        "- Unpaid electricity bill (`power_bill_unpaid`): can be repaired when this is settled: The fine is paid in full.",
        "- Loan payment more than 90 days late (`loan_arrears`): carries the caution: This is a health matter. Whether you can donate is for you and a doctor to decide, and points are never a reason to donate.",
        "- Driving through a red light (`red_light`): can be repaired from now on when this is settled: The bill is paid in full, with what was charged on top.",
        "- No deposit for a library card (`library_deposit_none`): is applied by Red Cross Society, city branch, instead of City Library.",
        "- Missing papers may follow within 10 days of an application (`papers_later`): rests on nothing that the rulebook names, instead of Measures on personal credit points, art. 35 (demonstration).",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn only_other_words_are_no_difference() {
    let folder = TempDir::new().unwrap();
    let new = changed(&folder, |it| it["texts"]["en"]["city"] = json!("Elsewhere"));
    assert_eq!(
        diff(&new, &[]),
        [
            "suqian-demo 2026.1 and suqian-demo 2099.1: no difference that matters for a score or a right."
        ]
    );
}

#[test]
fn what_it_does_to_a_ledger_is_told_entry_by_entry() {
    let folder = TempDir::new().unwrap();
    let new = changed(&folder, |it| {
        it["start"]["points"] = json!(1010);
        let mut factors = it["factors"].as_array_mut().unwrap().iter_mut();
        let help = factors.find(|it| it["code"] == "emergency_help").unwrap();
        help["status"] = json!("planned");
    });
    let entries = folder.path().join("entries.ndjson");
    let wrong = help("wrong", 5, 40);
    let lines = [
        line("ann", &help("right", 4, 20)).to_string(),
        line("ann", &wrong).to_string(),
        line("ann", &correction("undo", &wrong)).to_string(),
    ];
    std::fs::write(&entries, lines.join("\n")).unwrap();
    let file = entries.to_str().unwrap();
    let today = chrono::Utc::now().date_naive().to_string();
    let told = diff(&new, &["--entries", file, "--as-of", &today]);
    let start = told
        .iter()
        .position(|line| line.starts_with("What it does to "))
        .unwrap();
    assert!(told[start].ends_with(&format!("entries.ndjson on {today}:")));
    assert_eq!(
        told[start + 1..],
        [
            "- The score is 1010, instead of 1020 (-10).",
            "- The tier stays A.",
            "- Next comes tier A+ in 30 points, instead of tier A+ in 20 points.",
            "- Entry `right` (Help in an emergency (`emergency_help`), +20): does not count (not_in_force); by the old rules it counts.",
            "- 2 entries are counted or not counted as before.",
        ]
    );
    // Without a day, the first one of the new rules; the entries are recorded later than that.
    let told = diff(&new, &["--entries", file]);
    assert!(
        told.iter()
            .any(|line| line.ends_with("entries.ndjson on 2026-01-01:"))
    );
}

#[test]
fn the_announced_rules_of_the_demo_can_be_compared() {
    let new = rulebook().with_file_name("suqian-demo-2027.json");
    let lines = diff(&new, &[]);
    assert!(lines.len() > 10, "{lines:#?}");
    assert!(
        lines[1..]
            .iter()
            .all(|line| line.starts_with("- ") && line.ends_with('.')),
        "{lines:#?}"
    );
}

#[test]
fn wrong_files_end_with_one_and_wrong_usage_with_two() {
    let folder = TempDir::new().unwrap();
    let good = rulebook();
    let good = good.to_str().unwrap();
    let bad = changed(&folder, |it| it["tiers"][3]["from"] = json!(1));
    let entries = folder.path().join("entries.ndjson");
    std::fs::write(&entries, "nonsense").unwrap();
    for (arguments, sentence) in [
        (
            vec![good, bad.to_str().unwrap()],
            "new.json: tiers[3].from: ",
        ),
        (
            vec![good, "none.json"],
            "none.json: cannot be read: there is no such file",
        ),
        (
            vec![good, good, "--entries", entries.to_str().unwrap()],
            "entries.ndjson:1: line: is not JSON",
        ),
    ] {
        let output = run(&[&["rulebook", "diff"], arguments.as_slice()].concat());
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(said(&output).contains(sentence), "{}", said(&output));
    }
    for arguments in [
        vec![good],
        vec![good, good, "--as-of", "2026-01-01"],
        vec![good, good, "--entries", "x", "--as-of", "2026-1-1"],
    ] {
        let output = run(&[&["rulebook", "diff"], arguments.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
}
