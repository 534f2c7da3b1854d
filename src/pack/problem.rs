//! What is wrong with a rule file, where, and what to do about it.

use crate::model::SourcePlace;
use crate::pack::file::File;
use crate::text::SafeText;
use crate::text::suggest;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt;
use std::ops::Range;

macro_rules! codes {
    ($($code:ident, $word:literal, $severity:ident, $page:literal;)*) => {
        /// Every kind of problem. The words are stable: scripts and pages may rely on them.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $(#[doc = $page] $code,)* }

        impl Code {
            /// Every code, in the order of the pages.
            pub const ALL: &'static [Code] = &[$(Code::$code,)*];

            /// The stable word, such as `unknown-question`.
            pub fn word(self) -> &'static str {
                match self { $(Code::$code => $word,)* }
            }

            /// Whether the rules can be used all the same.
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => Severity::$severity,)* }
            }

            /// What it means and how to mend it, for the page of `explain`.
            pub fn page(self) -> &'static str {
                match self { $(Code::$code => $page,)* }
            }
        }
    };
}

codes! {
    Unreadable, "unreadable", Error, "The file or folder could not be read. Check that it exists, that it is a plain file, and that you may read it.";
    NotUtf8, "not-utf8", Error, "The file holds bytes that are not UTF-8 text. Save it as UTF-8 in your editor.";
    ByteOrderMark, "byte-order-mark", Error, "The file begins with an invisible mark that some editors add. Save it as UTF-8 without a mark (BOM).";
    TooBig, "too-big", Error, "A rule file may have at most 4 MiB, and a folder of rules at most 64 MiB and 1,000 files. The cases of a pack times its questions may come to 10 million.";
    TooManyProblems, "too-many-problems", Error, "Only the first 200 problems of a file are told one by one. Mend those, and read the file again.";
    TooDeep, "too-deep", Error, "Brackets nest deeper than any rule needs. Split the condition into several rules.";
    Unbalanced, "unbalanced", Error, "A bracket, a quote or a comment is opened and never closed, or closed and never opened.";
    Syntax, "syntax", Error, "The statement is not written in a way that can be read. Compare it with a statement nearby that works.";
    UnknownWord, "unknown-word", Error, "A word stands where only certain words may stand, such as a level or a kind of answer.";
    UnknownField, "unknown-field", Error, "The statement has a field of a name that it does not take. Often it is a slip of spelling.";
    MissingField, "missing-field", Error, "The statement lacks a field that it needs.";
    DuplicateField, "duplicate-field", Error, "The statement has the same field twice. Keep one.";
    DuplicateKey, "duplicate-key", Error, "A list in curly brackets names the same word twice. Keep one.";
    DuplicateId, "duplicate-id", Error, "Two statements of the same kind have the same id. Every id is used once in a pack.";
    MisplacedStatement, "misplaced-statement", Error, "The statement does not belong in this file. `Pack` and `Promise` go into `pack.ron`; `Source` and `Term` go into the library beside the packs; questions, rules and cases go into the file of a section; `people.ron` takes cases only.";
    NoHeader, "no-header", Error, "A pack needs one file `pack.ron` with one `Pack(..)` statement whose id is the name of the folder.";
    SectionWithoutFile, "section-without-file", Error, "The header names a section, but the folder has no file of that name.";
    FileWithoutSection, "file-without-section", Error, "The folder has a rule file that the header does not name among its sections, so nobody would ever be asked it.";
    UnknownQuestion, "unknown-question", Error, "A condition, a case or a wait names a question that the pack does not have.";
    UnknownOption, "unknown-option", Error, "The question is there, but it has no answer of this name.";
    UnknownRule, "unknown-rule", Error, "A case or a promise names a rule that the pack does not have.";
    UnknownSource, "unknown-source", Error, "The library has no source of this id.";
    UnknownDefinition, "unknown-definition", Error, "`holds(..)` names a `Define` that the pack does not have.";
    Circle, "circle", Error, "A definition holds itself, or holds another that holds it. Write out one of them.";
    UnknownPack, "unknown-pack", Error, "`Library` and `Day` name packs by the folder they stand in, and `Day` gates only the lists it names.";
    UnknownRisk, "unknown-risk", Error, "The header of the pack declares no risk of this name.";
    UnknownTopic, "unknown-topic", Error, "No other pack has a rule of this id to read more in.";
    LooksAhead, "looks-ahead", Error, "`ask_if` may look only at questions that are asked earlier. Move the question up, or the condition down. In a `Day`, what gates a list stands before it in `lists`.";
    WrongKind, "wrong-kind", Error, "`is` reads a single answer, `has` reads ticks, `under` and `over` read numbers. An answer in a case must be of the kind the question takes.";
    NumberOutOfRange, "number-out-of-range", Error, "The number lies outside the range of the question.";
    NumberNotFinite, "number-not-finite", Error, "The number is not an ordinary one.";
    NumberNotWhole, "number-not-whole", Error, "The question takes whole numbers only. Write the range with a decimal point to allow others.";
    BadRange, "bad-range", Error, "A range is written `low..=high`, with the low end first, and at most 1,000,000.";
    BadCount, "bad-count", Error, "`at_least(n, [..])` needs n between 1 and the number of its parts.";
    TooManyParts, "too-many-parts", Error, "`at_least(n, [..])` may count at most 64 parts. Join parts that belong together with `any`.";
    NoOptions, "no-options", Error, "A question needs at least two options to choose from, or one to tick.";
    TooManyOptions, "too-many-options", Error, "A question may have at most 64 options; people can read about ten.";
    ReservedWord, "reserved-word", Error, "`unsure` is built in, so no option may be called so, and `varies` stands for no ordinary answer. No tick of a `Many` may be called `none`: that is how a table writes that nothing was ticked.";
    LayersOrder, "layers-order", Error, "Layers are written from the top down: each ends deeper than the one above it.";
    NoSource, "no-source", Error, "Every rule cites at least one source.";
    MissingWording, "missing-wording", Error, "A rule uses a level for which the header of the pack has no headline in `wording`.";
    WaitMissing, "wait-missing", Error, "A deferral says when it ends: `until(question, n)`, `after(\"event\", days)` or `days(n)`.";
    WaitMisplaced, "wait-misplaced", Error, "Only a deferral has a `wait`.";
    WaitNotTime, "wait-not-time", Error, "`until` counts days, weeks or months, so its question must be a number with that unit; and only such a number changes by waiting.";
    ReadBackMisplaced, "read-back-misplaced", Error, "`read_back` is for items of a checklist, which trainer and trainee read back to each other.";
    EmptyPromise, "empty-promise", Error, "A promise says what must follow: `at_least: Level`, `finds: [rule, ..]`, or both.";
    ImpossiblePerson, "impossible-person", Error, "What an `Impossible` says cannot be is what a case gives, or what the baseline answers everywhere. Change the case, or the condition.";
    EmptyText, "empty-text", Error, "A text that people read is empty.";
    ControlCharacter, "control-character", Error, "A text holds an invisible character that could confuse a screen: a control, direction or zero-width character.";
    BadCountry, "bad-country", Error, "A contact names its country by two capital letters, such as \"GB\", or by \"\" for everywhere else.";
    UnknownPlace, "unknown-place", Error, "Only `{emergency}`, `{advice}`, `{crisis}`, `{poison}` and `{report}` may stand in curly brackets in a text; in `not_before` it is `{day}`.";
    NothingBeneath, "nothing-beneath", Error, "A `Change` or an `Off` names something that the rules beneath do not have in this pack. Perhaps it has another name now, or is gone: then take the statement away.";
    StaleChange, "stale-change", Error, "What a `Change` or an `Off` is about was changed beneath since it was written. Read both, mend yours if need be, and write the new `seen`.";
    ChangedTwice, "changed-twice", Error, "Two statements change the same thing, or one changes what another switches off. Keep one.";
    EmptyChange, "empty-change", Error, "A `Change` names one question or rule, and a text that it has. An `Off` names one question, rule, promise or case.";
    BadDate, "bad-date", Error, "A date is written like \"2027-05-31\".";
    VendorOnly, "vendor-only", Warning, "Every source of the rule is a maker's or a clinic's page. Mark the rule with `vendor_only: true`, so that the reader is told.";
    NotVendorOnly, "not-vendor-only", Warning, "The rule is marked `vendor_only`, but one of its sources is not a maker's or a clinic's page. Take the mark away.";
    PastReview, "past-review", Warning, "The date by which this should have been looked at again has passed.";
    ReviewStale, "review-stale", Warning, "The rule is not as `reviewed_by` saw it: its words, its level, its questions or for whom it is found changed since, or `seen` was left out. Answers no longer name the reviewer. Have it reviewed again, and write the new `seen`.";
    UnusedSource, "unused-source", Warning, "No rule cites this source.";
    HardToRead, "hard-to-read", Warning, "The text needs a higher reading grade than 8. Use shorter sentences and shorter words.";
    ForbiddenWords, "forbidden-words", Warning, "The text uses words that this pack must not use, such as \"safe\" as a verdict.";
    OneSide, "one-side", Warning, "A word that a `OneSide` names is known on one side of the ocean only. Write the other one, or both.";
    HardWord, "hard-word", Warning, "A long word is neither common nor in the glossary. Use an easier one, or add a `Term`.";
    QuestionUnread, "question-unread", Warning, "No rule, closing or `ask_if` looks at this question. Add a rule that reads it, or drop it.";
    OptionUnread, "option-unread", Warning, "No rule, closing or `ask_if` looks at this tick. Add a rule that reads it, or drop it.";
    UnusedDefinition, "unused-definition", Warning, "No condition holds this `Define`. Use it with `holds(..)`, or drop it.";
    RepeatedCondition, "repeated-condition", Warning, "The same long condition is written out in two places, where one can be changed and the other forgotten. Give it a name with `Define`.";
    BaselineFound, "baseline-found", Warning, "The person who gives the baseline answer everywhere has a finding.";
    OptionWithoutCase, "option-without-case", Warning, "No case gives this answer.";
    RuleWithoutCase, "rule-without-case", Warning, "No case expects this rule.";
}

/// How much a problem weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    /// The rules cannot be used.
    Error,
    /// The rules can be used, and could be better.
    Warning,
}

/// One thing wrong, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// Where it is.
    pub place: SourcePlace,
    /// The line it stands on, or as much of a long one as is worth showing.
    pub text: String,
    /// From which character of it, and how many, are meant.
    pub from: usize,
    /// How many characters are meant, at least one.
    pub length: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// How many problems it stands for: one, but for the word that there are too many.
    pub count: usize,
}

/// So many characters of a line are shown on either side of a problem.
const WINDOW: usize = 100;

impl Problem {
    /// A problem with a stretch of a file.
    pub fn at(file: &File, range: Range<usize>, code: Code, message: impl Into<String>) -> Problem {
        let place = file.place(range.start);
        let (before, after) = file.text.split_at_checked(range.start).unwrap_or(("", &file.text));
        let (before, cut) = shown(before.chars().rev());
        let (after, goes_on) = shown(after.chars());
        let left = cut.then_some('…').into_iter().chain(before.into_iter().rev());
        let text: String = left.clone().chain(after).chain(goes_on.then_some('…')).collect();
        let meant = file.text.get(range).map_or(1, |meant| shown(meant.chars()).0.len());
        let message = message.into();
        Problem { code, place, text, from: left.count(), length: meant.max(1), message, help: None, count: 1 }
    }

    /// A problem with a whole file or folder.
    pub fn whole(path: &str, code: Code, message: impl Into<String>) -> Problem {
        let place = SourcePlace { path: path.to_owned(), line: 1, column: 1 };
        Problem::with(&place, code, message)
    }

    /// A problem with a statement that has been read.
    pub fn with(place: &SourcePlace, code: Code, message: impl Into<String>) -> Problem {
        let (place, message) = (place.clone(), message.into());
        Problem { code, place, text: String::new(), from: 0, length: 1, message, help: None, count: 1 }
    }

    /// The same problem, with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// Names the known word most like the one that is not known.
    #[must_use]
    pub fn did_you_mean<'a>(mut self, word: &str, known: impl Iterator<Item = &'a str>) -> Problem {
        if let Some(near) = suggest(word, known) {
            self.help = Some(format!("did you mean `{near}`?"));
        }
        self
    }

    /// One line, for a script: `before/skin.ron:3:9: error[unknown-question]: ...`.
    pub fn line(&self) -> String {
        let help = self.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
        let kind = match self.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let SourcePlace { path, line, column } = self.place.shown();
        // A folder that cannot be read has no file to name.
        let place = if path.is_empty() { String::new() } else { format!("{path}:{line}:{column}: ") };
        let text = format!("{place}{kind}[{}]: {}{help}", self.code.word(), self.message);
        SafeText::new(&text).to_string()
    }
}

/// The letters of a line as far as they are shown, and whether it goes on.
fn shown(letters: impl Iterator<Item = char>) -> (Vec<char>, bool) {
    let in_line = letters.take_while(|letter| !matches!(letter, '\n' | '\r'));
    let mut letters: Vec<char> = in_line.take(WINDOW + 1).collect();
    let goes_on = letters.len() > WINDOW;
    letters.truncate(WINDOW);
    (letters, goes_on)
}

/// How many problems these are, those that are only counted with them.
pub fn total(problems: &[Problem]) -> usize {
    problems.iter().map(|problem| problem.count).sum()
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.code.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let clean = |text: &str| SafeText::new(text).to_string();
        let (text, message, path) = (clean(&self.text), clean(&self.message), clean(&self.place.shown().path));
        let title = level.primary_title(&message).id(self.code.word());
        let SourcePlace { line, column, .. } = &self.place;
        let origin = annotate_snippets::Origin::path(&path).line(*line).char_column(*column);
        let group = if path.is_empty() {
            Group::with_title(title)
        } else if text.is_empty() {
            Group::with_title(title).element(origin)
        } else {
            let byte = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
            let span = byte(self.from)..byte(self.from + self.length);
            let snippet = Snippet::source(&text).line_start(self.place.line);
            let snippet = snippet.annotation(AnnotationKind::Primary.span(span));
            let group = Group::with_title(title);
            if self.from + 1 == self.place.column {
                group.element(snippet.path(&path))
            } else {
                group.element(origin).element(snippet)
            }
        };
        let help = self.help.as_deref().map(clean);
        let group = match &help {
            Some(help) => group.element(Level::HELP.message(help)),
            None => group,
        };
        f.write_str(&Renderer::plain().render(&[group]))
    }
}
