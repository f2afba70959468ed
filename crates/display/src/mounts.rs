//! Which folders are in memory, as the system's list of mounts says.

use std::path::Path;

/// File systems that keep their files in memory.
const IN_MEMORY: [&str; 2] = ["tmpfs", "ramfs"];

/// Is `folder` in memory? `mounts` is the text of `/proc/self/mounts`, `folder` an absolute path without links.
#[must_use]
pub fn is_in_memory(folder: &Path, mounts: &str) -> bool {
    let mut best = None;
    for line in mounts.lines() {
        let mut words = line.split(' ');
        let (Some(place), Some(kind)) = (words.nth(1), words.next()) else {
            continue;
        };
        let place = unescape(place);
        // Of two mounts at one place the later one is on top.
        if folder.starts_with(&place) && best.is_none_or(|(length, _)| place.len() >= length) {
            best = Some((place.len(), kind));
        }
    }
    best.is_some_and(|(_, kind)| IN_MEMORY.contains(&kind))
}

/// The list writes a space in a name as `\040`.
fn unescape(place: &str) -> String {
    place
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
/dev/vda / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
/dev/vdb /run/disk ext4 rw 0 0
tmpfs /with\\040space tmpfs rw 0 0
/dev/vdc /over ext4 rw 0 0
tmpfs /over tmpfs rw 0 0
short
";

    #[test]
    fn the_nearest_mount_decides() {
        for (folder, expected) in [
            ("/", false),
            ("/home/kiosk", false),
            ("/run", true),
            ("/run/display", true),
            ("/runner", false),
            ("/run/disk/display", false),
            ("/with space/x", true),
            ("/over/x", true),
        ] {
            assert_eq!(
                is_in_memory(Path::new(folder), MOUNTS),
                expected,
                "{folder}"
            );
        }
        assert!(!is_in_memory(Path::new("/run"), ""));
    }
}
