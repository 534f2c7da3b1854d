//! Writes made-up people, and what the engine built for this computer says of them: a line each, to compare with the
//! page. `cargo run -p needlewise-page --example people -- 10000`

use jiff::civil::date;
use needlewise::engine::explain;
use needlewise::model::codec::AnswerValue;
use needlewise::model::kept::given;
use needlewise::model::{Answer, Answers, Domain, OptionId, OptionSet, Pack, Ticks};
use needlewise::pack::{self, Load};
use needlewise::report::json;
use sha2::{Digest, Sha256};
use std::io::Write;

const COUNTRIES: [Option<&str>; 4] = [None, Some("GB"), Some("US"), Some("ZZ")];

fn main() -> std::io::Result<()> {
    let random: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let whole = pack::load(&needlewise::shipped::files(), Load { only: None, cases: true, shipped: true });
    let base = whole.unwrap_or_else(|problems| panic!("{} problems in the rules", problems.len()));
    let cases = base.packs.iter().flat_map(|pack| pack.cases.iter().map(move |case| (pack, case.given.clone())));
    let mut chance = fastrand::Rng::with_seed(20_270_105);
    let mut people: Vec<(&Pack, Answers)> = cases.collect();
    for _ in 0..random {
        let pack = &base.packs[chance.usize(..base.packs.len())];
        people.push((pack, person(pack, &mut chance)));
    }
    let mut out = std::io::stdout().lock();
    let today = date(2027, 1, 5);
    for (pack, answers) in people {
        let country = COUNTRIES[chance.usize(..COUNTRIES.len())];
        let said = json::write(&explain(&base, pack, &answers, base.contact(country), today));
        let digest = Sha256::digest(said.as_bytes());
        let hash = digest.iter().fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
        let line =
            serde_json::json!({ "pack": pack.id, "country": country, "answers": given(pack, &answers), "hash": hash });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Somebody who answers most questions, some with "not sure".
fn person(pack: &Pack, chance: &mut fastrand::Rng) -> Answers {
    let mut answers = pack.silent();
    for (at, question) in pack.questions.iter_enumerated() {
        let answer = match (chance.u8(..10), &question.domain) {
            (0, _) => continue,
            (1, _) => Answer::Unsure,
            (2..=6, domain) => domain.baseline(),
            (_, Domain::One(choices)) => Answer::One(OptionId::new(chance.usize(..choices.len()))),
            (_, Domain::Many(choices)) => {
                let mut some = |of: u8| -> OptionSet {
                    (0..choices.len()).filter(|_| chance.u8(..of) == 0).map(OptionId::new).collect()
                };
                Answer::Many(Ticks::new(some(6), some(12)))
            }
            (_, Domain::Number(scale)) => {
                let number = scale.low + chance.f64() * (scale.high - scale.low);
                Answer::Number(if scale.whole { number.round() } else { (number * 100.0).round() / 100.0 })
            }
        };
        // As it is read from a file: "not sure" of every option of a list is "not sure" of the list.
        if let Ok(answer) = question.domain.read(&AnswerValue::of(question, answer)) {
            answers.set(at, answer);
        }
    }
    answers
}
