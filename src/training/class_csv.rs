//! A class as a table for a spreadsheet.

use super::class::Class;
use super::class_report::lists;
use crate::model::Level;
use crate::text;

/// One fact a row: what kind, whose, which list, what, how often, out of how many, the last day, its level, trainer and client.
pub fn csv(class: &Class, separator: char) -> String {
    let mut rows = String::new();
    let mut row = |cells: [&str; 10]| {
        let cells = cells.map(text::cell);
        rows += &text::row_parted(cells.iter().map(String::as_str), separator);
    };
    row(["kind", "trainee", "pack", "what", "count", "of", "date", "level", "trainer", "client"]);
    for standing in class.standings() {
        let mut with = |client: &str, kind: &str, what: &str, count: usize, of: &str, day: &str| {
            let (trainee, pack, level) = (&standing.trainee, &standing.pack, standing.level.map_or("", Level::word));
            row([kind, trainee, pack, what, &count.to_string(), of, day, level, &standing.trainer, client]);
        };
        let mut of_run = |kind: &str, what: &str, count: usize, of: &str, day: &str| {
            with(&standing.client, kind, what, count, of, day);
        };
        let (runs, last) = (standing.runs.to_string(), standing.last.as_str());
        of_run("run", "complete", standing.complete, &runs, last);
        of_run("run", "hurried", standing.hurried, &runs, last);
        of_run("run", "stopped", standing.stopped, &runs, last);
        of_run("run", "went on", usize::from(standing.went_on), "1", last);
        of_run("run", "halted", usize::from(standing.halted), "1", last);
        if let Some(signed) = standing.signed {
            of_run("run", "signed", usize::from(signed), "1", last);
        }
        of_run("run", "not reached", standing.unreached, "", last);
        for (number, (day, open)) in standing.course.iter().enumerate() {
            of_run("run", &format!("open at the end of run {}", number + 1), *open, "", day);
        }
        for (client, open) in &standing.open {
            with(client, "open", open, 1, "1", &standing.last);
        }
    }
    for practice in class.practice() {
        let (people, score) = (practice.score.people.to_string(), practice.score);
        let counts = [
            ("right", score.right),
            ("level under-called", score.under),
            ("level over-called", score.over),
            ("with a risk missed", score.with_risk_missed),
        ];
        for (what, times) in counts {
            row(["drill", &practice.trainee, "", what, &times.to_string(), &people, "", "", "", ""]);
        }
        row(["drill", &practice.trainee, "", "risks missed", &score.risks_missed.to_string(), "", "", "", "", ""]);
        let next = practice.next.map_or_else(String::new, |day| day.to_string());
        row(["drill", &practice.trainee, "", "due again", &practice.due.to_string(), "", &next, "", "", ""]);
        if practice.by_others > 0 {
            let others = practice.by_others.to_string();
            row(["drill", &practice.trainee, "", "not by the shipped rules", &others, &people, "", "", "", ""]);
        }
        if let Some(passed) = practice.passed {
            row(["drill", &practice.trainee, "", "passed", if passed { "1" } else { "0" }, "1", "", "", "", ""]);
        }
        for (day, percent) in &practice.course {
            row(["drill", &practice.trainee, "", "percent right", &percent.to_string(), "100", day, "", "", ""]);
        }
    }
    let kinds = ["missed item", "item not reached", "level under-called", "risk missed"];
    for (kind, (_, missed)) in kinds.into_iter().zip(lists(class)) {
        for one in &missed {
            row([kind, "", &one.pack, &one.what, &one.times.to_string(), &one.of.to_string(), "", "", "", ""]);
        }
    }
    rows
}
