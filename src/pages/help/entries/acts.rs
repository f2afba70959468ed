//! The pages of the menu, and those on which a resident acts.

use super::{Entry, page};
use crate::i18n::Key;
use crate::routes::Route;

/// In their order.
pub(super) const ENTRIES: &[Entry] = &[
    page(
        Route::Overview,
        [
            Key::OverviewTitle,
            Key::HelpOverviewShows,
            Key::HelpFromLedger,
            Key::HelpOverviewCan,
            Key::HelpAskAuthority,
        ],
        &[
            (Key::GlossaryScore, "score"),
            (Key::GlossaryTier, "tier"),
            (Key::GlossaryNextTier, "next-tier"),
            (Key::GlossaryMargin, "margin"),
        ],
    ),
    page(
        Route::History,
        [
            Key::HistoryTitle,
            Key::HelpHistoryShows,
            Key::HelpFromLedger,
            Key::HelpHistoryCan,
            Key::HelpAskAuthority,
        ],
        &[
            (Key::GlossaryEntry, "entry"),
            (Key::GlossaryCounts, "counts"),
            (Key::GlossaryLapses, "lapses"),
            (Key::GlossaryCorrection, "correction"),
        ],
    ),
    page(
        Route::Entry,
        [
            Key::EntryTitle,
            Key::HelpEntryShows,
            Key::HelpFromEntry,
            Key::HelpEntryCan,
            Key::HelpAskAuthority,
        ],
        &[
            (Key::GlossaryAuthority, "authority"),
            (Key::GlossaryBasis, "basis"),
            (Key::GlossaryReference, "reference"),
            (Key::GlossaryOwnWords, "own-words"),
        ],
    ),
    page(
        Route::Outlook,
        [
            Key::OutlookTitle,
            Key::HelpOutlookShows,
            Key::HelpFromLedger,
            Key::HelpOutlookCan,
            Key::HelpAskAuthority,
        ],
        &[
            (Key::GlossaryForecast, "forecast"),
            (Key::GlossaryLapses, "lapses"),
            (Key::GlossaryContested, "contested"),
        ],
    ),
    page(
        Route::Tiers,
        [
            Key::TiersTitle,
            Key::HelpTiersShows,
            Key::HelpFromRulebook,
            Key::HelpTiersCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossaryTier, "tier"),
            (Key::GlossaryRulebook, "rulebook"),
            (Key::GlossaryPlanned, "planned"),
            (Key::GlossaryCap, "cap"),
        ],
    ),
    page(
        Route::More,
        [
            Key::MoreTitle,
            Key::HelpMoreShows,
            Key::HelpFromApp,
            Key::HelpMoreCan,
            Key::HelpAskDesk,
        ],
        &[],
    ),
    page(
        Route::Rights,
        [
            Key::RightsTitle,
            Key::MoreRightsText,
            Key::HelpFromRulebook,
            Key::HelpRightsCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossaryObjection, "objection"),
            (Key::GlossaryRepair, "repair"),
            (Key::GlossaryConsent, "consent"),
        ],
    ),
    page(
        Route::Cases,
        [
            Key::CasesTitle,
            Key::MoreCasesText,
            Key::HelpFromCases,
            Key::HelpCasesCan,
            Key::HelpAskCase,
        ],
        &[
            (Key::GlossaryObjection, "objection"),
            (Key::GlossaryRepair, "repair"),
        ],
    ),
    page(
        Route::Case,
        [
            Key::CaseTitle,
            Key::HelpCaseShows,
            Key::HelpFromCases,
            Key::HelpCaseCan,
            Key::HelpAskCase,
        ],
        &[
            (Key::GlossaryContested, "contested"),
            (Key::GlossaryCorrection, "correction"),
        ],
    ),
    page(
        Route::NewCase,
        [
            Key::NewcaseTitle,
            Key::MoreNewCaseText,
            Key::HelpFromNewCase,
            Key::HelpNewCaseCan,
            Key::HelpAskAuthority,
        ],
        &[
            (Key::GlossaryObjection, "objection"),
            (Key::GlossaryRepair, "repair"),
            (Key::GlossaryBasis, "basis"),
        ],
    ),
    page(
        Route::Effects,
        [
            Key::EffectsTitle,
            Key::MoreEffectsText,
            Key::HelpFromLedger,
            Key::HelpEffectsCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossaryPerk, "perk"),
            (Key::GlossaryBurden, "burden"),
            (Key::GlossaryUnrelated, "unrelated"),
        ],
    ),
    page(
        Route::AccessLog,
        [
            Key::AccessLogTitle,
            Key::MoreAccessLogText,
            Key::HelpFromLog,
            Key::HelpAccessLogCan,
            Key::HelpAskDesk,
        ],
        &[(Key::GlossaryAccessLog, "access-log")],
    ),
    page(
        Route::TierProof,
        [
            Key::TierProofTitle,
            Key::MoreTierProofText,
            Key::HelpFromProof,
            Key::HelpTierProofCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossaryTierProof, "tier-proof"),
            (Key::GlossaryTier, "tier"),
        ],
    ),
    page(
        Route::Pair,
        [
            Key::PairTitle,
            Key::MorePairText,
            Key::HelpFromSessions,
            Key::HelpPairCan,
            Key::HelpAskDesk,
        ],
        &[],
    ),
    page(
        Route::Consent,
        [
            Key::ConsentTitle,
            Key::MoreConsentText,
            Key::HelpFromConsent,
            Key::HelpConsentCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossaryConsent, "consent"),
            (Key::GlossaryRulebook, "rulebook"),
        ],
    ),
];
