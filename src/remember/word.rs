//! Whether something of the record is kept on this device, and that it is to go.
//!
//! All of this works without a connection and without the rest of this folder: it is in the first
//! download, so that whoever signs out is sure that what was kept goes.

use citizen_score_contract::SIGN_OUT_COOKIE;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, Storage};

/// The database of what is kept: one row. To throw it away needs nothing that has to be loaded.
pub const DATABASE: &str = "citizen-score-kept";

/// Name in the browser's storage of whose record is to be kept: the holder, a name that the server makes
/// up and that says nothing.
const WISH: &str = "remember";

/// Seconds for which the wish to sign out stands: longer than any session lives.
const STANDS_FOR: u32 = 14 * 24 * 60 * 60;

/// Whose record is to be kept on this device, if anybody's.
pub fn holder() -> Option<String> {
    storage()?.get_item(WISH).ok()?
}

/// Has the record of a holder kept from now on. Returns false where the browser keeps nothing.
pub(super) fn wish(holder: &str) -> bool {
    storage().is_some_and(|it| it.set_item(WISH, holder).is_ok())
}

/// Throws away what is kept, and the wish to keep.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(WISH);
    }
    erase();
}

/// Throws away what is kept. The same holder's record is kept again after the next sign-in.
pub fn erase() {
    if let Ok(Some(databases)) = window().indexed_db() {
        // Whoever has it open closes it, and it goes then.
        let _ = databases.delete_database(DATABASE);
    }
}

/// Leaves word for the server that whoever is signed in here is not any more. Whatever is asked next
/// carries it, and is answered as nobody's.
pub fn leave_sign_out() {
    if let Some(document) = page() {
        let origin = window().location().origin();
        let secure = if origin.is_ok_and(|it| it.starts_with("https:")) {
            "; Secure"
        } else {
            ""
        };
        let cookie =
            format!("{SIGN_OUT_COOKIE}=1; Path=/; Max-Age={STANDS_FOR}; SameSite=Lax{secure}");
        // Without cookies there was no session either.
        let _ = document.set_cookie(&cookie);
    }
}

/// Whether somebody has signed out here, and the server has not heard of it yet.
pub fn is_signing_out() -> bool {
    page().is_some_and(|page| {
        page.cookie()
            .is_ok_and(|cookies| cookies.contains(SIGN_OUT_COOKIE))
    })
}

fn page() -> Option<HtmlDocument> {
    document().dyn_into().ok()
}

/// What the browser keeps for this page; none in some private windows.
pub fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
