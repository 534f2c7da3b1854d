//! What a screen asks of a person, in words and keys.

#![cfg(test)]

use super::keyboard::Press;
use super::layout;
use super::size::Size;
use super::widget::Widget;
use super::{Pick, Prompt, PromptKind};

/// What it takes to get past a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Effort {
    /// Words of the question and its answers.
    pub asked: usize,
    /// Words on the screen besides.
    pub around: usize,
    pub keys: usize,
}

/// At 80 columns and 24 rows, the keys told only where the kind of question is new, for somebody who types the digits of what does not stand there already.
pub fn effort(prompt: &Prompt, pick: &Pick, is_familiar: bool) -> Effort {
    let mut widget = Widget::new(prompt).familiar(is_familiar);
    let all = |widget: &Widget| layout::view(widget, &[], &layout::theme(), Size { rows: 24, columns: 80 });
    let view = all(&widget);
    let asked: usize = match prompt.kind {
        PromptKind::One(labels) | PromptKind::Many(labels) => labels.iter().map(|label| words(label)).sum(),
        PromptKind::Review(lines) => lines.iter().map(|line| words(&line.text) + words(&line.value)).sum(),
        PromptKind::Number(takes) => words(&takes.range()),
    };
    let asked = asked + words(&prompt.ask);
    let lines = view.head.iter().chain(view.body.iter().map(|(line, _)| line)).chain(&view.foot);
    let drawn: usize = lines.map(|line| words(line)).sum();
    let numbered = widget.rows();
    let mut effort = Effort { asked, around: drawn.saturating_sub(asked + numbered), keys: 0 };
    let typed: String = match (pick, prompt.standing()) {
        (Pick::Number(number), _) => {
            effort.keys = number.to_string().len() + 1;
            return effort;
        }
        (pick, Some(standing)) if pick == standing => String::new(),
        (Pick::One(row), _) => widget.number(*row).to_string(),
        (Pick::Many { ticked, .. }, _) if ticked.is_empty() => "0".to_owned(),
        (Pick::Many { ticked, .. }, _) => ticked.iter().map(|row| widget.number(*row).to_string()).collect(),
        (Pick::Unsure, _) => "u".to_owned(),
        _ => String::new(),
    };
    let digits =
        typed.chars().map(|key| key.to_digit(10).map_or(Press::Letter(key), |digit| Press::Digit(digit as usize)));
    for press in digits.chain(std::iter::repeat_n(Press::Enter, 20)) {
        let view = all(&widget);
        widget.settle(&view);
        effort.keys += 1;
        if let Some(picked) = widget.press(press, false, &view) {
            assert_eq!(picked, *pick, "{}", prompt.ask);
            return effort;
        }
    }
    panic!("{} is never answered", prompt.ask)
}

/// Words as people count them: what has a letter or a digit in it.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
