//! Days of the calendar.
//!
//! In: text. Out: `Date`. The only user of jiff's calendar; it never asks what day it is.

use std::fmt;

use jiff::civil;

/// A day, with the moment in it where one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    day: civil::Date,
    moment: Option<jiff::Timestamp>,
}

/// Why text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotADate {
    /// It has the form of a date, but the calendar has no such day. Year, month and day as written.
    NoSuchDay(i32, u32, u32),
    /// It has another form.
    OtherForm,
}

impl Date {
    /// The day of that year, month and day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Some(Self { day: civil::Date::new(year, month, day).ok()?, moment: None })
    }

    /// Reads `YYYY-MM-DD` (ISO 8601), or a date with a time (RFC 3339, and the looser forms people write:
    /// `2016-03-23 9:00:00 -4`). A time without a zone is taken as UTC.
    ///
    /// # Errors
    /// When the text has another form, or names a day that does not exist.
    pub fn read(text: &str) -> Result<Self, NotADate> {
        let (date, rest) = text.split_at_checked(10).ok_or(NotADate::OtherForm)?;
        let day = read_day(date)?;
        if rest.is_empty() {
            return Ok(Self { day, moment: None });
        }
        let moment = strict(date, rest).and_then(|strict| strict.parse().ok()).ok_or(NotADate::OtherForm)?;
        Ok(Self { day, moment: Some(moment) })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.day.year()
    }

    /// Year, month and day, as numbers.
    pub fn parts(self) -> (i16, usize, i8) {
        (self.day.year(), usize::try_from(self.day.month()).unwrap_or(0), self.day.day())
    }

    /// The day alone, without a moment.
    pub fn day(self) -> Self {
        Self { day: self.day, moment: None }
    }

    /// How many days it is from this day to another; fewer than none where that is past.
    pub fn days_until(self, other: Self) -> i64 {
        self.day.until(other.day).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The date with a time, as feeds need it (RFC 3339, section 5.6); midnight UTC where no time was given.
    pub fn rfc3339(self) -> String {
        match self.moment {
            Some(moment) => moment.to_string(),
            None => format!("{}T00:00:00Z", self.day),
        }
    }

    /// The date as people read it: 25 February 2025.
    pub fn long(self) -> String {
        format!("{} {} {}", self.day.day(), month_name(self.day.month()), self.day.year())
    }
}

impl fmt::Display for Date {
    /// `YYYY-MM-DD`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)
    }
}

/// A date and a time as written become one text in the form of RFC 3339.
fn strict(date: &str, rest: &str) -> Option<String> {
    let rest = rest.strip_prefix(['T', 't', ' '])?.trim();
    let end =
        rest.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, ':' | '.'))).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    let (hour, minutes) = time.split_once(':')?;
    let seconds = if minutes.contains(':') { "" } else { ":00" };
    Some(format!("{date}T{hour:0>2}:{minutes}{seconds}{}", strict_zone(zone.trim())?))
}

/// A zone as RFC 3339 has it: `-4`, `-0400` and `-04:00` are one.
fn strict_zone(zone: &str) -> Option<String> {
    if zone.is_empty() || ["Z", "UTC", "GMT"].iter().any(|name| zone.eq_ignore_ascii_case(name)) {
        return Some("Z".to_owned());
    }
    let sign = zone.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let digits: String = zone[1..].chars().filter(|digit| *digit != ':').collect();
    let whole = digits.bytes().all(|digit| digit.is_ascii_digit());
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "00"),
        4 => digits.split_at(2),
        _ => return None,
    };
    whole.then(|| format!("{sign}{hours:0>2}:{minutes}"))
}

fn read_day(text: &str) -> Result<civil::Date, NotADate> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(4), number(2), number(2)) else {
        return Err(NotADate::OtherForm);
    };
    let year = i16::try_from(year).map_err(|_| NotADate::OtherForm)?;
    let narrow = |number: u32| i8::try_from(number).unwrap_or(i8::MAX);
    civil::Date::new(year, narrow(month), narrow(day))
        .map_err(|_| NotADate::NoSuchDay(i32::from(year), month, day))
}

/// The English name of a month, 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("")
}
