//! Numbers, dates, times and amounts, through the browser's `Intl`.
//!
//! Making a formatter is slow and using one is quick, so each is made once per language.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

thread_local! {
    static FORMATTERS: RefCell<BTreeMap<String, Function>> = const { RefCell::new(BTreeMap::new()) };
}

/// A whole number with the grouping of the language, such as `1,020`.
pub fn number(tag: &str, value: i64) -> String {
    call(tag, "number", &value_of(value), || {
        Some(number_format(tag, &[]))
    })
}

/// A number of points with its sign, such as `+10` or `−20`; zero has none.
pub fn signed(tag: &str, value: i64) -> String {
    let options = [("signDisplay", "exceptZero")];
    call(tag, "signed", &value_of(value), || {
        Some(number_format(tag, &options))
    })
    .replace('-', "\u{2212}")
}

/// An amount in whole units of a currency (ISO 4217), such as `CN¥120`.
pub fn money(tag: &str, currency: &str, amount: u32) -> String {
    let options = [
        ("style", "currency"),
        ("currency", currency),
        ("trailingZeroDisplay", "stripIfInteger"),
    ];
    let kind = format!("money {currency}");
    call(tag, &kind, &amount.into(), || {
        Some(number_format(tag, &options))
    })
}

/// A day, such as `24 Nov 2026`.
pub fn day(tag: &str, day: NaiveDate) -> String {
    let options = [("dateStyle", "medium"), ("timeZone", "UTC")];
    call(tag, "day", &js_day(day), || {
        Some(date_format(tag, &options))
    })
}

/// A month, such as `November 2026`.
pub fn month(tag: &str, day: NaiveDate) -> String {
    let options = [("year", "numeric"), ("month", "long"), ("timeZone", "UTC")];
    call(tag, "month", &js_day(day), || {
        Some(date_format(tag, &options))
    })
}

/// A month for a narrow place, such as `Nov 2026`.
pub fn short_month(tag: &str, day: NaiveDate) -> String {
    let options = [("year", "numeric"), ("month", "short"), ("timeZone", "UTC")];
    call(tag, "short month", &js_day(day), || {
        Some(date_format(tag, &options))
    })
}

/// The day of a moment in the device's own time zone; `moment` in milliseconds since 1970.
pub fn local_day(tag: &str, moment: f64) -> String {
    call(tag, "local day", &js_moment(moment), || {
        Some(date_format(tag, &[("dateStyle", "long")]))
    })
}

/// The time of a moment in the device's own time zone; `moment` in milliseconds since 1970.
pub fn local_time(tag: &str, moment: f64) -> String {
    call(tag, "local time", &js_moment(moment), || {
        Some(date_format(tag, &[("timeStyle", "short")]))
    })
}

/// A recorded moment, in the device's own time zone.
pub fn local_moment(tag: &str, moment: DateTime<Utc>) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds stay exact for 285,000 years"
    )]
    let millis = moment.timestamp_millis() as f64;
    let options = [("dateStyle", "long"), ("timeStyle", "short")];
    call(tag, "local moment", &js_moment(millis), || {
        Some(date_format(tag, &options))
    })
}

/// The plural category of a count: a place in zero, one, two, few, many, other.
pub fn plural_category(tag: &str, count: i64) -> usize {
    let select = || {
        let rules = Intl::PluralRules::new(&Array::of1(&tag.into()), &Object::new());
        let select = Reflect::get(&rules, &"select".into()).ok()?;
        Some(Function::from(select).bind0(&rules))
    };
    match call(tag, "plural", &value_of(count), select).as_str() {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "few" => 3,
        "many" => 4,
        _ => 5,
    }
}

/// Calls the formatter for this language and kind, made by `build` at the first call. A browser
/// without it shows the bare value.
fn call(
    tag: &str,
    kind: &str,
    value: &JsValue,
    build: impl FnOnce() -> Option<Function>,
) -> String {
    let key = format!("{tag} {kind}");
    let known = FORMATTERS.with_borrow(|all| all.get(&key).cloned());
    let function = known.or_else(|| {
        let made = build()?;
        FORMATTERS.with_borrow_mut(|all| all.insert(key, made.clone()));
        Some(made)
    });
    let text = function.and_then(|it| it.call1(&JsValue::UNDEFINED, value).ok()?.as_string());
    text.unwrap_or_else(|| js_sys::JsString::from(value.clone()).into())
}

fn number_format(tag: &str, options: &[(&str, &str)]) -> Function {
    Intl::NumberFormat::new(&Array::of1(&tag.into()), &object(options)).format()
}

fn date_format(tag: &str, options: &[(&str, &str)]) -> Function {
    Intl::DateTimeFormat::new(&Array::of1(&tag.into()), &object(options)).format()
}

fn object(options: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in options {
        // Setting a field of a fresh, plain object does not fail.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}

#[expect(
    clippy::cast_precision_loss,
    reason = "points and counts stay far below 2^53"
)]
fn value_of(value: i64) -> JsValue {
    JsValue::from_f64(value as f64)
}

fn js_moment(moment: f64) -> JsValue {
    Date::new(&moment.into()).into()
}

fn js_day(day: NaiveDate) -> JsValue {
    let days = i64::from(day.num_days_from_ce()) - UNIX_EPOCH_FROM_CE;
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds stay exact for 285,000 years"
    )]
    js_moment(days as f64 * 86_400_000.0)
}

/// Days from 1 January of year 1 to 1 January 1970, counting both, as chrono counts.
const UNIX_EPOCH_FROM_CE: i64 = 719_163;
