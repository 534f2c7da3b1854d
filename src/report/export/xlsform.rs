//! A pack as an XLSForm, for ODK and KoboToolbox: its questions, and its rules as calculations, so that the form itself
//! shows the answer. Tables of text; what makes a workbook of them is elsewhere.

use super::NotCarried;
use super::answer::answer;
use super::offered::{Offered, beside, offered};
use super::rails::{Expression, Language, any};
use super::sheet::{COLUMNS, SurveyRow, Worksheet, fits, flag, shown};
use super::xpath::{XPath, asked, doubted, silent};
use crate::model::codec::{FORM, NO_TICK, UNSURE};
use crate::model::{Contact, Domain, Fact, Level, Pack, Question, QuestionId, RuleBase};
use crate::report::glossary::Glossary;
use crate::report::words;

/// The three sheets of the form.
///
/// # Errors
/// What of the pack a form cannot carry.
pub fn sheets(base: &RuleBase, pack: &Pack, contact: Option<&Contact>) -> Result<Vec<Worksheet>, NotCarried> {
    let mut form = XlsForm {
        base,
        pack,
        contact,
        xpath: XPath(pack),
        glossary: Glossary::new(&base.terms),
        stop: None,
        rows: Vec::new(),
        choices: Vec::new(),
    };
    form.questions()?;
    form.rows.extend(answer(base, pack, contact, form.stop.as_deref()));
    let settings = [
        ("form_title", pack.title.clone()),
        ("form_id", format!("needlewise_{}", pack.id)),
        ("version", format!("{}-{}", pack.version, words::fingerprint(&pack.fingerprint))),
        ("style", "pages".to_owned()),
    ];
    let mut survey = vec![COLUMNS.map(str::to_owned).to_vec()];
    survey.extend(form.rows.into_iter().map(SurveyRow::cells));
    let mut choices = vec![["list_name", "name", "label"].map(str::to_owned).to_vec()];
    choices.extend(form.choices.into_iter().map(Vec::from));
    let settings = vec![
        settings.iter().map(|(name, _)| (*name).to_owned()).collect(),
        settings.into_iter().map(|(_, value)| value).collect(),
    ];
    let sheets = vec![
        Worksheet { name: "survey", rows: survey },
        Worksheet { name: "choices", rows: choices },
        Worksheet { name: "settings", rows: settings },
    ];
    fits(&sheets)?;
    Ok(sheets)
}

struct XlsForm<'a> {
    base: &'a RuleBase,
    pack: &'a Pack,
    contact: Option<&'a Contact>,
    xpath: XPath<'a>,
    glossary: Glossary<'a>,
    /// The calculation that says whether an emergency has been told of so far.
    stop: Option<String>,
    rows: Vec<SurveyRow>,
    choices: Vec<[String; 3]>,
}

impl XlsForm<'_> {
    fn text(&self, text: &str) -> String {
        shown(&self.base.filled(text, self.contact))
    }

    fn questions(&mut self) -> Result<(), NotCarried> {
        let pack = self.pack;
        let intro = [Some(self.text(&pack.intro)), words::strangers(pack)];
        self.rows.push(SurveyRow::note("nw_intro", intro.into_iter().flatten().collect::<Vec<_>>().join(" ")));
        for (section, titled) in pack.sections.iter_enumerated() {
            let mut questions = pack.questions.keys().filter(|at| pack.questions[*at].section == section).peekable();
            if questions.peek().is_none() {
                continue;
            }
            let group = format!("{FORM}{}", titled.id);
            self.rows.push(SurveyRow { label: self.text(&titled.title), ..SurveyRow::new("begin_group", &group) });
            for question in questions {
                self.question(question)?;
            }
            self.rows.push(SurveyRow::new("end_group", ""));
        }
        Ok(())
    }

    fn question(&mut self, at: QuestionId) -> Result<(), NotCarried> {
        let question = &self.pack.questions[at];
        let mut relevant = Vec::new();
        if !question.ask_if.is_always() {
            let rails = self.xpath.rails(&question.ask_if);
            for (name, rail) in asked(&question.id).into_iter().zip([rails.possible, rails.certain]) {
                self.rows.push(SurveyRow::calculation(&name, flag(rail)));
            }
            relevant.push(format!("${{{}}} = 1", asked(&question.id)[0]));
        }
        relevant.extend(self.stop.as_ref().map(|stop| format!("${{{stop}}} = 0")));
        let relevant = relevant.join(" and ");
        let row = self.asking(question);
        let offered = offered(question)?;
        match &question.domain {
            Domain::One(_) => {
                self.list(&question.id, &offered);
                let kind = format!("select_one {}", question.id);
                self.rows.push(SurveyRow { kind, required: true, relevant, ..row });
            }
            Domain::Many(_) => {
                self.list(&question.id, &offered);
                let (id, doubted) = (&question.id, doubted(&question.id));
                let ticks: Vec<Offered> = offered.into_iter().filter(|tick| !tick.alone).collect();
                self.list(&doubted, &ticks);
                self.begin(id, relevant);
                self.rows.push(SurveyRow {
                    kind: format!("select_multiple {id}"),
                    required: true,
                    constraint: format!("count-selected(.) < 2 or not(selected(., '{NO_TICK}'))"),
                    refusal: "\"None of these\" stands alone.".to_owned(),
                    ..row
                });
                self.rows.push(SurveyRow {
                    label: "Which ones are you not sure of?".to_owned(),
                    hint: "If you tick none here, it means all that you did not tick above.".to_owned(),
                    relevant: format!("selected(${{{id}}}, '{UNSURE}')"),
                    ..SurveyRow::new(&format!("select_multiple {doubted}"), &doubted)
                });
                self.rows.push(SurveyRow::new("end_group", ""));
            }
            Domain::Number(scale) => {
                let unsure = doubted(&question.id);
                self.begin(&question.id, relevant);
                self.rows.push(SurveyRow {
                    kind: if scale.whole { "integer" } else { "decimal" }.to_owned(),
                    label: format!("{} ({})", row.label, shown(&scale.unit)),
                    constraint: format!(". >= {} and . <= {}", scale.low, scale.high),
                    refusal: format!(
                        "From {} to {}.",
                        words::amount(scale.low, ""),
                        words::amount(scale.high, &scale.unit)
                    ),
                    ..row
                });
                self.rows.push(SurveyRow {
                    label: "Or, if you do not know:".to_owned(),
                    required: true,
                    relevant: silent(&question.id),
                    ..SurveyRow::new(&format!("select_multiple {FORM}{UNSURE}"), &unsure)
                });
                self.rows.push(SurveyRow::new("end_group", ""));
                if !self.choices.iter().any(|[list, ..]| list == "nw_unsure") {
                    self.list("nw_unsure", &offered);
                }
            }
        }
        self.emergency(at);
        Ok(())
    }

    /// The words a question is asked in.
    fn asking(&mut self, question: &Question) -> SurveyRow {
        let beside = beside(question, &mut self.glossary);
        SurveyRow {
            label: self.text(&question.ask),
            hint: question.help.as_ref().map_or(String::new(), |help| self.text(help)),
            guidance: self.text(&beside.join(" ")),
            ..SurveyRow::new("", &question.id)
        }
    }

    /// What belongs to one question stands on one screen.
    fn begin(&mut self, id: &str, relevant: String) {
        let group = SurveyRow::new("begin_group", &format!("{FORM}with_{id}"));
        self.rows.push(SurveyRow { appearance: "field-list", relevant, ..group });
    }

    fn list(&mut self, list: &str, offered: &[Offered]) {
        let rows = offered.iter().map(|tick| [list.to_owned(), tick.id.to_owned(), self.text(tick.label)]);
        let rows: Vec<_> = rows.collect();
        self.choices.extend(rows);
    }

    /// After a question that an emergency rule looks at: whether the questions end here.
    fn emergency(&mut self, at: QuestionId) {
        let looks = |facts: Vec<&Fact>| facts.into_iter().any(|fact| fact.question == at);
        let rules = self.pack.rules.iter().filter(|rule| rule.level == Level::Emergency && looks(rule.when.facts()));
        let told: Vec<Expression> = rules.map(|rule| self.xpath.told(&rule.when, Some(at))).collect();
        let before = self.stop.as_ref().map(|stop| Expression::Written(format!("${{{stop}}} = 1")));
        let Expression::Written(told) = any(told) else { return };
        let stop = any(before.into_iter().chain([Expression::Written(told)]));
        let name = format!("nw_stop_{}", self.pack.questions[at].id);
        self.rows.push(SurveyRow::calculation(&name, flag(stop)));
        self.stop = Some(name);
    }
}
