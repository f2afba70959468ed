//! An office decides.
