//! The Content-Security-Policy of pages: what is inline is allowed by its hash, and nothing else.

use crate::digest;

/// The policy for a page with these inline scripts and styles.
#[must_use]
pub fn of(html: &str) -> String {
    let scripts = hashes(html, "script");
    let styles = hashes(html, "style");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; \
         style-src 'self'{styles}; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    )
}

/// The hashes of all inline elements of a name, each with a space before it.
fn hashes(html: &str, name: &str) -> String {
    let mut all = String::new();
    for content in inline(html, name) {
        let hash = format!(" 'sha256-{}'", digest::base64(content.as_bytes()));
        if !all.contains(&hash) {
            all.push_str(&hash);
        }
    }
    all
}

/// What stands in the inline elements of a name that a browser would run or apply.
fn inline<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((begin, is_comment)) = next(&lower, at, name) {
        if is_comment {
            let Some(end) = find(&lower, begin, "-->") else {
                break;
            };
            at = end + 3;
            continue;
        }
        let Some(open) = find(&lower, begin, ">") else {
            break;
        };
        let Some(close) = find(&lower, open, &format!("</{name}")) else {
            break;
        };
        let tag = lower.get(begin..open).unwrap_or_default();
        if is_applied(tag) {
            found.extend(html.get(open + 1..close));
        }
        at = close + 2 + name.len();
    }
    found
}

/// Where the next element of the name or the next comment begins, and which of the two it is.
fn next(lower: &str, at: usize, name: &str) -> Option<(usize, bool)> {
    let start = format!("<{name}");
    let mut element = find(lower, at, &start);
    // `<scripture>` begins like a script and is none.
    while let Some(begin) = element {
        let after = lower
            .get(begin + start.len()..)
            .and_then(|rest| rest.chars().next());
        if after.is_some_and(|it| it == '>' || it == '/' || it.is_ascii_whitespace()) {
            break;
        }
        element = find(lower, begin + start.len(), &start);
    }
    let comment = find(lower, at, "<!--");
    match (element, comment) {
        (Some(element), Some(comment)) if comment < element => Some((comment, true)),
        (Some(element), _) => Some((element, false)),
        (None, _) => None,
    }
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| from + at)
}

/// Whether the element is code or style and stands in the page itself: a block of data is never run.
fn is_applied(tag: &str) -> bool {
    let is_data = tag.contains("application/json") || tag.contains("importmap");
    !(is_data || tag.contains(" src=") || tag.contains("\nsrc="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_run_or_applied_is_hashed() {
        let html = "<head><!-- <script>never()</script> --><STYLE media=all>a{}</STYLE>\
            <script type=\"application/json\" id=\"boot\">{}</script>\
            <script type=\"module\" src=\"/a.js\"></script><scripture>x</scripture>\
            <script type=\"module\">\n run() </script></head>";
        assert_eq!(inline(html, "script"), ["\n run() "]);
        assert_eq!(inline(html, "style"), ["a{}"]);
    }

    #[test]
    fn a_broken_page_does_not_break_the_policy() {
        for html in [
            "<script",
            "<script>",
            "<script>a",
            "<!--",
            "<style></styl",
            "",
        ] {
            assert!(inline(html, "script").is_empty(), "{html}");
        }
    }

    #[test]
    fn a_known_script_has_its_known_hash() {
        // `printf '%s' "alert('Hello, world.');" | openssl dgst -sha256 -binary | base64`
        let policy = of("<script>alert('Hello, world.');</script>");
        let hash = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert!(
            policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"));
    }
}
