//! A pack as a FHIR Questionnaire (R4). It asks what the pack asks; the rules stay here, and say so.

use super::NotCarried;
use super::fhirpath::{self, FhirPath, ShownWhen, whole};
use super::offered::{Offered, beside, offered};
use crate::model::codec::{FORM, UNSURE};
use crate::model::{Contact, Domain, Pack, Question, QuestionId, RuleBase, Scale};
use crate::report::glossary::Glossary;
use crate::report::words;
use crate::text::SafeText;
use serde_json::{Value, json};

const STRUCTURE: &str = "http://hl7.org/fhir/StructureDefinition";
const ENABLE: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";

/// What a Questionnaire does not carry of any pack: said to whoever writes one, and in it.
pub const LEFT_OUT: &str = "It holds the questions and what opens them, not the rules: give the answers back to `needlewise check` or \
    `needlewise batch`. It asks on after an emergency.";

/// The form.
///
/// # Errors
/// What of the pack it cannot carry.
pub fn questionnaire(base: &RuleBase, pack: &Pack, contact: Option<&Contact>) -> Result<Value, NotCarried> {
    let mut form = FhirForm { base, pack, contact, path: FhirPath::new(pack), glossary: Glossary::new(&base.terms) };
    let mut sections = Vec::new();
    for (section, titled) in pack.sections.iter_enumerated() {
        let questions = pack.questions.keys().filter(|at| pack.questions[*at].section == section);
        let items = questions.map(|at| form.item(at)).collect::<Result<Vec<_>, _>>()?;
        if !items.is_empty() {
            let id = format!("{FORM}{}", titled.id);
            sections.push(json!({ "linkId": id, "text": form.text(&titled.title), "type": "group", "item": items }));
        }
    }
    let described = [Some(form.text(&pack.intro)), words::strangers(pack), Some(LEFT_OUT.to_owned())];
    let variables: Vec<Value> = pack.questions.keys().map(|at| variable(pack, at)).collect();
    let mut named = pack.id.split('_').map(capital).collect::<String>();
    named.insert_str(0, "Needlewise");
    Ok(json!({
        "resourceType": "Questionnaire",
        "id": format!("needlewise-{}", pack.id.replace('_', "-")),
        "extension": variables,
        "version": format!("{}-{}", pack.version, words::fingerprint(&pack.fingerprint)),
        "name": named,
        "title": form.text(&pack.title),
        "status": "draft",
        "experimental": true,
        "date": pack.reviewed.to_string(),
        "publisher": concat!("needlewise ", env!("CARGO_PKG_VERSION")),
        "description": described.into_iter().flatten().collect::<Vec<_>>().join(" "),
        "lastReviewDate": pack.reviewed.to_string(),
        "effectivePeriod": { "start": pack.reviewed.to_string(), "end": pack.review_by.to_string() },
        "item": sections,
    }))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The answers to one question, for the conditions of others.
fn variable(pack: &Pack, at: QuestionId) -> Value {
    let question = &pack.questions[at];
    let mut steps = vec![format!("{FORM}{}", pack.sections[question.section].id)];
    if matches!(question.domain, Domain::Number(_)) {
        steps.push(format!("{FORM}{}", question.id));
    }
    steps.push(question.id.clone());
    let steps = steps.iter().map(|step| format!(".item.where(linkId = '{step}')")).collect::<Vec<_>>().concat();
    let expression = json!({
        "name": fhirpath::variable(at),
        "language": "text/fhirpath",
        "expression": format!("%resource{steps}.answer.value"),
    });
    json!({ "url": format!("{STRUCTURE}/variable"), "valueExpression": expression })
}

struct FhirForm<'a> {
    base: &'a RuleBase,
    pack: &'a Pack,
    contact: Option<&'a Contact>,
    path: FhirPath<'a>,
    glossary: Glossary<'a>,
}

impl FhirForm<'_> {
    fn text(&self, text: &str) -> String {
        SafeText::from(self.base.filled(text, self.contact)).into()
    }

    fn item(&mut self, at: QuestionId) -> Result<Value, NotCarried> {
        let question = &self.pack.questions[at];
        let asked = json!({ "linkId": question.id, "text": self.text(&question.ask), "item": [self.help(question)] });
        let offered = offered(question)?;
        let item = match &question.domain {
            Domain::One(_) => with(
                asked,
                json!({
                    "type": "choice", "required": true, "answerOption": self.options(&offered, false),
                    "extension": [control("radio-button")],
                }),
            ),
            Domain::Many(_) => with(
                asked,
                json!({
                    "type": "choice", "required": true, "repeats": true, "answerOption": self.options(&offered, true),
                    "extension": [control("check-box")],
                }),
            ),
            Domain::Number(scale) => self.number(question, scale, asked),
        };
        Ok(match self.path.shown(at) {
            ShownWhen::Always => item,
            ShownWhen::When(parts) if parts.len() == 1 => with(item, json!({ "enableWhen": parts })),
            ShownWhen::When(parts) => with(item, json!({ "enableWhen": parts, "enableBehavior": "any" })),
            ShownWhen::Expression(text) => {
                let expression = json!({ "language": "text/fhirpath", "expression": text });
                let mut item = item;
                let more = json!({ "url": ENABLE, "valueExpression": expression });
                match item["extension"].as_array_mut() {
                    Some(extensions) => extensions.push(more),
                    None => item["extension"] = json!([more]),
                }
                item
            }
        })
    }

    /// A number, and beside it the word for not knowing it.
    fn number(&self, question: &Question, scale: &Scale, asked: Value) -> Value {
        let value = |n: f64| {
            if scale.whole { json!({ "valueInteger": whole(n) }) } else { json!({ "valueDecimal": n }) }
        };
        let limit = |name: &str, n: f64| with(value(n), json!({ "url": format!("{STRUCTURE}/{name}") }));
        let unit = self.text(&scale.unit);
        let number = with(
            asked,
            json!({
                "type": if scale.whole { "integer" } else { "decimal" },
                "extension": [
                    limit("minValue", scale.low),
                    limit("maxValue", scale.high),
                    { "url": format!("{STRUCTURE}/questionnaire-unit"), "valueCoding": { "code": unit, "display": unit } },
                ],
            }),
        );
        let unsure = json!({
            "linkId": format!("{}_{UNSURE}", question.id),
            "text": "I do not know",
            "type": "boolean",
            "enableWhen": [{ "question": question.id, "operator": "exists", "answerBoolean": false }],
        });
        json!({ "linkId": format!("{FORM}{}", question.id), "type": "group", "item": [number, unsure] })
    }

    fn help(&mut self, question: &Question) -> Value {
        let lines = question.help.iter().cloned().chain(beside(question, &mut self.glossary));
        let text = self.text(&lines.collect::<Vec<_>>().join(" "));
        json!({
            "linkId": format!("{FORM}help_{}", question.id), "text": text, "type": "display",
            "extension": [control("help")],
        })
    }

    /// Of a question with several ticks, some stand alone.
    fn options(&self, offered: &[Offered], several: bool) -> Vec<Value> {
        let options = offered.iter().map(|tick| {
            let option = json!({ "valueCoding": { "code": tick.id, "display": self.text(tick.label) } });
            let alone = json!({
                "extension": [{ "url": format!("{STRUCTURE}/questionnaire-optionExclusive"), "valueBoolean": true }],
            });
            if several && tick.alone { with(option, alone) } else { option }
        });
        options.collect()
    }
}

fn control(code: &str) -> Value {
    let coding = json!({ "system": "http://hl7.org/fhir/questionnaire-item-control", "code": code });
    json!({ "url": format!("{STRUCTURE}/questionnaire-itemControl"), "valueCodeableConcept": { "coding": [coding] } })
}

/// An object with the parts of another one.
fn with(mut object: Value, parts: Value) -> Value {
    if let (Value::Object(object), Value::Object(parts)) = (&mut object, parts) {
        object.extend(parts);
    }
    object
}
