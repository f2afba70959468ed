//! Settings: flags before the environment, that before the file, that before what is usual; and what is wrong
//! with a file is said.

use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::asking::{assert_done, assert_refused};
use crate::commands::rulebook;
use crate::scene::program;

/// Runs the program in a folder with a file of settings and an environment.
fn run(folder: &Path, file: &str, environment: &[(&str, &str)], arguments: &[&str]) -> Output {
    let path = folder.join("settings.toml");
    std::fs::write(&path, file).unwrap();
    program()
        .args(arguments)
        .env("CITIZEN_SCORE_CONFIG", &path)
        .envs(environment.iter().copied())
        .current_dir(folder)
        .output()
        .unwrap()
}

fn check(file: &str, environment: &[(&str, &str)]) -> Output {
    let folder = TempDir::new().unwrap();
    run(folder.path(), file, environment, &["config", "check"])
}

#[test]
fn a_check_says_who_said_what_and_keeps_passwords_to_itself() {
    let rulebook = rulebook();
    let file = format!(
        "listen = '127.0.0.1:1'\ndatabase = 'postgres://mei:hush@db.example/city'\n\
         rulebook = '{}'\nbehind-tls = true\nkiosk-idle = 40\n\
         push-hosts = ['one.example', 'two.example']\n",
        rulebook.display()
    );
    let environment = [("CITIZEN_SCORE_LISTEN", "127.0.0.1:2")];
    let said = assert_done(&check(&file, &environment));
    for line in [
        "listen = 127.0.0.1:2  (environment)",
        "database = postgres://mei:…@db.example/city  (file)",
        "behind-tls = true  (file)",
        "kiosk-idle = 40  (file)",
        "kiosk-limit = 600  (usual)",
        "push-hosts = one.example,two.example  (file)",
        "push-contact = -  (usual)",
        "log-format = text  (usual)",
        "good",
    ] {
        assert!(said.lines().any(|it| it == line), "{line}\n{said}");
    }
    assert!(!said.contains("hush"), "{said}");
    let said = assert_done(&check("", &[("CITIZEN_SCORE_BEHIND_TLS", "false")]));
    assert!(said.contains("behind-tls = false  (environment)"), "{said}");
    // The environment says no, and goes before a file that says yes.
    let said = assert_done(&check(
        "behind-tls = true",
        &[("CITIZEN_SCORE_BEHIND_TLS", "false")],
    ));
    assert!(said.contains("behind-tls = false  (environment)"), "{said}");
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    for (file, expected) in [
        (
            "lisen = '127.0.0.1:1'",
            "settings.toml: `lisen` is no setting; there are listen, database",
        ),
        ("listen = 80", "invalid value '80' for '--listen"),
        (
            "listen = ['a']",
            "`listen` must be a text or a whole number",
        ),
        ("behind-tls = 'yes'", "`behind-tls` must be true or false"),
        ("push-hosts = [1.5]", "`push-hosts` must be a list of texts"),
        ("listen = '127.0.0.1:1'\nlisten = ", "line 2"),
        (
            "kiosk-idle = 100\nkiosk-limit = 60",
            "--kiosk-limit must not be shorter",
        ),
        ("database = 'mysql://x'", "is not a database address"),
        ("rulebook = 'no-such.json'", "there is no such file"),
        ("app = 'no-such-folder'", "no-such-folder"),
        ("demo = true", "`demo` is no setting"),
    ] {
        assert_refused(&check_to_stderr(file), expected);
    }
    let folder = TempDir::new().unwrap();
    let output = program()
        .args(["config", "check", "--config", "none.toml"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_refused(&output, "none.toml: cannot be read: there is no such file");
}

/// A check that is refused, without the settings that it had printed before.
fn check_to_stderr(file: &str) -> Output {
    Output {
        stdout: Vec::new(),
        ..check(file, &[])
    }
}

#[test]
fn every_command_takes_what_it_knows_from_the_file_and_a_flag_goes_before() {
    let folder = TempDir::new().unwrap();
    let file = "database = 'sqlite:from-file.sqlite'\nlisten = '127.0.0.1:1'";
    let is_there = |name: &str| folder.path().join(name).exists();
    let refused = run(folder.path(), file, &[], &["code", "nobody"]);
    assert_refused(&refused, "there is no resident `nobody`");
    assert!(is_there("from-file.sqlite"));
    let environment = [("CITIZEN_SCORE_DATABASE", "sqlite:from-environment.sqlite")];
    run(folder.path(), file, &environment, &["code", "nobody"]);
    assert!(is_there("from-environment.sqlite"));
    let flag = ["code", "nobody", "--database", "sqlite:from-flag.sqlite"];
    run(folder.path(), file, &environment, &flag);
    assert!(is_there("from-flag.sqlite"));
}
