//! What must hold for any input whatever. The fuzz targets and a test of the suite call these with inputs of their own.

use needlewise::batch::{Chunk, Cohort, Columns, Field, OutputShape, RowSource, Tally};
use needlewise::engine::{assess, explain, level};
use needlewise::model::kept::resume;
use needlewise::model::{Pack, RuleBase};
use needlewise::pack::{File, Load, answers, load};
use needlewise::record::{self, Verification};
use needlewise::report::document::Document;
use needlewise::report::{self, html, markdown, text};
use needlewise::text::{InputLine, LONGEST, LineReader, is_invisible, number};
use needlewise::training::run::ChecklistRun;
use needlewise::training::run::page::document;
use std::sync::OnceLock;

/// The shipped rules, without their cases.
pub fn rules() -> &'static RuleBase {
    static RULES: OnceLock<RuleBase> = OnceLock::new();
    RULES.get_or_init(|| {
        load(&needlewise::shipped::files(), Load { only: None, cases: false, shipped: true }).expect("the rules load")
    })
}

fn pack(id: &str) -> &'static Pack {
    rules().packs.iter().find(|pack| pack.id == id).expect("a pack of the shipped rules")
}

/// People of the first check, made ready once: that takes far longer than a line.
fn cohort() -> &'static Cohort<'static> {
    static COHORT: OnceLock<Cohort> = OnceLock::new();
    COHORT.get_or_init(|| {
        let pack = pack("before");
        Cohort::new(pack, Columns::new(pack, vec!["name".to_owned()]), Field::usual(1), OutputShape::Lines)
    })
}

/// What is answered, each line as JSON, and the counts.
fn answered(text: &[u8], tally: &Tally, pack: &Pack) {
    let lines: Vec<serde_json::Value> = std::str::from_utf8(text)
        .expect("UTF-8")
        .lines()
        .map(|line| {
            assert!(!line.contains(is_invisible), "{line:?}");
            serde_json::from_str(line).unwrap_or_else(|err| panic!("{err}: {line}"))
        })
        .collect();
    assert_eq!(lines.len() as u64, tally.people + tally.bad);
    // `check` takes every answer that `batch` took, and comes to the same level.
    for line in lines.iter().filter(|line| line.get("error").is_none()) {
        let file = File { path: "answers".to_owned(), text: line["answers"].to_string().into() };
        let answers = answers(&file, pack).unwrap_or_else(|problems| panic!("{} {line}", problems[0]));
        assert_eq!(line["level"], level(pack, &answers).word(), "{line}");
    }
}

/// Any bytes as lines of JSON.
pub fn lines(bytes: &[u8]) {
    let pack = pack("before");
    let answer = cohort().lines(bytes, 1);
    answered(&answer.text, &answer.tally, pack);
    let written = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(answer.tally.people + answer.tally.bad, written as u64);
}

/// Any bytes as a table: nobody is swallowed without a word.
pub fn table(bytes: &[u8]) {
    let pack = pack("before");
    let cohort = cohort();
    let Ok(mut source) = RowSource::table(Box::new(std::io::Cursor::new(bytes.to_vec()))) else { return };
    let RowSource::Table(table) = &source else { return };
    let Ok(heading) = cohort.columns.heading(&table.names, table.separator) else { return };
    let (mut people, mut bad) = (0, 0);
    while let Ok(Some(piece)) = source.piece() {
        let Chunk::Rows(rows) = piece else { panic!("a table has rows") };
        let answer = cohort.rows(&heading, &rows);
        answered(&answer.text, &answer.tally, pack);
        people += answer.tally.people;
        bad += answer.tally.bad;
    }
    // Without quotes every line that says something is a person or a fault.
    if !bytes.contains(&b'"') && bytes.is_ascii() {
        let text = std::str::from_utf8(bytes).expect("ASCII");
        let says = |line: &&str| line.split(',').any(|cell| !cell.trim().is_empty());
        let rows = text.split(['\n', '\r']).filter(|line| !line.is_empty()).skip(1).filter(says).count();
        assert!(people + bad == rows as u64, "{people} and {bad} of {rows}");
    }
}

/// Any bytes as what somebody types.
pub fn typed(bytes: &[u8]) {
    let mut reader = LineReader::new(bytes);
    let mut lines = 0;
    while let Ok(line) = reader.line() {
        match line {
            InputLine::End => break,
            InputLine::TooLong => {}
            InputLine::Read { text, .. } => {
                assert!(text.as_str().chars().count() <= LONGEST && !text.as_str().contains(is_invisible));
                if let Ok(n) = number(text.as_str()) {
                    assert!(n.is_finite() && (n != 0.0 || n.is_sign_positive()));
                }
            }
        }
        lines += 1;
    }
    assert!(lines <= bytes.len());
}

/// Any text as a pack, its parts apart by a line of its own: refused with its problems, or asked and answered.
pub fn rule_files(text: &str) {
    let mut parts = text.splitn(3, "\n#\n");
    let mut file = |path: &str| File { path: path.to_owned(), text: parts.next().unwrap_or("[]").to_owned().into() };
    let files = [file("a/pack.ron"), file("a/b.ron"), file("sources.ron")];
    match load(&files, Load { only: None, cases: true, shipped: false }) {
        Err(problems) => problems.iter().for_each(|problem| drop((problem.line(), problem.to_string()))),
        Ok(base) => {
            for pack in &base.packs {
                for answers in [&pack.baseline, &pack.silent()] {
                    assert_eq!(assess(pack, answers).level, level(pack, answers), "{text}");
                    written(&report::document(&explain(&base, pack, answers, None, pack.reviewed)));
                }
            }
        }
    }
}

/// Any text as a file of answers: refused, or each is one that its question takes.
pub fn answer_file(text: &str) {
    let pack = pack("before");
    match answers(&File { path: "answers".to_owned(), text: text.to_owned().into() }, pack) {
        Ok(answers) => {
            assert_eq!(assess(pack, &answers).level, level(pack, &answers), "{text}");
            assert!(answers.given().all(|(question, answer)| pack.questions[question].domain.takes(answer)));
        }
        Err(problems) => problems.iter().for_each(|problem| drop((problem.line(), problem.to_string()))),
    }
}

/// Any text as the record of a check: what is called the same is what its answers give anew.
pub fn check_record(text: &str) {
    let Ok(mut record) = record::read(text) else { return };
    // With a checksum that fits, as somebody would make it who knows how.
    record.checksum = record.sum();
    let verdict = record::verify(&record, rules());
    written(&record::document(&record));
    let pack = rules().packs.iter().find(|pack| pack.id == record.pack.id);
    if let (Verification::Same, Some(pack)) = (verdict, pack) {
        let given = record.answers.iter().map(|answer| (answer.question.as_str(), &answer.answer));
        assert_eq!(level(pack, &resume(pack, given).0), record.result.level, "{text}");
    }
}

/// A document in every format: nothing in it steers a screen.
fn written(page: &Document) {
    let shown = text::write(page, 40, |words, _| words.to_owned());
    assert!(!shown.contains(|letter| letter != '\n' && is_invisible(letter)), "{shown:?}");
    let _ = (markdown::write(page), html::write(page));
}

/// Any text as the record of a checklist: what is called the same follows from its items, and nothing in it steers a
/// screen.
pub fn run(record: &str) {
    let Ok(mut run) = ChecklistRun::read(record).or_else(|_| serde_json::from_str(record)) else { return };
    // With a checksum that fits, as somebody would make it who knows how.
    run.write();
    let verdict = run.verify(rules());
    written(&document(&run, &verdict));
    let list = rules().packs.iter().find(|pack| pack.id == run.pack);
    if let (Verification::Same, Some(list), true) = (&verdict, list, run.complete) {
        let (answers, _) = run.answers(list);
        let found = assess(list, &answers);
        assert!(found.unanswered.is_empty() && found.level == run.level, "{record}");
    }
}
