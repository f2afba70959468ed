//! The effects of a tier against the entries that led there.
