//! Where everything stands on a screen of this size. Every line fits it, and never more lines than it has.

use super::size::{Size, joined, width};
use super::view::ScreenView;
use super::widget::Widget;
use super::{Instead, NONE, Prompt, PromptKind, wrap};
use crate::engine::Progress;
use console::{Style, measure_text_width, truncate_str};
use dialoguer::theme::{ColorfulTheme, Theme};

/// From so many rows on, blank lines set the parts apart.
const ROOMY: usize = 16;

/// Below so many rows, only the question, the answers and one line of keys are shown.
const LOW: usize = 10;

/// How the answers are drawn: a sign and a word for everything that a colour says.
pub fn theme() -> ColorfulTheme {
    let plain = |text: &str| console::style(text.to_owned()).for_stderr();
    ColorfulTheme { prompt_prefix: plain(" "), active_item_prefix: plain(">").green(), ..ColorfulTheme::default() }
}

pub fn view(widget: &Widget, said: &[String], theme: &ColorfulTheme, size: Size) -> ScreenView {
    let prompt = widget.prompt;
    let width = width(size);
    let gap = || (size.rows >= ROOMY).then(String::new);
    let mut title: Vec<String> = Vec::new();
    if size.rows >= LOW {
        title.push(heading(widget, width));
        title.extend(gap());
    }
    let bold = Style::new().for_stderr().bold();
    let mut head: Vec<String> = said.iter().flat_map(|text| lines(text, width)).collect();
    if !said.is_empty() {
        head.extend(gap());
    }
    head.extend(lines(&prompt.ask, width).into_iter().map(|line| bold.apply_to(line).to_string()));
    head.extend(gap());

    let mut body: Vec<(String, Option<usize>)> = Vec::new();
    if widget.helps {
        let keys = keys_in_words(prompt);
        let help = prompt.help.iter().chain([&keys]).flat_map(|text| lines(text, width));
        body.extend(help.chain(gap()).map(|line| (line, None)));
    }
    for row in 0..widget.rows() {
        body.extend(section(prompt, row, width).map(|line| (line, None)));
        body.extend(answer(widget, row, theme, width).into_iter().map(|line| (line, Some(row))));
    }

    let input = matches!(prompt.kind, PromptKind::Number(_));
    let foot = foot(widget, width, size, false);
    let above = title.len() + usize::from(input);
    let fits = above + head.len() + body.len() + foot.len() <= size.rows;
    let foot = if fits { foot } else { self::foot(widget, width, size, true) };
    let free = size.rows.saturating_sub(above + foot.len()).max(1);
    let (head, body) = if fits || head.len() + body.len().min(4) <= free {
        (head, body)
    } else {
        // The question scrolls along where there is no room to keep it in sight.
        (Vec::new(), head.into_iter().map(|line| (line, None)).chain(body).collect())
    };
    let room = free.saturating_sub(head.len()).min(body.len().max(1));
    title.extend(head);
    ScreenView { head: title, body, room, input, foot }
}

/// What this is part of on the left, once, and how far it has come on the right.
fn heading(widget: &Widget, width: usize) -> String {
    let prompt = widget.prompt;
    let bold = Style::new().for_stderr().bold();
    let right = prompt.progress.map(|progress| {
        let words = format!("{}/{}", progress.number, progress.of);
        if width >= 60 { format!("{} {words}", bar(progress)) } else { words }
    });
    let title = if widget.is_familiar && right.is_some() { "" } else { &prompt.title };
    let right = right.unwrap_or_default();
    let left = truncate_str(title, width.saturating_sub(measure_text_width(&right) + 1), "…").into_owned();
    let space = width.saturating_sub(measure_text_width(&left) + measure_text_width(&right));
    format!("{}{}{right}", bold.apply_to(&left), " ".repeat(space))
}

fn bar(progress: Progress) -> String {
    const CELLS: usize = 15;
    let full = (progress.number.saturating_sub(1) * CELLS / progress.of.max(1)).min(CELLS);
    format!("{}{}", "▓".repeat(full), "░".repeat(CELLS - full))
}

/// The lines of an answer: its sign, its number, its words.
fn answer(widget: &Widget, row: usize, theme: &ColorfulTheme, width: usize) -> Vec<String> {
    let active = widget.cursor == Some(row);
    let digits = widget.rows().saturating_sub(1).max(1).to_string().len();
    let tick = match widget.prompt.kind {
        PromptKind::Many(_) if widget.is_unsure(row) => "[?] ",
        PromptKind::Many(_) if widget.is_ticked(row) => "[x] ",
        PromptKind::Many(_) => "[ ] ",
        _ => "",
    };
    let number = format!("{tick}{:>digits$}  ", widget.number(row));
    let indent = " ".repeat(2 + number.len());
    let width = width.saturating_sub(indent.len()).max(8);
    let text = match widget.prompt.kind {
        PromptKind::Many(labels) => labels.get(row).map_or(NONE, String::as_str).to_owned(),
        PromptKind::One(labels) => labels[row].clone(),
        PromptKind::Review(all) => {
            let line = &all[row];
            // The question may be cut short, the answer never.
            let left = width.saturating_sub(measure_text_width(&line.value) + 2).max(width / 4);
            [truncate_str(&line.text, left, "…").into_owned(), line.value.clone()].join("  ")
        }
        PromptKind::Number(_) => String::new(),
    };
    let mut wrapped = lines(text.trim_end(), width).into_iter();
    let first = format!("{number}{}", wrapped.next().unwrap_or_default());
    let mut drawn = String::new();
    // Writing into a string cannot fail.
    let _ = theme.format_select_prompt_item(&mut drawn, &first, active);
    let style = if active { &theme.active_item_style } else { &theme.inactive_item_style };
    std::iter::once(drawn).chain(wrapped.map(|line| format!("{indent}{}", style.apply_to(line)))).collect()
}

fn section(prompt: &Prompt, row: usize, width: usize) -> Option<String> {
    let PromptKind::Review(all) = prompt.kind else { return None };
    let section = all.get(row)?.section.as_ref()?;
    Some(Style::new().for_stderr().bold().apply_to(truncate_str(section, width, "…")).to_string())
}

/// What was said of the last key, and the keys.
fn foot(widget: &Widget, width: usize, size: Size, scrolls: bool) -> Vec<String> {
    let turns = scrolls && widget.turns_the_page();
    let enter = match widget.prompt.kind {
        _ if turns => Some("Enter shows more"),
        _ if widget.is_familiar && size.rows >= LOW => None,
        PromptKind::Number(_) if size.rows < LOW => Some("a number, then Enter"),
        PromptKind::Number(_) => Some("a number or a letter, then Enter"),
        _ => Some("Enter goes on"),
    };
    let mut foot: Vec<String> = widget.notice.iter().flat_map(|notice| lines(notice, width)).collect();
    if size.rows < LOW {
        if foot.is_empty() {
            let down = if scrolls && !turns { " · Down more" } else { "" };
            foot.push(truncate_str(&format!("{}{down} · ? keys", enter.unwrap_or_default()), width, "…").into_owned());
        }
        foot.truncate(size.rows.saturating_sub(2).max(1));
        return foot;
    }
    if size.rows >= ROOMY {
        foot.insert(0, String::new());
    }
    let mut keys: Vec<&str> = Vec::new();
    let space = if widget.doubts { "Space marks" } else { "Space ticks" };
    let is_list = matches!(widget.prompt.kind, PromptKind::Many(_));
    keys.extend((is_list && (widget.doubts || !widget.is_familiar)).then_some(space));
    keys.extend(enter);
    keys.push("? help");
    keys.extend(widget.prompt.offers(Instead::Back).then_some("b back"));
    keys.extend(widget.prompt.offers(Instead::Unsure).then_some(if widget.doubts {
        "u back to ticks"
    } else {
        "u not sure"
    }));
    keys.push("q stop");
    let hint = Style::new().for_stderr().dim();
    let folded = joined(&keys, width).into_iter().flat_map(|line| lines(&line, width));
    foot.extend(folded.map(|line| hint.apply_to(line).to_string()));
    foot.truncate(size.rows / 2);
    foot
}

fn keys_in_words(prompt: &Prompt) -> String {
    let mut keys = match prompt.kind {
        PromptKind::One(_) | PromptKind::Review(_) => vec!["Keys: a number or the arrows choose, Enter goes on."],
        PromptKind::Many(_) => vec![
            "Keys: a number ticks, or the arrows and Space, Enter goes on. 0 takes all ticks away. After u they mark what you are not sure about.",
        ],
        PromptKind::Number(_) => vec!["Type a number or one of the letters, then Enter."],
    };
    keys.extend(prompt.offers(Instead::Back).then_some("b goes back."));
    keys.extend(prompt.offers(Instead::Unsure).then_some("u says that you are not sure."));
    keys.extend(["q stops.", "? closes this."]);
    keys.join(" ")
}

fn lines(text: &str, width: usize) -> Vec<String> {
    wrap(text, width, "", "").lines().map(str::to_owned).collect()
}
