//! What a build of the app says of itself in the head of index.html.

use super::ShellError;

/// The script that guards a shared display.
pub const GUARD: &str = "kiosk-guard";

/// The style of a shared display.
pub const STYLE: &str = "kiosk-style";

/// The folder that the files of the languages are in.
pub const LOCALES: &str = "locales";

/// The name of the build.
const BUILD: &str = "build";

/// The path of a file or folder of the app; none where the build has none.
///
/// # Errors
///
/// [`ShellError::Meta`] for anything but a path of this server.
pub fn path<'a>(html: &'a str, name: &'static str) -> Result<Option<&'a str>, ShellError> {
    let path = content(html, name);
    if path.is_empty() {
        return Ok(None);
    }
    if is_own(path) {
        return Ok(Some(path));
    }
    Err(ShellError::Meta(name))
}

/// Whether it is a path of this server, of letters that need no escaping.
pub fn is_own(path: &str) -> bool {
    let is_of_path = |it: u8| it.is_ascii_alphanumeric() || b"-_./".contains(&it);
    let climbs = path.split('/').any(|part| part == "." || part == "..");
    path.starts_with('/') && !path.starts_with("//") && !climbs && path.bytes().all(is_of_path)
}

/// The name of the build; empty where it has none that can be told in a heartbeat.
pub fn build(html: &str) -> &str {
    let build = content(html, BUILD);
    let is_name = build.len() <= 64
        && build
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-');
    if is_name { build } else { "" }
}

/// What `<meta name="…" content="…">` says; empty where there is none.
fn content<'a>(html: &'a str, name: &str) -> &'a str {
    let begin = format!("<meta name=\"{name}\" content=\"");
    let after = html.split_once(&begin).map(|(_, after)| after);
    let content = after.and_then(|after| after.split_once('"'));
    content.map_or("", |(content, _)| content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_is_named_or_not() {
        for (html, expected) in [
            ("<meta name=\"build\" content=\"a1-B2\">", "a1-B2"),
            ("<meta name=\"build\" content=\"\">", ""),
            ("<meta name=\"build\" content=\"a b\">", ""),
            ("<meta name=\"build\" content=\"a", ""),
            ("<meta name=\"builder\" content=\"a\">", ""),
            ("", ""),
        ] {
            assert_eq!(build(html), expected, "{html}");
        }
    }

    #[test]
    fn a_path_is_one_of_the_app_or_none() {
        let named = |content: &str| format!("<meta name=\"locales\" content=\"{content}\">");
        for (html, expected) in [
            (String::new(), None),
            (named(""), None),
            (named("/locales-1a"), Some("/locales-1a")),
            (named("/a/b/"), Some("/a/b/")),
        ] {
            assert_eq!(path(&html, LOCALES), Ok(expected));
        }
        for wrong in [
            "https://evil.example/a",
            "//evil.example",
            "/../etc",
            "/a/./b",
            "a",
            "/a b",
        ] {
            let expected = Err(ShellError::Meta(LOCALES));
            assert_eq!(path(&named(wrong), LOCALES), expected, "{wrong}");
        }
    }
}
