//! The tables that forms give back, as they are.

use crate::laws::SHIPPED;
use crate::program::{run, text};
use crate::random_people;
use needlewise::model::{Answer, Answers, Domain, Pack, QuestionId, Ticks};

/// Where a question stands in the form, with this between the groups.
fn path(pack: &Pack, question: QuestionId, between: &str) -> String {
    let asked = &pack.questions[question];
    let alone = matches!(asked.domain, Domain::One(_));
    let group = if alone { String::new() } else { format!("nw_with_{}{between}", asked.id) };
    format!("nw_{}{between}{group}{}", pack.sections[asked.section].id, asked.id)
}

/// The words of an answer as the form keeps them.
fn words(pack: &Pack, question: QuestionId, answer: Option<Answer>) -> Vec<String> {
    let choices = pack.questions[question].domain.choices();
    match answer {
        None => Vec::new(),
        Some(Answer::Unsure) => vec!["unsure".to_owned()],
        Some(Answer::One(option)) => vec![choices[option].id.clone()],
        Some(Answer::Many(Ticks::NONE)) => vec!["none".to_owned()],
        Some(Answer::Many(ticks)) => {
            let ticked = ticks.ticked().iter().map(|tick| choices[tick].id.clone());
            ticked.chain((!ticks.is_sure()).then(|| "unsure".to_owned())).collect()
        }
        Some(Answer::Number(n)) => vec![n.to_string()],
    }
}

/// The ticks that somebody is not sure of, as the form keeps them; none for who is not sure of any.
fn doubts(pack: &Pack, question: QuestionId, answer: Option<Answer>) -> Vec<String> {
    let Some(Answer::Many(ticks)) = answer else { return Vec::new() };
    ticks.unsure().iter().map(|tick| pack.questions[question].domain.choices()[tick].id.clone()).collect()
}

/// One column a question, ticks in one cell, commas: as ODK Central has it.
fn in_one_cell(pack: &Pack, people: &[Answers]) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut names = vec!["SubmissionDate".to_owned()];
    for question in pack.questions.keys() {
        names.push(path(pack, question, "-"));
        if !matches!(pack.questions[question].domain, Domain::One(_)) {
            names.push(format!("{}_unsure", path(pack, question, "-")));
        }
    }
    names.extend(["nw_level", "meta-instanceID", "KEY"].map(str::to_owned));
    table.write_record(&names).expect("a heading");
    for person in people {
        let mut cells = vec!["2026-01-01T10:00:00.000Z".to_owned()];
        for question in pack.questions.keys() {
            let words = words(pack, question, person.get(question)).join(" ");
            let doubts = doubts(pack, question, person.get(question)).join(" ");
            match (&pack.questions[question].domain, words.as_str()) {
                (Domain::Number(_), "unsure") => cells.extend([String::new(), words]),
                (Domain::Many(_) | Domain::Number(_), _) => cells.extend([words, doubts]),
                (Domain::One(_), _) => cells.push(words),
            }
        }
        cells.extend(["note", "uuid:1", "uuid:1"].map(str::to_owned));
        table.write_record(&cells).expect("a row");
    }
    String::from_utf8(table.into_inner().expect("memory")).expect("UTF-8")
}

/// A column for each tick, semicolons, and slashes: as KoboToolbox has it.
fn a_column_each(pack: &Pack, people: &[Answers]) -> String {
    let mut table =
        csv::WriterBuilder::new().delimiter(b';').quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    let mut names = vec!["start".to_owned()];
    let options = |question: QuestionId| {
        let ids = pack.questions[question].domain.choices().iter().map(|choice| choice.id.clone());
        ids.collect::<Vec<_>>()
    };
    let ticks = |question: QuestionId| {
        let all = options(question).into_iter();
        all.chain(["none".to_owned(), "unsure".to_owned()]).collect::<Vec<_>>()
    };
    for question in pack.questions.keys() {
        let path = path(pack, question, "/");
        match pack.questions[question].domain {
            Domain::One(_) => names.push(path),
            Domain::Many(_) => {
                names.push(path.clone());
                names.extend(ticks(question).into_iter().map(|tick| format!("{path}/{tick}")));
                names.push(format!("{path}_unsure"));
                names.extend(options(question).into_iter().map(|tick| format!("{path}_unsure/{tick}")));
            }
            Domain::Number(_) => {
                names.extend([path.clone(), format!("{path}_unsure"), format!("{path}_unsure/unsure")]);
            }
        }
    }
    names.extend(["nw_level", "_id", "_uuid"].map(str::to_owned));
    table.write_record(&names).expect("a heading");
    for person in people {
        let mut cells = vec!["2026-01-01".to_owned()];
        for question in pack.questions.keys() {
            let words = words(pack, question, person.get(question));
            let unsure = words == ["unsure"];
            match pack.questions[question].domain {
                Domain::One(_) => cells.push(words.concat()),
                Domain::Many(_) => {
                    let mut several = |words: Vec<String>, all: Vec<String>| {
                        let silent = words.is_empty();
                        cells.push(words.join(" "));
                        let ticked = |tick: String| u8::from(words.contains(&tick)).to_string();
                        cells.extend(all.into_iter().map(|tick| if silent { String::new() } else { ticked(tick) }));
                    };
                    several(words, ticks(question));
                    several(doubts(pack, question, person.get(question)), options(question));
                }
                Domain::Number(_) if unsure => cells.extend(["", "unsure", "1"].map(str::to_owned)),
                Domain::Number(_) => cells.extend([words.concat(), String::new(), String::new()]),
            }
        }
        cells.extend(["note", "7", "uuid"].map(str::to_owned));
        table.write_record(&cells).expect("a row");
    }
    String::from_utf8(table.into_inner().expect("memory")).expect("UTF-8")
}

/// The same people as lines of JSON.
pub fn lines(pack: &Pack, people: &[Answers]) -> String {
    let line = |person: &Answers| {
        let given = needlewise::model::kept::given(pack, person);
        let given: serde_json::Map<_, _> =
            given.into_iter().map(|(id, value)| (id, serde_json::json!(value))).collect();
        serde_json::Value::Object(given).to_string() + "\n"
    };
    people.iter().map(line).collect()
}

#[test]
fn the_table_of_a_form_goes_back_in_as_it_is() {
    for pack in SHIPPED.packs.iter().filter(|pack| ["before", "after"].contains(&pack.id.as_str())) {
        let people = random_people::people(pack, 300, 11);
        let answered = |from: &str, input: &str| {
            let fields = "level,certain,possible,answers";
            let output = run(&["batch", &pack.id, "--from", from, "--format", "jsonl", "--fields", fields], input);
            assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{from}");
            text(&output.stdout)
        };
        let wanted = answered("jsonl", &lines(pack, &people));
        let ticks_alone = |table: &str| {
            // KoboToolbox leaves the one cell away when it is asked to.
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
            let many = pack.questions.keys().filter(|at| matches!(pack.questions[*at].domain, Domain::Many(_)));
            let paths = many.map(|at| path(pack, at, "/"));
            let whole: Vec<String> = paths.flat_map(|path| [format!("{path}_unsure"), path]).collect();
            let is_whole = |name: &str| whole.iter().any(|path| path == name);
            let names = reader.headers().expect("a heading").clone();
            let left: Vec<usize> = (0..names.len()).filter(|at| !is_whole(&names[*at])).collect();
            let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            table.write_record(left.iter().map(|at| &names[*at])).expect("a heading");
            for row in reader.records() {
                let row = row.expect("a row");
                table.write_record(left.iter().map(|at| &row[*at])).expect("a row");
            }
            String::from_utf8(table.into_inner().expect("memory")).expect("UTF-8")
        };
        let kobo = a_column_each(pack, &people);
        for table in [in_one_cell(pack, &people), ticks_alone(&kobo), kobo] {
            assert_eq!(answered("csv", &table), wanted, "{}", table.lines().next().unwrap_or_default());
        }
    }
}

#[test]
fn a_table_that_is_no_form_s_still_has_to_name_its_questions_right() {
    let output = run(&["batch", "before", "--from", "csv"], "agee,KEY\n30,1\n");
    assert!(text(&output.stderr).contains("agee"), "{}", text(&output.stderr));
    assert_eq!(output.status.code(), Some(2));
}
