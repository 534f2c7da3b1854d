//! Any keys on any screen: what is drawn fits, and what is picked was seen.

#![cfg(test)]

use super::layout;
use super::plain_tests::UpToNine;
use super::size::Size;
use super::view::ScreenView;
use super::widget::Widget;
use super::{Instead, Pick, Prompt, PromptKind, ReviewLine};
use crate::cli::prompt::keyboard::Press;
use proptest::prelude::*;

const KEYS: [Press; 20] = [
    Press::Up,
    Press::Down,
    Press::PageUp,
    Press::PageDown,
    Press::First,
    Press::Last,
    Press::Enter,
    Press::Space,
    Press::Digit(0),
    Press::Digit(1),
    Press::Digit(2),
    Press::Digit(3),
    Press::Digit(9),
    Press::Letter('?'),
    Press::Letter('b'),
    Press::Letter('u'),
    Press::Letter('q'),
    Press::Letter('x'),
    Press::Enter,
    Press::Down,
];

fn labels(count: usize) -> Vec<String> {
    (0..count)
        .map(|at| format!("Label {at} with a few words behind it that have to be folded here and there"))
        .collect()
}

fn drawn(widget: &mut Widget, size: Size) -> (ScreenView, Vec<String>) {
    let view = layout::view(widget, &[], &layout::theme(), size);
    widget.settle(&view);
    let (lines, (row, _)) = view.screen(widget.top, widget.cursor);
    assert!(row < lines.len().max(1));
    (view, lines)
}

/// Presses keys one after the other; the pick that ends it, if one does.
fn press(prompt: &Prompt, keys: &[Press], size: Size) -> Option<Pick> {
    let mut widget = Widget::new(prompt);
    keys.iter().find_map(|key| {
        let (view, _) = drawn(&mut widget, size);
        widget.press(*key, true, &view)
    })
}

const LARGE: Size = Size { rows: 40, columns: 80 };

fn prompt(kind: PromptKind) -> Prompt {
    Prompt { instead: &[Instead::Unsure, Instead::Back], ..Prompt::new("Title", "Which of these is it?", kind) }
}

proptest! {
    #[test]
    fn any_keys_on_any_screen_leave_it_whole(
        keys in prop::collection::vec((prop::sample::select(&KEYS[..]), any::<bool>()), 0..40),
        (rows, columns) in (1usize..40, 10usize..100),
        (count, kind) in (1usize..14, 0usize..3),
        given in prop::option::of(0usize..14),
        help in 0usize..30,
    ) {
        let labels = labels(count);
        let lines: Vec<ReviewLine> = labels.iter().map(|text| ReviewLine { section: Some("S".to_owned()), text: text.clone(), value: "no".to_owned() }).collect();
        let kind = [PromptKind::One(&labels), PromptKind::Many(&labels), PromptKind::Review(&lines)][kind];
        let given = given.filter(|at| *at < count).map(|at| match kind {
            PromptKind::Many(_) => Pick::ticks(vec![at]),
            _ => Pick::One(at),
        });
        let prompt = Prompt { given, help: vec!["word ".repeat(help)], ..prompt(kind) };
        let mut widget = Widget::new(&prompt);
        for (key, quick) in keys {
            let (view, lines) = drawn(&mut widget, Size { rows, columns });
            prop_assert!(lines.len() <= rows.max(2), "{} lines on {rows} rows: {lines:#?}", lines.len());
            prop_assert!(lines.iter().all(|line| console::measure_text_width(line) < columns.max(24)), "{lines:#?}");
            let asked = lines.iter().filter(|line| line.contains("Which of")).count();
            prop_assert!(asked <= 1, "{lines:#?}");
            prop_assert!(asked == 1 || rows < 16 || columns < 30, "{lines:#?}");
            if let Some(pick) = widget.press(key, quick, &view) {
                match pick {
                    Pick::One(at) => prop_assert!(at < count && Some(at) == widget.cursor),
                    Pick::Many { ticked: ticks, .. } => prop_assert!(ticks.iter().all(|at| *at < count) && ticks.is_sorted()),
                    Pick::Number(_) => prop_assert!(false),
                    Pick::Unsure | Pick::Back | Pick::Stop => (),
                }
                break;
            }
        }
    }

    /// Whatever was given before, Enter alone gives it again.
    #[test]
    fn enter_keeps_what_was_given(ticks in prop::collection::btree_set(0usize..12, 0..12), at in 0usize..12, rows in 3usize..30) {
        let (labels, size) = (labels(12), Size { rows, columns: 40 });
        for (kind, given) in [
            (PromptKind::Many(&labels), Pick::ticks(ticks.iter().copied().collect())),
            (PromptKind::One(&labels), Pick::One(at)),
            (PromptKind::One(&labels), Pick::Unsure),
            (PromptKind::Many(&labels), Pick::Unsure),
        ] {
            let prompt = Prompt { given: Some(given.clone()), ordinary: Some(Pick::One(0)), ..prompt(kind) };
            prop_assert_eq!(press(&prompt, &[Press::Enter], size), Some(given));
        }
    }
}

#[test]
fn nothing_is_chosen_where_no_answer_is_ordinary() {
    let labels = labels(3);
    for kind in [PromptKind::One(&labels), PromptKind::Many(&labels)] {
        let prompt = prompt(kind);
        let mut widget = Widget::new(&prompt);
        let (view, before) = drawn(&mut widget, LARGE);
        assert!(!before.iter().any(|line| line.starts_with('>') || line.contains("[x]")), "{before:#?}");
        assert_eq!(widget.press(Press::Enter, false, &view), None);
        assert!(drawn(&mut widget, LARGE).1.iter().any(|line| line.contains("Nothing is chosen yet.")));
    }
    // A tick taken away again says nothing; "None of these" does.
    let keys = [Press::Digit(1), Press::Letter('x'), Press::Digit(1), Press::Enter];
    assert_eq!(press(&prompt(PromptKind::Many(&labels)), &keys, LARGE), None);
    assert_eq!(
        press(&prompt(PromptKind::Many(&labels)), &[Press::Digit(0), Press::Enter], LARGE),
        Some(Pick::ticks(vec![]))
    );
}

#[test]
fn every_key_can_be_read_on_a_narrow_screen() {
    let labels = labels(3);
    for columns in 24..60 {
        for kind in [PromptKind::One(&labels), PromptKind::Many(&labels), PromptKind::Number(&UpToNine)] {
            let prompt = prompt(kind);
            let (_, lines) = drawn(&mut Widget::new(&prompt), Size { rows: 30, columns });
            let screen = console::strip_ansi_codes(&lines.join(" ")).split_whitespace().collect::<Vec<_>>().join(" ");
            for key in ["Enter", "? help", "b back", "u not sure", "q stop"] {
                assert!(screen.contains(key), "{key} is cut at {columns}: {lines:#?}");
            }
        }
    }
}

#[test]
fn enter_with_nothing_ticked_is_none_of_these_and_the_screen_says_so() {
    let labels = labels(3);
    let prompt = Prompt { ordinary: Some(Pick::ticks(vec![])), ..prompt(PromptKind::Many(&labels)) };
    let (_, lines) = drawn(&mut Widget::new(&prompt), LARGE);
    assert!(lines.iter().any(|line| line.starts_with("> [x] 0  None of these")), "{lines:#?}");
    assert_eq!(press(&prompt, &[Press::Enter], LARGE), Some(Pick::ticks(vec![])));
    assert_eq!(press(&prompt, &[Press::Digit(2), Press::Digit(0), Press::Enter], LARGE), Some(Pick::ticks(vec![])));
    assert_eq!(press(&prompt, &[Press::Down, Press::Space, Press::Enter], LARGE), Some(Pick::ticks(vec![0])));
}

#[test]
fn enter_shows_all_of_a_long_list_before_it_goes_on() {
    let (labels, size) = (labels(12), Size { rows: 12, columns: 40 });
    let prompt = Prompt { ordinary: Some(Pick::ticks(vec![])), ..prompt(PromptKind::Many(&labels)) };
    let mut widget = Widget::new(&prompt);
    let (mut shown, mut picked) = (String::new(), None);
    while picked.is_none() {
        let (view, lines) = drawn(&mut widget, size);
        shown += &lines.join("\n");
        picked = widget.press(Press::Enter, false, &view);
    }
    assert!((0..12).all(|at| shown.contains(&format!("Label {at} "))), "{shown}");
}

#[test]
fn two_digits_typed_quickly_are_one_number() {
    let labels = labels(12);
    let many = prompt(PromptKind::Many(&labels));
    let ticked = |keys: &[Press]| press(&many, &[keys, &[Press::Enter]].concat(), LARGE);
    assert_eq!(ticked(&[Press::Digit(1), Press::Digit(1)]), Some(Pick::ticks(vec![10])));
    assert_eq!(ticked(&[Press::Digit(1), Press::Digit(9)]), Some(Pick::ticks(vec![0, 8])));
    let mut widget = Widget::new(&many);
    for key in [Press::Digit(1), Press::Digit(2)] {
        let (view, _) = drawn(&mut widget, LARGE);
        assert_eq!(widget.press(key, false, &view), None);
    }
    assert_eq!(widget.ticks, Some(vec![0, 1]), "typed slowly they are two");
}

#[test]
fn who_is_not_sure_of_a_list_is_asked_which() {
    let labels = labels(3);
    let many = prompt(PromptKind::Many(&labels));
    let (u, enter) = (Press::Letter('u'), Press::Enter);
    let marked =
        |ticked: &[usize], unsure: &[usize]| Some(Pick::Many { ticked: ticked.to_vec(), unsure: unsure.to_vec() });
    assert_eq!(press(&many, &[u], LARGE), None);
    assert_eq!(press(&many, &[u, enter], LARGE), Some(Pick::Unsure), "Enter alone means all of them");
    assert_eq!(press(&many, &[u, Press::Digit(1), Press::Digit(2), Press::Digit(3), enter], LARGE), Some(Pick::Unsure));
    assert_eq!(press(&many, &[u, Press::Digit(2), enter], LARGE), marked(&[], &[1]));
    assert_eq!(press(&many, &[Press::Digit(1), u, enter], LARGE), marked(&[0], &[1, 2]), "what is ticked is sure");
    assert_eq!(press(&many, &[Press::Digit(1), u, Press::Digit(3), enter], LARGE), marked(&[0], &[2]));
    assert_eq!(
        press(&many, &[u, Press::Digit(3), u, Press::Digit(3), enter], LARGE),
        marked(&[2], &[]),
        "sure after all"
    );
    assert_eq!(press(&many, &[u, Press::Digit(3), Press::Digit(0), enter], LARGE), marked(&[], &[]), "none of these");
    assert_eq!(press(&prompt(PromptKind::One(&labels)), &[Press::Letter('u')], LARGE), Some(Pick::Unsure));
}

#[test]
fn help_opens_under_the_question_and_closes_again() {
    let labels = labels(3);
    let prompt = Prompt { help: vec!["A word of help.".to_owned()], ..prompt(PromptKind::One(&labels)) };
    let mut widget = Widget::new(&prompt);
    for open in [false, true, false] {
        let (view, lines) = drawn(&mut widget, LARGE);
        let place = |text: &str| lines.iter().position(|line| line.contains(text));
        assert_eq!(place("A word of help.").is_some(), open);
        if open {
            assert!(place("Which") < place("A word") && place("A word") < place("Label 0"), "{lines:#?}");
        }
        widget.press(Press::Letter('?'), false, &view);
    }
}
