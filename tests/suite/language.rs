//! The words of the rule language: what each does, and that the manual has them all.

use crate::small::{of, question, rule};
use needlewise::engine::{assess, impossible};
use needlewise::model::{Answer, Level, OptionId, Pack, RuleBase, Wait};
use needlewise::pack::language::{WORDS, reference};
use needlewise::pack::lint::lint;
use needlewise::pack::problem::Code;
use needlewise::pack::{File, Load, answers, load, unparse};

const MANUAL: &str = include_str!("../../docs/rules.md");

fn base(files: &[(&str, &str)]) -> Result<RuleBase, Vec<(Code, String)>> {
    let files: Vec<File> =
        files.iter().map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned().into() }).collect();
    load(&files, Load { only: None, cases: true, shipped: false })
        .map_err(|problems| problems.into_iter().map(|it| (it.code, it.message)).collect())
}

const SOURCES: &str = r#"[Source(id: s, title: "S", publisher: "P", grade: Study, url: "https://example.org/", read: direct, review_by: "2099-01-01"),
    Source(id: other, title: "O", publisher: "P", grade: Study, url: "https://example.org/", read: direct, review_by: "2099-01-01")]"#;

const HEADER: &str = r#"[Pack(id: p, title: "P", intro: "I.", version: "1", reviewed: "2026-01-01", review_by: "2099-01-01", sections: { s: "S" },
    wording: { note: "N", precaution: "P", deferral: "D", urgent: "U" })]"#;

/// A pack of these statements, or what is wrong with it.
fn pack(statements: &[String]) -> Result<Pack, Vec<(Code, String)>> {
    let text = format!("[{}]", statements.join(",\n"));
    base(&[("sources.ron", SOURCES), ("p/pack.ron", HEADER), ("p/s.ron", &text)]).map(|mut base| base.packs.remove(0))
}

fn codes(statements: &[String]) -> Vec<Code> {
    pack(statements).err().unwrap_or_default().into_iter().map(|(code, _)| code).collect()
}

fn define(id: &str, when: &str) -> String {
    format!("Define(id: {id}, means: \"is so\", when: {when})")
}

/// The level of somebody in an otherwise silent answer sheet.
fn level(pack: &Pack, given: &str) -> Level {
    let file = File { path: "me.ron".to_owned(), text: given.to_owned().into() };
    let mut person = pack.baseline.clone();
    answers(&file, pack).expect("answers").given().for_each(|(question, answer)| person.set(question, answer));
    assess(pack, &person).level
}

fn three() -> Vec<String> {
    vec![
        question("one", "answer: One({ no: \"No\", b: \"B\", c: \"C\" })"),
        question("many", "answer: Many({ a: \"A\", b: \"B\", c: \"C\" })"),
        question("days", "answer: Number(unit: \"days\", range: 0..=99, worse: higher)"),
    ]
}

fn three_and(more: &[String]) -> Vec<String> {
    three().into_iter().chain(more.iter().cloned()).collect()
}

#[test]
fn the_reference_in_the_manual_is_what_explain_reads_from() {
    let (_, shown) = MANUAL.split_once("<!-- reference -->\n").expect("the mark");
    if std::env::var_os("NEEDLEWISE_WRITE_MANUAL").is_some() {
        let text = MANUAL.replace(shown, &reference());
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md"), text).expect("written");
    } else {
        assert_eq!(shown, reference(), "run this test once with NEEDLEWISE_WRITE_MANUAL=1");
    }
}

#[test]
fn every_statement_and_field_that_can_be_read_is_in_the_manual() {
    // A field that is not there is answered with all that are.
    let words_of = |message: &str| -> Vec<String> {
        let (_, known) = message.split_once("it takes ").expect("a list");
        known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let asked = |text: &str| {
        let files = [("sources.ron", format!("[{text}]"))];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        base(&files).expect_err("it cannot be read").remove(0)
    };
    let (_, message) = asked("Nothing(id: a)");
    let statements = words_of(&message);
    assert!(statements.len() >= 14, "{statements:?}");
    for statement in &statements {
        assert!(WORDS.iter().any(|it| it.group == "statement" && it.word == statement), "{statement}");
        let (code, message) = asked(&format!("{statement}(zzz: 1)"));
        if code != Code::UnknownField {
            continue;
        }
        for field in words_of(&message) {
            let known = WORDS.iter().any(|it| it.group == statement && it.word == field);
            assert!(known, "`{field}` of `{statement}` is not in the manual");
        }
    }
    for (group, text) in [
        ("condition", "Rule(id: a, level: note, title: \"\", when: zzz(a))"),
        ("wait", "Rule(id: a, level: note, title: \"\", wait: zzz(1))"),
        ("answer", "Question(id: a, answer: Zzz)"),
        ("change", "Question(id: a, change: zzz)"),
        ("grade", "Source(id: a, grade: Zzz)"),
        ("kind", "Pack(id: a, kind: zzz)"),
    ] {
        for word in words_of(&asked(text).1) {
            assert!(WORDS.iter().any(|it| it.group == group && it.word == word), "`{word}` of {group}");
        }
    }
}

#[test]
fn a_definition_stands_for_its_condition_wherever_it_is_held() {
    let held = of(&three_and(&[
        define("late", "all([over(days, 7), holds(chosen)])"),
        define("chosen", "has(many, [a, b])"),
        rule("r", "urgent", "any([is(one, c), holds(late)])", ""),
    ]));
    let written = of(&three_and(&[rule(
        "r",
        "urgent",
        "any([is(one, c), all([over(days, 7), any([has(many, a), has(many, b)])])])",
        "",
    )]));
    assert_eq!(held.rules.first().map(|it| &it.when), written.rules.first().map(|it| &it.when));
    assert_eq!(held.definitions.iter().map(|it| it.uses).collect::<Vec<_>>(), [1, 1]);
    // Shown by its name where it is held, and written out where it is explained.
    assert_eq!(unparse::condition(&held, &held.rules.first().expect("a rule").when), "any([is(one, c), holds(late)])");
    let late = &held.definitions.first().expect("a definition").when;
    assert_eq!(unparse::written_out(&held, late), "all([over(days, 7), holds(chosen)])");
}

#[test]
fn definitions_hold_nothing_unknown_and_go_in_no_circle() {
    let holding = |when: &str| rule("r", "urgent", when, "");
    assert_eq!(codes(&three_and(&[holding("holds(nothing)")])), [Code::UnknownDefinition]);
    let circle = [define("a", "holds(b)"), define("b", "any([is(one, b), holds(a)])"), holding("holds(a)")];
    assert_eq!(codes(&three_and(&circle)), [Code::Circle, Code::Circle]);
    let twice = [define("a", "is(one, b)"), define("a", "is(one, c)"), holding("holds(a)")];
    assert_eq!(codes(&three_and(&twice)), [Code::DuplicateId]);
    // What opens a question looks only at what stands above it, by whatever name.
    let ahead = [question("last", "answer: YesNo"), question("first", "answer: YesNo, ask_if: holds(a)")];
    let ahead = [ahead[1].clone(), ahead[0].clone(), define("a", "is(last, yes)")];
    assert_eq!(codes(&ahead), [Code::LooksAhead]);
}

#[test]
fn definitions_that_grow_without_bounds_are_refused() {
    let mut doubling = vec![define("d0", "is(one, b)")];
    doubling.extend((1..40).map(|at| define(&format!("d{at}"), &format!("any([holds(d{0}), holds(d{0})])", at - 1))));
    assert!(codes(&three_and(&doubling)).contains(&Code::TooManyParts));
    let mut deep = vec![define("d0", "is(one, b)")];
    deep.extend((1..5_000).map(|at| define(&format!("d{at}"), &format!("not(holds(d{}))", at - 1))));
    assert!(codes(&three_and(&deep)).contains(&Code::TooManyParts));
    let mut wide = vec![define("wide", &format!("any([{}])", "is(one, b), ".repeat(1_900)))];
    wide.extend((0..600).map(|at| rule(&format!("r{at}"), "urgent", "holds(wide)", "")));
    assert!(codes(&three_and(&wide)).contains(&Code::TooManyParts));
}

fn warnings(statements: &[String]) -> Vec<(Code, String)> {
    let text = format!("[{}]", statements.join(",\n"));
    let base = base(&[("sources.ron", SOURCES), ("p/pack.ron", HEADER), ("p/s.ron", &text)]).expect("it loads");
    let of_interest =
        [Code::RepeatedCondition, Code::UnusedDefinition, Code::QuestionUnread, Code::OptionUnread, Code::OneSide];
    let found = lint(&base, jiff::civil::date(2026, 6, 1)).into_iter();
    found.filter(|it| of_interest.contains(&it.code)).map(|it| (it.code, it.message)).collect()
}

#[test]
fn lint_finds_conditions_written_twice_and_definitions_nobody_holds() {
    let long = "any([is(one, [b, c]), has(many, [a, b]), over(days, 7)])";
    let other_way = "any([over(days, 7), has(many, [b, a]), is(one, [c, b])])";
    let reads_all = rule("all", "urgent", "any([has(many, c)])", "");
    let twice = [rule("r", "urgent", long, ""), rule("q", "urgent", &format!("not({other_way})"), ""), reads_all];
    let found = warnings(&three_and(&twice));
    assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), [Code::RepeatedCondition], "{found:?}");
    assert!(found[0].1.contains("`r` and `q`"), "{found:?}");
    let named = [
        define("long", long),
        define("spare", "is(one, b)"),
        rule("r", "urgent", "holds(long)", ""),
        rule("q", "urgent", "not(holds(long))", ""),
        rule("all", "urgent", "has(many, c)", ""),
    ];
    assert_eq!(warnings(&three_and(&named)), [(Code::UnusedDefinition, "no condition holds `spare`".to_owned())]);
}

#[test]
fn lint_names_the_questions_and_ticks_nothing_looks_at() {
    let found = warnings(&three_and(&[rule("r", "urgent", "has(many, [a, b])", "")]));
    let codes: Vec<Code> = found.iter().map(|it| it.0).collect();
    assert_eq!(codes, [Code::QuestionUnread, Code::OptionUnread, Code::QuestionUnread], "{found:?}");
}

#[test]
fn a_list_of_options_is_any_of_them() {
    let pack = of(&three_and(&[rule("r", "urgent", "all([is(one, [b, c]), has(many, [a, b])])", "")]));
    for (given, found) in [
        ("{ one: b, many: [a] }", true),
        ("{ one: c, many: [b, c] }", true),
        ("{ one: c, many: [c] }", false),
        ("{ one: no, many: [a] }", false),
        ("{ one: unsure, many: [a] }", true),
    ] {
        assert_eq!(level(&pack, given) == Level::Urgent, found, "{given}");
    }
    let shown = unparse::condition(&pack, &pack.rules.first().expect("a rule").when);
    assert_eq!(shown, "all([is(one, [b, c]), has(many, [a, b])])");
    for (when, code) in [
        ("is(one, [])", Code::NoOptions),
        ("is(one, [b, b])", Code::DuplicateKey),
        ("is(one, [b, z])", Code::UnknownOption),
        ("has(one, [b])", Code::WrongKind),
    ] {
        assert_eq!(codes(&three_and(&[rule("r", "urgent", when, "")])), [code], "{when}");
    }
}

#[test]
fn a_table_gives_each_option_a_limit_of_its_own() {
    let pack = of(&three_and(&[rule("r", "urgent", "over_for(days, many, { a: 7, b: 21 })", "")]));
    for (given, found) in [
        ("{ many: [a], days: 7 }", false),
        ("{ many: [a], days: 8 }", true),
        ("{ many: [b], days: 21 }", false),
        ("{ many: [a, b], days: 8 }", true),
        ("{ many: [c], days: 99 }", false),
    ] {
        assert_eq!(level(&pack, given) == Level::Urgent, found, "{given}");
    }
    let shown = unparse::condition(&pack, &pack.rules.first().expect("a rule").when);
    assert_eq!(shown, "over_for(days, many, { a: 7, b: 21 })");
    let under = of(&three_and(&[rule("r", "urgent", "under_for(days, one, { b: 7, c: 28 })", "")]));
    assert_eq!(level(&under, "{ one: b, days: 7 }"), Level::Note);
    assert_eq!(level(&under, "{ one: c, days: 7 }"), Level::Urgent);
}

#[test]
fn weeks_are_seven_days_each() {
    let waits = |wait: &str| {
        let pack = of(&three_and(&[rule("r", "deferral", "is(one, c)", &format!("wait: {wait}"))]));
        (pack.rules.first().and_then(|it| it.wait.clone()), pack)
    };
    let (wait, pack) = waits("weeks(4)");
    assert_eq!(wait, Some(Wait::Days(28)));
    assert_eq!(unparse::wait(&pack, &Wait::Days(28)), "weeks(4)");
    assert_eq!(unparse::wait(&pack, &Wait::Days(10)), "days(10)");
    assert_eq!(
        codes(&three_and(&[rule("r", "deferral", "is(one, c)", "wait: weeks(60000)")])),
        [Code::NumberOutOfRange]
    );
}

#[test]
fn the_ordinary_answer_is_named_or_plain_or_there_is_none() {
    let ordinary = |rest: &str| {
        let pack = of(&[question("q", rest), rule("r", "urgent", "is(q, b)", "")]);
        let question = pack.questions.first().expect("a question").clone();
        (question.ordinary, question.shown_order().iter().map(|it| it.place()).collect::<Vec<_>>())
    };
    let one = |at: usize| Some(Answer::One(OptionId::new(at)));
    assert_eq!(ordinary("answer: One({ no: \"N\", b: \"B\" })"), (one(0), vec![0, 1]));
    assert_eq!(ordinary("answer: One({ a: \"A\", b: \"B\" })"), (None, vec![0, 1]), "nothing says that it is ordinary");
    assert_eq!(ordinary("answer: One({ a: \"A\", b: \"B\", c: \"C\" }), ordinary: b"), (one(1), vec![1, 0, 2]));
    assert_eq!(ordinary("answer: One({ no: \"N\", b: \"B\" }), ordinary: varies"), (None, vec![0, 1]));
    let numbers = of(&three_and(&[rule("r", "urgent", "over(days, 7)", "")]));
    let of_kind: Vec<bool> = numbers.questions.iter().map(|it| it.ordinary.is_some()).collect();
    assert_eq!(of_kind, [true, true, false], "no number is everybody's");
    assert_eq!(codes(&[question("q", "answer: YesNo, ordinary: maybe")]), [Code::UnknownOption]);
    assert_eq!(codes(&[question("q", "answer: Many({ a: \"A\" }), ordinary: a")]), [Code::WrongKind]);
}

#[test]
fn what_cannot_be_is_found_only_where_it_is_certain() {
    let statements = three_and(&[
        "Impossible(when: all([is(one, b), under(days, 7)]), say: \"Which is right?\")".to_owned(),
        rule("r", "urgent", "has(many, a)", ""),
    ]);
    let pack = of(&statements);
    let cannot = |given: &str| {
        let file = File { path: "me.ron".to_owned(), text: given.to_owned().into() };
        impossible(&pack, &answers(&file, &pack).expect("answers")).len()
    };
    assert_eq!(cannot("{ one: b, days: 3 }"), 1);
    for possible in ["{ one: b, days: 8 }", "{ one: b }", "{ one: b, days: unsure }", "{}"] {
        assert_eq!(cannot(possible), 0, "{possible}");
    }
    let case = "Case(name: \"c\", given: { one: b, days: 3 }, expect: note)".to_owned();
    assert_eq!(codes(&[statements, vec![case]].concat()), [Code::ImpossiblePerson]);
    let baseline = three_and(&["Impossible(when: is(one, no), say: \"No.\")".to_owned()]);
    assert_eq!(codes(&baseline), [Code::ImpossiblePerson]);
}

#[test]
fn nobody_waits_for_what_does_not_pass_and_hard_words_are_explained_once() {
    let age = question("age", "answer: Number(unit: \"years\", range: 0..=99, worse: lower), change: wait");
    assert_eq!(codes(&[age]), [Code::WaitNotTime]);
    let terms = r#"[Term(word: "acne", also: ["spots"], means: "a"), Term(word: "Spots", means: "b")]"#;
    let found = base(&[("sources.ron", SOURCES), ("words.ron", terms)]).expect_err("twice");
    assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), [Code::DuplicateId]);
}

#[test]
fn a_word_of_one_side_of_the_ocean_is_named_unless_the_other_stands_beside_it() {
    let text = |why: &str| {
        format!("[{}, {}]", question("q", "answer: YesNo"), rule("r", "urgent", "is(q, yes)", "").replace("W.", why))
    };
    let words = r#"[OneSide(word: "bin", known: UK, write: "trash or bin", with: "trash"), Term(word: "jab", means: "an injection"),
        OneSide(word: "jab", known: UK, write: "shot")]"#;
    for (why, found) in [("Use a bin.", 1), ("Use a trash bin.", 0), ("Use the cabin.", 0), ("A jab helps.", 0)] {
        let section = text(why);
        let files = [("sources.ron", SOURCES), ("words.ron", words), ("p/pack.ron", HEADER), ("p/s.ron", &section)];
        let problems = lint(&base(&files).expect("it loads"), jiff::civil::date(2026, 6, 1));
        assert_eq!(problems.iter().filter(|it| it.code == Code::OneSide).count(), found, "{why}");
    }
}

#[test]
fn the_library_says_which_pack_comes_first_and_what_gates_what() {
    let header = |id: &str, kind: &str| HEADER.replace("id: p,", &format!("id: {id}, kind: {kind},"));
    let (check, list, topics) = (header("ask", "check"), header("list", "checklist"), header("read", "topics"));
    let library = |first: &str, incident: &str, day: &str| {
        let library = format!(
            "[Library(name: \"N\", about: \"A.\", welcome: \"W.\", first: {first}, incident: {incident}), {day}]"
        );
        base(&[
            ("library.ron", &library),
            ("sources.ron", SOURCES),
            ("ask/pack.ron", &check),
            ("ask/s.ron", "[]"),
            ("lists/list/pack.ron", &list),
            ("lists/list/s.ron", "[]"),
            ("read/pack.ron", &topics),
            ("read/s.ron", "[]"),
        ])
    };
    let day = "Day(lists: [list, ask], first: { ask: [list] })";
    let base = library("read", "list", day).expect("it loads");
    assert_eq!(base.packs.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["read", "ask", "list"]);
    assert_eq!((base.header.first.as_deref(), base.header.incident.as_deref()), (Some("read"), Some("list")));
    assert_eq!(base.header.day.before("ask"), ["list"]);
    for (first, incident, day, code) in [
        ("reed", "list", day, Code::UnknownPack),
        ("read", "ask", day, Code::WrongKind),
        ("read", "list", "Day(lists: [list, read])", Code::WrongKind),
        ("read", "list", "Day(lists: [list, list])", Code::DuplicateKey),
        ("read", "list", "Day(lists: [ask, list], first: { ask: [list] })", Code::LooksAhead),
        ("read", "list", "Day(lists: [list], first: { ask: [list] })", Code::UnknownPack),
        ("read", "list", "Day(lists: [list]), Day(lists: [])", Code::DuplicateId),
    ] {
        let found = library(first, incident, day).expect_err(day);
        assert!(found.iter().any(|it| it.0 == code), "{first} {incident} {day}: {found:?}");
    }
}

#[test]
fn a_pack_is_known_by_what_decides_an_answer_and_what_is_shown_with_it() {
    let section = format!(
        "[{}, {}, Case(name: \"c\", given: {{ q: yes }}, expect: urgent, finds: [r])]",
        question("q", "answer: YesNo"),
        rule("r", "urgent", "is(q, yes)", "")
    );
    let contact = r#"[Contact(country: "", name: "here", emergency: "112", sources: [s])]"#;
    let known_by = |sources: &str, section: &str, contact: &str, more: &str, folder: &str| {
        let (header, file) = (format!("{folder}p/pack.ron"), format!("{folder}p/s.ron"));
        let files = [
            ("sources.ron", sources),
            ("contacts.ron", contact),
            ("words.ron", more),
            (&header, HEADER),
            (&file, section),
        ];
        base(&files).expect("it loads").packs[0].fingerprint.clone()
    };
    let now = known_by(SOURCES, &section, contact, "[]", "");
    let moved = format!("// A remark.\n\n{}", section.replace("finds: [r]", "finds: [r], words: \"I am.\""));
    let term = r#"[Term(word: "acne", means: "spots"), Avoid(["is safe"])]"#;
    for (what, same) in [
        ("a case and a remark", known_by(SOURCES, &moved, contact, "[]", "")),
        ("the glossary", known_by(SOURCES, &section, contact, term, "")),
        ("a source of nobody", known_by(&SOURCES.replace("\"O\"", "\"P\""), &section, contact, "[]", "")),
        ("another folder", known_by(SOURCES, &section, contact, "[]", "lists/")),
    ] {
        assert_eq!(now, same, "{what}");
    }
    for (what, other) in [
        ("a rule", known_by(SOURCES, &section.replace("W.", "Why."), contact, "[]", "")),
        ("a source it cites", known_by(&SOURCES.replace("\"S\"", "\"T\""), &section, contact, "[]", "")),
        ("whom to call", known_by(SOURCES, &section, &contact.replace("112", "999"), "[]", "")),
    ] {
        assert_ne!(now, other, "{what}");
    }
}

#[test]
fn what_is_mistyped_is_named_where_it_is_and_how_to_write_it() {
    let section = format!(
        "[\n{},\n{},\n{},\n]",
        question("days", "answer: Number(unit: \"days\", range: 0..=30, worse: higher)"),
        rule("r", "urgent", "over(days, 6)", ""),
        "Case(name: \"c\", given: { days: 7 }, expect: urgent, finds: [r])"
    );
    let told = |from: &str, to: &str| {
        assert!(section.contains(from), "{from}");
        let text = section.replacen(from, to, 1);
        let files = [("sources.ron", SOURCES), ("p/pack.ron", HEADER), ("p/s.ron", text.as_str())];
        let files = files.map(|(path, text)| File { path: path.to_owned(), text: text.to_owned().into() });
        let found = load(&files, Load { only: None, cases: true, shipped: false }).expect_err("it cannot be read");
        found.iter().map(needlewise::pack::problem::Problem::line).collect::<Vec<_>>().join("\n")
    };
    for (from, to, line, words) in [
        ("id: r,", "id: Too-Long,", 3, "`too_long`"),
        ("title: \"T\"", "title: \u{201c}T\u{201d}", 3, "a straight one"),
        ("title: \"T\"", "title: \"T", 3, "a quote is missing here"),
        ("title: \"T\"", "title: T\"", 3, "a quote is missing here"),
        ("0..=30", "30..=0", 2, "`0..=30`"),
        ("over(days, 6)", "over(days, 6,5)", 3, "`6.5`"),
        ("days: 7", "days: 7,5", 4, "`7.5`"),
        ("[s]", "[zzz]", 3, "add `Source(id: zzz, ..)`"),
        ("level: urgent", "level: deferral", 3, "`wait: days(7)`"),
    ] {
        let found = told(from, to);
        let place = format!("p/s.ron:{line}:");
        assert!(found.lines().any(|it| it.starts_with(&place) && it.contains(words)), "{to}: {found}");
    }
}

#[test]
fn a_section_without_a_file_brings_no_crowd_of_others() {
    let header = HEADER
        .replace("{ s: \"S\" }", "{ gone: \"S\" }")
        .replace("})]", "}), Promise(name: \"p\", when: is(q, yes), at_least: urgent, finds: [r])]");
    let found = base(&[("sources.ron", SOURCES), ("p/pack.ron", &header)]).expect_err("no file");
    assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), [Code::SectionWithoutFile]);
}
