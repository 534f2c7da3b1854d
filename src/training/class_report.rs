//! A class as text, as a table for a spreadsheet, and as one page. The same tables, laid out once.

use crate::report::html;
use crate::report::words;
use crate::text::{self, SafeText};
use crate::training::class::{Class, Missed, Standing};
use askama::Template;
use std::fmt::Write;

/// How many of the most missed are shown.
const MOST: usize = 10;

/// One table: what it is of, and its cells row by row.
struct Table {
    title: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<SafeText>>,
    /// What is said where there are no rows.
    empty: &'static str,
    /// How many more rows there are.
    more: usize,
}

impl Table {
    fn new(title: &'static str, empty: &'static str, columns: &[&'static str]) -> Table {
        Table { title, columns: columns.to_vec(), rows: Vec::new(), empty, more: 0 }
    }

    fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into_iter().map(SafeText::from).collect());
    }
}

/// Everything that is shown of a class.
fn tables(class: &Class) -> Vec<Table> {
    let mut done = Table::new(
        "Who has done what",
        "no checklist has been run yet",
        &["trainee", "list", "runs", "done", "last", "trainer", "level", "stands"],
    );
    let mut open = Table::new("What is open", "nothing", &["trainee", "list", "open"]);
    for standing in class.standings() {
        let Standing { trainee, pack, runs, complete, last, trainer, level, .. } = &standing;
        let [runs, complete] = [runs, complete].map(ToString::to_string);
        let (trainee, pack) = (trainee.clone(), pack.clone());
        done.row([
            trainee.clone(),
            pack.clone(),
            runs,
            complete,
            last.clone(),
            trainer.clone(),
            level.to_string(),
            stands(&standing),
        ]);
        for title in &standing.open {
            open.row([trainee.clone(), pack.clone(), title.clone()]);
        }
        if standing.unreached > 0 {
            let items = words::count(standing.unreached, "item");
            open.row([trainee, pack, format!("not reached in the last run: {items}")]);
        }
    }
    let mut drills = Table::new(
        "Drills",
        "no drill has been done yet",
        &[
            "trainee",
            "people",
            "on the level",
            "under-called",
            "over-called",
            "a risk missed of",
            "due again",
            "stands",
        ],
    );
    let mut course = Table::new("Drills day by day", "nothing so far", &["trainee", "day", "on the level, in 100"]);
    for practice in class.practice() {
        let score = practice.score;
        let counts = [score.people, score.right, score.under, score.over, score.with_risk_missed, practice.due];
        let [people, right, under, over, risks, due] = counts.map(|count| count.to_string());
        let next = practice.next.map_or_else(String::new, |day| format!("next on {day}"));
        let stands = match practice.passed {
            Some(true) => format!("passed; {next}"),
            Some(false) => format!("not passed; {next}"),
            None => next,
        };
        drills.row([practice.trainee.clone(), people, right, under, over, risks, due, stands]);
        for (day, percent) in practice.course {
            course.row([practice.trainee.clone(), day, percent.to_string()]);
        }
    }
    let missed = lists(class).into_iter().map(|(title, missed)| {
        let mut table = Table::new(title, "nothing so far", &["times", "of", "what", "list"]);
        table.more = missed.len().saturating_sub(MOST);
        for missed in missed.into_iter().take(MOST) {
            table.row([missed.times.to_string(), missed.of.to_string(), missed.what, missed.pack]);
        }
        table
    });
    [done, open, drills, course].into_iter().chain(missed).collect()
}

/// Where the last run stands, in a few words, and how the runs before it went.
fn stands(standing: &Standing) -> String {
    let mut stands = match standing.open.len() {
        0 if standing.unreached > 0 => "not finished".to_owned(),
        0 => "done".to_owned(),
        open => format!("{open} open"),
    };
    if standing.went_on {
        stands += ", went on";
    }
    if !standing.signed {
        stands += ", not signed";
    }
    if !standing.shipped {
        stands += ", not the shipped rules";
    }
    for (count, what) in [(standing.hurried, "hurried"), (standing.stopped, "stopped")] {
        if count > 0 {
            let _ = write!(stands, ", {count} {what}");
        }
    }
    if standing.course.len() > 1 {
        let course: Vec<String> = standing.course.iter().map(|(_, open)| open.to_string()).collect();
        let _ = write!(stands, "; open run by run: {}", course.join(", "));
    }
    stands
}

fn lists(class: &Class) -> [(&'static str, Vec<Missed>); 4] {
    [
        ("Items missed most", class.missed_items()),
        ("Items not reached before a run broke off", class.unreached_items()),
        ("People whose level was called too low most", class.under_called()),
        ("People of whom a risk was missed most", class.risks_missed()),
    ]
}

/// Plain text for a terminal: each row on a line, the words in the last column.
pub fn text(class: &Class) -> String {
    let mut text = String::new();
    for table in tables(class) {
        let _ = writeln!(text, "{}{}", if text.is_empty() { "" } else { "\n" }, table.title);
        if table.rows.is_empty() {
            let _ = writeln!(text, "  {}", table.empty);
            continue;
        }
        let width = |column: usize| {
            let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.as_str().chars().count());
            cells.chain([table.columns[column].chars().count()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
        let mut line = |cells: &mut dyn Iterator<Item = &str>| {
            let padded: Vec<String> = cells.zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            let _ = writeln!(text, "  {}", padded.join("  ").trim_end());
        };
        line(&mut table.columns.iter().copied());
        table.rows.iter().for_each(|row| line(&mut row.iter().map(SafeText::as_str)));
        if table.more > 0 {
            let _ = writeln!(text, "  and {} more", table.more);
        }
    }
    text
}

/// One fact a row: what kind, whose, which list, what, how often, out of how many, the last day, its level and trainer.
pub fn csv(class: &Class) -> String {
    let mut rows = String::new();
    let mut row = |cells: [&str; 9]| {
        let cells = cells.map(text::cell);
        rows += &text::row(cells.iter().map(String::as_str));
    };
    row(["kind", "trainee", "pack", "what", "count", "of", "date", "level", "trainer"]);
    for standing in class.standings() {
        let mut of_run = |kind: &str, what: &str, count: usize, of: &str, day: &str| {
            let (trainee, pack, level) = (&standing.trainee, &standing.pack, standing.level.word());
            row([kind, trainee, pack, what, &count.to_string(), of, day, level, &standing.trainer]);
        };
        let (runs, last) = (standing.runs.to_string(), standing.last.as_str());
        of_run("run", "complete", standing.complete, &runs, last);
        of_run("run", "hurried", standing.hurried, &runs, last);
        of_run("run", "stopped", standing.stopped, &runs, last);
        of_run("run", "went on", usize::from(standing.went_on), "1", last);
        of_run("run", "signed", usize::from(standing.signed), "1", last);
        of_run("run", "not reached in the last run", standing.unreached, "", last);
        for (number, (day, open)) in standing.course.iter().enumerate() {
            of_run("run", &format!("open at the end of run {}", number + 1), *open, "", day);
        }
        for open in &standing.open {
            of_run("open", open, 1, "1", last);
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
            row(["drill", &practice.trainee, "", what, &times.to_string(), &people, "", "", ""]);
        }
        row(["drill", &practice.trainee, "", "risks missed", &score.risks_missed.to_string(), "", "", "", ""]);
        let next = practice.next.map_or_else(String::new, |day| day.to_string());
        row(["drill", &practice.trainee, "", "due again", &practice.due.to_string(), "", &next, "", ""]);
        if let Some(passed) = practice.passed {
            row(["drill", &practice.trainee, "", "passed", if passed { "1" } else { "0" }, "1", "", "", ""]);
        }
        for (day, percent) in &practice.course {
            row(["drill", &practice.trainee, "", "percent right", &percent.to_string(), "100", day, "", ""]);
        }
    }
    let kinds = ["missed item", "item not reached", "level under-called", "risk missed"];
    for (kind, (_, missed)) in kinds.into_iter().zip(lists(class)) {
        for one in &missed {
            row([kind, "", &one.pack, &one.what, &one.times.to_string(), &one.of.to_string(), "", "", ""]);
        }
    }
    rows
}

#[derive(Template)]
#[template(path = "class.html", config = "src/report/askama.toml")]
struct Page {
    style: &'static str,
    style_hash: &'static str,
    tables: Vec<Table>,
}

/// One page that needs nothing else.
///
/// # Errors
/// Never in practice: only when memory cannot be written to.
pub fn page(class: &Class) -> Result<String, askama::Error> {
    let (style, style_hash) = html::style();
    Page { style, style_hash, tables: tables(class) }.render()
}
