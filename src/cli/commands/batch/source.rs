//! Where a list comes from.

use crate::batch::RowSource;
use anyhow::Context;
use clap::ValueEnum;
use std::io::{self, Read};
use std::path::Path;

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListFormat {
    /// One JSON object a line
    Jsonl,
    /// Comma separated values
    Csv,
}

/// Opens a list; `-` is standard input.
pub fn open(file: &Path, format: ListFormat) -> anyhow::Result<RowSource> {
    let input: Box<dyn Read + Send> =
        if file.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(fs_err::File::open(file)?) };
    match format {
        ListFormat::Jsonl => Ok(RowSource::lines(input)),
        ListFormat::Csv => RowSource::table(input).context("the names of the columns cannot be read"),
    }
}
