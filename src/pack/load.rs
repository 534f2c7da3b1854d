//! From files to the rule base.

use super::file::File;
use super::header::fingerprint;
use super::library::Library;
use super::problem::{Code, Problem};
use super::reader::{Parsed, Reader};
use super::syntax::Statement;
use crate::model::RuleBase;

/// What to load: one pack or all, with the authors' cases or without.
#[derive(Clone, Copy, Debug)]
pub struct Load<'a> {
    pub only: Option<&'a str>,
    pub cases: bool,
    /// Whether the rules came with the program.
    pub shipped: bool,
}

/// Reads every statement and resolves every name.
///
/// # Errors
/// Every problem found, in the order of the files; of a file with very many only the first.
pub fn load(files: &[File], what: Load) -> Result<RuleBase, Vec<Problem>> {
    let mut reader = Reader::default();
    let wanted = |file: &&File| what.only.is_none() || file.pack().is_none() || file.pack() == what.only;
    let parsed: Vec<Parsed> = files.iter().filter(wanted).map(|it| reader.parse(it, what.cases)).collect();
    let library = Library::read(&parsed, &mut reader);
    let mut ids: Vec<&str> = parsed.iter().filter_map(|it| it.file.pack()).collect();
    ids.dedup();
    let packs = ids.iter().filter_map(|id| {
        let own: Vec<&Parsed> = parsed.iter().filter(|it| it.file.pack() == Some(id)).collect();
        let mut pack = reader.pack(id, &own, &library, what.shipped)?;
        // What the library says is shown too.
        let library = parsed.iter().filter(|it| it.file.pack().is_none());
        pack.fingerprint = fingerprint(own.into_iter().chain(library).map(|it| it.file));
        Some(pack)
    });
    let packs: Vec<_> = packs.collect();
    if what.only.is_none() {
        topics(&mut reader, &parsed);
    }
    if !reader.problems.is_empty() {
        return Err(reader.problems.list());
    }
    Ok(RuleBase {
        sources: library.sources,
        terms: library.terms,
        avoid: library.avoid,
        contacts: library.contacts,
        packs,
    })
}

/// Each rule that sends the reader to a topic must find it in another pack.
fn topics(reader: &mut Reader, parsed: &[Parsed]) {
    let rules = || parsed.iter().flat_map(|it| it.statements.iter().map(move |(_, statement)| (it.file, statement)));
    let known: Vec<(&str, &str)> = rules()
        .filter_map(|(file, it)| match it {
            Statement::Rule(rule) => Some((file.pack()?, rule.id.0)),
            _ => None,
        })
        .collect();
    for (file, statement) in rules() {
        let Statement::Rule(rule) = statement else { continue };
        for topic in &rule.see {
            let elsewhere = || known.iter().filter(|(pack, _)| file.pack() != Some(pack)).map(|(_, id)| *id);
            if !elsewhere().any(|id| id == topic.0) {
                let message = format!("no other pack has a rule `{}` to read more in", topic.0);
                reader.unknown(file, topic.0, Code::UnknownTopic, message, elsewhere());
            }
        }
    }
}
