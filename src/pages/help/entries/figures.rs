//! The pages that explain figures and rules, and those about the app itself.

use super::{Entry, page};
use crate::i18n::Key;
use crate::routes::Route;

/// In their order.
pub(super) const ENTRIES: &[Entry] = &[
    page(
        Route::Check,
        [
            Key::CheckTitle,
            Key::MoreCheckText,
            Key::HelpFromLedger,
            Key::HelpCheckCan,
            Key::HelpAskAuthority,
        ],
        &[
            (Key::GlossaryRecomputed, "recomputed"),
            (Key::GlossaryMismatch, "mismatch"),
            (Key::GlossaryLedger, "ledger"),
        ],
    ),
    page(
        Route::OverTime,
        [
            Key::OverTimeTitle,
            Key::MoreOverTimeText,
            Key::HelpFromLedger,
            Key::HelpOverTimeCan,
            Key::HelpAskAuthority,
        ],
        &[
            (Key::GlossaryScore, "score"),
            (Key::GlossaryForecast, "forecast"),
        ],
    ),
    page(
        Route::WhatIf,
        [
            Key::WhatIfTitle,
            Key::MoreWhatIfText,
            Key::HelpFromLedger,
            Key::HelpWhatIfCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossaryWhatIf, "what-if"),
            (Key::GlossaryCap, "cap"),
            (Key::GlossaryWaitingTime, "waiting-time"),
        ],
    ),
    page(
        Route::RuleChanges,
        [
            Key::ChangesTitle,
            Key::MoreRuleChangesText,
            Key::HelpFromRulebooks,
            Key::HelpRuleChangesCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossaryAnnounced, "announced"),
            (Key::GlossaryInForce, "in-force"),
            (Key::GlossaryVersion, "version"),
        ],
    ),
    page(
        Route::Record,
        [
            Key::RecordTitle,
            Key::MoreRecordText,
            Key::HelpFromLedger,
            Key::HelpRecordCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossarySignedRecord, "signed-record"),
            (Key::GlossarySignature, "signature"),
            (Key::GlossaryStatement, "statement"),
        ],
    ),
    page(
        Route::Verify,
        [
            Key::VerifyTitle,
            Key::MoreVerifyText,
            Key::HelpFromFile,
            Key::HelpVerifyCan,
            Key::HelpAskDesk,
        ],
        &[
            (Key::GlossarySignature, "signature"),
            (Key::GlossaryKey, "key"),
            (Key::GlossaryDigest, "digest"),
        ],
    ),
    page(
        Route::Glossary,
        [
            Key::GlossaryTitle,
            Key::MoreGlossaryText,
            Key::HelpFromApp,
            Key::HelpGlossaryCan,
            Key::HelpAskDesk,
        ],
        &[],
    ),
    page(
        Route::ProofCheck,
        [
            Key::ProofCheckTitle,
            Key::MoreProofCheckText,
            Key::HelpFromProof,
            Key::HelpProofCheckCan,
            Key::HelpAskDesk,
        ],
        &[(Key::GlossaryTierProof, "tier-proof")],
    ),
    page(
        Route::Settings,
        [
            Key::SettingsTitle,
            Key::MoreSettingsText,
            Key::HelpFromSettings,
            Key::HelpSettingsCan,
            Key::HelpAskDesk,
        ],
        &[],
    ),
    page(
        Route::Help,
        [
            Key::HelpTitle,
            Key::MoreHelpText,
            Key::HelpFromApp,
            Key::HelpHelpCan,
            Key::HelpAskDesk,
        ],
        &[],
    ),
    page(
        Route::Welcome,
        [
            Key::WelcomeTitle,
            Key::MoreWelcomeText,
            Key::HelpFromApp,
            Key::HelpWelcomeCan,
            Key::HelpAskDesk,
        ],
        &[],
    ),
];
