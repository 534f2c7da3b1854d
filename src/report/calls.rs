//! Whom to call, as numbers that a telephone takes.

use super::document::PhoneNumber;
use crate::engine::Explanation;
use crate::model::HelpLine;

/// The numbers that the answer and its gravest finding have places for, each once, the emergency number first.
pub fn calls(explained: &Explanation) -> Vec<PhoneNumber> {
    // Where nobody knows the country, a number may be that of another.
    let Some(contact) = explained.contact.filter(|contact| !contact.country.is_empty()) else { return Vec::new() };
    let advice = explained.findings.first().map_or("", |finding| &explained.pack.rules[finding.rule].advice);
    let text = format!("{} {advice}", explained.headline.text);
    let named = |place: &str| text.contains(&format!("{{{place}}}"));
    let emergency = HelpLine { name: "Emergency".to_owned(), number: contact.emergency.clone() };
    let lines = [
        (explained.emergency || named("emergency"), Some(&emergency)),
        (named("crisis"), contact.crisis.as_ref()),
        (named("poison"), contact.poison.as_ref()),
        (named("advice"), contact.advice.as_ref()),
    ];
    let mut calls: Vec<PhoneNumber> = Vec::new();
    for line in lines.into_iter().filter(|(wanted, _)| *wanted).filter_map(|(_, line)| line) {
        let dial: String = line.number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
        let plain = line.number.chars().all(|sign| sign.is_ascii_digit() || " +-()".contains(sign));
        if plain && !dial.is_empty() && calls.iter().all(|call| call.dial != dial) {
            calls.push(PhoneNumber { name: (&line.name).into(), number: (&line.number).into(), dial });
        }
    }
    calls
}
