//! `GET /me/access-log`: who looked at the record, newest first, as pages or as a table.

mod csv;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use citizen_score_contract::access::{DEFAULT_LIMIT, KINDS, MAX_LIMIT};
use citizen_score_contract::{Access, AccessPage};

use super::{SignedIn, private, query};
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{AccessFilter, kind_name};

/// Version of the form of cursors; another form gets another letter.
const FORM: &str = "n";

/// Answers with a page, or with all of it as a file.
pub async fn list(
    State(state): State<AppState>,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::read(query.as_deref().unwrap_or_default())?;
    if asked.csv {
        signed_in.on_own_device()?;
        let resident = signed_in.holder.resident;
        return Ok(csv::answer(&state, resident, asked.filter));
    }
    let resident = signed_in.holder.resident;
    // One more than asked says whether there is a next page.
    let (before, most) = (asked.before.unwrap_or(i64::MAX), asked.limit + 1);
    let mut accesses = state
        .store
        .accesses(&resident, &asked.filter, before, most)
        .await?;
    let more = accesses.len() > asked.limit as usize;
    accesses.truncate(asked.limit as usize);
    let next_cursor = accesses.last().filter(|_| more).map(after);
    let page = AccessPage {
        accesses,
        next_cursor,
    };
    private(&headers, &page)
}

/// What a request asks for.
#[derive(Debug)]
struct Asked {
    limit: u32,
    before: Option<i64>,
    filter: AccessFilter,
    csv: bool,
}

impl Asked {
    fn read(query: &str) -> Result<Self, ApiError> {
        let (mut limit, mut before, mut csv) = (None, None, None);
        let mut filter = AccessFilter::default();
        for (name, value) in query::pairs(query) {
            match name {
                "limit" => query::once(&mut limit, name, query::limit(value, MAX_LIMIT)?)?,
                "cursor" => query::once(&mut before, name, read_cursor(value)?)?,
                "kind" => {
                    let kind = KINDS.into_iter().find(|kind| kind_name(*kind) == value);
                    let kind = kind.ok_or_else(|| ApiError::invalid(name, wanted_kinds()))?;
                    query::once(&mut filter.kind, name, kind)?;
                }
                "from" => query::once(&mut filter.from, name, query::day(name, value)?)?,
                "to" => query::once(&mut filter.to, name, query::day(name, value)?)?,
                "format" => {
                    let is_csv = match value {
                        "json" => false,
                        "csv" => true,
                        _ => return Err(ApiError::invalid(name, "must be json or csv")),
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
            return Err(ApiError::invalid("to", "must not be before `from`"));
        }
        let csv = csv.unwrap_or_default();
        let paged = [("limit", limit.is_some()), ("cursor", before.is_some())];
        if let Some((name, _)) = paged.into_iter().find(|(_, given)| csv && *given) {
            return Err(ApiError::invalid(
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

/// The cursor of the page after this access.
fn after(access: &Access) -> String {
    URL_SAFE_NO_PAD.encode(format!("{FORM}{}", access.number))
}

fn read_cursor(cursor: &str) -> Result<i64, ApiError> {
    let text = URL_SAFE_NO_PAD.decode(cursor).ok();
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    let number = text.and_then(|text| {
        let digits = text.strip_prefix(FORM)?;
        let number: i64 = digits.parse().ok()?;
        (number > 0 && number.to_string() == digits).then_some(number)
    });
    number.ok_or(ApiError::InvalidCursor)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_what_was_given_out_is_a_cursor() {
        let cursor = |text: &str| URL_SAFE_NO_PAD.encode(text);
        assert_eq!(read_cursor(&cursor("n42")).unwrap(), 42);
        for wrong in [
            "",
            "n",
            "n0",
            "n-1",
            "n+1",
            "n01",
            "a1",
            "n1 ",
            "n99999999999999999999",
        ] {
            assert!(read_cursor(&cursor(wrong)).is_err(), "{wrong}");
        }
        for wrong in ["n42", "%6E", "bjQy=", "é"] {
            assert!(read_cursor(wrong).is_err(), "{wrong}");
        }
    }

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
                matches!(&error, ApiError::Invalid { field: named, .. } if named == field),
                "{query} {error:?}"
            );
        }
        assert!(matches!(
            Asked::read("cursor=x"),
            Err(ApiError::InvalidCursor)
        ));
        let asked = Asked::read("kind=code&from=2026-02-02&to=2026-02-02&format=csv").unwrap();
        assert!(asked.csv && asked.before.is_none());
    }
}
