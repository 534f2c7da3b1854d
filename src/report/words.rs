//! Levels, answers, dates and sources in words.

use crate::engine::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Domain, Grade, Level, OptionSet, Pack, Question, Reading, Source, Ticks, day};
use crate::text::SafeText;
use jiff::civil::Date;

/// A level in a few words, for a bar or a tag. The headline is the pack's.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Note => "nothing extra found",
        Level::Precaution => "take care",
        Level::Professional => "trained hands only",
        Level::Deferral => "wait",
        Level::Contraindication => "do not go on",
        Level::Urgent => "get help today",
        Level::Emergency => "get help now",
    }
}

/// The level of a finding in a few words.
pub fn finding(found: Level) -> &'static str {
    if found == Level::Note { "good to know" } else { level(found) }
}

/// What stands before the reason of a finding, and before its advice.
pub fn labels(possible: bool) -> [&'static str; 2] {
    if possible { ["Why, if it is so", "What to do, if it is so"] } else { ["Why", "What to do"] }
}

/// An answer as the person saw it. Ticks are joined by commas.
pub fn answer(question: &Question, answer: Answer) -> String {
    match (answer, &question.domain) {
        (Answer::Unsure, _) => "not sure".to_owned(),
        (Answer::One(option), domain) => domain.label(option).to_owned(),
        (Answer::Many(Ticks::NONE), _) => "none of these".to_owned(),
        (Answer::Many(ticks), domain) => {
            let labels = |options: OptionSet| {
                let choices = domain.choices().iter_enumerated().filter(|(option, _)| options.contains(*option));
                choices.map(|(_, choice)| choice.label.as_str()).collect::<Vec<_>>().join(", ")
            };
            match (ticks.ticked(), ticks.unsure()) {
                (ticked, OptionSet::EMPTY) => labels(ticked),
                (OptionSet::EMPTY, unsure) => format!("not sure about: {}", labels(unsure)),
                (ticked, unsure) => format!("{}; not sure about: {}", labels(ticked), labels(unsure)),
            }
        }
        (Answer::Number(n), Domain::Number(scale)) => amount(n, &scale.unit),
        (Answer::Number(n), _) => n.to_string(),
    }
}

/// What sets a person apart from the baseline, one question and its answer a line; answers to questions that are not
/// asked are left out.
pub fn person(pack: &Pack, answers: &Answers) -> Vec<String> {
    let sheet = Evaluation::new(pack, answers);
    let odd = pack.questions.iter_enumerated().filter_map(|(at, question)| {
        let given = answers.get(at);
        let counts = given != pack.baseline.get(at) && sheet.asked(at) != Truth::False;
        counts.then(|| format!("{} {}", question.ask, answer(question, given.unwrap_or(Answer::Unsure))))
    });
    odd.collect()
}

/// "1 day", "2 days", "0.5 mm"; the unit is given for many.
pub fn amount(n: f64, unit: &str) -> String {
    let n = n.to_string();
    let counted = n == "1" && matches!(unit, "days" | "weeks" | "months" | "years");
    format!("{n} {}", if counted { unit.trim_end_matches('s') } else { unit })
}

/// Said of every answer by rules from a folder: whose they are and what is switched off in them. None for the rules that
/// came with the program.
pub fn strangers(pack: &Pack) -> Option<String> {
    let fingerprint = fingerprint(&pack.fingerprint);
    (!pack.shipped).then(|| {
        let origin = if pack.origin.is_empty() {
            String::new()
        } else {
            format!(" They are from {}.", SafeText::new(&pack.origin))
        };
        let line = format!(
            "These are not the shipped rules.{origin} needlewise does not vouch for them. Fingerprint {fingerprint}."
        );
        pack.off.iter().fold(line, |line, off| format!("{line} Switched off: {} ({}).", off.what, off.because))
    })
}

/// The first 12 signs of a fingerprint: enough to compare by eye.
pub fn fingerprint(fingerprint: &str) -> &str {
    fingerprint.get(..12).unwrap_or(fingerprint)
}

/// A day nobody reads in the wrong order, such as `5 January 2027`.
pub fn date(date: Date) -> String {
    day::spoken(date)
}

/// "1 day has passed", "2 weeks have passed".
pub fn passed(n: f64, unit: &str) -> String {
    let amount = amount(n, unit);
    format!("{amount} {} passed", if amount.starts_with("1 ") { "has" } else { "have" })
}

/// "1 day", "2 days".
pub fn count(n: impl TryInto<i64>, one: &str) -> String {
    let n = n.try_into().unwrap_or(i64::MAX);
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// How long something took, as people say it: "45 seconds", "18 minutes", "1 hour 5 minutes".
pub fn duration(seconds: u64) -> String {
    // Half a minute more or less says nothing of a list.
    let minutes = (seconds + 30) / 60;
    match (minutes / 60, minutes % 60) {
        _ if seconds < 60 => count(seconds, "second"),
        (0, minutes) => count(minutes, "minute"),
        (hours, 0) => count(hours, "hour"),
        (hours, minutes) => format!("{} {}", count(hours, "hour"), count(minutes, "minute")),
    }
}

/// What kind of ground a source gives, in words.
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Law => "law",
        Grade::Regulator => "regulator",
        Grade::Guideline => "guideline",
        Grade::Review => "review of studies",
        Grade::Trial => "trial",
        Grade::Study => "study",
        Grade::CaseReport => "case report",
        Grade::Expert => "expert opinion",
        Grade::Maker => "maker's page",
        Grade::Clinic => "clinic's page",
        Grade::Press => "press",
    }
}

/// Whether the source itself was read, in words.
pub fn reading(source: &Source) -> String {
    match (source.read, &source.via) {
        (Reading::Direct, _) => "read directly".to_owned(),
        (Reading::Relayed, Some(via)) => format!("relayed by {via}"),
        (Reading::Relayed, None) => "relayed by another page".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn a_time_is_said_as_people_say_it() {
        for (seconds, said) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (1122, "19 minutes"),
            (3599, "1 hour"),
            (3900, "1 hour 5 minutes"),
            (7260, "2 hours 1 minute"),
        ] {
            assert_eq!(duration(seconds), said, "{seconds}");
        }
    }
}
