//! Cards as questions for Moodle, in its GIFT format.

use super::card::Flashcard;
use std::fmt::Write;

/// The questions, one after the other.
pub fn gift(cards: &[Flashcard]) -> String {
    let mut text = String::new();
    let mut pack = "";
    for card in cards {
        if card.pack != pack {
            pack = &card.pack;
            let _ = writeln!(text, "$CATEGORY: needlewise/{pack}\n");
        }
        let _ = writeln!(text, "::{}::[plain]{}\\n\\nWhat comes out? {{", plain(&card.key), plain(&card.words));
        for (level, headline) in &card.choices {
            let sign = if *level == card.level { '=' } else { '~' };
            let _ = writeln!(text, "    {sign}{}", plain(&format!("{level}: {headline}")));
        }
        let _ = writeln!(text, "    ####{}\n}}\n", plain(&feedback(card)));
    }
    text
}

/// What is said afterwards.
fn feedback(card: &Flashcard) -> String {
    let mut lines = vec![card.headline.clone()];
    lines.extend(card.reasons.iter().map(|(title, why)| format!("{title}: {why}")));
    if !card.sources.is_empty() {
        lines.push("Sources:".to_owned());
        lines.extend(card.sources.iter().map(|source| format!("- {source}")));
    }
    lines.push(card.about.clone());
    lines.join("\n")
}

/// A text in which no sign is a sign of the format.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\n' => plain.push_str("\\n"),
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => plain.extend(['\\', sign]),
            sign => plain.push(sign),
        }
    }
    plain
}
