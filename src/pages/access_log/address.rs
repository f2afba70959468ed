//! The address of the access log: what it asks for, read strictly, and written again.

use chrono::NaiveDate;
use citizen_score_contract::access::{AccessKind, KINDS};
use citizen_score_rules::iso::parse_date;

use crate::query;

/// Bytes that a cursor may have; what the server gives out is far shorter.
const MAX_CURSOR: usize = 200;

/// What the address of the access log asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Only accesses of this kind.
    pub kind: Option<AccessKind>,
    /// Only those from this day on (UTC).
    pub from: Option<NaiveDate>,
    /// Only those up to this day (UTC).
    pub until: Option<NaiveDate>,
    /// Where the page begins, as the server named it; the newest if none.
    pub cursor: Option<String>,
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
        // A period that ends before it begins would be refused as a whole; its beginning holds.
        let ends_first = |until: &NaiveDate| address.from.is_some_and(|from| *until < from);
        if let Some(until) = address.until.take_if(|until| ends_first(until)) {
            let until = query::shown("until", &until.to_string());
            address.unread.push(until);
        }
        address
    }

    /// Whether it asks for accesses of all kinds and times.
    pub fn is_all(&self) -> bool {
        (self.kind, self.from, self.until) == (None, None, None)
    }

    fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            "kind" => set(&mut self.kind, kind_in(value)),
            "from" => set(&mut self.from, parse_date(value)),
            "until" => set(&mut self.until, parse_date(value)),
            "cursor" if !value.is_empty() && value.len() <= MAX_CURSOR => {
                set(&mut self.cursor, Some(value.to_owned()))
            }
            _ => false,
        }
    }

    /// The query that asks for this.
    pub fn write(&self) -> String {
        self.written("until")
    }

    /// The query by which the server is asked for this.
    pub fn for_server(&self) -> String {
        self.written("to")
    }

    fn written(&self, until: &str) -> String {
        let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string());
        query::write(&[
            ("kind", self.kind.map(kind_name)),
            ("from", day(&self.from)),
            (until, day(&self.until)),
            ("cursor", self.cursor.clone()),
        ])
    }
}

/// The kind of this name, if it is one that accesses are filtered by.
pub fn kind_in(name: &str) -> Option<AccessKind> {
    KINDS.into_iter().find(|kind| kind_name(*kind) == name)
}

/// The name of a kind in an address.
pub fn kind_name(kind: AccessKind) -> String {
    let name = match kind {
        AccessKind::SignIn => "sign_in",
        AccessKind::Code => "code",
        AccessKind::Import => "import",
        AccessKind::CaseSeen => "case_seen",
        AccessKind::CaseAsked => "case_asked",
        AccessKind::CaseDecided => "case_decided",
        AccessKind::TierProof => "tier_proof",
        AccessKind::Consent => "consent",
        AccessKind::Other => "other",
    };
    name.to_owned()
}

/// Whether there was something to set.
fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let there = value.is_some();
    *field = value.or(field.take());
    there
}
