//! A document as any writer can write it: parts, and blocks of text. It knows no format.

use crate::model::Level;
use crate::text::SafeText;

/// All that is said of one person, or one list.
#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    /// What stands above it.
    pub title: SafeText,
    /// The answer on one screen; everything else is on demand.
    pub short: Part,
    /// The whole answer, part by part.
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
    /// Its heading.
    pub title: SafeText,
    /// What stands under it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// A paragraph.
    Text(Paragraph),
    /// Paragraphs of equal rank.
    List(Vec<Paragraph>),
    /// What to do, one step after the other.
    Steps(Vec<Paragraph>),
    /// Numbers to call with one touch: only for a page, as the steps name them too.
    Calls(Vec<PhoneNumber>),
    /// The gravest reasons, a line each, and how many more there are.
    Reasons(Vec<ReasonLine>, usize),
    /// Something that must not be missed.
    Callout(Tone, Vec<Paragraph>),
    /// How much of each risk was found.
    Bars(Vec<Bar>),
    /// The days ahead.
    Days(Days),
    /// Lengths held against layers.
    Depths(Depths),
    /// One finding with all that belongs to it.
    Card(FindingCard),
    /// Hard words and what they mean.
    Terms(Vec<(SafeText, SafeText)>),
    /// What the numbers in the text stand for.
    Sources(Vec<CitedSource>),
    /// Names and values, such as a version.
    Facts(Vec<(SafeText, Paragraph)>),
    /// Empty lines to write on by hand, with a label each.
    Lines(Vec<SafeText>),
    /// Something to fill in by hand.
    Item(FormItem),
}

/// A number to call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PhoneNumber {
    /// Whose it is, such as `NHS 111`.
    pub name: SafeText,
    /// As people write it.
    pub number: SafeText,
    /// Only digits and a plus, for the telephone.
    pub dial: String,
}

/// What must not be missed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// The answer itself.
    Verdict(Level),
    /// Something about the answer, such as rules past their date.
    Warning,
}

/// How much of one risk was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// The risk.
    pub title: SafeText,
    /// The highest level found for it.
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
    /// In the order of the findings.
    pub waits: Vec<WaitBar>,
}

/// One wait: its reason, its last day, and how much of the strip it takes, in percent.
#[derive(Clone, PartialEq, Debug)]
pub struct WaitBar {
    /// The title of the finding.
    pub title: SafeText,
    /// The last day.
    pub until: SafeText,
    /// In percent of the strip.
    pub length: u8,
}

/// Layers at true scale, with lengths beside them.
#[derive(Clone, PartialEq, Debug)]
pub struct Depths {
    /// What the drawing cannot show.
    pub note: SafeText,
    /// Such as "mm".
    pub unit: SafeText,
    /// Name, and where it ends.
    pub layers: Vec<(SafeText, f64)>,
    /// The person's own length, and the layer it ends in.
    pub own: Option<(f64, SafeText)>,
    /// Lengths worth comparing with.
    pub marks: Vec<f64>,
    /// The numbers of the sources.
    pub numbers: Vec<usize>,
}

/// A reason in short, and what it asks for.
#[derive(Clone, PartialEq, Debug)]
pub struct ReasonLine {
    /// The reason.
    pub title: SafeText,
    /// What it asks for, in a few words.
    pub word: SafeText,
}

/// One finding.
#[derive(Clone, PartialEq, Debug)]
pub struct FindingCard {
    /// How much it weighs.
    pub level: Level,
    /// The level in a few words.
    pub word: SafeText,
    /// Whether it only cannot be ruled out.
    pub possible: bool,
    /// What was found.
    pub title: SafeText,
    /// What can go wrong.
    pub risks: Vec<SafeText>,
    /// Each with its label, such as "Why".
    pub lines: Vec<(SafeText, Paragraph)>,
    /// The hard words in it, and what they mean.
    pub terms: Vec<(SafeText, SafeText)>,
}

/// A numbered source.
#[derive(Clone, PartialEq, Debug)]
pub struct CitedSource {
    /// From 1, as the text cites it.
    pub number: usize,
    /// Title, publisher, year and kind.
    pub text: Paragraph,
    /// Where to read it; a link only where it is an address of the web.
    pub url: SafeText,
}

/// A question on paper.
#[derive(Clone, PartialEq, Debug)]
pub struct FormItem {
    /// From 1.
    pub number: usize,
    /// The question.
    pub ask: SafeText,
    /// What helps to answer it.
    pub notes: Vec<Paragraph>,
    /// The boxes; none where a number is wanted.
    pub options: Vec<FormBox>,
    /// The unit, when a number is to be written down, and the number when it is known.
    pub number_line: Option<(SafeText, Option<SafeText>)>,
}

/// A box to tick.
#[derive(Clone, PartialEq, Debug)]
pub struct FormBox {
    /// Whether it is ticked already.
    pub ticked: bool,
    /// What ticking it says.
    pub label: SafeText,
    /// Where to go next, when this is not simply the next question.
    pub then: Option<SafeText>,
}

/// A paragraph.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Paragraph(pub Vec<Span>);

/// A stretch of a paragraph.
#[derive(Clone, PartialEq, Debug)]
pub enum Span {
    /// Ordinary words.
    Plain(SafeText),
    /// Words that stand out.
    Strong(SafeText),
    /// Something to type.
    Code(SafeText),
    /// The numbers of sources.
    Cite(Vec<usize>),
}

impl Paragraph {
    /// A paragraph of ordinary words.
    pub fn of(text: impl Into<SafeText>) -> Paragraph {
        Paragraph(vec![Span::Plain(text.into())])
    }

    /// Goes on with ordinary words.
    #[must_use]
    pub fn plain(self, text: impl Into<SafeText>) -> Paragraph {
        self.push(Span::Plain(text.into()))
    }

    /// Goes on with words that stand out.
    #[must_use]
    pub fn strong(self, text: impl Into<SafeText>) -> Paragraph {
        self.push(Span::Strong(text.into()))
    }

    /// Goes on with something to type.
    #[must_use]
    pub fn code(self, text: impl Into<SafeText>) -> Paragraph {
        self.push(Span::Code(text.into()))
    }

    /// Adds the numbers of sources, if there are any.
    #[must_use]
    pub fn cite(self, numbers: Vec<usize>) -> Paragraph {
        if numbers.is_empty() { self } else { self.push(Span::Cite(numbers)) }
    }

    fn push(mut self, span: Span) -> Paragraph {
        self.0.push(span);
        self
    }
}

impl Part {
    /// A part of this kind; its name for those who ask for it is the kind.
    pub fn new(id: &'static str, title: impl Into<SafeText>, blocks: Vec<Block>) -> Part {
        Part { id, section: id.into(), title: title.into(), blocks }
    }

    /// The same part under the name of a section.
    #[must_use]
    pub fn under(self, section: impl Into<SafeText>) -> Part {
        Part { section: section.into(), ..self }
    }
}
