//! `pack graph`

use super::args::GraphFormat;
use super::output::CommandOutput;
use crate::model::{Level, Pack, QuestionId};
use std::fmt::Write;

/// Questions, what opens them, the rules that read them, and their levels.
pub fn output(pack: &Pack, format: GraphFormat) -> CommandOutput {
    let mut drawing = GraphDrawing { format, text: String::new() };
    match format {
        GraphFormat::Dot => drawing.text += "digraph pack {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n",
        GraphFormat::Mermaid => drawing.text += "flowchart LR\n",
    }
    for (at, question) in pack.questions.iter_enumerated() {
        drawing.node(&format!("q{at}"), &question.id, NodeShape::Question);
    }
    for level in Level::ALL.into_iter().filter(|level| pack.rules.iter().any(|rule| rule.level == *level)) {
        drawing.node(level.word(), level.word(), NodeShape::Level);
    }
    for (at, question) in pack.questions.iter_enumerated() {
        for opener in readers(question.ask_if.facts().iter().map(|fact| fact.question)) {
            drawing.edge(&format!("q{opener}"), &format!("q{at}"), true);
        }
    }
    for (at, rule) in pack.rules.iter_enumerated() {
        let name = format!("r{at}");
        drawing.node(&name, &rule.id, NodeShape::Rule);
        for question in readers(rule.when.facts().iter().map(|fact| fact.question)) {
            drawing.edge(&format!("q{question}"), &name, false);
        }
        drawing.edge(&name, rule.level.word(), false);
    }
    if format == GraphFormat::Dot {
        drawing.text += "}\n";
    }
    CommandOutput::new(drawing.text, true)
}

fn readers(questions: impl Iterator<Item = QuestionId>) -> Vec<QuestionId> {
    let mut all: Vec<QuestionId> = questions.collect();
    all.sort_unstable();
    all.dedup();
    all
}

enum NodeShape {
    Question,
    Rule,
    Level,
}

struct GraphDrawing {
    format: GraphFormat,
    text: String,
}

impl GraphDrawing {
    fn node(&mut self, name: &str, label: &str, shape: NodeShape) {
        // Ids are plain words, but a stranger's file may hold others.
        let plain = |sign: char| if sign.is_alphanumeric() || sign == '_' { sign } else { ' ' };
        let label: String = label.chars().map(plain).collect();
        let _ = match (self.format, shape) {
            (GraphFormat::Dot, NodeShape::Question) => writeln!(self.text, "  {name} [label=\"{label}\", shape=box];"),
            (GraphFormat::Dot, NodeShape::Rule) => writeln!(self.text, "  {name} [label=\"{label}\", shape=ellipse];"),
            (GraphFormat::Dot, NodeShape::Level) => writeln!(self.text, "  {name} [label=\"{label}\", shape=octagon];"),
            (GraphFormat::Mermaid, NodeShape::Question) => writeln!(self.text, "  {name}[\"{label}\"]"),
            (GraphFormat::Mermaid, NodeShape::Rule) => writeln!(self.text, "  {name}([\"{label}\"])"),
            (GraphFormat::Mermaid, NodeShape::Level) => writeln!(self.text, "  {name}{{{{\"{label}\"}}}}"),
        };
    }

    fn edge(&mut self, from: &str, to: &str, opens: bool) {
        let _ = match (self.format, opens) {
            (GraphFormat::Dot, true) => writeln!(self.text, "  {from} -> {to} [style=dashed];"),
            (GraphFormat::Dot, false) => writeln!(self.text, "  {from} -> {to};"),
            (GraphFormat::Mermaid, true) => writeln!(self.text, "  {from} -.-> {to}"),
            (GraphFormat::Mermaid, false) => writeln!(self.text, "  {from} --> {to}"),
        };
    }
}
