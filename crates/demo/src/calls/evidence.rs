//! `PUT`, `GET` and `DELETE /me/evidence/{digest}`: files that belong to a case, by content.

use citizen_score_contract::evidence::{MOST_BYTES, MOST_WAITING};
use citizen_score_contract::{Evidence, ProblemCode};
use citizen_score_office::digest;
use citizen_score_office::evidence::{extension, is_digest, kind_of, media_type};

use crate::calls::Asking;
use crate::demo::Demo;
use crate::person::{KeptFile, Person};
use crate::refused::Refused;
use crate::request::Response;

/// Seconds for which a file is kept that no case names: a day.
const WAITING_SECONDS: i64 = 24 * 60 * 60;

/// Most bytes of all files of a resident: all of it is in the memory of a browser.
const MOST_KEPT: usize = 50 * 1024 * 1024;

impl Demo {
    pub(crate) fn evidence_call(
        &mut self,
        ask: &Asking,
        name: &str,
        method: &str,
    ) -> Result<Response, Refused> {
        match method {
            "PUT" => self.put_evidence(ask, name),
            "GET" => self.show_evidence(ask, name),
            "DELETE" => self.drop_evidence(ask, name),
            _ => Err(ProblemCode::MethodNotAllowed.into()),
        }
    }

    fn put_evidence(&mut self, ask: &Asking, name: &str) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        if !is_digest(name) {
            let problem = "must be a SHA-256 in lower-case hexadecimal";
            return Err(Refused::invalid("digest", problem));
        }
        ask.check_size(MOST_BYTES)?;
        let content = &ask.request.body;
        if digest::sha256_hex(content) != name {
            return Err(Refused::invalid("digest", "is not that of the body"));
        }
        let kind = kind_of(content).map_err(|problem| Refused::invalid("evidence", problem))?;
        let at = ask.second();
        let person = self.person_mut(whose)?;
        person.sweep(at);
        if let Some(known) = person.files.iter_mut().find(|it| it.digest == name) {
            known.uploaded_at = at;
        } else {
            let waiting = person.files.iter().filter(|it| !person.names(&it.digest));
            if waiting.count() >= MOST_WAITING {
                let problem = format!("{MOST_WAITING} files wait for a case already");
                return Err(Refused::invalid("evidence", problem));
            }
            let kept: usize = person.files.iter().map(|it| it.content.len()).sum();
            if kept.saturating_add(content.len()) > MOST_KEPT {
                let problem = "all your files together are too large";
                return Err(Refused::invalid("evidence", problem));
            }
            person.files.push(KeptFile {
                digest: name.to_owned(),
                kind,
                content: content.clone(),
                uploaded_at: at,
            });
        }
        let kept = Evidence {
            digest: name.to_owned(),
            name: String::new(),
            kind,
            bytes: content.len() as u64,
        };
        Response::json(200, &kept)
    }

    fn show_evidence(&mut self, ask: &Asking, name: &str) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        let person = self.person(whose)?;
        let found = person.files.iter().find(|it| it.digest == name);
        let file = found.ok_or(ProblemCode::NotFound)?;
        let short: String = name.chars().take(8).collect();
        let named = format!("evidence-{short}.{}", extension(file.kind));
        let kind = media_type(file.kind);
        Ok(Response::file(kind, &named, file.content.clone()))
    }

    fn drop_evidence(&mut self, ask: &Asking, name: &str) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        let person = self.person_mut(whose)?;
        let place = person.files.iter().position(|it| it.digest == name);
        let place = place.ok_or(ProblemCode::NotFound)?;
        if person.names(name) {
            let problem = "belongs to a case, and stays with it";
            return Err(Refused::invalid("evidence", problem));
        }
        person.files.remove(place);
        Ok(Response::empty(204))
    }
}

impl Person {
    /// Whether a case names a file.
    pub(crate) fn names(&self, digest: &str) -> bool {
        let sent = self.cases.iter().flat_map(|kept| {
            let later = kept.case.steps.iter().flat_map(|step| &step.evidence);
            kept.case.evidence.iter().chain(later)
        });
        sent.into_iter().any(|file| file.digest == digest)
    }

    /// Forgets the files that no case has named for a day.
    fn sweep(&mut self, at: i64) {
        let files = std::mem::take(&mut self.files);
        let stays = |it: &KeptFile| it.uploaded_at > at - WAITING_SECONDS || self.names(&it.digest);
        self.files = files.into_iter().filter(|it| stays(it)).collect();
    }

    /// What was uploaded under a digest, without a name yet.
    pub(crate) fn uploaded(&self, digest: &str) -> Option<Evidence> {
        let file = self.files.iter().find(|it| it.digest == digest)?;
        Some(Evidence {
            digest: digest.to_owned(),
            name: String::new(),
            kind: file.kind,
            bytes: file.content.len() as u64,
        })
    }
}
