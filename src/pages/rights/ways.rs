//! The things that can be done, in their groups: what each is called, what it is, and where.

use crate::i18n::Key;
use crate::routes::Route;

/// What is said of one.
#[derive(Clone, Copy)]
pub(super) enum Text {
    /// The same under every rulebook.
    Same(Key),
    /// By when the city has to answer.
    Answer,
    /// Whether there is consent to withdraw.
    Consent,
}

/// One thing that can be done.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// Its name, which leads to the page.
    pub(super) name: Key,
    /// What is said of it.
    pub(super) text: Text,
    route: Route,
    query: &'static str,
}

impl Way {
    /// Where it is done.
    pub(super) fn address(self) -> String {
        format!("{}{}", self.route.path(), self.query)
    }
}

const fn way(name: Key, text: Text, route: Route, query: &'static str) -> Way {
    Way {
        name,
        text,
        route,
        query,
    }
}

/// To know.
pub(super) const KNOW: &[Way] = &[
    way(
        Key::RightsSee,
        Text::Same(Key::RightsSeeText),
        Route::History,
        "",
    ),
    way(
        Key::RightsWhy,
        Text::Same(Key::RightsWhyText),
        Route::History,
        "",
    ),
    way(
        Key::RightsCheck,
        Text::Same(Key::RightsCheckText),
        Route::Check,
        "",
    ),
    way(
        Key::RightsEffects,
        Text::Same(Key::RightsEffectsText),
        Route::Effects,
        "",
    ),
    way(
        Key::RightsLooked,
        Text::Same(Key::RightsLookedText),
        Route::AccessLog,
        "",
    ),
    way(
        Key::RightsComing,
        Text::Same(Key::RightsComingText),
        Route::RuleChanges,
        "",
    ),
];

/// To have something put right.
pub(super) const RIGHT: &[Way] = &[
    way(
        Key::RightsObject,
        Text::Same(Key::RightsObjectText),
        Route::NewCase,
        "?kind=objection",
    ),
    way(Key::RightsAnswer, Text::Answer, Route::Cases, ""),
    way(
        Key::RightsRepair,
        Text::Same(Key::RightsRepairText),
        Route::NewCase,
        "?kind=repair",
    ),
    way(
        Key::RightsClaim,
        Text::Same(Key::RightsClaimText),
        Route::NewCase,
        "?kind=claim",
    ),
    way(
        Key::RightsWords,
        Text::Same(Key::RightsWordsText),
        Route::History,
        "",
    ),
];

/// To take the record along.
pub(super) const TAKE: &[Way] = &[
    way(
        Key::RightsTakeRecord,
        Text::Same(Key::RightsTakeRecordText),
        Route::Record,
        "",
    ),
    way(
        Key::RightsVerify,
        Text::Same(Key::RightsVerifyText),
        Route::Verify,
        "",
    ),
];

/// To say no.
pub(super) const REFUSE: &[Way] = &[way(Key::RightsConsent, Text::Consent, Route::Consent, "")];
