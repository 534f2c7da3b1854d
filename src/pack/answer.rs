//! Answers as written in a case: `yes`, `[a, b]`, `0.25`, `unsure`.

use super::condition::Scope;
use super::file::File;
use super::problem::Code;
use super::problem::Problem;
use super::reader::{Names, Reader};
use super::syntax::{self, Entries, Spelled, Word};
use crate::model::{Answer, Answers};
use crate::model::{Domain, Pack, Scale};

/// Reads one person's answers from a file: RON or JSON, such as `{ scars: yes, days: 3 }`.
///
/// What is not answered stays silent. `true` and `false` stand for `yes` and `no`, `null` for silence.
///
/// # Errors
/// Every problem found: a question or option the pack does not have, a number out of range, bad syntax.
pub fn answers(file: &File, pack: &Pack) -> Result<Answers, Vec<Problem>> {
    let file = &File { path: file.path.clone(), text: unescaped(&file.text).into() };
    let mut reader = Reader::default();
    let text = file.text.trim_start_matches('\u{feff}');
    let entries: Entries<Spelled> = match syntax::options().from_str(text) {
        Ok(entries) => entries,
        Err(err) => return Err(vec![super::reader::unread(file, file.text.len() - text.len()..file.text.len(), &err)]),
    };
    let names: Names = pack.questions.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
    let domains: Vec<Domain> = pack.questions.iter().map(|it| it.domain.clone()).collect();
    let scope = Scope { names: &names, domains: &domains, before: domains.len() };
    let answers = reader.given(file, &entries, &pack.silent(), scope);
    if reader.problems.is_empty() { Ok(answers) } else { Err(reader.problems.list()) }
}

/// The text with its plain letters written plainly: JSON may spell any of them as `\\u0061`.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut plain = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let digits = part.get(..4).filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()));
        let letter = digits.and_then(|it| u32::from_str_radix(it, 16).ok()).and_then(char::from_u32);
        match letter.filter(|it| it.is_ascii_alphanumeric() || *it == '_') {
            Some(letter) => plain.extend([letter.to_string().as_str(), &part[4..]]),
            None => plain.extend(["\\u", part]),
        }
    }
    plain
}

impl Reader {
    /// The clear person, but for what is given.
    pub fn given(&mut self, file: &File, entries: &Entries<Spelled>, clear: &Answers, scope: Scope) -> Answers {
        let mut answers = clear.clone();
        let mut seen: Vec<&str> = Vec::new();
        for (word, value) in &entries.0 {
            let Some(question) = self.question(file, *word, scope) else { continue };
            if seen.contains(&word.0) {
                self.word(file, word.0, Code::DuplicateKey, format!("`{}` is answered twice", word.0));
            } else {
                seen.push(word.0);
            }
            if value.0 == "null" {
                continue;
            }
            if let Some(answer) = self.answer(file, *word, *value, &scope.domains[question]) {
                answers.set(question, answer);
            }
        }
        answers
    }

    fn answer(&mut self, file: &File, question: Word, value: Spelled, domain: &Domain) -> Option<Answer> {
        if word(value.0) == Some(Word("unsure")) {
            return Some(Answer::Unsure);
        }
        match domain {
            Domain::One(choices) => match word(value.0) {
                Some(option) => Some(Answer::One(self.option(file, question, option, choices)?)),
                None => self.not_taken(file, question, value, "one answer, such as", &choices[0].id),
            },
            Domain::Many(choices) => match words(value.0) {
                Some(options) => {
                    let ticks: Vec<Option<usize>> =
                        options.iter().map(|it| self.option(file, question, *it, choices)).collect();
                    Some(Answer::Many(ticks.into_iter().flatten().fold(0, |set, it| set | 1 << it)))
                }
                None => self.not_taken(file, question, value, "ticks, such as", &format!("[{}]", choices[0].id)),
            },
            Domain::Number(scale) => match ron::from_str(value.0) {
                Ok(n) => self.number(file, question, value, n, scale),
                Err(_) => self.not_taken(file, question, value, "a number, such as", &scale.usual.to_string()),
            },
        }
    }

    fn number(&mut self, file: &File, question: Word, value: Spelled, n: f64, scale: &Scale) -> Option<Answer> {
        let (code, message) = if !n.is_finite() {
            (Code::NumberNotFinite, "this is not an ordinary number".to_owned())
        } else if !(scale.low..=scale.high).contains(&n) {
            (Code::NumberOutOfRange, format!("`{}` runs from {} to {}", question.0, scale.low, scale.high))
        } else if scale.whole && n.fract() != 0.0 {
            (Code::NumberNotWhole, format!("`{}` takes whole numbers", question.0))
        } else {
            return Some(Answer::Number(n));
        };
        self.word(file, value.0, code, message);
        None
    }

    fn not_taken(&mut self, file: &File, question: Word, value: Spelled, kind: &str, example: &str) -> Option<Answer> {
        self.word(file, value.0, Code::WrongKind, format!("`{}` takes {kind} `{example}`", question.0));
        None
    }
}

/// A word, bare as in RON or quoted as in JSON. It keeps its place in the text.
fn word(spelled: &str) -> Option<Word<'_>> {
    let bare = spelled.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(spelled);
    let plain = !bare.is_empty() && bare.chars().all(|it| it.is_alphanumeric() || it == '_');
    match bare {
        "true" => Some(Word("yes")),
        "false" => Some(Word("no")),
        _ => plain.then_some(Word(bare)),
    }
}

fn words(spelled: &str) -> Option<Vec<Word<'_>>> {
    let inside = spelled.strip_prefix('[')?.strip_suffix(']')?;
    let parts = inside.split(',').map(str::trim);
    parts.filter(|it| !it.is_empty()).map(word).collect()
}
