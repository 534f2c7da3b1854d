//! Everything that can be said of one person, computed once: every writer reads from it and computes nothing.

use super::{
    Counterfactuals, Evaluation, Finding, Reassessment, Said, Sensitivity, assess, counterfactuals, irrelevant,
    is_emergency, reassessment, sensitivity,
};
use crate::model::{Answers, ClosingId, Contact, Level, Pack, QuestionId, RiskId, RuleBase, day};
use crate::text::sentences;
use jiff::civil::Date;
use std::cell::OnceCell;
use typed_index_collections::{TiSlice, TiVec};

/// What follows from one person's answers on one day.
pub struct Explanation<'a> {
    /// The library the pack cites.
    pub base: &'a RuleBase,
    /// The pack that was answered.
    pub pack: &'a Pack,
    /// The day of the answer.
    pub today: Date,
    /// Whom to call, where this person is.
    pub contact: Option<&'a Contact>,
    /// Every answer given, also to questions that are not asked any more.
    pub given: &'a Answers,
    /// The answers that count: those to questions that are asked.
    pub answers: Answers,
    /// The highest level found.
    pub level: Level,
    /// The answer in one line, and what belongs to it.
    pub headline: Headline,
    /// Whether the person told of an emergency, which ended the questions.
    pub emergency: bool,
    /// The highest level found for each risk of the pack.
    pub risks: TiVec<RiskId, RiskProfile>,
    /// First what to act on, then who may do it, then when; what was told before what is only possible; then in the order of the pack.
    pub findings: Vec<Finding>,
    /// The questions answered "not sure".
    pub unsure: Vec<QuestionId>,
    /// The questions that were asked, or would have been, and have no answer.
    pub unanswered: Vec<QuestionId>,
    /// Those among the unanswered that can no longer change anything.
    pub needless: Vec<QuestionId>,
    /// When to look again, where something has to wait.
    pub reassessment: Option<Reassessment>,
    /// The closing parts of the pack that apply.
    pub closings: Vec<ClosingId>,
    // What takes a search is sought when it is first asked for.
    counterfactuals: OnceCell<Option<Counterfactuals>>,
    sensitivities: OnceCell<Vec<Sensitivity>>,
}

/// How serious one risk is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RiskProfile {
    /// The highest level found for it.
    pub level: Level,
    /// Whether it only cannot be ruled out.
    pub possible: bool,
}

/// The answer in its axes: to act at once outranks all; else who may do it and when are both said.
#[derive(Clone, PartialEq, Debug)]
pub struct Headline {
    /// The first line, such as "Not at home, and not before 6 December".
    pub text: String,
    /// The sentences under it.
    pub detail: String,
    /// `Urgent` or `Emergency`.
    pub act: Option<Level>,
    /// `Contraindication` or `Professional`.
    pub who: Option<Level>,
    /// Whether something has to wait.
    pub wait: bool,
    /// The earliest day, where one is known for everything that has to wait.
    pub not_before: Option<Date>,
    /// Whether nothing of this level is certain, so that a clear answer may change it.
    pub possible: bool,
}

/// Explains the answers of one person.
/// ```
/// use jiff::civil::date;
/// use needlewise::engine::explain;
/// # let base = needlewise::shipped::base(Some("before")).expect("the shipped rules load");
/// # let pack = &base.packs[0];
///
/// let answers = pack.silent();
/// let explained = explain(&base, pack, &answers, base.contact(Some("GB")), date(2026, 11, 23));
/// println!("{}", explained.headline.text);
/// for finding in &explained.findings {
///     println!("{}: {}", pack.rules[finding.rule].title, pack.rules[finding.rule].why);
/// }
/// ```
pub fn explain<'a>(
    base: &'a RuleBase,
    pack: &'a Pack,
    given: &'a Answers,
    contact: Option<&'a Contact>,
    today: Date,
) -> Explanation<'a> {
    let evaluation = Evaluation::new(pack, given);
    let assessment = assess(pack, given);
    let emergency = is_emergency(pack, &evaluation);
    let answers = evaluation.relevant();
    let reassessment = reassessment(pack, given, &assessment, today).filter(|_| !emergency);
    let mut findings = assessment.findings;
    if emergency {
        // The questions ended here: what was never asked is no reason for anything.
        findings.retain(|finding| finding.told || finding.reasons.iter().all(|reason| reason.said != Said::Nothing));
    }
    let needless = irrelevant(pack, given);
    let (unsure, unanswered) = assessment.unanswered.iter().partition(|question| given.get(**question).is_some());
    Explanation {
        base,
        pack,
        today,
        contact,
        given,
        level: assessment.level,
        headline: headline(pack, assessment.level, &findings, reassessment.as_ref()),
        emergency,
        risks: risks(pack, &assessment.risks, &findings),
        unsure,
        unanswered: if emergency { Vec::new() } else { unanswered },
        needless: if emergency { Vec::new() } else { needless },
        reassessment,
        closings: closings(pack, &evaluation, &assessment.closings, emergency),
        findings,
        answers,
        counterfactuals: OnceCell::new(),
        sensitivities: OnceCell::new(),
    }
}

impl Explanation<'_> {
    /// The smallest changes that leave nothing above a precaution; none where acting at once comes first.
    pub fn counterfactuals(&self) -> Option<&Counterfactuals> {
        let seek = || (self.level < Level::Urgent).then(|| counterfactuals(self.pack, self.given));
        self.counterfactuals.get_or_init(seek).as_ref()
    }

    /// The single answers that would make it more serious if they were others. None in an emergency.
    pub fn sensitivities(&self) -> &[Sensitivity] {
        let seek = || if self.emergency { Vec::new() } else { sensitivity(self.pack, self.given) };
        self.sensitivities.get_or_init(seek)
    }

    /// A text of the rules with the numbers of the person's country in it.
    pub fn filled(&self, text: &str) -> String {
        self.base.filled(text, self.contact)
    }

    /// The findings the person's own words say.
    pub fn certain(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.told)
    }

    /// The topics of other packs that the findings send the reader to, each once.
    pub fn topics(&self) -> Vec<&str> {
        let mut topics: Vec<&str> = Vec::new();
        for topic in self.findings.iter().flat_map(|finding| &self.pack.rules[finding.rule].see) {
            if !topics.contains(&topic.as_str()) {
                topics.push(topic);
            }
        }
        topics
    }

    /// The first thing to do, in the words of the gravest finding.
    pub fn next_step(&self) -> Option<String> {
        let finding = self.findings.first()?;
        let rule = &self.pack.rules[finding.rule];
        (rule.level > Level::Note).then(|| self.filled(&opening(&rule.advice)))
    }
}

/// The longest opening of an advice, in bytes, that is taken beyond its first sentence.
const OPENING: usize = 150;

/// The first sentence, and those after it as long as all together stay short.
fn opening(text: &str) -> String {
    let mut told = String::new();
    for sentence in sentences(text) {
        if told.is_empty() {
            sentence.clone_into(&mut told);
        } else if told.len() + 1 + sentence.len() <= OPENING {
            told = format!("{told} {sentence}");
        } else {
            break;
        }
    }
    told
}

fn risks(pack: &Pack, levels: &TiSlice<RiskId, Level>, findings: &[Finding]) -> TiVec<RiskId, RiskProfile> {
    let certain = |risk: RiskId, level: Level| {
        findings.iter().any(|finding| {
            let rule = &pack.rules[finding.rule];
            rule.level == level && rule.risks.contains(&risk) && finding.told
        })
    };
    let profile = |(risk, level): (RiskId, &Level)| RiskProfile {
        level: *level,
        possible: *level > Level::Note && !certain(risk, *level),
    };
    levels.iter_enumerated().map(profile).collect()
}

fn closings(pack: &Pack, evaluation: &Evaluation, applying: &[ClosingId], emergency: bool) -> Vec<ClosingId> {
    let told = |closing: &&ClosingId| !emergency || evaluation.told(&pack.closings[**closing].when);
    applying.iter().filter(told).copied().collect()
}

fn headline(pack: &Pack, level: Level, findings: &[Finding], reassessment: Option<&Reassessment>) -> Headline {
    let level_of = |finding: &Finding| pack.rules[finding.rule].level;
    let found = |level: Level| findings.iter().any(|finding| level_of(finding) == level);
    let act = (level >= Level::Urgent).then_some(level);
    let who = [Level::Contraindication, Level::Professional].into_iter().find(|level| found(*level));
    let wait = found(Level::Deferral);
    let not_before = reassessment.filter(|_| wait).and_then(Reassessment::not_before);
    let (mut heads, mut detail) = (Vec::new(), Vec::new());
    let mut say = |level: Level, in_headline: bool| {
        let (head, rest) = head_and_rest(pack.headline(level));
        if in_headline {
            heads.push(head.to_owned());
        }
        detail.extend(rest);
    };
    match act {
        Some(level) => say(level, true),
        None if who.is_none() && !wait => say(level, true),
        None => {
            let both = [Level::Contraindication, Level::Professional].into_iter().filter(|level| found(*level));
            both.for_each(|level| say(level, Some(level) == who));
            if wait && not_before.is_none() {
                say(Level::Deferral, true);
            }
        }
    }
    if act.is_none()
        && let Some(first) = not_before
    {
        heads.push(pack.not_before.replace("{day}", &day::spoken(first)));
    }
    Headline {
        text: joined(&heads),
        detail: detail.join(" "),
        act,
        who: if act.is_some() { None } else { who },
        wait: wait && act.is_none(),
        not_before: if act.is_some() { None } else { not_before },
        possible: level > Level::Note && !findings.iter().any(|finding| level_of(finding) == level && finding.told),
    }
}

/// The first sentence of the wording of a level without its full stop, and the others.
pub fn head_and_rest(wording: &str) -> (&str, impl Iterator<Item = &str>) {
    let mut rest = sentences(wording);
    let head = rest.next().unwrap_or_default().trim_end_matches('.');
    (head, rest)
}

/// "Not at home, and not before 6 December".
pub fn joined(heads: &[String]) -> String {
    let mut heads = heads.iter();
    let first = heads.next().cloned().unwrap_or_default();
    heads.fold(first, |whole, head| {
        let mut letters = head.chars();
        let small = letters.next().map(|letter| letter.to_ascii_lowercase().to_string()).unwrap_or_default();
        format!("{whole}, and {small}{}", letters.as_str())
    })
}
