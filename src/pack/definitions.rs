//! Conditions with a name: looked up, written out wherever they are held, never in a circle.

use super::condition::{Definitions, Scope, held};
use super::file::File;
use super::problem::Code;
use super::reader::{IdPlaces, Reader};
use super::syntax;
use super::word::BareWord;
use crate::model::{DefinitionId, When};
use typed_index_collections::ti_vec;

/// So deep may conditions nest when they are written out, and of so many may one definition be made, and all of a pack.
const DEEPEST: usize = 64;
const MOST_IN_ONE: usize = 2_000;
const MOST_IN_ALL: usize = 1_000_000;

/// A definition as written.
pub(super) type Defined<'s> = (&'s File, &'s syntax::Define<'s>);

impl Reader {
    /// Writes every definition out, those first that others hold.
    pub fn definitions<'s>(&mut self, all: &[Defined<'s>], scope: Scope) -> Definitions<'s> {
        let names: IdPlaces<DefinitionId> = self.index("definition", all.iter().map(|(file, raw)| (*file, raw.id)));
        self.uses = ti_vec![0; all.len()];
        self.written_out = 0;
        let mut definitions = Definitions { names, whens: ti_vec![None; all.len()] };
        for at in self.order(all, &definitions.names) {
            let (file, raw) = all[at.place()];
            let when = self.condition(file, &raw.when, Scope { definitions: &definitions, ..scope });
            definitions.whens[at] = when.filter(|when| {
                let (size, depth) = when.extent();
                let fits = size <= MOST_IN_ONE && depth <= DEEPEST;
                if !fits {
                    let message = format!("`{}` is too large when all it holds is written out", raw.id.0);
                    self.word(file, raw.id.0, Code::TooManyParts, message);
                }
                fits
            });
        }
        definitions
    }

    /// The definitions in an order in which each stands behind those it holds. Those in a circle, or behind one, are
    /// left out.
    fn order(&mut self, all: &[Defined], names: &IdPlaces<DefinitionId>) -> Vec<DefinitionId> {
        let held: Vec<Vec<(BareWord, DefinitionId)>> = all
            .iter()
            .map(|(_, raw)| held(&raw.when).into_iter().filter_map(|name| Some((name, *names.get(name.0)?))).collect())
            .collect();
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
        let mut missing: Vec<usize> = held.iter().map(Vec::len).collect();
        for (at, needed) in
            held.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |(_, needed)| (at, needed)))
        {
            holders[needed.place()].push(at);
        }
        let mut order: Vec<usize> = (0..all.len()).filter(|at| missing[*at] == 0).collect();
        let mut next = 0;
        while let Some(at) = order.get(next).copied() {
            next += 1;
            for holder in &holders[at] {
                missing[*holder] -= 1;
                if missing[*holder] == 0 {
                    order.push(*holder);
                }
            }
        }
        for (at, (file, raw)) in all.iter().enumerate().filter(|(at, _)| missing[*at] > 0) {
            if let Some((word, _)) = held[at].iter().find(|(_, needed)| missing[needed.place()] > 0) {
                let message = format!("`{}` holds `{}`, and so itself, or a circle", raw.id.0, word.0);
                self.word(file, word.0, Code::Circle, message);
            }
        }
        order.into_iter().map(DefinitionId::new).collect()
    }

    /// What a definition stands for, if a condition here may look at all its questions.
    pub fn held(&mut self, file: &File, word: BareWord, scope: Scope) -> Option<When> {
        let at = self.look_up(file, word, &scope.definitions.names, Code::UnknownDefinition, "definition")?;
        self.uses[at] += 1;
        let when = scope.definitions.whens[at].as_ref()?;
        self.written_out += when.extent().0;
        if self.written_out > MOST_IN_ALL {
            let message = "the definitions of this pack are too large when they are written out";
            self.word(file, word.0, Code::TooManyParts, message);
            return None;
        }
        if when.facts().iter().any(|fact| fact.question >= scope.before) {
            let message = format!("`{}` looks at a question that is not asked before this one", word.0);
            self.word(file, word.0, Code::LooksAhead, message).help =
                Some("`ask_if` may look only at questions above".to_owned());
            return None;
        }
        Some(when.clone())
    }
}
