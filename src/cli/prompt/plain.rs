//! Numbered lines and nothing else: for screen readers, pipes and plain terminals.

use super::{
    Asker, Halt, Instead, KeyChoice, NONE, NOTHING_CHOSEN, Pick, Prompt, PromptKind, WHICH_UNSURE, number, wrap,
};
use crate::text::{self, InputLine, LineReader};
use std::io::{self, BufRead, Write};

pub struct Plain<R, W> {
    input: LineReader<R>,
    output: W,
    width: usize,
    /// What was named last as the thing that the questions are part of.
    title: String,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    pub fn new(input: R, output: W, width: usize) -> Plain<R, W> {
        Plain { input: LineReader::new(input), output, width, title: String::new() }
    }

    fn paragraph(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        writeln!(self.output, "{}", wrap(text, self.width, first, rest))
    }

    fn show(&mut self, prompt: &Prompt) -> io::Result<()> {
        writeln!(self.output)?;
        let place = prompt.progress.map(|progress| format!("{} of about {}", progress.number, progress.of));
        let is_new = self.title != prompt.title || place.is_none();
        self.title.clone_from(&prompt.title);
        let top: Vec<String> = is_new.then(|| prompt.title.clone()).into_iter().chain(place).collect();
        self.paragraph(&top.join(", "), "", "")?;
        self.paragraph(&prompt.ask, "", "")?;
        match prompt.kind {
            PromptKind::One(labels) => self.labels(labels.iter().map(String::as_str), 1)?,
            PromptKind::Many(labels) => {
                self.labels(labels.iter().map(String::as_str), 1)?;
                self.labels([NONE].into_iter(), 0)?;
            }
            PromptKind::Review(lines) => {
                for (at, line) in lines.iter().enumerate() {
                    if let Some(section) = &line.section {
                        self.paragraph(section, "", "")?;
                    }
                    let text = format!("{} {}", line.text, line.value);
                    self.labels([text.trim()].into_iter(), at)?;
                }
            }
            PromptKind::Number(_) => (),
        }
        self.paragraph(&hint(prompt), "", "")
    }

    fn labels<'t>(&mut self, labels: impl Iterator<Item = &'t str>, from: usize) -> io::Result<()> {
        for (at, label) in labels.enumerate() {
            self.paragraph(label, &format!("{:3}. ", at + from), "     ")?;
        }
        Ok(())
    }

    fn help(&mut self, prompt: &Prompt) -> io::Result<()> {
        prompt.help.iter().try_for_each(|text| self.paragraph(text, "", ""))?;
        let keys = "Each answer ends with Enter. b goes back, u says that you are not sure, q stops.";
        self.paragraph(keys, "", "")
    }

    /// Which of a list the person is not sure about, and which of the others are so; none to be asked again.
    fn which_unsure(&mut self, labels: &[String]) -> Result<Option<Pick>, Halt> {
        self.paragraph(&format!("{WHICH_UNSURE} Type their numbers. Enter alone means all of them."), "", "")?;
        let unsure = loop {
            match self.line()?.as_str() {
                "" | "u" | "all" => return Ok(Some(Pick::Unsure)),
                "b" => return Ok(None),
                "q" => return Ok(Some(Pick::Stop)),
                line => match ticks(line, labels) {
                    Some(unsure) => break unsure,
                    None => self.paragraph(&format!("Numbers from 1 to {}, or Enter.", labels.len()), "", "")?,
                },
            }
        };
        if unsure.is_empty() {
            return Ok(None);
        }
        self.paragraph("And which of the others are so? Type their numbers. Enter alone means none.", "", "")?;
        loop {
            let ticked = match self.line()?.as_str() {
                "" => Some(Vec::new()),
                "b" => return Ok(None),
                "q" => return Ok(Some(Pick::Stop)),
                line => ticks(line, labels),
            };
            match ticked {
                Some(ticked) if ticked.is_empty() && unsure.len() == labels.len() => return Ok(Some(Pick::Unsure)),
                Some(ticked) if ticked.iter().all(|row| !unsure.contains(row)) => {
                    return Ok(Some(Pick::Many { ticked, unsure }));
                }
                Some(_) => self.paragraph("One of those you are not sure about. Type the others.", "", "")?,
                None => self.paragraph(&format!("Numbers from 1 to {}, or Enter.", labels.len()), "", "")?,
            }
        }
    }

    fn line(&mut self) -> Result<String, Halt> {
        loop {
            write!(self.output, "> ")?;
            self.output.flush()?;
            match self.input.line()? {
                InputLine::Read { text, is_damaged } => {
                    if is_damaged {
                        self.paragraph(text::DAMAGED, "", "")?;
                    }
                    return Ok(text.as_str().to_lowercase());
                }
                InputLine::TooLong => self.paragraph(text::TOO_LONG, "", "")?,
                InputLine::End => {
                    writeln!(self.output)?;
                    return Err(Halt::Ended);
                }
            }
        }
    }
}

impl<R: BufRead, W: Write> Asker for Plain<R, W> {
    fn say(&mut self, paragraphs: &[String]) -> Result<(), Halt> {
        writeln!(self.output)?;
        for text in paragraphs {
            self.paragraph(text, "", "")?;
        }
        Ok(())
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Pick, Halt> {
        self.show(prompt)?;
        loop {
            let line = self.line()?;
            match understand(&line, prompt) {
                Meant::Pick(Pick::Unsure) => {
                    let PromptKind::Many(labels) = prompt.kind else { return Ok(Pick::Unsure) };
                    match self.which_unsure(labels)? {
                        Some(pick) => return Ok(pick),
                        None => self.show(prompt)?,
                    }
                }
                Meant::Pick(pick) => return Ok(pick),
                Meant::Help => {
                    self.help(prompt)?;
                    self.show(prompt)?;
                }
                Meant::Nothing(why) => self.paragraph(&why, "", "")?,
            }
        }
    }

    fn below(&mut self, choices: &[KeyChoice]) -> Result<Option<usize>, Halt> {
        let labels: Vec<String> = choices.iter().map(|choice| choice.label.clone()).collect();
        writeln!(self.output)?;
        self.labels(labels.iter().map(String::as_str), 1)?;
        self.paragraph("A number shows more. Enter is done.", "", "")?;
        loop {
            match self.line()?.as_str() {
                "" | "q" => return Ok(None),
                line => match one(line, &labels) {
                    Some(at) => return Ok(Some(at)),
                    None => self.paragraph(&format!("1 to {}, or Enter.", choices.len()), "", "")?,
                },
            }
        }
    }

    /// One each, and three around them.
    fn rows_below(&self, choices: &[KeyChoice]) -> usize {
        choices.len() + 3
    }
}

/// What a typed line means.
enum Meant {
    Pick(Pick),
    Help,
    /// What to type instead.
    Nothing(String),
}

fn understand(line: &str, prompt: &Prompt) -> Meant {
    let again = |why: &str| Meant::Nothing(format!("{why} {}", hint(prompt)));
    match line {
        "" => match prompt.standing() {
            Some(pick) => return Meant::Pick(pick.clone()),
            None => return again(NOTHING_CHOSEN),
        },
        "?" => return Meant::Help,
        "b" if prompt.offers(Instead::Back) => return Meant::Pick(Pick::Back),
        "u" | "not sure" if prompt.offers(Instead::Unsure) => return Meant::Pick(Pick::Unsure),
        "q" => return Meant::Pick(Pick::Stop),
        _ => (),
    }
    let pick = match prompt.kind {
        PromptKind::One(labels) => one(line, labels).map(Pick::One),
        PromptKind::Many(labels) => ticks(line, labels).map(Pick::ticks),
        // The first line of a review is no answer to change.
        PromptKind::Review(_) if line == "0" => Some(Pick::One(0)),
        PromptKind::Review(lines) => text::place(line, lines.len().saturating_sub(1)).map(|at| Pick::One(at + 1)),
        PromptKind::Number(takes) => match number(line, takes) {
            Ok(number) => Some(Pick::Number(number)),
            Err(why) => return again(&why),
        },
    };
    pick.map_or_else(|| again("That is no answer here."), Meant::Pick)
}

/// What can be typed, and what Enter alone means.
fn hint(prompt: &Prompt) -> String {
    let what = match prompt.kind {
        PromptKind::One(labels) => format!("1 to {}", labels.len()),
        PromptKind::Many(_) => "Numbers, such as 1 3, or 0 for none".to_owned(),
        PromptKind::Review(lines) => format!("1 to {} to change one", lines.len().saturating_sub(1)),
        PromptKind::Number(takes) => takes.range(),
    };
    let number = |pick: &Pick| match (pick, prompt.kind) {
        (Pick::One(at), PromptKind::Review(_)) => at.to_string(),
        (Pick::One(at), _) => (at + 1).to_string(),
        (Pick::Many { ticked, unsure }, _) => match (ticked.as_slice(), unsure.as_slice()) {
            ([], []) => "0".to_owned(),
            ([], unsure) => format!("not sure about {}", numbers(unsure)),
            (ticked, []) => numbers(ticked),
            (ticked, unsure) => format!("{}, not sure about {}", numbers(ticked), numbers(unsure)),
        },
        (Pick::Number(number), _) => number.to_string(),
        _ => "not sure".to_owned(),
    };
    let enter = match (&prompt.given, &prompt.ordinary, prompt.kind) {
        (_, Some(_), PromptKind::Review(_)) => "Enter: show the answer.".to_owned(),
        (Some(given), _, _) => format!("Now: {}. Enter keeps it.", number(given)),
        (None, Some(ordinary), _) => format!("Enter: {}.", number(ordinary)),
        (None, None, _) => String::new(),
    };
    let mut keys = vec!["? help"];
    keys.extend(prompt.offers(Instead::Back).then_some("b back"));
    keys.extend(prompt.offers(Instead::Unsure).then_some("u not sure"));
    keys.push("q stop");
    format!("{what}. {enter} {}", keys.join(", ")).replace(".  ", ". ")
}

fn numbers(rows: &[usize]) -> String {
    rows.iter().map(|row| (row + 1).to_string()).collect::<Vec<_>>().join(" ")
}

/// The places of the choices named, from zero; none where one is not there.
fn ticks(line: &str, labels: &[String]) -> Option<Vec<usize>> {
    let words: Vec<&str> = line.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    if matches!(words.as_slice(), ["0" | "none"]) || line == NONE.to_lowercase() {
        return Some(Vec::new());
    }
    let mut ticks = words.iter().map(|word| one(word, labels)).collect::<Option<Vec<usize>>>()?;
    ticks.sort_unstable();
    ticks.dedup();
    (!ticks.is_empty()).then_some(ticks)
}

/// The place of a choice named by its number or its own words.
fn one(word: &str, labels: &[String]) -> Option<usize> {
    text::place(word, labels.len()).or_else(|| labels.iter().position(|label| label.to_lowercase() == word))
}
