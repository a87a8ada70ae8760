//! Which keys of a file have been seen: one bit each, so that memory does not grow with the file.

use std::collections::HashMap;

/// The keys seen so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    slots: HashMap<i32, u32>,
    bits: HashMap<(i32, i32), Vec<u64>>,
}

impl Seen {
    /// Marks a key. `false` when it was marked before.
    pub(super) fn first(&mut self, series: i32, place: i32, period: i32) -> bool {
        let next = self.slots.len() as u32;
        let slot = *self.slots.entry(place).or_insert(next);
        let words = self.bits.entry((series, period)).or_default();
        let (word, bit) = ((slot / 64) as usize, 1_u64 << (slot % 64));
        if words.len() <= word {
            words.resize(word + 1, 0);
        }
        let is_first = words[word] & bit == 0;
        words[word] |= bit;
        is_first
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn a_key_is_first_once() {
        let mut seen = Seen::default();
        for place in [883, 970, 8_832_137] {
            for period in [1, 2] {
                assert!(seen.first(7, place, period));
                assert!(!seen.first(7, place, period));
            }
        }
        assert!(seen.first(8, 883, 1));
    }
}
