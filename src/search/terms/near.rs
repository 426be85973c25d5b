//! How far two words are apart, counted in slips of the hand.

/// The fewest signs to add, drop, exchange, or swap with their neighbour, that turn `a` into `b`; `most + 1` where it
/// takes more than `most`. No sign is touched twice (optimal string alignment).
pub fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for row in 1..=a.len() {
        let mut current = vec![row];
        for column in 1..=b.len() {
            let same = a[row - 1] == b[column - 1];
            let exchanged = above[column - 1] + usize::from(!same);
            let mut least = exchanged.min(above[column] + 1).min(current[column - 1] + 1);
            let swapped = row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1];
            if swapped {
                least = least.min(before[column - 2] + 1);
            }
            current.push(least);
        }
        // Whatever follows comes from this row, or by a swap from the one above, which is better by one step at most.
        if current.iter().all(|steps| *steps > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut above, current);
    }
    above[b.len()].min(most + 1)
}
