//! Check your answers: every answer that counts, each to change.

use super::{Desk, ask, screen};
use crate::place::Place;
use crate::request::Response;
use askama::Template;
use needlewise::engine::Evaluation;
use needlewise::model::Pack;
use needlewise::model::logic::Truth;
use needlewise::report::words;
use needlewise::text::SafeText;

#[derive(Template)]
#[template(path = "check.html")]
struct Check {
    place: Place,
    answer: Place,
    sections: Vec<Section>,
}

struct Section {
    title: SafeText,
    lines: Vec<Line>,
}

struct Line {
    ask: SafeText,
    said: SafeText,
    change: Place,
}

pub fn show(desk: &Desk, pack: &Pack) -> Response {
    let answers = desk.visit.answers(pack);
    let evaluation = Evaluation::new(pack, &answers);
    let counted = |question: &usize| evaluation.asked(*question) != Truth::False;
    let lines = |section: usize| {
        let answers = answers.given().filter(|(question, _)| counted(question));
        let lines = answers.filter(|(question, _)| pack.questions[*question].section == section);
        let line = |(at, answer): (usize, _)| Line {
            ask: (&pack.questions[at].ask).into(),
            said: words::answer(&pack.questions[at], answer).into(),
            change: ask::place(pack, at),
        };
        lines.map(line).collect()
    };
    let sections = pack.sections.iter().enumerate();
    let sections = sections.map(|(at, section)| Section { title: (&section.title).into(), lines: lines(at) });
    let check = Check {
        place: Place::Check(pack.id.clone()),
        answer: Place::Answer(pack.id.clone()),
        sections: sections.filter(|section| !section.lines.is_empty()).collect(),
    };
    screen("Check your answers", &check)
}

/// Goes on to the answer.
pub fn send(_: &Desk, pack: &Pack) -> Response {
    Response::go(&Place::Answer(pack.id.clone()))
}
