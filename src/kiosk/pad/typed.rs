//! The digits that were typed, and how they are shown.

/// Digits of a code.
pub(super) const DIGITS: usize = 8;
/// Digits of one group.
const GROUP: usize = 4;

/// The digits that were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(String);

impl Typed {
    /// Adds a digit. Whether it could be: not once the code is whole, nor anything but a digit.
    pub fn push(&mut self, digit: char) -> bool {
        let fits = digit.is_ascii_digit() && !self.is_whole();
        if fits {
            self.0.push(digit);
        }
        fits
    }

    /// Takes the last digit away. Whether there was one.
    pub fn pop(&mut self) -> bool {
        self.0.pop().is_some()
    }

    /// Takes all digits away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// How many digits there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether no digit is missing.
    pub fn is_whole(&self) -> bool {
        self.len() >= DIGITS
    }

    /// The digits alone.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The code as it is shown: in two groups, with a place for each digit that is missing.
    pub fn shown(&self) -> String {
        let missing = std::iter::repeat_n('·', DIGITS.saturating_sub(self.len()));
        let places: Vec<char> = self.0.chars().chain(missing).collect();
        let groups = places.chunks(GROUP).map(|group| group.iter().collect());
        groups.collect::<Vec<String>>().join(" ")
    }
}
