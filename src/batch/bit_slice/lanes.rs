//! People side by side: bit `j` of a word is the person in lane `j`.

/// How many people are looked at together.
pub const LANES: usize = 64;

/// Mirrors a square of 64 by 64 bits at its diagonal: bit `j` of word `i` becomes bit `i` of word `j`.
pub fn transpose(square: &mut [u64; 64]) {
    let mut width = 32;
    let mut mask: u64 = u64::MAX >> 32;
    while width > 0 {
        for pair in square.chunks_exact_mut(2 * width) {
            let (upper, lower) = pair.split_at_mut(width);
            for (a, b) in upper.iter_mut().zip(lower) {
                let swap = (*a >> width ^ *b) & mask;
                *a ^= swap << width;
                *b ^= swap;
            }
        }
        width /= 2;
        mask ^= mask << width;
    }
}

/// The numbers of the bits that are set, lowest first.
pub struct Bits(pub u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.checked_sub(1)?;
        Some(bit as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::transpose;

    #[test]
    fn a_square_is_mirrored_at_its_diagonal() {
        let mut square = [0; 64];
        square[3] = 1 << 17 | 1 << 63;
        square[40] = 1;
        transpose(&mut square);
        let mut expected = [0; 64];
        expected[17] = 1 << 3;
        expected[63] = 1 << 3;
        expected[0] = 1 << 40;
        assert_eq!(square, expected);
    }
}
