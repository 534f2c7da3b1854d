//! Answers as written in a case: `yes`, `[a, unsure(b)]`, `0.25`, `unsure`.

use super::condition::{Definitions, Scope};
use super::file::File;
use super::problem::Code;
use super::problem::Problem;
use super::reader::{IdPlaces, Reader};
use super::scan;
use super::word::{BareWord, Entries, Spelled, options};
use crate::model::codec::{Misfit, UNSURE, doubted};
use crate::model::{Answer, Answers, Domain, OptionId, OptionSet, Pack, QuestionId, Ticks};
use std::collections::HashSet;
use typed_index_collections::TiVec;

/// Reads one person's answers from a file: RON or JSON, such as `{ scars: yes, days: 3 }`.
///
/// What is not answered stays silent, and so does what is answered with `null`.
///
/// # Errors
/// Every problem found: a question or option the pack does not have, a number out of range, bad syntax.
pub fn answers(file: &File, pack: &Pack) -> Result<Answers, Vec<Problem>> {
    let file = &File { path: file.path.clone(), text: unescaped(&file.text).into() };
    let mut reader = Reader::default();
    let text = file.text.trim_start_matches('\u{feff}');
    if let Some(fault) = scan::too_deep(text) {
        return Err(vec![Problem::at(file, file.range(&text[fault.at]), fault.code, fault.message)]);
    }
    let entries: Entries<Spelled> = match options().from_str(text) {
        Ok(entries) => entries,
        Err(err) => return Err(vec![super::unread::unread(file, file.text.len() - text.len()..file.text.len(), &err)]),
    };
    let names: IdPlaces<_> =
        pack.questions.iter_enumerated().map(|(at, question)| (question.id.as_str(), at)).collect();
    let domains: TiVec<QuestionId, Domain> = pack.questions.iter().map(|question| question.domain.clone()).collect();
    let nothing = Definitions::default();
    let scope = Scope { names: &names, domains: &domains, before: domains.next_key(), definitions: &nothing };
    let answers = reader.given(file, &entries, &pack.silent(), scope);
    if reader.problems.is_empty() { Ok(answers) } else { Err(reader.problems.list()) }
}

/// The text with JSON's way to spell a letter by its number, `\u0061`, put into RON's: a plain letter as itself, any
/// other as `\u{e9}`. What stands behind another backslash is no such letter.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let digits = escape.strip_prefix("\\u").and_then(|digits| digits.get(..4));
        let number = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let letter = number.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
        let length = match letter {
            Some(letter) => {
                if letter.is_ascii_alphanumeric() || letter == '_' {
                    plain.push(letter);
                } else {
                    plain.extend(letter.escape_unicode());
                }
                6
            }
            None => {
                let length = escape.chars().take(2).map(char::len_utf8).sum();
                plain.push_str(&escape[..length]);
                length
            }
        };
        rest = &escape[length..];
    }
    plain + rest
}

impl Reader {
    /// The baseline, but for what is given.
    pub fn given(&mut self, file: &File, entries: &Entries<Spelled>, baseline: &Answers, scope: Scope) -> Answers {
        let mut answers = baseline.clone();
        let mut seen: HashSet<&str> = HashSet::new();
        for (word, value) in &entries.0 {
            let Some(question) = self.question(file, *word, scope) else { continue };
            if !seen.insert(word.0) {
                self.word(file, word.0, Code::DuplicateKey, format!("`{}` is answered twice", word.0));
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

    fn answer(&mut self, file: &File, question: BareWord, value: Spelled, domain: &Domain) -> Option<Answer> {
        if let Some(BareWord(UNSURE)) = word(value.0) {
            return Some(Answer::Unsure);
        }
        match domain {
            Domain::One(choices) => match word(value.0) {
                Some(option) => Some(Answer::One(self.choice(file, question, option, domain)?)),
                None => self.not_taken(file, question, value, "one answer, such as", &choices[OptionId::new(0)].id),
            },
            Domain::Many(choices) => match ticks(value.0) {
                Some(options) => {
                    let mut ticks = Ticks::NONE;
                    for (option, is_sure) in options {
                        let Some(option) = self.choice(file, question, option, domain).map(OptionSet::only) else {
                            continue;
                        };
                        let (ticked, unsure) =
                            if is_sure { (option, OptionSet::EMPTY) } else { (OptionSet::EMPTY, option) };
                        ticks = ticks.and(Ticks::new(ticked, unsure));
                    }
                    Some(domain.many(ticks))
                }
                None => {
                    let example = format!("[{}]", choices[OptionId::new(0)].id);
                    self.not_taken(file, question, value, "ticks, such as", &example)
                }
            },
            Domain::Number(scale) => match ron::from_str(value.0) {
                Ok(n) => self.number(file, question, value, n, domain),
                Err(_) => self.not_taken(file, question, value, "a number, such as", &scale.usual.to_string()),
            },
        }
    }

    /// The option of this name; where there is none, a problem that says which there are.
    fn choice(&mut self, file: &File, question: BareWord, option: BareWord, domain: &Domain) -> Option<OptionId> {
        let found = domain.option(option.0).ok();
        if found.is_none() {
            let message = format!("`{}` has no answer `{}`", question.0, option.0);
            let known = domain.choices().iter().map(|choice| choice.id.as_str());
            let problem = || {
                let problem = Problem::at(file, file.range(option.0), Code::UnknownOption, message);
                problem.help(format!("it takes {}", domain.expects())).did_you_mean(option.0, known)
            };
            self.problems.add(&file.path, problem);
        }
        found
    }

    fn number(&mut self, file: &File, question: BareWord, value: Spelled, n: f64, domain: &Domain) -> Option<Answer> {
        let (code, message) = match (domain.read_number(n), domain) {
            (Ok(answer), _) => return Some(answer),
            (Err(Misfit::NotFinite), _) => (Code::NumberNotFinite, "this is not an ordinary number".to_owned()),
            (Err(Misfit::OutOfRange), Domain::Number(scale)) => {
                (Code::NumberOutOfRange, format!("`{}` runs from {} to {}", question.0, scale.low, scale.high))
            }
            (Err(_), _) => (Code::NumberNotWhole, format!("`{}` takes whole numbers", question.0)),
        };
        self.word(file, value.0, code, message);
        None
    }

    fn not_taken(
        &mut self,
        file: &File,
        question: BareWord,
        value: Spelled,
        kind: &str,
        example: &str,
    ) -> Option<Answer> {
        self.word(file, value.0, Code::WrongKind, format!("`{}` takes {kind} `{example}`", question.0));
        None
    }
}

/// A word, bare as in RON or quoted as in JSON. It keeps its place in the text.
fn word(spelled: &str) -> Option<BareWord<'_>> {
    let bare = spelled.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(spelled);
    let plain = !bare.is_empty() && bare.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    plain.then_some(BareWord(bare))
}

/// The ticks of a list, and whether each is sure.
fn ticks(spelled: &str) -> Option<Vec<(BareWord<'_>, bool)>> {
    let inside = spelled.strip_prefix('[')?.strip_suffix(']')?;
    let parts = inside.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(tick).collect()
}

/// `a` or `unsure(a)`, bare as in RON or quoted as in JSON.
fn tick(spelled: &str) -> Option<(BareWord<'_>, bool)> {
    let bare = spelled.strip_prefix('"').and_then(|part| part.strip_suffix('"')).unwrap_or(spelled);
    match doubted(bare) {
        Some(id) => Some((word(id)?, false)),
        None => Some((word(spelled)?, true)),
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn only_a_letter_spelled_by_its_number_is_put_in_its_place() {
        for (written, plain) in [
            (r#"{ "\u0066ire": "n\u006F" }"#, r#"{ "fire": "no" }"#),
            // A backslash that is itself escaped leaves the letters behind it alone.
            (r#""\\u0061""#, r#""\\u0061""#),
            (r#""\\\u0061""#, r#""\\a""#),
            (r#""\"\u0061\n""#, r#""\"a\n""#),
            (r#""\u202e \u00e9""#, r#""\u{202e} \u{e9}""#),
            (r#""\u00" "\u{61}" "\ud83d" "\é" \"#, r#""\u00" "\u{61}" "\ud83d" "\é" \"#),
        ] {
            assert_eq!(unescaped(written), plain);
        }
    }
}
