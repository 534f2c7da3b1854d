//! Numbered lines and nothing else: for screen readers, pipes and plain terminals.

use super::{Asker, Halt, Instead, Kind, NONE, NOTHING_CHOSEN, Pick, Prompt, number, wrap};
use crate::text::{self, Line, LineReader};
use std::io::{self, BufRead, Write};

pub struct Plain<R, W> {
    input: LineReader<R>,
    output: W,
    width: usize,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    pub fn new(input: R, output: W, width: usize) -> Plain<R, W> {
        Plain { input: LineReader::new(input), output, width }
    }

    fn paragraph(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        writeln!(self.output, "{}", wrap(text, self.width, first, rest))
    }

    fn show(&mut self, prompt: &Prompt) -> io::Result<()> {
        writeln!(self.output)?;
        let place = prompt.progress.map(|it| format!(", {} of about {}", it.number, it.of)).unwrap_or_default();
        self.paragraph(&format!("{}{place}", prompt.title), "", "")?;
        self.paragraph(&prompt.ask, "", "")?;
        match prompt.kind {
            Kind::One(labels) => self.labels(labels.iter().map(String::as_str), 1)?,
            Kind::Many(labels) => {
                self.labels(labels.iter().map(String::as_str), 1)?;
                self.labels([NONE].into_iter(), 0)?;
            }
            Kind::Review(lines) => {
                for (at, line) in lines.iter().enumerate() {
                    if let Some(section) = &line.section {
                        self.paragraph(section, "", "")?;
                    }
                    let text = format!("{} {}", line.text, line.value);
                    self.labels([text.trim()].into_iter(), at)?;
                }
            }
            Kind::Number(_) => (),
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

    fn line(&mut self) -> Result<String, Halt> {
        loop {
            write!(self.output, "> ")?;
            self.output.flush()?;
            match self.input.line()? {
                Line::Read { text, is_damaged } => {
                    if is_damaged {
                        self.paragraph(text::DAMAGED, "", "")?;
                    }
                    return Ok(text.as_str().to_lowercase());
                }
                Line::TooLong => self.paragraph(text::TOO_LONG, "", "")?,
                Line::End => {
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
        let mut doubted = false;
        loop {
            let line = self.line()?;
            match understand(&line, prompt) {
                Meant::Pick(Pick::Unsure) if matches!(prompt.kind, Kind::Many(_)) && line == "u" && !doubted => {
                    doubted = true;
                    self.paragraph(UNSURE_OF_A_LIST, "", "")?;
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

    fn below(&mut self, choices: &[String]) -> Result<Option<usize>, Halt> {
        writeln!(self.output)?;
        self.labels(choices.iter().map(String::as_str), 1)?;
        self.paragraph("A number shows more. Enter is done.", "", "")?;
        loop {
            match self.line()?.as_str() {
                "" | "q" => return Ok(None),
                line => match one(line, choices) {
                    Some(at) => return Ok(Some(at)),
                    None => self.paragraph(&format!("1 to {}, or Enter.", choices.len()), "", "")?,
                },
            }
        }
    }
}

/// Said to those who are not sure of a list: ticks and "not sure" cannot stand side by side.
const UNSURE_OF_A_LIST: &str = "Type the numbers you are sure of. If you cannot say for the rest, type u again: then the whole list counts as not sure.";

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
        Kind::One(labels) => one(line, labels).map(Pick::One),
        Kind::Many(labels) => ticks(line, labels).map(Pick::Many),
        // The first line of a review is no answer to change.
        Kind::Review(_) if line == "0" => Some(Pick::One(0)),
        Kind::Review(lines) => text::place(line, lines.len().saturating_sub(1)).map(|at| Pick::One(at + 1)),
        Kind::Number(takes) => match number(line, takes) {
            Ok(number) => Some(Pick::Number(number)),
            Err(why) => return again(&why),
        },
    };
    pick.map_or_else(|| again("That is no answer here."), Meant::Pick)
}

/// What can be typed, and what Enter alone means.
fn hint(prompt: &Prompt) -> String {
    let what = match prompt.kind {
        Kind::One(labels) => format!("1 to {}", labels.len()),
        Kind::Many(_) => "Numbers, such as 1 3, or 0 for none".to_owned(),
        Kind::Review(lines) => format!("1 to {} to change one", lines.len().saturating_sub(1)),
        Kind::Number(takes) => takes.range(),
    };
    let number = |pick: &Pick| match (pick, prompt.kind) {
        (Pick::One(at), Kind::Review(_)) => at.to_string(),
        (Pick::One(at), _) => (at + 1).to_string(),
        (Pick::Many(ticks), _) if ticks.is_empty() => "0".to_owned(),
        (Pick::Many(ticks), _) => ticks.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" "),
        (Pick::Number(number), _) => number.to_string(),
        _ => "not sure".to_owned(),
    };
    let enter = match (&prompt.given, &prompt.ordinary, prompt.kind) {
        (_, Some(_), Kind::Review(_)) => "Enter: show the answer.".to_owned(),
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

#[cfg(test)]
mod tests {
    use super::{Asker, Halt, Instead, Kind, Pick, Plain, Prompt};
    use crate::cli::prompt::Takes;

    #[derive(Debug)]
    struct UpToNine;

    impl Takes for UpToNine {
        fn takes(&self, number: f64) -> bool {
            (0.0..=9.0).contains(&number)
        }

        fn unit(&self) -> &'static str {
            "cups"
        }

        fn range(&self) -> String {
            "0 to 9 cups".to_owned()
        }

        fn whole(&self) -> bool {
            false
        }
    }

    fn prompt(kind: Kind) -> Prompt {
        Prompt { instead: &[Instead::Unsure, Instead::Back], ..Prompt::new("Heading", "Which?", kind) }
    }

    fn ask(input: &str, prompt: &Prompt) -> (Result<Pick, Halt>, String) {
        let mut output = Vec::new();
        let pick = Plain::new(input.as_bytes(), &mut output, 40).ask(prompt);
        (pick, String::from_utf8(output).expect("text"))
    }

    fn labels() -> [String; 2] {
        ["Red".to_owned(), "Blue".to_owned()]
    }

    #[test]
    fn a_choice_is_named_by_number_or_word() {
        for (typed, at) in [("1\n", 0), ("2.\n", 1), ("blue\n", 1), ("nonsense\n9\n2", 1)] {
            assert_eq!(ask(typed, &prompt(Kind::One(&labels()))).0.expect("a pick"), Pick::One(at), "{typed}");
        }
    }

    #[test]
    fn ticks_are_numbers_with_anything_between() {
        for (typed, set) in
            [("0\n", vec![]), ("none\n", vec![]), ("1 2\n", vec![0, 1]), ("2,1,2\n", vec![0, 1]), ("9\n2\n", vec![1])]
        {
            assert_eq!(ask(typed, &prompt(Kind::Many(&labels()))).0.expect("a pick"), Pick::Many(set), "{typed}");
        }
    }

    #[test]
    fn every_key_is_one_letter_in_every_kind() {
        for kind in [Kind::One(&labels()), Kind::Many(&labels()), Kind::Number(&UpToNine)] {
            for (typed, pick) in [("?\nB\n", Pick::Back), ("U\nu\n", Pick::Unsure), ("q\n", Pick::Stop)] {
                assert_eq!(ask(typed, &prompt(kind)).0.expect("a pick"), pick, "{typed}");
            }
        }
        let pick = ask("b\nu\nq\n", &Prompt::new("H", "A", Kind::One(&labels()))).0;
        assert_eq!(pick.expect("a pick"), Pick::Stop, "only what is offered is taken");
    }

    #[test]
    fn not_sure_of_a_list_is_asked_twice() {
        let (pick, output) = ask("u\n2\n", &prompt(Kind::Many(&labels())));
        assert_eq!(pick.expect("a pick"), Pick::Many(vec![1]));
        assert!(output.contains("numbers you are sure of"), "{output}");
    }

    #[test]
    fn enter_keeps_what_was_given_else_takes_the_ordinary_else_says_so() {
        let labels = labels();
        let kinds = [
            (Kind::One(&labels), Pick::One(1), "Now: 2."),
            (Kind::Many(&labels), Pick::Many(vec![0, 1]), "Now: 1 2."),
            (Kind::Many(&labels), Pick::Many(vec![]), "Now: 0."),
            (Kind::Number(&UpToNine), Pick::Number(0.5), "Now: 0.5."),
            (Kind::One(&labels), Pick::Unsure, "Now: not sure."),
        ];
        for (kind, standing, said) in kinds {
            let given = Prompt { given: Some(standing.clone()), ordinary: Some(Pick::One(0)), ..prompt(kind) };
            let (pick, output) = ask("\n", &given);
            assert_eq!(pick.expect("a pick"), standing);
            assert!(output.split_whitespace().collect::<Vec<_>>().join(" ").contains(said), "{said}: {output}");
            let ordinary = Prompt { ordinary: Some(standing.clone()), ..prompt(kind) };
            assert_eq!(ask("\n", &ordinary).0.expect("a pick"), standing);
            let (pick, output) = ask("\n\nq\n", &prompt(kind));
            assert_eq!((pick.expect("a pick"), output.matches("Nothing is chosen yet.").count()), (Pick::Stop, 2));
        }
    }

    #[test]
    fn a_number_out_of_range_is_asked_again_with_its_unit() {
        let (pick, output) = ask("12\nnan\ninf\n0,5\n", &prompt(Kind::Number(&UpToNine)));
        assert_eq!(pick.expect("a pick"), Pick::Number(0.5));
        let words = output.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words.matches("This takes a number, 0 to 9 cups.").count(), 3, "{output}");
    }

    #[test]
    fn the_end_of_input_is_said() {
        assert!(matches!(ask("", &prompt(Kind::One(&labels()))).0, Err(Halt::Ended)));
        assert!(matches!(ask("rubbish", &prompt(Kind::One(&labels()))).0, Err(Halt::Ended)));
    }

    #[test]
    fn no_line_is_wider_than_the_screen_and_nothing_moves_the_cursor() {
        let long =
            ["A label that goes on and on until it has to be folded twice at the least".to_owned(), "B".to_owned()];
        let (_, output) = ask("1\n", &prompt(Kind::Many(&long)));
        assert!(output.lines().all(|line| line.chars().count() <= 40), "{output}");
        assert!(!output.contains('\u{1b}'));
    }
}
