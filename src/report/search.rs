//! What rules say about a few words: topics, questions and rules, the nearest first.

use crate::model::{Kind, Pack, QuestionId, RuleBase, RuleId};
use bm25::{SearchEngineBuilder, Tokenizer};
use tantivy_stemmers::algorithms::english_porter_2;

/// Something that speaks of the words.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// The pack it stands in.
    pub pack: &'a Pack,
    /// What speaks of the words.
    pub what: What,
    /// How well it fits; only to be compared with the others of one search.
    pub score: f32,
}

/// What was hit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A rule; in a pack of topics it is a page to read.
    Rule(RuleId),
    /// A question.
    Question(QuestionId),
}

/// How much more a page to read is worth than a rule that mentions the same.
const PAGE: f32 = 1.5;

/// The best hits for what somebody typed, at most so many; none where nothing speaks of it.
///
/// Words are compared by their stems, and rare ones count for more (Okapi BM25).
pub fn search<'a>(base: &'a RuleBase, typed: &str, most: usize) -> Vec<Hit<'a>> {
    let mut places = Vec::new();
    let mut texts = Vec::new();
    for pack in base.packs.iter().filter(|pack| pack.kind != Kind::Checklist) {
        for (rule, of) in pack.rules.iter_enumerated() {
            let opens = of.when.facts().into_iter().filter_map(|fact| {
                let question = &pack.questions[fact.question];
                question.domain.choices().iter_enumerated().find(|(option, _)| fact.test.names(*option))
            });
            let labels: Vec<&str> = opens.map(|(_, choice)| choice.label.as_str()).collect();
            let (id, title) = (of.id.replace('_', " "), &of.title);
            // The title says best what a page is about.
            texts.push(format!("{id} {id} {title} {title} {title} {} {} {}", labels.join(" "), of.why, of.advice));
            places.push((pack, What::Rule(rule)));
        }
        for (question, of) in pack.questions.iter_enumerated().filter(|_| pack.kind == Kind::Check) {
            let labels: Vec<&str> = of.domain.choices().iter().map(|choice| choice.label.as_str()).collect();
            texts.push(format!("{} {} {}", of.ask, of.because, labels.join(" ")));
            places.push((pack, What::Question(question)));
        }
    }
    let engine = SearchEngineBuilder::<u32, u32, Stems>::with_tokenizer_and_corpus(Stems, texts).build();
    let found = engine.search(typed, most * 4);
    let mut hits: Vec<Hit> = found
        .into_iter()
        .filter_map(|result| {
            let (pack, what) = *places.get(usize::try_from(result.document.id).ok()?)?;
            let score = if pack.kind == Kind::Topics { result.score * PAGE } else { result.score };
            Some(Hit { pack, what, score })
        })
        .collect();
    hits.sort_by(|one, other| other.score.total_cmp(&one.score));
    hits.truncate(most);
    hits
}

/// Words that say nothing about what is asked.
const IDLE: &[&str] = &[
    "a", "about", "after", "all", "am", "an", "and", "any", "are", "be", "before", "can", "do", "does", "for", "from",
    "have", "how", "i", "if", "in", "is", "it", "long", "may", "me", "my", "of", "on", "or", "should", "that", "the",
    "this", "to", "use", "was", "what", "when", "why", "will", "with", "you", "your",
];

/// Words by their stems.
#[derive(Default)]
struct Stems;

impl Tokenizer for Stems {
    fn tokenize(&self, text: &str) -> Vec<String> {
        // "make-up" and "makeup" are one word.
        let joined = text.to_ascii_lowercase().replace(['-', '\''], "");
        let words = joined.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(|word| !IDLE.contains(word)).map(|word| english_porter_2(word).into_owned()).collect()
    }
}
