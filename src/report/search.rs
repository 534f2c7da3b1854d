//! What rules say about a few words: topics, questions and rules, the nearest first.

use crate::model::{Kind, Pack, QuestionId, RuleBase, RuleId};
use crate::text;
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
            texts.push(stems(&format!(
                "{id} {id} {title} {title} {title} {} {} {}",
                labels.join(" "),
                of.why,
                of.advice
            )));
            places.push((pack, What::Rule(rule)));
        }
        for (question, of) in pack.questions.iter_enumerated().filter(|_| pack.kind == Kind::Check) {
            let labels: Vec<&str> = of.domain.choices().iter().map(|choice| choice.label.as_str()).collect();
            texts.push(stems(&format!("{} {} {}", of.ask, of.because, labels.join(" "))));
            places.push((pack, What::Question(question)));
        }
    }
    let scored = places.into_iter().zip(scores(&texts, &stems(typed)));
    let mut hits: Vec<Hit> = scored
        .filter(|(_, score)| *score > 0.0)
        .map(|((pack, what), score)| Hit {
            pack,
            what,
            score: if pack.kind == Kind::Topics { score * PAGE } else { score },
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

/// The words of a text by their stems, without the idle ones.
fn stems(text: &str) -> Vec<String> {
    // "make-up" and "makeup" are one word.
    let joined = text::lower(text).replace(['-', '\''], "");
    let words = joined.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !IDLE.contains(word)).map(|word| english_porter_2(word).into_owned()).collect()
}

/// How soon a word said often adds nothing, and how much a long text loses by its length: what is usual for both.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// How well each text speaks of these words.
fn scores(texts: &[Vec<String>], wanted: &[String]) -> Vec<f32> {
    let average = number(texts.iter().map(Vec::len).sum()) / number(texts.len());
    let mut scores = vec![0.0; texts.len()];
    for word in wanted {
        let said = |text: &Vec<String>| number(text.iter().filter(|other| *other == word).count());
        let speaking = number(texts.iter().filter(|text| text.contains(word)).count());
        let rarity = (1.0 + (number(texts.len()) - speaking + 0.5) / (speaking + 0.5)).ln();
        for (score, text) in scores.iter_mut().zip(texts) {
            let (times, length) = (said(text), number(text.len()) / average);
            *score += rarity * times * (SATURATION + 1.0) / (times + SATURATION * (1.0 - LENGTH + LENGTH * length));
        }
    }
    scores
}

#[expect(clippy::cast_precision_loss, reason = "texts of millions of words are nothing of ours")]
fn number(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::{scores, stems};

    #[test]
    fn rare_words_in_short_texts_count_most_and_capitals_count_for_nothing() {
        let texts = ["Öl und Wasser", "water and water and wine", "water", "nothing of it"].map(stems);
        assert_eq!(scores(&texts, &stems("öl")).iter().position(|score| *score > 0.0), Some(0));
        let water = scores(&texts, &stems("WATERS"));
        assert!(water[2] > water[1] && water[1] > 0.0, "{water:?}");
        let both = scores(&texts, &stems("water wine"));
        assert!(both[1] > both[2] && both[3] == 0.0, "{both:?}");
        assert!(scores(&[], &stems("water")).is_empty());
    }
}
