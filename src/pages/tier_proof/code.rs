//! The picture of a proof: a QR code, always dark on white, with its quiet zone.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

use crate::i18n::{I18n, Key};

/// Modules of white around the code, as its standard (ISO/IEC 18004) asks.
const QUIET: usize = 4;

/// The code of a text; none where the text does not fit into one.
pub(super) fn picture(i18n: I18n, content: &str) -> Option<AnyView> {
    let (path, side) = outline(content)?;
    let view = view! {
        <svg
            class="proof-picture"
            viewBox=format!("0 0 {side} {side}")
            role="img"
            aria-label=i18n.text(Key::TierProofPicture)
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
