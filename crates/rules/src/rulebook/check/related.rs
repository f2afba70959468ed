//! What belongs together: domains that an effect has, and categories that a factor has.

use super::super::RulebookData;
use super::super::error::RulebookError;
use super::not_blank;

pub(super) fn check(data: &RulebookData) -> Result<(), RulebookError> {
    for (domain, categories) in &data.related {
        let path = format!("related.{domain}");
        not_blank(&path, domain)?;
        if !data.effects.iter().any(|effect| effect.domain == *domain) {
            let problem = "is a domain that no effect has";
            return Err(RulebookError::at(path, problem));
        }
        for (at, category) in categories.iter().enumerate() {
            let path = format!("{path}[{at}]");
            not_blank(&path, category)?;
            if !data.factors.iter().any(|it| it.category == *category) {
                let problem = format!("names the category `{category}`, which no factor has");
                return Err(RulebookError::at(path, problem));
            }
            if categories.iter().take(at).any(|before| before == category) {
                let problem = format!("names the category `{category}` a second time");
                return Err(RulebookError::at(path, problem));
            }
        }
    }
    Ok(())
}
