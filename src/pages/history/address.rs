//! The address of a filtered history: what it asks for, read strictly, and written again.

use chrono::NaiveDate;
use citizen_score_device::Filter;
use citizen_score_device::filter::MAX_WORDS;
use citizen_score_rules::iso::parse_date;
use citizen_score_rules::rulebook::Direction;

use crate::query;

/// What the address of the history asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Which entries.
    pub filter: Filter,
    /// Which page of them, from 0.
    pub page: u32,
    /// The parts that could not be read, as they stand in the address. The others hold all the same.
    pub unread: Vec<String>,
}

impl Address {
    /// Reads a query.
    pub fn read(text: &str) -> Self {
        let mut address = Self::default();
        for (name, value) in query::pairs(text) {
            if !address.take(&name, &value) {
                address.unread.push(query::shown(&name, &value));
            }
        }
        address
    }

    fn take(&mut self, name: &str, value: &str) -> bool {
        let filter = &mut self.filter;
        match name {
            "category" if value.len() <= MAX_WORDS => {
                set(&mut filter.category, Some(value.to_owned()))
            }
            "direction" => set(&mut filter.direction, direction(value)),
            "counts" => set(&mut filter.counts, yes_or_no(value)),
            "from" => set(&mut filter.from, parse_date(value)),
            "until" => set(&mut filter.until, parse_date(value)),
            "words" if value.chars().count() <= MAX_WORDS => {
                value.clone_into(&mut filter.words);
                true
            }
            "page" => match value.parse::<u32>() {
                Ok(page @ 1..) => {
                    self.page = page - 1;
                    true
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// The query that asks for this.
    pub fn write(&self) -> String {
        let Filter {
            category,
            direction,
            counts,
            from,
            until,
            words,
        } = &self.filter;
        let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string());
        let direction = direction.map(|it| match it {
            Direction::Gain => "gain".to_owned(),
            Direction::Loss => "loss".to_owned(),
        });
        let counts = counts.map(|it| if it { "yes" } else { "no" }.to_owned());
        let page = (self.page > 0).then(|| (u64::from(self.page) + 1).to_string());
        query::write(&[
            ("category", category.clone()),
            ("direction", direction),
            ("counts", counts),
            ("from", day(from)),
            ("until", day(until)),
            (
                "words",
                Some(words.clone()).filter(|words| !words.is_empty()),
            ),
            ("page", page),
        ])
    }
}

/// Whether there was something to set.
fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let there = value.is_some();
    *field = value.or(field.take());
    there
}

fn direction(value: &str) -> Option<Direction> {
    match value {
        "gain" => Some(Direction::Gain),
        "loss" => Some(Direction::Loss),
        _ => None,
    }
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
