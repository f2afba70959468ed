//! What is asked of the access log.

use chrono::NaiveDate;
use citizen_score_contract::access::{AccessKind, DEFAULT_LIMIT, KINDS, MAX_LIMIT};

use crate::cursor::accesses as cursor;
use crate::query;
use crate::wrong::Wrong;

/// Which accesses are asked for.
#[derive(Clone, Debug, Default)]
pub struct AccessFilter {
    /// Of this kind only.
    pub kind: Option<AccessKind>,
    /// From the beginning of this day on (UTC).
    pub from: Option<NaiveDate>,
    /// Up to the end of this day (UTC).
    pub to: Option<NaiveDate>,
}

/// What a request asks for.
#[derive(Debug)]
pub struct Asked {
    /// Most accesses of a page.
    pub limit: u32,
    /// Number of the access before; none for the first page.
    pub before: Option<i64>,
    /// Which ones.
    pub filter: AccessFilter,
    /// Whether all are wanted as a table.
    pub csv: bool,
}

impl Asked {
    /// Reads the query; each parameter at most once, and no other.
    ///
    /// # Errors
    ///
    /// [`Wrong`] names the parameter.
    pub fn read(query: &str) -> Result<Self, Wrong> {
        let (mut limit, mut before, mut csv) = (None, None, None);
        let mut filter = AccessFilter::default();
        for (name, value) in query::pairs(query) {
            match name {
                "limit" => query::once(&mut limit, name, query::limit(value, MAX_LIMIT)?)?,
                "cursor" => query::once(&mut before, name, cursor::read(value)?)?,
                "kind" => {
                    let kind = KINDS.into_iter().find(|kind| kind_name(*kind) == value);
                    let kind = kind.ok_or_else(|| Wrong::field(name, wanted_kinds()))?;
                    query::once(&mut filter.kind, name, kind)?;
                }
                "from" => query::once(&mut filter.from, name, query::day(name, value)?)?,
                "to" => query::once(&mut filter.to, name, query::day(name, value)?)?,
                "format" => {
                    let is_csv = match value {
                        "json" => false,
                        "csv" => true,
                        _ => return Err(Wrong::field(name, "must be json or csv")),
                    };
                    query::once(&mut csv, name, is_csv)?;
                }
                _ => return Err(query::unknown(name)),
            }
        }
        if filter
            .from
            .zip(filter.to)
            .is_some_and(|(from, to)| to < from)
        {
            return Err(Wrong::field("to", "must not be before `from`"));
        }
        let csv = csv.unwrap_or_default();
        let paged = [("limit", limit.is_some()), ("cursor", before.is_some())];
        if let Some((name, _)) = paged.into_iter().find(|(_, given)| csv && *given) {
            return Err(Wrong::field(
                name,
                "is not for the table, which has no pages",
            ));
        }
        Ok(Self {
            limit: limit.unwrap_or(DEFAULT_LIMIT),
            before,
            filter,
            csv,
        })
    }
}

fn wanted_kinds() -> String {
    let names: Vec<&str> = KINDS.into_iter().map(kind_name).collect();
    format!("must be one of {}", names.join(", "))
}

/// The name of a kind, as it is stored and as it is asked for.
#[must_use]
pub const fn kind_name(kind: AccessKind) -> &'static str {
    match kind {
        AccessKind::SignIn => "sign_in",
        AccessKind::Code => "code",
        AccessKind::Import => "import",
        AccessKind::CaseSeen => "case_seen",
        AccessKind::CaseAsked => "case_asked",
        AccessKind::CaseDecided => "case_decided",
        AccessKind::TierProof => "tier_proof",
        AccessKind::Consent => "consent",
        AccessKind::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_is_wrong_with_a_query_is_named() {
        for (query, field) in [
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("limit=1&limit=1", "limit"),
            ("kind=Import", "kind"),
            ("kind=other", "kind"),
            ("kind=", "kind"),
            ("kind=code&kind=code", "kind"),
            ("from=2026-2-3", "from"),
            ("from=2026-02-30", "from"),
            ("to=today", "to"),
            ("from=2026-02-03&to=2026-02-02", "to"),
            ("format=xml", "format"),
            ("format=csv&limit=3", "limit"),
            ("format=csv&cursor=bjQy", "cursor"),
            ("until=2026-02-02", "until"),
        ] {
            let error = Asked::read(query).unwrap_err();
            assert!(
                matches!(&error, Wrong::Field { field: named, .. } if named == field),
                "{query} {error:?}"
            );
        }
        assert!(matches!(Asked::read("cursor=x"), Err(Wrong::Cursor)));
        let asked = Asked::read("kind=code&from=2026-02-02&to=2026-02-02&format=csv").unwrap();
        assert!(asked.csv && asked.before.is_none());
    }
}
