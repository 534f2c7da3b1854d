//! Check your answers: every answer that counts, each to change.

use super::{RequestContext, ask, screen};
use crate::place::Address;
use crate::response::Response;
use askama::Template;
use needlewise::engine::impossible;
use needlewise::model::{Pack, QuestionId, SectionId};
use needlewise::report::{question, words};
use needlewise::text::SafeText;

#[derive(Template)]
#[template(path = "check.html")]
struct OverviewScreen {
    answer: Address,
    /// What cannot all be true.
    impossible: Vec<SafeText>,
    sections: Vec<OverviewSection>,
}

struct OverviewSection {
    title: SafeText,
    lines: Vec<OverviewLine>,
}

struct OverviewLine {
    ask: SafeText,
    said: SafeText,
    change: Address,
}

pub fn show(context: &RequestContext, pack: &Pack) -> Response {
    let answers = context.visit.answers(pack);
    let given = question::way(pack).answered(&answers);
    let lines = |section: SectionId| {
        let lines = given.iter().copied().filter(|(question, _)| pack.questions[*question].section == section);
        let line = |(at, answer): (QuestionId, _)| OverviewLine {
            ask: (&pack.questions[at].ask).into(),
            said: words::answer(&pack.questions[at], answer).into(),
            change: ask::place(pack, at),
        };
        lines.map(line).collect()
    };
    let sections = pack.sections.iter_enumerated();
    let sections = sections.map(|(at, section)| OverviewSection { title: (&section.title).into(), lines: lines(at) });
    let check = OverviewScreen {
        answer: Address::Answer(pack.id.clone()),
        impossible: impossible(pack, &answers).iter().map(|at| context.filled(&pack.impossible[*at].say)).collect(),
        sections: sections.filter(|section| !section.lines.is_empty()).collect(),
    };
    screen("Check your answers", &check)
}
