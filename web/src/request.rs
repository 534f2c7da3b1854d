//! What the page asks, and the screen that is the answer.

use crate::place::Address;
use crate::response::Response;
use crate::screen::{RequestContext, ask, check, checklist, close, home, learn, open, result};
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
    let desk = RequestContext {
        base,
        today: request.today,
        country: request.country,
        now: request.now,
        clock: request.clock,
        visit: request.visit,
    };
    match request.action {
        Action::Show(place) => show(&desk, &Address::named(&place)),
        Action::Send(place, fields) => send(&desk, &Address::named(&place), &fields),
        Action::Find(words) => learn::found(&desk, &words),
        Action::Open(text) => open::open(&desk, &text),
        Action::Explain(pack) => {
            Response { text: desk.pack(&pack).map(|pack| result::json(&desk, pack)), ..Response::default() }
        }
    }
}

fn show(desk: &RequestContext, place: &Address) -> Response {
    let shown = match place {
        Address::Home => None,
        Address::Next(pack) => desk.pack(pack).map(|pack| ask::next(desk, pack)),
        Address::Question(pack, question) => {
            desk.question(pack, question).map(|(pack, question)| ask::show(desk, pack, question, None))
        }
        Address::Check(pack) => desk.pack(pack).map(|pack| check::show(desk, pack)),
        Address::Answer(pack) => desk.pack(pack).map(|pack| result::show(desk, pack)),
        Address::HandOver(pack) => desk.pack(pack).map(|pack| result::hand_over(desk, pack)),
        Address::Learn => Some(learn::show(desk)),
        Address::Topic(pack, topic) => desk.pack(pack).and_then(|pack| learn::topic(desk, pack, topic)),
        Address::Lists => Some(checklist::lists(desk, None)),
        Address::Run(pack) => desk.pack(pack).map(|pack| checklist::next(desk, pack)),
        Address::Item(pack, item) => {
            desk.question(pack, item).and_then(|(pack, item)| checklist::item(desk, pack, item, None))
        }
        Address::Close(pack) => desk.pack(pack).and_then(|pack| close::show(desk, pack, None)),
        Address::Incident(pack) => desk.pack(pack).and_then(|pack| checklist::incident_card(desk, pack)),
    };
    shown.unwrap_or_else(|| home::show(desk))
}

fn send(desk: &RequestContext, place: &Address, fields: &[(String, String)]) -> Response {
    let sent = match place {
        Address::Question(pack, question) => {
            desk.question(pack, question).map(|(pack, question)| ask::send(desk, pack, question, fields))
        }
        Address::Answer(pack) => desk.pack(pack).map(|pack| result::send(desk, pack, fields)),
        Address::Lists => Some(checklist::begin(desk, fields)),
        Address::Item(pack, item) => {
            desk.question(pack, item).and_then(|(pack, item)| checklist::send(desk, pack, item, fields))
        }
        Address::Close(pack) => desk.pack(pack).and_then(|pack| close::sign(desk, pack, fields)),
        _ => None,
    };
    sent.unwrap_or_else(|| show(desk, place))
}
