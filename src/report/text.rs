//! The document on a screen: wrapped, and readable without colour.

use crate::model::Level;
use crate::report::document::{Bar, Block, Card, Document, Span, Text, Tone};
use crate::text::SafeText;
use colored::{Color, Colorize};
use textwrap::Options;

/// Lines longer than this are hard to read, however wide the screen.
const WIDEST: usize = 84;

/// Writes the document in lines of at most this many columns; only an address may be longer, on a line of its own.
pub fn write(document: &Document, width: usize) -> String {
    let mut page = Page { text: String::new(), width: width.clamp(20, WIDEST) };
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
}

impl Page {
    fn heading(&mut self, title: &str) {
        self.wrapped(&title.bold().underline().to_string(), "", "");
        self.text.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.paragraph(text, ""),
            Block::List(items) => {
                for item in items {
                    self.wrapped(&painted(item), "- ", "  ");
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
                    self.wrapped(&painted(&entry.text), &number, &indent);
                    self.line(&format!("{indent}{}", entry.url));
                }
            }
            Block::Facts(facts) => {
                for (name, value) in facts {
                    self.wrapped(&format!("{}: {}", name.as_str().bold(), painted(value)), "", "  ");
                }
            }
            // Paper only.
            Block::Lines(_) | Block::Item(_) => (),
        }
        self.gap();
    }

    fn paragraph(&mut self, text: &Text, indent: &str) {
        self.wrapped(&painted(text), indent, indent);
    }

    fn callout(&mut self, tone: Tone, texts: &[Text]) {
        let (sign, color) = match tone {
            Tone::Verdict(level) => (if level >= Level::Urgent { "!!" } else { ">>" }, color(level)),
            Tone::Warning => ("!!", Color::Yellow),
        };
        let mut first = format!("{} ", sign.color(color).bold());
        for text in texts {
            self.wrapped(&painted(text), &first, "   ");
            "   ".clone_into(&mut first);
        }
    }

    fn bars(&mut self, bars: &[Bar]) {
        let widest = bars.iter().map(|it| textwrap::core::display_width(it.title.as_str())).max().unwrap_or(0);
        let widest = widest.min(self.width / 2);
        for bar in bars {
            let filled = (bar.level as usize).min(BAR);
            let drawn = format!("{}{}", "█".repeat(filled).color(color(bar.level)), "░".repeat(BAR - filled));
            let pad = " ".repeat(widest.saturating_sub(textwrap::core::display_width(bar.title.as_str())));
            let maybe = if bar.possible { " (not ruled out)" } else { "" };
            let line = format!("{}{pad}  {drawn}  {}{maybe}", bar.title, bar.word);
            self.wrapped(&line, "", &" ".repeat(widest + BAR + 4));
        }
    }

    fn card(&mut self, card: &Card) {
        self.wrapped(&card.title.as_str().color(color(card.level)).bold().to_string(), "* ", "  ");
        let mut tag = vec![card.word.to_string()];
        tag.extend(card.risks.iter().map(|it| it.as_str().to_lowercase()));
        self.wrapped(&format!("({})", tag.join("; ")), "  ", "  ");
        for (label, text) in &card.lines {
            self.wrapped(&format!("{} {}", format!("{label}:").bold(), painted(text)), "  ", "    ");
        }
        self.terms(&card.terms, "  ");
    }

    fn terms(&mut self, terms: &[(SafeText, SafeText)], indent: &str) {
        for (word, means) in terms {
            let inner = format!("{indent}  ");
            self.wrapped(&format!("{}: {means}", word.as_str().italic()), &format!("{indent}~ "), &inner);
        }
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

fn painted(text: &Text) -> String {
    let spans = text.0.iter().map(|it| match it {
        Span::Plain(it) => it.to_string(),
        Span::Strong(it) => it.as_str().bold().to_string(),
        Span::Code(it) => it.as_str().cyan().to_string(),
        Span::Cite(numbers) => numbers.iter().map(|it| format!("[{it}]")).collect::<Vec<_>>().join(" "),
    });
    spans.collect()
}

fn color(level: Level) -> Color {
    match level {
        Level::Note => Color::Green,
        Level::Precaution | Level::Professional | Level::Deferral => Color::Yellow,
        Level::Contraindication | Level::Urgent | Level::Emergency => Color::Red,
    }
}
