//! Where index.html is cut open: begin and end of each place, in bytes.

use super::{FRAME_BEGIN, FRAME_END};

/// Begin and end of the one thing between two texts.
fn between(html: &str, before: &str, after: &str) -> Option<(usize, usize)> {
    let begin = html.find(before)? + before.len();
    let end = begin + html.get(begin..)?.find(after)?;
    let rest = html.get(end..)?;
    (!rest.contains(before)).then_some((begin, end))
}

/// The place after `<head>`.
pub fn head(html: &str) -> Option<(usize, usize)> {
    let (begin, _) = between(html, "<head>", "</")?;
    Some((begin, begin))
}

/// The place before `</head>`.
pub fn end_of_head(html: &str) -> Option<(usize, usize)> {
    let mut ends = html.match_indices("</head>").map(|(at, _)| (at, at));
    let end = ends.next()?;
    ends.next().is_none().then_some(end)
}

/// The language of the page.
pub fn language(html: &str) -> Option<(usize, usize)> {
    between(html, "<html lang=\"", "\"")
}

/// The frame, with its marks.
pub fn frame(html: &str) -> Option<(usize, usize)> {
    let (begin, end) = between(html, FRAME_BEGIN, FRAME_END)?;
    Some((begin - FRAME_BEGIN.len(), end + FRAME_END.len()))
}

/// The inside of the boot element.
pub fn boot(html: &str) -> Option<(usize, usize)> {
    let orders = [
        "<script type=\"application/json\" id=\"boot\">",
        "<script id=\"boot\" type=\"application/json\">",
    ];
    orders
        .iter()
        .find_map(|open| between(html, open, "</script>"))
}
