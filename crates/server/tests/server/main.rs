//! The server as a whole: real requests to a real port, a real database file, and the real program
//! as a second process.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod access;
mod asking;
mod backup;
mod brake;
mod cases;
mod cases_refused;
mod commands;
mod config;
mod consent;
mod contract;
mod contract_displays;
mod database;
mod decisions;
mod demo;
mod diff;
mod displays;
mod entries;
mod errors;
mod events;
mod evidence;
mod export;
mod files;
mod headers;
mod held;
mod imports;
mod inside;
mod kept_standings;
mod kiosk_page;
mod kiosk_visits;
mod lane;
mod languages;
mod ledger;
mod logs;
mod metrics;
mod office;
mod oidc;
mod openapi;
mod openapi_examples;
mod outage;
mod own_sessions;
mod pace;
mod pages;
mod pairing;
mod pairing_attack;
mod pairing_guesses;
mod proofs;
mod push;
mod push_quiet;
mod push_seal;
mod push_sending;
mod push_service;
mod records;
mod refused;
mod refused_on_display;
mod replicas;
mod running;
mod scene;
mod serving;
mod sessions;
mod shutdown;
mod sign_in;
mod sign_out;
mod standing;
mod statements;
mod stream;
mod streams;
mod sweeping;
#[cfg(feature = "traces")]
mod traces;
mod upcoming;
mod verify;
mod visits;
mod whole;
mod wrong_files;
mod wrong_lines;
