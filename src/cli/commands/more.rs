//! What can be had below an answer, a key each: its sections, a record, a page, a day; in an emergency other numbers.

use super::record;
use crate::cli::browser;
use crate::cli::output::{self, Output};
use crate::cli::paint::paint;
use crate::cli::prompt::{Asker, Halt, KeyChoice};
use crate::cli::screen;
use crate::engine::{Explanation, explain};
use crate::report::document::Document;
use crate::report::{self, calendar};
use crate::text::SafeText;

/// What to keep of an answer, as its key names it.
const KEEP: (&str, &str) = ("print or keep", "Print it, keep it, or be reminded");

/// Where somebody is who does not see the right numbers.
const ELSEWHERE: (&str, &str) = ("other countries", "The numbers of other countries");

pub struct More<'e> {
    explained: &'e Explanation<'e>,
    document: Document,
    /// Whether a record is still to be had.
    record: bool,
}

impl<'e> More<'e> {
    pub fn new(explained: &'e Explanation<'e>, record: bool) -> More<'e> {
        More { explained, document: report::document(explained), record }
    }

    pub fn choices(&self) -> Vec<KeyChoice> {
        if self.explained.emergency {
            let known = self.explained.base.contacts.len() > 1;
            return KeyChoice::all(known.then_some(ELSEWHERE));
        }
        let sections = self.document.sections();
        let words: Vec<String> = sections.iter().map(|(name, _)| name.replace('_', " ")).collect();
        KeyChoice::all(words.iter().map(String::as_str).zip(sections.iter().map(|(_, title)| *title)).chain([KEEP]))
    }

    /// Shows what is wanted until nothing is. Nothing stays behind without a yes.
    pub fn offer(&self, asker: &mut dyn Asker) -> anyhow::Result<()> {
        let choices = self.choices();
        let sections = self.document.sections();
        if choices.is_empty() {
            return Ok(());
        }
        while let Some(at) = below(asker, &choices)? {
            match sections.get(at).filter(|_| !self.explained.emergency) {
                Some((name, _)) => {
                    let text = report::text::section(&self.document, name, screen::width(), paint);
                    output::paged(&text.unwrap_or_default())?;
                }
                None if self.explained.emergency => self.elsewhere(asker)?,
                None => self.keep(asker)?,
            }
        }
        Ok(())
    }

    /// The same call for help with the numbers of another country.
    fn elsewhere(&self, asker: &mut dyn Asker) -> anyhow::Result<()> {
        let Explanation { base, pack, given, today, .. } = self.explained;
        let numbers: Vec<String> =
            base.contacts.iter().map(|contact| format!("{}: {}", contact.name, contact.emergency)).collect();
        let numbers = numbers.iter().map(String::as_str);
        let Some(at) = below(asker, &KeyChoice::all(numbers.clone().zip(numbers)))? else { return Ok(()) };
        let explained = explain(base, pack, given, base.contacts.get(at), *today);
        Output::default().answer(&explained, Some(asker.rows_below(&self.choices())))
    }

    fn keep(&self, asker: &mut dyn Asker) -> anyhow::Result<()> {
        let record = self.record.then_some(("record here", "Keep a record on this computer"));
        let day = calendar::write(self.explained);
        let remind = day.is_some().then_some(("calendar entry", "A file for your calendar: the day to look again"));
        let ways = [record, Some(("page to print", "A page to print, or to hand over")), remind];
        let Some(way) = below(asker, &KeyChoice::all(ways.iter().flatten().copied()))? else { return Ok(()) };
        let name = format!("needlewise-{}", self.explained.pack.id);
        match (ways.into_iter().flatten().nth(way), day) {
            (Some(wanted), _) if Some(wanted) == record => {
                let path = record::save(self.explained, None, false)?;
                warn!("kept in `{}`", SafeText::from(path.display().to_string()));
            }
            (Some(wanted), Some(day)) if Some(wanted) == remind => {
                browser::write(&day, &name, "ics")?;
            }
            _ => browser::offer(asker, &report::html::write(&self.document)?, &name)?,
        }
        Ok(())
    }
}

/// What is picked below the answer; none as well where nobody is there to pick.
fn below(asker: &mut dyn Asker, choices: &[KeyChoice]) -> anyhow::Result<Option<usize>> {
    match asker.below(choices) {
        Ok(picked) => Ok(picked),
        Err(Halt::Ended) => Ok(None),
        Err(halt) => Err(halt.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::More;
    use crate::cli::prompt::{KeyChoice, Size};
    use crate::engine::explain;
    use crate::model::{Kind, RuleBase};
    use crate::pack::{Load, load};
    use crate::report::text;
    use jiff::civil::date;

    fn shipped() -> RuleBase {
        load(&crate::shipped::files(), Load { only: None, cases: true, shipped: true }).expect("the rules load")
    }

    /// Every person of the rules, at two sizes: the answer and its keys, and the line the cursor waits on.
    #[test]
    fn every_answer_fits_one_screen_with_its_keys() {
        let (base, mut seen, mut over) = (shipped(), 0, Vec::new());
        for pack in base.packs.iter().filter(|pack| pack.kind == Kind::Check) {
            for (case, columns) in pack.cases.iter().flat_map(|case| [(case, 80), (case, 40)]) {
                let explained = explain(&base, pack, &case.given, base.contact(Some("GB")), date(2026, 11, 27));
                let more = More::new(&explained, true);
                let keys = KeyChoice::fitted(&more.choices(), Size { rows: 24, columns }).len() + 1;
                let answer = text::short(&more.document, columns - 1, Some(24 - keys), text::plain);
                let rows = answer.lines().count() + keys;
                seen += 1;
                if rows > 24 || answer.lines().any(|line| line.chars().count() >= columns) {
                    over.push(format!("{} {}, {columns} columns: {rows} rows\n{answer}", pack.id, case.name));
                }
            }
        }
        assert!(seen > 400, "only {seen} answers");
        assert!(over.is_empty(), "{} of {seen}:\n{}", over.len(), over.join("\n"));
    }
}
