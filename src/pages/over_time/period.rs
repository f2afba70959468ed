//! How far back and ahead the chart looks; the address of the page says it.

use chrono::{Months, NaiveDate};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::components::element::all;
use crate::i18n::{I18n, Key};
use crate::pages::paging::is_plain;
use crate::query;
use crate::router::use_router;
use crate::routes::Route;

/// The name of the period in the address.
const NAME: &str = "period";

/// A period around today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// Everything there is.
    All,
    /// Five years back and five ahead.
    FiveYears,
    /// One year back and one ahead.
    OneYear,
}

impl Period {
    const EACH: [Self; 3] = [Self::All, Self::FiveYears, Self::OneYear];

    /// The period that a query asks for; everything where it asks for none that could be.
    pub(super) fn read(text: &str) -> Self {
        let pairs = query::pairs(text);
        let value = pairs.iter().find(|(name, _)| name == NAME);
        let value = value.map(|(_, value)| value.as_str());
        let wanted = Self::EACH.into_iter().find(|it| it.value() == value);
        wanted.unwrap_or(Self::All)
    }

    /// The most days that are asked for; a part of the course needs a closer look.
    pub(super) const fn most(self) -> u32 {
        match self {
            Self::All => 400,
            Self::FiveYears | Self::OneYear => 1000,
        }
    }

    /// The first and the last day, around today; none for everything.
    pub(super) fn around(self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let months = Months::new(match self {
            Self::All => return None,
            Self::FiveYears => 60,
            Self::OneYear => 12,
        });
        let first = today.checked_sub_months(months).unwrap_or(today);
        let last = today.checked_add_months(months).unwrap_or(today);
        Some((first, last))
    }

    const fn value(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::FiveYears => Some("5-years"),
            Self::OneYear => Some("1-year"),
        }
    }

    const fn name(self) -> Key {
        match self {
            Self::All => Key::OverTimeAll,
            Self::FiveYears => Key::OverTimeFiveYears,
            Self::OneYear => Key::OverTimeOneYear,
        }
    }
}

/// The choice of a period.
pub(super) fn periods(i18n: I18n, here: Period) -> AnyView {
    let router = use_router();
    let link = |period: Period| {
        let query = query::write(&[(NAME, period.value().map(str::to_owned))]);
        let address = match query.as_str() {
            "" => Route::OverTime.path().to_owned(),
            query => format!("{}?{query}", Route::OverTime.path()),
        };
        let choose = move |event: MouseEvent| {
            // The page stays where it is: only the chart changes.
            if is_plain(&event) {
                event.prevent_default();
                router.keep(&query, true);
            }
        };
        let current = (period == here).then_some("true");
        view! {
            <a class="period" href=address aria-current=current on:click=choose>
                {i18n.text(period.name())}
            </a>
        }
        .into_any()
    };
    view! {
        <nav class="periods" aria-label=i18n.text(Key::OverTimeRange)>
            {all(Period::EACH.map(link))}
        </nav>
    }
    .into_any()
}
