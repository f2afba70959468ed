//! What belongs together, compared domain by domain.

use std::collections::{BTreeMap, BTreeSet};

use super::Change;

type Related = BTreeMap<String, Vec<String>>;

/// A domain that is not named and one that nothing belongs to mean the same, and so do two lists of
/// the same categories in another order.
pub(super) fn compare(old: &Related, new: &Related) -> Vec<Change> {
    let domains: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let of = |related: &Related, domain: &String| related.get(domain).cloned().unwrap_or_default();
    let changes = domains.into_iter().filter_map(|domain| {
        let (from, to) = (of(old, domain), of(new, domain));
        // No category stands in a list twice, so two of one length with the same members are the same.
        let same = from.len() == to.len() && to.iter().all(|it| from.contains(it));
        (!same).then(|| Change::Related {
            domain: domain.clone(),
            from,
            to,
        })
    });
    changes.collect()
}
