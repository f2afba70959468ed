//! The sample city with one thing changed, and the error that comes of it.

use citizen_score_rules::RulebookError;
use serde_json::Value;

use crate::city;

/// The error for the sample city after a change; the texts stay as they were.
pub fn error(bend: impl FnOnce(&mut Value)) -> RulebookError {
    let mut json = city::json();
    bend(&mut json);
    city::read(&json).expect_err("the file is wrong")
}

/// The error is at this path and says this.
pub fn assert_error(path: &str, problem: &str, bend: impl FnOnce(&mut Value)) {
    let error = error(bend);
    assert_eq!(error.path, path, "{error}");
    assert!(error.problem.contains(problem), "{error}");
}
