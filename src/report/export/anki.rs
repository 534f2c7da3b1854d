//! Cards for Anki, as the text file it imports: one note a line, with tags.

use super::card::Flashcard;
use askama::filters::{Html, escape};
use std::fmt::Write;

/// What Anki has to know of the file. A note that is imported again takes the place of its former self.
const HEAD: &str = "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck column:2\n#tags column:5\n#columns:GUID\tDeck\tFront\tBack\tTags\n";

/// The notes, one a line.
pub fn notes(cards: &[Flashcard]) -> String {
    let mut text = HEAD.to_owned();
    for card in cards {
        let levels: Vec<String> = card.choices.iter().map(|(level, _)| level.to_string()).collect();
        let front = format!("{}<br><br>Which level? {}", field(&card.words), levels.join(", "));
        let reasons =
            card.reasons.iter().map(|(title, why)| format!("<li><b>{}</b>: {}</li>", field(title), field(why)));
        let sources = card.sources.iter().map(|source| format!("<li>{}</li>", field(source)));
        let back = format!(
            "<b>{}</b>: {}<ul>{}</ul>Sources<ul>{}</ul>{}",
            card.level,
            field(&card.headline),
            reasons.collect::<String>(),
            sources.collect::<String>(),
            field(&card.about)
        );
        let tags = format!("needlewise {} {}", card.pack, card.level);
        let guid = field(&format!("needlewise {}", card.key));
        let _ = writeln!(text, "{guid}\tneedlewise::{}\t{front}\t{back}\t{tags}", card.pack);
    }
    text
}

/// A text that stays in its field. Anki takes a field that begins with a quote to its next one, so none does.
fn field(text: &str) -> String {
    let Ok(escaped) = escape(text, Html);
    escaped.to_string().replace('\t', " ").replace(['\n', '\r'], "<br>")
}
