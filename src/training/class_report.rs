//! A class as text, as Markdown, and as one page. The same tables, laid out once.

use crate::model::Level;
use crate::report::words;
use crate::report::{html, markdown};
use crate::text::SafeText;
use crate::training::class::{Class, Missed, Standing};
use askama::Template;
use std::collections::BTreeSet;
use std::fmt::Write;

/// How many of the most missed are shown.
const MOST: usize = 10;

/// One table: what it is of, and its cells row by row.
struct ClassTable {
    title: &'static str,
    columns: Vec<SafeText>,
    rows: Vec<Vec<SafeText>>,
    /// What is said where there are no rows.
    empty: &'static str,
    /// How many more rows there are.
    more: usize,
}

impl ClassTable {
    fn new(title: &'static str, empty: &'static str, columns: &[&str]) -> ClassTable {
        ClassTable {
            title,
            columns: columns.iter().map(|name| SafeText::new(name)).collect(),
            rows: Vec::new(),
            empty,
            more: 0,
        }
    }

    fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into_iter().map(SafeText::from).collect());
    }
}

/// Everything that is shown of a class.
fn tables(class: &Class) -> Vec<ClassTable> {
    let mut done = ClassTable::new(
        "Who has done what",
        "no checklist has been run yet",
        &["trainee", "list", "runs", "done", "last", "trainer", "level", "stands"],
    );
    let mut open = ClassTable::new("What is open", "nothing", &["trainee", "list", "client", "open"]);
    for standing in class.standings() {
        let Standing { trainee, pack, runs, complete, last, trainer, level, client, .. } = &standing;
        let [runs, complete] = [runs, complete].map(ToString::to_string);
        let (trainee, pack) = (trainee.clone(), pack.clone());
        done.row([
            trainee.clone(),
            pack.clone(),
            runs,
            complete,
            last.clone(),
            trainer.clone(),
            in_words(*level).to_owned(),
            stands(&standing),
        ]);
        for (client, title) in &standing.open {
            open.row([trainee.clone(), pack.clone(), client.clone(), title.clone()]);
        }
        if standing.unreached > 0 {
            let items = words::count(standing.unreached, "item");
            open.row([trainee, pack, client.clone(), format!("not reached: {items}")]);
        }
    }
    let mut drills = ClassTable::new(
        "Drills",
        "no drill has been done yet",
        &[
            "trainee",
            "people",
            "on the level",
            "under-called",
            "over-called",
            "with a risk missed",
            "due again",
            "stands",
        ],
    );
    let mut course =
        ClassTable::new("Drills day by day", "nothing so far", &["trainee", "day", "on the level, in 100"]);
    for practice in class.practice() {
        let score = practice.score;
        let counts = [score.people, score.right, score.under, score.over, score.with_risk_missed, practice.due];
        let [people, right, under, over, risks, due] = counts.map(|count| count.to_string());
        let next = practice.next.map(|day| format!("next on {day}"));
        let passed = practice.passed.map(|passed| if passed { "passed" } else { "not passed" }.to_owned());
        let others = (practice.by_others > 0).then(|| format!("{} not by the shipped rules", practice.by_others));
        let stands = [passed, others, next].into_iter().flatten().collect::<Vec<_>>().join("; ");
        drills.row([practice.trainee.clone(), people, right, under, over, risks, due, stands]);
        for (day, percent) in practice.course {
            course.row([practice.trainee.clone(), day, percent.to_string()]);
        }
    }
    let missed = lists(class).into_iter().map(|(title, missed)| {
        let mut table = ClassTable::new(title, "nothing so far", &["times", "of", "what", "list"]);
        table.more = missed.len().saturating_sub(MOST);
        for missed in missed.into_iter().take(MOST) {
            table.row([missed.times.to_string(), missed.of.to_string(), missed.what, missed.pack]);
        }
        table
    });
    [done, open, drills, course].into_iter().chain(missed).collect()
}

/// Each trainee on a row and each list in a column: when it was last run, with whom, and where it stands.
fn grid(class: &Class) -> ClassTable {
    let standings = class.standings();
    let mut lists: Vec<&str> = standings.iter().map(|standing| standing.pack.as_str()).collect();
    lists.sort_by_key(|list| (class.place(list), *list));
    lists.dedup();
    let columns: Vec<&str> = std::iter::once("trainee").chain(lists.iter().copied()).collect();
    let mut grid = ClassTable::new("Trainee by list", "no checklist has been run yet", &columns);
    let trainees: BTreeSet<&str> = standings.iter().map(|standing| standing.trainee.as_str()).collect();
    for trainee in trainees {
        let cells = lists.iter().map(|list| {
            let found = standings.iter().find(|standing| standing.trainee == trainee && standing.pack == *list);
            found.map_or_else(String::new, |standing| {
                let level = in_words(standing.level);
                let level = if level.is_empty() { String::new() } else { format!("{level}, ") };
                format!("{} {}, {level}{}", standing.last, standing.trainer, stands(standing))
            })
        });
        grid.rows.push(std::iter::once(trainee.to_owned()).chain(cells).map(SafeText::from).collect());
    }
    grid
}

/// The same as Markdown.
pub fn markdown(class: &Class) -> String {
    let mut text = String::from("# The class\n");
    for table in std::iter::once(grid(class)).chain(tables(class)) {
        let _ = write!(text, "\n## {}\n\n", table.title);
        if table.rows.is_empty() {
            let _ = writeln!(text, "{}", table.empty);
            continue;
        }
        let row = |cells: &Vec<SafeText>| {
            let cells: Vec<String> = cells.iter().map(markdown::escaped).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        text += &row(&table.columns);
        let _ = writeln!(text, "|{}", "---|".repeat(table.columns.len()));
        table.rows.iter().for_each(|cells| text += &row(cells));
        if table.more > 0 {
            let _ = writeln!(text, "\nand {} more", table.more);
        }
    }
    text
}

/// A level as everybody reads it; nothing where there is none, or nothing was found.
fn in_words(level: Option<Level>) -> &'static str {
    level.filter(|level| *level > Level::Note).map_or("", words::level)
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
    if standing.halted {
        stands += ", halted";
    }
    if standing.signed == Some(false) {
        stands += ", not signed";
    }
    if !standing.shipped {
        stands += ", not the shipped rules";
    }
    for (count, what) in [(standing.hurried, "too quick"), (standing.stopped, "broke off")] {
        match (count, standing.runs) {
            (0, _) => {}
            (_, 1) => stands += &format!(", {what}"),
            (_, runs) => stands += &format!(", {what} {count} of {runs}"),
        }
    }
    if standing.course.len() > 1 {
        let course: Vec<String> = standing.course.iter().map(|(_, open)| open.to_string()).collect();
        let _ = write!(stands, "; open run by run: {}", course.join(", "));
    }
    stands
}

/// What is missed, by heading.
pub(super) fn lists(class: &Class) -> [(&'static str, Vec<Missed>); 4] {
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
            cells.chain([table.columns[column].as_str().chars().count()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
        let mut line = |cells: &mut dyn Iterator<Item = &str>| {
            let padded: Vec<String> = cells.zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            let _ = writeln!(text, "  {}", padded.join("  ").trim_end());
        };
        line(&mut table.columns.iter().map(SafeText::as_str));
        table.rows.iter().for_each(|row| line(&mut row.iter().map(SafeText::as_str)));
        if table.more > 0 {
            let _ = writeln!(text, "  and {} more", table.more);
        }
    }
    text
}

#[derive(Template)]
#[template(path = "class.html", config = "src/report/askama.toml")]
struct ClassPage {
    style: &'static str,
    style_hash: &'static str,
    tables: Vec<ClassTable>,
}

/// One page that needs nothing else.
///
/// # Errors
/// Never in practice: only when memory cannot be written to.
pub fn page(class: &Class) -> Result<String, askama::Error> {
    let (style, style_hash) = html::style();
    let tables = std::iter::once(grid(class)).chain(tables(class)).collect();
    ClassPage { style, style_hash, tables }.render()
}
