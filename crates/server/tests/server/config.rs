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
fn the_secret_of_the_identity_provider_is_nowhere_printed() {
    let file = "oidc-issuer = 'https://id.example/realms/city'\noidc-client-id = 'score'\n\
                oidc-client-secret = 'hush'\npublic-url = 'https://score.example'\n\
                oidc-scopes = ['profile', 'email']";
    let said = assert_done(&check(file, &[]));
    for line in [
        "oidc-issuer = https://id.example/realms/city  (file)",
        "oidc-client-id = score  (file)",
        "oidc-client-secret = …  (file)",
        "oidc-claim = sub  (usual)",
        "oidc-scopes = profile,email  (file)",
        "oidc-name = City ID  (usual)",
        "public-url = https://score.example  (file)",
        "good",
    ] {
        assert!(said.lines().any(|it| it == line), "{line}\n{said}");
    }
    assert!(!said.contains("hush"), "{said}");
    let environment = [("CITIZEN_SCORE_OIDC_CLIENT_SECRET", "hush")];
    let said = assert_done(&check("", &environment));
    assert!(
        said.contains("oidc-client-secret = …  (environment)"),
        "{said}"
    );
    assert!(!said.contains("hush"), "{said}");
    let folder = TempDir::new().unwrap();
    let help = run(folder.path(), "", &environment, &["serve", "--help"]);
    assert!(!assert_done(&help).contains("hush"));
    let without = "oidc-issuer = 'https://id.example'\noidc-client-id = 'score'\n\
                   phone-url = 'https://score.example'";
    assert_done(&check(without, &[]));
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
        (
            "oidc-issuer = 'https://id.example'",
            "--oidc-issuer needs --oidc-client-id",
        ),
        (
            "oidc-client-id = 'a'",
            "--oidc-client-id needs --oidc-issuer",
        ),
        (
            "oidc-issuer = 'https://id.example'\noidc-client-id = 'a'",
            "--oidc-issuer needs --public-url",
        ),
        (
            "oidc-issuer = 'http://id.example'",
            "it must be an address that begins with https://",
        ),
        (
            "oidc-issuer = 'https://me:hush@id.example'",
            "without a user, a question mark",
        ),
        ("oidc-issuer = 'https://id.example?a'", "a question mark"),
        ("oidc-scopes = ['a b']", "it must be names of scopes"),
        ("oidc-name = ' '", "it must be a name of 1 to 40 letters"),
        ("oidc-client-secret = ''", "a value is required"),
        (
            "public-url = 'https://a.example/b'",
            "with nothing after it",
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

#[cfg(feature = "traces")]
#[test]
fn a_collector_of_traces_is_named_with_its_path() {
    let said = assert_done(&check("", &[]));
    assert!(said.contains("traces-endpoint = -  (usual)"), "{said}");
    let file = "traces-endpoint = 'https://otel.example/v1/traces'\ntraces-one-in = 20";
    let said = assert_done(&check(file, &[("CITIZEN_SCORE_TRACES_ONE_IN", "50")]));
    for line in [
        "traces-endpoint = https://otel.example/v1/traces  (file)",
        "traces-one-in = 50  (environment)",
    ] {
        assert!(said.lines().any(|it| it == line), "{line}\n{said}");
    }
    assert_done(&check(
        "traces-endpoint = 'http://collector:4318/v1/traces'",
        &[],
    ));
    for wrong in [
        "http://127.0.0.1:4318",
        "http://127.0.0.1:4318/",
        "127.0.0.1:4318/v1/traces",
        "ftp://127.0.0.1/v1/traces",
        "https://me:hush@otel.example/v1/traces",
        "https://otel.example/v1/traces?key=hush",
        "https://otel.example/v1/traces#hush",
        "/v1/traces",
    ] {
        let file = format!("traces-endpoint = '{wrong}'");
        assert_refused(&check_to_stderr(&file), "the address of a collector");
    }
    let file = "traces-one-in = -1";
    assert_refused(&check_to_stderr(file), "invalid value '-1'");
}

#[cfg(not(feature = "traces"))]
#[test]
fn a_program_without_traces_says_so_to_whoever_wants_them() {
    let file = "traces-endpoint = 'http://127.0.0.1:4318/v1/traces'";
    assert_refused(
        &check_to_stderr(file),
        "settings.toml: `traces-endpoint`: this program was built without traces",
    );
    let environment = [(
        "CITIZEN_SCORE_TRACES_ENDPOINT",
        "http://127.0.0.1:4318/v1/traces",
    )];
    let refused = Output {
        stdout: Vec::new(),
        ..check("", &environment)
    };
    assert_refused(&refused, "was built without traces");
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
