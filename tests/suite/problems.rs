//! Every kind of problem in a rule file: found, named, and pointed at.

use needlewise::pack::problem::{Code, Problem, Severity, total};
use needlewise::pack::{File, Load, answers, load};
use std::collections::BTreeSet;

const HEADER: &str = r#"[
    Pack(
        id: demo,
        title: "Demo",
        intro: "A demo.",
        version: "1",
        reviewed: "2026-01-01",
        review_by: "2027-01-01",
        sections: { one: "One" },
        risks: { harm: "Harm" },
        wording: { note: "Nothing found.", deferral: "Wait." },
    ),
    Promise(name: "red always waits", when: is(red, yes), at_least: deferral, finds: [is_red]),
]"#;

const SECTION: &str = r#"[
    Question(id: red, ask: "Is it red?", because: "Red matters.", answer: YesNo),
    Question(id: days, ask: "How many days ago?", because: "Time matters.", answer: Number(unit: "days", range: 0..=30, worse: lower), ask_if: is(red, yes)),
    Question(id: signs, ask: "Which of these?", because: "Signs matter.", answer: Many({ hot: "Hot", cold: "Cold" })),
    Rule(
        id: is_red,
        level: deferral,
        risks: [harm],
        title: "Red",
        when: all([is(red, yes), under(days, 7)]),
        why: "Red heals.",
        advice: "Wait.",
        sources: [book],
        wait: until(days, 7),
    ),
    Case(name: "red waits", given: { red: yes, days: 3, signs: [hot] }, expect: deferral, finds: [is_red]),
]"#;

const LIBRARY: &str = r#"[
    Source(id: book, title: "Book", publisher: "Press", year: 2020, grade: Review, url: "https://example.org/", read: direct, review_by: "2027-01-01"),
]"#;

/// The demo with one passage replaced.
fn with(path: &str, from: &str, to: &str) -> Vec<File> {
    let files = [("sources.ron", LIBRARY), ("demo/pack.ron", HEADER), ("demo/one.ron", SECTION)];
    files
        .into_iter()
        .map(|(name, text)| {
            let changed = if name == path { text.replacen(from, to, 1) } else { text.to_owned() };
            assert!(name != path || changed != text, "{from:?} is not in {path}");
            File { path: name.to_owned(), text: changed.into() }
        })
        .collect()
}

fn problems(files: &[File]) -> Vec<Problem> {
    load(files, Load { only: None, cases: true, shipped: false }).err().unwrap_or_default()
}

/// What to break, and the problem that must be found: where, and at which words.
#[rustfmt::skip]
const BROKEN: &[(Code, &str, &str, &str, usize, usize)] = &[
    (Code::ByteOrderMark, "demo/one.ron", "[\n    Question", "\u{feff}[\n    Question", 1, 1),
    (Code::Unbalanced, "demo/one.ron", "answer: YesNo),", "answer: YesNo,", 2, 13),
    (Code::Syntax, "demo/one.ron", "level: deferral", "level Deferral", 7, 14),
    (Code::UnknownWord, "demo/one.ron", "level: deferral", "level: deferal", 7, 16),
    (Code::UnknownWord, "demo/one.ron", "Rule(\n", "Rul(\n", 5, 5),
    (Code::UnknownField, "demo/one.ron", "advice:", "advise:", 12, 9),
    (Code::MissingField, "demo/one.ron", "        advice: \"Wait.\",\n", "", 5, 5),
    (Code::DuplicateField, "demo/one.ron", "level: deferral,", "level: deferral, level: note,", 7, 26),
    (Code::DuplicateKey, "demo/one.ron", "hot: \"Hot\", cold", "hot: \"Hot\", hot: \"H\", cold", 4, 102),
    (Code::DuplicateKey, "demo/one.ron", "{ red: yes,", "{ red: yes, red: no,", 16, 48),
    (Code::DuplicateId, "demo/one.ron", "id: signs", "id: red", 4, 18),
    (Code::MisplacedStatement, "demo/one.ron", "    Case(", "    Term(word: \"a\", means: \"b\"),\n    Case(", 16, 5),
    (Code::NoHeader, "demo/pack.ron", "id: demo", "id: dmo", 3, 13),
    (Code::SectionWithoutFile, "demo/pack.ron", "{ one: \"One\" }", "{ one: \"One\", two: \"Two\" }", 9, 33),
    (Code::FileWithoutSection, "demo/pack.ron", "{ one: \"One\" }", "{}", 1, 1),
    (Code::UnknownQuestion, "demo/one.ron", "all([is(red, yes)", "all([is(rde, yes)", 10, 23),
    (Code::UnknownOption, "demo/one.ron", "all([is(red, yes)", "all([is(red, yse)", 10, 28),
    (Code::UnknownRule, "demo/one.ron", "finds: [is_red]", "finds: [was_red]", 16, 99),
    (Code::UnknownSource, "demo/one.ron", "sources: [book]", "sources: [bok]", 13, 19),
    (Code::UnknownRisk, "demo/one.ron", "risks: [harm]", "risks: [ham]", 8, 17),
    (Code::UnknownTopic, "demo/one.ron", "sources: [book],", "sources: [book], see: [nowhere],", 13, 32),
    (Code::LooksAhead, "demo/one.ron", "answer: YesNo)", "answer: YesNo, ask_if: has(signs, hot))", 2, 94),
    (Code::WrongKind, "demo/one.ron", "is(red, yes), under", "has(red, yes), under", 10, 24),
    (Code::WrongKind, "demo/one.ron", "signs: [hot]", "signs: hot", 16, 64),
    (Code::NumberOutOfRange, "demo/one.ron", "days: 3", "days: 31", 16, 54),
    (Code::NumberOutOfRange, "demo/one.ron", "under(days, 7)", "under(days, 70)", 10, 40),
    (Code::NumberNotFinite, "demo/one.ron", "days: 3", "days: 1e999", 16, 54),
    (Code::NumberNotWhole, "demo/one.ron", "days: 3", "days: 3.5", 16, 54),
    (Code::BadRange, "demo/one.ron", "0..=30", "30..=0", 3, 113),
    (Code::BadCount, "demo/one.ron", "all([is(red, yes), under(days, 7)])", "at_least(3, [is(red, yes), under(days, 7)])", 10, 31),
    (Code::NoOptions, "demo/one.ron", "{ hot: \"Hot\", cold: \"Cold\" }", "{}", 4, 18),
    (Code::ReservedWord, "demo/one.ron", "cold: \"Cold\"", "unsure: \"Cold\"", 4, 102),
    (Code::ReservedWord, "demo/one.ron", "cold: \"Cold\"", "none: \"Cold\"", 4, 102),
    (Code::NoSource, "demo/one.ron", "        sources: [book],\n", "", 6, 13),
    (Code::MissingWording, "demo/pack.ron", ", deferral: \"Wait.\"", "", 6, 13),
    (Code::WaitMissing, "demo/one.ron", "        wait: until(days, 7),\n", "", 6, 13),
    (Code::WaitMisplaced, "demo/one.ron", "level: deferral", "level: note", 6, 13),
    (Code::WaitNotTime, "demo/one.ron", "unit: \"days\"", "unit: \"miles\"", 14, 21),
    (Code::EmptyPromise, "demo/pack.ron", ", at_least: deferral, finds: [is_red]", "", 13, 19),
    (Code::EmptyText, "demo/one.ron", "advice: \"Wait.\"", "advice: \" \"", 6, 13),
    (Code::ControlCharacter, "demo/one.ron", "advice: \"Wait.\"", "advice: \"Wait.\\u{1b}[2J\"", 6, 13),
    (Code::UnknownDefinition, "demo/one.ron", "all([is(red, yes)", "all([holds(rde)", 10, 26),
    (Code::Circle, "demo/one.ron", "    Case(", "    Define(id: a, means: \"m\", when: holds(a)),\n    Case(", 16, 43),
    (Code::UnknownPack, "sources.ron", "[\n", "[\n    Library(name: \"N\", about: \"A.\", welcome: \"W.\", first: dmo),\n", 2, 59),
    (Code::ImpossiblePerson, "demo/one.ron", "    Case(", "    Impossible(when: is(red, yes), say: \"No.\"),\n    Case(", 17, 16),
    (Code::LayersOrder, "demo/one.ron", "    Case(", "    Layers(question: days, title: \"T\", note: \"N.\", layers: [(name: \"L\", to: 2), (name: \"M\", to: 1)], sources: [book]),\n    Case(", 16, 22),
    (Code::ReadBackMisplaced, "demo/one.ron", "answer: YesNo)", "answer: YesNo, read_back: true)", 2, 18),
    (Code::BadCountry, "sources.ron", "[\n", "[\n    Contact(country: \"gb\", name: \"N\", emergency: \"1\", sources: [book]),\n", 2, 22),
    (Code::UnknownPlace, "demo/one.ron", "advice: \"Wait.\"", "advice: \"Wait {here}.\"", 6, 13),
    (Code::BadDate, "demo/pack.ron", "2027-01-01", "next year", 8, 20),
];

#[test]
fn the_demo_itself_is_well_formed() {
    let files = with("demo/one.ron", "Red heals.", "Red fades.");
    assert_eq!(problems(&files), []);
}

#[test]
fn every_break_is_found_at_its_place() {
    let mut wrong = Vec::new();
    for (code, path, from, to, line, column) in BROKEN {
        let found = problems(&with(path, from, to));
        if !found.iter().any(|it| it.code == *code && (it.place.line, it.place.column) == (*line, *column)) {
            let places: Vec<_> = found.iter().map(Problem::line).collect();
            wrong.push(format!("{} was to be at {line}:{column}, found {places:#?}", code.word()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_break_brings_no_crowd_of_others() {
    // A broken outline or header takes its file out; everything else stays with itself.
    let whole = [
        Code::Unbalanced,
        Code::ByteOrderMark,
        Code::NoHeader,
        Code::FileWithoutSection,
        Code::NoOptions,
        Code::DuplicateId,
    ];
    let mut crowds = Vec::new();
    for (code, path, from, to, _, _) in BROKEN.iter().filter(|(code, ..)| !whole.contains(code)) {
        let found: Vec<_> = problems(&with(path, from, to)).iter().map(Problem::line).collect();
        if found.len() > 2 {
            crowds.push(format!("{}: {found:#?}", code.word()));
        }
    }
    assert!(crowds.is_empty(), "{}", crowds.join("\n"));
}

#[test]
fn every_problem_of_a_file_is_reported_at_once() {
    let mut files = with("demo/one.ron", "is(red, yes), under", "is(rde, yes), under");
    files[2].text = files[2].text.replace("level: deferral", "level: deferal").replace("[book]", "[bok]").into();
    files[2].text =
        files[2].text.replace("signs: [hot]", "signs: [hto]").replace("answer: YesNo)", "answer: YesNoo)").into();
    let codes: BTreeSet<&str> = problems(&files).iter().map(|it| it.code.word()).collect();
    assert_eq!(codes, BTreeSet::from(["unknown-option", "unknown-word"]));
    assert_eq!(problems(&files).len(), 3);
}

#[test]
fn a_message_shows_the_line_and_what_to_do() {
    let found = problems(&with("demo/one.ron", "all([is(red, yes)", "all([is(rde, yes)"));
    insta::assert_snapshot!(found[0].to_string());
}

#[test]
fn the_codes_are_stable() {
    let codes: Vec<String> = Code::ALL
        .iter()
        .map(|it| format!("{} ({})", it.word(), if it.severity() == Severity::Error { "error" } else { "warning" }))
        .collect();
    insta::assert_snapshot!(codes.join("\n"));
}

#[test]
fn every_code_has_a_page_that_says_something() {
    for code in Code::ALL {
        assert!(code.page().split_whitespace().count() >= 5, "{}", code.word());
    }
}

#[test]
fn every_error_a_text_can_have_is_in_the_list_above() {
    let by_number = [Code::TooManyOptions, Code::TooManyParts, Code::TooManyProblems];
    // Their tests are in `overlays`.
    let by_layer = [Code::NothingBeneath, Code::StaleChange, Code::ChangedTwice, Code::EmptyChange];
    let by_disk = [Code::Unreadable, Code::NotUtf8, Code::TooBig, Code::TooDeep];
    for code in Code::ALL.iter().filter(|it| {
        it.severity() == Severity::Error && !by_disk.contains(it) && !by_number.contains(it) && !by_layer.contains(it)
    }) {
        assert!(BROKEN.iter().any(|(it, ..)| it == code), "{} has no test", code.word());
    }
}

#[test]
fn a_folder_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    write("sources.ron", b"[ // \xff\xfe ]");
    write("big.ron", &vec![b' '; (4 << 20) + 1]);
    write("deep.ron", "[".repeat(5_000).as_bytes());
    let (files, mut found) = needlewise::pack::read(folder.path());
    found.extend(problems(&files));
    let codes: BTreeSet<&str> = found.iter().map(|it| it.code.word()).collect();
    assert_eq!(codes, BTreeSet::from(["not-utf8", "too-big", "too-deep"]));
    let (_, missing) = needlewise::pack::read(&folder.path().join("nowhere"));
    assert_eq!(missing[0].code, Code::Unreadable);
}

#[test]
fn more_than_64_options_are_refused() {
    let many: Vec<String> = (0..65).map(|it| format!("o{it}: \"O\"")).collect();
    let found = problems(&with("demo/one.ron", "cold: \"Cold\"", &format!("cold: \"Cold\", {}", many.join(", "))));
    assert!(found.iter().any(|it| it.code == Code::TooManyOptions));
}

#[test]
fn of_many_problems_the_first_are_told_and_the_rest_are_counted() {
    let pack = &load(&with("sources.ron", "Book", "A book"), Load { only: None, cases: true, shipped: false })
        .expect("it loads")
        .packs[0];
    for (between, line) in [(" ", 1), ("\n", 200)] {
        let unknown: Vec<String> = (0..20_000).map(|it| format!("red{it}: yes,")).collect();
        let text = format!("{{{}}}", unknown.join(between));
        let start = std::time::Instant::now();
        let found = answers(&File { path: "many.ron".to_owned(), text: text.into() }, pack).expect_err("all unknown");
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
        assert_eq!((found.len(), total(&found)), (201, 20_000));
        let last = found.last().expect("there are some");
        assert_eq!((last.code, last.message.as_str()), (Code::TooManyProblems, "and 19800 more in this file"));
        assert_eq!((found[199].message.as_str(), found[199].place.line), ("there is no question `red199`", line));
        assert!(found.iter().all(|it| it.text.chars().count() <= 202));
    }
}

#[test]
fn of_a_long_line_only_what_is_around_a_problem_is_shown() {
    let aside = format!("/*{}*/", "ö".repeat(3_000));
    let found = problems(&with("demo/one.ron", "all([is(red, yes)", &format!("{aside}all([is(rde, yes){aside}")));
    assert_eq!((found[0].place.line, found[0].place.column), (10, 23 + 3_004));
    let shown = found[0].to_string();
    insta::assert_snapshot!(shown);
    // The underline stands below the word.
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|it| it.contains("rde, yes")).expect("the line is shown");
    assert_eq!(lines[at].find("rde").map(|it| lines[at][..it].chars().count()), lines[at + 1].find('^'));
    assert_eq!(lines[at + 1].matches('^').count(), 3);
}

#[test]
fn a_single_answer_may_be_called_none() {
    let files = with("demo/one.ron", "answer: YesNo)", "answer: One({ none: \"No\", yes: \"Yes\" }))");
    assert_eq!(problems(&files), []);
}

#[test]
fn more_than_64_parts_to_count_are_refused() {
    for (parts, fine) in [(64, true), (65, false)] {
        let count = format!("at_least({parts}, [{}])", "is(red, yes), ".repeat(parts));
        let found = problems(&with("demo/one.ron", "all([is(red, yes), under(days, 7)])", &count));
        let codes: Vec<Code> = found.iter().map(|it| it.code).collect();
        assert_eq!(codes, if fine { vec![] } else { vec![Code::TooManyParts] });
    }
}

fn with_people(people: &str) -> Vec<File> {
    let mut files = with("sources.ron", "Book", "A book");
    files.push(File { path: "demo/people.ron".to_owned(), text: people.to_owned().into() });
    files
}

#[test]
fn people_who_span_sections_are_cases_and_need_no_section() {
    let person = r#"[Case(name: "somebody red", words: "I am\n red.", given: { red: yes, days: 3 }, expect: deferral, finds: [is_red])]"#;
    let base = load(&with_people(person), Load { only: None, cases: true, shipped: false }).expect("it loads");
    let pack = &base.packs[0];
    let case = pack.cases.last().expect("a case");
    assert_eq!((case.words.as_deref(), case.section), (Some("I am red."), pack.sections.next_key()));
    // They decide nothing, so the pack is known by the same sum.
    let without = load(&with("sources.ron", "Book", "A book"), Load { only: None, cases: true, shipped: false })
        .expect("it loads");
    assert_eq!(without.packs[0].fingerprint, pack.fingerprint);

    for (from, to, code) in [
        (
            "[Case",
            "[Question(id: blue, ask: \"Is it?\", because: \"It may.\", answer: YesNo), Case",
            Code::MisplacedStatement,
        ),
        ("[Case", "[Promise(name: \"a\", when: is(red, yes), at_least: deferral), Case", Code::MisplacedStatement),
        ("[Case", "[Term(word: \"a\", means: \"b\"), Case", Code::MisplacedStatement),
        ("words:", "word:", Code::UnknownField),
        ("\"I am\\n red.\"", "\"\"", Code::EmptyText),
        ("I am", "I \\u{202e}am", Code::ControlCharacter),
        ("red: yes", "rod: yes", Code::UnknownQuestion),
        ("is_red", "was_red", Code::UnknownRule),
    ] {
        let person = person.replace("I am\n", "I am\\n");
        assert!(person.contains(from), "{from}");
        let found = problems(&with_people(&person.replacen(from, to, 1)));
        assert!(found.iter().any(|it| it.code == code && it.place.path == "demo/people.ron"), "{from}: {found:?}");
    }
}

#[test]
fn an_id_is_plain_letters_and_not_too_long() {
    const DEFINE: &str = "[\n    Define(id: né, means: \"is red\", when: is(red, yes)),";
    const CLOSING: &str = "closing: [(id: né, title: \"T\", text: \"T.\")],\n        risks: {";
    for (path, from, to) in [
        ("demo/one.ron", "id: red", "id: né"),
        ("demo/one.ron", "id: is_red", "id: né"),
        ("demo/one.ron", "hot: \"Hot\"", "né: \"Hot\""),
        ("demo/one.ron", "hot: \"Hot\"", "\"né\": \"Hot\""),
        ("demo/one.ron", "{ hot: \"Hot\", cold: \"Cold\" }", "{ cold: \"Cold\", né: \"Hot\" }"),
        ("demo/one.ron", "[", DEFINE),
        ("demo/one.ron", "days: 3", "né: 3"),
        ("sources.ron", "id: book", "id: né"),
        ("demo/pack.ron", "id: demo", "id: né"),
        ("demo/pack.ron", "one: \"One\"", "né: \"One\""),
        ("demo/pack.ron", "harm: \"Harm\"", "né: \"Harm\""),
        ("demo/pack.ron", "risks: {", CLOSING),
    ] {
        let files = with(path, from, to);
        let found = problems(&files);
        let refused = found.iter().find(|it| it.message.contains("`né` cannot be an id"));
        let refused = refused.unwrap_or_else(|| panic!("{to:?} is read: {found:?}"));
        let line = files.iter().find(|file| file.path == path).expect("a file").text.lines();
        let line = line.take_while(|line| !line.contains("né")).count() + 1;
        assert_eq!((refused.place.path.as_str(), refused.place.line), (path, line), "{to:?}");
    }
    for word in ["r#-2+3", "r#a.b", "re\u{301}d", "r\u{435}d", "7", &"x".repeat(65)] {
        assert!(!problems(&with("demo/one.ron", "id: red", &format!("id: {word}"))).is_empty(), "{word}");
        assert!(!problems(&with("demo/one.ron", "hot: \"Hot\"", &format!("{word}: \"Hot\""))).is_empty(), "{word}");
    }
}

#[test]
fn the_fingerprint_covers_what_the_library_says() {
    let what = Load { only: None, cases: true, shipped: false };
    let fingerprint = |from: &str, to: &str| {
        load(&with("sources.ron", from, to), what).expect("it loads").packs[0].fingerprint.clone()
    };
    let moved = fingerprint("https://example.org/", "https://example.com/");
    assert_ne!(moved, fingerprint("\"Book\"", "\"Another book\""));
    assert_eq!(moved, fingerprint("https://example.org/", "https://example.com/"));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_a_folder_of_rules() {
    let (outside, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    std::fs::write(outside.path().join("secret"), "a secret").expect("written");
    std::fs::create_dir(folder.path().join("demo")).expect("made");
    std::os::unix::fs::symlink(outside.path().join("secret"), folder.path().join("demo/leak.ron")).expect("a link");
    std::os::unix::fs::symlink(outside.path(), folder.path().join("away")).expect("a link");
    std::fs::write(folder.path().join("demo/real.txt"), "[]").expect("written");
    std::os::unix::fs::symlink("real.txt", folder.path().join("demo/near.ron")).expect("a link");
    let (files, problems) = needlewise::pack::read(folder.path());
    assert_eq!(files.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), ["demo/near.ron"]);
    let places: Vec<String> = problems.iter().map(Problem::line).collect();
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(places.iter().all(|it| it.contains("leads out of the folder")), "{places:?}");
}

/// The first problem of the section with one passage replaced: its line, what is wrong, and what to do.
fn told(from: &str, to: &str) -> String {
    let problems = problems(&with("demo/one.ron", from, to));
    let first = problems.first().unwrap_or_else(|| panic!("{to:?} is read"));
    format!("{}: {}; {}", first.place.line, first.message, first.help.as_deref().unwrap_or("no help"))
}

#[test]
fn a_file_without_its_section_brings_no_cascade() {
    let problems = problems(&with("demo/pack.ron", "one: \"One\"", "two: \"Two\""));
    let codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::FileWithoutSection, Code::SectionWithoutFile], "{problems:?}");
}

#[test]
fn no_title_forges_lines_and_no_tower_of_marks_stands_in_one() {
    let base = load(
        &with("demo/one.ron", "title: \"Red\"", "title: \"Red\n\nis_safe: go on\""),
        Load { only: None, cases: true, shipped: false },
    );
    assert_eq!(base.expect("it is read").packs[0].rules.first().expect("a rule").title, "Red is_safe: go on");
    let tower = format!("title: \"Re{}d\"", "\u{301}".repeat(45));
    assert!(told("title: \"Red\"", &tower).contains("more than 3 marks"), "{tower}");
}

#[test]
fn every_reader_is_bounded_whatever_it_is_given() {
    let many = |count: usize| (0..count).map(|at| format!("o{at}: \"O\"")).collect::<Vec<_>>().join(", ");
    let options = format!("hot: \"Hot\", {}", many(100_000));
    assert!(told("hot: \"Hot\"", &options).contains("has 100002 options; at most 64 are possible"));
    let deep = format!("{{ red: {}yes{} }}", "Some(".repeat(500_000), ")".repeat(500_000));
    let base = load(&with("sources.ron", "2020", "2021"), Load { only: None, cases: true, shipped: false })
        .expect("it is read");
    let problems =
        answers(&File { path: "answers".to_owned(), text: deep.into() }, &base.packs[0]).expect_err("too deep");
    assert_eq!(problems[0].code, Code::TooDeep);
    let case = |at: usize| format!("Case(name: \"c{at}\", given: {{}}, expect: note, finds: []),\n");
    let cases = (0..30_000).map(case).collect::<Vec<_>>().concat();
    let question = |at: usize| format!("Question(id: q{at}, ask: \"Is it?\", because: \"So.\", answer: YesNo),\n");
    let asked = (0..400).map(question).collect::<Vec<_>>().concat();
    let more = format!("    Question(id: red, {asked_rest}", asked_rest = "ask: \"Is it red?\"");
    let text = SECTION.replacen("    Question(id: red, ask: \"Is it red?\"", &format!("{asked}{cases}{more}"), 1);
    let files = with("sources.ron", "2020", "2021");
    let files: Vec<File> = files
        .into_iter()
        .map(|file| if file.path == "demo/one.ron" { File { text: text.clone().into(), ..file } } else { file })
        .collect();
    let found = load(&files, Load { only: None, cases: true, shipped: false }).expect_err("too much");
    assert!(found.iter().any(|problem| problem.code == Code::TooBig), "{}", found[0]);
    // Thousands of known words and hundreds of slips are compared in no time.
    let known: Vec<String> = (0..28_000).map(|at| format!("question_number_{at:05}")).collect();
    let near = |word: &str| needlewise::text::suggest(word, known.iter().map(String::as_str)).is_some();
    assert!(near("question_numbre_00017") && !near("zzzzzzzzzzzzzzzzzzzzz"));
}

#[test]
fn slips_of_the_pen_are_told_with_what_to_write() {
    for (from, to, line, wrong, write) in [
        ("\"Is it red?\"", "'Is it red?'", 2, "a text stands in double quotes", "write `\"` in the place of `'`"),
        ("\"Red matters.\"", "Red", 2, "a text in quotes is wanted here", "such as"),
        ("id: is_red", "id: \"is_red\"", 6, "a word without quotes is wanted here", "such as `way_out`"),
        ("is(red, yes), under", "is(red, \"yes\"), under", 10, "a word without quotes is wanted here", "such as"),
        ("id: is_red", "id: is red", 6, "a comma is missing", "a name is one word: `is_red`"),
        ("id: is_red,", "id: is_red;", 6, "a comma is missing", "write `,` in the place of `;`"),
        ("level: deferral", "level = deferral", 7, "a colon is wanted here", "`id: way_out`"),
        (
            "why: \"Red heals.\",",
            "why: \"Red heals.\"",
            12,
            "a comma is missing",
            "at the end of what stands before it",
        ),
        ("when: all([is(red, yes), under(days, 7)])", "when: is(red, yes) and under(days, 7)", 10, "a comma", "`all("),
        ("when: all([is(red, yes), under(days, 7)])", "when: is(red, yes) or under(days, 7)", 10, "a comma", "`any("),
        ("sources: [book]", "sources: book", 13, "a list is wanted here", "also around a single one"),
    ] {
        let said = told(from, to);
        let begins = format!("{line}: {wrong}");
        assert!(said.starts_with(&begins) && said.contains(write), "{to}: {said}");
    }
    let year = |to: &str| {
        let problems = problems(&with("sources.ron", "year: 2020", to));
        format!("{}; {}", problems[0].message, problems[0].help.as_deref().unwrap_or("no help"))
    };
    assert!(year("year: \"2020\"").starts_with("a number without quotes is wanted here"));
    for date in ["2027-01-01", "1/1/2027", "01.01.2027"] {
        let files = with("sources.ron", "\"2027-01-01\"", date);
        let found = &problems(&files)[0];
        assert_eq!((found.place.line, found.length), (2, date.len()), "{date}: {found}");
        assert!(found.message.starts_with("a date stands in quotes"), "{found}");
    }
    let version = &problems(&with("demo/pack.ron", "version: \"1\"", "version: 1.0.0"))[0];
    assert!(!version.message.contains("date"), "{version}");
}

#[test]
fn a_missing_comma_hides_nothing_that_stands_behind_it() {
    let broken = SECTION.replacen("because: \"Red matters.\"", "help: \"Look.\"\n        because: \"Red matters.\"", 1);
    let broken = broken.replacen("finds: [is_red]", "finds: [is_rde]", 1);
    let files = with("sources.ron", "2020", "2021").into_iter();
    let files: Vec<File> = files
        .map(|file| if file.path == "demo/one.ron" { File { text: broken.clone().into(), ..file } } else { file })
        .collect();
    let codes: Vec<Code> = problems(&files).iter().map(|problem| problem.code).collect();
    assert!(codes.contains(&Code::Syntax) && codes.contains(&Code::UnknownRule), "{codes:?}");
    // A quote that is missing is still told apart.
    assert!(told("because: \"Red matters.\"", "because: \"Red matters.").contains("a quote is missing"));
}

#[test]
fn of_two_alike_the_place_of_the_first_is_told() {
    let said = told("id: days", "id: red");
    assert_eq!(
        said,
        "3: there is already a question `red`; the first one is at demo/one.ron:2; give one of them another id"
    );
}
