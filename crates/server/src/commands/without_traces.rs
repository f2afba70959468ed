//! What a program says to settings about traces that was built without them.

/// Where it is said by a file, and by the environment.
const KEY: &str = "traces-";
const VARIABLE: &str = "CITIZEN_SCORE_TRACES_";

/// What it says.
pub const REASON: &str =
    "this program was built without traces (the feature `traces`), and sends none";

/// Whether a key of a file is about traces.
pub fn is_about_traces(key: &str) -> bool {
    key.starts_with(KEY)
}

/// Refuses an environment that wants traces, which would otherwise be waited for in vain.
///
/// # Errors
///
/// A sentence for the operator.
pub fn refuse_environment() -> Result<(), &'static str> {
    let is_wanted = std::env::vars_os()
        .any(|(name, _)| name.to_str().is_some_and(|name| name.starts_with(VARIABLE)));
    if is_wanted {
        return Err(
            "the environment has CITIZEN_SCORE_TRACES_…; this program was built without traces (the feature \
             `traces`), and sends none",
        );
    }
    Ok(())
}
