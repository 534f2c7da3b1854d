//! One pack: its header, and its sections in asking order.

use super::condition::{Definitions, Scope};
use super::file::File;
use super::library::LibraryReader;
use super::problem::{Code, Problem};
use super::questions::AskedAt;
use super::reader::{IdPlaces, Parsed, Reader, ids, place};
use super::rules::{Declared, Spot};
use super::syntax::{self, Statement};
use super::word::{BareWord, Entries};
use crate::engine::impossible;
use crate::model::{
    Answer, Answers, Closing, ImpossibleId, Level, Pack, QuestionId, Risk, RiskId, Section, SectionId, When,
};
use typed_index_collections::TiVec;

/// The file of people whose cases span sections. It is no section, and holds cases only.
const PEOPLE: &str = "people";

/// The most answers that the cases of a pack may hold, each case an answer to every question.
const MOST_ANSWERS: usize = 10_000_000;

impl Reader {
    pub fn pack(&mut self, id: &str, parsed: &[&Parsed], library: &LibraryReader, shipped: bool) -> Option<Pack> {
        let (file, raw) = self.header_of(id, parsed)?;
        let header = Declared { wording: self.wording(file, raw), risk_names: self.keys(file, &raw.risks) };
        self.keys::<_, SectionId>(file, &raw.sections);
        let sections = self.sections(id, file, raw, parsed);
        let beyond = SectionId::new(raw.sections.0.len());

        let (mut asked, mut rules, mut cases, mut promises) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut layers = Vec::new();
        let (mut impossible, mut defined, mut off) = (Vec::new(), Vec::new(), Vec::new());
        for (section, parsed) in &sections {
            for (piece, statement) in &parsed.statements {
                let spot = Spot { file: parsed.file, section: *section };
                match statement {
                    Statement::Case(raw) => cases.push((spot, raw)),
                    Statement::Off(raw) => off.extend(self.off(spot.file, raw)),
                    Statement::Change(_) => (),
                    _ if *section == beyond => self.misplaced(spot.file, &spot.file.text[piece.clone()]),
                    Statement::Question(raw) => asked.push(AskedAt { file: spot.file, section: *section, raw }),
                    Statement::Rule(raw) => rules.push((spot, raw)),
                    Statement::Layers(raw) => layers.push((spot, raw)),
                    Statement::Promise(raw) => promises.push((spot, raw)),
                    Statement::Impossible(raw) => impossible.push((spot, raw)),
                    Statement::Define(raw) => defined.push((spot.file, raw)),
                    _ => self.misplaced(spot.file, &spot.file.text[piece.clone()]),
                }
            }
        }
        promises.extend(Self::own_promises(file, parsed));
        if asked.len().saturating_mul(cases.len()) > MOST_ANSWERS {
            let message = format!("{} cases of {} questions are more than can be read", cases.len(), asked.len());
            self.word(file, raw.id.0, Code::TooBig, message);
            cases.clear();
        }
        let names = self.index("question", asked.iter().map(|question| (question.file, question.raw.id)));
        let rule_names = self.index("rule", rules.iter().map(|(spot, raw)| (spot.file, raw.id)));
        let domains = self.domains(&asked);
        let nothing = Definitions::default();
        let scope = Scope { names: &names, domains: &domains, before: domains.next_key(), definitions: &nothing };
        let definitions = self.definitions(&defined, scope);
        let scope = Scope { definitions: &definitions, ..scope };
        let baseline: TiVec<QuestionId, Option<Answer>> =
            domains.iter().map(|domain| Some(domain.baseline())).collect();
        let baseline = Answers::of(baseline);
        let mut pack = Pack {
            id: id.to_owned(),
            kind: raw.kind,
            title: self.line(file, raw.id.0, "title", &raw.title),
            intro: self.prose(file, raw.id.0, "introduction", &raw.intro),
            version: self.line(file, raw.id.0, "version", &raw.version),
            reviewed: self.date(file, &raw.reviewed),
            review_by: self.date(file, &raw.review_by),
            sections: self.titles(file, &raw.sections).map(|(id, title)| Section { id, title }).collect(),
            risks: self.titles(file, &raw.risks).map(|(id, title)| Risk { id, title }).collect(),
            closings: raw.closing.iter().map(|closing| self.closing(file, closing, scope, &header, library)).collect(),
            questions: self.questions(&asked, raw.kind, scope),
            rules: rules.iter().map(|(spot, raw)| self.rule(*spot, raw, scope, &header, library)).collect(),
            layers: layers.iter().filter_map(|(spot, raw)| self.layers(spot.file, raw, scope, library)).collect(),
            cases: cases.iter().map(|(spot, raw)| self.case(*spot, raw, scope, &baseline, &rule_names)).collect(),
            promises: promises.iter().map(|(spot, raw)| self.promise(*spot, raw, scope, &rule_names)).collect(),
            definitions: defined
                .iter()
                .zip(&definitions.whens)
                .map(|((file, raw), when)| self.definition(file, raw, when.clone()))
                .collect(),
            impossible: impossible.iter().map(|(spot, raw)| self.impossible(*spot, raw, scope)).collect(),
            not_before: match &raw.not_before {
                Some(text) => self.line(file, raw.id.0, "headline", text),
                None => "Not before {day}".to_owned(),
            },
            wording: header.wording,
            baseline,
            fingerprint: String::new(),
            shipped,
            origin: String::new(),
            off,
            place: place(file, raw.id.0),
        };
        for (definition, uses) in pack.definitions.iter_mut().zip(&self.uses) {
            definition.uses = *uses;
        }
        self.possible(file, &cases, &pack);
        Some(pack)
    }

    /// The baseline and every case must be people who can be.
    fn possible(&mut self, header: &File, cases: &[(Spot, &syntax::Case)], pack: &Pack) {
        // A condition that could not be read stands for everybody.
        if pack.impossible.is_empty() || !self.problems.is_empty() {
            return;
        }
        let say = |found: Vec<ImpossibleId>| found.first().map(|at| pack.impossible[*at].say.clone());
        if let Some(say) = say(impossible(pack, &pack.baseline)) {
            let message = format!("the baseline cannot be: {say}");
            self.problems.add(&header.path, || Problem::whole(&header.path, Code::ImpossiblePerson, message));
        }
        for ((spot, raw), case) in cases.iter().zip(&pack.cases) {
            if let Some(say) = say(impossible(pack, &case.given)) {
                let message = format!("this case cannot be: {say}");
                self.word(spot.file, raw.name.spelled, Code::ImpossiblePerson, message);
            }
        }
    }

    fn header_of<'s>(&mut self, id: &str, parsed: &[&'s Parsed<'s>]) -> Option<(&'s File, &'s syntax::Pack<'s>)> {
        let folder = parsed.first().and_then(|parsed| parsed.file.folder()).unwrap_or(id);
        let path = format!("{folder}/pack.ron");
        let Some(parsed) = parsed.iter().find(|parsed| parsed.file.within() == path) else {
            let message = format!("the pack `{id}` has no file `pack.ron`");
            self.problems.add(&path, || Problem::whole(&path, Code::NoHeader, message));
            return None;
        };
        let mut found = None;
        for (piece, statement) in &parsed.statements {
            match statement {
                Statement::Pack(raw) if found.is_none() && raw.id.0 == id => found = Some((parsed.file, raw)),
                Statement::Pack(raw) => {
                    let message =
                        format!("`pack.ron` has one `Pack(..)`, and its id is the name of the folder, `{id}`");
                    self.word(parsed.file, raw.id.0, Code::NoHeader, message);
                }
                Statement::Promise(_) => (),
                _ => self.misplaced(parsed.file, &parsed.file.text[piece.clone()]),
            }
        }
        if found.is_none() && !self.problems.has(&path) {
            self.problems.add(&path, || Problem::whole(&path, Code::NoHeader, "there is no `Pack(..)` statement"));
        }
        found
    }

    /// The promises that stand in the header's own file.
    fn own_promises<'s>(header: &File, parsed: &[&'s Parsed<'s>]) -> Vec<(Spot<'s>, &'s syntax::Promise<'s>)> {
        let own = parsed.iter().filter(|parsed| parsed.file.path == header.path);
        own.flat_map(|parsed| parsed.statements.iter().map(|(_, statement)| (parsed.file, statement)))
            .filter_map(|(file, statement)| match statement {
                Statement::Promise(raw) => Some((Spot { file, section: SectionId::new(0) }, raw)),
                _ => None,
            })
            .collect()
    }

    /// The files of the sections, in asking order, and behind them the people that span sections.
    fn sections<'s>(
        &mut self,
        id: &str,
        header: &File,
        raw: &syntax::Pack,
        parsed: &[&'s Parsed<'s>],
    ) -> Vec<(SectionId, &'s Parsed<'s>)> {
        let mut sections = Vec::new();
        self.partial = false;
        for (at, (word, _)) in raw.sections.0.iter().enumerate() {
            // A folder laid over others adds to their sections.
            let files = parsed.iter().filter(|parsed| parsed.file.name() == word.0 && word.0 != "pack");
            let before = sections.len();
            sections.extend(files.map(|parsed| (SectionId::new(at), *parsed)));
            if sections.len() == before {
                let message = format!("the section `{0}` has no file `{id}/{0}.ron`", word.0);
                self.word(header, word.0, Code::SectionWithoutFile, message);
                self.partial = true;
            }
        }
        for parsed in parsed {
            let name = parsed.file.name();
            if name == PEOPLE && !raw.sections.0.iter().any(|(word, _)| word.0 == name) {
                sections.push((SectionId::new(raw.sections.0.len()), *parsed));
            } else if name != "pack" && !raw.sections.0.iter().any(|(word, _)| word.0 == name) {
                self.unread.extend(ids(&parsed.file.text));
                let path = &parsed.file.path;
                let message = format!("no section of `{id}/pack.ron` is called `{name}`");
                let help = format!("add `{name}: \"A heading\"` to its `sections`, or move the file away");
                self.problems.add(path, || Problem::whole(path, Code::FileWithoutSection, message).help(help));
                self.leave_out(parsed.file);
            }
        }
        sections
    }

    fn wording(&mut self, file: &File, raw: &syntax::Pack) -> Vec<(Level, String)> {
        self.keys::<_, usize>(file, &raw.wording);
        let mut wording = Vec::new();
        for (word, words) in &raw.wording.0 {
            match word.0.parse::<Level>() {
                Ok(level) => wording.push((level, self.line(file, word.0, "headline", words))),
                Err(_) => {
                    let known = Level::ALL.map(Level::word);
                    let message = format!("there is no level `{}`", word.0);
                    self.unknown(file, word.0, Code::UnknownWord, message, known.into_iter());
                }
            }
        }
        if !wording.iter().any(|(level, _)| *level == Level::Note) {
            let message = "the header has no wording for `note`, which stands when nothing is found";
            self.word(file, raw.id.0, Code::MissingWording, message);
        }
        wording
    }

    fn closing(
        &mut self,
        file: &File,
        raw: &syntax::Closing,
        scope: Scope,
        header: &Declared,
        library: &LibraryReader,
    ) -> Closing {
        let near = raw.id.0;
        self.keys::<_, RiskId>(file, &raw.for_risk);
        let mut for_risk = Vec::new();
        for (word, sentence) in &raw.for_risk.0 {
            if let Some(risk) = self.risks(file, &[*word], &header.risk_names).first() {
                for_risk.push((*risk, self.line(file, word.0, "sentence", sentence)));
            }
        }
        Closing {
            id: near.to_owned(),
            title: self.line(file, near, "title", &raw.title),
            when: raw.when.as_ref().and_then(|when| self.condition(file, when, scope)).unwrap_or_else(When::always),
            up_to: raw.up_to.unwrap_or(Level::Emergency),
            text: self.prose(file, near, "text", &raw.text),
            for_risk,
            points: raw.points.iter().map(|point| self.line(file, near, "point", point)).collect(),
            sources: self.cited(file, &raw.sources, library),
        }
    }

    /// The words of a list in curly brackets, numbered; twice the same is a problem.
    fn keys<'s, T, K: From<usize>>(&mut self, file: &File, entries: &Entries<'s, T>) -> IdPlaces<'s, K> {
        let mut names = IdPlaces::new();
        for (at, (BareWord(word), _)) in entries.0.iter().enumerate() {
            if names.insert(word, at.into()).is_some() {
                self.word(file, word, Code::DuplicateKey, format!("`{word}` is there twice"));
            }
        }
        names
    }

    fn titles(&mut self, file: &File, entries: &Entries<String>) -> std::vec::IntoIter<(String, String)> {
        let titles = entries.0.iter().map(|(word, title)| (word.0.to_owned(), self.line(file, word.0, "title", title)));
        titles.collect::<Vec<_>>().into_iter()
    }
}
