//! The rule base as meant: every name resolved, every value checked.

use super::answer::Answers;
use super::contact::{Contact, PLACES};
use super::header::Header;
use super::id::{ClosingId, DefinitionId, ImpossibleId, PromiseId, QuestionId, RiskId, RuleId, SectionId, SourceId};
use super::level::Level;
use super::question::Question;
use super::rule::{Rule, When};
use super::source::{Place, Source, Term};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiVec, ti_vec};

/// The library and the packs that cite it.
#[derive(Serialize, Deserialize, Debug)]
pub struct RuleBase {
    pub header: Header,
    pub sources: TiVec<SourceId, Source>,
    pub terms: Vec<Term>,
    /// Words that no text for people may use, in lower case.
    pub avoid: Vec<String>,
    /// Whom to call, country by country.
    pub contacts: Vec<Contact>,
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
    #[default]
    Check,
    Checklist,
    Topics,
}

/// One questionnaire with its rules, cases and promises.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Pack {
    pub id: String,
    pub kind: Kind,
    pub title: String,
    pub intro: String,
    pub version: String,
    pub reviewed: Date,
    pub review_by: Date,
    pub sections: TiVec<SectionId, Section>,
    pub risks: TiVec<RiskId, Risk>,
    /// The headline of each level the pack uses.
    pub wording: Vec<(Level, String)>,
    /// The headline of a wait whose last day is known, with `{day}` in it.
    pub not_before: String,
    pub closings: TiVec<ClosingId, Closing>,
    /// In asking order; a condition of a question looks only at questions before it.
    pub questions: TiVec<QuestionId, Question>,
    pub rules: TiVec<RuleId, Rule>,
    /// Conditions with a name. Wherever one is held it stands written out, so nothing but writers need know of them.
    pub definitions: TiVec<DefinitionId, Definition>,
    pub cases: Vec<Case>,
    pub promises: TiVec<PromiseId, Promise>,
    /// What nobody can be: laws and promises speak only of people who are none of it.
    pub impossible: TiVec<ImpossibleId, Impossible>,
    /// Somebody who gives the baseline answer everywhere: every case is this person but for what it says.
    pub baseline: Answers,
    /// SHA-256 of the files that decide the answer, in hexadecimal.
    pub fingerprint: String,
    /// Whether it came with the program, or from a stranger's folder.
    pub shipped: bool,
    /// Where its header stands.
    pub place: Place,
}

/// A group of questions, one file each.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Section {
    pub id: String,
    pub title: String,
}

/// Something that can go wrong, as the pack names it.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Risk {
    pub id: String,
    pub title: String,
}

/// A part of the answer that comes after the findings.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Closing {
    pub id: String,
    pub title: String,
    pub when: When,
    /// Not shown when the level of the answer is higher than this.
    pub up_to: Level,
    pub text: String,
    /// One sentence for each risk, shown only to those who raised it.
    pub for_risk: Vec<(RiskId, String)>,
    pub points: Vec<String>,
    pub sources: Vec<SourceId>,
}

/// A person in a few answers, and what the rules must say of them.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Case {
    pub name: String,
    /// The person in their own words.
    pub words: Option<String>,
    /// The baseline, with these answers instead.
    pub given: Answers,
    pub expect: Level,
    /// Exactly the rules found.
    pub finds: Vec<RuleId>,
    /// The number of sections where it belongs to none of them.
    pub section: SectionId,
    pub place: Place,
}

/// Something that must hold for every possible person.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Promise {
    pub name: String,
    pub when: When,
    pub at_least: Option<Level>,
    pub finds: Vec<RuleId>,
    pub place: Place,
}

/// A condition with a name.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Definition {
    pub id: String,
    /// What it means, to go on from "somebody who".
    pub means: String,
    pub when: When,
    /// How often `holds` names it.
    pub uses: usize,
    pub place: Place,
}

/// Answers that cannot go together.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Impossible {
    pub when: When,
    /// What does not fit, to whoever answered so.
    pub say: String,
    pub place: Place,
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

    pub fn question(&self, id: &str) -> Option<QuestionId> {
        self.questions.position(|it| it.id == id)
    }

    pub fn rule(&self, id: &str) -> Option<RuleId> {
        self.rules.position(|it| it.id == id)
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
        self.wording.iter().find(|(it, _)| *it == level).map_or("", |(_, words)| words)
    }
}
