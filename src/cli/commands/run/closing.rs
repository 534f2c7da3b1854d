//! The end of a list: what is open, what the trainer makes of it, and two signatures.

use super::item::{self, INDENT, Typed};
use super::round::{MOMENT, Round, RoundEnd};
use crate::cli::clock;
use crate::engine::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Kind, Level, QuestionId};
use crate::report::words::{self, count};
use crate::training::run::recording::is_reason;
use crate::training::run::{Decision, Signed};
use std::io::{BufRead, Write};

/// What a line at the end of a list comes to.
enum ClosingLine {
    Stay,
    End(RoundEnd),
    Other(String),
}

impl<R: BufRead, W: Write> Round<'_, R, W> {
    pub(super) fn tell_open(&mut self) -> anyhow::Result<()> {
        self.aloud.gap()?;
        let is_check = self.list.pack.kind == Kind::Check;
        let level = self.record.level_so_far();
        // Whom to call comes before anything else.
        if let Some(level) = level.filter(|level| *level >= Level::Urgent) {
            self.aloud.say("", &self.list.filled(self.list.pack.headline(level)))?;
        }
        for open in self.record.open_reached() {
            let (level, said, advice) = (words::finding(open.level), open.said(), &open.advice);
            // What cannot wait is no key away.
            let is_short = is_check && open.level < Level::Urgent;
            let line = if is_short { format!("{said}: {level}.") } else { format!("{said}. {advice}") };
            self.aloud.say(if is_check { "  - " } else { "Open: " }, &line)?;
        }
        let unreached = if is_check { 0 } else { self.record.unreached().count() };
        if unreached > 0 {
            let items = count(unreached, "item");
            self.aloud.say("", &format!("Not reached: {items}."))?;
        }
        if let Some(level) = level.filter(|level| *level < Level::Urgent) {
            self.aloud.say("", &self.list.filled(self.list.pack.headline(level)))?;
        }
        let explained = self.list.explain(&self.answers, self.day);
        let evaluation = Evaluation::new(self.list.pack, &self.answers);
        for closing in explained.closings.iter().map(|closing| &self.list.pack.closings[*closing]) {
            // What is for everybody is read elsewhere; this is for this person, as far as they were asked.
            let is_known = self.record.finished || evaluation.truth(&closing.when) == Truth::True;
            if is_check && is_known && !closing.when.is_always() && !self.is_urgent() {
                self.aloud.say("", &self.list.filled(&closing.text))?;
            }
        }
        if self.record.hurried && !self.is_card && !self.is_urgent() {
            let answered = self.record.items.iter().filter(|item| item.answer.is_some()).count();
            let line = format!(
                "{answered} items in {}: too quick to have been done. The record shows it.",
                words::duration(self.record.seconds)
            );
            self.aloud.say("", &line)?;
        }
        Ok(())
    }

    /// Whether somebody needs help the same day: then nobody is held up by what can wait.
    fn is_urgent(&self) -> bool {
        self.record.level_so_far().is_some_and(|level| level >= Level::Urgent)
    }

    /// What to do about all that is open.
    fn tell_advice(&mut self) -> anyhow::Result<()> {
        for open in self.record.open_reached() {
            self.aloud.say("  - ", &format!("{}. {}", open.said(), open.advice))?;
        }
        Ok(())
    }

    pub(super) fn close(&mut self) -> anyhow::Result<RoundEnd> {
        self.keep(true)?;
        self.tell_open()?;
        if self.list.pack.kind == Kind::Check && self.record.open_reached().next().is_some() {
            self.aloud.say("", "w shows what to do about each.")?;
        }
        if self.record.complete || self.record.decision.is_some() {
            return self.sign();
        }
        // Waiting is for the trainer to decide in a list at the station, but not in a check of a person.
        let most = if self.list.pack.kind == Kind::Check { Level::Professional } else { Level::Deferral };
        let may = self.record.level <= most;
        let choice = if may { ", g to go on all the same (the trainer decides, with a reason)" } else { "" };
        self.aloud.say("", &format!("Type r and a number to open an item again, h to halt here{choice}."))?;
        loop {
            let Some(line) = self.aloud.ask(">")? else { return Ok(RoundEnd::Close) };
            match self.closing(&line)? {
                ClosingLine::Stay => {}
                ClosingLine::End(end) => return Ok(end),
                ClosingLine::Other(line) if line == "h" || (line == "g" && may) => {
                    if self.decide(line == "g")? {
                        if self.is_urgent() && !self.is_card {
                            self.aloud.say("", "Signing can wait: start this list again today, and sign it then.")?;
                            return Ok(RoundEnd::Close);
                        }
                        return self.sign();
                    }
                }
                ClosingLine::Other(line) if line == "g" => {
                    let words = "what is open here stops this list: open it again with r, or halt here with h";
                    self.aloud.say(INDENT, words)?;
                }
                ClosingLine::Other(_) => {
                    let or = if may { ", or g" } else { "" };
                    let words = "type r and a number such as `r 2`, l for the list, i for the incident card, or h";
                    self.aloud.say(INDENT, &format!("{words}{or}"))?;
                }
            }
        }
    }

    /// What works wherever something is asked at the end.
    fn closing(&mut self, line: &str) -> anyhow::Result<ClosingLine> {
        let asked: Vec<QuestionId> = self.asked();
        Ok(match item::key(line) {
            Some(Ok(Typed::Reopen(at))) if at < asked.len() => ClosingLine::End(RoundEnd::Reopen(asked[at])),
            Some(Ok(Typed::Incident)) => {
                self.incident()?;
                ClosingLine::Stay
            }
            Some(Ok(Typed::List)) => {
                self.list()?;
                ClosingLine::Stay
            }
            Some(Ok(Typed::Why)) => {
                self.tell_advice()?;
                ClosingLine::Stay
            }
            Some(Ok(Typed::Leave)) => ClosingLine::End(RoundEnd::Close),
            _ => ClosingLine::Other(line.to_ascii_lowercase()),
        })
    }

    /// Writes down what the trainer decided. False when they would rather look at the list again.
    fn decide(&mut self, go_on: bool) -> anyhow::Result<bool> {
        // While somebody needs help nobody is asked why.
        let wanted = go_on || !(self.is_card || self.is_urgent());
        let reason = loop {
            if !wanted {
                break String::new();
            }
            let prompt = if go_on { "Why? (in words) >" } else { "Why? (in words, or Enter for nothing) >" };
            let Some(line) = self.aloud.ask(prompt)? else { return Ok(false) };
            match item::key(&line) {
                None if line.is_empty() && !go_on => break line,
                None if !is_reason(&line) => {
                    self.aloud.say(INDENT, "to go on with something open needs a reason in words; q goes back")?;
                }
                None => break line,
                Some(Ok(Typed::Incident)) => {
                    self.incident()?;
                }
                Some(Ok(Typed::Leave)) => return Ok(false),
                Some(_) => self.aloud.say(INDENT, "write the reason in words, or i for the incident card")?,
            }
        };
        self.touch();
        let (by, at) = (self.record.trainer.clone(), self.seconds());
        self.record.decision = Some(Decision { go_on, by, reason, at });
        self.keep(true)?;
        Ok(true)
    }

    /// Has both read what it comes to, and sign by typing their codes. Nobody signs in the middle of an incident.
    fn sign(&mut self) -> anyhow::Result<RoundEnd> {
        if self.is_card || self.record.signed.is_some() {
            return Ok(RoundEnd::Close);
        }
        if let Some(decision) = &self.record.decision {
            let what = if decision.go_on { "goes on" } else { "halts here" };
            let titles: Vec<&str> = self.record.open_reached().map(|open| open.title.as_str()).collect();
            let (by, open, reason) = (&decision.by, titles.join("; "), &decision.reason);
            let reason = if reason.is_empty() { "none" } else { reason };
            self.aloud.say("", &format!("{by} {what}. Open: {open}. Reason: {reason}"))?;
        }
        self.aloud.say("", "Both read this; l shows all that was said. Then each signs by typing their own code. q leaves it unsigned.")?;
        let (trainer, trainee) = (self.record.trainer.clone(), self.record.trainee.clone());
        for (role, code) in [("trainer", &trainer), ("trainee", &trainee)] {
            loop {
                let Some(line) = self.aloud.ask(&format!("{role} {code} >"))? else { return Ok(RoundEnd::Close) };
                if line.eq_ignore_ascii_case(code) {
                    break;
                }
                match self.closing(&line)? {
                    ClosingLine::End(end) => return Ok(end),
                    ClosingLine::Stay => {}
                    ClosingLine::Other(_) => {
                        let words = format!("the {role} types `{code}`; r 3 opens item 3 again, q leaves it unsigned");
                        self.aloud.say(INDENT, &words)?;
                    }
                }
            }
        }
        self.touch();
        self.record.signed = Some(Signed { trainer, trainee, at: clock::now().strftime(MOMENT).to_string() });
        self.keep(true)?;
        self.aloud.say("", "Signed.")?;
        Ok(RoundEnd::Close)
    }
}
