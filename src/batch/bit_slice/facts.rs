//! The facts a pack looks at, and how answers become planes of bits.

use super::circuit::{Circuit, Signal};
use super::lanes::{LANES, transpose};
use crate::engine::gates::{self, Gates, Rail, Rails};
use crate::model::logic::Condition;
use crate::model::{Answer, AnswerTest, Answers, Domain, Fact, OptionSet, Pack, QuestionId, When};
use std::collections::{HashMap, HashSet};

/// Where each fact stands in a person's row of bits: first a bit a question for those who did not say or were not
/// sure, then the facts of every question side by side; of a list, also which ticks are not known.
pub struct Facts {
    strips: Vec<Strip>,
    /// How many words the facts fill in a row.
    words: usize,
    questions: usize,
    /// When each fact holds, once its question has been met.
    met: HashMap<FactKey, Rails<Signal>>,
}

/// A fact as something to look up: its question, the kind of test, and what it compares with.
type FactKey = (QuestionId, u8, u64);

fn key(fact: Fact) -> FactKey {
    let (kind, with) = match fact.test {
        AnswerTest::Is(option) => (0, option.place() as u64),
        AnswerTest::Has(option) => (1, option.place() as u64),
        AnswerTest::Under(n) => (2, n.to_bits()),
        AnswerTest::Over(n) => (3, n.to_bits()),
    };
    (fact.question, kind, with)
}

/// Up to 64 facts about one question, all in one word of the row. An option has the bit of its number.
struct Strip {
    question: QuestionId,
    kind: StripKind,
    tests: Vec<AnswerTest>,
    word: usize,
    shift: usize,
}

/// What a strip reads.
#[derive(Clone, Copy, PartialEq)]
enum StripKind {
    One,
    /// Which options are ticked.
    Ticked,
    /// Which options may be so; always right behind those that are.
    Unsure,
    Number,
}

impl Facts {
    pub fn of(pack: &Pack) -> Facts {
        let mut tests = pack.for_each_question(Vec::new());
        let mut seen = HashSet::new();
        let conditions =
            pack.questions.iter().map(|question| &question.ask_if).chain(pack.rules.iter().map(|rule| &rule.when));
        for fact in conditions.flat_map(Condition::facts) {
            if seen.insert(key(*fact)) {
                tests[fact.question].push(fact.test);
            }
        }
        let mut facts = Facts { strips: Vec::new(), words: 0, questions: pack.questions.len(), met: HashMap::new() };
        let mut free = 0;
        for (question, tests) in tests.iter_enumerated() {
            for tests in tests.chunks(64) {
                let kinds: &[StripKind] = match pack.questions[question].domain {
                    Domain::One(_) => &[StripKind::One],
                    Domain::Many(_) => &[StripKind::Ticked, StripKind::Unsure],
                    Domain::Number(_) => &[StripKind::Number],
                };
                for kind in kinds {
                    let mut strip = Strip { question, kind: *kind, tests: tests.to_vec(), word: 0, shift: 0 };
                    if free < strip.width() {
                        facts.words += 1;
                        free = 64;
                    }
                    (strip.word, strip.shift) = (facts.words - 1, 64 - free);
                    free -= strip.width();
                    facts.strips.push(strip);
                }
            }
        }
        facts
    }

    /// How many words of a row say who is not known.
    fn unknown(&self) -> usize {
        self.questions.div_ceil(64)
    }

    /// How many planes [`pack`](Facts::pack) fills.
    pub fn planes(&self) -> usize {
        (self.unknown() + self.words) * 64
    }

    /// Meets every question in turn, with the condition under which it is asked; then its facts can be looked at.
    pub fn meet(&mut self, circuit: &mut Circuit, pack: &Pack) {
        let mut strips = std::mem::take(&mut self.strips).into_iter().peekable();
        for (question, it) in pack.questions.iter_enumerated() {
            // A question looks only at those before it, so their facts are ready.
            let asked = self.rails(circuit, &it.ask_if);
            while let Some(strip) = strips.next_if(|strip| strip.question == question) {
                let unsure = if strip.kind == StripKind::Ticked { strips.next() } else { None };
                for (bit, test) in strip.bits() {
                    let says = self.given(&strip, bit);
                    let known = match &unsure {
                        Some(unsure) => !self.given(unsure, bit),
                        None => !Circuit::given(question.place()),
                    };
                    let mut rail = |rail| gates::fact(circuit, asked, known, says, rail);
                    let rails = Rails { certain: rail(Rail::Certain), possible: rail(Rail::Possible) };
                    self.met.insert(key(Fact { question, test }), rails);
                }
                self.strips.push(strip);
                self.strips.extend(unsure);
            }
        }
    }

    fn given(&self, strip: &Strip, bit: usize) -> Signal {
        Circuit::given((self.unknown() + strip.word) * 64 + strip.shift + bit)
    }

    /// A condition over facts of questions that have been met.
    pub fn rails(&self, circuit: &mut Circuit, when: &When) -> Rails<Signal> {
        gates::rails(circuit, when, &mut |circuit, fact, rail| {
            self.met.get(&key(*fact)).map_or(!circuit.yes(), |rails| rails.of(rail))
        })
    }

    /// Turns the answers of up to 64 people into planes, a lane each: first as a row of words a person, question by
    /// question and without a branch on what was said, then all rows mirrored at once.
    pub fn pack(&self, sheets: &[Answers], planes: &mut [u64]) {
        // The first plane of a circuit is its constant.
        let (words, _) = planes[1..=self.planes()].as_chunks_mut::<LANES>();
        let (unknown, words) = words.split_at_mut(self.unknown());
        for strip in &self.strips {
            let (unknown, facts) = (&mut unknown[strip.question.place() / 64], &mut words[strip.word]);
            match strip.kind {
                StripKind::One => strip.fill(sheets, unknown, facts, |answer| match answer {
                    Some(Answer::One(option)) => OptionSet::only(option).bits(),
                    _ => 0,
                }),
                StripKind::Ticked => strip.fill(sheets, unknown, facts, |answer| match answer {
                    Some(Answer::Many(ticks)) => ticks.ticked().bits(),
                    _ => 0,
                }),
                StripKind::Unsure => strip.fill(sheets, unknown, facts, |answer| match answer {
                    Some(Answer::Many(ticks)) => ticks.unsure().bits(),
                    _ => u64::MAX,
                }),
                StripKind::Number => strip.fill(sheets, unknown, facts, |answer| {
                    let number = match answer {
                        Some(Answer::Number(number)) => number,
                        _ => f64::NAN,
                    };
                    let holds = |test: &AnswerTest| match test {
                        AnswerTest::Under(limit) => number < *limit,
                        AnswerTest::Over(limit) => number > *limit,
                        AnswerTest::Is(_) | AnswerTest::Has(_) => false,
                    };
                    strip.tests.iter().enumerate().fold(0, |bits, (bit, test)| bits | u64::from(holds(test)) << bit)
                }),
            }
        }
        words.iter_mut().for_each(transpose);
        unknown.iter_mut().for_each(transpose);
    }
}

impl Strip {
    /// Each fact with its bit, counted from the shift.
    fn bits(&self) -> impl Iterator<Item = (usize, AnswerTest)> {
        self.tests.iter().enumerate().map(|(at, test)| match test {
            AnswerTest::Is(option) | AnswerTest::Has(option) => (option.place(), *test),
            AnswerTest::Under(_) | AnswerTest::Over(_) => (at, *test),
        })
    }

    fn width(&self) -> usize {
        // The reader takes at most 64 options.
        self.bits().map(|(bit, _)| bit + 1).max().unwrap_or(1).min(64)
    }

    fn fill(
        &self,
        sheets: &[Answers],
        unknown: &mut [u64; LANES],
        facts: &mut [u64; LANES],
        bits: impl Fn(Option<Answer>) -> u64,
    ) {
        let mask = u64::MAX >> (64 - self.width());
        for ((sheet, unknown), facts) in sheets.iter().zip(unknown).zip(facts) {
            let answer = sheet.get(self.question);
            *unknown |= u64::from(matches!(answer, None | Some(Answer::Unsure))) << (self.question.place() % 64);
            *facts |= (bits(answer) & mask) << self.shift;
        }
    }
}
