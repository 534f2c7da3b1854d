//! Keys as this program means them. An arrow key that arrives in pieces is still an arrow key, and never a letter.

use console::Key;

/// A key that means something here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Press {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Enter,
    Space,
    Digit(usize),
    /// A small letter or a sign.
    Letter(char),
}

/// What has come so far of a sequence that steers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Keyboard {
    #[default]
    Ready,
    /// Escape came alone, or the rest of its sequence is late.
    Escaped,
    /// Its bracket came too: everything up to a letter or a tilde belongs to it.
    Sequence,
}

impl Keyboard {
    /// What a key means after those before it; none where it means nothing, or is not whole yet.
    pub fn press(&mut self, key: &Key) -> Option<Press> {
        let before = std::mem::take(self);
        match (before, key) {
            (_, Key::Escape) => *self = Keyboard::Escaped,
            // The terminal library gives up on a sequence where its next piece is late, or after a few letters.
            (_, Key::UnknownEscSeq(seen)) if matches!(seen.as_slice(), ['O']) => *self = Keyboard::Sequence,
            (_, Key::UnknownEscSeq(seen)) if seen.first() == Some(&'[') => {
                let ended = seen.len() > 1 && seen.last().is_some_and(|last| ends(*last));
                *self = if ended { Keyboard::Ready } else { Keyboard::Sequence };
            }
            (Keyboard::Escaped, Key::Char('[' | 'O')) => *self = Keyboard::Sequence,
            (Keyboard::Sequence, Key::Char(letter)) => {
                if !ends(*letter) {
                    *self = Keyboard::Sequence;
                }
                return arrow(*letter);
            }
            _ => return plain(key),
        }
        None
    }
}

/// Whether a letter ends a sequence.
fn ends(letter: char) -> bool {
    ('\u{40}'..='\u{7e}').contains(&letter)
}

fn arrow(letter: char) -> Option<Press> {
    Some(match letter {
        'A' => Press::Up,
        'B' => Press::Down,
        'H' => Press::First,
        'F' => Press::Last,
        _ => return None,
    })
}

fn plain(key: &Key) -> Option<Press> {
    Some(match key {
        Key::ArrowUp | Key::BackTab | Key::Char('k') => Press::Up,
        Key::ArrowDown | Key::Tab | Key::Char('j') => Press::Down,
        Key::PageUp => Press::PageUp,
        Key::PageDown => Press::PageDown,
        Key::Home => Press::First,
        Key::End => Press::Last,
        Key::Enter => Press::Enter,
        Key::Char(' ') => Press::Space,
        Key::Char(letter) => match letter.to_digit(10) {
            Some(digit) => Press::Digit(digit as usize),
            None => Press::Letter(letter.to_ascii_lowercase()),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Keyboard, Press};
    use console::Key;

    fn all(keys: &[Key]) -> Vec<Press> {
        let mut keyboard = Keyboard::default();
        keys.iter().filter_map(|key| keyboard.press(key)).collect()
    }

    #[test]
    fn an_arrow_in_pieces_is_an_arrow_and_never_a_letter() {
        let split: &[&[Key]] = &[
            &[Key::Escape, Key::Char('['), Key::Char('B')],
            &[Key::UnknownEscSeq(vec!['[']), Key::Char('B')],
            &[Key::UnknownEscSeq(vec!['O']), Key::Char('B')],
            &[Key::Escape, Key::Char('O'), Key::Char('B')],
            &[Key::UnknownEscSeq(vec!['[', '1', ';']), Key::Char('2'), Key::Char('B')],
        ];
        for keys in split {
            assert_eq!(all(keys), [Press::Down], "{keys:?}");
        }
    }

    #[test]
    fn what_steers_in_other_ways_means_nothing() {
        let odd = [Key::UnknownEscSeq(vec!['[', '2', '0']), Key::Char('0'), Key::Char('~'), Key::Char('b')];
        assert_eq!(all(&odd), [Press::Letter('b')]);
        assert_eq!(all(&[Key::Escape, Key::Char('b')]), [Press::Letter('b')]);
        assert_eq!(all(&[Key::UnknownEscSeq(vec!['[', '1', 'b']), Key::Char('u')]), [Press::Letter('u')]);
        assert_eq!(all(&[Key::Escape, Key::Escape, Key::Enter]), [Press::Enter]);
    }
}
