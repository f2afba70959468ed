//! What a page begins with, by its path: heading and lead, before the app is there to say them; and
//! the part of the app that it needs.
//!
//! The app says the same: `src/routes.rs` has its paths, `src/pages/` their headings. A journey opens
//! every page and compares.

/// The part of the app that a page beside the overview is in (`docs/decisions/0015-second-download.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The pages that explain.
    Pages,
    /// The pages with which a resident acts.
    Acts,
    /// The sign-in.
    SignIn,
}

impl Part {
    /// Its name in the list that a build of the app comes with.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pages => "later",
            Self::Acts => "acts",
            Self::SignIn => "sign_in",
        }
    }
}

/// Who asks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Nobody is signed in.
    Nobody,
    /// Somebody who is scored.
    Scored,
    /// Somebody who has withdrawn consent.
    NotScored,
}

/// What a page begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The key of its heading; none where only the app knows it.
    pub title: Option<&'static str>,
    /// The key of the sentence below; none where there is none, or it has figures in it.
    pub lead: Option<&'static str>,
    /// What the app has to load for it.
    pub part: Option<Part>,
}

/// Whether a page is there for everybody, or only for somebody signed in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    Everybody,
    Holder,
}

/// What `path` begins with for `asker`; `query` is the query of the address.
#[must_use]
pub fn opening(path: &str, query: Option<&str>, asker: Asker) -> Opening {
    let (whom, own) = page(path, query);
    match (whom, asker) {
        (For::Everybody, _) | (For::Holder, Asker::Scored) => own,
        (For::Holder, Asker::Nobody) => begins("sign_in.title", Some("sign_in.lead"), Part::SignIn),
        (For::Holder, Asker::NotScored) => only(Part::Acts),
    }
}

fn page(path: &str, query: Option<&str>) -> (For, Opening) {
    use For::{Everybody, Holder};
    use Part::{Acts, Pages};
    let has = |title, lead, part| begins(title, Some(lead), part);
    let path = if path == "/" {
        path
    } else {
        path.trim_end_matches('/')
    };
    let named = |before| {
        path.strip_prefix(before)
            .is_some_and(|id: &str| !id.is_empty())
    };
    match path {
        // Its first paint is the standing.
        "/" => (Holder, Opening::default()),
        "/history" => (Holder, has("history.title", "history.intro", Pages)),
        "/outlook" => (Holder, has("outlook.title", "outlook.lead", Pages)),
        "/tiers" => (Everybody, has("tiers.title", "tiers.lead", Pages)),
        "/more" => (Everybody, has("more.title", "more.intro", Pages)),
        "/check" => (Holder, has("check.title", "check.lead", Pages)),
        "/over-time" => (Holder, has("over_time.title", "over_time.lead", Pages)),
        "/what-if" => (Holder, has("what_if.title", "what_if.intro", Pages)),
        "/rule-changes" => (Holder, has("changes.title", "changes.lead", Pages)),
        "/record" => (Holder, has("record.title", "record.intro", Pages)),
        "/verify" => (Everybody, has("verify.title", "verify.intro", Pages)),
        "/glossary" => (Everybody, has("glossary.title", "glossary.intro", Pages)),
        "/rights" => (Everybody, has("rights.title", "rights.intro", Pages)),
        "/settings" => (Everybody, has("settings.title", "settings.intro", Pages)),
        "/help" => (Everybody, has("help.title", "help.intro", Pages)),
        "/welcome" => (Everybody, has("welcome.title", "welcome.lead", Pages)),
        "/cases" => (Holder, has("cases.title", "cases.intro", Acts)),
        // What is asked for in the query has a heading of its own.
        "/new-case" if query.is_some_and(|it| !it.is_empty()) => (Holder, only(Acts)),
        "/new-case" => (Holder, has("newcase.title", "newcase.intro", Acts)),
        "/effects" => (Holder, has("effects.title", "effects.lead", Acts)),
        "/access-log" => (Holder, has("access_log.title", "access_log.intro", Acts)),
        "/tier-proof" => (Holder, has("tier_proof.title", "tier_proof.intro", Acts)),
        "/proof" => (
            Everybody,
            has("proof_check.title", "proof_check.intro", Acts),
        ),
        "/consent" => (Holder, has("consent.title", "consent.intro", Acts)),
        "/pair" => (Holder, has("pair.title", "pair.intro", Acts)),
        _ if named("/entry/") => (Holder, has("entry.title", "entry.lead", Pages)),
        _ if named("/case/") => (Holder, begins("case.title", None, Acts)),
        _ => (Everybody, has("not_found.title", "not_found.text", Pages)),
    }
}

const fn begins(title: &'static str, lead: Option<&'static str>, part: Part) -> Opening {
    Opening {
        title: Some(title),
        lead,
        part: Some(part),
    }
}

const fn only(part: Part) -> Opening {
    Opening {
        title: None,
        lead: None,
        part: Some(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_not_see_a_page_is_shown_what_stands_in_its_place() {
        let title = |path, asker| opening(path, None, asker).title;
        for path in ["/", "/history", "/case/C-1", "/pair"] {
            assert_eq!(title(path, Asker::Nobody), Some("sign_in.title"), "{path}");
        }
        for path in ["/history", "/case/C-1"] {
            let expected = only(Part::Acts);
            assert_eq!(opening(path, None, Asker::NotScored), expected, "{path}");
        }
        for asker in [Asker::Nobody, Asker::Scored, Asker::NotScored] {
            assert_eq!(title("/help", asker), Some("help.title"));
            assert_eq!(title("/nowhere", asker), Some("not_found.title"));
        }
    }

    #[test]
    fn a_path_is_read_as_the_app_reads_it() {
        let title = |path, query| opening(path, query, Asker::Scored).title;
        for (path, query, expected) in [
            ("/", None, None),
            ("//", None, Some("not_found.title")),
            ("/history/", None, Some("history.title")),
            ("/entry/", None, Some("not_found.title")),
            ("/entry/a%2Fb/", None, Some("entry.title")),
            ("/entryx", None, Some("not_found.title")),
            ("/new-case", Some(""), Some("newcase.title")),
            ("/new-case", Some("kind=claim"), None),
        ] {
            assert_eq!(title(path, query), expected, "{path} {query:?}");
        }
    }

    #[test]
    fn every_key_is_a_text_of_every_language() {
        let paths = "/ /history /outlook /tiers /more /check /over-time /what-if /rule-changes /record \
             /verify /glossary /rights /settings /help /welcome /cases /new-case /effects /access-log \
             /tier-proof /proof /consent /pair /entry/a /case/a /nowhere";
        let languages = crate::paint::languages::tests::ours();
        for path in paths.split_whitespace() {
            for asker in [Asker::Nobody, Asker::Scored] {
                let Opening { title, lead, part } = opening(path, None, asker);
                assert!(path == "/" || (title.is_some() && part.is_some()), "{path}");
                for key in [title, lead].into_iter().flatten() {
                    for words in languages.all() {
                        assert!(words.has(key), "{key} is missing in {}", words.tag());
                    }
                }
            }
        }
    }
}
