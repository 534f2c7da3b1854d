//! Random people for any pack, the same for the same seed.

use needlewise::model::{Answer, AnswerTest, Answers, Domain, OptionId, OptionSet, Pack, QuestionId, RuleBase, Ticks};
use needlewise::pack::{Load, load};

/// The rules that come with the program.
pub fn rules() -> RuleBase {
    load(&needlewise::shipped::files(), Load { only: None, cases: true, shipped: true })
        .expect("the shipped rules can be read")
}

/// A small source of chance (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ z >> 31) % n as u64).expect("below n")
    }

    pub fn bits(&mut self) -> u64 {
        (self.below(1 << 32) as u64) << 32 | self.below(1 << 32) as u64
    }
}

/// The numbers at which a pack's rules change their mind, and those around them.
pub fn edges(pack: &Pack, question: QuestionId) -> Vec<f64> {
    let conditions = pack.questions.iter().map(|it| &it.ask_if).chain(pack.rules.iter().map(|it| &it.when));
    let Domain::Number(scale) = &pack.questions[question].domain else { return Vec::new() };
    let step = if scale.whole { 1.0 } else { 0.05 };
    let limits = conditions.flat_map(|it| it.facts()).filter(|it| it.question == question);
    let numbers = limits.filter_map(|it| match it.test {
        AnswerTest::Under(n) | AnswerTest::Over(n) => Some(n),
        _ => None,
    });
    let mut edges: Vec<f64> = numbers.flat_map(|n| [n - step, n, n + step]).collect();
    edges.extend([scale.low, scale.high, scale.usual]);
    edges.retain(|it| (scale.low..=scale.high).contains(it));
    edges
}

/// One person: mostly baseline answers when `calm`, any answer otherwise; some unsure, some silent.
pub fn person(pack: &Pack, edges: &[Vec<f64>], calm: bool, chance: &mut Chance) -> Answers {
    let mut answers = pack.silent();
    for (at, question) in pack.questions.iter_enumerated() {
        let answer = match (&question.domain, chance.below(16)) {
            (_, 0) => continue,
            (_, 1) => Answer::Unsure,
            (domain, 2..14) if calm => domain.baseline(),
            (Domain::One(choices), _) => Answer::One(OptionId::new(chance.below(choices.len()))),
            (Domain::Many(choices), _) => {
                let all = OptionSet::first(choices.len());
                let ticked = OptionSet::from_bits(chance.bits() & chance.bits());
                let unsure = if chance.below(4) == 0 { chance.bits() & chance.bits() } else { 0 };
                question.domain.many(Ticks::new(ticked, OptionSet::from_bits(unsure)).among(all))
            }
            (Domain::Number(_), _) => Answer::Number(edges[at.place()][chance.below(edges[at.place()].len())]),
        };
        answers.set(at, answer);
    }
    answers
}

/// So many people, half of them calm.
pub fn people(pack: &Pack, count: usize, seed: u64) -> Vec<Answers> {
    let edges: Vec<Vec<f64>> = pack.questions.keys().map(|it| edges(pack, it)).collect();
    let mut chance = Chance(seed);
    (0..count).map(|it| person(pack, &edges, it % 2 == 0, &mut chance)).collect()
}
