//! Lines of JSON: `GET /me/entries` with `Accept: application/x-ndjson`.

use axum::body::Body;
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use citizen_score_contract::ledger::{Begin, Count, End, NDJSON};
use citizen_score_contract::{EntryView, Me};

use super::{Lines, lines};
use crate::error::ApiError;
use crate::http::etag::{self, Keep};
use crate::scoring::Views;
use crate::state::AppState;
use crate::store::Holder;

/// Whether a request asks for lines of JSON.
pub fn is_wanted(headers: &HeaderMap) -> bool {
    let values = headers.get_all(ACCEPT).iter();
    let kinds = values.filter_map(|value| value.to_str().ok());
    kinds.flat_map(|value| value.split(',')).any(|kind| {
        let mut parts = kind.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|it| it.eq_ignore_ascii_case(NDJSON));
        named && !parts.any(|it| it.eq_ignore_ascii_case("q=0"))
    })
}

/// Answers with the whole ledger of the holder.
pub async fn answer(
    state: &AppState,
    holder: &Holder,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let account = state.account(holder).await?;
    // The same state of the ledger under the same rules on the same day is the same to the byte.
    let name = format!(
        "{} {} {} {}",
        holder.resident, holder.registered_at, holder.ledger_head, account.me.as_of
    );
    let mut named = name.into_bytes();
    named.extend_from_slice(&serde_json::to_vec(&account.me)?);
    let etag = etag::of(&named);
    let known = etag::answer(headers, bytes::Bytes::new(), &etag, Keep::Never);
    let mut response = if known.status().is_success() {
        let begin = Ndjson {
            me: account.me.clone(),
        };
        Response::new(lines(state, holder, Views::Scored(account), begin))
    } else {
        known.map(|_| Body::empty())
    };
    let headers = response.headers_mut();
    headers.insert(ETAG, etag);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("cookie, accept"));
    if response.status().is_success() {
        let kind = HeaderValue::from_static(NDJSON);
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
    Ok(response)
}

/// One JSON value a line.
struct Ndjson {
    me: Me,
}

impl Lines for Ndjson {
    fn begin(&self, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        line(
            &Begin {
                me: self.me.clone(),
            },
            out,
        )
    }

    fn entry(&self, view: &EntryView, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        line(view, out)
    }

    fn end(&self, entries: u64, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        line(
            &End {
                end: Count { entries },
            },
            out,
        )
    }
}

fn line(value: &impl serde::Serialize, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    serde_json::to_writer(&mut *out, value)?;
    out.push(b'\n');
    Ok(())
}
