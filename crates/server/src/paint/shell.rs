//! index.html, cut open where the server writes into it.

mod places;

use std::fmt::Write as _;

use axum::http::HeaderValue;

use super::escape::json_in_html;
use super::{meta, policy};

const FRAME_BEGIN: &str = "<!--frame-->";
const FRAME_END: &str = "<!--/frame-->";

/// Where the files of the languages are if the page does not say.
const LOCALES: &str = "/locales";

/// A place in index.html that the server writes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Language,
    /// The beginning of the head.
    Head,
    /// The end of the head.
    Links,
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
    /// Where a display's script and style go.
    #[error("there must be exactly one <head> for the server to write what displays need into")]
    Head,
    /// A file for displays cannot be one of the app.
    #[error("<meta name=\"{0}\"> must be empty or the path of a file of the app")]
    Meta(&'static str),
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
    /// What comes first in the head at a shared display: its guard, then its style.
    display_head: String,
    has_guard: bool,
    build: String,
    locales: String,
}

/// What goes into a page.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The language of the page (BCP 47).
    pub language: &'a str,
    /// Which way it is written: `ltr` or `rtl`.
    pub direction: &'a str,
    /// HTML for the end of the head: links to the page in other languages.
    pub links: &'a str,
    /// HTML of the frame.
    pub frame: &'a str,
    /// The boot block as JSON; it is escaped here.
    pub boot: &'a str,
    /// Whether the page is for a shared display.
    pub at_display: bool,
}

impl Shell {
    /// Cuts a page.
    ///
    /// # Errors
    ///
    /// [`ShellError`] names the place that is missing or there twice.
    pub fn cut(html: &str) -> Result<Self, ShellError> {
        let guard = meta::path(html, meta::GUARD)?;
        let style = meta::path(html, meta::STYLE)?;
        let locales = meta::path(html, meta::LOCALES)?.unwrap_or(LOCALES);
        // The guard comes first: a script waits for the styles before it.
        let display_head = [
            guard.map(|path| format!("<script src=\"{path}\"></script>")),
            style.map(|path| format!("<link rel=\"stylesheet\" href=\"{path}\">")),
        ];
        let display_head: String = display_head.into_iter().flatten().collect();
        let mut slots = vec![
            (
                places::language(html).ok_or(ShellError::Language)?,
                Slot::Language,
            ),
            (places::frame(html).ok_or(ShellError::Frame)?, Slot::Frame),
            (places::boot(html).ok_or(ShellError::Boot)?, Slot::Boot),
        ];
        if !display_head.is_empty() {
            slots.push((places::head(html).ok_or(ShellError::Head)?, Slot::Head));
        }
        // Not every page has a head; one without goes without the links too.
        if let Some(end) = places::end_of_head(html) {
            slots.push((end, Slot::Links));
        }
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
            display_head,
            has_guard: guard.is_some(),
            build: meta::build(html).to_owned(),
            locales: locales.trim_end_matches('/').to_owned(),
        })
    }

    /// The name of this build of the app; empty where it has none.
    #[must_use]
    pub fn build(&self) -> &str {
        &self.build
    }

    /// The path of the folder that the files of the languages are in, without a slash at the end.
    #[must_use]
    pub fn locales(&self) -> &str {
        &self.locales
    }

    /// Whether the app comes with the script that guards a shared display.
    #[must_use]
    pub fn has_guard(&self) -> bool {
        self.has_guard
    }

    /// The Content-Security-Policy of every page made of it.
    #[must_use]
    pub fn policy(&self) -> &HeaderValue {
        &self.policy
    }

    /// Makes a page.
    #[must_use]
    pub fn page(&self, filling: Filling<'_>) -> String {
        let Filling {
            language,
            direction,
            links,
            frame,
            boot,
            at_display,
        } = filling;
        let mut page = String::with_capacity(self.length + frame.len() + boot.len() * 2);
        for (text, slot) in &self.pieces {
            page.push_str(text);
            match slot {
                Some(Slot::Language) => {
                    page.push_str(language);
                    if direction != "ltr" {
                        page.push_str("\" dir=\"");
                        page.push_str(direction);
                    }
                    if at_display {
                        // The slot ends at the closing quote, which closes this attribute instead.
                        page.push_str("\" data-kiosk=\"attract");
                    }
                }
                Some(Slot::Head) if at_display => page.push_str(&self.display_head),
                Some(Slot::Links) => page.push_str(links),
                Some(Slot::Frame) => {
                    // The marks stay, so that the client finds what it takes over.
                    let _ = write!(page, "{FRAME_BEGIN}{frame}{FRAME_END}");
                }
                Some(Slot::Boot) => page.push_str(&json_in_html(boot)),
                Some(Slot::Head) | None => {}
            }
        }
        page
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const HTML: &str = "<!doctype html><html lang=\"en\"><body><!--frame--><p>…</p><!--/frame-->\
        <script type=\"application/json\" id=\"boot\"></script></body></html>";

    #[test]
    fn what_the_server_writes_lands_in_its_places() {
        let page = Shell::cut(HTML).unwrap().page(Filling {
            language: "nl",
            direction: "ltr",
            links: "<link>",
            frame: "<p>1.020</p>",
            boot: "{\"a\":\"</script>\"}",
            at_display: false,
        });
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

    #[test]
    fn the_direction_stands_beside_the_language_and_links_end_the_head() {
        let html = HTML.replace("<body>", "<head><title>t</title></head><body>");
        let page = Shell::cut(&html).unwrap().page(Filling {
            language: "ar",
            direction: "rtl",
            links: "<link rel=\"canonical\">",
            frame: "",
            boot: "",
            at_display: false,
        });
        let begin = "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><title>t</title>\
            <link rel=\"canonical\"></head><body>";
        assert!(page.starts_with(begin), "{page}");
    }

    const FOR_DISPLAYS: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
        <meta name=\"kiosk-style\" content=\"/kiosk-1a.css\"><meta name=\"kiosk-guard\" \
        content=\"/guard-2b.js\"><meta name=\"build\" content=\"3c\"></head><body>\
        <!--frame--><!--/frame--><script type=\"application/json\" id=\"boot\"></script></body></html>";

    #[test]
    fn a_display_gets_its_guard_before_everything_else_and_nobody_else_does() {
        let shell = Shell::cut(FOR_DISPLAYS).unwrap();
        assert_eq!((shell.build(), shell.has_guard()), ("3c", true));
        let page = |at_display| {
            shell.page(Filling {
                language: "en",
                direction: "ltr",
                links: "",
                frame: "",
                boot: "",
                at_display,
            })
        };
        assert_eq!(page(false), FOR_DISPLAYS);
        let expected = FOR_DISPLAYS
            .replace("lang=\"en\"", "lang=\"en\" data-kiosk=\"attract\"")
            .replace(
                "<head>",
                "<head><script src=\"/guard-2b.js\"></script>\
                 <link rel=\"stylesheet\" href=\"/kiosk-1a.css\">",
            );
        assert_eq!(page(true), expected);
    }

    #[test]
    fn a_build_without_a_guard_is_none_and_a_path_elsewhere_is_refused() {
        let empty = FOR_DISPLAYS
            .replace("/kiosk-1a.css", "")
            .replace("/guard-2b.js", "");
        let shell = Shell::cut(&empty).unwrap();
        assert!(!shell.has_guard());
        let filling = Filling {
            language: "en",
            direction: "ltr",
            links: "",
            frame: "",
            boot: "",
            at_display: true,
        };
        assert!(!shell.page(filling).contains("<script src"));
        for path in [
            "//evil.example/a.js",
            "https://evil.example",
            "a.js",
            "/a>b",
        ] {
            let html = FOR_DISPLAYS.replace("/guard-2b.js", path);
            let expected = ShellError::Meta(meta::GUARD);
            assert_eq!(Shell::cut(&html).unwrap_err(), expected, "{path}");
        }
        let headless = FOR_DISPLAYS.replace("<head>", "");
        assert_eq!(Shell::cut(&headless).unwrap_err(), ShellError::Head);
    }
}
