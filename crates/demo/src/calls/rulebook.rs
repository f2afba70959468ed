//! `GET /rulebook`, `GET /rulebook/upcoming`, `GET /config.json`: what everyone may see.

use crate::calls::Asking;
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::{Request, Response};

use citizen_score_contract::ProblemCode;

impl Demo {
    pub(crate) fn show_rulebook(&self) -> Result<Response, Refused> {
        let json = serde_json::to_vec(&self.rulebook).map_err(Refused::internal)?;
        Ok(Response::public(json))
    }

    pub(crate) fn show_upcoming(&self, ask: &Asking) -> Result<Response, Refused> {
        let upcoming = self.upcoming.data();
        let is_new = upcoming.version != self.rulebook.data().version;
        if upcoming.effective_from <= ask.today() || !is_new {
            return Err(ProblemCode::NotFound.into());
        }
        let json = serde_json::to_vec(&self.upcoming).map_err(Refused::internal)?;
        Ok(Response::public(json))
    }

    pub(crate) fn show_config(&self, request: &Request) -> Result<Response, Refused> {
        let config = self.config(request);
        if config.kiosk.is_some() {
            return Response::json(200, &config);
        }
        let json = serde_json::to_vec(&config).map_err(Refused::internal)?;
        Ok(Response::public(json))
    }
}
