//! How well the cases of a pack guard its rules: break a rule in a small way, and see whether a case notices.

use crate::engine::Evaluation;
use crate::model::logic::{Condition, Truth};
use crate::model::{AnswerTest, Answers, Domain, Level, Pack, Rule, RuleId, When};
use crate::pack::unparse;
use crate::verify::{Apart, Spent, apart};
use typed_index_collections::TiVec;

/// One small breakage of one rule.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The rule that is broken.
    pub rule: RuleId,
    /// What was done, such as "without `has(skin, sores)`".
    pub what: String,
    /// The rule as it is afterwards.
    pub broken: Rule,
}

/// A breakage that no case notices.
#[derive(Clone, Debug)]
pub struct Survivor {
    /// What was broken.
    pub mutant: Mutant,
    /// Somebody for whom it makes a difference: a case about them would notice it. None when the time was up.
    pub unnoticed: Option<Answers>,
}

/// What became of all the breakages.
#[derive(Clone, Debug)]
pub struct MutationScore {
    /// How many breakages make a case fail.
    pub noticed: usize,
    /// Those that no case notices, in the order of the rules.
    pub survivors: Vec<Survivor>,
    /// Breakages that, provably, make no difference to anybody. They do not count.
    pub harmless: usize,
}

impl MutationScore {
    /// Of those that make a difference, how many in a hundred are noticed.
    #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
    pub fn percent(&self) -> f64 {
        let all = self.noticed + self.survivors.len();
        if all == 0 { 100.0 } else { self.noticed as f64 * 100.0 / all as f64 }
    }
}

/// Breaks every rule in every small way. Says something only where the cases of the pack are met.
pub fn mutate(pack: &Pack, spent: &Spent) -> MutationScore {
    let sheets: Vec<Evaluation> = pack.cases.iter().map(|case| Evaluation::new(pack, &case.given)).collect();
    let found: Vec<TiVec<RuleId, bool>> = sheets
        .iter()
        .map(|sheet| pack.rules.iter().map(|rule| sheet.truth(&rule.when) != Truth::False).collect())
        .collect();
    let level = |case: usize, rule: RuleId, level: Level| {
        let rules = pack.rules.keys().filter(|rule| found[case][*rule]);
        rules.map(|other| if other == rule { level } else { pack.rules[other].level }).max()
    };
    let notices = |case: usize, mutant: &Mutant| {
        let (rule, broken) = (mutant.rule, &mutant.broken);
        let truth = sheets[case].truth(&broken.when) != Truth::False;
        truth != found[case][rule] || level(case, rule, broken.level) != level(case, rule, pack.rules[rule].level)
    };
    let all = pack.rules.keys().flat_map(|rule| mutants(pack, rule));
    let (noticed, quiet): (Vec<Mutant>, Vec<Mutant>) =
        all.partition(|mutant| (0..sheets.len()).any(|case| notices(case, mutant)));
    let mut score = MutationScore { noticed: noticed.len(), survivors: Vec::new(), harmless: 0 };
    let broken: Vec<(RuleId, Rule)> = quiet.iter().map(|mutant| (mutant.rule, mutant.broken.clone())).collect();
    for (mutant, apart) in quiet.into_iter().zip(apart(pack, &broken, spent)) {
        match apart {
            Apart::Same => score.harmless += 1,
            Apart::By(person) => score.survivors.push(Survivor { mutant, unnoticed: Some(person) }),
            Apart::Unknown => score.survivors.push(Survivor { mutant, unnoticed: None }),
        }
    }
    score
}

fn mutants(pack: &Pack, rule: RuleId) -> Vec<Mutant> {
    let whole = &pack.rules[rule];
    let mut mutants = vec![Mutant {
        rule,
        what: "dropped".to_owned(),
        broken: Rule { when: Condition::Any(Vec::new()), ..whole.clone() },
    }];
    for (what, when) in broken(pack, &whole.when) {
        mutants.push(Mutant { rule, what, broken: Rule { when, ..whole.clone() } });
    }
    let lower = Level::ALL.into_iter().rev().find(|level| *level < whole.level && *level > Level::Note);
    if let Some(level) = lower {
        mutants.push(Mutant { rule, what: format!("lowered to {level}"), broken: Rule { level, ..whole.clone() } });
    }
    mutants
}

/// The condition with one thing in it broken, in every way.
fn broken(pack: &Pack, when: &When) -> Vec<(String, When)> {
    let spell = |form: &When| unparse::condition(pack, form);
    match when {
        Condition::Fact(fact) => {
            let fact = *fact;
            let with = |test| Condition::Fact(crate::model::Fact { test, ..fact });
            let (n, make, flipped): (f64, fn(f64) -> AnswerTest, AnswerTest) = match fact.test {
                AnswerTest::Under(n) => (n, AnswerTest::Under, AnswerTest::Over(n)),
                AnswerTest::Over(n) => (n, AnswerTest::Over, AnswerTest::Under(n)),
                AnswerTest::Is(_) | AnswerTest::Has(_) => return Vec::new(),
            };
            let step = match &pack.questions[fact.question].domain {
                Domain::Number(scale) if scale.whole => 1.0,
                _ => n.abs() / 5.0,
            };
            let changed = [with(flipped), with(make(n - step)), with(make(n + step))];
            changed.into_iter().map(|form| (format!("`{}` for `{}`", spell(&form), spell(when)), form)).collect()
        }
        Condition::Not(part) => {
            let inside = broken(pack, part).into_iter().map(|(what, form)| (what, Condition::Not(Box::new(form))));
            std::iter::once((format!("`{}` for `{}`", spell(part), spell(when)), (**part).clone()))
                .chain(inside)
                .collect()
        }
        Condition::All(parts) => {
            let swapped = (parts.len() > 1).then(|| ("any for all".to_owned(), Condition::Any(parts.clone())));
            list(pack, parts, Condition::All).into_iter().chain(swapped).collect()
        }
        Condition::Any(parts) => {
            let swapped = (parts.len() > 1).then(|| ("all for any".to_owned(), Condition::All(parts.clone())));
            list(pack, parts, Condition::Any).into_iter().chain(swapped).collect()
        }
        Condition::AtLeast(n, parts) => {
            let n = *n;
            let counts = [n - 1, n + 1].into_iter().filter(|count| (1..=parts.len()).contains(count));
            let counts =
                counts.map(|count| (format!("at least {count} for {n}"), Condition::AtLeast(count, parts.clone())));
            counts.chain(list(pack, parts, |parts| Condition::AtLeast(n, parts))).collect()
        }
    }
}

/// A list of parts with one dropped, or one broken.
fn list(pack: &Pack, parts: &[When], whole: impl Fn(Vec<When>) -> When) -> Vec<(String, When)> {
    let mut changed = Vec::new();
    for at in 0..parts.len() {
        if parts.len() > 1 {
            let mut rest = parts.to_vec();
            let gone = rest.remove(at);
            changed.push((format!("without `{}`", unparse::condition(pack, &gone)), whole(rest)));
        }
        for (what, form) in broken(pack, &parts[at]) {
            let mut all = parts.to_vec();
            all[at] = form;
            changed.push((what, whole(all)));
        }
    }
    changed
}
