//! The end of a list: what is open, and what the trainer makes of it.

use super::item::{self, INDENT, Typed};
use super::round::{End, Round};
use crate::model::Level;
use crate::report::words::count;
use crate::training::run::Decision;
use std::io::{BufRead, Write};

impl<R: BufRead, W: Write> Round<'_, R, W> {
    pub(super) fn tell_open(&mut self) -> anyhow::Result<()> {
        self.aloud.gap()?;
        for open in self.session.open_reached() {
            let advice = self.pack.rule(&open.rule).map_or("", |it| &self.pack.rules[it].advice);
            let maybe = if open.certain { "" } else { " (not sure)" };
            self.aloud.say("Open: ", &format!("{}{maybe}. {advice}", open.title))?;
        }
        let unreached = self.session.unreached().count();
        if unreached > 0 {
            let items = count(unreached, "item");
            self.aloud.say("", &format!("Not reached: {items}."))?;
        }
        if let Some(level) = self.session.level_so_far() {
            self.aloud.say("", self.pack.headline(level))?;
        }
        if self.session.hurried {
            let answered = self.session.items.iter().filter(|it| it.answer.is_some()).count();
            let line = format!(
                "{answered} items in {} seconds: too quick to have been done. The record shows it.",
                self.session.seconds
            );
            self.aloud.say("", &line)?;
        }
        Ok(())
    }

    pub(super) fn close(&mut self) -> anyhow::Result<End> {
        self.keep(true)?;
        self.tell_open()?;
        if self.session.complete {
            return Ok(End::Close);
        }
        let asked = self.asked();
        let level = self.session.level;
        let may = level <= Level::Deferral;
        let choice = if may { ", g to go on all the same (the trainer decides, with a reason)" } else { "" };
        self.aloud.say("", &format!("Type r and a number to open an item again, h to halt here{choice}."))?;
        loop {
            let Some(line) = self.aloud.ask(">")? else { return Ok(End::Close) };
            let line = line.to_ascii_lowercase();
            let go_on = line == "g" && may;
            if go_on || line == "h" {
                if self.decide(go_on)? {
                    return Ok(End::Close);
                }
                continue;
            }
            match item::key(&line) {
                Some(Ok(Typed::Reopen(at))) if at < asked.len() => return Ok(End::Reopen(asked[at])),
                Some(Ok(Typed::Incident)) => {
                    self.incident()?;
                }
                Some(Ok(Typed::List)) => self.list()?,
                Some(Ok(Typed::Leave)) => return Ok(End::Close),
                _ => {
                    let or = if may { ", or g" } else { "" };
                    let words = "type r and a number such as `r 2`, l for the list, i for the incident card, or h";
                    self.aloud.say(INDENT, &format!("{words}{or}"))?;
                }
            }
        }
    }

    /// Writes down what the trainer decided. False when a reason is wanting.
    fn decide(&mut self, go_on: bool) -> anyhow::Result<bool> {
        let reason = loop {
            let line = self.aloud.ask("Why? >")?.unwrap_or_default();
            match item::key(&line) {
                None => break line,
                Some(Ok(Typed::Incident)) => {
                    self.incident()?;
                }
                Some(_) => self.aloud.say(INDENT, "write the reason in words, or i for the incident card")?,
            }
        };
        if go_on && reason.is_empty() {
            self.aloud.say(INDENT, "to go on with something open needs a reason")?;
            return Ok(false);
        }
        let (by, at) = (self.session.trainer.clone(), self.seconds());
        self.session.decision = Some(Decision { go_on, by, reason, at });
        self.keep(true)?;
        Ok(true)
    }
}
