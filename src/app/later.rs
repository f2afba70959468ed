//! What the build takes out of the app's first download: the sign-in, the pages beside the overview, and
//! what only a shared display needs.
//!
//! What is reached only from [`load_sign_in`], [`load_pages`], [`load_acts`] or [`load_kiosk`] becomes
//! WebAssembly of its own; see `docs/decisions/0015-second-download.md`.

use std::pin::Pin;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::download::{Download, Show};
use crate::api::{ApiError, use_api};
use crate::desk::{Desk, provide_desk};
use crate::drafts::{Drafts, provide_drafts};
use crate::i18n::{I18n, add_later_texts, languages, load_language};
use crate::kiosk::hand_over::instead_of;
use crate::kiosk::{is_display, provide_kiosk, start};
use crate::pages::{
    AccessLogPage, ConsentPage, EffectsPage, PairPage, ProofCheckPage, TierProofPage, unscored_page,
};
use crate::pages::{CasePage, CasesPage, NewCasePage};
use crate::pages::{
    CheckPage, EntryPage, HistoryPage, NotFoundPage, OutlookPage, OverTimePage, RecordPage,
    SignInPage, TiersPage, VerifyPage,
};
use crate::pages::{
    GlossaryPage, HelpPage, MorePage, RightsPage, RuleChangesPage, SettingsPage, WelcomePage,
    WhatIfPage,
};
use crate::record::{Holder, use_record};
use crate::remember::{self, Kept, Remember, provide_remember};
use crate::routes::Route;
use split::{load_acts, load_kiosk, load_pages, load_sign_in};

/// The parts that are loaded later, as a context.
#[derive(Clone, Copy)]
pub(super) struct Later {
    /// The sign-in.
    pub(super) sign_in: Download,
    /// The pages beside the overview.
    pub(super) pages: Download,
    /// The pages with which a resident acts.
    pub(super) acts: Download,
    /// What only a shared display needs.
    pub(super) kiosk: Download,
}

/// Provides the context. Nothing is loaded before it is wanted.
pub(super) fn provide_later() {
    let sign_in = Download::new(|it| {
        Box::pin(async move {
            let style = add_style();
            // Why it failed, the browser does not say; being offline is what it comes from.
            let sign_in = load_sign_in().await.map_err(|_| ApiError::Offline)?;
            whole(*sign_in, it, style).await
        })
    });
    let pages = Download::new(|it| {
        Box::pin(async move {
            let style = add_style();
            let pages = load_pages().await.map_err(|_| ApiError::Offline)?;
            whole(*pages, it, style).await
        })
    });
    let acts = Download::new(|it| {
        Box::pin(async move {
            let style = add_style();
            let pages = load_acts().await.map_err(|_| ApiError::Offline)?;
            whole(*pages, it, style).await
        })
    });
    let kiosk = Download::new(|it| {
        Box::pin(async move {
            let kiosk = load_kiosk().await.map_err(|_| ApiError::Offline)?;
            whole(*kiosk, it, None).await
        })
    });
    provide_context(Later {
        sign_in,
        pages,
        acts,
        kiosk,
    });
    if is_display() {
        kiosk.load();
    }
}

/// Waits until pages have their texts and their style.
async fn whole(pages: Pages, download: Download, style: Option<Promise>) -> Result<Show, ApiError> {
    (pages.ready)(download).await?;
    // Pages without their style would jump when it comes; pages that wait for it for good are worse.
    if let Some(style) = style {
        let _ = JsFuture::from(style).await;
    }
    Ok(pages.show)
}

/// Ends when texts are ready, or cannot be had.
type TextsReady = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// What the pages bring.
#[derive(Clone, Copy)]
struct Pages {
    /// Provides what they share, and makes their texts ready.
    ready: fn(Download) -> TextsReady,
    /// Shows the page of a route.
    show: Show,
    /// Opens what was kept of the record on this device.
    recall: fn() -> Recalled,
}

type Recalled = Pin<Box<dyn Future<Output = Option<Kept>>>>;

/// The record as it was kept on this device; before there is an app, and for a start without a server.
pub(crate) async fn recall() -> Option<Kept> {
    let acts = load_acts().await.ok()?;
    (acts.recall)().await
}

const PAGES: Pages = Pages {
    ready: |pages| {
        pages.in_app(provide_shared);
        Box::pin(texts(pages.i18n))
    },
    show: page,
    recall: || Box::pin(remember::recall()),
};

const ACTS: Pages = Pages {
    ready: |acts| {
        acts.in_app(provide_shared);
        Box::pin(texts(acts.i18n))
    },
    show: act,
    recall: || Box::pin(remember::recall()),
};

const KIOSK: Pages = Pages {
    ready: |kiosk| {
        Box::pin(async move {
            add_later_texts(kiosk.i18n).await?;
            // The next visitor may choose any, and may be offline then.
            for language in 0..languages().len() {
                load_language(language).await?;
            }
            kiosk.in_app(provide_kiosk);
            Ok(())
        })
    },
    show: |_| start::start(),
    recall: || Box::pin(async { None }),
};

/// Makes the texts of a part ready, and lets the browser answer whoever touches it before the page is made:
/// on a slow phone, making the part ready and making its page take a good tenth of a second each.
async fn texts(i18n: I18n) -> Result<(), ApiError> {
    add_later_texts(i18n).await?;
    let next = Promise::new(&mut |go_on, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&go_on, 0);
    });
    let _ = JsFuture::from(next).await;
    Ok(())
}

/// Provides what pages share beyond one page. It may be there: both parts call this, and each new
/// try to load one.
fn provide_shared() {
    if use_context::<Desk>().is_none() {
        provide_desk(use_api(), use_record());
    }
    if use_context::<Drafts>().is_none() {
        provide_drafts(use_api(), use_record(), is_display());
    }
    if use_context::<Remember>().is_none() && !is_display() {
        provide_remember(use_api(), use_record());
    }
}

fn act(route: Route) -> AnyView {
    if let Some(page) = instead_of(route) {
        return page;
    }
    let scored = use_record()
        .holder()
        .with_untracked(|it| *it != Holder::NotScored);
    match route {
        Route::Effects if scored => EffectsPage().into_any(),
        Route::TierProof if scored => TierProofPage().into_any(),
        Route::NewCase => NewCasePage().into_any(),
        Route::Cases => CasesPage().into_any(),
        Route::Case => CasePage().into_any(),
        Route::AccessLog => AccessLogPage().into_any(),
        Route::ProofCheck => ProofCheckPage().into_any(),
        Route::Consent => ConsentPage().into_any(),
        Route::Pair => PairPage().into_any(),
        _ if scored => NotFoundPage().into_any(),
        // All other pages are asked for here only by somebody who is not scored.
        _ => unscored_page(route),
    }
}

fn page(route: Route) -> AnyView {
    if let Some(page) = instead_of(route) {
        return page;
    }
    match route {
        Route::History => HistoryPage().into_any(),
        Route::Entry => EntryPage().into_any(),
        Route::Tiers => TiersPage().into_any(),
        Route::Check => CheckPage().into_any(),
        Route::OverTime => OverTimePage().into_any(),
        Route::Outlook => OutlookPage().into_any(),
        Route::Record => RecordPage().into_any(),
        Route::Verify => VerifyPage().into_any(),
        Route::More => MorePage().into_any(),
        Route::WhatIf => WhatIfPage().into_any(),
        Route::RuleChanges => RuleChangesPage().into_any(),
        Route::Glossary => GlossaryPage().into_any(),
        Route::Rights => RightsPage().into_any(),
        Route::Settings if !is_display() => SettingsPage().into_any(),
        Route::Help => HelpPage().into_any(),
        Route::Welcome => WelcomePage().into_any(),
        _ => NotFoundPage().into_any(),
    }
}

const SIGN_IN: Pages = Pages {
    ready: |sign_in| Box::pin(texts(sign_in.i18n)),
    show: |_| SignInPage().into_any(),
    recall: || Box::pin(async { None }),
};

#[cfg(feature = "split")]
mod split {
    //! The four places at which the app is taken apart.

    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::{ACTS, KIOSK, PAGES, Pages, SIGN_IN};

    #[wasm_split(later, fallible)]
    pub(super) fn load_pages() -> Result<Box<Pages>, SplitLoaderError> {
        Ok(Box::new(PAGES))
    }

    #[wasm_split(acts, fallible)]
    pub(super) fn load_acts() -> Result<Box<Pages>, SplitLoaderError> {
        Ok(Box::new(ACTS))
    }

    #[wasm_split(kiosk, fallible)]
    pub(super) fn load_kiosk() -> Result<Box<Pages>, SplitLoaderError> {
        Ok(Box::new(KIOSK))
    }

    #[wasm_split(sign_in, fallible)]
    pub(super) fn load_sign_in() -> Result<Box<Pages>, SplitLoaderError> {
        Ok(Box::new(SIGN_IN))
    }
}

#[cfg(not(feature = "split"))]
mod split {
    //! Without the tool that takes the app apart, as in tests, everything is here already.

    use std::convert::Infallible;
    use std::future::ready;

    use super::{ACTS, KIOSK, PAGES, Pages, SIGN_IN};

    pub(super) async fn load_pages() -> Result<Box<Pages>, Infallible> {
        ready(Ok(Box::new(PAGES))).await
    }

    pub(super) async fn load_acts() -> Result<Box<Pages>, Infallible> {
        ready(Ok(Box::new(ACTS))).await
    }

    pub(super) async fn load_kiosk() -> Result<Box<Pages>, Infallible> {
        ready(Ok(Box::new(KIOSK))).await
    }

    pub(super) async fn load_sign_in() -> Result<Box<Pages>, Infallible> {
        ready(Ok(Box::new(SIGN_IN))).await
    }
}

/// The context.
pub(super) fn use_later() -> Later {
    expect_context()
}

/// Puts the style of the pages into the document, once; resolves when it is there, or cannot be had.
fn add_style() -> Option<Promise> {
    let place = document()
        .query_selector("meta[name=later-style]")
        .ok()
        .flatten()?;
    let address = place.get_attribute("content")?;
    let link = document().create_element("link").ok()?;
    link.set_attribute("rel", "stylesheet").ok()?;
    link.set_attribute("href", &address).ok()?;
    let there = Promise::new(&mut |done, _| {
        for event in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(event, &done);
        }
    });
    document().head()?.append_child(&link).ok()?;
    // A second try after a failure needs no second link.
    place.remove();
    Some(there)
}
