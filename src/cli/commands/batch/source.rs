//! Where a list comes from.

use crate::batch::Source;
use anyhow::Context;
use clap::ValueEnum;
use std::io::{self, Read};
use std::path::Path;

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// One JSON object a line
    Jsonl,
    /// Comma separated values
    Csv,
}

/// Opens a list; `-` is standard input.
pub fn open(file: &Path, format: Format) -> anyhow::Result<Source> {
    let input: Box<dyn Read + Send> =
        if file.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(fs_err::File::open(file)?) };
    match format {
        Format::Jsonl => Ok(Source::lines(input)),
        Format::Csv => Source::table(input).context("the names of the columns cannot be read"),
    }
}
