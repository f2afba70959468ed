//! What is done with a browser that has just started, before it opens the app.

use std::time::Instant;

use serde_json::{Value, json};

use super::{Aim, TURN};
use crate::browser::{Browser, BrowserError};
use crate::key::COOKIE;
use crate::message::text;

/// Finds the page and prepares it; gives the names of its target and of the talk with it.
pub fn set_up(
    browser: &mut Browser,
    aim: &Aim,
    deadline: Instant,
) -> Result<(String, String), BrowserError> {
    let silent = |method: &str| BrowserError::Silent(method.to_owned());
    browser.ask(
        "Target.setDiscoverTargets",
        json!({ "discover": true }),
        None,
        deadline,
    )?;
    let target = loop {
        let method = "Target.getTargets";
        let answer = browser.ask(method, json!({}), None, deadline)?;
        let answer = answer.ok_or_else(|| silent(method))?;
        let targets = answer.get("targetInfos").and_then(Value::as_array);
        let page = targets.into_iter().flatten().find(|one| is_page(one));
        if let Some(page) = page {
            break text(page, &["targetId"]).to_owned();
        }
        // The window comes a moment after the pipe.
        browser.next(TURN)?;
    };
    let method = "Target.attachToTarget";
    let params = json!({ "targetId": target, "flatten": true });
    let answer = browser.ask(method, params, None, deadline)?;
    let answer = answer.ok_or_else(|| silent(method))?;
    let session = text(&answer, &["sessionId"]).to_owned();
    let page = Some(session.as_str());
    browser.ask("Page.enable", json!({}), page, deadline)?;
    // Nothing is saved and nothing is chosen from the disk of a display.
    let deny = json!({ "behavior": "deny" });
    browser.ask("Page.setDownloadBehavior", deny, page, deadline)?;
    let catch = json!({ "enabled": true });
    browser.ask("Page.setInterceptFileChooserDialog", catch, page, deadline)?;
    if let Some(key) = &aim.key {
        let method = "Network.setCookie";
        let url = aim.server.page("/");
        let cookie = json!({
            "name": COOKIE,
            "value": key.as_str(),
            "secure": url.starts_with("https://"),
            "url": url,
            "httpOnly": true,
            "sameSite": "Strict",
        });
        // Asked of the page, so that the cookie gets into its own, incognito, jar.
        browser
            .ask(method, cookie, page, deadline)?
            .filter(|answer| answer.get("success") != Some(&Value::Bool(false)))
            .ok_or_else(|| silent(method))?;
    }
    Ok((target, session))
}

/// Is it something with a window of its own? The parts of Chromium's own window are something else.
pub fn is_page(info: &Value) -> bool {
    let in_front = text(info, &["subtype"]).is_empty();
    (text(info, &["type"]) == "page" && in_front) || text(info, &["url"]).starts_with("devtools:")
}
