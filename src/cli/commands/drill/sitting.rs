//! One drill: a person in words, the call, what the rules say, and the score.

use crate::cli::prompt::line::{self, Aloud};
use crate::engine::{Certainty, Evaluation, assess};
use crate::model::logic::Truth;
use crate::model::{Contact, Level, Pack, RiskId, RuleBase, SourceId, When};
use crate::report::words::{self, person};
use crate::text;
use crate::training::drill::{self, Attempt, Exercise, GuessMark, Judgement, LevelCall};
use std::io::{self, BufRead, Write};

/// "1 person", "2 people".
pub(super) fn people(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

/// The beginning of what somebody says, to know them by.
fn beginning(words: &str) -> String {
    const ENOUGH: usize = 60;
    let Some((end, _)) = words.char_indices().nth(ENOUGH) else { return words.to_owned() };
    let begun = &words[..end];
    format!("{} ...", begun.rsplit_once(' ').map_or(begun, |(whole, _)| whole))
}

/// One drill, from its first person to its score.
pub(super) struct Sitting<'a, R, W> {
    pub aloud: Aloud<R, W>,
    pub base: &'a RuleBase,
    /// Whom to call where the trainee is.
    pub contact: Option<&'a Contact>,
    /// The pack whose levels were explained last.
    pub explained: String,
}

/// What is typed to end a drill early.
fn is_end(line: &str) -> bool {
    line.eq_ignore_ascii_case("q") || line.eq_ignore_ascii_case("quit")
}

impl<R: BufRead, W: Write> Sitting<'_, R, W> {
    /// What a day of training takes as given of everybody, and what that changes about the answer.
    pub fn say_given(&mut self, pack: &Pack) -> io::Result<()> {
        let granted = pack.granted(&self.base.header.day);
        for (question, answer) in granted.given() {
            let question = &pack.questions[question];
            self.aloud.say("  - ", &format!("{} {}", question.ask, words::answer(question, answer)))?;
        }
        let evaluation = Evaluation::new(pack, &granted);
        let of_day = |when: &When| !when.is_always() && evaluation.truth(when) == Truth::True;
        let mut closings = pack.closings.iter().filter(|closing| of_day(&closing.when));
        closings.try_for_each(|closing| self.aloud.say("", &self.base.filled(&closing.text, self.contact)))
    }

    fn filled(&self, text: &str) -> String {
        self.base.filled(text, self.contact)
    }

    /// Shows the person and takes the call; none when the trainee ends.
    pub fn guess(&mut self, exercise: &Exercise) -> io::Result<Option<Judgement>> {
        let pack = exercise.pack;
        match &exercise.case.words {
            Some(words) => self.aloud.say("    ", &format!("\"{words}\""))?,
            None => {
                let words = person(pack, &exercise.case.given);
                for line in &words {
                    self.aloud.say("  - ", line)?;
                }
                let rest = if words.is_empty() { "answer" } else { "other answer" };
                self.aloud.say("    ", &format!("Every {rest} is the baseline."))?;
            }
        }
        let levels: Vec<Level> = Level::ALL.into_iter().filter(|level| !pack.headline(*level).is_empty()).collect();
        self.aloud.gap()?;
        // The headlines are the pack's, so they are shown in full whenever the pack changes.
        if self.explained == pack.id {
            let short: Vec<(usize, &str)> =
                levels.iter().enumerate().map(|(at, level)| (at + 1, level.word())).collect();
            self.aloud.choices("  ", &short)?;
        } else {
            for (number, level) in levels.iter().enumerate() {
                let headline = self.filled(pack.headline(*level));
                self.aloud.say(&format!("  {} ", number + 1), &format!("{}: {headline}", level.word()))?;
            }
            self.explained.clone_from(&pack.id);
        }
        let level = self.aloud.until("Which level?", |line| match text::place(line, levels.len()) {
            _ if is_end(line) => Ok(None),
            Some(at) => Ok(Some(levels[at])),
            None => Err(format!("type a number from 1 to {}, or q to end", levels.len())),
        })?;
        let Some(Some(level)) = level else { return Ok(None) };
        if pack.risks.is_empty() {
            return Ok(Some(Judgement { level, risks: Vec::new() }));
        }
        let named = pack.risks.iter_enumerated().map(|(at, risk)| (at.place() + 1, risk.title.as_str()));
        let named: Vec<(usize, &str)> = named.chain([(0, "none of these")]).collect();
        self.aloud.choices("  ", &named)?;
        let risks = self.aloud.until("Which risks are raised? Several: 1, 2", |line| {
            if is_end(line) { Ok(None) } else { line::numbers(line, pack.risks.len()).map(Some) }
        })?;
        Ok(risks.flatten().map(|risks| Judgement { level, risks: risks.into_iter().map(RiskId::new).collect() }))
    }

    /// What the rules say, why, and on whose word.
    pub fn explain(&mut self, exercise: &Exercise, truth: &Judgement, mark: &GuessMark) -> io::Result<()> {
        let pack = exercise.pack;
        let names = |risks: &[RiskId]| {
            let titles: Vec<&str> = risks.iter().map(|risk| pack.risks[*risk].title.as_str()).collect();
            titles.join(", ")
        };
        self.aloud.gap()?;
        let call = match LevelCall::from(mark.level) {
            LevelCall::Right => "That is the level.",
            LevelCall::Under => "Under-called: the rules are graver. This is the error that hurts people.",
            LevelCall::Over => "Over-called: the rules are milder.",
        };
        self.aloud.say("", call)?;
        if !mark.missed.is_empty() {
            self.aloud.say("", &format!("Risks missed: {}.", names(&mark.missed)))?;
        }
        if !mark.extra.is_empty() {
            self.aloud.say("", &format!("Risks the rules do not raise here: {}.", names(&mark.extra)))?;
        }
        let headline = self.filled(pack.headline(truth.level));
        self.aloud.say("", &format!("The rules say {}: {headline}", truth.level.word()))?;
        // Each source is told once, with the number it is cited by.
        let mut cited: Vec<SourceId> = Vec::new();
        for finding in &assess(pack, &exercise.case.given).findings {
            let rule = &pack.rules[finding.rule];
            let maybe = if finding.certainty == Certainty::Possible { " (cannot be ruled out)" } else { "" };
            cited.extend(rule.sources.iter().filter(|source| !cited.contains(source)).copied().collect::<Vec<_>>());
            let places = rule.sources.iter().filter_map(|source| cited.iter().position(|other| other == source));
            let numbers = places.fold(String::new(), |all, at| format!("{all} [{}]", at + 1));
            self.aloud.say("  - ", &format!("{}{maybe}. {}{numbers}", rule.title, self.filled(&rule.why)))?;
        }
        for (at, source) in cited.iter().filter_map(|source| self.base.sources.get(*source)).enumerate() {
            let year = source.year.map_or_else(String::new, |year| format!(", {year}"));
            let lead = format!("  [{}] ", at + 1);
            self.aloud.say(&lead, &format!("{}, {}{year}. {}", source.title, source.publisher, source.url))?;
        }
        Ok(())
    }

    /// The score, and who was missed: never by a title, which would give the answer away.
    pub fn score(&mut self, attempts: &[Attempt], judged: &[&Exercise], kept: bool) -> io::Result<()> {
        let score = drill::score(attempts);
        self.aloud.gap()?;
        self.aloud.say("", &format!("{}, {} on the level.", people(score.people), score.right))?;
        self.aloud.say(
            "",
            &format!("Under-called (a danger missed): {}. Over-called (crying wolf): {}.", score.under, score.over),
        )?;
        let (missed, who, extra) = (score.risks_missed, people(score.with_risk_missed), score.risks_extra);
        self.aloud.say("", &format!("Risks missed: {missed}, of {who}. Risks too many: {extra}."))?;
        let numbered = attempts.iter().zip(judged).zip(1..);
        let missed = numbered.filter(|((attempt, _), _)| attempt.is_missed());
        let missed: Vec<(&&Exercise, usize)> = missed.map(|((_, exercise), number)| (exercise, number)).collect();
        if !missed.is_empty() {
            self.aloud.say("", if kept { "These come back tomorrow:" } else { "Missed:" })?;
        }
        for (exercise, number) in missed {
            let words = exercise.case.words.as_ref();
            let words = words.map_or_else(String::new, |words| format!(": \"{}\"", beginning(words)));
            self.aloud.say("  - ", &format!("person {number}{words}"))?;
        }
        Ok(())
    }
}
