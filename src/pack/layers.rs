//! Layers to draw a length against.

use super::condition::Scope;
use super::file::File;
use super::library::LibraryReader;
use super::problem::Code;
use super::reader::Reader;
use super::syntax;
use crate::model::{Domain, Layer, Layers};

impl Reader {
    /// The question takes a number, and each layer ends deeper than the one above.
    pub fn layers(
        &mut self,
        file: &File,
        raw: &syntax::Layers,
        scope: Scope,
        library: &LibraryReader,
    ) -> Option<Layers> {
        let near = raw.question.0;
        let question = self.look_up(file, raw.question, scope.names, Code::UnknownQuestion, "question")?;
        if !matches!(scope.domains[question], Domain::Number(_)) {
            self.word(file, near, Code::WrongKind, format!("`{near}` takes no number, so it has no length to draw"));
        }
        let depths = || raw.layers.iter().map(|layer| layer.to);
        let deeper = std::iter::once(0.0).chain(depths()).zip(depths()).all(|(above, depth)| above < depth);
        if raw.layers.is_empty() || !deeper || !depths().chain(raw.marks.iter().copied()).all(f64::is_finite) {
            let message = "each layer ends deeper than the one above it, and there is at least one";
            self.word(file, near, Code::LayersOrder, message);
        }
        if raw.sources.is_empty() {
            self.word(file, near, Code::NoSource, format!("the layers for `{near}` cite no source"));
        }
        Some(Layers {
            question,
            title: self.prose(file, near, "title", &raw.title),
            note: self.prose(file, near, "note", &raw.note),
            layers: raw
                .layers
                .iter()
                .map(|layer| Layer { name: self.prose(file, near, "name", &layer.name), to: layer.to })
                .collect(),
            marks: raw.marks.clone(),
            sources: self.cited(file, &raw.sources, library),
        })
    }
}
