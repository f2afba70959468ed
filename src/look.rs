//! How the app looks on this device, as chosen by hand: an attribute of the root that style sheets go by
//! (`style/tokens.css`), kept in the browser, and put there before the first paint by a script in
//! `index.html`. Nothing of it says anything about a resident.

use leptos::prelude::{document, window};

/// What can be chosen. Each is kept, and told the style sheets, under its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// `light` or `dark`.
    Colours,
    /// Size of text in percent.
    Text,
    /// `more`.
    Contrast,
}

impl Look {
    /// Name in the browser's storage; the attribute of the root has `data-` before it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Colours => "look",
            Self::Text => "text",
            Self::Contrast => "contrast",
        }
    }

    /// What holds now; empty where nothing was chosen, so that the device decides.
    pub fn chosen(self) -> String {
        let root = document().document_element();
        root.and_then(|root| root.get_attribute(&self.attribute()))
            .unwrap_or_default()
    }

    /// Chooses a value, or by an empty one nothing. Holds at once; returns whether the browser keeps it.
    pub fn choose(self, value: &str) -> bool {
        if let Some(root) = document().document_element() {
            let _ = if value.is_empty() {
                root.remove_attribute(&self.attribute())
            } else {
                root.set_attribute(&self.attribute(), value)
            };
        }
        // A browser that keeps nothing refuses the storage, or the writing.
        let Ok(Some(storage)) = window().local_storage() else {
            return false;
        };
        let kept = if value.is_empty() {
            storage.remove_item(self.name())
        } else {
            storage.set_item(self.name(), value)
        };
        kept.is_ok()
    }

    fn attribute(self) -> String {
        format!("data-{}", self.name())
    }
}
