//! The terms: the anchor of each, its name, and the sentence that explains it.

use crate::i18n::Key;

/// One term.
#[derive(Clone, Copy)]
pub(super) struct Term {
    /// Its id on the page, as links name it.
    pub(super) anchor: &'static str,
    /// Its name.
    pub(super) name: Key,
    /// What it means, in one sentence.
    pub(super) text: Key,
}

const fn term(anchor: &'static str, name: Key, text: Key) -> Term {
    Term { anchor, name, text }
}

/// All terms; the page puts them into the order of the language.
pub(super) const TERMS: &[Term] = &[
    term("score", Key::GlossaryScore, Key::GlossaryScoreText),
    term("points", Key::GlossaryPoints, Key::GlossaryPointsText),
    term("start", Key::GlossaryStart, Key::GlossaryStartText),
    term("range", Key::GlossaryRange, Key::GlossaryRangeText),
    term("tier", Key::GlossaryTier, Key::GlossaryTierText),
    term(
        "next-tier",
        Key::GlossaryNextTier,
        Key::GlossaryNextTierText,
    ),
    term("margin", Key::GlossaryMargin, Key::GlossaryMarginText),
    term("standing", Key::GlossaryStanding, Key::GlossaryStandingText),
    term("entry", Key::GlossaryEntry, Key::GlossaryEntryText),
    term("ledger", Key::GlossaryLedger, Key::GlossaryLedgerText),
    term("kind", Key::GlossaryKind, Key::GlossaryKindText),
    term("category", Key::GlossaryCategory, Key::GlossaryCategoryText),
    term(
        "authority",
        Key::GlossaryAuthority,
        Key::GlossaryAuthorityText,
    ),
    term("basis", Key::GlossaryBasis, Key::GlossaryBasisText),
    term(
        "reference",
        Key::GlossaryReference,
        Key::GlossaryReferenceText,
    ),
    term("counts", Key::GlossaryCounts, Key::GlossaryCountsText),
    term("lapses", Key::GlossaryLapses, Key::GlossaryLapsesText),
    term("cap", Key::GlossaryCap, Key::GlossaryCapText),
    term("room", Key::GlossaryRoom, Key::GlossaryRoomText),
    term(
        "correction",
        Key::GlossaryCorrection,
        Key::GlossaryCorrectionText,
    ),
    term("repair", Key::GlossaryRepair, Key::GlossaryRepairText),
    term(
        "objection",
        Key::GlossaryObjection,
        Key::GlossaryObjectionText,
    ),
    term(
        "contested",
        Key::GlossaryContested,
        Key::GlossaryContestedText,
    ),
    term("planned", Key::GlossaryPlanned, Key::GlossaryPlannedText),
    term("in-force", Key::GlossaryInForce, Key::GlossaryInForceText),
    term("rulebook", Key::GlossaryRulebook, Key::GlossaryRulebookText),
    term("version", Key::GlossaryVersion, Key::GlossaryVersionText),
    term(
        "announced",
        Key::GlossaryAnnounced,
        Key::GlossaryAnnouncedText,
    ),
    term("effect", Key::GlossaryEffect, Key::GlossaryEffectText),
    term("perk", Key::GlossaryPerk, Key::GlossaryPerkText),
    term("burden", Key::GlossaryBurden, Key::GlossaryBurdenText),
    term("forecast", Key::GlossaryForecast, Key::GlossaryForecastText),
    term("what-if", Key::GlossaryWhatIf, Key::GlossaryWhatIfText),
    term(
        "waiting-time",
        Key::GlossaryWaitingTime,
        Key::GlossaryWaitingTimeText,
    ),
    term("caution", Key::GlossaryCaution, Key::GlossaryCautionText),
    term(
        "recomputed",
        Key::GlossaryRecomputed,
        Key::GlossaryRecomputedText,
    ),
    term("mismatch", Key::GlossaryMismatch, Key::GlossaryMismatchText),
    term(
        "signed-record",
        Key::GlossarySignedRecord,
        Key::GlossarySignedRecordText,
    ),
    term(
        "signature",
        Key::GlossarySignature,
        Key::GlossarySignatureText,
    ),
    term("key", Key::GlossaryKey, Key::GlossaryKeyText),
    term("digest", Key::GlossaryDigest, Key::GlossaryDigestText),
    term(
        "statement",
        Key::GlossaryStatement,
        Key::GlossaryStatementText,
    ),
    term(
        "access-log",
        Key::GlossaryAccessLog,
        Key::GlossaryAccessLogText,
    ),
    term("consent", Key::GlossaryConsent, Key::GlossaryConsentText),
    term(
        "own-words",
        Key::GlossaryOwnWords,
        Key::GlossaryOwnWordsText,
    ),
    term(
        "tier-proof",
        Key::GlossaryTierProof,
        Key::GlossaryTierProofText,
    ),
    term(
        "unrelated",
        Key::GlossaryUnrelated,
        Key::GlossaryUnrelatedText,
    ),
];
