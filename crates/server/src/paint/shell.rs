//! index.html, cut open where the server writes into it.

use std::fmt::Write as _;

use axum::http::HeaderValue;

use super::escape::json_in_html;
use super::policy;

const FRAME_BEGIN: &str = "<!--frame-->";
const FRAME_END: &str = "<!--/frame-->";

/// A place in index.html that the server writes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Language,
    Frame,
    Boot,
}

/// index.html lacks a place that the server writes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShellError {
    /// The language of the page.
    #[error("there must be exactly one <html lang=\"en\"> for the server to set the language in")]
    Language,
    /// The frame.
    #[error("there must be exactly one {FRAME_BEGIN} … {FRAME_END} for the server to paint into")]
    Frame,
    /// The boot element.
    #[error(
        "there must be exactly one <script type=\"application/json\" id=\"boot\"></script> for \
         the server to write into"
    )]
    Boot,
    /// The Content-Security-Policy cannot be sent.
    #[error("its inline scripts and styles make no valid Content-Security-Policy")]
    Policy,
}

/// index.html as pieces of text, with a slot after each but the last.
#[derive(Clone, Debug)]
pub struct Shell {
    pieces: Vec<(String, Option<Slot>)>,
    length: usize,
    policy: HeaderValue,
}

impl Shell {
    /// Cuts a page.
    ///
    /// # Errors
    ///
    /// [`ShellError`] names the place that is missing or there twice.
    pub fn cut(html: &str) -> Result<Self, ShellError> {
        let mut slots = [
            (language(html).ok_or(ShellError::Language)?, Slot::Language),
            (frame(html).ok_or(ShellError::Frame)?, Slot::Frame),
            (boot(html).ok_or(ShellError::Boot)?, Slot::Boot),
        ];
        slots.sort_by_key(|((begin, _), _)| *begin);
        let mut pieces = Vec::new();
        let mut at = 0;
        for ((begin, end), slot) in slots {
            pieces.push((
                html.get(at..begin).unwrap_or_default().to_owned(),
                Some(slot),
            ));
            at = end;
        }
        pieces.push((html.get(at..).unwrap_or_default().to_owned(), None));
        let policy = HeaderValue::try_from(policy::of(html)).map_err(|_| ShellError::Policy)?;
        Ok(Self {
            pieces,
            length: html.len(),
            policy,
        })
    }

    /// The Content-Security-Policy of every page made of it.
    #[must_use]
    pub fn policy(&self) -> &HeaderValue {
        &self.policy
    }

    /// Makes a page. `frame` is HTML; `boot` is JSON, and is escaped here.
    #[must_use]
    pub fn page(&self, language: &str, frame: &str, boot: &str) -> String {
        let mut page = String::with_capacity(self.length + frame.len() + boot.len() * 2);
        for (text, slot) in &self.pieces {
            page.push_str(text);
            match slot {
                Some(Slot::Language) => page.push_str(language),
                Some(Slot::Frame) => {
                    // The marks stay, so that the client finds what it takes over.
                    let _ = write!(page, "{FRAME_BEGIN}{frame}{FRAME_END}");
                }
                Some(Slot::Boot) => page.push_str(&json_in_html(boot)),
                None => {}
            }
        }
        page
    }
}

/// Begin and end of the one thing between two texts.
fn between(html: &str, before: &str, after: &str) -> Option<(usize, usize)> {
    let begin = html.find(before)? + before.len();
    let end = begin + html.get(begin..)?.find(after)?;
    let rest = html.get(end..)?;
    (!rest.contains(before)).then_some((begin, end))
}

fn language(html: &str) -> Option<(usize, usize)> {
    between(html, "<html lang=\"", "\"")
}

fn frame(html: &str) -> Option<(usize, usize)> {
    let (begin, end) = between(html, FRAME_BEGIN, FRAME_END)?;
    Some((begin - FRAME_BEGIN.len(), end + FRAME_END.len()))
}

fn boot(html: &str) -> Option<(usize, usize)> {
    let orders = [
        "<script type=\"application/json\" id=\"boot\">",
        "<script id=\"boot\" type=\"application/json\">",
    ];
    orders
        .iter()
        .find_map(|open| between(html, open, "</script>"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const HTML: &str = "<!doctype html><html lang=\"en\"><body><!--frame--><p>…</p><!--/frame-->\
        <script type=\"application/json\" id=\"boot\"></script></body></html>";

    #[test]
    fn what_the_server_writes_lands_in_its_places() {
        let page = Shell::cut(HTML)
            .unwrap()
            .page("nl", "<p>1.020</p>", "{\"a\":\"</script>\"}");
        assert_eq!(
            page,
            "<!doctype html><html lang=\"nl\"><body><!--frame--><p>1.020</p><!--/frame-->\
             <script type=\"application/json\" id=\"boot\">{\"a\":\"\\u003c/script\\u003e\"}\
             </script></body></html>"
        );
    }

    #[test]
    fn a_place_that_is_missing_or_there_twice_is_named() {
        let cases = [
            (HTML.replace("lang=", "data-lang="), ShellError::Language),
            (HTML.replace("<!--/frame-->", ""), ShellError::Frame),
            (
                HTML.replace("</body>", "<!--frame--><!--/frame--></body>"),
                ShellError::Frame,
            ),
            (HTML.replace("id=\"boot\"", ""), ShellError::Boot),
        ];
        for (html, expected) in cases {
            assert_eq!(Shell::cut(&html).unwrap_err(), expected);
        }
    }
}
