//! `citizen-score serve`.

use std::path::{Path, PathBuf};

use citizen_score_contract::DemoResident;
use citizen_score_rules::Rulebook;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::announce::announce_in;
use super::files::read_rulebook;
use super::options::ServeOptions;
use super::{No, log, say};
use crate::app_files::AppFiles;
use crate::app_source::File;
use crate::clock::Clock;
use crate::commands::demo::describe;
use crate::demo;
use crate::server::{asked_to_end, serve};
use crate::state::{AppState, Kiosk, Parts, Settings};
use crate::store::Store;
#[cfg(feature = "traces")]
use crate::traces::Traces;

/// Where `make` builds the app.
const APP: &str = "dist";

/// Serves until the operator ends it; `inside` are the files of the app inside the program, if any.
pub async fn run(options: ServeOptions, inside: &'static [File]) -> Result<(), No> {
    #[cfg(feature = "traces")]
    let traces = options.traces.settings().map(Traces::start).transpose()?;
    log::start(
        options.log_format,
        #[cfg(feature = "traces")]
        traces.as_ref(),
    )?;
    let served = run_logged(options, inside).await;
    #[cfg(feature = "traces")]
    if let Some(traces) = traces {
        traces.end().await;
    }
    served
}

async fn run_logged(options: ServeOptions, inside: &'static [File]) -> Result<(), No> {
    let clock = Clock::default();
    let store = Store::open(&options.database.address).await?;
    if options.demo {
        let loaded = demo::load(&store, &options.demo_without, clock.now()).await?;
        tracing::info!("{}", describe(loaded));
    }
    let rulebook = rulebook(&store, options.rulebook.as_deref(), &clock).await?;
    if let Some(file) = &options.upcoming {
        let upcoming = announce_in(&store, file, &clock).await?;
        tracing::info!(version = upcoming.data().version, "a rulebook is announced");
    }
    if store.is_open_to_others() {
        tracing::warn!(
            "other users of this machine can read the database, and with it the key that records are \
             signed with; take their rights to the file away"
        );
    }
    let kiosk = options.kiosk.settings();
    prepare_kiosk(&store, &kiosk, &clock).await?;
    let oidc = options.oidc.settings(kiosk.phone_url.as_deref());
    let oidc = oidc.map_err(No::new)?;
    let (ending, shutdown) = watch::channel(false);
    let state = AppState::new(Parts {
        store,
        clock,
        rulebook,
        residents: residents(options.demo)?,
        app: app(options.app, inside)?,
        settings: Settings {
            demo: options.demo,
            behind_tls: options.behind_tls,
            kiosk,
            push: options.push.settings(),
            pace: options.pace.settings(),
            oidc,
            ..Settings::default()
        },
        shutdown,
    })?;
    if let Some(app) = &state.app
        && state.settings.kiosk.everyone.is_some()
        && !app.shell.has_guard()
    {
        tracing::warn!(
            "the app is built without what guards a shared display; build it for release"
        );
    }
    let end = asked_to_end()?;
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| No::new(format!("cannot listen on {}: {error}", options.listen)))?;
    say(format_args!(
        "Citizen Score is at http://{}",
        listener.local_addr()?
    ))?;
    serve(listener, state, ending, end).await?;
    tracing::info!("ended");
    Ok(())
}

/// In kiosk mode: keeps the display of all browsers, and says what will not work.
async fn prepare_kiosk(store: &Store, kiosk: &Kiosk, clock: &Clock) -> Result<(), No> {
    let Some(name) = &kiosk.everyone else {
        return Ok(());
    };
    if store.add_display(name, None, clock.now()).await?.is_none() {
        return Err(No::new(format!(
            "`{name}` is the name of a display with a key of its own; give this one another with \
             --kiosk-name"
        )));
    }
    if kiosk.phone_url.is_none() {
        tracing::warn!(
            "nobody can sign in by phone: --phone-url does not say where phones reach the app"
        );
    }
    Ok(())
}

/// The rulebook in force: the named one, which is applied by this, or else the one last applied.
async fn rulebook(store: &Store, file: Option<&Path>, clock: &Clock) -> Result<Rulebook, No> {
    if let Some(file) = file {
        let (rulebook, text) = read_rulebook(file)?;
        let data = rulebook.data();
        store
            .apply_rulebook(&data.id, &data.version, &text, clock.now())
            .await?;
        return Ok(rulebook);
    }
    let text = store.rulebook_in_use().await?;
    let text =
        text.ok_or_else(|| No::new("no rulebook was applied yet; name one with --rulebook"))?;
    Ok(Rulebook::from_json(&text)?)
}

fn residents(demo: bool) -> Result<Vec<DemoResident>, No> {
    if !demo {
        return Ok(Vec::new());
    }
    Ok(demo::residents()?
        .into_iter()
        .map(DemoResident::from)
        .collect())
}

/// The built app: the named one, or else the one inside the program, which must be good; the one in the usual
/// folder may be missing.
fn app(named: Option<PathBuf>, inside: &'static [File]) -> Result<Option<AppFiles>, No> {
    if let Some(folder) = named {
        return Ok(Some(AppFiles::open(&folder)?));
    }
    if !inside.is_empty() {
        return Ok(Some(AppFiles::inside(inside)?));
    }
    match AppFiles::open(Path::new(APP)) {
        Ok(app) => Ok(Some(app)),
        Err(error) => {
            tracing::warn!("only the API is served: {error}");
            Ok(None)
        }
    }
}
