//! Which call a request is.

use chrono::{DateTime, Utc};
use citizen_score_contract::{API_PATH, ProblemCode};

use crate::calls::Asking;
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::{Random, Request, Response};

type Answer = Result<Response, Refused>;

impl Demo {
    /// Answers a request.
    pub(crate) fn route(
        &mut self,
        request: &Request,
        now: DateTime<Utc>,
        random: Random,
    ) -> Answer {
        if !request.reads() && !request.is_own() {
            return Err(ProblemCode::CrossSite.into());
        }
        let path = request.path();
        if path == "/config.json" {
            if !matches!(request.method.as_str(), "GET" | "HEAD") {
                return Err(ProblemCode::MethodNotAllowed.into());
            }
            return self.show_config(request);
        }
        let within = path.strip_prefix(API_PATH);
        let within = within.and_then(|it| it.strip_prefix('/'));
        let Some(within) = within.filter(|it| !it.is_empty()) else {
            // What is outside is files and pages, which are not here.
            return Err(if request.reads() || path == API_PATH {
                ProblemCode::NotFound.into()
            } else {
                ProblemCode::MethodNotAllowed.into()
            });
        };
        let path: Vec<&str> = within.split('/').collect();
        let mut asking = Asking {
            request,
            now,
            random,
        };
        let is_head = request.method == "HEAD";
        let method = if is_head {
            "GET"
        } else {
            request.method.as_str()
        };
        let ask = &mut asking;
        match (path.as_slice(), method) {
            (["tier-proofs", shown], "GET") if !shown.is_empty() && !is_head => {
                self.open_proof(ask, shown)
            }
            (["me", "evidence", digest], _) if !digest.is_empty() => {
                self.evidence_call(ask, digest, method)
            }
            (["me", rest @ ..], _) => self.route_me(ask, rest, method),
            (["rulebook"], "GET") => self.show_rulebook(),
            (["rulebook", "upcoming"], "GET") => self.show_upcoming(ask),
            (["keys"], "GET") => self.show_keys(),
            (["session"], "GET") => self.show_session(ask),
            (["session"], "POST") => self.begin_session(ask),
            (["session"], "DELETE") => Ok(self.end_session(ask)),
            (["session", "extend"], "POST") => self.extend_session(ask),
            (["pairings"], "POST") => self.make_pairing(ask),
            (["pairings", "token"], "POST") => self.take_pairing(ask),
            // Not a code, but in the place of one.
            (["pairings", "token"], _) => Err(ProblemCode::MethodNotAllowed.into()),
            (["pairings", code], "GET") if !code.is_empty() => self.look_at_pairing(ask, code),
            (["pairings", code, "approve"], "POST") if !code.is_empty() => {
                self.answer_pairing(ask, code, true)
            }
            (["pairings", code, "refuse"], "POST") if !code.is_empty() => {
                self.answer_pairing(ask, code, false)
            }
            (["display", "heartbeat"], "POST") => self.heartbeat(ask),
            (known, _) if is_known(known) => Err(ProblemCode::MethodNotAllowed.into()),
            _ => Err(ProblemCode::NotFound.into()),
        }
    }

    fn route_me(&mut self, ask: &mut Asking, path: &[&str], method: &str) -> Answer {
        match (path, method) {
            ([], "GET") => self.show_me(ask),
            (["entries"], "GET") => self.list_entries(ask),
            (["entries", id], "GET") if !id.is_empty() => self.show_entry(ask, id),
            (["entries", id, "statement"], "PUT") if !id.is_empty() => {
                self.write_statement(ask, id)
            }
            (["entries", id, "statement"], "DELETE") if !id.is_empty() => {
                self.remove_statement(ask, id)
            }
            (["cases"], "GET") => self.list_cases(ask),
            (["cases"], "POST") => self.begin_case(ask),
            (["cases", id], "GET") if !id.is_empty() => self.show_case(ask, id),
            (["cases", id, "answer"], "POST") if !id.is_empty() => self.answer_case(ask, id),
            (["cases", id, "withdraw"], "POST") if !id.is_empty() => self.withdraw_case(ask, id),
            (["events"], "GET") => self.show_events(ask),
            (["record"], "GET") => self.show_record(ask),
            (["access-log"], "GET") => self.list_accesses(ask),
            (["consent"], "GET") => self.show_consent(ask),
            (["consent"], "PUT") => self.change_consent(ask),
            (["drafts-key"], "GET") => self.show_drafts_key(ask),
            (["push"], "GET") => self.show_push(ask),
            (["sessions"], "GET") => self.list_sessions(ask),
            (["sessions", id], "DELETE") if !id.is_empty() => self.end_own_session(ask, id),
            (["display-sessions"], "GET") => self.list_visits(ask),
            (["display-sessions", id], "DELETE") if !id.is_empty() => self.end_visit(ask, id),
            (["tier-proofs"], "POST") => self.make_proof(ask),
            (["tier-proofs", code], "GET") if !code.is_empty() => self.show_proof(ask, code),
            (known, _) if is_known_of_me(known) => Err(ProblemCode::MethodNotAllowed.into()),
            _ => Err(ProblemCode::NotFound.into()),
        }
    }
}

/// Whether a path exists, with some method.
fn is_known(path: &[&str]) -> bool {
    match path {
        ["rulebook" | "keys" | "session" | "pairings"]
        | ["rulebook", "upcoming"]
        | ["session", "extend"]
        | ["display", "heartbeat"] => true,
        ["pairings", code] | ["pairings", code, "approve" | "refuse"] => !code.is_empty(),
        ["tier-proofs", shown] => !shown.is_empty(),
        _ => false,
    }
}

/// The same below `/me`.
fn is_known_of_me(path: &[&str]) -> bool {
    match path {
        []
        | [
            "entries" | "cases" | "events" | "record" | "access-log" | "consent" | "drafts-key"
            | "push" | "sessions" | "display-sessions" | "tier-proofs",
        ] => true,
        [
            "entries" | "cases" | "sessions" | "display-sessions" | "tier-proofs",
            id,
        ]
        | ["entries", id, "statement"]
        | ["cases", id, "answer" | "withdraw"] => !id.is_empty(),
        _ => false,
    }
}
