//! `/me/entries` and what is below it, described.

use citizen_score_contract::entries::{DEFAULT_LIMIT, MAX_LIMIT};
use citizen_score_contract::ledger::NDJSON;
use citizen_score_contract::statement::{Statement, WriteStatement};
use citizen_score_contract::{EntriesPage, EntryView, ProblemCode};
use serde_json::json;

use crate::openapi::call::{Call, Who, delete, get, put};
use crate::openapi::parameters::{Parameter, text};

const STATEMENT: &str = "/api/v1/me/entries/{id}/statement";

pub fn calls() -> Vec<Call> {
    let id = || {
        Parameter::path(
            "id",
            "The entry's id. Another's is as unknown as one that does not exist.",
            text(),
        )
    };
    vec![
        get("/api/v1/me/entries", "listEntries", Who::SignedIn)
            .says(
                "The own ledger",
                "A page, newest first, by `occurred_on` and then `id`; an entry that arrives between two pages moves \
                 nothing. With `Accept: application/x-ndjson` the answer is the whole ledger, oldest first, and takes \
                 no parameters: a line with `me` as `GET /api/v1/me` answers, a line for each entry as on a page, and \
                 last `{\"end\":{\"entries\":…}}` with their number. Where the last line is missing, the stream broke \
                 off. It is `not_scored` where consent is withdrawn.",
            )
            .with(Parameter::limit(DEFAULT_LIMIT, MAX_LIMIT))
            .with(Parameter::cursor())
            .gives::<EntriesPage>(200, "A page, or all of it.")
            .gives_as(200, "", NDJSON, Some(|_| json!({ "type": "string" })))
            .leads(
                &["getEntry", "writeStatement", "removeStatement"],
                "id",
                "/entries/0/entry/id",
            )
            .named()
            .refuses(&[ProblemCode::NotScored]),
        get("/api/v1/me/entries/{id}", "getEntry", Who::SignedIn)
            .says("One entry", "With whether it counts today, and the one reason if not.")
            .with(id())
            .gives_named::<EntryView>("The entry."),
        put(STATEMENT, "writeStatement", Who::SignedIn)
            .says(
                "Write the own words beside an entry",
                "They stand wherever the entry does from then on. The same words again stay as old as they are.",
            )
            .with(id())
            .takes::<WriteStatement>()
            .gives::<Statement>(200, "The words as they stand."),
        delete(STATEMENT, "removeStatement", Who::SignedIn)
            .says("Take the own words away", "Also good where there are none.")
            .with(id())
            .gives_nothing("There are none any more."),
    ]
}
