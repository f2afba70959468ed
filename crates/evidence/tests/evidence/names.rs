//! Names for showing.

use citizen_score_evidence::{FileKind, check_name};

#[test]
fn names_are_made_fit_to_be_shown() {
    use FileKind::{Jpeg, Pdf, Png};
    for (name, kind, shown) in [
        ("letter.pdf", Pdf, "letter.pdf"),
        ("Foto van de brief.JPG", Jpeg, "Foto van de brief.JPG"),
        ("photo.jpeg", Jpeg, "photo.jpeg"),
        ("献血证.png", Png, "献血证.png"),
        ("photo.png", Jpeg, "photo.jpg"),
        ("letter.PDF", Png, "letter.png"),
        ("run.exe", Png, "run.exe.png"),
        ("Dr. Li", Pdf, "Dr. Li.pdf"),
        ("no ending", Png, "no ending.png"),
        ("C:\\Users\\li\\scan.pdf", Pdf, "scan.pdf"),
        ("../../etc/passwd", Pdf, "passwd.pdf"),
        ("a/b/", Pdf, "file.pdf"),
        ("", Jpeg, "file.jpg"),
        ("...", Jpeg, "file.jpg"),
        (".png", Png, "file.png"),
        (" \t\n ", Png, "file.png"),
        ("a\u{202e}gnp.exe", Png, "agnp.exe.png"),
        ("a\u{2066}b\u{2069}\u{200f}.pdf", Pdf, "ab.pdf"),
        ("a\0b\u{1b}[31m\u{7f}\u{9b}.pdf", Pdf, "ab[31m.pdf"),
        ("two\nlines\u{2028}three.pdf", Pdf, "two lines three.pdf"),
        ("<script>alert(1)<", Pdf, "<script>alert(1)<.pdf"),
        ("مدرک\u{200c}ها.pdf", Pdf, "مدرک\u{200c}ها.pdf"),
    ] {
        assert_eq!(check_name(name, kind), shown, "{name:?}");
    }
}

#[test]
fn a_long_name_is_cut_and_keeps_its_ending() {
    let shown = check_name(&format!("{}.pdf", "名".repeat(96)), FileKind::Pdf);
    assert_eq!(shown, format!("{}.pdf", "名".repeat(96)));
    assert_eq!(
        check_name(&format!("{}.pdf", "名".repeat(5_000)), FileKind::Pdf),
        shown
    );
    assert_eq!(check_name(&"名".repeat(5_000), FileKind::Pdf), shown);
}
