//! `compare`: a trainer's and a trainee's sheets about the same person, or a folder of such pairs.

mod once;
mod sheet;

use crate::cli::error::tell_problems;
use crate::cli::output;
use crate::cli::rules::Rules;
use crate::model::{Level, Pack, RuleBase};
use crate::report::words::{self, strangers};
use crate::text::SafeText;
use crate::training::compare::{Agreement, Comparison, SheetStand, agreement, compare};
use anyhow::{bail, ensure};
use sheet::AnswerSheet;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise compare trainer.json trainee.json
  needlewise compare trainer.json trainee.json --pack after
  needlewise compare trainer.ron trainee.ron
  needlewise compare pairs/

In a folder, NAME.trainer.json stands beside NAME.trainee.json; .ron will do.

A sheet is a file of answers as `needlewise check --answers` takes it,
{ age: 30, places: [lips] } or
{\"age\": 30, \"places\": [\"lips\"]}, the JSON of `needlewise check`, or a record.
A record that was altered is refused; in a folder the pair is passed over and named.

A question that neither answered is counted apart: silence is no agreement.
Kappa is how far two people agree beyond chance: 1 always, 0 as chance would
have it. Its interval is wide where there are few pairs.

Exit codes: 0 the levels agree, 1 they do not, 2 bad usage or input.";

#[derive(clap::Args)]
pub struct Compare {
    /// The trainer's sheet, or a folder of pairs
    pub first: PathBuf,
    /// The trainee's sheet
    pub second: Option<PathBuf>,
    /// The pack, where the sheets do not name it
    #[arg(long, value_name = "PACK")]
    pub pack: Option<String>,
}

pub fn run(rules: &Rules, args: &Compare) -> anyhow::Result<ExitCode> {
    let base = rules.to_choose()?;
    let mut text = String::new();
    let code = match &args.second {
        Some(second) => {
            let (pack, comparison) = both(rules, args, &base, &args.first, second)?;
            text.extend(strangers(pack).map(|line| line + "\n"));
            pair(pack, &comparison, &mut text);
            u8::from(comparison.first.level != comparison.second.level)
        }
        None if args.first.is_dir() => {
            let mut folder = Folder::default();
            let mut refused = 0;
            for (name, one, two) in pairs(&args.first)? {
                match both(rules, args, &base, &one, &two) {
                    Ok((pack, comparison)) => folder.add(&name, pack, &comparison),
                    Err(err) => {
                        refused += 1;
                        tell_problems(&err);
                        warn!("{}: passed over: {}", SafeText::new(&name), SafeText::from(format!("{err:#}")));
                    }
                }
            }
            ensure!(!folder.lines.is_empty(), "none of the pairs in `{}` can be compared", args.first.display());
            text.extend(base.packs.first().and_then(strangers).map(|line| line + "\n"));
            folder.write(&mut text);
            let differ = folder.levels.iter().any(|(first, second)| first != second);
            if refused > 0 { 2 } else { u8::from(differ) }
        }
        None => bail!("give two sheets, or a folder of pairs; `needlewise compare --help` shows both"),
    };
    output::print(&output::folded(&text, 4))?;
    Ok(ExitCode::from(code))
}

/// Two sheets about the same person, held against each other.
fn both<'b>(
    rules: &Rules,
    args: &Compare,
    base: &'b RuleBase,
    first: &Path,
    second: &Path,
) -> anyhow::Result<(&'b Pack, Comparison)> {
    let (first, second) = (sheet::read(first)?, sheet::read(second)?);
    let pack = rules.find(base, &named(rules, args, &first, &second)?)?;
    let comparison = compare(pack, &first.answers(base, pack)?, &second.answers(base, pack)?);
    Ok((pack, comparison))
}

fn named(rules: &Rules, args: &Compare, first: &AnswerSheet, second: &AnswerSheet) -> anyhow::Result<String> {
    match (&args.pack, &first.pack, &second.pack) {
        (Some(pack), _, _) => Ok(pack.clone()),
        (None, Some(one), Some(two)) if one != two => {
            bail!("the sheets are about two packs, `{}` and `{}`", SafeText::new(one), SafeText::new(two))
        }
        (None, one, two) => rules.named(one.as_deref().or(two.as_deref())),
    }
}

/// What a sheet in a folder may be called at the end.
const ENDINGS: [&str; 2] = ["json", "ron"];

/// `NAME.trainer.json` with `NAME.trainee.json`, either of them perhaps `.ron`, in order of name.
fn pairs(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf, PathBuf)>> {
    let mut pairs = Vec::new();
    for entry in fs_err::read_dir(folder)? {
        let first = entry?.path();
        let name = first.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some((name, ending)) = name.rsplit_once('.').filter(|(_, ending)| ENDINGS.contains(ending)) else {
            continue;
        };
        let file = |name: &str, who: &str, ending: &str| folder.join(format!("{name}.{who}.{ending}"));
        let other = |name: &str, who: &str| ENDINGS.iter().any(|ending| file(name, who, ending).is_file());
        if let Some(name) = name.strip_suffix(".trainee").filter(|name| !other(name, "trainer")) {
            warn!("{}: passed over: there is no `{}.trainer.json`", SafeText::new(name), SafeText::new(name));
        }
        let Some(name) = name.strip_suffix(".trainer").map(str::to_owned) else { continue };
        // The other sheet is looked for in the same form first.
        let forms = std::iter::once(ending).chain(ENDINGS);
        let second = forms.map(|ending| file(&name, "trainee", ending)).find(|file| file.is_file());
        if let Some(second) = second {
            pairs.push((name, first, second));
        } else {
            warn!("{}: passed over: there is no `{}.trainee.json`", SafeText::new(&name), SafeText::new(&name));
        }
    }
    if pairs.is_empty() {
        bail!("there is no pair in `{}`; a pair is NAME.trainer.json beside NAME.trainee.json", folder.display());
    }
    pairs.sort();
    Ok(pairs)
}

fn pair(pack: &Pack, compared: &Comparison, text: &mut String) {
    let Comparison { first, second, same, answered, neither, .. } = compared;
    let _ = writeln!(text, "Trainer: {}\nTrainee: {}", stand(first), stand(second));
    let _ = writeln!(text, "{same} of {} answered the same.{}", count(*answered), by_neither(*neither));
    for difference in &compared.differences {
        let question = &pack.questions[difference.question];
        let _ = writeln!(text, "\n{}", SafeText::new(&question.ask));
        let said = |answer| match answer {
            None => "not answered".to_owned(),
            Some(answer) => SafeText::new(&words::answer(question, answer)).to_string(),
        };
        let _ = writeln!(text, "  trainer: {}\n  trainee: {}", said(difference.first), said(difference.second));
        let effect = |whose: &str, is: Level, would_be: Level| {
            if is == would_be {
                format!("  with the other's answer the {whose}'s level stays {}\n", is.word())
            } else {
                format!(
                    "  with the other's answer the {whose}'s level would be {}, not {}\n",
                    would_be.word(),
                    is.word()
                )
            }
        };
        *text += &effect("trainer", first.level, difference.first_would_be);
        *text += &effect("trainee", second.level, difference.second_would_be);
    }
    if compared.differences.is_empty() {
        *text += if *answered == 0 { "Nothing to compare.\n" } else { "No difference.\n" };
    }
}

/// The level of a sheet, and where questions are open, how far that level hangs on them.
fn stand(stand: &SheetStand) -> String {
    let level = stand.level.word();
    if stand.open == 0 {
        return format!("{level}.");
    }
    let open = format!("{} of {} open, which counts as not known", stand.open, count(stand.asked));
    format!("{level}; {} by what was answered alone ({open}).", stand.answered.word())
}

fn count(questions: usize) -> String {
    words::count(questions, "question")
}

fn by_neither(neither: usize) -> String {
    if neither == 0 { String::new() } else { format!(" {} answered by neither.", count(neither)) }
}

/// A folder of pairs, added up.
#[derive(Default)]
struct Folder {
    /// How far apart the levels are, how many answers differ, and the line that says so.
    lines: Vec<(usize, usize, String)>,
    /// The levels of each pair, and those by what was answered alone.
    levels: Vec<(Level, Level)>,
    answered_levels: Vec<(Level, Level)>,
    /// How many sheets have open questions.
    partial: usize,
    answered: usize,
    same: usize,
    neither: usize,
    /// By question: how often two people differed.
    differ: BTreeMap<(String, String), usize>,
}

impl Folder {
    fn add(&mut self, name: &str, pack: &Pack, compared: &Comparison) {
        let Comparison { first, second, same, answered, neither, differences } = compared;
        let call = match second.level.cmp(&first.level) {
            std::cmp::Ordering::Less => "under-called",
            std::cmp::Ordering::Equal => "the same",
            std::cmp::Ordering::Greater => "over-called",
        };
        let open = match (first.open, second.open) {
            (0, 0) => String::new(),
            (one, two) => format!("; open: trainer {one} of {}, trainee {two} of {}", first.asked, second.asked),
        };
        let name = SafeText::new(name);
        let line = format!(
            "  {name}: trainer {}, trainee {}: {call}; {same} of {answered} answers the same{open}",
            first.level.word(),
            second.level.word()
        );
        let apart = (first.level as usize).abs_diff(second.level as usize);
        self.lines.push((apart, differences.len(), line));
        self.levels.push((first.level, second.level));
        self.answered_levels.push((first.answered, second.answered));
        self.partial += [first, second].iter().filter(|stand| stand.open > 0).count();
        self.answered += answered;
        self.same += same;
        self.neither += neither;
        for difference in differences {
            let ask = pack.questions[difference.question].ask.clone();
            *self.differ.entry((pack.id.clone(), ask)).or_default() += 1;
        }
    }

    fn write(&self, text: &mut String) {
        let levels = agreement(&self.levels);
        let pairs = words::count(levels.pairs, "pair");
        let mut lines: Vec<_> = self.lines.iter().collect();
        lines.sort_by_key(|(apart, differ, _)| std::cmp::Reverse((*apart, *differ)));
        let _ = writeln!(text, "{pairs}, those that differ most first");
        lines.iter().for_each(|(_, _, line)| *text += &format!("{line}\n"));
        let _ = writeln!(text, "\nLevel: {}", in_words(&levels));
        if self.partial > 0 {
            let sheets = words::count(self.partial, "sheet");
            let _ = writeln!(text, "Level by what was answered alone: {}", in_words(&agreement(&self.answered_levels)));
            let _ =
                writeln!(text, "{sheets} with open questions: those count as not known, which may be all that agrees.");
        }
        let answers = Agreement { pairs: self.answered, same: self.same, kappa: None, interval: None };
        let (same, of) = (self.same, self.answered);
        let by_neither = by_neither(self.neither);
        let _ = writeln!(text, "Answers: {:.0} in 100 the same ({same} of {of}).{by_neither}", answers.percent());
        if self.neither > 0 {
            let all = Agreement { pairs: of + self.neither, ..answers };
            let _ = writeln!(text, "Of all that was asked: {:.0} in 100 ({same} of {}).", all.percent(), all.pairs);
        }
        let under = self.levels.iter().filter(|(first, second)| second < first).count();
        let over = self.levels.iter().filter(|(first, second)| second > first).count();
        let _ = writeln!(text, "Under-called by the trainee: {under}. Over-called: {over}.");
        let mut differ: Vec<_> = self.differ.iter().collect();
        differ.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
        if !differ.is_empty() {
            *text += "\nAnswered differently most often\n";
        }
        for ((pack, ask), times) in differ.into_iter().take(10) {
            let _ = writeln!(text, "  {times:>3}  {} ({})", SafeText::new(ask), SafeText::new(pack));
        }
    }
}

fn in_words(agreement: &Agreement) -> String {
    let kappa = match (agreement.kappa, agreement.interval) {
        (Some(kappa), Some((low, high))) => {
            format!("Cohen's kappa {kappa:.2} (95% confidence interval {low:.2} to {high:.2})")
        }
        _ => "kappa cannot be told: everybody is on one level".to_owned(),
    };
    let Agreement { same, pairs, .. } = agreement;
    format!("{:.0} in 100 the same ({same} of {pairs}), {kappa}", agreement.percent())
}
