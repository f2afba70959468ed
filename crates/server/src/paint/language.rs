//! Which language a page is painted in.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use citizen_score_contract::config::LANGUAGE_COOKIE;

use crate::http::cookies::cookie;

/// A language that the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English; also for everyone whose language is not spoken.
    English,
    /// Dutch.
    Dutch,
    /// Chinese in simplified characters.
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::Dutch, Self::Chinese];

    /// Its name in BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
            Self::Chinese => "zh-CN",
        }
    }

    fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// The language of a range such as `nl-BE` or `zh-Hans`, by its first part.
    fn of_range(range: &str) -> Option<Self> {
        let first = range.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| {
            language
                .tag()
                .split('-')
                .next()
                .is_some_and(|own| own.eq_ignore_ascii_case(first))
        })
    }
}

/// The language chosen by hand, or else the one that the browser likes best.
#[must_use]
pub fn choose(headers: &HeaderMap) -> Language {
    let by_hand = cookie(headers, LANGUAGE_COOKIE).and_then(Language::of_tag);
    by_hand
        .or_else(|| accepted(headers))
        .unwrap_or(Language::English)
}

/// The language that the browser likes best, whatever was chosen by hand: a shared display keeps no choice.
#[must_use]
pub fn spoken(headers: &HeaderMap) -> Language {
    accepted(headers).unwrap_or(Language::English)
}

/// Reads `Accept-Language` (RFC 9110, 12.5.4): the highest weight wins, of equals the first.
fn accepted(headers: &HeaderMap) -> Option<Language> {
    let lists = headers
        .get_all(ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut best: Option<(u16, Language)> = None;
    for item in lists.flat_map(|list| list.split(',')) {
        let mut parts = item.split(';');
        let range = parts.next().unwrap_or_default().trim();
        let Some(weight) = weight(parts) else {
            continue;
        };
        let language = if range == "*" {
            Some(Language::English)
        } else {
            Language::of_range(range)
        };
        if let Some(language) = language
            && weight > best.map_or(0, |(weight, _)| weight)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// The weight in thousandths; none where it is not one.
fn weight<'a>(mut parameters: impl Iterator<Item = &'a str>) -> Option<u16> {
    let Some(parameter) = parameters.next() else {
        return Some(1000);
    };
    let (name, value) = parameter.split_once('=')?;
    let value = value.trim();
    if !name.trim().eq_ignore_ascii_case("q") || value.len() > 5 {
        return None;
    }
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", _) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn chosen(accept: &str, cookie: Option<&str>) -> &'static str {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
        if let Some(cookie) = cookie {
            headers.insert(
                "cookie",
                format!("{LANGUAGE_COOKIE}={cookie}").parse().unwrap(),
            );
        }
        choose(&headers).tag()
    }

    #[test]
    fn the_browsers_wishes_are_weighed() {
        let cases = [
            ("", "en"),
            ("nl", "nl"),
            ("nl-BE", "nl"),
            ("zh", "zh-CN"),
            ("zh-Hans", "zh-CN"),
            ("zh-hans-sg;q=0.9, en;q=0.8", "zh-CN"),
            ("de, fr;q=0.9, nl;q=0.2", "nl"),
            ("en;q=0.5, nl;q=0.51", "nl"),
            ("nl;q=0.9, en;q=0.9", "nl"),
            ("nl;q=0, en;q=0.1", "en"),
            ("nl;q=0", "en"),
            ("*", "en"),
            ("de, *;q=0.5, nl;q=0.4", "en"),
            ("nl;q=1.001, zh;q=0.1", "zh-CN"),
            ("nl;q=abc, zh;q=0.1", "zh-CN"),
            ("nl;q=0.99999, zh;q=0.1", "zh-CN"),
            (";;;,,,=", "en"),
            ("nlx", "en"),
        ];
        for (accept, expected) in cases {
            assert_eq!(chosen(accept, None), expected, "{accept}");
        }
    }

    #[test]
    fn a_language_chosen_by_hand_comes_first_if_it_is_spoken() {
        assert_eq!(chosen("nl", Some("zh-CN")), "zh-CN");
        assert_eq!(chosen("nl", Some("zh-cn")), "zh-CN");
        assert_eq!(chosen("nl", Some("xx")), "nl");
        assert_eq!(chosen("nl", Some("../../etc")), "nl");
    }
}
