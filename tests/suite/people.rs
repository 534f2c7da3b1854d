//! People in their own words, and what the rules say to each of them.

use needlewise::engine::{Assessment, assess};
use needlewise::model::{Case, Level, Pack, RuleBase};
use needlewise::pack::cases::{CaseOutcome, run};
use needlewise::pack::{self, Load};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// One file of `tests/people`: whose case it is, and what they must be told. The case stands with the rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    id: String,
    title: String,
    pack: Name,
    /// The name of their case in the `people.ron` of the pack.
    case: String,
    /// What doctors' words make of them, which the rules may surpass.
    expect: Level,
    acceptable: Vec<Level>,
    raise: Vec<Name>,
    /// Each fact, and the phrases that state it in the rules, all of them.
    /// `|` stands between two that will both do; `...` stands between two that one part must both hold.
    mention: BTreeMap<String, Vec<String>>,
    never: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Name {
    Before,
    After,
    Infection,
    Bleeding,
    Bruising,
    Inflammation,
}

impl Name {
    fn id(self) -> &'static str {
        match self {
            Name::Before => "before",
            Name::After => "after",
            Name::Infection => "infection",
            Name::Bleeding => "bleeding",
            Name::Bruising => "bruising",
            Name::Inflammation => "inflammation",
        }
    }
}

fn folder(name: &str) -> PathBuf {
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    PathBuf::from(root).join(name)
}

/// The rules of this checkout, cases and all.
pub fn rules() -> RuleBase {
    let (files, problems) = pack::read(&folder("rules"));
    assert!(problems.is_empty(), "{problems:?}");
    match pack::load(&files, Load { only: None, cases: true, shipped: true }) {
        Ok(base) => base,
        Err(problems) => panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

pub fn pack<'a>(base: &'a RuleBase, id: &str) -> &'a Pack {
    base.packs.iter().find(|it| it.id == id).expect("the pack is shipped")
}

fn people(prefix: &str) -> Vec<(String, Person)> {
    let mut people: Vec<(String, Person)> = std::fs::read_dir(folder("tests/people"))
        .expect("the folder of people")
        .map(|it| it.expect("a file").path())
        .filter(|it| it.extension().is_some_and(|it| it == "ron"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("text");
            let person = ron::from_str(&text).unwrap_or_else(|err| panic!("{name}: {err}"));
            (name, person)
        })
        .filter(|(name, _)| name.starts_with(prefix))
        .collect();
    people.sort_by(|a, b| a.0.cmp(&b.0));
    people
}

/// What the person said, and the baseline answer to everything else.
fn case<'a>(pack: &'a Pack, name: &str, person: &Person) -> &'a Case {
    let case = pack.cases.iter().find(|it| it.name == person.case);
    case.unwrap_or_else(|| panic!("{name}: `{}` has no case \"{}\"", pack.id, person.case))
}

/// The parts of an answer as a person reads them, in lower case: each finding, each closing.
pub fn parts(pack: &Pack, found: &Assessment) -> Vec<String> {
    let findings = found
        .findings
        .iter()
        .map(|it| &pack.rules[it.rule])
        .map(|it| format!("{}\n{}\n{}", it.title, it.why, it.advice));
    let closings = found.closings.iter().map(|it| &pack.closings[*it]).map(|it| {
        let lines =
            it.for_risk.iter().filter(|(risk, _)| found.risks[*risk] > Level::Note).map(|(_, line)| line.as_str());
        let lines: Vec<&str> = lines.chain(it.points.iter().map(String::as_str)).collect();
        format!("{}\n{}\n{}", it.title, it.text, lines.join("\n"))
    });
    let headline = std::iter::once(pack.headline(found.level).to_owned());
    headline.chain(findings).chain(closings).map(|it| it.to_lowercase()).collect()
}

fn states(part: &str, phrase: &str) -> bool {
    let phrase = phrase.to_lowercase();
    phrase.split(" | ").any(|it| it.split(" ... ").all(|it| part.contains(it)))
}

/// Everything wrong with the answer this person gets.
fn faults(pack: &Pack, person: &Person, found: &Assessment) -> Vec<String> {
    let mut faults = Vec::new();
    let level = found.level;
    let lowest = person.acceptable.iter().copied().chain([person.expect]).min().unwrap_or(person.expect);
    if level < lowest {
        faults.push(format!("the level is {level:?}, and should be {:?}", person.expect));
    }
    for risk in &person.raise {
        let at = pack.risks.position(|it| it.id == risk.id()).expect("a risk of the pack");
        // What every untrained person is told does not count.
        let mut own = found.findings.iter().map(|it| &pack.rules[it.rule]).filter(|it| it.id != "no_training");
        if !own.any(|it| it.level > Level::Note && it.risks.contains(&at)) {
            faults.push(format!("{} is not raised", risk.id()));
        }
    }
    let parts = parts(pack, found);
    for (fact, phrases) in &person.mention {
        for phrase in phrases.iter().filter(|phrase| !parts.iter().any(|it| states(it, phrase))) {
            faults.push(format!("nothing says \"{phrase}\", which states: {fact}"));
        }
    }
    for phrase in &person.never {
        if parts.iter().any(|it| states(it, phrase)) {
            faults.push(format!("it must not say: {phrase}"));
        }
    }
    faults
}

/// Checks the people of some files, and returns how many are exactly at the expected level, and how many there are.
fn check(prefix: &str) -> (usize, usize) {
    let base = rules();
    let people = people(prefix);
    let mut wrong = Vec::new();
    let mut exact = 0;
    for (name, person) in &people {
        let pack = pack(&base, person.pack.id());
        let case = case(pack, name, person);
        let found = assess(pack, &case.given);
        // Precaution and note are one tier.
        let tier = |it: Level| it.max(Level::Precaution);
        exact += usize::from(tier(found.level) == tier(person.expect));
        let rules: Vec<&str> = found.findings.iter().map(|it| pack.rules[it.rule].id.as_str()).collect();
        println!(
            "{} {}: {:?}, expected {:?} [{}]",
            person.id,
            person.title,
            found.level,
            person.expect,
            rules.join(", ")
        );
        if std::env::var("PEOPLE_TEXT").is_ok_and(|it| it == *name) {
            println!("{}\n---\n{}", case.words.as_deref().unwrap_or_default(), parts(pack, &found).join("\n\n"));
        }
        wrong.extend(faults(pack, person, &found).into_iter().map(|it| format!("{name}: {it}")));
    }
    println!("{exact} of {} exactly at the expected level", people.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    (exact, people.len())
}

#[test]
fn the_thirty_vignettes_get_the_right_answer() {
    let (exact, all) = check("v");
    assert_eq!(all, 30);
    assert!(exact >= 26, "only {exact} of {all} are exactly at the expected level");
}

#[test]
fn ten_people_made_up_later_get_the_right_answer() {
    assert_eq!(check("own").1, 10);
}

#[test]
fn fifteen_people_after_a_session_get_the_right_answer() {
    assert_eq!(check("after"), (15, 15));
}

#[test]
fn every_person_of_the_rules_has_words_and_is_checked_here_once() {
    let base = rules();
    let all = people("");
    // A person of a pack of topics only asks for a page.
    for pack in base.packs.iter().filter(|pack| pack.kind != needlewise::model::Kind::Topics) {
        let file = format!("{}/people.ron", pack.id);
        for case in pack.cases.iter().filter(|it| it.place.path == file) {
            assert_eq!(run(pack, case).outcome, CaseOutcome::Met, "{}", case.name);
            let words = case.words.as_deref().unwrap_or_default();
            assert!((20..=100).contains(&words.split_whitespace().count()), "{}: {words}", case.name);
            let named = all.iter().filter(|(_, it)| it.pack.id() == pack.id && it.case == case.name).count();
            assert_eq!(named, 1, "{}", case.name);
        }
    }
}

#[test]
fn words_of_a_person_are_neither_too_few_nor_too_many() {
    for case in rules().packs.iter().flat_map(|it| &it.cases) {
        let words = case.words.as_deref().map_or(20, |it| it.split_whitespace().count());
        assert!((20..=100).contains(&words), "{}: {words} words", case.name);
    }
}
