//! `GET /me/record`: the whole record to take along; `GET /keys` and `GET /me/drafts-key`.

use chrono::{DateTime, SubsecRound as _, Utc};
use citizen_score_contract::keys::ED25519;
use citizen_score_contract::{DraftsKey, Key, Keys, ProblemCode};
use citizen_score_office::account::mask;
use citizen_score_office::tables::cells::{KIND, MARK};
use citizen_score_office::tables::ledger::{NAMES, row};
use citizen_score_office::{digest, query};
use citizen_score_record::{Draft, Resident, base64url, key_id};
use ed25519_dalek::{Signer as _, SigningKey};

use crate::calls::Asking;
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::Response;

impl Demo {
    pub(crate) fn show_record(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        let today = ask.today();
        if !wants_table(ask.request.query())? {
            let file = self.signed_record(whose, ask.now)?;
            let name = format!("citizen-score-record-{today}.json");
            return Ok(Response::file("application/json", &name, file));
        }
        let rows: String = self.views(whose, today)?.map(|view| row(&view)).collect();
        let name = format!("citizen-score-record-{today}.csv");
        let table = format!("{MARK}{NAMES}{rows}");
        Ok(Response::file(KIND, &name, table.into_bytes()))
    }

    fn signed_record(&mut self, whose: usize, now: DateTime<Utc>) -> Result<Vec<u8>, Refused> {
        let (name, number) = self.name_and_number(whose);
        let (key, valid_from) = (self.signing_key(), self.state.loaded_at);
        let as_of = now.date_naive();
        self.account(whose, as_of)?;
        let person = self.person(whose)?;
        let account = person.kept_account();
        let account = account.ok_or_else(|| Refused::internal("no account"))?;
        let scored = account.scored.as_ref();
        let (assessment, _) = scored.ok_or(ProblemCode::NotScored)?;
        let draft = Draft {
            issued_at: now.max(valid_from),
            as_of,
            resident: Resident {
                name,
                masked_number: mask(&number),
            },
            rulebook: &self.rulebook,
            ledger: &account.ledger,
            assessment,
            statements: person.marks.statements(account.ledger.entries()),
            key: &key_id(&key.verifying_key().to_bytes()),
        };
        let unsigned = draft.write().map_err(Refused::internal)?;
        let signature = key.sign(unsigned.message()).to_bytes();
        Ok(unsigned.sign(&signature))
    }

    fn signing_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.derive("key of records", &[]))
    }

    pub(crate) fn show_keys(&self) -> Result<Response, Refused> {
        let public = self.signing_key().verifying_key().to_bytes();
        let key = Key {
            id: key_id(&public),
            algorithm: ED25519.to_owned(),
            public: base64url::encode(&public),
            created_at: self.state.loaded_at.trunc_subsecs(0),
            retired_at: None,
        };
        let json = serde_json::to_vec(&Keys { keys: vec![key] }).map_err(Refused::internal)?;
        Ok(Response::public(json))
    }

    pub(crate) fn show_drafts_key(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        Response::json(200, &self.drafts_key(whose)?)
    }

    pub(crate) fn drafts_key(&self, whose: usize) -> Result<DraftsKey, Refused> {
        let person = self.person(whose)?;
        let parts = [person.id.as_str(), person.registered_at.as_str()];
        let derived = |label| digest::text(&self.derive(label, &parts));
        Ok(DraftsKey {
            holder: derived("holder of drafts"),
            key: derived("key of drafts"),
        })
    }
}

fn wants_table(query: &str) -> Result<bool, Refused> {
    let mut table = None;
    for (name, value) in query::pairs(query) {
        if name != "format" {
            return Err(query::unknown(name).into());
        }
        let read = match value {
            "json" => false,
            "csv" => true,
            _ => return Err(Refused::invalid("format", "must be json or csv")),
        };
        query::once(&mut table, name, read)?;
    }
    Ok(table.unwrap_or_default())
}
