//! What every answer has in common: names, headers, limits.

pub mod body;
pub mod compress;
pub mod cookies;
pub mod cross_site;
pub mod etag;
pub mod file;
pub mod frame;
pub mod json;
pub mod nul;
pub mod once;
pub mod pace;
pub mod request_id;
pub mod security;
pub mod sign_out;
pub mod weight;
