//! A date as people write it.
//!
//! In: text. Out: a `Date`, or which fault it is and what was likely meant.

use crate::date::{self, Date, NotADate};
use crate::diagnostic::Code;

/// Years in which an essay may have been published.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1844..=2200;

/// Why text is not a date: code, message, help.
pub(super) type Refusal = (Code, String, String);

/// Reads a date of a detail named `key`.
pub(super) fn read(key: &str, written: &str) -> Result<Date, Refusal> {
    match Date::read(written) {
        Ok(date) if YEARS.contains(&date.year()) => Ok(date),
        Ok(date) => {
            let message = format!("The year {} cannot be right.", date.year());
            Err((Code::E119, message, format!("Write the year with four digits, as in {key}: 2025-02-25")))
        }
        Err(NotADate::NoSuchDay(year, month, day)) => Err(no_such_day(key, year, month, day)),
        Err(NotADate::OtherForm) => Err(other_form(key, written)),
    }
}

fn no_such_day(key: &str, year: i32, month: u32, day: u32) -> Refusal {
    let message = match i8::try_from(month).ok().filter(|month| (1..=12).contains(month)) {
        None => format!("Month {month} does not exist."),
        Some(month) => format!("There is no {day} {}.", in_year(year, month)),
    };
    (Code::E106, message, format!("Look at the calendar, and write it as {key}: {year}-…"))
}

fn in_year(year: i32, month: i8) -> String {
    let name = date::month_name(month);
    if month == 2 { format!("{name} in {year}") } else { name.to_owned() }
}

fn other_form(key: &str, written: &str) -> Refusal {
    let day = without_time(written);
    let numbers = numbers(&day);
    let guess = match numbers.as_slice() {
        _ if written.get(..10).is_some_and(|date| Date::read(date).is_ok()) => Some(written[..10].to_owned()),
        [year, month, day] if (1000..=9999).contains(year) && *day <= 31 => match iso(*year, *month, *day) {
            Some(date) => Some(date),
            None => return no_such_day(key, i32::try_from(*year).unwrap_or(0), *month, *day),
        },
        [number] if day.len() == 8 => iso(number / 10_000, number / 100 % 100, number % 100),
        [a, b, year] if *year > 31 || day.len() <= 8 => {
            return day_first(key, written, *a, *b, full_year(*year));
        }
        _ => None,
    };
    match guess {
        Some(date) => {
            let message = format!("The date is written {written}. Did you mean {date}?");
            (Code::E104, message, format!("Write it as {key}: {date}"))
        }
        None => {
            let message = format!("“{written}” is not a date. Dates are year-month-day.");
            (Code::E104, message, format!("Write year, month and day in numbers, as in {key}: 2025-02-25"))
        }
    }
}

/// What is written of the day: its hours and minutes are nothing to guess from.
fn without_time(written: &str) -> String {
    let digit = |sign: char| sign.is_ascii_digit();
    let day = written.split_once('T').filter(|(day, time)| day.ends_with(digit) && time.starts_with(digit));
    let day = day.map_or(written, |(day, _)| day);
    day.split_whitespace().filter(|part| !part.contains(':')).collect::<Vec<_>>().join(" ")
}

fn day_first(key: &str, written: &str, a: u32, b: u32, year: u32) -> Refusal {
    let (as_day, as_month) = (iso(year, b, a), iso(year, a, b));
    // A month given by name leaves no doubt.
    let named = written.chars().any(char::is_alphabetic);
    match (as_day, as_month) {
        (Some(first), Some(second)) if first != second && !named => {
            let word = |date: &str| Date::read(date).map(Date::long).unwrap_or_default();
            let message = format!("This could be {} or {}.", short(&word(&first)), short(&word(&second)));
            (Code::E105, message, format!("Write {first} or {second}."))
        }
        (Some(date), _) | (None, Some(date)) => {
            let message = format!("The date is written {written}. Did you mean {date}?");
            (Code::E104, message, format!("Write it as {key}: {date}"))
        }
        (None, None) => no_such_day(key, i32::try_from(year).unwrap_or(0), b, a),
    }
}

/// A date without its year: 2 March.
fn short(long: &str) -> &str {
    long.rsplit_once(' ').map_or(long, |(short, _)| short)
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let text = format!("{year:04}-{month:02}-{day:02}");
    Date::read(&text).is_ok().then_some(text)
}

fn full_year(year: u32) -> u32 {
    if year < 100 { 2000 + year } else { year }
}

/// The numbers in a date, months by name among them.
fn numbers(written: &str) -> Vec<u32> {
    let parts = written.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.filter_map(number).collect()
}

fn number(part: &str) -> Option<u32> {
    let digits = part.trim_end_matches(|sign: char| sign.is_alphabetic());
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let lower = part.to_lowercase();
    let is_it = |month: &i8| {
        lower.len() >= 3
            && [date::month_name(*month), welsh(*month)]
                .iter()
                .any(|name| name.to_lowercase().starts_with(&lower))
    };
    (1..=12).find(is_it).and_then(|month| u32::try_from(month).ok())
}

/// The Welsh name of a month, 1 to 12.
fn welsh(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("")
}
