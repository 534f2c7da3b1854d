//! Plain lines: what is typed, and what it means.

#![cfg(test)]

use super::{Asker, Halt, Instead, Pick, Plain, Prompt, PromptKind, Takes};

#[derive(Debug)]
pub struct UpToNine;

impl Takes for UpToNine {
    fn takes(&self, number: f64) -> bool {
        (0.0..=9.0).contains(&number)
    }

    fn unit(&self) -> &'static str {
        "cups"
    }

    fn range(&self) -> String {
        "0 to 9 cups".to_owned()
    }

    fn whole(&self) -> bool {
        false
    }
}

fn prompt(kind: PromptKind) -> Prompt {
    Prompt { instead: &[Instead::Unsure, Instead::Back], ..Prompt::new("Heading", "Which?", kind) }
}

fn ask(input: &str, prompt: &Prompt) -> (Result<Pick, Halt>, String) {
    let mut output = Vec::new();
    let pick = Plain::new(input.as_bytes(), &mut output, 40).ask(prompt);
    (pick, String::from_utf8(output).expect("text"))
}

fn labels() -> [String; 2] {
    ["Red".to_owned(), "Blue".to_owned()]
}

#[test]
fn a_choice_is_named_by_number_or_word() {
    for (typed, at) in [("1\n", 0), ("2.\n", 1), ("blue\n", 1), ("nonsense\n9\n2", 1)] {
        assert_eq!(ask(typed, &prompt(PromptKind::One(&labels()))).0.expect("a pick"), Pick::One(at), "{typed}");
    }
}

#[test]
fn ticks_are_numbers_with_anything_between() {
    for (typed, set) in
        [("0\n", vec![]), ("none\n", vec![]), ("1 2\n", vec![0, 1]), ("2,1,2\n", vec![0, 1]), ("9\n2\n", vec![1])]
    {
        assert_eq!(ask(typed, &prompt(PromptKind::Many(&labels()))).0.expect("a pick"), Pick::ticks(set), "{typed}");
    }
}

#[test]
fn every_key_is_one_letter_in_every_kind() {
    for kind in [PromptKind::One(&labels()), PromptKind::Many(&labels()), PromptKind::Number(&UpToNine)] {
        for (typed, pick) in [("?\nB\n", Pick::Back), ("U\nu\n", Pick::Unsure), ("q\n", Pick::Stop)] {
            assert_eq!(ask(typed, &prompt(kind)).0.expect("a pick"), pick, "{typed}");
        }
    }
    let pick = ask("b\nu\nq\n", &Prompt::new("H", "A", PromptKind::One(&labels()))).0;
    assert_eq!(pick.expect("a pick"), Pick::Stop, "only what is offered is taken");
}

#[test]
fn who_is_not_sure_of_a_list_is_asked_which() {
    for (typed, ticked, unsure) in [
        ("u\n2\n\n", vec![], vec![1]),
        ("u\n2\n1\n", vec![0], vec![1]),
        ("u\nx\n2\n2\n1\n", vec![0], vec![1]),
        ("u\n2\nb\n1\n", vec![0], vec![]),
        ("u\n0\n1 2\n", vec![0, 1], vec![]),
    ] {
        let (pick, output) = ask(typed, &prompt(PromptKind::Many(&labels())));
        assert_eq!(pick.expect("a pick"), Pick::Many { ticked, unsure }, "{typed}");
        assert!(output.contains("Which ones are you not sure about?"), "{output}");
    }
    for typed in ["u\n\n", "u\nu\n", "u\n1 2\n\n"] {
        assert_eq!(ask(typed, &prompt(PromptKind::Many(&labels()))).0.expect("a pick"), Pick::Unsure, "{typed}");
    }
}

#[test]
fn enter_keeps_what_was_given_else_takes_the_ordinary_else_says_so() {
    let labels = labels();
    let kinds = [
        (PromptKind::One(&labels), Pick::One(1), "Now: 2."),
        (PromptKind::Many(&labels), Pick::ticks(vec![0, 1]), "Now: 1 2."),
        (PromptKind::Many(&labels), Pick::ticks(vec![]), "Now: 0."),
        (PromptKind::Many(&labels), Pick::Many { ticked: vec![0], unsure: vec![1] }, "Now: 1, not sure about 2."),
        (PromptKind::Number(&UpToNine), Pick::Number(0.5), "Now: 0.5."),
        (PromptKind::One(&labels), Pick::Unsure, "Now: not sure."),
    ];
    for (kind, standing, said) in kinds {
        let given = Prompt { given: Some(standing.clone()), ordinary: Some(Pick::One(0)), ..prompt(kind) };
        let (pick, output) = ask("\n", &given);
        assert_eq!(pick.expect("a pick"), standing);
        assert!(output.split_whitespace().collect::<Vec<_>>().join(" ").contains(said), "{said}: {output}");
        let ordinary = Prompt { ordinary: Some(standing.clone()), ..prompt(kind) };
        assert_eq!(ask("\n", &ordinary).0.expect("a pick"), standing);
        let (pick, output) = ask("\n\nq\n", &prompt(kind));
        assert_eq!((pick.expect("a pick"), output.matches("Nothing is chosen yet.").count()), (Pick::Stop, 2));
    }
}

#[test]
fn a_number_out_of_range_is_asked_again_with_its_unit() {
    let (pick, output) = ask("12\nnan\ninf\n0,5\n", &prompt(PromptKind::Number(&UpToNine)));
    assert_eq!(pick.expect("a pick"), Pick::Number(0.5));
    let words = output.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words.matches("This takes a number, 0 to 9 cups.").count(), 3, "{output}");
}

#[test]
fn the_end_of_input_is_said() {
    assert!(matches!(ask("", &prompt(PromptKind::One(&labels()))).0, Err(Halt::Ended)));
    assert!(matches!(ask("rubbish", &prompt(PromptKind::One(&labels()))).0, Err(Halt::Ended)));
}

#[test]
fn no_line_is_wider_than_the_screen_and_nothing_moves_the_cursor() {
    let long = ["A label that goes on and on until it has to be folded twice at the least".to_owned(), "B".to_owned()];
    let (_, output) = ask("1\n", &prompt(PromptKind::Many(&long)));
    assert!(output.lines().all(|line| line.chars().count() <= 40), "{output}");
    assert!(!output.contains('\u{1b}'));
}

#[test]
fn whatever_bytes_are_typed_an_answer_is_one_that_its_own_line_gives() {
    const ODD: [&[u8]; 16] = [
        b"1", b"2", b"0", b"none", b"blue", b"9", b"u", b"b", b"?", b" ", b"\n", b"\r\n", b"\xff", b"1,000", b"0,5",
        b"\x1b[A",
    ];
    let mut chance = fastrand::Rng::with_seed(15);
    let rounds = std::env::var("NEEDLEWISE_FUZZ").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3_000);
    for _ in 0..rounds {
        let mut typed: Vec<u8> = Vec::new();
        (0..chance.usize(1..12)).for_each(|_| typed.extend(chance.choice(ODD).expect("one").iter()));
        for kind in [PromptKind::One(&labels()), PromptKind::Many(&labels()), PromptKind::Number(&UpToNine)] {
            let prompt = prompt(kind);
            let mut output = Vec::new();
            let pick = Plain::new(typed.as_slice(), &mut output, 40).ask(&prompt);
            let shown = String::from_utf8(output).expect("text");
            let hidden = |letter: char| letter != '\n' && crate::text::is_invisible(letter);
            assert!(!shown.contains(hidden), "{typed:?}: {shown:?}");
            let Ok(pick) = pick else { continue };
            // Ticks that somebody is not sure of take two lines.
            let begins = typed.iter().enumerate().filter(|(at, _)| *at == 0 || typed[at - 1] == b'\n');
            let mut alone = begins.map(|(at, _)| {
                let lines = if typed[at..].contains(&b'u') { 2 } else { 1 };
                let line: Vec<u8> =
                    typed[at..].split_inclusive(|byte| *byte == b'\n').take(lines).collect::<Vec<_>>().concat();
                Plain::new(line.as_slice(), Vec::new(), 40).ask(&prompt)
            });
            assert!(alone.any(|alone| alone.is_ok_and(|alone| alone == pick)), "{typed:?} gives {pick:?}");
        }
    }
}
