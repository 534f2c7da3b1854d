//! Forms and cards for other programs, opened with what those programs are made of.

mod back;
mod calendar;
mod cards;
mod fhir;
mod schemas;
mod xlsform;

use crate::laws::SHIPPED;
use crate::program::{run, text};
use crate::random_people;
use needlewise::model::{Answer, Answers, Pack};

/// Random people, as far as a form can hold them: who is not sure of some ticks is not sure of the list.
fn people(pack: &Pack, count: usize, seed: u64) -> Vec<Answers> {
    random_people::people(pack, count, seed).into_iter().map(|person| as_told(pack, &person)).collect()
}

fn as_told(pack: &Pack, person: &Answers) -> Answers {
    let told = person.given().map(|(at, answer)| (at, if answer.is_sure() { answer } else { Answer::Unsure }));
    told.fold(pack.silent(), |told, (at, answer)| told.with(at, answer))
}

/// The packs in which nothing is to be written down: a form carries all of them.
fn carried() -> impl Iterator<Item = &'static Pack> {
    SHIPPED.packs.iter().filter(|pack| pack.questions.iter().all(|question| question.entry.is_none()))
}

#[test]
fn what_a_form_has_no_place_for_is_refused_by_name() {
    let refused: Vec<&Pack> =
        SHIPPED.packs.iter().filter(|pack| carried().all(|carried| carried.id != pack.id)).collect();
    assert!(!refused.is_empty());
    for pack in refused {
        let question = pack.questions.iter().find(|question| question.entry.is_some()).expect("one is written down");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("form").to_string_lossy().into_owned();
        for kind in ["xlsform", "fhir"] {
            let output = run(&["export", kind, &pack.id, "--out", &file], "");
            let said = text(&output.stderr);
            assert!(said.contains(&format!("`{}`", question.id)), "{said}");
            assert_eq!((output.status.code(), folder.path().join("form").exists()), (Some(2), false));
        }
    }
}

#[test]
fn what_a_form_does_not_look_for_is_named() {
    let pack = carried().find(|pack| !pack.impossible.is_empty()).expect("a pack that calls something impossible");
    let folder = tempfile::tempdir().expect("a folder");
    for kind in ["xlsform", "fhir"] {
        let file = folder.path().join(kind).to_string_lossy().into_owned();
        let said = text(&run(&["export", kind, &pack.id, "--out", &file], "").stderr);
        for impossible in &pack.impossible {
            assert!(said.contains(&impossible.say), "{said}");
        }
    }
}
