//! From an assessment to a document: everything said, in its order. Knows no format, reads no clock.

mod closing;
pub mod document;
mod findings;
pub mod form;
pub mod glossary;
pub mod html;
pub mod json;
mod link;
pub mod markdown;
mod reassessment;
mod sources;
mod summary;
pub mod text;
mod topic;
mod what_if;
pub mod words;

pub use closing::{notices, overdue, short};
pub use topic::topic;

use crate::engine::Assessment;
use crate::engine::Evaluation;
use crate::engine::is_emergency;
use crate::model::{Answers, Kind, Level, Pack, RuleBase, RuleId};
use document::{Bar, Block, Document, Part, Text, Tone};
use glossary::Glossary;
use jiff::civil::Date;
use sources::Cited;
use typed_index_collections::TiVec;

/// What is at hand while a report is written.
struct Desk<'a> {
    base: &'a RuleBase,
    pack: &'a Pack,
    answers: &'a Answers,
    /// For each rule, whether the person's own words say so.
    told: TiVec<RuleId, bool>,
    cited: Cited,
    glossary: Glossary<'a>,
}

/// The answer to one person, ready for any writer.
pub fn document(base: &RuleBase, pack: &Pack, answers: &Answers, assessment: &Assessment, today: Date) -> Document {
    let sheet = Evaluation::new(pack, answers);
    let told = pack.rules.iter().map(|it| sheet.told(&it.when)).collect();
    let mut desk = Desk { base, pack, answers, told, cited: Cited::default(), glossary: Glossary::new(&base.terms) };
    let (verdict, bars) = (verdict(&desk, assessment), findings::bars(&desk, assessment));
    let last = verdict.clone();
    let summary = summary::part(&desk, assessment, verdict.clone(), bars.clone(), today);
    let mut parts = vec![answer(&desk, verdict, bars, today)];
    parts.extend(findings::parts(&mut desk, assessment));
    let emergency = is_emergency(pack, &sheet);
    if !emergency {
        parts.extend(reassessment::part(&desk, assessment, today));
    }
    parts.extend(closing::parts(&mut desk, assessment));
    if !emergency {
        parts.extend(what_if::parts(&desk, assessment));
        parts.extend(closing::topics(&desk, assessment));
    }
    if pack.kind != Kind::Topics {
        parts.push(summary);
    }
    let entries = desk.cited.entries(&base.sources);
    if !entries.is_empty() {
        parts.push(Part::new("sources", "Sources", vec![Block::Sources(entries)]));
    }
    parts.push(closing::about(&desk, today));
    if emergency {
        // The end of a long answer is what stays on a screen.
        parts.push(Part::new("now", "First of all", vec![last]));
    }
    Document { title: (&pack.title).into(), parts }
}

/// The headline, and the profile of the risks.
fn answer(desk: &Desk, verdict: Block, bars: Vec<Bar>, today: Date) -> Part {
    let mut blocks = closing::notices(desk.pack, today);
    blocks.push(verdict);
    if !bars.is_empty() {
        blocks.push(Block::Bars(bars));
    }
    Part::new("answer", "Your answer", blocks)
}

fn verdict(desk: &Desk, assessment: &Assessment) -> Block {
    let mut verdict = vec![Text::default().strong(desk.pack.headline(assessment.level))];
    let mut top = assessment.findings.iter().filter(|it| desk.pack.rules[it.rule].level == assessment.level);
    if assessment.level > Level::Note && !top.any(|it| findings::told(desk, it)) {
        verdict.push(Text::of("We say this because you were not sure of some answers. A clear answer may change it."));
    }
    Block::Callout(Tone::Verdict(assessment.level), verdict)
}
