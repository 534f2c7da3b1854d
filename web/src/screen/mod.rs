//! The screens: each is made from the rules and what was said, and nothing else.

pub mod ask;
pub mod check;
pub mod checklist;
pub mod close;
pub mod home;
pub mod learn;
pub mod lists;
pub mod open;
pub mod result;

use crate::response::Response;
use crate::visit::Visit;
use askama::Template;
use jiff::civil::Date;
use needlewise::engine::{Explanation, explain};
use needlewise::model::{Answers, Contact, Level, Pack, QuestionId, RuleBase};
use needlewise::text::SafeText;

/// What is at hand while a screen is made.
pub struct RequestContext<'a> {
    pub base: &'a RuleBase,
    pub today: Date,
    /// The country that the browser is set to.
    pub country: Option<String>,
    /// The local day and time, as `2027-01-05T14:30:00.000`, and the seconds of the browser's clock.
    pub now: String,
    pub clock: u64,
    pub visit: Visit,
}

impl<'a> RequestContext<'a> {
    /// The same, after more was said.
    fn with(&self, visit: Visit) -> RequestContext<'a> {
        RequestContext { visit, country: self.country.clone(), now: self.now.clone(), ..*self }
    }

    pub fn pack(&self, id: &str) -> Option<&Pack> {
        self.base.packs.iter().find(|pack| pack.id == id)
    }

    pub fn question(&self, pack: &str, question: &str) -> Option<(&Pack, QuestionId)> {
        let pack = self.pack(pack)?;
        Some((pack, pack.question(question)?))
    }

    /// What follows from these answers, on this day, here.
    pub fn explain<'b>(&'b self, pack: &'b Pack, answers: &'b Answers) -> Explanation<'b> {
        explain(self.base, pack, answers, self.contact(), self.today)
    }

    /// A text of the rules, with the numbers of the person's country in it.
    pub fn filled(&self, text: &str) -> SafeText {
        self.base.filled(text, self.contact()).into()
    }

    /// Whom to call: where the person said they are, else where the browser says so.
    pub fn contact(&self) -> Option<&Contact> {
        self.base.contact(self.visit.country.as_deref().or(self.country.as_deref()))
    }
}

/// A screen from its template, and its title.
fn screen(title: &str, template: &impl Template) -> Response {
    titled(title, template.render())
}

fn titled(title: &str, screen: Result<String, askama::Error>) -> Response {
    Response {
        title: format!("{} - needlewise", SafeText::new(title)),
        html: screen.unwrap_or_default(),
        ..Response::default()
    }
}

/// How serious, for the look.
fn tone(level: Level) -> &'static str {
    match level {
        Level::Note => "calm",
        Level::Precaution | Level::Professional | Level::Deferral => "care",
        Level::Contraindication | Level::Urgent | Level::Emergency => "halt",
    }
}
