//! From files to the rule base.

use super::file::File;
use super::fingerprint::fingerprint;
use super::library::LibraryReader;
use super::problem::{Code, Problem};
use super::reader::{Parsed, Reader};
use super::syntax::Statement;
use crate::model::{Header, Kind, Pack, RuleBase};
use std::collections::{BTreeSet, HashMap};

/// What to load: one pack or all, with the authors' cases or without.
#[derive(Clone, Copy, Debug)]
pub struct Load<'a> {
    /// The folder of the one pack that is wanted; all of them where it is none.
    pub only: Option<&'a str>,
    /// Whether the authors' cases are read too.
    pub cases: bool,
    /// Whether the rules came with the program.
    pub shipped: bool,
}

/// Reads every statement and resolves every name.
/// ```
/// use needlewise::pack::{File, Load, load};
///
/// let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned().into() };
/// let files = [
///     file("sources.ron", r#"[Source(id: book, title: "The book of tea", publisher: "Press", grade: Review,
///         url: "https://example.org/tea", read: direct, review_by: "2099-01-01")]"#),
///     file("tea/pack.ron", r#"[Pack(id: tea, title: "Before you make tea", intro: "One question.", version: "1",
///         reviewed: "2026-01-01", review_by: "2099-01-01", sections: { kettle: "The kettle" }, risks: { burns: "Burns" },
///         wording: { note: "Nothing stands in the way.", emergency: "Call the fire service now." })]"#),
///     file("tea/kettle.ron", r#"[
///         Question(id: fire, ask: "Is the kettle on fire?", because: "Fire spreads.", answer: YesNo),
///         Rule(id: burning, level: emergency, risks: [burns], title: "A fire", when: is(fire, yes), why: "It spreads.",
///             advice: "Leave the house.", sources: [book]),
///     ]"#),
/// ];
/// let what = Load { only: None, cases: true, shipped: false };
/// let base = load(&files, what).expect("these rules have no problem");
/// assert_eq!(base.packs[0].rules.len(), 1);
///
/// // Every problem is reported at once, each with its place.
/// let problems = load(&files[1..], what).expect_err("a source is missing");
/// assert_eq!(problems[0].code.word(), "unknown-source");
/// ```
///
/// # Errors
/// Every problem found, in the order of the files; of a file with very many only the first.
pub fn load(files: &[File], what: Load) -> Result<RuleBase, Vec<Problem>> {
    let mut reader = Reader::default();
    let wanted = |file: &&File| what.only.is_none() || file.pack().is_none() || file.pack() == what.only;
    let mut parsed: Vec<Parsed> = files.iter().filter(wanted).map(|file| reader.parse(file, what.cases)).collect();
    reader.overlay(&mut parsed, what.cases);
    let library = LibraryReader::read(&parsed, &mut reader);
    let header = reader.opening(&parsed, &packs_of(files));
    let ids: Vec<&str> = library.sources.iter().map(|source| source.id.as_str()).collect();
    let shared: Vec<&Parsed> = parsed.iter().filter(|parsed| parsed.file.folder().is_none()).collect();
    // A piece of a pack belongs to where the header of that pack is.
    let home = |file: &File| {
        let headers = || files.iter().filter(|header| header.name() == "pack" && header.pack() == file.pack());
        let header = headers().find(|header| header.folder() == file.folder()).or_else(|| headers().next());
        header.filter(|_| file.layer().is_some()).unwrap_or(file).folder().map(str::to_owned)
    };
    let homes: Vec<Option<String>> = parsed.iter().map(|parsed| home(parsed.file)).collect();
    let folders: BTreeSet<&str> = homes.iter().flatten().map(String::as_str).collect();
    let mut packs: Vec<Pack> = Vec::new();
    for folder in folders {
        let of_it = parsed.iter().zip(&homes).filter(|(_, home)| home.as_deref() == Some(folder));
        let own: Vec<&Parsed> = of_it.map(|(parsed, _)| parsed).collect();
        let Some(id) = own.first().and_then(|parsed| parsed.file.pack()) else { continue };
        let Some(mut pack) = reader.pack(id, &own, &library, what.shipped) else { continue };
        pack.fingerprint = fingerprint(&pack, &own, &shared, &ids);
        if packs.iter().any(|other| other.id == pack.id) {
            let message = format!("there is already a pack `{id}`, in another folder");
            reader.problems.add(&pack.place.path, || Problem::with(&pack.place, Code::DuplicateId, message));
        }
        packs.push(pack);
    }
    if what.only.is_none() {
        topics(&mut reader, &parsed);
        reader.roles(&parsed, &packs);
    }
    if !reader.problems.is_empty() {
        return Err(reader.problems.list());
    }
    packs.sort_by_key(|pack| standing(&header, pack));
    Ok(RuleBase {
        header,
        sources: library.sources,
        terms: library.terms,
        avoid: library.avoid,
        one_side: library.one_side,
        contacts: library.contacts,
        packs,
    })
}

/// The ids of all packs there are, wanted or not.
fn packs_of(files: &[File]) -> Vec<&str> {
    let ids: BTreeSet<&str> = files.iter().filter_map(File::pack).collect();
    ids.into_iter().collect()
}

/// Where a pack stands among all: the first one, other checks, topics, then checklists in the order of the day.
fn standing(header: &Header, pack: &Pack) -> (u8, usize) {
    let in_day = header.day.lists.iter().position(|list| *list == pack.id).unwrap_or(usize::MAX);
    match pack.kind {
        _ if header.first.as_ref() == Some(&pack.id) => (0, 0),
        Kind::Check => (1, 0),
        Kind::Topics => (2, 0),
        Kind::Checklist => (3, in_day),
    }
}

/// Each rule that sends the reader to a topic must find it in another pack.
fn topics(reader: &mut Reader, parsed: &[Parsed]) {
    let rules = || {
        parsed.iter().flat_map(|parsed| parsed.statements.iter().map(move |(_, statement)| (parsed.file, statement)))
    };
    // The packs that have a rule of this name.
    let mut known: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (file, statement) in rules() {
        if let (Statement::Rule(rule), Some(pack)) = (statement, file.pack()) {
            known.entry(rule.id.0).or_default().insert(pack);
        }
    }
    for (file, statement) in rules() {
        let Statement::Rule(rule) = statement else { continue };
        let is_off = |topic: &str| {
            rules().any(|(_, statement)| {
                matches!(statement, Statement::Off(off) if off.rule.is_some_and(|rule| rule.0 == topic))
            })
        };
        let elsewhere = |packs: &BTreeSet<&str>| packs.iter().any(|pack| file.pack() != Some(pack));
        for topic in rule.see.iter().filter(|topic| !known.get(topic.0).is_some_and(elsewhere) && !is_off(topic.0)) {
            let message = format!("no other pack has a rule `{}` to read more in", topic.0);
            let known = known.iter().filter(|(_, packs)| elsewhere(packs)).map(|(id, _)| *id);
            reader.unknown(file, topic.0, Code::UnknownTopic, message, known);
        }
    }
}
