//! The document as Markdown: wrapped, every sign of a stranger's text escaped.

use super::drawing;
use super::link::link;
use crate::report::document::{Bar, Block, Document, FindingCard, FormItem, Paragraph, Part, Span, Tone};
use crate::text::SafeText;
use textwrap::{Options, WordSeparator, WordSplitter};

const WIDTH: usize = 78;

/// Writes the document, the page to hand over included.
pub fn write(document: &Document) -> String {
    let mut page = MarkdownPage(String::new());
    page.heading("# ", &document.title);
    page.part(&document.short);
    for part in &document.parts {
        page.part(part);
    }
    page.0
}

struct MarkdownPage(String);

impl MarkdownPage {
    fn part(&mut self, part: &Part) {
        self.heading("## ", &part.title);
        for block in &part.blocks {
            self.block(block, part.id == "handover");
        }
    }

    fn heading(&mut self, sign: &str, title: &SafeText) {
        // A heading is one line, however long, and without a full stop at its end.
        let title = title.as_str().trim_end_matches(['.', ',', ';', ':', '!']);
        self.gap();
        self.0.push_str(&format!("{sign}{}\n", escaped(&title.into()).trim()));
    }

    fn block(&mut self, block: &Block, short: bool) {
        self.gap();
        match block {
            Block::Text(text) => self.paragraph(&marked(text), "", ""),
            Block::List(items) => items.iter().for_each(|item| self.paragraph(&marked(item), "- ", "  ")),
            Block::Steps(steps) => {
                for (at, step) in steps.iter().enumerate() {
                    self.paragraph(&marked(step), &format!("{}. ", at + 1), "   ");
                }
            }
            Block::Reasons(lines, more) => {
                for line in lines {
                    self.paragraph(&format!("**{}** ({})", escaped(&line.title), escaped(&line.word)), "- ", "  ");
                }
                if *more > 0 {
                    self.paragraph(&format!("and {more} more"), "- ", "  ");
                }
            }
            Block::Callout(tone, texts) => {
                let sign = if *tone == Tone::Warning { "Warning: " } else { "" };
                for (at, text) in texts.iter().enumerate() {
                    if at > 0 {
                        self.0.push_str(">\n");
                    }
                    self.paragraph(&format!("{sign}{}", marked(text)), "> ", "> ");
                }
            }
            Block::Bars(bars) => bars.iter().for_each(|bar| self.bar(bar)),
            Block::Depths(depths) => {
                for (name, to) in &depths.layers {
                    self.paragraph(&format!("{}: down to {to} {}", escaped(name), escaped(&depths.unit)), "- ", "  ");
                }
                for text in drawing::own(depths).into_iter().chain([depths.note.to_string()]) {
                    self.gap();
                    self.paragraph(&escaped(&text.into()), "", "");
                }
            }
            // The steps and the list of waits say the same.
            Block::Calls(_) | Block::Days(_) => (),
            Block::Card(card) => self.card(card, short),
            Block::Terms(terms) => self.terms(terms),
            Block::Sources(entries) => {
                for entry in entries {
                    let sign = format!("{}. ", entry.number);
                    let indent = " ".repeat(sign.len());
                    self.paragraph(&marked(&entry.text), &sign, &indent);
                    self.0.push_str(&format!("{indent}{}\n", address(&entry.url)));
                }
            }
            Block::Facts(facts) => {
                for (name, value) in facts {
                    self.paragraph(&format!("**{}:** {}", escaped(name), marked(value)), "- ", "  ");
                }
            }
            Block::Lines(labels) => {
                for label in labels {
                    let line = "\\_".repeat(30);
                    let line = if label.is_empty() { line } else { format!("{}: {line}", escaped(label)) };
                    self.gap();
                    self.0.push_str(&format!("{line}\n"));
                }
            }
            Block::Item(item) => self.item(item),
        }
    }

    fn bar(&mut self, bar: &Bar) {
        let filled = bar.level as usize;
        let drawn = format!("{}{}", "█".repeat(filled), "░".repeat(6 - filled.min(6)));
        let maybe = if bar.possible { " (not ruled out)" } else { "" };
        self.paragraph(&format!("{}: {drawn} {}{maybe}", escaped(&bar.title), escaped(&bar.word)), "- ", "  ");
    }

    fn card(&mut self, card: &FindingCard, short: bool) {
        self.heading(if short { "#### " } else { "### " }, &card.title);
        self.gap();
        let risks = card.risks.iter().map(|risk| format!("; {}", escaped(risk).to_lowercase()));
        self.paragraph(&format!("({}{})", escaped(&card.word), risks.collect::<String>()), "", "");
        self.gap();
        for (label, text) in &card.lines {
            self.paragraph(&format!("**{}:** {}", escaped(label), marked(text)), "- ", "  ");
        }
        self.terms(&card.terms);
    }

    fn terms(&mut self, terms: &[(SafeText, SafeText)]) {
        for (word, means) in terms {
            self.paragraph(&format!("*{}*: {}", escaped(word), escaped(means)), "- ", "  ");
        }
    }

    fn item(&mut self, item: &FormItem) {
        self.paragraph(&format!("**{}** {}", item.number, escaped(&item.ask)), "", "");
        for note in &item.notes {
            self.gap();
            self.paragraph(&marked(note), "", "");
        }
        self.gap();
        if let Some((unit, known)) = &item.number_line {
            let number = known.as_ref().map_or("\\_".repeat(10), escaped);
            self.paragraph(&format!("{number} {}", escaped(unit)), "- ", "  ");
        }
        for choice in &item.options {
            let then = choice.then.as_ref().map_or(String::new(), |then| format!(" ({})", escaped(then)));
            let tick = if choice.ticked { "x" } else { " " };
            self.paragraph(&format!("{}{then}", escaped(&choice.label)), &format!("- [{tick}] "), "  ");
        }
    }

    fn paragraph(&mut self, text: &str, first: &str, rest: &str) {
        let options = Options::new(WIDTH)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        for (at, line) in textwrap::wrap(text, options).into_iter().enumerate() {
            let sign = if at == 0 { first } else { rest };
            let inner = line.strip_prefix(sign).unwrap_or(&line).trim_end();
            self.0.push_str(format!("{sign}{}", guarded(inner)).trim_end());
            self.0.push('\n');
        }
    }

    fn gap(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }
}

fn marked(text: &Paragraph) -> String {
    let spans = text.0.iter().map(|span| match span {
        Span::Plain(text) => escaped(text),
        Span::Strong(text) => strong(text),
        Span::Code(text) => code(text),
        Span::Cite(numbers) => numbers.iter().map(|number| format!("\\[{number}\\]")).collect::<Vec<_>>().join(" "),
    });
    spans.collect()
}

/// A line may break inside a code span, and nothing in one is escaped: so only plain words stand in one.
fn code(text: &SafeText) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, ' ' | '_' | '-' | '.');
    if text.is_empty() || !text.as_str().chars().all(plain) { escaped(text) } else { format!("`{text}`") }
}

fn strong(text: &SafeText) -> String {
    let text = escaped(text);
    if text.trim().is_empty() { text } else { format!("**{}**", text.trim()) }
}

/// Every sign that means something in Markdown, with a backslash before it. A run of spaces becomes one.
/// A text in which no sign means anything to Markdown.
pub fn escaped(text: &SafeText) -> String {
    let mut escaped = String::with_capacity(text.as_str().len());
    for sign in text.as_str().chars() {
        if matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&' | '$' | '|') {
            escaped.push('\\');
        }
        if sign != ' ' || !escaped.ends_with(' ') {
            escaped.push(sign);
        }
    }
    // Bare addresses would become links.
    escaped.replace("://", "&#58;//").replace("www.", "www&#46;").replace('@', "&#64;")
}

/// What would start a list, a heading or a line at the start of a line.
fn guarded(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    if line.starts_with(['+', '-', '=', '#']) { format!("\\{line}") } else { line.to_owned() }
}

fn address(url: &SafeText) -> String {
    link(url).map_or_else(|| escaped(url), |link| format!("<{link}>"))
}
