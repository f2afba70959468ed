//! The rulebook to come, as the operator announced it in this process or another.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use citizen_score_rules::{Rulebook, iso};

use crate::error::ApiError;
use crate::state::Fixed;
use crate::store::{Announced, Store};

/// The rulebook to come. It is read once for each announcement, and its name each time. Copies share it.
#[derive(Clone, Default)]
pub struct AnnouncedRulebook(Arc<Mutex<Option<(Announced, Fixed)>>>);

impl AnnouncedRulebook {
    /// The announced rulebook as it is sent; none where nothing is announced, where it is the one in
    /// force, and from its first day on.
    ///
    /// # Errors
    ///
    /// The database failed, or holds a rulebook that is not valid.
    pub async fn find(
        &self,
        store: &Store,
        in_force: &Rulebook,
        today: NaiveDate,
    ) -> Result<Option<Fixed>, ApiError> {
        let Some(name) = store.announced().await? else {
            return Ok(None);
        };
        let to_come = iso::parse_date(&name.effective_from).is_some_and(|from| from > today);
        if !to_come || name.version == in_force.data().version {
            return Ok(None);
        }
        if let Some((known, fixed)) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner)
            && *known == name
        {
            return Ok(Some(fixed.clone()));
        }
        // Another may have been announced meanwhile; then there is none for a moment.
        let Some(text) = store.announced_text(&name).await? else {
            return Ok(None);
        };
        let fixed = Fixed::new(&Rulebook::from_json(&text)?)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((name, fixed.clone()));
        Ok(Some(fixed))
    }
}
