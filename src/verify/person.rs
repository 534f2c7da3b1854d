//! A person as literals: the answers, which questions are asked, and what is found.
//!
//! Every condition has two literals: that it is certain, and that it is not ruled out.

use super::clauses::Clauses;
use super::solver::Lit;
use crate::engine::Partition;
use crate::engine::gates::{self, Gates, Rail};
use crate::model::{Answer, AnswerTest, Answers, Domain, Fact, OptionId, OptionSet, Pack, QuestionId, Ticks, When};
use std::collections::HashMap;
use typed_index_collections::TiVec;

/// The literals of one answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Slot {
    /// That the person is sure: of the choice or the number, or of each tick.
    pub known: Vec<Lit>,
    /// For a choice or a number: that it is past the first, second, .. of its values in order. For ticks: each tick.
    /// False where it is not known.
    pub steps: Vec<Lit>,
}

/// Certain, and not ruled out.
pub type RailBits = gates::Rails<Lit>;

/// As much of a person as has been looked at: some questions, each with its answer and whether it is asked.
#[derive(Default)]
pub struct Person {
    met: HashMap<QuestionId, (Slot, RailBits)>,
}

impl Slot {
    /// An answer that may be anything the question takes; the baseline answer is tried first.
    pub fn free(gates: &mut Clauses, pack: &Pack, partition: &Partition, question: QuestionId) -> Slot {
        let baseline = pack.baseline.get(question);
        let (domain, values) = (&pack.questions[question].domain, partition.of(question));
        let count = match domain {
            Domain::One(choices) => choices.len().saturating_sub(1),
            Domain::Many(choices) => choices.len(),
            Domain::Number(_) => values.len().saturating_sub(1),
        };
        let steps: Vec<Lit> = (0..count).map(|at| gates.fresh(past(baseline, values, at))).collect();
        let each_is_known = matches!(domain, Domain::Many(_));
        let known: Vec<Lit> = (0..if each_is_known { count } else { 1 }).map(|_| gates.fresh(true)).collect();
        for (at, step) in steps.iter().enumerate() {
            gates.clause(&[!*step, known[if each_is_known { at } else { 0 }]]);
        }
        if !each_is_known {
            for pair in steps.windows(2) {
                gates.clause(&[!pair[1], pair[0]]);
            }
        }
        Slot { known, steps }
    }

    /// The literal of the baseline answer.
    pub fn is_clear(&self, gates: &mut Clauses, pack: &Pack, partition: &Partition, question: QuestionId) -> Lit {
        let (baseline, values) = (pack.baseline.get(question), partition.of(question));
        let steps = self.steps.iter().enumerate();
        let steps = steps.map(|(at, step)| if past(baseline, values, at) { *step } else { !*step });
        gates.all(steps.chain(self.known.iter().copied()).collect())
    }

    /// The literal that the person is sure of all of it.
    pub fn is_sure(&self, gates: &mut Clauses) -> Lit {
        gates.all(self.known.clone())
    }

    /// The literal that the person is sure of what a test looks at.
    pub fn knows(&self, gates: &Clauses, test: AnswerTest) -> Lit {
        let at = if let AnswerTest::Has(option) = test { option.place() } else { 0 };
        self.known.get(at).copied().unwrap_or(!gates.yes())
    }

    /// The literal of a known answer that matches.
    pub fn says(&self, gates: &mut Clauses, values: &[f64], test: AnswerTest) -> Lit {
        let yes = gates.yes();
        // The value is the one numbered so, or a later one.
        let from = |at: usize| match at {
            0 => yes,
            _ => self.steps.get(at - 1).copied().unwrap_or(!yes),
        };
        match test {
            AnswerTest::Has(option) => self.steps.get(option.place()).copied().unwrap_or(!yes),
            AnswerTest::Is(option) => {
                gates.all(vec![self.knows(gates, test), from(option.place()), !from(option.place() + 1)])
            }
            AnswerTest::Under(n) => {
                gates.all(vec![self.knows(gates, test), !from(values.partition_point(|value| *value < n))])
            }
            AnswerTest::Over(n) => {
                gates.all(vec![self.knows(gates, test), from(values.partition_point(|value| *value <= n))])
            }
        }
    }

    fn answer(&self, gates: &Clauses, domain: &Domain, values: &[f64]) -> Answer {
        let all = |lits: &[Lit], wanted: bool| -> OptionSet {
            let found = lits.iter().enumerate().filter(|(_, lit)| gates.value(**lit) == wanted);
            found.map(|(at, _)| OptionId::new(at)).collect()
        };
        let past = self.steps.iter().filter(|step| gates.value(**step)).count();
        match domain {
            Domain::Many(_) => domain.many(Ticks::new(all(&self.steps, true), all(&self.known, false))),
            Domain::One(_) | Domain::Number(_) if !all(&self.known, false).is_empty() => Answer::Unsure,
            Domain::One(_) => Answer::One(OptionId::new(past)),
            Domain::Number(_) => Answer::Number(values.get(past).copied().unwrap_or_default()),
        }
    }
}

/// Whether an answer is past the value numbered so, or has that tick.
fn past(answer: Option<Answer>, values: &[f64], at: usize) -> bool {
    match answer {
        Some(Answer::One(option)) => option.place() > at,
        Some(Answer::Many(ticks)) => ticks.ticked().contains(OptionId::new(at)),
        Some(Answer::Number(it)) => values.get(at + 1).is_some_and(|value| *value <= it),
        _ => false,
    }
}

impl Person {
    /// Somebody with all these answers.
    pub fn whole(gates: &mut Clauses, pack: &Pack, partition: &Partition, slots: TiVec<QuestionId, Slot>) -> Person {
        let mut person = Person::default();
        for (question, slot) in slots.into_iter_enumerated() {
            person.meet(gates, pack, partition, question, slot);
        }
        person
    }

    /// Adds a question; those that open it have been added before.
    pub fn meet(
        &mut self,
        gates: &mut Clauses,
        pack: &Pack,
        partition: &Partition,
        question: QuestionId,
        slot: Slot,
    ) -> RailBits {
        let asked = self.rails(gates, partition, &pack.questions[question].ask_if);
        self.met.insert(question, (slot, asked));
        asked
    }

    pub fn has_met(&self, question: QuestionId) -> bool {
        self.met.contains_key(&question)
    }

    /// The answer, and whether the question is asked, where it was looked at.
    pub fn get(&self, question: QuestionId) -> Option<&(Slot, RailBits)> {
        self.met.get(&question)
    }

    /// A condition about questions that have been met.
    pub fn rails(&self, gates: &mut Clauses, partition: &Partition, when: &When) -> RailBits {
        gates::rails(gates, when, &mut |gates, fact, rail| self.fact(gates, partition, *fact, rail))
    }

    fn fact(&self, gates: &mut Clauses, partition: &Partition, fact: Fact, rail: Rail) -> Lit {
        // Nothing is known of a question that was not looked at.
        let Some((slot, asked)) = self.met.get(&fact.question) else {
            return if rail == Rail::Certain { !gates.yes() } else { gates.yes() };
        };
        let says = slot.says(gates, partition.of(fact.question), fact.test);
        let known = slot.knows(gates, fact.test);
        gates::fact(gates, *asked, known, says, rail)
    }

    /// The person in the assignment found last; the baseline in everything that was not looked at.
    pub fn answers(&self, gates: &Clauses, pack: &Pack, partition: &Partition) -> Answers {
        let mut answers = pack.baseline.clone();
        for (question, (slot, _)) in &self.met {
            answers.set(*question, slot.answer(gates, &pack.questions[*question].domain, partition.of(*question)));
        }
        answers
    }
}
