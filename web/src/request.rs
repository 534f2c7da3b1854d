//! What the page asks, and the screen that is the answer.

use crate::place::Address;
use crate::response::Response;
use crate::screen::{RequestContext, ask, check, checklist, close, home, learn, lists, open, result};
use crate::visit::Visit;
use jiff::civil::Date;
use needlewise::model::RuleBase;
use serde::Deserialize;

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The day by the person's own clock.
    #[serde(with = "needlewise::model::day")]
    pub today: Date,
    /// The country that the browser is set to, such as `GB`.
    #[serde(default)]
    pub country: Option<String>,
    /// The local day and time, as `2027-01-05T14:30:00.000`.
    #[serde(default)]
    pub now: String,
    /// The browser's clock, in seconds.
    #[serde(default)]
    pub clock: u64,
    /// Absent where nothing was said yet.
    #[serde(default)]
    pub visit: Visit,
    pub action: Action,
}

impl Request {
    /// Whether it only wants to see a question of a pack that is there.
    pub fn asks(&self, base: &RuleBase) -> bool {
        let Action::Show(place) = &self.action else { return false };
        match Address::named(place) {
            Address::Next(pack) | Address::Question(pack, _) => base.packs.iter().any(|there| there.id == pack),
            _ => false,
        }
    }
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Action {
    /// Show a place.
    Show(String),
    /// Take what the form of a place says: the names and values of its fields.
    Send(String, Vec<(String, String)>),
    /// The topics that fit these words.
    Find(String),
    /// Read a file that was kept.
    Open(String),
    /// The answer as JSON, as the program gives it.
    Explain(String),
}

/// Answers one request.
pub fn answer(base: &RuleBase, request: Request) -> Response {
    if !request.visit.is_known() {
        return Response::misunderstood("this was kept by another version of the page");
    }
    let context = RequestContext {
        base,
        today: request.today,
        country: request.country,
        now: request.now,
        clock: request.clock,
        visit: request.visit,
    };
    match request.action {
        Action::Show(place) => show(&context, &Address::named(&place)),
        Action::Send(place, fields) => send(&context, &Address::named(&place), &fields),
        Action::Find(words) => learn::found(&context, &words),
        Action::Open(text) => open::open(&context, &text),
        Action::Explain(pack) => {
            Response { text: context.pack(&pack).map(|pack| result::json(&context, pack)), ..Response::default() }
        }
    }
}

fn show(context: &RequestContext, place: &Address) -> Response {
    let shown = match place {
        Address::Home => None,
        Address::Next(pack) => context.pack(pack).map(|pack| ask::next(context, pack)),
        Address::Question(pack, question) => {
            context.question(pack, question).map(|(pack, question)| ask::show(context, pack, question, None))
        }
        Address::Check(pack) => context.pack(pack).map(|pack| check::show(context, pack)),
        Address::Answer(pack) => context.pack(pack).map(|pack| result::show(context, pack)),
        Address::HandOver(pack) => context.pack(pack).map(|pack| result::hand_over(context, pack)),
        Address::Learn => Some(learn::show(context)),
        Address::Topic(pack, topic) => context.pack(pack).and_then(|pack| learn::topic(context, pack, topic)),
        Address::Lists => Some(lists::lists(context, None)),
        Address::Run(pack) => context.pack(pack).map(|pack| checklist::next(context, pack)),
        Address::Item(pack, item) => {
            context.question(pack, item).and_then(|(pack, item)| checklist::item(context, pack, item, None))
        }
        Address::Close(pack) => context.pack(pack).and_then(|pack| close::show(context, pack, None)),
        Address::Incident(pack) => context.pack(pack).and_then(|pack| checklist::incident_card(context, pack)),
    };
    shown.unwrap_or_else(|| home::show(context))
}

fn send(context: &RequestContext, place: &Address, fields: &[(String, String)]) -> Response {
    let sent = match place {
        Address::Question(pack, question) => {
            context.question(pack, question).map(|(pack, question)| ask::send(context, pack, question, fields))
        }
        Address::Answer(pack) => context.pack(pack).map(|pack| result::send(context, pack, fields)),
        Address::Lists => Some(lists::begin(context, fields)),
        Address::Item(pack, item) => {
            context.question(pack, item).and_then(|(pack, item)| checklist::send(context, pack, item, fields))
        }
        Address::Close(pack) => context.pack(pack).and_then(|pack| close::sign(context, pack, fields)),
        _ => None,
    };
    sent.unwrap_or_else(|| show(context, place))
}
