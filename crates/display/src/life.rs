//! The life of one browser: it opens the app, asks the page how it is, and does what the judge says, until
//! the browser ends or is of no more use.

mod set_up;

use std::collections::HashMap;
use std::convert::Infallible;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{Browser, BrowserError};
use crate::judge::{Action, Judge, Seen};
use crate::key::Key;
use crate::log;
use crate::message::{Incoming, text};
use crate::notify::Notify;
use crate::server::Server;
use set_up::{is_page, set_up};

/// How long a browser may take to start and to be set up.
const START: Duration = Duration::from_secs(20);

/// Longest time between two turns of the judge.
const TURN: Duration = Duration::from_millis(50);

/// What the page is asked. It must hold on any page, an error page of Chromium's too.
const QUESTION: &str = "(page => [page?.dataset?.kiosk ?? '', page?.dataset?.app ?? ''].join('|'))\
                        (document.documentElement)";

/// The screen that is shown while there is no server. It stands here so that it needs none.
const OUT_OF_SERVICE: &str = include_str!("life/out_of_service.html");

/// What a browser is started for.
#[derive(Debug)]
pub struct Aim {
    /// Where the app is.
    pub server: Server,
    /// The display's key; none where the server takes every browser for a display.
    pub key: Option<Key>,
    /// How long a page may leave a question open.
    pub patience: Duration,
}

/// Which question an answer belongs to.
enum Question {
    /// How the page is; with the judge's number.
    Seen(u64),
    /// The app was opened.
    Opened,
    /// An empty page was opened, for the calm screen.
    Emptied,
    /// Is the server there?
    Probed,
}

struct Life<'a> {
    browser: Browser,
    target: String,
    session: String,
    aim: &'a Aim,
    begin: Instant,
    judge: Judge,
    open: HashMap<u64, Question>,
    /// When the last fault was seen, until the app shows something again.
    fault: Option<Duration>,
}

/// Lives with a browser until it is of no more use, which is the error.
///
/// # Errors
///
/// Always, with the reason why it is over.
pub fn live(
    mut browser: Browser,
    aim: &Aim,
    notify: &mut Notify,
) -> Result<Infallible, BrowserError> {
    let begin = Instant::now();
    let (target, session) = set_up(&mut browser, aim, begin + START)?;
    let mut life = Life {
        browser,
        target,
        session,
        aim,
        begin,
        judge: Judge::new(aim.patience, begin.elapsed()),
        open: HashMap::new(),
        fault: None,
    };
    life.act(Action::Open { after_fault: false })?;
    loop {
        if let Some(incoming) = life.browser.next(TURN)? {
            life.hear(incoming)?;
        }
        if let Some(action) = life.judge.turn(life.now()) {
            life.act(action)?;
        }
        life.tell(notify);
    }
}

impl Life<'_> {
    fn now(&self) -> Duration {
        self.begin.elapsed()
    }

    fn ask_page(&mut self, method: &str, params: Value) -> Result<u64, BrowserError> {
        self.browser.send(method, params, Some(&self.session))
    }

    fn act(&mut self, action: Action) -> Result<(), BrowserError> {
        match action {
            Action::Ask(number) => {
                let params = json!({ "expression": QUESTION, "returnByValue": true });
                let id = self.ask_page("Runtime.evaluate", params)?;
                self.open.insert(id, Question::Seen(number));
            }
            Action::EndPage => {
                log::line(format_args!("the page hangs; it is ended"));
                self.fault.get_or_insert(self.begin.elapsed());
                self.ask_page("Page.crash", json!({}))?;
            }
            Action::EndBrowser => {
                return Err(BrowserError::Silent("the order to end a page".to_owned()));
            }
            Action::Open { after_fault } => {
                let path = if after_fault { "/?after=fault" } else { "/" };
                let url = self.aim.server.page(path);
                self.open.clear();
                let id = self.ask_page("Page.navigate", json!({ "url": url }))?;
                self.open.insert(id, Question::Opened);
                self.judge.opened(self.now());
            }
            Action::ShowOutOfService => {
                log::line(format_args!("the server's page is not there"));
                self.fault = None;
                self.open.clear();
                let id = self.ask_page("Page.navigate", json!({ "url": "about:blank" }))?;
                self.open.insert(id, Question::Emptied);
            }
            Action::Probe => {
                let params = json!({
                    "frameId": self.target,
                    "url": self.aim.server.page("/readyz"),
                    "options": { "disableCache": true, "includeCredentials": false },
                });
                let id = self.ask_page("Network.loadNetworkResource", params)?;
                self.open.insert(id, Question::Probed);
            }
        }
        Ok(())
    }

    fn hear(&mut self, incoming: Incoming) -> Result<(), BrowserError> {
        match incoming {
            Incoming::Answer { id, result } => match self.open.remove(&id) {
                Some(question) => self.hear_answer(&question, result.as_ref()),
                None => Ok(()),
            },
            Incoming::Event { method, params } => self.hear_event(&method, &params),
        }
    }

    fn hear_answer(
        &mut self,
        question: &Question,
        result: Option<&Value>,
    ) -> Result<(), BrowserError> {
        let now = self.now();
        let result = result.unwrap_or(&Value::Null);
        match question {
            Question::Seen(number) => {
                let seen = seen(result);
                if let Some(seen) = &seen
                    && !seen.kiosk.is_empty()
                    && let Some(fault) = self.fault.take()
                {
                    let taken = now.saturating_sub(fault).as_millis();
                    log::line(format_args!(
                        "the app is back, {taken} ms after the fault was seen"
                    ));
                }
                self.judge.answered(now, *number, seen.as_ref());
            }
            Question::Opened => {
                // An opening that another one has overtaken is no failure.
                let error = text(result, &["errorText"]);
                if !error.is_empty() && error != "net::ERR_ABORTED" {
                    let action = self.judge.failed(now);
                    return self.act_if(action);
                }
            }
            Question::Emptied => {
                let params = json!({ "frameId": self.target, "html": OUT_OF_SERVICE });
                self.ask_page("Page.setDocumentContent", params)?;
            }
            Question::Probed => {
                let status = result.pointer("/resource/httpStatusCode");
                let good = status.and_then(Value::as_u64) == Some(200);
                self.judge.probed(now, good);
            }
        }
        Ok(())
    }

    fn hear_event(&mut self, method: &str, params: &Value) -> Result<(), BrowserError> {
        let now = self.now();
        match method {
            "Page.frameNavigated" if params.pointer("/frame/parentId").is_none() => {
                let url = text(params, &["frame", "url"]);
                if url.starts_with("chrome-error:") {
                    let action = self.judge.failed(now);
                    return self.act_if(action);
                }
                if url != "about:blank" {
                    self.judge.arrived(now);
                }
            }
            "Page.frameStartedNavigating" if text(params, &["frameId"]) == self.target => {
                let kind = text(params, &["navigationType"]);
                if !matches!(kind, "sameDocument" | "historySameDocument") {
                    self.judge.leaves(now);
                }
            }
            "Page.frameStoppedLoading" if text(params, &["frameId"]) == self.target => {
                self.judge.stays(now);
            }
            "Page.javascriptDialogOpening" => {
                let accept = text(params, &["type"]) == "beforeunload";
                self.ask_page("Page.handleJavaScriptDialog", json!({ "accept": accept }))?;
            }
            "Target.targetCreated" | "Target.targetInfoChanged" => {
                let info = params.get("targetInfo").unwrap_or(&Value::Null);
                let id = text(info, &["targetId"]);
                if id != self.target && is_page(info) {
                    let params = json!({ "targetId": id });
                    self.browser.send("Target.closeTarget", params, None)?;
                }
            }
            "Target.targetCrashed" if text(params, &["targetId"]) == self.target => {
                log::line(format_args!("the page's process has ended"));
                self.fault.get_or_insert(now);
                let action = self.judge.crashed(now);
                self.act(action)?;
            }
            "Target.targetDestroyed" if text(params, &["targetId"]) == self.target => {
                return Err(BrowserError::Gone);
            }
            "Target.detachedFromTarget" if text(params, &["sessionId"]) == self.session => {
                return Err(BrowserError::Gone);
            }
            _ => {}
        }
        Ok(())
    }

    fn act_if(&mut self, action: Option<Action>) -> Result<(), BrowserError> {
        action.map_or(Ok(()), |action| self.act(action))
    }

    fn tell(&self, notify: &mut Notify) {
        if self.judge.is_well() {
            notify.ready();
            notify.status("the app is shown");
        } else if self.judge.is_out_of_service() {
            notify.ready();
            notify.status("out of service: the server's page is not there");
        } else {
            notify.status("the app is being opened");
        }
        notify.alive();
    }
}

/// Reads the page's answer to [`QUESTION`].
fn seen(result: &Value) -> Option<Seen> {
    let (kiosk, app) = text(result, &["result", "value"]).split_once('|')?;
    Some(Seen {
        kiosk: kiosk.to_owned(),
        ready: app == "ready",
    })
}
