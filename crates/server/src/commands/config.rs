//! Settings from a file, and `citizen-score config check`. What is said by a flag goes before the environment,
//! that before the file, and that before what is usual.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory as _, FromArgMatches as _};
use toml::{Table, Value};

use super::files::{read_rulebook, unreadable};
use super::options::{Options, ServeOptions};
#[cfg(not(feature = "traces"))]
use super::without_traces;
use super::{No, say};
use crate::app_files::AppFiles;
use crate::store::Database;

/// Name of the argument that names the file.
const FILE: &str = "config";

/// The command whose settings a file may hold; others take those that they have too.
const SERVE: &str = "serve";

/// The arguments of the program with the settings of the file that they or the environment name, for what
/// neither says.
///
/// # Errors
///
/// A sentence about the file.
pub fn with_file(arguments: Vec<OsString>) -> Result<Vec<OsString>, No> {
    // Wrong usage is told by whoever reads the arguments for good.
    let Ok(matches) = Options::command().try_get_matches_from(&arguments) else {
        return Ok(arguments);
    };
    let Some(file) = matches.get_one::<PathBuf>(FILE) else {
        return Ok(arguments);
    };
    let settings = read(file)?;
    let (mut command, mut matches) = (Options::command(), &matches);
    while let Some((name, inner)) = matches.subcommand() {
        let Some(found) = command.find_subcommand(name) else {
            break;
        };
        (command, matches) = (found.clone(), inner);
    }
    let mut more = Vec::new();
    for (key, value) in &settings {
        let Some(argument) = setting(&command, key) else {
            continue;
        };
        let source = matches.value_source(argument.get_id().as_str());
        if source.is_none_or(|source| source == ValueSource::DefaultValue) {
            more.extend(as_argument(file, argument, key, value)?);
        }
    }
    let mut all = arguments;
    let end = all.iter().position(|it| it == "--").unwrap_or(all.len());
    all.splice(end..end, more);
    Ok(all)
}

/// Reads a file of settings: no more than `serve` knows.
fn read(file: &Path) -> Result<Table, No> {
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
    let table: Table = text
        .parse()
        .map_err(|error| No::new(format!("{}: {error}", file.display())))?;
    let serve = serve();
    for key in table.keys() {
        #[cfg(not(feature = "traces"))]
        if without_traces::is_about_traces(key) {
            let reason = without_traces::REASON;
            return Err(No::new(format!("{}: `{key}`: {reason}", file.display())));
        }
        if setting(&serve, key).is_none() {
            let known: Vec<&str> = settings(&serve).filter_map(Arg::get_long).collect();
            return Err(No::new(format!(
                "{}: `{key}` is no setting; there are {}",
                file.display(),
                known.join(", ")
            )));
        }
    }
    Ok(table)
}

fn serve() -> Command {
    let command = Options::command();
    command.find_subcommand(SERVE).cloned().unwrap_or_default()
}

/// The arguments of a command that a file may hold: those that the environment may hold too.
fn settings(command: &Command) -> impl Iterator<Item = &Arg> {
    let all = command.get_arguments();
    all.filter(|it| it.get_env().is_some() && it.get_id() != FILE)
}

fn setting<'a>(command: &'a Command, key: &str) -> Option<&'a Arg> {
    settings(command).find(|it| it.get_long() == Some(key))
}

/// A setting as it would be given by hand.
fn as_argument(file: &Path, of: &Arg, key: &str, value: &Value) -> Result<Vec<OsString>, No> {
    let wrong = |must: &str| No::new(format!("{}: `{key}` must be {must}", file.display()));
    if !of.get_action().takes_values() {
        return match value {
            Value::Boolean(true) => Ok(vec![format!("--{key}").into()]),
            Value::Boolean(false) => Ok(Vec::new()),
            _ => Err(wrong("true or false")),
        };
    }
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    let text = match value {
        Value::Array(values) if matches!(of.get_action(), ArgAction::Append) => {
            let values: Option<Vec<String>> = values.iter().map(one).collect();
            let values = values.ok_or_else(|| wrong("a list of texts"))?;
            values.join(",")
        }
        value => one(value).ok_or_else(|| wrong("a text or a whole number"))?,
    };
    Ok(vec![format!("--{key}={text}").into()])
}

/// Says what `serve` would be told, by whom, and whether it could begin with that.
pub fn check(file: Option<PathBuf>) -> Result<(), No> {
    let mut arguments: Vec<OsString> = vec!["citizen-score".into(), SERVE.into()];
    if let Some(file) = file {
        arguments.extend(["--config".into(), file.into()]);
    }
    let given = Options::command().try_get_matches_from(&arguments)?;
    let all = Options::command().try_get_matches_from(with_file(arguments)?)?;
    let (Some((_, given)), Some((_, all))) = (given.subcommand(), all.subcommand()) else {
        return Err(No::new("`serve` cannot be read"));
    };
    for argument in settings(&serve()) {
        say(format_args!("{}", line(argument, given, all)))?;
    }
    let options = ServeOptions::from_arg_matches(all)?;
    options.check().map_err(No::new)?;
    Database::named(&options.database.address)?;
    for rulebook in [&options.rulebook, &options.upcoming].into_iter().flatten() {
        read_rulebook(rulebook)?;
    }
    if let Some(app) = &options.app {
        AppFiles::open(app)?;
    }
    say(format_args!("good"))?;
    Ok(())
}

/// A setting with its value, and by whom it is said.
fn line(argument: &Arg, given: &ArgMatches, all: &ArgMatches) -> String {
    let (id, name) = (
        argument.get_id().as_str(),
        argument.get_long().unwrap_or_default(),
    );
    let by = match (given.value_source(id), all.value_source(id)) {
        (Some(ValueSource::EnvVariable), _) => "environment",
        (_, Some(ValueSource::CommandLine)) => "file",
        _ => "usual",
    };
    let values = all.get_raw(id).into_iter().flatten();
    let values: Vec<String> = values
        .map(|value| {
            if argument.is_hide_env_values_set() {
                "…".to_owned()
            } else {
                without_password(&value.to_string_lossy())
            }
        })
        .collect();
    let mut line = format!("{name} = ");
    // Writing to a string does not fail.
    let _ = if values.is_empty() {
        write!(line, "-")
    } else {
        write!(line, "{}", values.join(","))
    };
    let _ = write!(line, "  ({by})");
    line
}

/// An address without the password in it.
fn without_password(text: &str) -> String {
    let parts = text.split_once("://").and_then(|(scheme, rest)| {
        let (who, host) = rest.rsplit_once('@')?;
        let (user, _) = who.split_once(':')?;
        Some(format!("{scheme}://{user}:…@{host}"))
    });
    parts.unwrap_or_else(|| text.to_owned())
}
