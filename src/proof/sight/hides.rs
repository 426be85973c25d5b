//! Declarations that take what they are for out of sight.

/// Pixels from which on something counts as moved off the screen; all of its width or height counts as well.
const FAR: f64 = 999.0;

/// Pixels below which letters count as dots.
const TINY: f64 = 6.0;

/// The first declaration of a rule that hides.
pub(super) fn hides(declarations: &[(String, String)]) -> Option<(&str, &str)> {
    let says = |wanted: &str, values: &[&str]| {
        declarations.iter().any(|(name, value)| name.starts_with(wanted) && values.contains(&plain(value)))
    };
    let is_cut = says("overflow", &["hidden", "clip"]);
    let found = declarations.iter().find(|(name, value)| hidden_by(name, plain(value), is_cut))?;
    Some((&found.0, plain(&found.1)))
}

/// A value without its claim to be important.
pub(super) fn plain(value: &str) -> &str {
    value.split('!').next().unwrap_or("").trim()
}

fn hidden_by(name: &str, value: &str, is_cut: bool) -> bool {
    let lengths = lengths(value);
    let far = |length: &f64| length.abs() >= FAR;
    let mut sizes = lengths.iter().map(|length| length.pixels());
    let is_plain = !value.contains('(');
    match name {
        "display" => value == "none",
        "visibility" => matches!(value, "hidden" | "collapse"),
        "content-visibility" => value == "hidden",
        "opacity" => lengths.first().is_some_and(|it| it.share() < 0.5),
        "font-size" => is_plain && sizes.next().is_some_and(|size| size < TINY),
        "font" => lengths.iter().any(|it| it.number == 0.0 || (it.unit == "px" && it.number < TINY)),
        "text-indent" => sizes.any(|size| size.abs() >= 300.0),
        "left" | "right" | "top" | "bottom" | "translate" => sizes.any(|size| far(&size)),
        name if name.starts_with("inset") => sizes.any(|size| far(&size)),
        name if name.starts_with("margin") => sizes.any(|size| size <= -FAR),
        "transform" if value.contains("translate") => sizes.any(|size| far(&size)),
        "scale" => lengths.iter().any(|it| it.share().abs() < 0.3),
        "transform" if value.contains("scale") => lengths.iter().any(|it| it.share().abs() < 0.3),
        "clip" => value.starts_with("rect") && sizes.len() > 0 && sizes.all(|size| size.abs() <= 1.0),
        "clip-path" => cuts_all(value, &lengths),
        "filter" => value.contains("opacity(") && lengths.first().is_some_and(|it| it.share() < 0.5),
        "width" | "height" | "max-width" | "max-height" | "block-size" | "inline-size" => {
            is_cut && is_plain && sizes.next().is_some_and(|size| size <= 1.0)
        }
        "color" | "-webkit-text-fill-color" => is_clear(value),
        _ => false,
    }
}

/// Whether a shape leaves nothing of what it cuts.
fn cuts_all(value: &str, lengths: &[Length<'_>]) -> bool {
    let first = lengths.first();
    match value.split('(').next() {
        Some("inset") => first.is_some_and(|it| it.unit == "%" && it.number >= 50.0),
        Some("circle" | "ellipse") => first.is_some_and(|it| it.number == 0.0),
        Some("polygon") => lengths.iter().all(|it| it.number == 0.0),
        _ => false,
    }
}

/// Whether a colour lets everything through.
pub(super) fn is_clear(value: &str) -> bool {
    let digits = value.strip_prefix('#').unwrap_or("");
    let is_digit = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let in_digits = is_digit
        && ((digits.len() == 4 && digits.ends_with('0')) || (digits.len() == 8 && digits.ends_with("00")));
    let share = value.strip_suffix(')').and_then(|it| it.rsplit_once(['/', ',']));
    let has_share = value.contains('/') || (value.matches(',').count() == 3);
    let in_words =
        share.filter(|_| has_share).and_then(|(_, share)| lengths(share).first().map(Length::share));
    value == "transparent"
        || in_digits
        || (value.contains('(') && in_words.is_some_and(|share| share <= 0.05))
}

/// A number and its unit.
struct Length<'a> {
    number: f64,
    unit: &'a str,
}

impl Length<'_> {
    /// About how many pixels that is; where a length is a part of something, a tenth of that makes a hundred.
    fn pixels(&self) -> f64 {
        let one = match self.unit {
            "pt" => 4.0 / 3.0,
            "em" | "rem" | "lh" | "rlh" => 16.0,
            "ch" | "ex" => 8.0,
            "in" => 96.0,
            "cm" => 38.0,
            "mm" => 3.8,
            "%" | "vw" | "vh" | "vmin" | "vmax" | "dvh" | "svh" | "lvh" | "dvw" | "cqw" | "cqi" => 10.0,
            _ => 1.0,
        };
        self.number * one
    }

    fn share(&self) -> f64 {
        if self.unit == "%" { self.number / 100.0 } else { self.number }
    }
}

/// Every number in a value.
fn lengths(value: &str) -> Vec<Length<'_>> {
    let words =
        value.split(|sign: char| !(sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '+' | '%')));
    let length = |word| {
        let unit = str::trim_start_matches(word, |sign: char| {
            sign.is_ascii_digit() || matches!(sign, '.' | '-' | '+')
        });
        let number = word[..word.len() - unit.len()].parse().ok()?;
        Some(Length { number, unit })
    };
    words.filter_map(length).collect()
}
