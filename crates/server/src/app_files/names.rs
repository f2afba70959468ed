//! What the name of a file tells: that it is one, and whether its content can ever be another.

/// Letters of the shortest hash in a file name that is taken for one.
const SHORTEST_HASH: usize = 12;

/// Whether a path asks for a file, and not for a page: its last part has an extension.
#[must_use]
pub fn is_file(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.')
        .is_some_and(|(_, end)| !end.is_empty())
}

/// Whether a file's name or its folder's carries a hash of the contents, such as
/// `app-1f3870be274f6c49.js`.
pub(super) fn is_hashed(path: &str) -> bool {
    path.split(['/', '-', '_', '.']).any(|part| {
        part.len() >= SHORTEST_HASH
            && part.bytes().all(|it| it.is_ascii_hexdigit())
            && part.bytes().any(|it| it.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::{is_file, is_hashed};

    #[test]
    fn files_have_an_extension_and_pages_have_none() {
        for file in ["/app.js", "/fonts/a.woff2", "/a/b.c.wasm", "/.env"] {
            assert!(is_file(file), "{file}");
        }
        for page in [
            "/",
            "/history",
            "/history/",
            "/entries/a.b/",
            "/entries/ends.",
        ] {
            assert!(!is_file(page), "{page}");
        }
    }

    #[test]
    fn a_hash_in_the_name_is_seen() {
        for hashed in [
            "/app-1f3870be274f6c49.js",
            "/app-1f3870be274f6c49_bg.wasm",
            "/a/style.1f3870be274f6c49.css",
            "/locales-1f3870be274f6c49/later/zh-CN.json",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in [
            "/favicon.svg",
            "/manifest.webmanifest",
            "/manifest.zh-CN.webmanifest",
            "/worker.js",
            "/icons/app-192.png",
            "/fonts/inter-700.woff2",
            "/deadbeefdeadbeef.txt.txt1",
            "/effacedeffaced.js",
        ] {
            assert_eq!(
                is_hashed(plain),
                plain.contains("deadbeefdeadbeef1"),
                "{plain}"
            );
        }
    }
}
