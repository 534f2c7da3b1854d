//! Rules and people that several tests share.

use jiff::civil::{Date, date};
use needlewise::engine::{Explanation, explain};
use needlewise::model::{Answers, Pack, RuleBase};
use needlewise::pack::{self, Load};
use needlewise::report::{self, document::Document};

pub const TODAY: Date = date(2026, 11, 23);

pub fn shipped() -> RuleBase {
    pack::load(&needlewise::shipped::files(), Load { only: None, cases: true, shipped: true }).expect("the rules load")
}

pub fn document(base: &RuleBase, pack: &Pack, answers: &Answers) -> Document {
    report::document(&explained(base, pack, answers))
}

/// The answers of one person explained, on a day that stays the same, without anybody's numbers.
pub fn explained<'a>(base: &'a RuleBase, pack: &'a Pack, answers: &'a Answers) -> Explanation<'a> {
    explain(base, pack, answers, None, TODAY)
}
