//! What a demo keeps, and loading it.

use chrono::{DateTime, SecondsFormat, Utc};
use citizen_score_contract::cases::StepKind;
use citizen_score_contract::{AccessKind, AppConfig, KioskConfig, Mode};
use citizen_score_office::{digest, secret};
use citizen_score_rules::{Rulebook, RulebookError};
use serde::{Deserialize, Serialize};

use crate::cases::{NewCase, Ruling, Step};
use crate::made_up::{self, DemoError, Resident, cases::MadeUpCase};
use crate::news::News;
use crate::person::Person;
use crate::request::{Random, Request, Response};
use crate::sessions::{Display, Pairing, Session};
use crate::simulated::Simulated;

/// By whom the demo is loaded, for the access log.
const BY: &str = "citizen-score demo";

/// A demo file that cannot be used; it is a part of the program, so only its authors see this.
#[derive(Debug, thiserror::Error)]
pub enum DemoFault {
    /// A ledger or a case is wrong.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// A rulebook is wrong.
    #[error("rulebooks: {0}")]
    Rulebook(#[from] RulebookError),
    /// A rulebook cannot be written.
    #[error("rulebooks: {0}")]
    Json(#[from] serde_json::Error),
}

/// The demo's own office.
pub struct Demo {
    pub(crate) rulebook: Rulebook,
    pub(crate) upcoming: Rulebook,
    pub(crate) residents: Vec<Resident>,
    pub(crate) state: State,
}

/// All that changes.
#[derive(Serialize, Deserialize)]
pub(crate) struct State {
    /// Which demo it is: one of other contents has another name.
    pub fingerprint: String,
    /// When it was loaded; dates are relative to that.
    pub loaded_at: DateTime<Utc>,
    /// What keys are derived from.
    pub secret: [u8; 32],
    /// Requests that were answered.
    pub requests: u64,
    pub people: Vec<Person>,
    pub news: News,
    pub sessions: Vec<Session>,
    pub displays: Vec<Display>,
    pub pairings: Vec<Pairing>,
    pub simulated: Simulated,
    /// Where phones reach the app.
    pub phone_url: Option<String>,
}

impl Demo {
    /// The demo as it is loaded at a moment. `seed` is what its keys are derived from; it should be random.
    ///
    /// # Errors
    ///
    /// [`DemoFault`] for a demo file that is wrong.
    pub fn new(now: DateTime<Utc>, seed: [u8; 32]) -> Result<Self, DemoFault> {
        let display = Display {
            id: 1,
            name: "Demonstration display".to_owned(),
            key: digest::text(&secret::derive(&seed, "key of a display", &[])),
        };
        let state = State {
            fingerprint: made_up::fingerprint(&[]),
            loaded_at: now,
            secret: seed,
            requests: 0,
            people: Vec::new(),
            news: News::default(),
            sessions: Vec::new(),
            displays: vec![display],
            pairings: Vec::new(),
            simulated: Simulated::default(),
            phone_url: None,
        };
        let mut demo = Self::around(state)?;
        let registered_at = now.to_rfc3339_opts(SecondsFormat::Micros, true);
        for (place, resident) in demo.residents.clone().into_iter().enumerate() {
            let person = Person::new(resident.id.clone(), registered_at.clone());
            demo.state.people.push(person);
            // The long ledger is generated when it is asked for, and has no cases.
            let entries = if made_up::is_generated(&resident.id) {
                made_up::GENERATED
            } else {
                let entries = made_up::ledger(&demo.rulebook, &resident.id, now)?;
                for case in made_up::cases::of(&demo.rulebook, &resident.id, &entries, now)? {
                    demo.load_case(place, case);
                }
                entries.len() as u64
            };
            if entries > 0 {
                demo.log(place, AccessKind::Import, BY, None, Some(entries), now);
            }
        }
        demo.state.news.forget();
        Ok(demo)
    }

    /// A demo with this state.
    pub(crate) fn around(state: State) -> Result<Self, DemoFault> {
        Ok(Self {
            rulebook: Rulebook::from_json(made_up::RULEBOOK)?,
            upcoming: made_up::upcoming(state.loaded_at)?,
            residents: made_up::residents()?,
            state,
        })
    }

    fn load_case(&mut self, whose: usize, made_up: MadeUpCase) {
        let id = made_up.id.clone();
        let new = NewCase {
            id: made_up.id,
            opened_at: made_up.opened_at,
            kind: made_up.kind,
            entry: made_up.entry,
            factor: made_up.factor,
            on: made_up.on,
            ground: made_up.ground,
            words: made_up.words,
            wish: made_up.wish,
            authority: made_up.authority,
            due_on: made_up.due_on,
            evidence: Vec::new(),
        };
        self.open_case(whose, new);
        for step in made_up.steps {
            if step.kind == StepKind::Decided
                && let Some(verdict) = made_up.verdict
            {
                let ruling = Ruling {
                    verdict,
                    resulting_entry: made_up.resulting_entry.clone(),
                    repaired_on: None,
                };
                self.rule(whose, &id, ruling, step.words, step.at);
                continue;
            }
            let step = Step {
                at: step.at,
                kind: step.kind,
                words: step.words,
                evidence: Vec::new(),
            };
            self.add_step(whose, &id, step);
        }
    }

    /// Answers a request.
    pub fn handle(&mut self, request: &Request, now: DateTime<Utc>, random: Random) -> Response {
        self.state.requests += 1;
        let request_id = format!("demo-{}", self.state.requests);
        let answer = self.route(request, now, random);
        let mut response = answer.unwrap_or_else(|refused| refused.response(request_id.clone()));
        if request.method == "HEAD" {
            response.body.clear();
        }
        response.with("x-request-id", &request_id)
    }

    /// The key in the cookie `cs_display` by which a request comes from the demo's display.
    #[must_use]
    pub fn display_key(&self) -> &str {
        self.state.displays.first().map_or("", |it| &it.key)
    }

    /// Says where phones reach the app, for the QR code on the display.
    pub fn set_phone_url(&mut self, url: Option<String>) {
        self.state.phone_url = url;
    }

    /// What a page knows before it asks.
    #[must_use]
    pub fn config(&self, request: &Request) -> AppConfig {
        let kiosk = self.display_of(request).map(|display| KioskConfig {
            name: display.name.clone(),
            phone_url: self.state.phone_url.clone(),
            idle_seconds: crate::sessions::VISIT_IDLE,
            limit_seconds: crate::sessions::VISIT_LIMIT,
            printing: false,
        });
        AppConfig {
            mode: Mode::Demo,
            api_base: citizen_score_contract::API_PATH.to_owned(),
            residents: self.residents.iter().cloned().map(Into::into).collect(),
            kiosk,
            languages: Vec::new(),
        }
    }
}
