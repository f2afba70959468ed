//! A QR code, always dark on white, with its quiet zone.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

use crate::reactive::text;

/// Modules of white around the code, as its standard (ISO/IEC 18004) asks.
const QUIET: usize = 4;

/// The code of a text, and its `label` for whoever does not see it; none where the text does not fit into
/// one.
pub fn qr_code(
    content: &str,
    label: impl Fn() -> String + Send + Sync + 'static,
) -> Option<AnyView> {
    let (path, side) = outline(content)?;
    let view = view! {
        <svg
            class="qr-code"
            viewBox=format!("0 0 {side} {side}")
            role="img"
            aria-label=text(label)
            shape-rendering="crispEdges"
        >
            <rect width=side height=side fill="#fff" />
            <path d=path fill="#000" />
        </svg>
    };
    Some(view.into_any())
}

/// The dark modules as one path, and the width of the whole with its quiet zone.
fn outline(content: &str) -> Option<(String, usize)> {
    let code = QRBuilder::new(content).ecl(ECL::M).build().ok()?;
    let side = code.size;
    let mut path = String::new();
    for (y, row) in code.data.chunks(side).take(side).enumerate() {
        let mut x = 0;
        // Neighbours are drawn as one bar: no hairline between them, and a shorter path.
        for bar in row.chunk_by(|a, b| a.value() == b.value()) {
            let width = bar.len();
            if bar.first().is_some_and(|module| module.value()) {
                let (left, top) = (x + QUIET, y + QUIET);
                // Writing to a text does not fail.
                let _ = write!(path, "M{left} {top}h{width}v1h-{width}z");
            }
            x += width;
        }
    }
    Some((path, side + 2 * QUIET))
}
