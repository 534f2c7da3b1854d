//! What can be typed after `export`.

use crate::cli::output;
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Export {
    /// Write a form for ODK and KoboToolbox that asks the questions and shows the answer, without a network
    ///
    /// The table of answers that ODK and KoboToolbox give back goes into `needlewise batch` as it is.
    #[command(after_help = "Example:\n  needlewise export xlsform before --out before.xlsx")]
    Xlsform(Workbook),
    /// Write a FHIR Questionnaire (R4)
    ///
    /// It holds the questions and what opens them, not the rules. The QuestionnaireResponse that comes back goes into
    /// `needlewise check --answers` and, one a line, into `needlewise batch`.
    #[command(after_help = "Example:\n  needlewise export fhir before --out before.json")]
    Fhir(TextExport),
    /// Write the people of a pack as quiz questions for Moodle (GIFT)
    #[command(after_help = "Example:\n  needlewise export moodle before --out before.gift")]
    Moodle(TextExport),
    /// Write the people of a pack as notes for Anki, with tags
    #[command(after_help = "Example:\n  needlewise export anki before --out before.txt")]
    Anki(TextExport),
}

#[derive(clap::Args)]
pub struct Workbook {
    /// The pack; `needlewise pack list` names them all
    pub pack: String,
    /// The workbook to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

#[derive(clap::Args)]
pub struct TextExport {
    /// The pack; `needlewise pack list` names them all
    pub pack: String,
    /// Write it into this file instead of to the screen
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

impl TextExport {
    /// Writes it where it is wanted.
    pub fn deliver(&self, text: &str) -> anyhow::Result<ExitCode> {
        match &self.out {
            Some(path) => output::keep(path, text, self.force)?,
            None => output::print(text)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
