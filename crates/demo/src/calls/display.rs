//! `POST /display/heartbeat`: the display says that it lives.

use citizen_score_contract::ProblemCode;
use citizen_score_contract::display::{Heartbeat, HeartbeatAnswer};

use crate::calls::Asking;
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::Response;

/// Most letters of the name of a build.
const LONGEST_BUILD: usize = 64;

impl Demo {
    /// The build that the display shows is always the newest: there is no server with another one.
    pub(crate) fn heartbeat(&mut self, ask: &Asking) -> Result<Response, Refused> {
        if self.display_of(ask.request).is_none() {
            return Err(ProblemCode::OnlyOnDisplay.into());
        }
        let heartbeat: Heartbeat = ask.json()?;
        if !is_build(&heartbeat.build) {
            let detail = "must be 1 to 64 letters, digits and hyphens";
            return Err(Refused::invalid("build", detail));
        }
        let build = heartbeat.build;
        Response::json(200, &HeartbeatAnswer { build })
    }
}

fn is_build(text: &str) -> bool {
    let is_letter = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
    (1..=LONGEST_BUILD).contains(&text.len()) && text.bytes().all(is_letter)
}
