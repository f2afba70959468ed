//! The server and the command line of Citizen Score.
//!
//! From the inside out:
//!
//! - [`clock`], [`store`]: time and the database; nothing else knows of either.
//! - [`accounts`]: what a ledger comes to; [`scoring`]: whether it may be computed; [`signing`],
//!   [`exports`]: keys and signed records; [`announced`]: the rulebook to come; [`sign_in`]: codes and
//!   sessions; [`displays`], [`visits`], [`pairing`]: shared displays, and who is at one; [`secret`],
//!   [`tier_proofs`]: derived keys and what a desk is shown; [`hub`], [`streams`]: waking and counting
//!   open screens; [`outgoing`]: what the server itself asks of others; [`oidc`]: signing in at a city's
//!   identity provider; [`push`]: telling a browser while the app is closed; [`paint`]: the first paint of a page.
//! - [`app_source`], [`app_files`]: the built app, in a folder or inside the program.
//! - [`api`], [`pages`], [`metrics`], [`router`]: what is answered under which path; [`http`],
//!   [`error`]: what all answers have in common.
//! - [`openapi`]: the API as it is described, from the types that it is made of.
//! - [`steps`]: what a trace shows of a request, and `traces` (a feature): who is told of it.
//! - [`import`], [`demo`]: how records arrive; [`cases`]: what residents ask, and attach.
//! - [`commands`]: the command line.

pub mod accounts;
pub mod announced;
pub mod api;
pub mod app_files;
pub mod app_source;
pub mod cases;
pub mod clock;
pub mod commands;
pub mod demo;
mod digest;
pub mod displays;
pub mod error;
pub mod exports;
pub mod http;
pub mod hub;
pub mod import;
pub mod metrics;
pub mod oidc;
pub mod openapi;
pub mod outgoing;
pub mod pace;
pub mod pages;
pub mod paint;
pub mod pairing;
pub mod push;
pub mod router;
pub mod scoring;
pub mod secret;
pub mod server;
pub mod sign_in;
pub mod signing;
pub mod standings;
pub mod state;
pub mod steps;
pub mod store;
pub mod streams;
pub mod sweeper;
pub mod tier_proofs;
#[cfg(feature = "traces")]
pub mod traces;
pub mod visits;
