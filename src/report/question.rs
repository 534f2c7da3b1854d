//! One question as a screen of the page: its words, its answers, and where the person stands. The page is written with
//! the first of each check, so that it is there before anything else is.

use super::document::{Block, Part};
use super::glossary::Glossary;
use super::{drawing, html};
use crate::engine::{Progress, Way, irrelevant};
use crate::model::{
    Answer, Answers, Contact, Domain, Entry, Kind, OptionId, Pack, Question, QuestionId, RuleBase, Scale,
};
use crate::text::SafeText;
use askama::Template;

#[derive(Template)]
#[template(path = "question.html", config = "src/report/askama.toml")]
struct AskScreen {
    place: String,
    back: String,
    section: SafeText,
    number: usize,
    of: usize,
    controls: Controls,
    help: Option<SafeText>,
    because: SafeText,
    terms: Vec<(SafeText, SafeText)>,
    /// Drawings that make a length easier to think of.
    pictures: String,
}

/// The question, and what it is answered with.
#[derive(Template)]
#[template(path = "controls.html", config = "src/report/askama.toml")]
pub struct Controls {
    ask: SafeText,
    asked: Asked,
    unsure: bool,
    error: Option<String>,
}

/// Why an answer was not taken, and what was typed.
#[derive(Default)]
pub struct Refused {
    /// What is wrong, and what to do.
    pub why: String,
    /// As it was typed.
    pub typed: String,
}

/// What can be answered.
enum Asked {
    One(Vec<ChoiceField>),
    Many(Vec<ChoiceField>),
    Number {
        unit: SafeText,
        hint: SafeText,
        given: String,
    },
    /// A text to write down, of at most so many characters.
    Text {
        longest: u16,
        given: SafeText,
        missing: bool,
    },
    Date {
        given: SafeText,
    },
}

struct ChoiceField {
    id: SafeText,
    label: SafeText,
    chosen: bool,
    /// In a list: whether it may be so.
    unsure: bool,
}

/// What stands for a text that there is none of.
pub const MISSING: Answer = Answer::One(OptionId::new(1));

/// The questions of a pack, without those that can no longer change anything.
pub fn way(pack: &Pack) -> Way<'_> {
    Way { pack, skip: irrelevant }
}

/// The place of a question in the page, by the ids of its pack and its own.
pub fn place(pack: &str, question: &str) -> String {
    format!("ask/{pack}/{question}")
}

fn place_of(pack: &Pack, at: QuestionId) -> String {
    place(&pack.id, &pack.questions[at].id)
}

/// The first question of each check, for a page that draws it before its engine is there.
#[derive(Template)]
#[template(path = "first.html", config = "src/report/askama.toml")]
struct FirstQuestions {
    /// The place of each, and its screen.
    questions: Vec<(String, String)>,
}

/// Writes the first question of each check for somebody who has said nothing yet.
///
/// # Errors
/// As `QuestionScreen::write`.
pub fn first(base: &RuleBase) -> Result<String, askama::Error> {
    let checks = base.packs.iter().filter(|pack| pack.kind == Kind::Check);
    let first = |pack| {
        let answers = Pack::silent(pack);
        let at = way(pack).next(&answers)?;
        let screen = QuestionScreen { base, contact: None, pack, at }.write(&answers, None);
        Some(screen.map(|screen| (place_of(pack, at), screen)))
    };
    FirstQuestions { questions: checks.filter_map(first).collect::<Result<_, _>>()? }.render()
}

/// A question, and the numbers of whose country stand in its words.
#[derive(Clone, Copy)]
pub struct QuestionScreen<'a> {
    /// The rules.
    pub base: &'a RuleBase,
    /// Whom to call.
    pub contact: Option<&'a Contact>,
    /// The check or list it belongs to.
    pub pack: &'a Pack,
    /// Which it is.
    pub at: QuestionId,
}

impl QuestionScreen<'_> {
    /// Writes the screen for somebody who has said this, and what was wrong with the answer.
    ///
    /// # Errors
    /// Never in practice: only when memory cannot be written to.
    pub fn write(&self, answers: &Answers, refused: Option<Refused>) -> Result<String, askama::Error> {
        let (pack, at, question) = (self.pack, self.at, self.question());
        let given = answers.get(at);
        let labels = question.domain.choices().iter().map(|choice| choice.label.as_str());
        let texts = [question.ask.as_str()].into_iter().chain(question.help.as_deref()).chain(labels);
        let Progress { number, of } = way(pack).progress(answers, at);
        let before =
            way(pack).answered(answers).into_iter().map(|(question, _)| question).rfind(|earlier| *earlier < at);
        let section = pack.sections.get(question.section);
        let shown = AskScreen {
            place: place_of(pack, at),
            back: before.map_or_else(String::new, |earlier| place_of(pack, earlier)),
            section: section.map_or_else(SafeText::default, |section| (&section.title).into()),
            number,
            of,
            controls: self.controls(given, "", refused),
            help: question.help.as_deref().map(|help| self.filled(help)),
            because: self.filled(&question.because),
            terms: Glossary::new(&self.base.terms).explain(texts),
            pictures: self.pictures(given),
        };
        shown.render()
    }

    fn question(&self) -> &Question {
        &self.pack.questions[self.at]
    }

    fn filled(&self, text: &str) -> SafeText {
        self.base.filled(text, self.contact).into()
    }

    /// What a length means, drawn.
    fn pictures(&self, given: Option<Answer>) -> String {
        let length = if let Some(Answer::Number(length)) = given { Some(length) } else { None };
        let layers = self.pack.layers.iter().filter(|layers| layers.question == self.at);
        let blocks = layers.map(|layers| Block::Depths(drawing::drawn(self.pack, layers, length))).collect();
        html::inside(&Part::new("depth", "", blocks)).unwrap_or_default()
    }

    /// A question with what was answered before, and in which words; and what was wrong with it.
    pub fn controls(&self, given: Option<Answer>, words: &str, refused: Option<Refused>) -> Controls {
        let typed = refused.as_ref().map(|refused| refused.typed.as_str()).filter(|typed| !typed.is_empty());
        let asked = match (self.asked(given, words), typed) {
            (Asked::Number { unit, hint, .. }, Some(typed)) => Asked::Number { unit, hint, given: typed.to_owned() },
            (Asked::Text { longest, missing, .. }, Some(typed)) => {
                Asked::Text { longest, missing, given: typed.into() }
            }
            (asked, _) => asked,
        };
        let error = refused.map(|refused| refused.why);
        Controls { ask: self.filled(&self.question().ask), asked, unsure: is_unsure(given), error }
    }

    fn asked(&self, given: Option<Answer>, words: &str) -> Asked {
        let question = self.question();
        let domain = &question.domain;
        let words = if is_unsure(given) || given == Some(MISSING) { "" } else { words };
        match question.entry {
            Some(Entry::Text(longest)) => {
                return Asked::Text { longest, given: words.into(), missing: given == Some(MISSING) };
            }
            Some(Entry::Date) => return Asked::Date { given: words.into() },
            None => {}
        }
        let choice = |option: OptionId| {
            let choice = &domain.choices()[option];
            let chosen = match given {
                Some(Answer::One(one)) => one == option,
                Some(Answer::Many(ticks)) => ticks.ticked().contains(option),
                _ => false,
            };
            let unsure = matches!(given, Some(Answer::Many(ticks)) if ticks.unsure().contains(option));
            ChoiceField { id: (&choice.id).into(), label: self.filled(&choice.label), chosen, unsure }
        };
        let choices = || question.shown_order().into_iter().map(choice).collect();
        match domain {
            Domain::One(_) => Asked::One(choices()),
            Domain::Many(_) => Asked::Many(choices()),
            Domain::Number(scale) => Asked::Number {
                unit: (&scale.unit).into(),
                hint: hint(scale).into(),
                given: if let Some(Answer::Number(number)) = given { number.to_string() } else { String::new() },
            },
        }
    }
}

/// Whether somebody is not sure, of all of it or of an option.
fn is_unsure(given: Option<Answer>) -> bool {
    match given {
        Some(Answer::Many(ticks)) => !ticks.is_sure(),
        given => given == Some(Answer::Unsure),
    }
}

/// Which numbers a scale takes.
pub fn hint(scale: &Scale) -> String {
    let number = if scale.whole { "A whole number" } else { "A number" };
    format!("{number} from {} to {} ({})", scale.low, scale.high, scale.unit)
}
