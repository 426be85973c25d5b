//! Whole numbers as text, so that lists of them can stand in a script and still be small.
//!
//! In: numbers. Out: ASCII that needs no escaping inside quotation marks, and the numbers again. Small numbers, which are
//! the most by far, take one sign. `engine.js` reads the same signs.

/// The signs that a number may be made of: printable ASCII without quotation marks, `<`, `\` and `` ` ``. `~` is left for
/// marks that are no numbers, the space for what separates them.
const SIGNS: &[u8; 88] =
    b"!#$%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}";

/// Numbers below this take one sign; the signs after it say that more follow.
pub(super) const FEW: u32 = 60;

/// How many signs say that more follow.
const MORE: u32 = 88 - FEW;

/// What each sign counts; 255 for what is no sign.
const VALUES: [u8; 128] = {
    let mut values = [255; 128];
    let mut at = 0;
    while at < SIGNS.len() {
        values[SIGNS[at] as usize] = at as u8;
        at += 1;
    }
    values
};

/// Writes a number.
pub(super) fn push(out: &mut String, mut number: u32) {
    while number >= FEW {
        number -= FEW;
        out.push(char::from(SIGNS[(FEW + number % MORE) as usize]));
        number /= MORE;
    }
    out.push(char::from(SIGNS[number as usize]));
}

/// Reads numbers, one after another.
pub(super) struct Numbers<'a>(std::slice::Iter<'a, u8>);

impl<'a> Numbers<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(text.as_bytes().iter())
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (mut number, mut scale) = (0u32, 1u32);
        loop {
            let sign = *VALUES.get(usize::from(*self.0.next()?))?;
            let value = u32::from(sign);
            number = number.wrapping_add(value.wrapping_mul(scale));
            if value < FEW {
                return Some(number);
            }
            scale = scale.wrapping_mul(MORE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let numbers: Vec<u32> =
            (0..200_000).chain((0..32).map(|power| 1 << power)).chain([u32::MAX / 2]).collect();
        let mut text = String::new();
        numbers.iter().for_each(|number| push(&mut text, *number));
        assert_eq!(Numbers::new(&text).collect::<Vec<_>>(), numbers);
        assert!(!text.contains(['"', '\'', '<', '\\', '`', '~', ' ']));
    }

    #[test]
    fn small_numbers_take_one_sign() {
        let length = |number| {
            let mut text = String::new();
            push(&mut text, number);
            text.len()
        };
        assert_eq!([length(0), length(59), length(60), length(1739), length(1740)], [1, 1, 2, 2, 3]);
    }
}
