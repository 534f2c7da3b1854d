//! How well the rules are written: easy words, honest sources, and cases that show where each rule ends.

use crate::people::{pack, rules};
use needlewise::engine::assess;
use needlewise::engine::next_question;
use needlewise::model::{
    Answer, Answers, Domain, Grade, Pack, QuestionId, Reading, RuleBase, SectionId, SourceId, Ticks,
};
use needlewise::pack::cases::gaps;
use needlewise::pack::lint::screens;
use needlewise::pack::readability::{Explained, grade};

#[test]
fn every_screen_is_easy_to_read() {
    let base = rules();
    let mut hard = Vec::new();
    for pack in &base.packs {
        let explained = Explained::new(&base.terms);
        let grades: Vec<(f64, &str)> = screens(pack).iter().map(|it| (grade(&it.text, &explained), it.id)).collect();
        let mean =
            grades.iter().map(|it| it.0).sum::<f64>() / f64::from(u32::try_from(grades.len()).expect("few screens"));
        let highest = grades.iter().max_by(|a, b| a.0.total_cmp(&b.0)).expect("screens");
        println!(
            "{}: {} screens, mean grade {mean:.1}, highest {:.1} ({})",
            pack.id,
            grades.len(),
            highest.0,
            highest.1
        );
        if mean > 6.0 {
            hard.push(format!("{}: the mean grade is {mean:.1}", pack.id));
        }
        hard.extend(
            grades.iter().filter(|it| it.0 > 8.0).map(|it| format!("{}: `{}` needs grade {:.1}", pack.id, it.1, it.0)),
        );
    }
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

/// Every text of a pack that a person can meet, with a name for it.
fn texts(pack: &Pack) -> Vec<(&str, &str)> {
    let mut texts: Vec<(&str, &str)> = vec![("title", &pack.title), ("intro", &pack.intro)];
    texts.extend(pack.wording.iter().map(|(_, words)| ("wording", words.as_str())));
    for it in &pack.questions {
        texts.extend([(it.id.as_str(), it.ask.as_str()), (&it.id, &it.because)]);
        texts.extend(it.help.iter().map(|help| (it.id.as_str(), help.as_str())));
        texts.extend(it.domain.choices().iter().map(|choice| (it.id.as_str(), choice.label.as_str())));
    }
    for it in &pack.rules {
        texts.extend([&it.title, &it.why, &it.advice].map(|text| (it.id.as_str(), text.as_str())));
    }
    for it in &pack.closings {
        texts.extend([&it.title, &it.text].map(|text| (it.id.as_str(), text.as_str())));
        texts.extend(
            it.for_risk.iter().map(|(_, line)| line).chain(&it.points).map(|line| (it.id.as_str(), line.as_str())),
        );
    }
    texts
}

#[test]
fn no_text_gives_a_verdict_of_safety_a_home_limit_or_a_word_against_a_medicine() {
    const WORDS: [&str; 8] = ["safe", "safely", "safer", "safest", "stop", "stopping", "stopped", "stops"];
    const PHRASES: [&str; 5] = ["approved for home", "fda limit", "limit of 0.3", "limit 0.3", "risk free"];
    let base = rules();
    let mut found = Vec::new();
    for pack in &base.packs {
        for (id, text) in texts(pack) {
            let text = text.to_lowercase();
            let words = text.split(|it: char| !it.is_alphanumeric());
            found.extend(words.filter(|it| WORDS.contains(it)).map(|it| format!("{}: `{id}` says \"{it}\"", pack.id)));
            found.extend(
                PHRASES.iter().filter(|it| text.contains(**it)).map(|it| format!("{}: `{id}` says \"{it}\"", pack.id)),
            );
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_the_strength_of_a_cream_is_given_as_a_percentage() {
    let base = rules();
    for pack in &base.packs {
        for (id, text) in texts(pack) {
            let shares = text.matches('%').count() + text.matches("percent").count();
            let about_cream =
                id.contains("numbing") || ["lidocaine", "cream"].iter().any(|it| text.to_lowercase().contains(it));
            assert!(shares == 0 || about_cream, "{}: `{id}` gives a percentage: {text}", pack.id);
        }
    }
}

#[test]
fn every_rule_level_and_option_has_a_case() {
    let base = rules();
    for pack in base.packs.iter().filter(|it| !it.cases.is_empty()) {
        let gaps = gaps(pack);
        let rules: Vec<&str> = gaps.rules.iter().map(|it| pack.rules[*it].id.as_str()).collect();
        assert!(rules.is_empty(), "{}: no case for the rules {rules:?}", pack.id);
        let options = gaps.options.iter().map(|(at, option)| {
            let question = &pack.questions[*at];
            format!("{}: {}", question.id, question.domain.choices()[*option].id)
        });
        let options: Vec<String> = options.collect();
        assert!(options.is_empty(), "{}: no case for the options {options:?}", pack.id);
    }
}

/// Each person who differs from this one in the answer to one question.
fn neighbours(pack: &Pack, person: &Answers) -> Vec<Answers> {
    let mut neighbours = Vec::new();
    for (at, question) in pack.questions.iter_enumerated() {
        let answers: Vec<Answer> = match (&question.domain, person.get(at)) {
            (Domain::One(choices), _) => choices.keys().map(Answer::One).collect(),
            (Domain::Many(choices), Some(Answer::Many(ticks))) => {
                choices.keys().map(|option| Answer::Many(ticks.toggled(option))).collect()
            }
            (Domain::Many(_), _) => vec![Answer::Many(Ticks::NONE)],
            (Domain::Number(_), _) => crate::random_people::edges(pack, at).into_iter().map(Answer::Number).collect(),
        };
        neighbours.extend(answers.into_iter().map(|it| person.with(at, it)));
    }
    neighbours
}

#[test]
fn every_rule_is_just_missed_by_a_person_one_answer_away_from_a_case() {
    let base = rules();
    for pack in base.packs.iter().filter(|it| !it.cases.is_empty()) {
        for (rule, it) in pack.rules.iter_enumerated() {
            let finds = |person: &Answers| assess(pack, person).findings.iter().any(|it| it.rule == rule);
            let mut caught = pack.cases.iter().filter(|it| it.finds.contains(&rule));
            let missed = caught.any(|case| neighbours(pack, &case.given).iter().any(|it| !finds(it)));
            assert!(missed, "{}: no one answer makes `{}` go away", pack.id, it.id);
        }
    }
}

#[test]
fn every_rule_has_a_case_it_catches_and_another_it_does_not() {
    let base = rules();
    for pack in base.packs.iter().filter(|it| !it.cases.is_empty()) {
        for (rule, it) in pack.rules.iter_enumerated() {
            let catches = |case: &needlewise::model::Case| case.finds.contains(&rule);
            let near =
                pack.cases.iter().any(|case| !catches(case) && Some(case.section) == section(pack, &it.place.path));
            assert!(pack.cases.iter().any(catches) && near, "{}: `{}` wants a case on each side", pack.id, it.id);
        }
    }
}

fn section(pack: &Pack, path: &str) -> Option<SectionId> {
    pack.sections.position(|it| path.ends_with(&format!("/{}.ron", it.id)))
}

#[test]
fn every_source_says_what_it_is_and_how_it_was_read() {
    let base = rules();
    for it in &base.sources {
        assert!(it.url.starts_with("https://") || it.url.starts_with("http://"), "{}: {}", it.id, it.url);
        assert!(!it.title.is_empty() && !it.publisher.is_empty(), "{}", it.id);
        assert!(it.review_by > pack(&base, "before").reviewed, "{} is past its review", it.id);
        assert_eq!(
            it.read == Reading::Relayed,
            it.via.is_some(),
            "{}: a relayed source names the page that relays it",
            it.id
        );
    }
    let mut pages: Vec<String> = base.sources.iter().map(|it| page(&it.url)).collect();
    pages.sort();
    let all = pages.len();
    pages.dedup();
    assert_eq!(pages.len(), all, "two sources have one address");
}

fn page(url: &str) -> String {
    let page = url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    page.trim_end_matches('/').to_lowercase()
}

#[test]
fn no_address_is_one_we_would_not_send_a_reader_to() {
    const NEVER: [&str; 12] = [
        "bndtmqurk.asia",
        "butalbitalapap.org",
        "droracle.ai",
        "lingoexp.com",
        "wilddata.cn",
        "mimsdev.com",
        "xtlxksjx.com",
        "vesect.com",
        "esmanual.top",
        "pdfslide.us",
        "studyres.com",
        "docslib.org",
    ];
    for it in &rules().sources {
        let shown = [Some(&it.url), it.via.as_ref()];
        for text in shown.into_iter().flatten() {
            assert!(!NEVER.iter().any(|never| text.contains(never)), "{}: {text}", it.id);
        }
    }
}

#[test]
fn rules_that_rest_on_sellers_alone_say_so() {
    let base = rules();
    for rule in base.packs.iter().flat_map(|it| &it.rules) {
        let seller = |it: &SourceId| matches!(base.sources[*it].grade, Grade::Maker | Grade::Clinic);
        let only = !rule.sources.is_empty() && rule.sources.iter().all(seller);
        assert_eq!(rule.vendor_only, only, "{}", rule.id);
    }
}

#[test]
fn each_finding_of_the_check_and_of_the_aftermath_has_a_source() {
    let base = rules();
    for id in ["before", "after"] {
        for rule in &pack(&base, id).rules {
            assert!(!rule.sources.is_empty(), "{id}: {}", rule.id);
        }
    }
}

/// How many questions a person meets who gives these answers to all they are asked.
fn screens_met(pack: &Pack, person: &Answers) -> usize {
    let mut answers = pack.silent();
    let mut met = 0;
    while let Some(question) = next_question(pack, &answers) {
        answers.set(question, person.get(question));
        met += 1;
    }
    met
}

#[test]
fn somebody_healthy_and_untrained_meets_at_most_24_questions() {
    let base: RuleBase = rules();
    let before = pack(&base, "before");
    let (training, device) = (before.question("training").expect("asked"), before.question("device").expect("asked"));
    let options = |question: QuestionId| before.questions[question].domain.choices();
    let option = |question: QuestionId, id: &str| options(question).position(|it| it.id == id).expect("an option");
    for tool in ["blunt", "stamp", "roller"] {
        let person = before.baseline.with(training, Answer::One(option(training, "none")));
        let person = person.with(device, Answer::One(option(device, tool)));
        let met = screens_met(before, &person);
        println!("{tool}: {met} questions");
        assert!(met <= 24, "{met} questions with a {tool}");
    }
}

#[test]
fn what_was_read_when_the_program_was_built_is_what_the_rules_say() {
    use needlewise::pack::{Load, load};
    let read = |only| {
        let what = Load { only, cases: false, shipped: true };
        load(&needlewise::shipped::files(), what).expect("the rules load")
    };
    let built = |only| needlewise::shipped::base(only).expect("the rules were read when the program was built");
    assert_eq!(format!("{:?}", built(None)), format!("{:?}", read(None)));
    assert_eq!(format!("{:?}", built(Some("after"))), format!("{:?}", read(Some("after"))));
    assert!(needlewise::shipped::base(Some("nowhere")).is_none());
}

#[test]
fn no_comment_names_what_nobody_can_look_up() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"))];
    let mut found = Vec::new();
    // Such as `TRN-17`: an entry of notes that are not here.
    let is_note = |word: &str| {
        let parts = word.split_once('-');
        parts.is_some_and(|(letters, number)| {
            (2..=4).contains(&letters.len())
                && letters.bytes().all(|letter| letter.is_ascii_uppercase())
                && number.len() == 2
                && number.bytes().all(|digit| digit.is_ascii_digit())
        })
    };
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).expect("text");
            for comment in text.lines().filter_map(|line| line.trim_start().strip_prefix("//")) {
                seen += 1;
                let words = comment.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-');
                found.extend(words.filter(|word| is_note(word)).map(str::to_owned));
            }
        }
    }
    assert!(seen > 20, "only {seen} comments were seen");
    assert!(found.is_empty(), "{found:?}");
}
