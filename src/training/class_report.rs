//! A class as text, as a table for a spreadsheet, and as one page with small charts.

use crate::report::html;
use crate::report::words::count;
use crate::text::{self, SafeText};
use crate::training::class::{Class, Missed};
use askama::Template;
use std::fmt::Write;

/// How many of the most missed are shown.
const MOST: usize = 10;

/// Plain text for a terminal, one fact a line.
pub fn text(class: &Class) -> String {
    let mut text = String::from("Who has done what\n");
    let standings = class.standings();
    let width = standings.iter().map(|it| SafeText::new(&it.pack).as_str().chars().count()).max().unwrap_or(0);
    for it in &standings {
        let (trainee, pack) = (SafeText::new(&it.trainee), SafeText::new(&it.pack));
        let _ = writeln!(
            text,
            "  {:<8} {:<width$}  {:>3} {} {:>3} complete, {:>2} hurried, {:>2} stopped, last {}{}",
            trainee.as_str(),
            pack.as_str(),
            it.runs,
            if it.runs == 1 { "run, " } else { "runs," },
            it.complete,
            it.hurried,
            it.stopped,
            SafeText::new(&it.last),
            if it.went_on { ", went on" } else { "" }
        );
        for open in &it.open {
            let _ = writeln!(text, "  {:<8} open: {}", "", SafeText::new(open));
        }
        if it.unreached > 0 {
            let _ = writeln!(text, "  {:<8} not reached in the last run: {}", "", counted(it.unreached, "item"));
        }
        if it.course.len() > 1 {
            let _ = writeln!(text, "  {:<8} open at the end of each run: {}", "", in_turn(&it.course));
        }
    }
    if standings.is_empty() {
        text += "  no checklist has been run yet\n";
    }
    text += "\nDrills\n";
    let practice = class.practice();
    for it in &practice {
        let score = it.score;
        let _ = writeln!(
            text,
            "  {:<8} {:>3} {} {:>3} right, {:>3} under-called, {:>3} over-called, {:>3} {} missed",
            SafeText::new(&it.trainee).as_str(),
            score.people,
            if score.people == 1 { "person," } else { "people," },
            score.right,
            score.under,
            score.over,
            score.risks_missed,
            if score.risks_missed == 1 { "risk" } else { "risks" }
        );
        for (day, percent) in &it.course {
            let _ = writeln!(text, "  {:<8} {}: {percent} in 100 right", "", SafeText::new(day));
        }
    }
    if practice.is_empty() {
        text += "  no drill has been done yet\n";
    }
    for (title, missed) in lists(class) {
        let _ = writeln!(text, "\n{title}");
        for it in missed.iter().take(MOST) {
            let _ = writeln!(
                text,
                "  {:>3} of {:<3} {} ({})",
                it.times,
                it.of,
                SafeText::new(&it.what),
                SafeText::new(&it.pack)
            );
        }
        if missed.len() > MOST {
            let _ = writeln!(text, "  {}", and_more(missed.len()));
        }
        if missed.is_empty() {
            text += "  nothing so far\n";
        }
    }
    text
}

fn lists(class: &Class) -> [(&'static str, Vec<Missed>); 3] {
    [
        ("Items missed most", class.missed_items()),
        ("Items not reached before a run broke off", class.unreached_items()),
        ("People under-called most", class.missed_exercises()),
    ]
}

fn counted(n: usize, one: &str) -> String {
    count(n, one)
}

fn and_more(all: usize) -> String {
    format!("and {} more", all - MOST)
}

/// The open items run by run, as `1, 0`.
fn in_turn(course: &[(String, usize)]) -> String {
    course.iter().map(|(_, open)| open.to_string()).collect::<Vec<_>>().join(", ")
}

/// One fact a row: what kind, whose, which list, what, how often, out of how many, and the last day.
pub fn csv(class: &Class) -> String {
    let mut rows = String::new();
    let mut row = |cells: [&str; 7]| {
        let cells = cells.map(text::cell);
        rows += &text::row(cells.iter().map(String::as_str));
    };
    row(["kind", "trainee", "pack", "what", "count", "of", "date"]);
    for it in class.standings() {
        let runs = it.runs.to_string();
        row(["run", &it.trainee, &it.pack, "complete", &it.complete.to_string(), &runs, &it.last]);
        row(["run", &it.trainee, &it.pack, "hurried", &it.hurried.to_string(), &runs, &it.last]);
        row(["run", &it.trainee, &it.pack, "stopped", &it.stopped.to_string(), &runs, &it.last]);
        row(["run", &it.trainee, &it.pack, "went on", if it.went_on { "1" } else { "0" }, "1", &it.last]);
        row(["run", &it.trainee, &it.pack, "not reached in the last run", &it.unreached.to_string(), "", &it.last]);
        for (number, (day, open)) in it.course.iter().enumerate() {
            let run = format!("open at the end of run {}", number + 1);
            row(["run", &it.trainee, &it.pack, &run, &open.to_string(), "", day]);
        }
        for open in &it.open {
            row(["open", &it.trainee, &it.pack, open, "1", "1", &it.last]);
        }
    }
    for it in class.practice() {
        let (people, score) = (it.score.people.to_string(), it.score);
        for (what, times) in [("right", score.right), ("under-called", score.under), ("over-called", score.over)] {
            row(["drill", &it.trainee, "", what, &times.to_string(), &people, ""]);
        }
        row(["drill", &it.trainee, "", "risks missed", &score.risks_missed.to_string(), "", ""]);
        for (day, percent) in &it.course {
            row(["drill", &it.trainee, "", "percent right", &percent.to_string(), "100", day]);
        }
    }
    for (kind, missed) in
        ["missed item", "item not reached", "missed exercise"].into_iter().zip(lists(class).map(|(_, it)| it))
    {
        for it in &missed {
            row([kind, "", &it.pack, &it.what, &it.times.to_string(), &it.of.to_string(), ""]);
        }
    }
    rows
}

#[derive(Template)]
#[template(path = "class.html", config = "src/report/askama.toml")]
struct Page {
    style: &'static str,
    style_hash: &'static str,
    standings: Vec<Card>,
    practice: Vec<Card>,
    missed: Vec<List>,
}

struct Card {
    title: SafeText,
    line: String,
    open: Vec<SafeText>,
    /// The same over time: in words, and as a line.
    times: Vec<SafeText>,
    course: Vec<usize>,
    alt: String,
}

struct List {
    title: &'static str,
    rows: Vec<Bar>,
    /// What is said of those that are not shown.
    more: Option<String>,
}

struct Bar {
    what: SafeText,
    times: usize,
    of: usize,
    /// From 0 to 118.
    width: usize,
}

/// One page that needs nothing else.
///
/// # Errors
/// Never in practice: only when memory cannot be written to.
pub fn page(class: &Class) -> Result<String, askama::Error> {
    let (style, style_hash) = html::style();
    let standings = class.standings().into_iter().map(|it| Card {
        title: format!("{}: {}", it.trainee, it.pack).into(),
        line: format!(
            "{}, {} complete, {} hurried, {} stopped. Last on {}.{}{}",
            counted(it.runs, "run"),
            it.complete,
            it.hurried,
            it.stopped,
            SafeText::new(&it.last),
            if it.unreached > 0 {
                format!(" Not reached in the last run: {}.", counted(it.unreached, "item"))
            } else {
                String::new()
            },
            if it.went_on { " The trainer went on with this open:" } else { "" }
        ),
        alt: format!("open items run by run: {}", in_turn(&it.course)),
        open: it.open.iter().map(SafeText::from).collect(),
        times: if it.course.len() > 1 {
            vec![format!("Open at the end of each run: {}.", in_turn(&it.course)).into()]
        } else {
            Vec::new()
        },
        course: it.course.into_iter().map(|(_, open)| open).collect(),
    });
    let practice = class.practice().into_iter().map(|it| Card {
        title: it.trainee.as_str().into(),
        line: format!(
            "{}: {} right, {} under-called, {} over-called, {} missed.",
            if it.score.people == 1 { "1 person".to_owned() } else { format!("{} people", it.score.people) },
            it.score.right,
            it.score.under,
            it.score.over,
            counted(it.score.risks_missed, "risk")
        ),
        open: Vec::new(),
        alt: format!(
            "right calls in 100, day by day: {}",
            it.course.iter().map(|it| it.1.to_string()).collect::<Vec<_>>().join(", ")
        ),
        times: it.course.iter().map(|(day, percent)| format!("{day}: {percent} in 100 right.").into()).collect(),
        course: it.course.iter().map(|it| it.1 as usize).collect(),
    });
    let missed = lists(class).into_iter().map(|(title, missed)| {
        let longest = missed.iter().map(|it| it.times).max().unwrap_or(1);
        let bar = |it: &Missed| Bar {
            what: format!("{} ({})", it.what, it.pack).into(),
            times: it.times,
            of: it.of,
            width: it.times * 118 / longest,
        };
        let more = (missed.len() > MOST).then(|| and_more(missed.len()));
        List { title, rows: missed.iter().take(MOST).map(bar).collect(), more }
    });
    Page { style, style_hash, standings: standings.collect(), practice: practice.collect(), missed: missed.collect() }
        .render()
}

/// A line over time, from left to right; the highest value is at the top.
fn chart(values: &[usize], alt: &str) -> String {
    let (highest, last) = (values.iter().max().copied().unwrap_or(0).max(1), values.len().saturating_sub(1).max(1));
    let points =
        values.iter().enumerate().map(|(at, it)| format!("{},{}", 2 + at * 156 / last, 30 - it * 28 / highest));
    format!(
        "<svg role=\"img\" aria-label=\"{alt}\" width=\"160\" height=\"32\" viewBox=\"0 0 160 32\">\
         <polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" points=\"{}\"/></svg>",
        points.collect::<Vec<_>>().join(" ")
    )
}
