//! What is written of one person, and in which form.

/// The number of this form of an answered line.
pub(super) const SCHEMA: u32 = 1;

/// How answered people are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OutputShape {
    /// One JSON object a line.
    Lines,
    /// Comma separated values.
    Table,
}

/// A part of an answered line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The number of the line it answers.
    Line,
    /// The id of the pack.
    Pack,
    /// The version that its header states.
    Version,
    /// The fingerprint of all in it that decides an answer.
    Fingerprint,
    /// The highest level found.
    Level,
    /// The highest level found for each risk of the pack; a column each in a table.
    Risks,
    /// The ids of the rules that are certain.
    Certain,
    /// The ids of the rules that cannot be ruled out.
    Possible,
    /// The answers as they came in; a column each in a table.
    Answers,
    /// A column that is passed through, by its place among those.
    Kept(usize),
}

impl Field {
    /// Every field but the line number, which changes when a list is cut into parts.
    pub fn usual(kept: usize) -> Vec<Field> {
        let mut fields: Vec<Field> = (0..kept).map(Field::Kept).collect();
        fields.extend([Field::Pack, Field::Version, Field::Fingerprint, Field::Level, Field::Risks]);
        fields.extend([Field::Certain, Field::Possible, Field::Answers]);
        fields
    }

    /// The field of this name, if there is one.
    pub fn named(name: &str, kept: &[String]) -> Option<Field> {
        let field = match name {
            "line" => Field::Line,
            "pack" => Field::Pack,
            "version" => Field::Version,
            "fingerprint" => Field::Fingerprint,
            "level" => Field::Level,
            "risks" => Field::Risks,
            "certain" => Field::Certain,
            "possible" => Field::Possible,
            "answers" => Field::Answers,
            _ => Field::Kept(kept.iter().position(|column| column == name)?),
        };
        Some(field)
    }
}
