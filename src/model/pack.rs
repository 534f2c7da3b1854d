//! The rule base as meant: every name resolved, every value checked.

use super::answer::Answers;
use super::contact::{Contact, PLACES};
use super::day;
use super::header::{Day, Header};
use super::id::{ClosingId, DefinitionId, ImpossibleId, PromiseId, QuestionId, RiskId, RuleId, SectionId, SourceId};
use super::layers::Layers;
use super::level::Level;
use super::question::Question;
use super::rule::{Rule, When};
use super::source::{OneSide, Source, SourcePlace, Term};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiVec, ti_vec};

/// The library and the packs that cite it.
#[derive(Serialize, Deserialize, Debug)]
pub struct RuleBase {
    /// What holds for all packs.
    pub header: Header,
    /// The pages, papers and laws that the packs cite.
    pub sources: TiVec<SourceId, Source>,
    /// The hard words and what they mean.
    pub terms: Vec<Term>,
    /// Words that no text for people may use, in lower case.
    pub avoid: Vec<String>,
    /// Words that not everybody knows who reads the same English.
    pub one_side: Vec<OneSide>,
    /// Whom to call, country by country.
    pub contacts: Vec<Contact>,
    /// The packs, in the order they are offered in.
    pub packs: Vec<Pack>,
}

impl RuleBase {
    /// The numbers of a country; those for everywhere else where it is not known.
    pub fn contact(&self, country: Option<&str>) -> Option<&Contact> {
        let of = |wanted: &str| self.contacts.iter().find(|contact| contact.serves(wanted));
        country.filter(|code| !code.is_empty()).and_then(of).or_else(|| of(""))
    }

    /// A text with numbers in the places for them: `Call {emergency}` becomes `Call 999`.
    pub fn filled(&self, text: &str, contact: Option<&Contact>) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        let elsewhere = self.contact(None);
        PLACES.iter().fold(text.to_owned(), |text, (place, unknown)| {
            let words = [contact, elsewhere].into_iter().flatten().find_map(|contact| contact.words(place));
            text.replace(&format!("{{{place}}}"), words.as_deref().unwrap_or(unknown))
        })
    }
}

/// What a pack is for. The engine treats all alike; the commands offer each where it fits.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Questions, and an answer by the rules.
    #[default]
    Check,
    /// A list to run with others, item by item.
    Checklist,
    /// Rules to read as pages.
    Topics,
}

/// One questionnaire with its rules, cases and promises.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Pack {
    /// The name of its folder, such as `before`.
    pub id: String,
    /// What it is for.
    pub kind: Kind,
    /// Its name for people.
    pub title: String,
    /// What it asks about, before the first question.
    pub intro: String,
    /// Of the rules, such as `1.2`.
    pub version: String,
    /// The day the whole was last looked over.
    #[serde(with = "day")]
    pub reviewed: Date,
    /// The day by which that has to be done again.
    #[serde(with = "day")]
    pub review_by: Date,
    /// The groups of questions, in asking order.
    pub sections: TiVec<SectionId, Section>,
    /// What can go wrong, in the order it is told.
    pub risks: TiVec<RiskId, Risk>,
    /// The headline of each level the pack uses.
    pub wording: Vec<(Level, String)>,
    /// The headline of a wait whose last day is known, with `{day}` in it.
    pub not_before: String,
    /// What may stand after the findings, in order.
    pub closings: TiVec<ClosingId, Closing>,
    /// In asking order; a condition of a question looks only at questions before it.
    pub questions: TiVec<QuestionId, Question>,
    /// The rules, section by section.
    pub rules: TiVec<RuleId, Rule>,
    /// What a length reaches through, where it is worth a drawing.
    pub layers: Vec<Layers>,
    /// Conditions with a name. Wherever one is held it stands written out, so nothing but writers need know of them.
    pub definitions: TiVec<DefinitionId, Definition>,
    /// People the authors had in mind. Empty where cases were not loaded.
    pub cases: Vec<Case>,
    /// What must hold for every possible person.
    pub promises: TiVec<PromiseId, Promise>,
    /// What nobody can be: laws and promises speak only of people who are none of it.
    pub impossible: TiVec<ImpossibleId, Impossible>,
    /// Somebody who gives the baseline answer everywhere: every case is this person but for what it says.
    pub baseline: Answers,
    /// SHA-256 of the files that decide the answer, in hexadecimal.
    pub fingerprint: String,
    /// Whether it came with the program, or from a stranger's folder.
    pub shipped: bool,
    /// The folders it comes from, in words; empty for the rules that came with the program.
    pub origin: String,
    /// What a folder laid over other rules has switched off in them.
    pub off: Vec<Off>,
    /// Where its header stands.
    pub place: SourcePlace,
}

/// A question, a rule or a promise that is switched off.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Off {
    /// In words, such as "the rule `keloids`".
    pub what: String,
    /// Why, in the words of whoever did it.
    pub because: String,
}

/// A group of questions, one file each.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Section {
    /// The name of its file, such as `skin`.
    pub id: String,
    /// Its heading.
    pub title: String,
}

/// Something that can go wrong, as the pack names it.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Risk {
    /// Its name in rules, such as `infection`.
    pub id: String,
    /// Its name for people.
    pub title: String,
}

/// A part of the answer that comes after the findings.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Closing {
    /// Its name in the pack.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// For whom it is shown.
    pub when: When,
    /// Not shown when the level of the answer is higher than this.
    pub up_to: Level,
    /// What it says first.
    pub text: String,
    /// One sentence for each risk, shown only to those who raised it.
    pub for_risk: Vec<(RiskId, String)>,
    /// Its list, one sentence each.
    pub points: Vec<String>,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// A person in a few answers, and what the rules must say of them.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Case {
    /// What sort of person it is.
    pub name: String,
    /// The person in their own words.
    pub words: Option<String>,
    /// The baseline, with these answers instead.
    pub given: Answers,
    /// The level they must get.
    pub expect: Level,
    /// Exactly the rules found.
    pub finds: Vec<RuleId>,
    /// The number of sections where it belongs to none of them.
    pub section: SectionId,
    /// Where it is written.
    pub place: SourcePlace,
}

/// Something that must hold for every possible person.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Promise {
    /// The promise in a sentence.
    pub name: String,
    /// Whom it speaks of.
    pub when: When,
    /// The lowest level they may get.
    pub at_least: Option<Level>,
    /// The rules that must be found for them.
    pub finds: Vec<RuleId>,
    /// Where it is written.
    pub place: SourcePlace,
}

/// A condition with a name.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Definition {
    /// Its name in conditions.
    pub id: String,
    /// What it means, to go on from "somebody who".
    pub means: String,
    /// The condition itself.
    pub when: When,
    /// How often `holds` names it.
    pub uses: usize,
    /// Where it is written.
    pub place: SourcePlace,
}

/// Answers that cannot go together.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Impossible {
    /// The answers that cannot go together.
    pub when: When,
    /// What does not fit, to whoever answered so.
    pub say: String,
    /// Where it is written.
    pub place: SourcePlace,
}

impl Pack {
    /// Somebody who has said nothing yet.
    pub fn silent(&self) -> Answers {
        Answers::silent(self.questions.len())
    }

    /// The same for each question, in a list to be filled.
    pub fn for_each_question<T: Clone>(&self, value: T) -> TiVec<QuestionId, T> {
        ti_vec![value; self.questions.len()]
    }

    /// What goes without asking on such a day, as far as there are such questions and options.
    pub fn granted(&self, day: &Day) -> Answers {
        let mut answers = self.silent();
        let granted = day.given.iter().filter(|(id, _)| *id == self.id).flat_map(|(_, given)| given);
        for (question, option) in granted {
            if let Some(question) = self.question(question)
                && let Ok(answer) = self.questions[question].domain.read_word(option)
            {
                answers.set(question, answer);
            }
        }
        answers
    }

    /// The question of this id.
    pub fn question(&self, id: &str) -> Option<QuestionId> {
        self.questions.position(|question| question.id == id)
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<RuleId> {
        self.rules.position(|rule| rule.id == id)
    }

    /// Every question a condition looks at, by itself or through what opens those questions; in asking order.
    pub fn cone(&self, when: &When) -> Vec<QuestionId> {
        let mut seen = self.for_each_question(false);
        when.facts().iter().for_each(|fact| seen[fact.question] = true);
        // A question looks only at those before it, so one pass backwards is enough.
        for question in self.questions.keys().rev() {
            if seen[question] {
                self.questions[question].ask_if.facts().iter().for_each(|fact| seen[fact.question] = true);
            }
        }
        self.questions.keys().filter(|question| seen[*question]).collect()
    }

    /// The headline of a level, in the pack's own words.
    pub fn headline(&self, level: Level) -> &str {
        self.wording.iter().find(|(worded, _)| *worded == level).map_or("", |(_, words)| words)
    }
}
