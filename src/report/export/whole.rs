//! Everything a pack holds, as JSON, for those who write the next exporter. `docs/schemas/pack.json` describes it.

use crate::model::codec::AnswerValue;
use crate::model::kept::given;
use crate::model::logic::Condition;
use crate::model::{
    AnswerTest, Answers, Choice, Contact, Domain, Entry, Fact, HelpLine, Layers, Pack, Question, QuestionId, Rule,
    RuleBase, RuleId, SourceId, Wait, When,
};
use crate::pack::{review, unparse};
use crate::text::SafeText;
use serde_json::{Map, Value, json};

/// The shape described by this file.
const SCHEMA: u32 = 2;

/// A pack with the sources it cites, the hard words and the contacts.
pub fn whole(base: &RuleBase, pack: &Pack) -> Value {
    let writer = WholeWriter { base, pack };
    let named = |named: &crate::model::Section| json!({ "id": named.id, "title": named.title });
    let risk = |risk: &crate::model::Risk| json!({ "id": risk.id, "title": risk.title });
    let wording: Map<String, Value> =
        pack.wording.iter().map(|(level, words)| (level.to_string(), json!(words))).collect();
    let terms = base.terms.iter().map(|term| json!({ "word": term.word, "also": term.also, "means": term.means }));
    json!({
        "schema": SCHEMA,
        "tool": concat!("needlewise ", env!("CARGO_PKG_VERSION")),
        "pack": {
            "id": pack.id, "kind": pack.kind, "title": pack.title, "intro": pack.intro, "version": pack.version,
            "reviewed": pack.reviewed.to_string(), "review_by": pack.review_by.to_string(),
            "fingerprint": pack.fingerprint, "shipped": pack.shipped, "not_before": pack.not_before,
        },
        "sections": pack.sections.iter().map(named).collect::<Vec<_>>(),
        "risks": pack.risks.iter().map(risk).collect::<Vec<_>>(),
        "wording": wording,
        "baseline": writer.answers(&pack.baseline),
        "questions": pack.questions.iter().map(|question| writer.question(question)).collect::<Vec<_>>(),
        "definitions": pack.definitions.iter().map(|definition| writer.definition(definition)).collect::<Vec<_>>(),
        "impossible": pack.impossible.iter().map(|impossible| writer.impossible(impossible)).collect::<Vec<_>>(),
        "layers": pack.layers.iter().map(|layers| writer.layers(layers)).collect::<Vec<_>>(),
        "rules": pack.rules.iter().map(|rule| writer.rule(rule)).collect::<Vec<_>>(),
        "closings": pack.closings.iter().map(|closing| writer.closing(closing)).collect::<Vec<_>>(),
        "cases": pack.cases.iter().map(|case| writer.case(case)).collect::<Vec<_>>(),
        "promises": pack.promises.iter().map(|promise| writer.promise(promise)).collect::<Vec<_>>(),
        "sources": cited(pack).into_iter().map(|source| self::source(&base.sources[source])).collect::<Vec<_>>(),
        "terms": terms.collect::<Vec<_>>(),
        "contacts": base.contacts.iter().map(contact).collect::<Vec<_>>(),
    })
}

struct WholeWriter<'a> {
    base: &'a RuleBase,
    pack: &'a Pack,
}

impl WholeWriter<'_> {
    fn sources(&self, sources: &[SourceId]) -> Vec<&str> {
        sources.iter().filter_map(|source| Some(self.base.sources.get(*source)?.id.as_str())).collect()
    }

    fn rules(&self, rules: &[RuleId]) -> Vec<&str> {
        rules.iter().filter_map(|rule| Some(self.pack.rules.get(*rule)?.id.as_str())).collect()
    }

    fn answers(&self, answers: &Answers) -> Map<String, Value> {
        given(self.pack, answers).into_iter().map(|(id, value)| (id, json!(value))).collect()
    }

    fn question(&self, question: &Question) -> Value {
        let (kind, range) = match &question.domain {
            Domain::One(_) => ("one", Value::Null),
            Domain::Many(_) => ("many", Value::Null),
            Domain::Number(scale) => (
                "number",
                json!({
                    "unit": scale.unit, "low": scale.low, "high": scale.high, "whole": scale.whole, "worse": scale.worse,
                    "usual": scale.usual,
                }),
            ),
        };
        let option = |choice: &Choice| json!({ "id": choice.id, "label": choice.label });
        let asked = (!question.ask_if.is_always()).then_some(&question.ask_if);
        json!({
            "id": question.id, "section": self.pack.sections[question.section].id, "ask": question.ask,
            "help": question.help, "because": question.because, "kind": kind, "range": range,
            "options": question.domain.choices().iter().map(option).collect::<Vec<_>>(),
            "ordinary": question.ordinary.map(|answer| AnswerValue::of(question, answer)),
            "entry": question.entry.map(entry),
            "ask_if": asked.map(|when| unparse::condition(self.pack, when)),
            "asked": asked.map(|when| self.condition(when)),
            "change": question.change, "read_back": question.read_back, "unordered": question.unordered,
            "path": question.place.path, "line": question.place.line,
        })
    }

    fn rule(&self, rule: &Rule) -> Value {
        let risks: Vec<&str> = rule.risks.iter().map(|risk| self.pack.risks[*risk].id.as_str()).collect();
        json!({
            "id": rule.id, "level": rule.level, "risks": risks, "title": rule.title,
            "when": unparse::condition(self.pack, &rule.when), "condition": self.condition(&rule.when),
            "why": rule.why, "advice": rule.advice, "wait": rule.wait.as_ref().map(|wait| self.wait(wait)),
            "see": rule.see, "vendor_only": rule.vendor_only,
            "reviewed": review(self.pack, rule).map(|by| json!({ "by": by.by, "on": by.on.to_string() })),
            "sources": self.sources(&rule.sources),
            "path": rule.place.path, "line": rule.place.line,
        })
    }

    fn definition(&self, definition: &crate::model::Definition) -> Value {
        json!({
            "id": definition.id, "means": definition.means, "when": unparse::written_out(self.pack, &definition.when),
            "condition": self.condition(&definition.when), "path": definition.place.path, "line": definition.place.line,
        })
    }

    fn impossible(&self, impossible: &crate::model::Impossible) -> Value {
        json!({
            "say": impossible.say, "when": unparse::condition(self.pack, &impossible.when),
            "condition": self.condition(&impossible.when), "path": impossible.place.path, "line": impossible.place.line,
        })
    }

    fn layers(&self, layers: &Layers) -> Value {
        let layer = |layer: &crate::model::Layer| json!({ "name": layer.name, "to": layer.to });
        json!({
            "question": self.id(layers.question), "title": layers.title, "note": layers.note,
            "layers": layers.layers.iter().map(layer).collect::<Vec<_>>(), "marks": layers.marks,
            "sources": self.sources(&layers.sources),
        })
    }

    fn wait(&self, wait: &Wait) -> Value {
        match wait {
            Wait::Until(question, amount) => json!({ "until": self.id(*question), "amount": amount }),
            Wait::After(event, days) => json!({ "after": event, "days": days }),
            Wait::Days(days) => json!({ "days": days }),
        }
    }

    fn closing(&self, closing: &crate::model::Closing) -> Value {
        let risk = |(risk, text): &(crate::model::RiskId, String)| (self.pack.risks[*risk].id.clone(), json!(text));
        json!({
            "id": closing.id, "title": closing.title, "condition": self.condition(&closing.when),
            "up_to": closing.up_to, "text": closing.text,
            "for_risk": closing.for_risk.iter().map(risk).collect::<Map<_, _>>(),
            "points": closing.points, "sources": self.sources(&closing.sources),
        })
    }

    fn case(&self, case: &crate::model::Case) -> Value {
        json!({
            "name": case.name, "words": case.words, "given": self.answers(&case.given), "expect": case.expect,
            "finds": self.rules(&case.finds), "path": case.place.path, "line": case.place.line,
        })
    }

    fn promise(&self, promise: &crate::model::Promise) -> Value {
        json!({
            "name": promise.name, "condition": self.condition(&promise.when), "at_least": promise.at_least,
            "finds": self.rules(&promise.finds), "path": promise.place.path, "line": promise.place.line,
        })
    }

    fn id(&self, question: QuestionId) -> &str {
        self.pack.questions.get(question).map_or("", |question| question.id.as_str())
    }

    fn condition(&self, when: &When) -> Value {
        let parts = |parts: &[When]| parts.iter().map(|part| self.condition(part)).collect::<Vec<_>>();
        match when {
            Condition::Fact(fact) => self.fact(*fact),
            Condition::All(of) => json!({ "all": parts(of) }),
            Condition::Any(of) => json!({ "any": parts(of) }),
            Condition::AtLeast(n, of) => json!({ "at_least": n, "of": parts(of) }),
            Condition::Not(part) => json!({ "not": self.condition(part) }),
        }
    }

    fn fact(&self, fact: Fact) -> Value {
        let question = &self.pack.questions[fact.question];
        let option = |option| question.domain.id(option);
        let id = &question.id;
        match fact.test {
            AnswerTest::Is(at) => json!({ "question": id, "is": option(at) }),
            AnswerTest::Has(at) => json!({ "question": id, "has": option(at) }),
            AnswerTest::Under(n) => json!({ "question": id, "under": n }),
            AnswerTest::Over(n) => json!({ "question": id, "over": n }),
        }
    }
}

/// The sources a pack cites, in the order of the library.
pub fn cited(pack: &Pack) -> Vec<SourceId> {
    let rules = pack.rules.iter().flat_map(|rule| &rule.sources);
    let closings = pack.closings.iter().flat_map(|closing| &closing.sources);
    let layers = pack.layers.iter().flat_map(|layers| &layers.sources);
    let mut cited: Vec<SourceId> = rules.chain(closings).chain(layers).copied().collect();
    cited.sort_unstable();
    cited.dedup();
    cited
}

fn source(source: &crate::model::Source) -> Value {
    json!({
        "id": source.id, "title": source.title, "publisher": source.publisher, "year": source.year,
        "grade": format!("{:?}", source.grade), "url": source.url, "read": source.read, "via": source.via,
        "review_by": source.review_by.to_string(),
    })
}

fn contact(contact: &Contact) -> Value {
    let line = |line: &Option<HelpLine>| line.as_ref().map(|line| json!({ "name": line.name, "number": line.number }));
    json!({
        "country": contact.country, "also": contact.also, "name": SafeText::new(&contact.name).as_str(),
        "emergency": contact.emergency, "advice": line(&contact.advice), "crisis": line(&contact.crisis),
        "poison": line(&contact.poison), "report": line(&contact.report),
    })
}

fn entry(entry: Entry) -> Value {
    match entry {
        Entry::Text(most) => json!({ "kind": "text", "most": most }),
        Entry::Date => json!({ "kind": "date" }),
    }
}
