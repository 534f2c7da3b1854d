//! The tables of an XLSForm, row by row.

use super::NotCarried;
use super::rails::Expression;
use super::xpath::text;
use crate::text::SafeText;
use std::collections::HashSet;

/// The most signs that fit into a cell.
const ROOM: usize = 32_767;

/// A table with a name; its first row says what the columns are.
pub struct Worksheet {
    /// What the sheet is called.
    pub name: &'static str,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
}

/// A row of the survey.
#[derive(Default, Clone)]
pub struct SurveyRow {
    /// Its `type`, such as `select_one LIST`.
    pub kind: String,
    /// Its name among the answers, and in conditions.
    pub name: String,
    /// What is shown.
    pub label: String,
    /// What is shown under it.
    pub hint: String,
    /// What is shown to those who ask for more.
    pub guidance: String,
    /// Whether it wants an answer.
    pub required: bool,
    /// When it is shown; always where this is empty.
    pub relevant: String,
    /// What its answer has to be like.
    pub constraint: String,
    /// What is said to an answer that is not.
    pub refusal: String,
    /// What is worked out.
    pub calculation: String,
    /// How it is laid out.
    pub appearance: &'static str,
}

/// What the columns of the survey are.
pub const COLUMNS: [&str; 12] = [
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "required",
    "required_message",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "appearance",
];

impl SurveyRow {
    /// A row of this type and this name.
    pub fn new(kind: &str, name: &str) -> SurveyRow {
        SurveyRow { kind: kind.to_owned(), name: name.to_owned(), ..SurveyRow::default() }
    }

    /// A text that asks for nothing.
    pub fn note(name: &str, label: String) -> SurveyRow {
        SurveyRow { label, ..SurveyRow::new("note", name) }
    }

    /// Something that is worked out, and not shown.
    pub fn calculation(name: &str, calculation: String) -> SurveyRow {
        SurveyRow { calculation, ..SurveyRow::new("calculate", name) }
    }

    /// Its cells, in the order of the columns.
    pub fn cells(self) -> Vec<String> {
        let (required, message) =
            if self.required { ("yes", "Please choose. If you do not know, choose \"Not sure\".") } else { ("", "") };
        let appearance = self.appearance.to_owned();
        vec![
            self.kind,
            self.name,
            self.label,
            self.hint,
            self.guidance,
            required.to_owned(),
            message.to_owned(),
            self.relevant,
            self.constraint,
            self.refusal,
            self.calculation,
            appearance,
        ]
    }
}

/// Every name once, and no cell too long.
///
/// # Errors
/// The name that is there twice, or that of the row with the cell.
pub fn fits(sheets: &[Worksheet]) -> Result<(), NotCarried> {
    let mut seen = HashSet::new();
    for row in sheets.iter().filter(|sheet| sheet.name == "survey").flat_map(|sheet| &sheet.rows) {
        let name = &row[1];
        if !name.is_empty() && !seen.insert(name.as_str()) {
            return Err(NotCarried::Name(name.clone()));
        }
        if row.iter().any(|cell| cell.encode_utf16().count() > ROOM) {
            return Err(NotCarried::Room(name.clone()));
        }
    }
    Ok(())
}

/// A text as a form shows it: what would stand for an answer does not.
pub fn shown(text: &str) -> String {
    String::from(SafeText::new(text)).replace("${", "$ {")
}

/// 1 where an expression holds, 0 where it does not: a truth that is kept as a word would count as true either way.
pub fn flag(expression: Expression) -> String {
    format!("if({}, 1, 0)", expression.or_else("true()", "false()"))
}

/// The first of these whose expression holds, else the last word.
pub fn first<'w>(of: impl DoubleEndedIterator<Item = (String, &'w str)>, last: &str) -> String {
    choose(of.map(|(holds, word)| (holds, text(word))), text(last))
}

/// The same of what is worked out.
pub fn choose(of: impl DoubleEndedIterator<Item = (String, String)>, last: String) -> String {
    of.rev().fold(last, |otherwise, (holds, then)| format!("if({holds}, {then}, {otherwise})"))
}

/// These rows, a few to a group. What opens forms looks through all that stand beside one another each time it needs
/// one of them, so a long row of them is slow on a telephone.
pub fn grouped(name: &str, rows: Vec<SurveyRow>) -> Vec<SurveyRow> {
    const FEW: usize = 16;
    let mut all = Vec::new();
    for (number, rows) in rows.chunks(FEW).enumerate() {
        let name = format!("{name}_{}", number + 1);
        all.push(SurveyRow::new("begin_group", &name));
        all.extend_from_slice(rows);
        if rows.iter().all(|row| row.label.is_empty()) {
            // A group in which there is nothing to show is refused; this is never shown.
            let nothing = SurveyRow::note(&format!("{name}_hidden"), "Worked out".to_owned());
            all.push(SurveyRow { relevant: "false()".to_owned(), ..nothing });
        }
        all.push(SurveyRow::new("end_group", ""));
    }
    all
}
