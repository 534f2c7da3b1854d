//! The document on a screen: wrapped, and readable without colour. Who has colours paints them in.

use super::document::{Block, Depths, Document, FindingCard, Paragraph, Part, ReasonLine, Span, Tone};
pub use super::paint::{Paint, Style, plain};
use super::{bars, drawing};
use crate::model::Level;
use crate::text::{SafeText, sentences};
use textwrap::Options;
use textwrap::core::display_width;

/// Lines longer than this are hard to read, however wide the screen.
const WIDEST: usize = 84;

/// The short answer, in at most so many columns, and in so many rows where its reasons can be fewer, or closer.
pub fn short(document: &Document, width: usize, rows: Option<usize>, paint: Paint) -> String {
    let drawn = |(most, room): (usize, Room)| {
        let mut page = TextPage { room, ..TextPage::new(width, most, paint) };
        document.short.blocks.iter().for_each(|block| page.block(block));
        page.text
    };
    let fits = |text: &String| rows.is_none_or(|rows| text.lines().count() <= rows);
    // The gravest reason always stays.
    let (all, two, one) = (usize::MAX, 2, 1);
    let ways = [(all, Room::Free), (two, Room::Free), (all, Room::Tight), (two, Room::Tight), (one, Room::Tight)];
    ways.into_iter().map(drawn).find(fits).unwrap_or_else(|| drawn((one, Room::Least)))
}

/// The short answer under its title.
pub fn headed(document: &Document, width: usize, paint: Paint) -> String {
    let mut page = TextPage::new(width, usize::MAX, paint);
    page.part(&document.short);
    page.text
}

/// Everything, in lines of at most this many columns; only an address may be longer, on a line of its own.
/// The end of a long answer is what stays on a screen, so the headline stands there once more.
pub fn write(document: &Document, width: usize, paint: Paint) -> String {
    let mut page = TextPage::new(width, usize::MAX, paint);
    page.part(&document.short);
    document.parts.iter().filter(|part| part.id != "handover").for_each(|part| page.part(part));
    let again = |block: &&Block| matches!(block, Block::Callout(Tone::Verdict(_), _) | Block::Text(_));
    let last: Vec<Block> = document.short.blocks.iter().filter(again).cloned().collect();
    if !last.is_empty() && document.parts.len() > 2 {
        page.part(&Part::new("now", "Once more, in short", last));
    }
    page.text
}

/// The parts of one section; none where the document has no section of this name.
pub fn section(document: &Document, name: &str, width: usize, paint: Paint) -> Option<String> {
    let mut page = TextPage::new(width, usize::MAX, paint);
    document.parts.iter().filter(|part| part.section.as_str() == name).for_each(|part| page.part(part));
    (!page.text.is_empty()).then_some(page.text)
}

/// How much of a screen there is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Free,
    /// Too little for blank lines.
    Tight,
    /// Too little for all that is said.
    Least,
}

struct TextPage {
    text: String,
    width: usize,
    /// The most reasons of a short answer.
    most: usize,
    room: Room,
    /// Whether it has told what to do, step by step.
    stepped: bool,
    paint: Paint,
}

impl TextPage {
    fn new(width: usize, most: usize, paint: Paint) -> TextPage {
        TextPage { text: String::new(), width: width.clamp(20, WIDEST), most, room: Room::Free, stepped: false, paint }
    }

    fn part(&mut self, part: &Part) {
        self.wrapped(&(self.paint)(part.title.as_str(), Style::Heading), "", "");
        self.text.push('\n');
        part.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.wrapped(&self.painted(&self.shortened(text)), "", ""),
            Block::List(items) => items.iter().for_each(|item| self.wrapped(&self.painted(item), "- ", "  ")),
            Block::Steps(steps) => self.steps(steps),
            // What to do today tells enough where there is no room.
            Block::Reasons(..) if self.room == Room::Least && self.stepped => return,
            Block::Reasons(lines, more) => self.reasons(lines, *more),
            Block::Callout(tone, texts) => self.callout(*tone, texts),
            Block::Bars(bars) => {
                bars::lines(bars, self.width, self.paint).iter().for_each(|line| self.wrapped(line, "", "  "));
            }
            Block::Card(card) => self.card(card),
            Block::Terms(terms) => self.terms(terms, ""),
            Block::Sources(entries) => {
                for entry in entries {
                    let number = format!("[{}] ", entry.number);
                    let indent = " ".repeat(number.len());
                    self.wrapped(&self.painted(&entry.text), &number, &indent);
                    self.line(&format!("{indent}{}", entry.url));
                }
            }
            Block::Facts(facts) => {
                for (name, value) in facts {
                    self.wrapped(
                        &format!("{}: {}", (self.paint)(name.as_str(), Style::Strong), self.painted(value)),
                        "",
                        "  ",
                    );
                }
            }
            Block::Depths(depths) => self.depths(depths),
            // The steps and the list of waits say the same.
            Block::Calls(_) | Block::Days(_) => return,
            // Paper only.
            Block::Lines(_) | Block::Item(_) => (),
        }
        // The answer itself stands apart on every screen.
        if self.room == Room::Free || matches!(block, Block::Callout(..)) {
            self.gap();
        }
    }

    fn depths(&mut self, depths: &Depths) {
        for (name, to) in &depths.layers {
            self.wrapped(&format!("{name}: down to {to} {}", depths.unit), "- ", "  ");
        }
        if let Some(own) = drawing::own(depths) {
            self.wrapped(&own, "", "");
        }
        self.wrapped(depths.note.as_str(), "", "");
    }

    fn steps(&mut self, steps: &[Paragraph]) {
        self.stepped = true;
        for (at, step) in steps.iter().enumerate() {
            self.wrapped(&self.painted(step), &format!("{:>2}  ", at + 1), "    ");
        }
    }

    /// A line a reason: the title on the left, what it asks for on the right where there is room.
    fn reasons(&mut self, lines: &[ReasonLine], more: usize) {
        self.line(&(self.paint)("Because", Style::Strong));
        let shown = lines.len().min(self.most);
        let widest = lines.iter().map(|line| display_width(line.word.as_str())).max().unwrap_or(0);
        for line in &lines[..shown] {
            let (title, word) = (line.title.as_str(), line.word.as_str());
            let room = self.width.saturating_sub(2 + 2 + widest);
            if display_width(title) <= room {
                let pad = " ".repeat(room - display_width(title));
                self.line(&format!("  {title}{pad}  {word}"));
            } else if self.room == Room::Least {
                self.wrapped(title, "  ", "    ");
            } else {
                self.wrapped(&format!("{title} ({word})"), "  ", "    ");
            }
        }
        let more = more + lines.len() - shown;
        if more > 0 {
            self.line(&format!("  and {more} more"));
        }
    }

    fn callout(&mut self, tone: Tone, texts: &[Paragraph]) {
        let sign = match tone {
            Tone::Verdict(level) => (self.paint)(if level >= Level::Urgent { "!!" } else { ">>" }, Style::Title(level)),
            Tone::Warning => (self.paint)("!!", Style::Warning),
        };
        let mut first = format!("{sign} ");
        for text in texts {
            self.wrapped(&self.painted(text), &first, "   ");
            "   ".clone_into(&mut first);
        }
    }

    fn card(&mut self, card: &FindingCard) {
        self.wrapped(&(self.paint)(card.title.as_str(), Style::Title(card.level)), "* ", "  ");
        let mut tag = vec![card.word.to_string()];
        tag.extend(card.risks.iter().map(|risk| risk.as_str().to_lowercase()));
        self.wrapped(&format!("({})", tag.join("; ")), "  ", "  ");
        for (label, text) in &card.lines {
            self.wrapped(
                &format!("{} {}", (self.paint)(&format!("{label}:"), Style::Strong), self.painted(text)),
                "  ",
                "    ",
            );
        }
        self.terms(&card.terms, "  ");
    }

    fn terms(&mut self, terms: &[(SafeText, SafeText)], indent: &str) {
        for (word, means) in terms {
            let inner = format!("{indent}  ");
            self.wrapped(
                &format!("{}: {means}", (self.paint)(word.as_str(), Style::Term)),
                &format!("{indent}~ "),
                &inner,
            );
        }
    }

    /// Where room is least, the first sentence after a word that stands out.
    fn shortened(&self, text: &Paragraph) -> Paragraph {
        match text.0.as_slice() {
            [Span::Strong(label), Span::Plain(words)] if self.room == Room::Least => {
                let first = sentences(words.as_str()).next().unwrap_or_default();
                Paragraph::default().strong(label.as_str()).plain(first)
            }
            _ => text.clone(),
        }
    }

    fn painted(&self, text: &Paragraph) -> String {
        let spans = text.0.iter().map(|span| match span {
            Span::Plain(text) => text.to_string(),
            Span::Strong(text) => (self.paint)(text.as_str(), Style::Strong),
            Span::Code(text) => (self.paint)(text.as_str(), Style::Code),
            Span::Cite(numbers) => numbers.iter().map(|number| format!("[{number}]")).collect::<Vec<_>>().join(" "),
        });
        spans.collect()
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        let options = Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(text, options) {
            self.line(line.trim_end());
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn gap(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}
