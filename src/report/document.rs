//! A document as any writer can write it: parts, and blocks of text. It knows no format.

use crate::model::Level;
use crate::text::SafeText;

#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    pub title: SafeText,
    /// The answer on one screen; everything else is on demand.
    pub short: Part,
    pub parts: Vec<Part>,
}

impl Document {
    /// Puts notices before everything else.
    pub fn warn(&mut self, notices: impl IntoIterator<Item = Block>) {
        self.short.blocks.splice(0..0, notices);
    }

    /// The names and titles of the sections, each once, in their order.
    pub fn sections(&self) -> Vec<(&str, &str)> {
        let mut sections: Vec<(&str, &str)> = Vec::new();
        for part in &self.parts {
            if !sections.iter().any(|(name, _)| *name == part.section.as_str()) {
                sections.push((part.section.as_str(), part.title.as_str()));
            }
        }
        sections
    }
}

/// A heading and what stands under it.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// What kind of part it is, such as `found`: writers may give it its own look, or leave out `handover`, which
    /// says again in short what the others say.
    pub id: &'static str,
    /// The name it is asked for by; several parts may share one.
    pub section: SafeText,
    pub title: SafeText,
    pub blocks: Vec<Block>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    Text(Text),
    List(Vec<Text>),
    /// What to do, one step after the other.
    Steps(Vec<Text>),
    /// The gravest reasons, a line each, and how many more there are.
    Reasons(Vec<Line>, usize),
    /// Something that must not be missed.
    Callout(Tone, Vec<Text>),
    Bars(Vec<Bar>),
    Days(Days),
    Depths(Depths),
    Card(Card),
    /// Hard words and what they mean.
    Terms(Vec<(SafeText, SafeText)>),
    Sources(Vec<Entry>),
    /// Names and values, such as a version.
    Facts(Vec<(SafeText, Text)>),
    /// Empty lines to write on by hand, with a label each.
    Lines(Vec<SafeText>),
    /// Something to fill in by hand.
    Item(Item),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// The answer itself.
    Verdict(Level),
    Warning,
}

/// How much of one risk was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    pub title: SafeText,
    pub level: Level,
    /// The level in a few words.
    pub word: SafeText,
    /// Whether it only cannot be ruled out.
    pub possible: bool,
}

/// The days ahead: each wait as long as it lasts.
#[derive(Clone, PartialEq, Debug)]
pub struct Days {
    /// The last of the days.
    pub until: SafeText,
    pub waits: Vec<Wait>,
}

/// One wait: its reason, its last day, and how much of the strip it takes, in percent.
#[derive(Clone, PartialEq, Debug)]
pub struct Wait {
    pub title: SafeText,
    pub until: SafeText,
    pub length: u8,
}

/// Layers at true scale, with lengths beside them.
#[derive(Clone, PartialEq, Debug)]
pub struct Depths {
    pub note: SafeText,
    pub unit: SafeText,
    /// Name, and where it ends.
    pub layers: Vec<(SafeText, f64)>,
    /// The person's own length, and the layer it ends in.
    pub own: Option<(f64, SafeText)>,
    pub marks: Vec<f64>,
    pub numbers: Vec<usize>,
}

/// A reason in short, and what it asks for.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub title: SafeText,
    pub word: SafeText,
}

/// One finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    pub level: Level,
    pub word: SafeText,
    pub possible: bool,
    pub title: SafeText,
    pub risks: Vec<SafeText>,
    /// Each with its label, such as "Why".
    pub lines: Vec<(SafeText, Text)>,
    pub terms: Vec<(SafeText, SafeText)>,
}

/// A numbered source.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    pub number: usize,
    pub text: Text,
    pub url: SafeText,
}

/// A question on paper.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    pub number: usize,
    pub ask: SafeText,
    pub notes: Vec<Text>,
    pub options: Vec<Choice>,
    /// The unit, when a number is to be written down, and the number when it is known.
    pub number_line: Option<(SafeText, Option<SafeText>)>,
}

/// A box to tick.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    pub ticked: bool,
    pub label: SafeText,
    /// Where to go next, when this is not simply the next question.
    pub then: Option<SafeText>,
}

/// A paragraph.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Text(pub Vec<Span>);

#[derive(Clone, PartialEq, Debug)]
pub enum Span {
    Plain(SafeText),
    Strong(SafeText),
    /// Something to type.
    Code(SafeText),
    /// The numbers of sources.
    Cite(Vec<usize>),
}

impl Text {
    pub fn of(text: impl Into<SafeText>) -> Text {
        Text(vec![Span::Plain(text.into())])
    }

    #[must_use]
    pub fn plain(self, text: impl Into<SafeText>) -> Text {
        self.push(Span::Plain(text.into()))
    }

    #[must_use]
    pub fn strong(self, text: impl Into<SafeText>) -> Text {
        self.push(Span::Strong(text.into()))
    }

    #[must_use]
    pub fn code(self, text: impl Into<SafeText>) -> Text {
        self.push(Span::Code(text.into()))
    }

    /// Adds the numbers of sources, if there are any.
    #[must_use]
    pub fn cite(self, numbers: Vec<usize>) -> Text {
        if numbers.is_empty() { self } else { self.push(Span::Cite(numbers)) }
    }

    fn push(mut self, span: Span) -> Text {
        self.0.push(span);
        self
    }
}

impl Part {
    pub fn new(id: &'static str, title: impl Into<SafeText>, blocks: Vec<Block>) -> Part {
        Part { id, section: id.into(), title: title.into(), blocks }
    }

    /// The same part under the name of a section.
    #[must_use]
    pub fn under(self, section: impl Into<SafeText>) -> Part {
        Part { section: section.into(), ..self }
    }
}
