//! Whole lists through the program: in order, line by line, whatever is wrong with a line.

use crate::program::{feed, program, run, text};
use crate::random_people::{Chance, people, rules};
use needlewise::batch::{Cohort, Columns, OutputShape};
use needlewise::engine::{Certainty, assess};
use needlewise::model::{Pack, RuleId};
use serde_json::Value;
use std::fmt::Write as _;
use std::process::Output;

fn batch(args: &[&str], input: &[u8]) -> Output {
    let mut command = program();
    command.arg("batch").args(args);
    feed(command, input)
}

/// People as the lines they could come in.
pub fn lines(pack: &Pack, count: usize, seed: u64) -> Vec<u8> {
    let cohort = Cohort::new(pack, Columns::new(pack, Vec::new()), Vec::new(), OutputShape::Lines);
    let mut lines = Vec::new();
    for person in people(pack, count, seed) {
        lines.extend(cohort.said(&person));
        lines.push(b'\n');
    }
    lines
}

#[test]
fn every_line_is_answered_in_order_as_the_reference_would() {
    let base = rules();
    let pack = base.packs.iter().find(|it| it.id == "before").expect("a pack");
    let people = people(pack, 3_000, 11);
    let output = batch(&["before"], &lines(pack, 3_000, 11));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let answered = text(&output.stdout);
    assert_eq!(answered.lines().count(), people.len());
    for (line, person) in answered.lines().zip(&people) {
        let json: Value = serde_json::from_str(line).expect("JSON");
        let expected = assess(pack, person);
        let ids = |certainty: Certainty| {
            let mut rules: Vec<RuleId> =
                expected.findings.iter().filter(|it| it.certainty == certainty).map(|it| it.rule).collect();
            rules.sort_unstable();
            rules.into_iter().map(|it| Value::from(pack.rules[it].id.as_str())).collect::<Vec<_>>()
        };
        assert_eq!(json["level"], expected.level.word());
        assert_eq!(json["certain"], Value::from(ids(Certainty::Certain)));
        assert_eq!(json["possible"], Value::from(ids(Certainty::Possible)));
        assert_eq!(json["fingerprint"], pack.fingerprint.as_str());
        for (risk, level) in pack.risks.iter().zip(&expected.risks) {
            assert_eq!(json["risks"][&risk.id], level.word());
        }
    }
}

#[test]
fn the_answers_of_a_line_can_be_read_again() {
    let base = rules();
    let pack = base.packs.iter().find(|it| it.id == "after").expect("a pack");
    let first = lines(pack, 500, 3);
    let output = batch(&["after", "--fields", "answers,level"], &first);
    let again: String = text(&output.stdout).lines().fold(String::new(), |mut all, line| {
        let json: Value = serde_json::from_str(line).expect("JSON");
        let _ = writeln!(all, "{}", json["answers"]);
        all
    });
    assert_eq!(batch(&["after"], again.as_bytes()).stdout, batch(&["after"], &first).stdout);
}

#[test]
fn a_line_read_at_sight_means_what_it_means_read_with_care() {
    let base = rules();
    let pack = base.packs.iter().find(|it| it.id == "after").expect("a pack");
    let columns = Columns::new(pack, vec!["name".to_owned()]);
    let read = |line: &[u8]| {
        let mut person = columns.nobody();
        columns.line(line, &mut person).map(|()| person)
    };
    let mut chance = Chance(8);
    let (mut good, mut bad) = (0, 0);
    for line in lines(pack, 400, 8).split(|it| *it == b'\n').filter(|it| !it.is_empty()) {
        let spaced = text(line).replace(',', ", ").replace(':', " :  ");
        let kept = ["\"Ann\"", "7.50", "null", "\"\\u00e9\"", "[1]"][chance.below(5)];
        let kept = spaced.replacen('{', &format!("{{ \"name\": {kept}, "), 1).replace(", }", "}");
        for line in [text(line), spaced, kept] {
            for mangled in 0..8 {
                let mut line = line.clone().into_bytes();
                if mangled > 0 {
                    let at = chance.below(line.len());
                    let byte = br#"{}[]",: .-0e\nu"#[chance.below(15)];
                    match chance.below(3) {
                        0 => line[at] = byte,
                        1 => line.insert(at, byte),
                        _ => line.truncate(at),
                    }
                }
                // Only care reads a line with a tab behind it.
                let careful = [line.as_slice(), b"\t"].concat();
                let (sight, careful) = (read(&line), read(&careful));
                *(if sight.is_ok() { &mut good } else { &mut bad }) += 1;
                assert_eq!(sight.ok(), careful.ok(), "{}", text(&line));
            }
        }
    }
    assert!(good > 1_200 && bad > 1_200, "{good} {bad}");
}

#[test]
fn a_table_says_the_same_as_lines() {
    let base = rules();
    let pack = base.packs.iter().find(|it| it.id == "before").expect("a pack");
    let input = lines(pack, 700, 5);
    let table = text(&batch(&["before", "--format", "csv", "--fields", "answers"], &input).stdout);
    let table: String = table
        .lines()
        .map(|it| it.strip_suffix(',').or(it.strip_suffix(",error")).unwrap_or(it))
        .fold(String::new(), |all, it| all + it + "\n");
    let by_table = batch(&["before", "--from", "csv", "--format", "jsonl"], table.as_bytes());
    assert_eq!(text(&by_table.stderr), "");
    assert_eq!(by_table.stdout, batch(&["before"], &input).stdout);
}

#[test]
fn a_bad_line_is_named_and_the_rest_goes_on() {
    let input = b"{\"age\": 30}\n{\"age\": \"old\"}\n\n{\"agee\": 30}\nnot json\n{\"age\": 30, \"age\": 31}\n{\"age\": 1e9}\n\xff\n{\"age\": 15}\n";
    let output = batch(&["before", "--fields", "line,level"], input);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(text(&output.stderr));
    let lines: Vec<Value> = text(&output.stdout).lines().map(|it| serde_json::from_str(it).expect("JSON")).collect();
    let numbers: Vec<u64> =
        lines.iter().map(|it| it["line"].as_u64().or(it["error"]["line"].as_u64()).expect("a number")).collect();
    assert_eq!(numbers, [1, 2, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn strict_ends_at_the_first_bad_line() {
    let output = batch(&["before", "--strict", "--fields", "line"], b"{}\n{\"x\": 1}\n{}\n");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout).lines().count(), 2);
}

#[test]
fn a_table_has_empty_unsure_none_and_several_ticks() {
    let table = "client,age,keloids\nA1,30,\n\"A,2\",unsure,\nA3,,yes\nA4,30\n=A5,17,\n";
    let keloids = rules().packs.iter().any(|it| it.id == "before" && it.question("keloids").is_some());
    let table = if keloids { table.to_owned() } else { table.replace(",keloids", ",length").replace("yes", "0.2") };
    let output = batch(&["before", "--from", "csv", "--keep", "client", "--fields", "client,level"], table.as_bytes());
    let rows: Vec<String> = text(&output.stdout).lines().map(str::to_owned).collect();
    assert_eq!(rows[0], "client,level,error");
    assert!(rows[2].starts_with("\"A,2\","), "{rows:?}");
    assert!(rows[4].contains("cells: 2 in this row, 3 in the heading"), "{rows:?}");
    assert!(rows[5].starts_with("'=A5,"), "a formula is defused: {rows:?}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_headings_are_a_table_to_fill_in() {
    let output = batch(&["before", "--template", "--keep", "client,=x"], b"");
    let template = text(&output.stdout);
    let heading = format!("{}\n", template.lines().next().expect("headings"));
    assert!(heading.starts_with("client,'=x,age,"), "{heading}");
    let filled = heading.replace("'=x", "note") + "A1,," + "30" + &",".repeat(heading.matches(',').count() - 2);
    let output =
        batch(&["before", "--from", "csv", "--keep", "client,note", "--fields", "client,level"], filled.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("\nA1,"), "{}", text(&output.stdout));
}

#[test]
fn an_unknown_heading_is_refused_with_the_nearest_name() {
    let output = batch(&["before", "--from", "csv"], b"agee\n30\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean `age`?"), "{}", text(&output.stderr));
}

#[test]
fn a_line_without_end_and_an_open_quote_do_not_fill_the_memory() {
    let mut endless = vec![b'x'; 5 << 20];
    endless.extend_from_slice(b"\n{\"age\": 30}\n");
    let output = batch(&["before", "--fields", "line"], &endless);
    assert_eq!(text(&output.stderr), "line 1: the line is longer than 1 MiB\n1 of 2 lines could not be read\n");
    let mut quote = b"age\n\"".to_vec();
    quote.resize(5 << 20, b'y');
    let output = batch(&["before", "--from", "csv"], &quote);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is a quote left open?"), "{}", text(&output.stderr));
}

#[test]
fn the_summary_counts_what_the_lines_say() {
    let base = rules();
    let pack = base.packs.iter().find(|it| it.id == "before").expect("a pack");
    let input = lines(pack, 2_000, 9);
    let json: Value =
        serde_json::from_slice(&batch(&["before", "--summary", "--format", "jsonl"], &input).stdout).expect("JSON");
    let answered = text(&batch(&["before", "--fields", "level"], &input).stdout);
    for (level, count) in json["levels"].as_object().expect("levels") {
        let lines = answered.lines().filter(|it| it.contains(&format!("\"level\":\"{level}\""))).count();
        assert_eq!(count.as_u64(), Some(lines as u64), "{level}");
    }
    assert!(text(&batch(&["before", "--summary"], &input).stdout).contains("2000 people, 0 lines not read"));
}

#[test]
fn one_core_and_two_write_the_same_bytes() {
    let base = rules();
    let pack = base.packs.iter().find(|it| it.id == "before").expect("a pack");
    let input = lines(pack, 20_000, 2);
    assert_eq!(batch(&["before", "--jobs", "1"], &input).stdout, batch(&["before", "--jobs", "3"], &input).stdout);
}

#[test]
fn a_table_without_some_questions_says_so_beside_the_answers() {
    let output = batch(&["before", "--from", "csv"], b"age,length\n30,0.5\n");
    let said = text(&output.stderr);
    assert!(said.contains("questions have no column: each counts as not sure"), "{said}");
    assert_eq!(text(&output.stdout).lines().count(), 2);
}

#[test]
fn a_row_is_numbered_as_an_editor_numbers_its_line() {
    let args = ["before", "--from", "csv", "--keep", "client", "--fields", "line,client"];
    // As a spreadsheet saves it, with an empty line, and with a line break inside quotes.
    let plain = "client,age\nA,30\nB,old\nC,40\n";
    let gaps = "\n\nclient,age\n\n\nA,30\n\"B\nB\",old\n\n\"C\n\n\",40\nD,50";
    for (table, numbers) in [(plain, vec![2, 3, 4]), (gaps, vec![6, 7, 10, 13])] {
        for end in ["\n", "\r\n"] {
            let output = batch(&args, table.replace('\n', end).as_bytes());
            let said = text(&output.stderr);
            assert!(said.contains(&format!("line {}: `old` is not", numbers[1])), "{said}");
            let rows = text(&output.stdout);
            let good: Vec<u64> = rows.lines().skip(1).filter_map(|it| it.split(',').next()?.parse().ok()).collect();
            let expected: Vec<u64> = numbers.iter().filter(|it| **it != numbers[1]).copied().collect();
            assert_eq!(good, expected, "{rows}");
        }
    }
    // Far beyond what is read at a time.
    let mut long = "client,age\r\n".to_owned();
    (0..20_000).for_each(|it| write!(long, "\"{it}\r\n\",30\r\n").expect("memory"));
    let rows = text(&batch(&args, (long + "last,old\r\n").as_bytes()).stdout);
    assert_eq!(rows.lines().nth(20_000), Some("40000,19999,"));
    assert!(rows.lines().last().is_some_and(|it| it.contains("line 40002: `old`")), "{rows}");
}

#[test]
fn a_row_that_cannot_be_read_still_says_whose_it_is() {
    let args =
        |from: &'static str| ["before", "--from", from, "--keep", "client,room", "--fields", "client,level,room"];
    let table = "client,age,room\nA1,old,7\nA2,30\n,,\n  , ,\nA3,\"0,5\",9\n";
    let output = batch(&args("csv"), table.as_bytes());
    let rows: Vec<String> = text(&output.stdout).lines().map(str::to_owned).collect();
    assert!(rows[1].starts_with("A1,,7,") && rows[2].starts_with("A2,,,"), "{rows:?}");
    assert!(rows[3].starts_with("A3,,9,") && rows.len() == 4, "a row without a word is nobody: {rows:?}");
    let lines = "{\"age\": \"old\", \"client\": \"A1\", \"room\": 7}\n{\"agee\": 30}\n";
    let output = text(&batch(&args("jsonl"), lines.as_bytes()).stdout);
    let lines: Vec<Value> = output.lines().map(|it| serde_json::from_str(it).expect("JSON")).collect();
    assert_eq!((&lines[0]["client"], &lines[0]["room"]), (&Value::from("A1"), &Value::from(7)));
    assert!(lines[0]["error"]["line"] == 1 && lines[1].get("client").is_none(), "{output}");
}

#[test]
fn a_number_may_be_written_with_a_comma_but_a_thousand_is_not_guessed_at() {
    let level = |cell: &str| {
        let table = format!("length\n{cell}\n");
        text(&batch(&["before", "--from", "csv", "--fields", "answers"], table.as_bytes()).stdout)
    };
    assert_eq!(level("\"0,5\""), level("0.5"));
    assert!(level("0.5").contains(",0.5,"), "{}", level("0.5"));
    assert!(level("\"1,000\"").contains("`1,000` is not an answer"), "{}", level("\"1,000\""));
}

#[test]
fn a_fault_says_what_to_write_instead() {
    for (from, input, why) in [
        ("jsonl", "{\"places\": \"lips\"}\n", "`places` takes a list of answers; write [\"lips\"]"),
        ("jsonl", "{\"places\": \"none\"}\n", "`places` takes a list of answers; write []"),
        ("jsonl", "{\"client\": 1}\n", "not a question of this pack; `--keep client` passes it through"),
        ("csv", "client\n1\n", "not a question of this pack; `--keep client` passes it through"),
        ("csv", "age;places\n30;lips;eyes\n", "cells: 3 in this row, 2 in the heading"),
        ("jsonl", "age,places\n", "this is not a JSON object, such as {\"age\": 30}; for a table say `--from csv`"),
    ] {
        let output = batch(&["before", "--from", from], input.as_bytes());
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{input}: {said}");
    }
}

#[test]
fn a_column_to_keep_that_is_nowhere_is_told_at_the_end() {
    for (from, input) in [("jsonl", "{\"client\": \"A\"}\n"), ("csv", "client,age\n,30\n")] {
        let output = batch(&["before", "--from", from, "--keep", "nope,client"], input.as_bytes());
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.ends_with("no line says anything under `nope`, which was to be kept\n"), "{said}");
        assert!(!said.contains("`client`"), "{said}");
    }
}

/// What `batch` says of a list, and its exit code.
fn listed(args: &[&str], list: &str) -> (String, String, Option<i32>) {
    let output = run(&[&["batch", "before"], args].concat(), list);
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

#[test]
fn a_quote_that_is_left_open_swallows_nobody_without_a_word() {
    let csv = ["--from", "csv", "--keep", "note"];
    for strict in [&[][..], &["--strict"]] {
        let args = [&csv[..], strict].concat();
        let (_, said, code) = listed(&args, "age,training,note\n30,none,\"hi\n31,none,b\n32,none,c\n");
        assert!(code == Some(2) && said.contains("line 2: the quote that opens in line 2 is never closed"), "{said}");
    }
    for (list, why) in [
        (
            "age,training,note\n30,none,a\n31,none,\"b\"c\n",
            "line 3: in line 3 something stands behind the end of a quote",
        ),
        ("age,training,note\n30,none,\"hi\n31,none,b\"\n", "takes in line 3, which is a row of its own"),
        ("age,training,note\n30,none,\"two\nlines\"\n31,none,\"c\n", "the quote that opens in line 4 is never closed"),
        ("age,training,note\n30,none,\"hi\r31,none,b\r", "the quote that opens in line 2 is never closed"),
    ] {
        let (_, said, code) = listed(&csv, list);
        assert!(code == Some(2) && said.contains(why), "{list:?}: {said}");
    }
    let lines = [&csv[..], &["--format", "jsonl"]].concat();
    let (out, said, code) = listed(&lines, "age,training,note\n30,none,\"a \"\"word\"\",\nand more\"\n31,none,b\n");
    assert_eq!((out.lines().count(), code), (2, Some(0)), "{said}");
}

#[test]
fn lines_are_counted_as_an_editor_does_however_they_end() {
    for end in ["\n", "\r\n", "\r"] {
        let list = ["age,training", "30,none", "", "31,none", "x,none", "32,none", "y,none", ""].join(end);
        let (_, said, _) = listed(&["--from", "csv"], &list);
        assert!(said.contains("line 5: `x`") && said.contains("line 7: `y`"), "{end:?}: {said}");
    }
}

#[test]
fn what_is_passed_through_is_what_came_in() {
    let values = [
        "1.10",
        "18446744073709551617",
        "123456789012345678901234567890",
        "[1, {\"a\": null}]",
        "{\"b\":1e400}",
        "true",
        "\"caf\\u00e9 \\ud83d\\ude00\"",
        "-0",
        "\"a;=cmd\"",
        "null",
    ];
    for value in values {
        let (out, said, code) = listed(&["--keep", "name"], &format!("{{\"age\": 30, \"name\": {value}}}\n"));
        assert!(code == Some(0) && out.contains(&format!("\"name\":{value},")), "{value}: {out}{said}");
    }
    let long = "x".repeat(10_000);
    let csv = ["--from", "csv", "--keep", "name", "--format", "jsonl"];
    let (out, ..) = listed(&csv, &format!("age,name\n30,{long}\n"));
    assert!(out.contains(&long), "a long text is not cut");
    let (out, ..) = listed(&csv, "age,name\n30,\" a\tb\nc \"\n");
    assert!(out.contains("\"name\":\" a\\tb\\nc \""), "{out}");
    // A table has letters only; one that cannot be seen is replaced, and a formula is guarded.
    let table = ["--format", "csv", "--keep", "name", "--fields", "name"];
    let (out, ..) = listed(&table, "{\"age\": 30, \"name\": \"a;=cmd|'..'!A0;b\"}\n{\"age\": 30, \"name\": [1, 2]}\n");
    assert_eq!(out, "name,error\n\"a;'=cmd|'..'!A0;b\",\n\"[1, 2]\",\n");
}

#[test]
fn a_name_that_stands_twice_in_a_line_is_refused() {
    for line in ["{\"age\": null, \"age\": 30}", "{\"age\": 30, \"age\": null}", "{\"name\": 1, \"name\": 2}"] {
        let (_, said, code) = listed(&["--keep", "name"], line);
        assert!(code == Some(2) && said.contains("is answered twice"), "{line}: {said}");
    }
}

#[test]
fn a_row_without_an_answer_is_nobody() {
    for (row, people) in [("AB,,", false), ("\u{a0},\u{a0},", false), (",,", false), ("AB,unsure,", true)] {
        let (out, said, _) = listed(
            &["--from", "csv", "--format", "jsonl", "--keep", "name"],
            &format!("name,age,training\n{row}\nCD,30,\n"),
        );
        let seen = out.lines().filter(|line| line.contains("\"level\"")).count();
        assert_eq!(seen, 1 + usize::from(people), "{row:?}: {out}{said}");
        assert_eq!(said.contains("nothing is answered in this row"), row.starts_with("AB,,"), "{row:?}: {said}");
    }
}

#[test]
fn every_fault_of_a_row_is_told_and_a_column_without_a_name_by_its_place() {
    let (_, said, _) = listed(&["--from", "csv"], "age,training\nx,y\n");
    assert!(
        said.contains("`x` is not an answer to `age`") && said.contains("`y` is not an answer to `training`"),
        "{said}"
    );
    let (_, said, code) = listed(&["--from", "csv"], "age,training,\n30,none,\n");
    assert!(code == Some(2) && said.contains("column 3 has no name"), "{said}");
}

#[test]
fn a_summary_shows_what_is_certain_beside_what_is_not_known() {
    let (out, ..) = listed(&["--summary"], "{\"age\": 30}\n");
    assert!(out.contains("by what is certain alone"), "{out}");
    let note =
        out.lines().find(|line| line.ends_with("  note")).expect("a line").split_whitespace().collect::<Vec<_>>();
    assert_eq!(note[..2], ["0", "1"], "{out}");
}

#[test]
fn a_table_is_read_as_an_office_writes_it() {
    let by_ids = b"age,places,training\n30,\"lips;eyes\",none\n";
    let wanted = text(&batch(&["before", "--from", "csv"], by_ids).stdout);
    for table in [
        "Age;PLACES;Training\n30;lips|eyes;None\n",
        "age;places;training\n30;\"lips;EYES\";none\n",
        "age\tplaces\ttraining\n30\tlips;eyes\tnone\n",
    ] {
        let output = batch(&["before", "--from", "csv", "--separator", "comma"], table.as_bytes());
        assert_eq!(text(&output.stdout), wanted, "{table}: {}", text(&output.stderr));
    }
}

#[test]
fn a_template_comes_back_filled_in_and_its_explanations_are_nobody() {
    let template = text(&batch(&["before", "--template", "--keep", "client"], b"").stdout);
    assert_eq!(template.lines().count(), 2, "{template}");
    let cells = template.lines().next().expect("headings").matches(',').count();
    let filled = format!("{template}07,30{}\n", ",".repeat(cells - 1));
    let output = batch(&["before", "--from", "csv", "--keep", "client", "--fields", "client,line"], filled.as_bytes());
    assert_eq!(text(&output.stdout), "client,line,error\n07,3,\n", "{}", text(&output.stderr));
}

#[test]
fn an_office_that_parts_cells_otherwise_gets_its_tables_so() {
    for (name, sign) in [("semicolon", ';'), (";", ';'), ("tab", '\t')] {
        let template = batch(&["before", "--template", "--keep", "client", "--separator", name], b"");
        let template = text(&template.stdout);
        assert!(template.starts_with(&format!("client{sign}age{sign}")), "{template}");
        let names = template.lines().next().expect("a heading");
        let filled = format!("{template}07{sign}16{}\n", sign.to_string().repeat(names.matches(sign).count() - 1));
        let args = ["before", "--from", "csv", "--keep", "client", "--fields", "client,level", "--separator", name];
        let answered = batch(&args, filled.as_bytes());
        let answered = text(&answered.stdout);
        assert_eq!(answered, format!("client{sign}level{sign}error\n07{sign}emergency{sign}\n"));
    }
    let lines = batch(&["before", "--separator", "tab"], b"{}\n");
    assert_eq!(lines.status.code(), Some(2));
    assert!(text(&lines.stderr).contains("add `--format csv`"), "{}", text(&lines.stderr));
}

#[test]
fn rows_that_cannot_be_read_are_handed_back_and_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let back = folder.path().join("back.csv");
    let path = back.to_string_lossy();
    let table = b"client;age;places\n07;30;\n=1+1;old;nowhere\n";
    let output = batch(&["before", "--from", "csv", "--keep", "client", "--errors", &path], table);
    assert_eq!(output.status.code(), Some(2));
    let written = std::fs::read_to_string(&back).expect("it is there");
    assert!(written.starts_with("line;reason;client;age;places\n3;"), "{written}");
    assert!(written.contains("`old` is not an answer to `age`") && written.contains("`nowhere` is not"), "{written}");
    assert!(written.ends_with(";'=1+1;old;nowhere\n"), "{written}");
    let again = batch(&["before", "--from", "csv", "--keep", "client", "--errors", &path], table);
    assert!(text(&again.stderr).contains("back.csv"), "a file that is there stays: {}", text(&again.stderr));
    let mended = written.replace("old;nowhere", "30;lips");
    let output = batch(&["before", "--from", "csv", "--keep", "client"], mended.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

#[test]
fn every_tick_that_is_no_answer_is_named_and_labels_may_stand_behind_commas() {
    let table =
        b"age;bleeding;length\n30;gums|nose|teeth;\n30 years;\"Gums that bleed most days, easy_bruising\";0.5mm\n";
    let output = batch(&["before", "--from", "csv", "--fields", "line,answers"], table);
    let said = text(&output.stderr);
    assert!(said.contains("line 2: `nose`, `teeth` are no answers to `bleeding`"), "{said}");
    assert!(!said.contains("line 3"), "{said}");
}

#[test]
fn no_file_of_errors_stays_where_there_were_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let back = folder.path().join("back.csv");
    let path = back.to_string_lossy();
    let said = |table: &[u8]| text(&batch(&["before", "--from", "csv", "--errors", &path], table).stderr);
    said(b"age\n30\n");
    assert!(!back.exists());
    said(b"aeg\n30\n");
    assert!(!back.exists(), "nor where the heading was refused");
    let told = said(b"age;places\nold;none\n");
    assert!(
        std::fs::read_to_string(&back).expect("it is there").starts_with("line;reason;age;places\n2;"),
        "as it came"
    );
    assert!(back.exists() && told.contains("they are in `") && told.contains("back.csv`"), "{told}");
}

#[test]
fn what_is_written_is_parted_as_what_was_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("written");
        file.to_string_lossy().into_owned()
    };
    let files = [
        (table("office.csv", "age;training\n16;none\n"), ';'),
        (table("tabs.csv", "age\ttraining\n16\tnone\n"), '\t'),
        (table("said.csv", "\u{feff}sep=;\r\nage;training\r\n16;none\r\n"), ';'),
        (table("usual.csv", "age,training\n16,none\n"), ','),
    ];
    let answer = |files: &[&str], more: &[&str]| {
        let args = [&["before", "--fields", "level,answers"], more, files].concat();
        let output = batch(&args, b"");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    for (file, sign) in &files {
        let written = answer(&[file], &[]);
        assert!(written.starts_with(&format!("level{sign}age{sign}")), "{file}: {written}");
        let mut reader = csv::ReaderBuilder::new().delimiter(*sign as u8).from_reader(written.as_bytes());
        let row = reader.records().next().expect("a row").expect("a table");
        assert_eq!((&row[0], &row[1]), ("emergency", "16"), "{written}");
    }
    // The first of several, and what is said, go before; lines of JSON become a usual table.
    let both = answer(&[&files[0].0, &files[3].0], &[]);
    assert!(both.starts_with("level;age;") && both.lines().count() == 3, "{both}");
    assert!(answer(&[&files[0].0], &["--separator", "comma"]).starts_with("level,age,"));
    let lines = table("people.jsonl", "{\"age\": 16}\n");
    assert!(answer(&[&lines], &["--format", "csv"]).starts_with("level,age,"));
}

#[test]
fn a_file_is_named_and_all_that_is_wrong_with_its_heading_is_said_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("people.csv");
    let told = |table: &str| {
        std::fs::write(&file, table).expect("written");
        let output = batch(&["before", &file.to_string_lossy()], b"");
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
        text(&output.stderr)
    };
    let said = told("agee,client name,training,training,\n30,Bob,none,none,\n");
    for part in [
        "people.csv: line 1: `agee` is not",
        "did you mean `age`?",
        "`--keep \"client name\"` passes it through",
        "`training` is answered twice",
        "column 5 has no name",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = told("age,length\n30,0,2\n");
    assert!(
        said.contains("people.csv: line 2: cells: 3 in this row, 2 in the heading; put a cell with a `,`"),
        "{said}"
    );
    assert!(told("age;length\n30\n").trim_end().contains("cells: 1 in this row, 2 in the heading\n"));
    std::fs::write(&file, b"\xff\xfea\0g\0e\0\n\0").expect("written");
    let output = batch(&["before", &file.to_string_lossy()], b"");
    assert!(
        text(&output.stderr).contains("people.csv: line 1: this is not UTF-8 text; save the file as UTF-8, in Excel")
    );
}
