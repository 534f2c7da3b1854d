//! `export xlsform`: the sheets of a form as a workbook.

use super::args::Workbook;
use super::impossible;
use crate::cli::output;
use crate::cli::rules::Rules;
use crate::report::export::sheet::Worksheet;
use crate::report::export::xlsform::sheets;
use anyhow::Context;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook as Written};
use std::process::ExitCode;

pub fn run(rules: &Rules, args: &Workbook) -> anyhow::Result<ExitCode> {
    output::vacant(&args.out, args.force)?;
    let base = rules.to_ask(&args.pack)?;
    let pack = &base.packs[0];
    let sheets = sheets(&base, pack, rules.contact(&base))
        .with_context(|| format!("`{}` cannot be carried into a form", pack.id))?;
    let bytes = workbook(&sheets, pack.reviewed).context("the workbook cannot be put together")?;
    output::keep(&args.out, bytes, args.force)?;
    impossible::name(pack);
    Ok(ExitCode::SUCCESS)
}

/// The same sheets give the same bytes: the day in the file is that of the rules.
fn workbook(sheets: &[Worksheet], day: jiff::civil::Date) -> anyhow::Result<Vec<u8>> {
    let mut workbook = Written::new();
    let [year, month, day] = [i64::from(day.year()), i64::from(day.month()), i64::from(day.day())];
    let made = ExcelDateTime::from_ymd(u16::try_from(year)?, u8::try_from(month)?, u8::try_from(day)?)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for sheet in sheets {
        let page = workbook.add_worksheet().set_name(sheet.name)?;
        for (row, cells) in (0_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                page.write_string(row, column, cell)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}
