//! One thing that the server says and that does not follow from its own ledger and rulebook.

use serde::{Deserialize, Serialize};

use super::MOST_DIFFERENCES;
use crate::counted::Outcome;
use crate::ledger::EntryId;
use crate::points::Points;
use crate::rulebook::Worth;
use crate::standing::{NextTier, Standing};

/// One difference, with both figures: `claimed` is the server's.
///
/// In JSON it is an object with one key, its name: other forms need much more code to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// The score.
    Score {
        /// In points.
        claimed: Points,
        /// In points.
        computed: Points,
    },
    /// The tier.
    Tier {
        /// Name of a tier.
        claimed: String,
        /// Name of a tier.
        computed: String,
    },
    /// The next tier up, or the points to it.
    Next {
        /// None at the top.
        claimed: Option<NextTier>,
        /// None at the top.
        computed: Option<NextTier>,
    },
    /// The points that can go before the tier is lost.
    Margin {
        /// None in the lowest tier.
        claimed: Option<Points>,
        /// None in the lowest tier.
        computed: Option<Points>,
    },
    /// The next tier down.
    Below {
        /// None in the lowest tier.
        claimed: Option<String>,
        /// None in the lowest tier.
        computed: Option<String>,
    },
    /// The number of entries.
    EntryCount {
        /// How many there should be.
        claimed: u64,
        /// How many there are in the ledger.
        present: u64,
    },
    /// What the server counts of each entry does not add up to its own score.
    Sum {
        /// The score that it says, in points.
        claimed: Points,
        /// The start and what it counts of each entry, kept within the range, in points.
        of_entries: i64,
    },
    /// Whether an entry counts, or why not.
    Outcome {
        /// The entry.
        entry: EntryId,
        /// What the server says.
        claimed: Outcome,
        /// What follows from the rules.
        computed: Outcome,
    },
    /// What an entry adds to the score.
    Counted {
        /// The entry.
        entry: EntryId,
        /// In points.
        claimed: Points,
        /// In points.
        computed: Points,
    },
    /// An entry carries points that the rulebook which priced it does not allow.
    Price {
        /// The entry.
        entry: EntryId,
        /// Points that it carries.
        points: Points,
        /// What its factor is worth.
        allowed: Worth,
    },
    /// The server says nothing of an entry of the ledger.
    Missing {
        /// The entry.
        entry: EntryId,
    },
    /// The server speaks of an entry that is not in the ledger, or of one a second time.
    Unknown {
        /// What it calls the entry.
        entry: EntryId,
    },
}

/// The differences found so far.
#[derive(Default)]
pub(super) struct Differences {
    pub named: Vec<Difference>,
    pub in_all: u64,
}

impl Differences {
    /// Counts one more, and names it while there is room.
    pub(super) fn add(&mut self, difference: impl FnOnce() -> Difference) {
        self.in_all += 1;
        if self.named.len() < MOST_DIFFERENCES {
            self.named.push(difference());
        }
    }

    /// Adds all of the others, and names them while there is room.
    pub(super) fn then(&mut self, others: Self) {
        self.in_all += others.in_all;
        let room = MOST_DIFFERENCES.saturating_sub(self.named.len());
        self.named.extend(others.named.into_iter().take(room));
    }

    /// Adds a difference between two things, if there is one.
    pub(super) fn unless_equal<T: PartialEq + Clone>(
        &mut self,
        claimed: &T,
        computed: &T,
        difference: impl FnOnce(T, T) -> Difference,
    ) {
        if claimed != computed {
            self.add(|| difference(claimed.clone(), computed.clone()));
        }
    }
}

/// Where two standings differ, field by field.
pub(super) fn of_standing(claimed: &Standing, computed: &Standing, found: &mut Differences) {
    // Without `..`: a new field of a standing has to be compared too.
    let Standing {
        score,
        tier,
        next,
        margin,
        below,
    } = claimed;
    found.unless_equal(score, &computed.score, |claimed, computed| {
        Difference::Score { claimed, computed }
    });
    found.unless_equal(tier, &computed.tier, |claimed, computed| Difference::Tier {
        claimed,
        computed,
    });
    found.unless_equal(next, &computed.next, |claimed, computed| Difference::Next {
        claimed,
        computed,
    });
    found.unless_equal(margin, &computed.margin, |claimed, computed| {
        Difference::Margin { claimed, computed }
    });
    found.unless_equal(below, &computed.below, |claimed, computed| {
        Difference::Below { claimed, computed }
    });
}
