//! Which key does what, and which keys a field keeps for itself.

use web_sys::Element;

use crate::kiosk::accessible_name::role::Role;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// To the next stop.
    Next,
    /// To the stop before.
    Previous,
    /// Uses what the cursor is on; where something has the focus, the browser does that.
    Press,
    /// To the page before.
    Back,
    /// Says once more what was said last.
    Again,
    /// Switches reading aloud on or off.
    Speech,
}

/// What a key asks for while the focus is `at` an element; none where it is the browser's, or the
/// element's own. `key` and `code` as a `KeyboardEvent` names them.
pub fn act(key: &str, code: &str, at: Option<&Element>) -> Option<Act> {
    // A keypad's point is a comma, or a key to delete, as the keyboard is set up.
    let point = code == "NumpadDecimal" || key == ".";
    let field = at.map(Role::of);
    let typed = matches!(field, Some(Role::Text));
    let number = matches!(field, Some(Role::Number));
    let act = match key {
        "ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight" if keeps(field, key) => return None,
        "ArrowDown" | "ArrowRight" => Act::Next,
        "ArrowUp" | "ArrowLeft" => Act::Previous,
        "+" if !typed => Act::Next,
        // A number that may be below zero needs its sign.
        "-" if !(typed || number && may_be_negative(at)) => Act::Previous,
        "/" if !typed => Act::Again,
        "*" if !typed => Act::Speech,
        "F8" => Act::Speech,
        "Escape" => Act::Back,
        "Enter" if field.is_none_or(|it| it == Role::Plain) => Act::Press,
        _ if point && !typed && !number => Act::Back,
        _ => return None,
    };
    Some(act)
}

/// Whether an arrow means something in a field.
fn keeps(field: Option<Role>, arrow: &str) -> bool {
    let sideways = matches!(arrow, "ArrowLeft" | "ArrowRight");
    match field {
        Some(Role::Text) => sideways,
        Some(Role::Number | Role::Date | Role::List | Role::Slider | Role::Radio) => true,
        _ => false,
    }
}

fn may_be_negative(field: Option<&Element>) -> bool {
    let least = field.and_then(|it| it.get_attribute("min"));
    least
        .and_then(|it| it.parse::<f64>().ok())
        .is_none_or(|least| least < 0.0)
}
