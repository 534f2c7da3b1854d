//! `pack diff`: first for whom the level changes, then what else means something else, then which words changed.

use super::args::{Diff as Args, PackFormat};
use super::output::CommandOutput;
use super::people::told;
use crate::cli::error::Refusal;
use crate::cli::rules::Rules;
use crate::cli::screen;
use crate::model::{Answers, Pack, RuleBase};
use crate::pack::unparse;
use crate::record::store::{self, Existing};
use crate::shipped;
use crate::verify::diff::{DiffNames, PackDiff, diff, matters};
use crate::verify::{Changed, Reworded, versions_script};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The rules that come with the program; a folder of this name is `./shipped`.
const SHIPPED: &str = "shipped";

/// On a screen narrower than this the new words stand below the old ones.
const TWO_COLUMNS: usize = 72;

/// Compares two versions: those named, or the shipped rules with the one named, or with the rules in use.
pub fn output(rules: &Rules, args: &Args) -> anyhow::Result<CommandOutput> {
    let spent = args.time.spent();
    let ((old, only_old), (new, only_new)) = match args.versions.as_slice() {
        [] => {
            anyhow::ensure!(!rules.are_shipped(), "name the versions to compare, such as `pack diff shipped my-rules`");
            (side(Path::new(SHIPPED))?, (rules.all(None).map_err(Refusal::Rules)?, None))
        }
        [new] => (side(Path::new(SHIPPED))?, side(new)?),
        [old, new, ..] => (side(old)?, side(new)?),
    };
    let only = args.pack.clone().or(only_new).or(only_old);
    let wanted = |pack: &&Pack| only.as_ref().is_none_or(|id| *id == pack.id);
    let (before, after): (Vec<&Pack>, Vec<&Pack>) =
        (old.packs.iter().filter(wanted).collect(), new.packs.iter().filter(wanted).collect());
    anyhow::ensure!(
        !before.is_empty() || !after.is_empty(),
        "neither version has a pack `{}`",
        only.unwrap_or_default()
    );
    let find = |all: &[&Pack], id: &str| all.iter().any(|pack| pack.id == id);
    let gone: Vec<&str> = before.iter().map(|pack| pack.id.as_str()).filter(|id| !find(&after, id)).collect();
    let added: Vec<&str> = after.iter().map(|pack| pack.id.as_str()).filter(|id| !find(&before, id)).collect();
    let both = before.iter().filter_map(|a| Some((*a, *after.iter().find(|b| b.id == a.id)?)));
    let diffs: Vec<(&Pack, &Pack, PackDiff)> = both.map(|(a, b)| (a, b, diff((&old, a), (&new, b), &spent))).collect();
    if let Some(folder) = &args.smt {
        fs_err::create_dir_all(folder)?;
        for script in diffs.iter().map(|(old, new, diff)| versions_script(old, new, &diff.levels)) {
            store::write(&folder.join(&script.name), &script.text, Existing::Replace)?;
        }
    }
    let lower = diffs.iter().any(|(_, _, diff)| diff.falls().next().is_some()) || !gone.is_empty();
    let fine = (args.allow_lower || !lower) && diffs.iter().all(|(_, _, diff)| diff.is_complete());
    if args.printed.format == PackFormat::Json {
        let packs: Vec<Value> = diffs.iter().map(|(old, new, diff)| json_of(old, new, diff)).collect();
        return CommandOutput::json(&json!({ "schema": 1, "added": added, "removed": gone, "packs": packs }), fine);
    }
    let mut text = String::new();
    for (ids, what) in [(&gone, "gone"), (&added, "new")] {
        for id in ids {
            let _ = writeln!(text, "{id}: the pack is {what}");
        }
    }
    for (old, new, diff) in &diffs {
        write(&mut text, old, new, diff);
    }
    if lower && !args.allow_lower {
        text += "for some people the level falls; `--allow-lower` accepts that\n";
    }
    Ok(CommandOutput::new(text, fine))
}

/// The shipped rules, a folder of rules, or of one pack in one, or folders laid over each other.
fn side(path: &Path) -> anyhow::Result<(RuleBase, Option<String>)> {
    if path == Path::new(SHIPPED) {
        return Ok((Rules::new(Vec::new(), None).all(None).map_err(Refusal::Rules)?, None));
    }
    let layers: Vec<PathBuf> = std::env::split_paths(path).collect();
    if layers.len() > 1 {
        return Ok((Rules::new(layers, None).all(None).map_err(Refusal::Rules)?, None));
    }
    let whole = std::path::absolute(path)?;
    let name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // A folder of one pack has its header, or is a piece that is laid over a pack of that name.
    let one = has_rules(&whole) && (whole.join("pack.ron").is_file() || shipped::has(&name));
    let folder = if one { root(whole.parent().unwrap_or(&whole)).to_owned() } else { whole.clone() };
    let only = one.then_some(name);
    let base = Rules::new(vec![folder], None).all(only.as_deref()).map_err(Refusal::Rules)?;
    Ok((base, only))
}

/// The folder of rules that this folder is, or lies in: packs may lie together in folders of their own.
fn root(folder: &Path) -> &Path {
    match folder.parent() {
        Some(above) if !has_rules(folder) && above.join("library.ron").is_file() => above,
        _ => folder,
    }
}

fn has_rules(folder: &Path) -> bool {
    let entries = fs_err::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| path.extension().is_some_and(|ending| ending == "ron"))
}

fn write(text: &mut String, old: &Pack, new: &Pack, diff: &PackDiff) {
    let _ = writeln!(text, "{}: version {} to {}", new.id, old.version, new.version);
    for (how, changes) in [("falls", diff.falls().collect::<Vec<_>>()), ("rises", diff.rises().collect())] {
        for change in changes {
            let Changed { from, to, .. } = change;
            let _ = writeln!(text, "  the level {how} from {from} to {to}, for one, for");
            who(text, "old", old, &change.old, change);
            who(text, "new", new, &change.new, change);
        }
    }
    if diff.levels.changes.is_empty() && diff.is_complete() {
        text.push_str("  the level is the same for every possible person\n");
    }
    if !diff.is_complete() {
        text.push_str("  not everything was compared: the time was up (`--seconds` gives more)\n");
    }
    for moved in &diff.baselines {
        let _ = writeln!(text, "  the baseline of `{}` moves from {} to {}", moved.question, moved.from, moved.to);
    }
    for (what, names) in [("question", &diff.questions), ("rule", &diff.rules), ("source", &diff.sources)] {
        for (how, ids) in [("added", &names.added), ("removed", &names.removed), ("changed", &names.changed)] {
            if !ids.is_empty() {
                let _ = writeln!(text, "  {what}s {how}: {}", ids.join(", "));
            }
        }
    }
    if !diff.wording.is_empty() {
        let _ = writeln!(text, "  words, old and new:");
    }
    diff.wording.iter().for_each(|reworded| words(text, reworded));
}

fn who(text: &mut String, version: &str, pack: &Pack, person: &Answers, change: &Changed) {
    let _ = writeln!(text, "    {version}: {}", unparse::given(pack, person));
    for line in told(pack, person, &matters(pack, person, change)) {
        let wrap = textwrap::Options::new(screen::width()).initial_indent("      ").subsequent_indent("        ");
        let _ = writeln!(text, "{}", textwrap::fill(&line, wrap));
    }
}

/// The old words beside the new ones, or above them where there is little room.
fn words(text: &mut String, reworded: &Reworded) {
    let _ = writeln!(text, "    {}, {}", reworded.what, reworded.part);
    let none = |words: &str| if words.is_empty() { "(none)".to_owned() } else { words.to_owned() };
    let (old, new) = (none(&reworded.old), none(&reworded.new));
    let room = screen::width().saturating_sub(6);
    if room < TWO_COLUMNS {
        for (sign, words) in [("- ", &old), ("+ ", &new)] {
            let sign = format!("      {sign}");
            let wrap = textwrap::Options::new(screen::width()).initial_indent(&sign).subsequent_indent("        ");
            let _ = writeln!(text, "{}", textwrap::fill(words, wrap));
        }
        return;
    }
    let width = (room - 3) / 2;
    let (left, right) = (textwrap::wrap(&old, width), textwrap::wrap(&new, width));
    for at in 0..left.len().max(right.len()) {
        let (left, right) = (left.get(at).map_or("", AsRef::as_ref), right.get(at).map_or("", AsRef::as_ref));
        let gap = width.saturating_sub(textwrap::core::display_width(left));
        let line = format!("      {left}{} | {right}", " ".repeat(gap));
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

fn json_of(old: &Pack, new: &Pack, diff: &PackDiff) -> Value {
    let names = |names: &DiffNames| json!({ "added": names.added, "removed": names.removed, "changed": names.changed });
    let changes = |all: Vec<&Changed>| -> Vec<Value> {
        let change = |change: &Changed| {
            let (a, b) = (unparse::given(old, &change.old), unparse::given(new, &change.new));
            json!({
                "from": change.from, "to": change.to, "old": a, "new": b,
                "old_words": told(old, &change.old, &matters(old, &change.old, change)),
                "new_words": told(new, &change.new, &matters(new, &change.new, change)),
            })
        };
        all.into_iter().map(change).collect()
    };
    let moved =
        diff.baselines.iter().map(|moved| json!({ "question": moved.question, "from": moved.from, "to": moved.to }));
    let reworded = diff.wording.iter().map(
        |reworded| json!({ "what": reworded.what, "part": reworded.part, "old": reworded.old, "new": reworded.new }),
    );
    json!({
        "pack": new.id, "questions": names(&diff.questions), "rules": names(&diff.rules), "sources": names(&diff.sources),
        "falls": changes(diff.falls().collect()), "rises": changes(diff.rises().collect()), "complete": diff.is_complete(),
        "baselines": moved.collect::<Vec<_>>(), "wording": reworded.collect::<Vec<_>>(),
    })
}
