//! Typed paths; every link is made here.

/// A page of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Score, tier, points to the next tier, latest entries.
    Overview,
    /// All entries.
    History,
    /// One entry in full.
    Entry,
    /// The forecast, and what is close.
    Outlook,
    /// All tiers, and what adds and takes points.
    Tiers,
    /// All other pages, with what each is for.
    More,
    /// The city's arithmetic, done again on this device.
    Check,
    /// The score over time.
    OverTime,
    /// Hypothetical entries, and the ways to the next tier.
    WhatIf,
    /// What an announced rulebook changes.
    RuleChanges,
    /// The record, to take along.
    Record,
    /// The check of a record that was taken along.
    Verify,
    /// The terms, explained.
    Glossary,
    /// Everything that was asked of the city, and what is not sent yet.
    Cases,
    /// One case: how far it is, and what can be done.
    Case,
    /// Asking: the questions of a new case, one at a time.
    NewCase,
    /// What the tier brings and costs, who applies it, and what led there.
    Effects,
    /// Who looked at the record.
    AccessLog,
    /// A proof of the tier alone, to be shown at a desk.
    TierProof,
    /// The page of such a desk.
    ProofCheck,
    /// Being scored at all.
    Consent,
    /// Letting a shared display show the record, and ending that.
    Pair,
    /// What residents can do about their score.
    Rights,
    /// How the app behaves on this device, where one is signed in, and what the app is made of.
    Settings,
    /// What each page is for.
    Help,
    /// What this is, what it is not, and where the data comes from.
    Welcome,
    /// An address that no page has.
    NotFound,
}

/// What stands before the id in the address of an entry.
const ENTRY: &str = "/entry/";

/// What stands before the number in the address of a case.
const CASE: &str = "/case/";

impl Route {
    /// The pages of the menu, in its order.
    pub const MENU: [Self; 5] = [
        Self::Overview,
        Self::History,
        Self::Outlook,
        Self::Tiers,
        Self::More,
    ];

    /// The pages that the menu does not name, in the order in which [`Route::More`] lists them.
    pub const OTHERS: [Self; 19] = [
        Self::Rights,
        Self::Cases,
        Self::NewCase,
        Self::Effects,
        Self::AccessLog,
        Self::TierProof,
        Self::Pair,
        Self::Consent,
        Self::Check,
        Self::OverTime,
        Self::WhatIf,
        Self::RuleChanges,
        Self::Record,
        Self::Verify,
        Self::Glossary,
        Self::ProofCheck,
        Self::Settings,
        Self::Help,
        Self::Welcome,
    ];

    /// The page's address; for a page that is not found, where to go instead.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview | Self::NotFound => "/",
            Self::History => "/history",
            Self::Entry => ENTRY,
            Self::Outlook => "/outlook",
            Self::Tiers => "/tiers",
            Self::More => "/more",
            Self::Check => "/check",
            Self::OverTime => "/over-time",
            Self::WhatIf => "/what-if",
            Self::RuleChanges => "/rule-changes",
            Self::Record => "/record",
            Self::Verify => "/verify",
            Self::Glossary => "/glossary",
            Self::Cases => "/cases",
            Self::Case => CASE,
            Self::NewCase => "/new-case",
            Self::Effects => "/effects",
            Self::AccessLog => "/access-log",
            Self::TierProof => "/tier-proof",
            Self::ProofCheck => "/proof",
            Self::Consent => "/consent",
            Self::Pair => "/pair",
            Self::Rights => "/rights",
            Self::Settings => "/settings",
            Self::Help => "/help",
            Self::Welcome => "/welcome",
        }
    }

    /// The page at an address; a slash at the end does not matter.
    pub fn of(path: &str) -> Self {
        if entry_in(path).is_some() {
            return Self::Entry;
        }
        if case_in(path).is_some() {
            return Self::Case;
        }
        let path = if path.len() > 1 {
            path.trim_end_matches('/')
        } else {
            path
        };
        let all = Self::MENU.into_iter().chain(Self::OTHERS);
        all.into_iter()
            .find(|route| route.path() == path)
            .unwrap_or(Self::NotFound)
    }

    /// Where the help for this page is; see [`Self::name`].
    pub fn help(self) -> String {
        format!("/help?page={}", self.name())
    }

    /// The page's name in the address of its help.
    pub fn name(self) -> &'static str {
        match self.path().trim_matches('/') {
            "" => "overview",
            name => name,
        }
    }

    /// Whether the page is there for everyone, signed in or not.
    pub const fn is_public(self) -> bool {
        matches!(
            self,
            Self::Tiers
                | Self::More
                | Self::Verify
                | Self::Glossary
                | Self::ProofCheck
                | Self::Rights
                | Self::Settings
                | Self::Help
                | Self::Welcome
                | Self::NotFound
        )
    }

    /// Whether the page belongs to the part of the app with which a resident acts: cases, and what
    /// stands beside them.
    pub const fn is_act(self) -> bool {
        matches!(
            self,
            Self::Cases
                | Self::Case
                | Self::NewCase
                | Self::Effects
                | Self::AccessLog
                | Self::TierProof
                | Self::ProofCheck
                | Self::Consent
                | Self::Pair
        )
    }

    /// The item of the menu that a page belongs to.
    #[must_use]
    pub const fn menu_item(self) -> Self {
        match self {
            Self::Entry => Self::History,
            Self::Overview | Self::History | Self::Outlook | Self::Tiers | Self::NotFound => self,
            _ => Self::More,
        }
    }
}

/// The address of an entry's page.
pub fn entry_path(id: &str) -> String {
    format!("{ENTRY}{}", js_sys::encode_uri_component(id))
}

/// The id in the address of an entry's page.
pub fn entry_in(path: &str) -> Option<String> {
    named(ENTRY, path)
}

/// The address of a case's page.
pub fn case_path(id: &str) -> String {
    format!("{CASE}{}", js_sys::encode_uri_component(id))
}

/// The number in the address of a case's page.
pub fn case_in(path: &str) -> Option<String> {
    named(CASE, path)
}

fn named(before: &str, path: &str) -> Option<String> {
    let id = path.strip_prefix(before)?.trim_end_matches('/');
    let id = js_sys::decode_uri_component(id).ok()?.as_string()?;
    (!id.is_empty()).then_some(id)
}
