//! `pack diff`

use super::args::{Diff as Args, Format, Seconds};
use super::page::Page;
use crate::cli::error::Refusal;
use crate::cli::rules::Rules;
use crate::model::{Pack, RuleBase};
use crate::pack::unparse;
use crate::record::store::{self, Existing};
use crate::verify::diff::{Diff, Names, diff};
use crate::verify::{Changed, versions_script};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub fn page(args: &Args) -> anyhow::Result<Page> {
    let spent = Seconds { seconds: args.seconds }.spent();
    let (old, only_old) = side(&args.old)?;
    let (new, only_new) = side(&args.new)?;
    let only = args.pack.clone().or(only_new).or(only_old);
    let wanted = |it: &&Pack| only.as_ref().is_none_or(|id| *id == it.id);
    let (before, after): (Vec<&Pack>, Vec<&Pack>) =
        (old.packs.iter().filter(wanted).collect(), new.packs.iter().filter(wanted).collect());
    anyhow::ensure!(
        !before.is_empty() || !after.is_empty(),
        "neither folder has a pack `{}`",
        only.unwrap_or_default()
    );
    let find = |all: &[&Pack], id: &str| all.iter().any(|it| it.id == id);
    let gone: Vec<&str> = before.iter().map(|it| it.id.as_str()).filter(|id| !find(&after, id)).collect();
    let added: Vec<&str> = after.iter().map(|it| it.id.as_str()).filter(|id| !find(&before, id)).collect();
    let both = before.iter().filter_map(|a| Some((*a, *after.iter().find(|b| b.id == a.id)?)));
    let diffs: Vec<(&Pack, &Pack, Diff)> = both.map(|(a, b)| (a, b, diff((&old, a), (&new, b), &spent))).collect();
    if let Some(folder) = &args.smt {
        fs_err::create_dir_all(folder)?;
        for script in diffs.iter().map(|(a, b, it)| versions_script(a, b, &it.levels)) {
            store::write(&folder.join(&script.name), &script.text, Existing::Replace)?;
        }
    }
    let lower = diffs.iter().any(|(_, _, it)| it.falls().next().is_some()) || !gone.is_empty();
    let fine = (args.allow_lower || !lower) && diffs.iter().all(|(_, _, it)| it.is_complete());
    if args.format == Format::Json {
        let packs: Vec<Value> = diffs.iter().map(|(a, b, it)| json_of(a, b, it)).collect();
        return Page::json(&json!({ "schema": 1, "added": added, "removed": gone, "packs": packs }), fine);
    }
    let mut text = String::new();
    for (ids, what) in [(&gone, "gone"), (&added, "new")] {
        for id in ids {
            let _ = writeln!(text, "{id}: the pack is {what}");
        }
    }
    for (a, b, it) in &diffs {
        write(&mut text, a, b, it);
    }
    if lower && !args.allow_lower {
        text += "for some people the level falls; `--allow-lower` accepts that\n";
    }
    Ok(Page::new(text, fine))
}

/// A folder of rules, or of one pack in it.
fn side(path: &Path) -> anyhow::Result<(RuleBase, Option<String>)> {
    let whole = std::path::absolute(path)?;
    let one = whole.join("pack.ron").is_file();
    let folder: PathBuf = if one { whole.parent().unwrap_or(&whole).to_owned() } else { whole.clone() };
    let only = one.then(|| whole.file_name().unwrap_or_default().to_string_lossy().into_owned());
    let base = Rules::new(Some(folder), None).all(only.as_deref()).map_err(Refusal::Rules)?;
    Ok((base, only))
}

fn write(text: &mut String, old: &Pack, new: &Pack, it: &Diff) {
    let _ = writeln!(text, "{}: version {} to {}", new.id, old.version, new.version);
    for (what, names) in [("question", &it.questions), ("rule", &it.rules), ("source", &it.sources)] {
        for (how, ids) in [("added", &names.added), ("removed", &names.removed), ("changed", &names.changed)] {
            if !ids.is_empty() {
                let _ = writeln!(text, "  {what}s {how}: {}", ids.join(", "));
            }
        }
    }
    for (how, changes) in [("falls", it.falls().collect::<Vec<_>>()), ("rises", it.rises().collect())] {
        for change in changes {
            let Changed { from, to, .. } = change;
            let _ = writeln!(text, "  the level {how} from {from} to {to}, for one, for");
            let _ = writeln!(text, "    old: {}", unparse::given(old, &change.old));
            let _ = writeln!(text, "    new: {}", unparse::given(new, &change.new));
        }
    }
    if it.levels.changes.is_empty() && it.is_complete() {
        text.push_str("  the level is the same for every possible person\n");
    }
    if !it.is_complete() {
        text.push_str("  not everything was compared: the time was up (`--seconds` gives more)\n");
    }
}

fn json_of(old: &Pack, new: &Pack, it: &Diff) -> Value {
    let names = |it: &Names| json!({ "added": it.added, "removed": it.removed, "changed": it.changed });
    let changes = |all: Vec<&Changed>| -> Vec<Value> {
        let change = |it: &Changed| {
            let (a, b) = (unparse::given(old, &it.old), unparse::given(new, &it.new));
            json!({ "from": it.from, "to": it.to, "old": a, "new": b })
        };
        all.into_iter().map(change).collect()
    };
    json!({
        "pack": new.id, "questions": names(&it.questions), "rules": names(&it.rules), "sources": names(&it.sources),
        "falls": changes(it.falls().collect()), "rises": changes(it.rises().collect()), "complete": it.is_complete(),
    })
}
