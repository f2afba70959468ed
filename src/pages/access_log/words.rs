//! What each kind of access is called, and what it was for.

use citizen_score_contract::access::AccessKind;

use crate::i18n::Key;

/// What was done, in a few words.
pub(super) const fn name(kind: AccessKind) -> Key {
    match kind {
        AccessKind::SignIn => Key::AccessLogSignIn,
        AccessKind::Code => Key::AccessLogCode,
        AccessKind::Import => Key::AccessLogImport,
        AccessKind::CaseSeen => Key::AccessLogCaseSeen,
        AccessKind::CaseAsked => Key::AccessLogCaseAsked,
        AccessKind::CaseDecided => Key::AccessLogCaseDecided,
        AccessKind::TierProof => Key::AccessLogTierProof,
        AccessKind::Consent => Key::AccessLogConsent,
        AccessKind::Other => Key::AccessLogUnknown,
    }
}

/// For what purpose, in a sentence.
pub(super) const fn purpose(kind: AccessKind) -> Key {
    match kind {
        AccessKind::SignIn => Key::AccessLogSignInFor,
        AccessKind::Code => Key::AccessLogCodeFor,
        AccessKind::Import => Key::AccessLogImportFor,
        AccessKind::CaseSeen => Key::AccessLogCaseSeenFor,
        AccessKind::CaseAsked => Key::AccessLogCaseAskedFor,
        AccessKind::CaseDecided => Key::AccessLogCaseDecidedFor,
        AccessKind::TierProof => Key::AccessLogTierProofFor,
        AccessKind::Consent => Key::AccessLogConsentFor,
        AccessKind::Other => Key::AccessLogUnknownFor,
    }
}
