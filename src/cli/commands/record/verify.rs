//! `record verify`: whether a record is as it was written, and whether it still follows.

use super::files;
use crate::cli::output;
use crate::cli::rules::Rules;
use crate::record::{RecordFault, Verification};
use crate::report::words;
use crate::text::SafeText;
use crate::training::drill::Attempts;
use crate::training::saved::Saved;
use anyhow::bail;
use std::path::Path;
use std::process::ExitCode;

const ALTERED: &str = "altered: this is not what needlewise wrote\n";

pub fn run(rules: &Rules, path: &Path) -> anyhow::Result<ExitCode> {
    let saved = match files::load(path)? {
        Ok(saved) => saved,
        Err(RecordFault::Altered) => return told(ALTERED, 1),
        Err(err) => bail!("{}: {err}", path.display()),
    };
    let (made_by, is_shipped) = match &saved {
        Saved::Check(record) => (record.pack.fingerprint.as_str(), record.pack.shipped),
        Saved::Run(run) => (run.fingerprint.as_str(), run.shipped),
        Saved::Drills(attempts) => return drills(attempts),
    };
    let pack = saved.pack().unwrap_or_default();
    let base = rules.any(pack)?;
    let strangers = if is_shipped {
        String::new()
    } else {
        format!("  made by rules that are not the shipped ones, {}\n", words::fingerprint(made_by))
    };
    match saved.verify(&base) {
        Verification::Same => {
            told(&format!("the same: these answers and these rules give this result\n{strangers}"), 0)
        }
        Verification::Altered => told(ALTERED, 1),
        Verification::Unknown => bail!(
            "nothing was edited since it was written, but there is no pack `{}` here to read it against; name its folder with --rules",
            SafeText::from(pack)
        ),
        Verification::Changed { then, now, found_now, no_longer, set_aside } => {
            let mut text = format!("the rules have changed since: then {then}, now {now}\n{strangers}");
            let here = base.packs.first().map_or("", |pack| &pack.fingerprint);
            text += &format!(
                "  made by the rules {}, held against {}\n",
                words::fingerprint(made_by),
                words::fingerprint(here)
            );
            for title in found_now {
                text += &format!("  found now: {}\n", SafeText::from(title));
            }
            for title in no_longer {
                text += &format!("  no longer found: {}\n", SafeText::from(title));
            }
            if set_aside > 0 {
                text += &format!("  {set_aside} of the answers have no place in the rules of today\n");
            }
            told(&text, 1)
        }
    }
}

fn drills(attempts: &Attempts) -> anyhow::Result<ExitCode> {
    if attempts.altered.is_empty() {
        let whole = words::count(attempts.attempts.len(), "line");
        let notices = attempts.notices().into_iter().map(|notice| format!("  {}\n", SafeText::new(notice)));
        return told(&format!("the same: {whole} as they were written\n{}", notices.collect::<String>()), 0);
    }
    let lines = attempts.altered.iter().map(|number| format!("altered: line {number} is not what needlewise wrote"));
    told(&(lines.collect::<Vec<_>>().join("\n") + "\n"), 1)
}

fn told(text: &str, code: u8) -> anyhow::Result<ExitCode> {
    output::print(text)?;
    Ok(ExitCode::from(code))
}
