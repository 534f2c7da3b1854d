//! The document on a screen: wrapped, and readable without colour. Who has colours paints them in.

use crate::model::Level;
use crate::report::document::{Bar, Block, Card, Document, Span, Text, Tone};
use crate::text::SafeText;
use textwrap::Options;

/// Lines longer than this are hard to read, however wide the screen.
const WIDEST: usize = 84;

/// How a piece of text is set off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    Heading,
    Strong,
    /// Something to type.
    Code,
    /// A hard word.
    Term,
    /// A bar as long as its level is high.
    Bar(Level),
    /// The title of a finding of this level, or the sign before the answer.
    Title(Level),
    /// The sign before a warning.
    Warning,
}

/// Sets off a piece of text. What it adds takes no columns.
pub type Paint = fn(&str, Style) -> String;

/// Writes the document in lines of at most this many columns; only an address may be longer, on a line of its own.
pub fn write(document: &Document, width: usize) -> String {
    painted(document, width, |text, _| text.to_owned())
}

/// The same, with what can be painted painted.
pub fn painted(document: &Document, width: usize, paint: Paint) -> String {
    let mut page = Page { text: String::new(), width: width.clamp(20, WIDEST), paint };
    for part in document.parts.iter().filter(|it| it.id != "summary") {
        page.heading(part.title.as_str());
        for block in &part.blocks {
            page.block(block);
        }
    }
    page.text
}

/// The columns of a full bar: one for each level above the lowest.
const BAR: usize = 6;

struct Page {
    text: String,
    width: usize,
    paint: Paint,
}

impl Page {
    fn heading(&mut self, title: &str) {
        self.wrapped(&(self.paint)(title, Style::Heading), "", "");
        self.text.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.paragraph(text, ""),
            Block::List(items) => {
                for item in items {
                    self.wrapped(&self.words(item), "- ", "  ");
                }
            }
            Block::Callout(tone, texts) => self.callout(*tone, texts),
            Block::Bars(bars) => self.bars(bars),
            Block::Card(card) => self.card(card),
            Block::Terms(terms) => self.terms(terms, ""),
            Block::Sources(entries) => {
                for entry in entries {
                    let number = format!("[{}] ", entry.number);
                    let indent = " ".repeat(number.len());
                    self.wrapped(&self.words(&entry.text), &number, &indent);
                    self.line(&format!("{indent}{}", entry.url));
                }
            }
            Block::Facts(facts) => {
                for (name, value) in facts {
                    let name = (self.paint)(name.as_str(), Style::Strong);
                    self.wrapped(&format!("{name}: {}", self.words(value)), "", "  ");
                }
            }
            // Paper only.
            Block::Lines(_) | Block::Item(_) => (),
        }
        self.gap();
    }

    fn paragraph(&mut self, text: &Text, indent: &str) {
        self.wrapped(&self.words(text), indent, indent);
    }

    fn callout(&mut self, tone: Tone, texts: &[Text]) {
        let (sign, style) = match tone {
            Tone::Verdict(level) => (if level >= Level::Urgent { "!!" } else { ">>" }, Style::Title(level)),
            Tone::Warning => ("!!", Style::Warning),
        };
        let mut first = format!("{} ", (self.paint)(sign, style));
        for text in texts {
            self.wrapped(&self.words(text), &first, "   ");
            "   ".clone_into(&mut first);
        }
    }

    fn bars(&mut self, bars: &[Bar]) {
        let widest = bars.iter().map(|it| textwrap::core::display_width(it.title.as_str())).max().unwrap_or(0);
        let widest = widest.min(self.width / 2);
        for bar in bars {
            let filled = (bar.level as usize).min(BAR);
            let drawn = (self.paint)(&"█".repeat(filled), Style::Bar(bar.level)) + &"░".repeat(BAR - filled);
            let pad = " ".repeat(widest.saturating_sub(textwrap::core::display_width(bar.title.as_str())));
            let maybe = if bar.possible { " (not ruled out)" } else { "" };
            let line = format!("{}{pad}  {drawn}  {}{maybe}", bar.title, bar.word);
            self.wrapped(&line, "", &" ".repeat(widest + BAR + 4));
        }
    }

    fn card(&mut self, card: &Card) {
        self.wrapped(&(self.paint)(card.title.as_str(), Style::Title(card.level)), "* ", "  ");
        let mut tag = vec![card.word.to_string()];
        tag.extend(card.risks.iter().map(|it| it.as_str().to_lowercase()));
        self.wrapped(&format!("({})", tag.join("; ")), "  ", "  ");
        for (label, text) in &card.lines {
            let label = (self.paint)(&format!("{label}:"), Style::Strong);
            self.wrapped(&format!("{label} {}", self.words(text)), "  ", "    ");
        }
        self.terms(&card.terms, "  ");
    }

    fn terms(&mut self, terms: &[(SafeText, SafeText)], indent: &str) {
        for (word, means) in terms {
            let inner = format!("{indent}  ");
            let word = (self.paint)(word.as_str(), Style::Term);
            self.wrapped(&format!("{word}: {means}"), &format!("{indent}~ "), &inner);
        }
    }

    fn words(&self, text: &Text) -> String {
        let spans = text.0.iter().map(|span| match span {
            Span::Plain(text) => text.to_string(),
            Span::Strong(text) => (self.paint)(text.as_str(), Style::Strong),
            Span::Code(text) => (self.paint)(text.as_str(), Style::Code),
            Span::Cite(numbers) => numbers.iter().map(|it| format!("[{it}]")).collect::<Vec<_>>().join(" "),
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
