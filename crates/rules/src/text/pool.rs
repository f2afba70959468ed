//! Texts that occur again and again, kept once each.

use std::collections::HashSet;

use super::Text;

/// Texts that a pool keeps at most. A city has some hundreds; beyond this, a ledger does not repeat
/// itself, and keeping its texts twice would only cost memory.
const MOST: usize = 4096;

/// The texts seen so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool(HashSet<Text>);

impl Pool {
    /// Lets `text` share memory with an equal one seen before, if there is one.
    ///
    /// `recent` is one that it may well be equal to: comparing is cheaper than looking up.
    pub(crate) fn share(&mut self, text: &mut Text, recent: Option<&Text>) {
        if let Some(known) = recent.filter(|recent| *recent == text) {
            text.clone_from(known);
        } else if let Some(known) = self.0.get(text) {
            text.clone_from(known);
        } else if self.0.len() < MOST {
            self.0.insert(text.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Pool};
    use crate::text::Text;

    #[test]
    fn equal_texts_share_one_place() {
        let mut pool = Pool::default();
        let [mut first, mut second, mut other] = ["a", "a", "b"].map(Text::from);
        for text in [&mut first, &mut second, &mut other] {
            pool.share(text, None);
        }
        assert!(first.is_shared_with(&second));
        assert!(!first.is_shared_with(&other));
        let mut third = Text::from("a");
        pool.share(&mut third, Some(&other));
        assert!(third.is_shared_with(&first));
    }

    #[test]
    fn a_pool_does_not_grow_without_end() {
        let mut pool = Pool::default();
        for number in 0..2 * MOST {
            pool.share(&mut Text::from(number.to_string()), None);
        }
        assert_eq!(pool.0.len(), MOST);
    }
}
