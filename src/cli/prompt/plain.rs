//! Numbered lines and nothing else: for screen readers, pipes and plain terminals.

use super::{Asker, Extra, Halt, Kind, Pick, Prompt, number, wrap};
use crate::model::{OptionId, OptionSet};
use std::io::{self, BufRead, Read, Write};

/// The longest line read as one answer, in bytes.
const LONGEST: u64 = 4_096;

pub struct Plain<R, W> {
    input: R,
    output: W,
    width: usize,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    pub fn new(input: R, output: W, width: usize) -> Plain<R, W> {
        Plain { input, output, width }
    }

    fn paragraph(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        writeln!(self.output, "{}", wrap(text, self.width, first, rest))
    }

    fn show(&mut self, prompt: &Prompt) -> io::Result<()> {
        writeln!(self.output)?;
        self.paragraph(&prompt.heading, "", "")?;
        for text in prompt.paragraphs.iter().chain(&prompt.asides) {
            self.paragraph(text, "", "")?;
        }
        match prompt.kind {
            Kind::One(labels) => {
                self.labels(labels)?;
                self.paragraph("Type one number.", "", "")?;
            }
            Kind::Many(labels) => {
                self.paragraph("None of these", "  0. ", "     ")?;
                self.labels(labels)?;
                self.paragraph("Type 0 for none of these, or every number that fits, such as: 1 3", "", "")?;
            }
            Kind::Number { hint, .. } => self.paragraph(hint, "", "")?,
        }
        let keys: Vec<String> =
            prompt.extras.iter().map(|it| format!("{} = {}", it.words().0, it.words().1.to_lowercase())).collect();
        self.paragraph(&format!("Or a letter: {}", keys.join(", ").replace('?', "")), "", "")
    }

    fn labels(&mut self, labels: &[String]) -> io::Result<()> {
        for (at, label) in labels.iter().enumerate() {
            self.paragraph(label, &format!("{:3}. ", at + 1), "     ")?;
        }
        Ok(())
    }

    fn line(&mut self) -> Result<String, Halt> {
        write!(self.output, "> ")?;
        self.output.flush()?;
        let mut bytes = Vec::new();
        (&mut self.input).take(LONGEST).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            writeln!(self.output)?;
            return Err(Halt::Ended);
        }
        Ok(String::from_utf8_lossy(&bytes).trim().to_lowercase())
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
                Ok(pick) => return Ok(pick),
                Err(why) => self.paragraph(&why, "", "")?,
            }
        }
    }
}

/// What a typed line means, or what to type instead.
fn understand(line: &str, prompt: &Prompt) -> Result<Pick, String> {
    let extra = prompt
        .extras
        .iter()
        .find(|it| line == it.words().0 || line == it.words().1.to_lowercase() || (line == "?" && **it == Extra::Help));
    if let Some(extra) = extra {
        return Ok(Pick::Extra(*extra));
    }
    match prompt.kind {
        Kind::One(labels) => match one(line, labels) {
            Some(at) => Ok(Pick::One(at)),
            None => Err(format!("Please type a number from 1 to {}, or one of the letters.", labels.len())),
        },
        Kind::Many(labels) => {
            let again = || {
                format!(
                    "Please type 0, or numbers from 1 to {} with spaces between, or one of the letters.",
                    labels.len()
                )
            };
            let words: Vec<&str> = line.split([' ', ',', ';']).filter(|it| !it.is_empty()).collect();
            match words.as_slice() {
                [] => Err(again()),
                ["0" | "none"] => Ok(Pick::Many(OptionSet::EMPTY)),
                words => {
                    let ticks: Option<OptionSet> = words.iter().map(|it| one(it, labels).map(OptionId::new)).collect();
                    ticks.map(Pick::Many).ok_or_else(again)
                }
            }
        }
        Kind::Number { hint, takes } => match number(line, takes) {
            Some(number) => Ok(Pick::Number(number)),
            _ => Err(format!("That is not a number this question takes. {hint}")),
        },
    }
}

/// The place of a choice named by its number or its own words.
fn one(word: &str, labels: &[String]) -> Option<usize> {
    let by_number = word
        .trim_end_matches('.')
        .parse::<usize>()
        .ok()
        .and_then(|it| it.checked_sub(1))
        .filter(|it| *it < labels.len());
    by_number.or_else(|| labels.iter().position(|it| it.to_lowercase() == word))
}

#[cfg(test)]
mod tests {
    use super::{Asker, Extra, Halt, Kind, Pick, Plain, Prompt};
    use crate::cli::prompt::Takes;
    use crate::model::OptionSet;

    #[derive(Debug)]
    struct UpToNine;

    impl Takes for UpToNine {
        fn takes(&self, number: f64) -> bool {
            (0.0..=9.0).contains(&number)
        }

        fn unit(&self) -> &'static str {
            "cups"
        }
    }

    fn ask(input: &str, kind: Kind) -> (Result<Pick, Halt>, String) {
        let mut output = Vec::new();
        let prompt = Prompt::new("Heading", vec!["Which?".to_owned()], kind, &Extra::ALL);
        let pick = Plain::new(input.as_bytes(), &mut output, 40).ask(&prompt);
        (pick, String::from_utf8(output).expect("text"))
    }

    fn labels() -> [String; 2] {
        ["Red".to_owned(), "Blue".to_owned()]
    }

    #[test]
    fn a_choice_is_named_by_number_or_word() {
        for (typed, at) in [("1\n", 0), ("2.\n", 1), ("blue\n", 1), ("nonsense\n9\n2", 1)] {
            assert_eq!(ask(typed, Kind::One(&labels())).0.expect("a pick"), Pick::One(at), "{typed}");
        }
    }

    #[test]
    fn ticks_are_numbers_with_anything_between() {
        for (typed, set) in [("0\n", 0), ("none\n", 0), ("1 2\n", 3), ("2,1\n", 3), ("\n2\n", 2)] {
            assert_eq!(
                ask(typed, Kind::Many(&labels())).0.expect("a pick"),
                Pick::Many(OptionSet::from_bits(set)),
                "{typed}"
            );
        }
    }

    #[test]
    fn every_extra_is_one_letter_in_every_kind() {
        for extra in Extra::ALL {
            for kind in [Kind::One(&labels()), Kind::Many(&labels()), Kind::Number { hint: "0 to 9", takes: &UpToNine }]
            {
                let typed = format!("{}\n", extra.words().0.to_uppercase());
                assert_eq!(ask(&typed, kind).0.expect("a pick"), Pick::Extra(extra));
            }
        }
    }

    #[test]
    fn a_number_out_of_range_is_asked_again() {
        let (pick, output) = ask("12\nnan\ninf\n0,5\n", Kind::Number { hint: "From 0 to 9.", takes: &UpToNine });
        assert_eq!(pick.expect("a pick"), Pick::Number(0.5));
        let words = output.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words.matches("not a number this question takes").count(), 3, "{output}");
    }

    #[test]
    fn the_end_of_input_is_said() {
        assert!(matches!(ask("", Kind::One(&labels())).0, Err(Halt::Ended)));
        assert!(matches!(ask("rubbish", Kind::One(&labels())).0, Err(Halt::Ended)));
    }

    #[test]
    fn no_line_is_wider_than_the_screen_and_nothing_moves_the_cursor() {
        let long =
            ["A label that goes on and on until it has to be folded twice at the least".to_owned(), "B".to_owned()];
        let (_, output) = ask("1\n", Kind::Many(&long));
        assert!(output.lines().all(|it| it.chars().count() <= 40), "{output}");
        assert!(!output.contains('\u{1b}'));
    }
}
