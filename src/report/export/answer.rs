//! The answer of a form: level, headline, risks, reasons and closing parts, each as a calculation or a text that is
//! shown where it applies.

use super::rails::{Expression, Language, any};
use super::sheet::{SurveyRow, choose, first, flag, grouped, shown};
use super::waiting;
use super::xpath::{XPath, asked, doubted, found, rule_name, silent, text};
use crate::engine::{head_and_rest, joined, standing};
use crate::model::{Closing, Contact, Level, Pack, RiskId, Rule, RuleBase, RuleId, Wait};
use crate::report::short::LIMITS;
use crate::report::words;
use std::cmp::Reverse;

/// The rows of the answer. `stop` says whether the person told of an emergency.
pub fn answer(base: &RuleBase, pack: &Pack, contact: Option<&Contact>, stop: Option<&str>) -> Vec<SurveyRow> {
    let stop = stop.map_or("false()".to_owned(), |stop| format!("${{{stop}}} = 1"));
    let mut answer = AnswerRows { base, pack, contact, xpath: XPath(pack), stop, rows: Vec::new() };
    answer.calculations();
    answer.rows.push(SurveyRow {
        label: "Please answer every question first. The answer stands here then.".to_owned(),
        relevant: "${nw_open} > 0".to_owned(),
        ..SurveyRow::new("note", "nw_not_yet")
    });
    answer.rows.push(SurveyRow {
        label: "Your answer".to_owned(),
        appearance: "field-list",
        relevant: "${nw_open} = 0".to_owned(),
        ..SurveyRow::new("begin_group", "nw_answer")
    });
    answer.shown();
    answer.rows.push(SurveyRow::new("end_group", ""));
    answer.rows
}

struct AnswerRows<'a> {
    base: &'a RuleBase,
    pack: &'a Pack,
    contact: Option<&'a Contact>,
    xpath: XPath<'a>,
    stop: String,
    rows: Vec<SurveyRow>,
}

impl AnswerRows<'_> {
    fn text(&self, text: &str) -> String {
        shown(&self.base.filled(text, self.contact))
    }

    fn calculate(&mut self, name: &str, calculation: String) {
        self.rows.push(SurveyRow::calculation(name, calculation));
    }

    /// One of these rules is found, though it may only be possible.
    fn found<'r>(rules: impl Iterator<Item = &'r Rule>) -> String {
        let found = rules.map(|rule| Expression::Written(found(rule)));
        any(found.collect::<Vec<_>>()).or_else("true()", "false()")
    }

    fn calculations(&mut self) {
        let pack = self.pack;
        let rule = |rule: &Rule| {
            let (possible, told) = (self.xpath.rails(&rule.when).possible, self.xpath.told(&rule.when, None));
            let told = format!("if({}, 2, 1)", told.or_else("true()", "false()"));
            let found = format!("if({}, {told}, 0)", possible.or_else("true()", "false()"));
            SurveyRow::calculation(&rule_name(rule), found)
        };
        let rules = pack.rules.iter().map(rule).collect();
        self.rows.extend(grouped("nw_rules", rules));
        let level = |level: Level| AnswerRows::found(pack.rules.iter().filter(|rule| rule.level == level));
        let levels: Vec<Level> = Level::ALL.into_iter().rev().filter(|level| *level > Level::Note).collect();
        for found in &levels {
            self.calculate(&format!("nw_found_{found}"), flag(Expression::Written(level(*found))));
        }
        let highest = levels.iter().map(|found| (format!("${{nw_found_{found}}} = 1"), found.word()));
        self.calculate("nw_level", first(highest, Level::Note.word()));
        for (risk, named) in pack.risks.iter_enumerated() {
            let raised = levels.iter().map(|level| (self.raised(risk, *level), words::level(*level)));
            let raised: Vec<_> = raised.filter(|(holds, _)| holds != "false()").collect();
            self.calculate(&format!("nw_risk_{}", named.id), first(raised.into_iter(), words::level(Level::Note)));
        }
        self.headline();
        self.open();
    }

    fn raised(&self, risk: RiskId, level: Level) -> String {
        AnswerRows::found(self.pack.rules.iter().filter(|rule| rule.level == level && rule.risks.contains(&risk)))
    }

    /// What to do, in the words the short answer has, with the day where it is known.
    fn headline(&mut self) {
        let waiting = waiting::rows(self.pack);
        let waits_for_days = !waiting.is_empty();
        let dated = if waits_for_days { waiting::DATED } else { "false()" };
        self.rows.extend(grouped("nw_waiting", waiting));
        let words = |level: Level| {
            let (head, rest) = head_and_rest(self.pack.headline(level));
            (head.to_owned(), rest.collect::<Vec<_>>().join(" "))
        };
        let head = |level: Level| words(level).0;
        let found = |level: Level| format!("${{nw_found_{level}}} = 1");
        let waits = found(Level::Deferral);
        let mut heads: Vec<(String, String)> = Vec::new();
        for level in [Level::Emergency, Level::Urgent] {
            heads.push((found(level), self.told(&head(level))));
        }
        for who in [Level::Contraindication, Level::Professional] {
            let on_a_day = joined(&[head(who), self.pack.not_before.clone()]);
            let known = format!("({} and {waits} and {dated})", found(who));
            heads.extend(waits_for_days.then(|| (known, self.told(&on_a_day))));
            let later = joined(&[head(who), head(Level::Deferral)]);
            heads.push((format!("({} and {waits})", found(who)), self.told(&later)));
            heads.push((found(who), self.told(&head(who))));
        }
        let known = format!("({waits} and {dated})");
        heads.extend(waits_for_days.then(|| (known, self.told(&self.pack.not_before))));
        for level in [Level::Deferral, Level::Precaution] {
            heads.push((found(level), self.told(&head(level))));
        }
        let headline = choose(heads.into_iter(), self.told(&head(Level::Note)));
        self.calculate("nw_headline", headline);

        let act = [Level::Emergency, Level::Urgent];
        let axes = [Level::Contraindication, Level::Professional, Level::Deferral];
        let rest = |level: Level| text(&self.text(&words(level).1));
        let parts = axes.map(|level| {
            let known = if level == Level::Deferral { format!(" and not({dated})") } else { String::new() };
            format!("if({}{known}, concat({}, ' '), '')", found(level), rest(level))
        });
        let several = axes.map(found).join(" or ");
        let alone = format!("if({}, {}, {})", found(Level::Precaution), rest(Level::Precaution), rest(Level::Note));
        let axes = format!("if({several}, concat({}), {alone})", parts.join(", "));
        let detail = choose(act.into_iter().map(|level| (found(level), rest(level))), axes);
        self.calculate("nw_detail", detail);
    }

    /// A wording as a text of the form, with the day in it.
    fn told(&self, wording: &str) -> String {
        let wording = self.text(wording);
        match wording.split_once("{day}") {
            Some((before, after)) => format!("concat({}, {}, {})", text(before), waiting::DAY, text(after)),
            None => text(&wording),
        }
    }

    /// How many questions still want an answer; none where an emergency ended them.
    fn open(&mut self) {
        let open = self.pack.questions.iter().map(|question| {
            let unsure = doubted(&question.id);
            let number = question.domain.choices().is_empty();
            let blank = [Some(silent(&question.id)), number.then(|| silent(&unsure))];
            let asked = (!question.ask_if.is_always()).then(|| format!("${{{}}} = 1", asked(&question.id)[0]));
            let all: Vec<String> = asked.into_iter().chain(blank.into_iter().flatten()).collect();
            format!("if({}, 1, 0)", all.join(" and "))
        });
        let open = open.collect::<Vec<_>>().join(" + ");
        let calculation = format!("if({}, 0, {open})", self.stop);
        self.calculate("nw_open", calculation);
    }

    fn shown(&mut self) {
        self.rows.push(SurveyRow {
            label: "${nw_headline}".to_owned(),
            hint: "${nw_detail}".to_owned(),
            ..SurveyRow::new("note", "nw_show_headline")
        });
        let mut lines: Vec<String> = words::strangers(self.pack).into_iter().collect();
        lines.push(LIMITS.to_owned());
        let limits = SurveyRow::note("nw_show_limits", lines.join(" "));
        let risks = self.pack.risks.iter();
        let risks = risks.map(|risk| format!("{}: ${{nw_risk_{}}}", self.text(&risk.title), risk.id));
        let risks = risks.collect::<Vec<_>>().join("\n");
        if !risks.is_empty() {
            self.rows
                .push(SurveyRow { relevant: format!("not({})", self.stop), ..SurveyRow::note("nw_show_risks", risks) });
        }
        let mut rules: Vec<(RuleId, &Rule)> = self.pack.rules.iter_enumerated().collect();
        rules.sort_by_key(|(at, rule)| (Reverse(standing(rule.level)), *at));
        for level in rules.chunk_by(|(_, one), (_, other)| one.level == other.level) {
            for told in [true, false] {
                let reasons = level.iter().map(|(_, rule)| self.reason(rule, told)).collect();
                let name = format!("nw_{}_{}", if told { "reasons" } else { "perhaps" }, level[0].1.level);
                self.rows.extend(grouped(&name, reasons));
            }
        }
        let closings: Vec<SurveyRow> = self.pack.closings.iter().flat_map(|closing| self.closing(closing)).collect();
        self.rows.extend(closings);
        self.rows.push(limits);
        let pack = self.pack;
        let about = format!(
            "Questions of {} ({}), version {}, fingerprint {}. Reviewed {}, to be looked at again by {}.",
            shown(&pack.title),
            pack.id,
            pack.version,
            words::fingerprint(&pack.fingerprint),
            words::date(pack.reviewed),
            words::date(pack.review_by),
        );
        self.rows.push(SurveyRow::note("nw_about", about));
    }

    fn reason(&self, rule: &Rule, told: bool) -> SurveyRow {
        let (name, found) = (rule_name(rule), if told { 2 } else { 1 });
        let kept = if told { String::new() } else { format!(" and not({})", self.stop) };
        let [why, what] = words::labels(!told);
        let wait = rule.wait.as_ref().map_or(String::new(), |wait| format!(" Wait: {}.", self.wait(wait)));
        let maybe = if told { "" } else { " (we cannot rule it out)" };
        SurveyRow {
            label: format!("{}{maybe}", self.text(&rule.title)),
            hint: format!("{why}: {} {what}: {}{wait}", self.text(&rule.why), self.text(&rule.advice)),
            guidance: format!("Sources: {}", self.sources(rule)),
            relevant: format!("${{{name}}} = {found}{kept}"),
            ..SurveyRow::new("note", &format!("{}_{}", if told { "nw_told" } else { "nw_maybe" }, rule.id))
        }
    }

    fn sources(&self, rule: &Rule) -> String {
        let cited = rule.sources.iter().filter_map(|source| self.base.sources.get(*source));
        let cited =
            cited.map(|source| format!("{}, {} ({})", shown(&source.title), shown(&source.publisher), source.url));
        cited.collect::<Vec<_>>().join("; ")
    }

    fn wait(&self, wait: &Wait) -> String {
        match wait {
            Wait::Days(days) => format!("{} from today", words::count(*days, "day")),
            Wait::After(event, days) => format!("until {} after {}", words::count(*days, "day"), shown(event)),
            Wait::Until(question, amount) => match &self.pack.questions[*question].domain {
                crate::model::Domain::Number(scale) => format!("until {}", words::passed(*amount, &shown(&scale.unit))),
                _ => String::new(),
            },
        }
    }

    fn closing(&self, closing: &Closing) -> Vec<SurveyRow> {
        let possible = self.xpath.rails(&closing.when).possible.or_else("true()", "false()");
        let told = self.xpath.told(&closing.when, None).or_else("true()", "false()");
        let above = Level::ALL.into_iter().filter(|level| *level > closing.up_to);
        let above = above.map(|level| format!(" and ${{nw_level}} != '{level}'")).collect::<Vec<_>>().concat();
        let relevant = format!("{possible} and (not({}) or {told}){above}", self.stop);
        let points = closing.points.iter().map(|point| format!("- {}", self.text(point)));
        let lines: Vec<String> = [self.text(&closing.text)].into_iter().chain(points).collect();
        let name = format!("nw_closing_{}", closing.id);
        let whole = SurveyRow {
            label: self.text(&closing.title),
            hint: lines.join("\n"),
            relevant: relevant.clone(),
            ..SurveyRow::new("note", &name)
        };
        let for_risk = closing.for_risk.iter().map(|(risk, sentence)| {
            let id = &self.pack.risks[*risk].id;
            let raised = format!("${{nw_risk_{id}}} != {}", text(words::level(Level::Note)));
            let relevant = format!("{relevant} and {raised}");
            SurveyRow { relevant, ..SurveyRow::note(&format!("{name}_{id}"), self.text(sentence)) }
        });
        std::iter::once(whole).chain(for_risk).collect()
    }
}
