//! Cards for a class, read by the importers they are made for.

use crate::laws::SHIPPED;
use crate::program::{run, text};
use crate::tools::{modules, python, tool};
use needlewise::model::Pack;
use needlewise::report::export::card::{Flashcard, cards};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The packs in which somebody is told of in their own words.
fn told() -> Vec<(&'static Pack, Vec<Flashcard>)> {
    let packs = SHIPPED.packs.iter().map(|pack| (pack, cards(&SHIPPED, pack, SHIPPED.contact(None))));
    packs.filter(|(_, cards)| !cards.is_empty()).collect()
}

fn exported(kind: &str, pack: &Pack, folder: &Path) -> std::path::PathBuf {
    let file = folder.join(format!("{}.{kind}", pack.id));
    let output = run(&["export", kind, &pack.id, "--out", &file.to_string_lossy()], "");
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    file
}

#[test]
fn moodle_s_format_holds_every_person_with_one_right_level() {
    let (Some(node), Some(modules)) = (tool("node"), modules("gift-pegjs")) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (pack, cards) in told() {
        let file = exported("moodle", pack, folder.path());
        let read = "const { parse } = require('gift-pegjs'); \
                    console.log(JSON.stringify(parse(require('fs').readFileSync(process.argv[1], 'utf8'))))";
        let output = Command::new(&node).env("NODE_PATH", &modules).args(["-e", read]).arg(&file).output();
        let output = output.expect("it runs");
        let whole: Vec<Value> =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
        let questions: Vec<&Value> = whole.iter().filter(|question| question["type"] == "MC").collect();
        assert_eq!(questions.len(), cards.len(), "{}", pack.id);
        for (question, card) in questions.into_iter().zip(&cards) {
            assert_eq!(question["title"], card.key.as_str());
            let stem = question["stem"]["text"].as_str().expect("a text");
            assert!(stem.starts_with(card.words.trim()), "{stem}\n{}", card.words);
            let right = question["choices"].as_array().expect("choices").iter();
            let right: Vec<&Value> = right.filter(|choice| choice["isCorrect"] == true).collect();
            assert_eq!(right.len(), 1, "{}", card.key);
            let level = format!("{}: {}", card.level, card.headline);
            assert_eq!(right[0]["text"]["text"], level.as_str());
            let feedback = question["globalFeedback"]["text"].as_str().expect("a feedback");
            for said in card.reasons.iter().map(|(title, _)| title).chain(&card.sources) {
                assert!(feedback.contains(said.as_str()), "{said} in {feedback}");
            }
        }
    }
}

#[test]
fn anki_imports_every_person_as_a_note_with_tags() {
    let Some(python) = python("anki/collection.py") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (pack, cards) in told() {
        let file = exported("anki", pack, folder.path());
        let collection = folder.path().join(format!("{}.anki2", pack.id));
        let seen = Command::new(&python).args(["-c", IMPORT]).args([&collection, &file]).output().expect("it runs");
        let notes: Vec<Value> =
            serde_json::from_slice(&seen.stdout).unwrap_or_else(|_| panic!("{}", text(&seen.stderr)));
        assert_eq!(notes.len(), cards.len(), "{}", pack.id);
        for (note, card) in notes.iter().zip(&cards) {
            assert_eq!(note["deck"], format!("needlewise::{}", pack.id));
            let mut tags: Vec<&str> = note["tags"].as_array().expect("tags").iter().filter_map(Value::as_str).collect();
            tags.sort_unstable();
            let mut wanted = ["needlewise".to_owned(), pack.id.clone(), card.level.to_string()];
            wanted.sort_unstable();
            assert_eq!(tags, wanted);
            let fields: Vec<&str> =
                note["fields"].as_array().expect("fields").iter().filter_map(Value::as_str).collect();
            assert_eq!(fields.len(), 2);
            assert!(fields[1].contains(&format!("<b>{}</b>", card.level)), "{}", fields[1]);
        }
    }
}

/// Imports a file twice, since what was imported before is replaced, and writes what is there then.
const IMPORT: &str = r"
import json, sys
from anki.collection import Collection, ImportCsvRequest
collection = Collection(sys.argv[1])
for _ in range(2):
    metadata = collection.get_csv_metadata(path=sys.argv[2], delimiter=None)
    collection.import_csv(ImportCsvRequest(path=sys.argv[2], metadata=metadata))
notes = []
for nid in sorted(collection.find_notes('')):
    note = collection.get_note(nid)
    deck = collection.decks.name(note.cards()[0].did)
    notes.append({'fields': note.fields, 'tags': note.tags, 'deck': deck})
print(json.dumps(notes))
";

#[test]
fn a_pack_with_nobody_in_it_makes_no_cards() {
    let output = run(&["export", "anki", "learn"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("`learn`"), "{}", text(&output.stderr));
}
