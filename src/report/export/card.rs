//! A case as a card: somebody in their own words, what to choose from, and what the rules say and why.

use crate::engine::assess;
use crate::model::{Contact, Level, Pack, Rule, RuleBase, SourceId};
use crate::report::words;
use crate::text::SafeText;

/// A question to a class.
pub struct Flashcard {
    /// The same as long as the case is called the same.
    pub key: String,
    /// The pack it is from.
    pub pack: String,
    /// Somebody, in their own words.
    pub words: String,
    /// The levels to choose from, the least serious first, each in the words of the pack.
    pub choices: Vec<(Level, String)>,
    /// The level that comes out.
    pub level: Level,
    /// What to do, as the pack puts it.
    pub headline: String,
    /// Each rule found, its title and why.
    pub reasons: Vec<(String, String)>,
    /// What the reasons rest on, each once.
    pub sources: Vec<String>,
    /// Which rules said so, and how far to trust them.
    pub about: String,
}

/// The cards of a pack: its cases that are told in somebody's own words.
pub fn cards(base: &RuleBase, pack: &Pack, contact: Option<&Contact>) -> Vec<Flashcard> {
    let text = |text: &str| String::from(SafeText::from(base.filled(text, contact)));
    let levels = Level::ALL.into_iter().filter(|level| !pack.headline(*level).is_empty());
    let choices: Vec<(Level, String)> = levels.map(|level| (level, text(pack.headline(level)))).collect();
    let about = format!(
        "Rules of {} {}, fingerprint {}. {}",
        pack.id,
        pack.version,
        words::fingerprint(&pack.fingerprint),
        words::strangers(pack).unwrap_or_else(|| crate::report::short::LIMITS.to_owned())
    );
    let cards = pack.cases.iter().filter_map(|case| {
        let assessment = assess(pack, &case.given);
        let rules: Vec<&Rule> = assessment.findings.iter().map(|finding| &pack.rules[finding.rule]).collect();
        let mut cited: Vec<SourceId> = Vec::new();
        for source in rules.iter().flat_map(|rule| &rule.sources) {
            if !cited.contains(source) {
                cited.push(*source);
            }
        }
        let sources = cited.iter().filter_map(|source| base.sources.get(*source));
        let sources = sources.map(|source| format!("{}, {}: {}", source.title, source.publisher, source.url));
        Some(Flashcard {
            key: text(&format!("{}: {}", pack.id, case.name)),
            pack: text(&pack.id),
            words: text(case.words.as_deref()?),
            choices: choices.clone(),
            level: assessment.level,
            headline: text(pack.headline(assessment.level)),
            reasons: rules.iter().map(|rule| (text(&rule.title), text(&rule.why))).collect(),
            sources: sources.map(|source| text(&source)).collect(),
            about: text(&about),
        })
    });
    cards.collect()
}
