//! The command line: what can be asked, and the exit status of each answer.

mod announce;
mod backup;
mod cases;
mod check;
mod code;
mod config;
mod demo;
mod diff;
mod displays;
mod entries;
mod files;
mod health;
mod import;
mod keys;
mod log;
mod openapi;
mod operator;
mod options;
mod push;
mod recount;
mod serve;
mod standing;
mod verify;
#[cfg(not(feature = "traces"))]
mod without_traces;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

use crate::app_source::File;
pub use options::{Command, Options};
use options::{ConfigCommand, ConfigOptions, RulebookCommand};

/// Why a command says no: one sentence for the operator.
#[derive(Debug)]
pub struct No(String);

impl<E: std::error::Error> From<E> for No {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl No {
    /// A no with its reason.
    fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// Writes a line to standard output. Whoever reads it may stop reading (`… | head`): that is no fault.
fn say(line: std::fmt::Arguments) -> io::Result<()> {
    match writeln!(io::stdout().lock(), "{line}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Runs the command that the arguments name. 0: good; 1: the answer is no, and standard error says
/// why; 2: wrong usage. `app` are the files of the built app, where the program has it inside.
#[must_use]
pub fn run(app: &'static [File]) -> ExitCode {
    let arguments = match config::with_file(std::env::args_os().collect()) {
        Ok(arguments) => arguments,
        Err(No(reason)) => {
            eprintln!("{reason}");
            return ExitCode::FAILURE;
        }
    };
    // Wrong usage ends here, with 2.
    let options = Options::parse_from(arguments);
    if let Command::Serve(serve) = &options.command
        && let Err(reason) = serve.check()
    {
        Options::command()
            .error(ErrorKind::ValueValidation, reason)
            .exit();
    }
    match answer(options, app) {
        Ok(()) => ExitCode::SUCCESS,
        Err(No(reason)) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn answer(options: Options, app: &'static [File]) -> Result<(), No> {
    match options.command {
        Command::Config(ConfigOptions {
            command: ConfigCommand::Check,
        }) => config::check(options.config),
        Command::Standing(options) => standing::run(&options),
        Command::Rulebook(options) => match options.command {
            RulebookCommand::Check { file } => check::run(&file),
            RulebookCommand::Diff(options) => diff::run(&options),
            RulebookCommand::Announce { file, database } => {
                wait(announce::announce(&file, &database.address))
            }
            RulebookCommand::Withdraw { database } => wait(announce::withdraw(&database.address)),
        },
        Command::Openapi => openapi::run(),
        Command::Verify(options) => wait(verify::run(options)),
        Command::Keys(options) => wait(keys::run(options)),
        Command::Push(options) => wait(push::run(options)),
        Command::Serve(options) => wait(serve::run(*options, app)),
        Command::Health(options) => wait(health::run(options)),
        Command::Import(options) => wait(import::run(options)),
        Command::Code(options) => wait(code::run(options)),
        Command::Cases(options) => wait(cases::run(options)),
        Command::Displays(options) => wait(displays::run(options)),
        Command::Backup(options) => wait(backup::back_up(options)),
        Command::Restore(options) => wait(backup::restore(options)),
        Command::Recount(options) => wait(recount::run(options)),
        Command::Demo(options) => wait(demo::run(options)),
    }
}

fn wait(work: impl Future<Output = Result<(), No>>) -> Result<(), No> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(work)
}
