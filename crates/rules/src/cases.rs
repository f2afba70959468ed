//! When a case is due, and what a resident may ask for.
