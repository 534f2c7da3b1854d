//! Every word of the rule language, once: the manual and `pack explain` both read from here.

mod groups;

pub use groups::GROUPS;

/// A word of the language.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The statement it belongs to, or what kind of word it is.
    pub group: &'static str,
    /// As it stands in a rule file.
    pub word: &'static str,
    /// How it is written.
    pub form: &'static str,
    /// What it does, to go on from the word.
    pub means: &'static str,
}

macro_rules! words {
    ($($group:literal { $($word:literal, $form:literal, $means:literal;)* })*) => {
        /// Every word, group by group.
        pub const WORDS: &[Word] = &[$($(Word { group: $group, word: $word, form: $form, means: $means },)*)*];
    };
}

words! {
    "statement" {
        "Library", "Library(name: .., first: .., ..)", "what the rules say of themselves, and which pack comes first";
        "Day", "Day(lists: [..], first: {..})", "the order of a day of work, and what gates what";
        "Pack", "Pack(id: .., sections: {..}, ..)", "the header of a pack: its title, its sections, its risks, the wording of its levels";
        "Question", "Question(id: .., ask: .., answer: ..)", "one question with the answers it takes, from the safest to the worst";
        "Rule", "Rule(id: .., level: .., when: .., ..)", "what is found when a condition holds, why, what to do, and on whose evidence";
        "Define", "Define(id: .., means: .., when: ..)", "a condition with a name, for all that would write it out";
        "Impossible", "Impossible(when: .., say: ..)", "answers that cannot all be true of one person: they are asked again, no case may give them, and proofs do not speak of them";
        "Layers", "Layers(question: .., layers: [..], ..)", "what a length reaches through, drawn at true scale";
        "Case", "Case(name: .., given: {..}, expect: .., finds: [..])", "a person in a few answers, and what must be found; `pack test` runs it";
        "Promise", "Promise(name: .., when: .., at_least: .., finds: [..])", "what must hold for every possible person; `pack verify` proves it";
        "Change", "Change(rule: .., seen: .., advice: ..)", "new words for a question or a rule beneath; what it means stays";
        "Off", "Off(rule: .., seen: .., because: ..)", "a question, a rule, a promise or a case beneath that no longer counts, and why; answers say so";
        "Source", "Source(id: .., title: .., grade: .., ..)", "a page, paper or law that rules cite";
        "Term", "Term(word: .., means: ..)", "a hard word in easy ones; answers explain it where it stands";
        "Contact", "Contact(country: .., emergency: .., ..)", "whom to call in a country; fills `{emergency}`, `{advice}`, `{crisis}`, `{poison}`, `{report}` in texts";
        "Avoid", "Avoid([\"is safe\", ..])", "words that no text for people may use";
        "OneSide", "OneSide(word: .., known: .., write: ..)", "a word that only one side of the ocean knows";
    }
    "Library" {
        "name", "name: \"Tea at home\"", "what the rules are about, as a heading";
        "about", "about: \"..\"", "one sentence on what they can tell";
        "welcome", "welcome: \"..\"", "what is said before the first question";
        "first", "first: before", "the pack to begin with";
        "incident", "incident: card", "the checklist that stays within reach while others are run; may be left out";
    }
    "Day" {
        "lists", "lists: [ready, station, ..]", "checklists and checks, in the order of the day";
        "first", "first: { time_out: [sign_in] }", "what must be done before a list is begun; it stands before it in `lists`";
        "once", "once: [ready]", "lists that are done once, for however many clients the day has";
        "ahead", "ahead: [consult]", "lists that may have been done on an earlier day; their last run counts";
        "given", "given: { before: { setting: room } }", "answers that go without asking on such a day: the pack, its questions, their options";
    }
    "Pack" {
        "id", "id: before", "the name of its folder";
        "kind", "kind: check", "`check` (the default) asks one person, `checklist` is read aloud by two, `topics` is to be read";
        "title", "title: \"..\"", "its heading";
        "intro", "intro: \"..\"", "what it is for, in a sentence or two";
        "version", "version: \"1.0.0\"", "raised whenever an answer may change";
        "reviewed", "reviewed: \"2027-05-31\"", "the day somebody last looked at all of it";
        "review_by", "review_by: \"2028-05-31\"", "the day from which answers say that it is out of date";
        "sections", "sections: { kettle: \"The kettle\", .. }", "one file each, in the order of asking";
        "risks", "risks: { burns: \"Burns\", .. }", "what can go wrong; the answer shows a profile of them";
        "wording", "wording: { note: \"..\", deferral: \"..\", .. }", "the headline of each level that a rule has, and of `note`, which stands when nothing is found";
        "not_before", "not_before: \"Not before {day}\"", "the headline of a wait whose last day is known";
        "closing", "closing: [Closing(..), ..]", "parts of the answer behind the findings";
    }
    "Closing" {
        "id", "id: word", "its name";
        "title", "title: \"..\"", "its heading";
        "when", "when: condition", "for whom it is shown; for all without it";
        "up_to", "up_to: deferral", "not shown when the answer is more serious than this";
        "text", "text: \"..\"", "what it says";
        "for_risk", "for_risk: { burns: \"..\" }", "a sentence for those who raised this risk";
        "points", "points: [\"..\", ..]", "a list under it";
        "sources", "sources: [..]", "what it rests on";
    }
    "Question" {
        "id", "id: kettle", "its name in conditions: letters a to z, digits and `_`";
        "ask", "ask: \"..?\"", "the question as it is asked";
        "help", "help: \"..\"", "what a person must know to answer, shown on demand";
        "because", "because: \"..\"", "why it is asked, shown on demand";
        "answer", "answer: YesNo", "what it takes";
        "ordinary", "ordinary: roller", "what most people answer: it stands first and ready. Without it that is no tick, or a first option called `no`, `none` or `never`; any other first option has to be named. `ordinary: varies` where nothing may be taken for granted. No number is ordinary, and nothing in a checklist";
        "ask_if", "ask_if: condition", "ask only then; may look only at questions above";
        "change", "change: device", "this answer is one the person can change; never what only time or others may change, such as an age or a treatment";
        "read_back", "read_back: true", "an item of a checklist that the other one says back";
        "unordered", "unordered: \"the reason\"", "its options have no order from safest to worst, and why; the law that a worse answer never lowers the level leaves it out, and `pack verify` says so";
    }
    "answer" {
        "YesNo", "YesNo", "one answer, `no` or `yes`, and yes is the worse one";
        "One", "One({ a: \"Label\", .. })", "one answer, ordered from the safest to the worst";
        "Many", "Many({ a: \"Label\", .. })", "any number of ticks, none included; every tick is worse than none";
        "Number", "Number(unit: \"mm\", range: 0.1..=3.5, worse: higher, usual: 0.2)", "a number, whole unless the range has a decimal point; `worse` is `higher` or `lower`; the baseline is the safest end, or `usual` where that is an odd answer; a number of days, weeks or months counts back from today, so a person may say \"last Sunday\"";
        "Text", "Text(max: 60)", "something to write down in so many characters, in a checklist; rules read no more of it than `given` or `missing`";
        "Date", "Date", "a day to write down, in a checklist; rules read whether it is before or after today. In a case it is the days from today";
    }
    "Rule" {
        "id", "id: burning", "its name in cases, promises and `pack explain`";
        "level", "level: deferral", "how serious it is";
        "risks", "risks: [burns]", "the risks it raises";
        "title", "title: \"..\"", "what is found, in one line";
        "when", "when: condition", "for whom; who is not sure has it as \"cannot be ruled out\", at the same level";
        "why", "why: \"..\"", "the reason, in plain words";
        "advice", "advice: \"..\"", "what to do";
        "sources", "sources: [..]", "what it rests on, at least one";
        "wait", "wait: days(7)", "when a deferral ends; every deferral has it, nothing else does";
        "see", "see: [topic, ..]", "rules of another pack worth reading";
        "vendor_only", "vendor_only: true", "every source is a maker's or a clinic's page, and the reader is told so";
        "reviewed_by", "reviewed_by: \"Dr A. B., dermatologist\"", "who outside has said that the rule is right; the day goes into `reviewed`";
        "reviewed", "reviewed: \"2027-05-31\"", "the day on which `reviewed_by` said so";
        "seen", "seen: \"3f9a12bc\"", "the mark of the rule as `reviewed_by` saw it, from the sheet; once the rule changes, lint says so, and answers no longer name the reviewer";
    }
    "condition" {
        "is", "is(q, a) or is(q, [a, b])", "the one answer is this, or one of these";
        "has", "has(q, a) or has(q, [a, b])", "this is among the ticks, or one of these is";
        "under", "under(q, n)", "the number is less than n";
        "over", "over(q, n)", "the number is more than n";
        "over_for", "over_for(q, of, { a: 1, b: 2 })", "a limit for each option of another question: any of them is chosen, and the number is more than its limit";
        "under_for", "under_for(q, of, { a: 7, b: 28 })", "the same with less than its limit";
        "before", "before(q, today)", "the date lies before today";
        "after", "after(q, today)", "the date lies after today";
        "holds", "holds(id)", "what a `Define` says";
        "all", "all([.., ..])", "every part";
        "any", "any([.., ..])", "one part or more";
        "at_least", "at_least(2, [.., ..])", "so many parts or more";
        "not", "not(..)", "the part does not hold; of something unknown the opposite is unknown too";
    }
    "wait" {
        "until", "until(q, 28)", "until the number answered there, which counts days, weeks or months, reaches this";
        "after", "after(\"it has healed\", 7)", "so many days after something only the person can see";
        "days", "days(7)", "so many days from today";
        "weeks", "weeks(4)", "so many weeks from today";
    }
    "level" {
        "note", "note", "nothing out of the ordinary";
        "precaution", "precaution", "with care";
        "professional", "professional", "trained hands only";
        "deferral", "deferral", "not now; says when to look again";
        "contraindication", "contraindication", "do not go on";
        "urgent", "urgent", "help today";
        "emergency", "emergency", "call for help now; ends the questions at once";
    }
    "Define" {
        "id", "id: old_kettle", "its name in `holds(..)`";
        "means", "means: \"has a kettle that ..\"", "what it says of somebody, to go on from \"somebody who\"";
        "when", "when: condition", "what it stands for; may hold other definitions, in no circle";
    }
    "Impossible" {
        "when", "when: condition", "what cannot be; only what is certain counts";
        "say", "say: \"..\"", "what does not fit, and what to look at again";
    }
    "Layers" {
        "question", "question: length", "the question whose number is the length";
        "title", "title: \"..\"", "the heading of the drawing";
        "note", "note: \"..\"", "what to know about it";
        "layers", "layers: [(name: \"..\", to: 0.1), ..]", "from the top down, each with the depth at which it ends";
        "marks", "marks: [0.25, 0.5]", "lengths worth comparing with";
        "sources", "sources: [..]", "what it rests on";
    }
    "Case" {
        "name", "name: \"..\"", "what it shows";
        "words", "words: \"I am 43 and ..\"", "the person in their own words, for `drill`";
        "given", "given: { q: a, q: [a, unsure(b)], q: 0.25, q: unsure }", "answers that differ from the baseline: the first option, no tick, the usual number";
        "expect", "expect: deferral", "the level of the answer";
        "finds", "finds: [rule, ..]", "exactly the rules that are found";
    }
    "Promise" {
        "name", "name: \"..\"", "what is promised";
        "when", "when: condition", "of whom";
        "at_least", "at_least: deferral", "this level or a more serious one is the result";
        "finds", "finds: [rule, ..]", "these rules are found";
    }
    "Change" {
        "question", "question: kettle", "the question beneath, by its id";
        "rule", "rule: burning", "or the rule, which may be a topic to read";
        "seen", "seen: \"3f9a12bc\"", "the checksum of the statement beneath as you read it; leave it out and you are told. Once that statement changes, you are told too";
        "ask", "ask: \"..\"", "another wording of the question";
        "help", "help: \"..\"", "another help";
        "because", "because: \"..\"", "another reason for asking";
        "answer", "answer: { a: \"..\" }", "other labels for options";
        "title", "title: \"..\"", "another title of the rule";
        "why", "why: \"..\"", "another wording of its reason";
        "advice", "advice: \"..\"", "another wording of its advice";
        "sources", "sources: [..]", "what the rule rests on as well: these stand beside the sources it has";
    }
    "Off" {
        "question", "question: kettle", "the question beneath, by its id; nothing may look at it any more";
        "rule", "rule: burning", "or the rule; the cases beneath that find it go with it";
        "promise", "promise: \"..\"", "or the promise, by its name in full";
        "case", "case: \"..\"", "or the case, by its name in full";
        "seen", "seen: \"3f9a12bc\"", "the same as in a `Change`";
        "because", "because: \"..\"", "why, for whoever reads an answer";
    }
    "Source" {
        "id", "id: sasaki_2019", "its name in `sources`";
        "title", "title: \"..\"", "its title";
        "publisher", "publisher: \"..\"", "who stands behind it";
        "year", "year: 2019", "may be left out";
        "grade", "grade: Review", "`Law`, `Regulator`, `Guideline`, `Review`, `Trial`, `Study`, `CaseReport`, `Expert`, `Maker`, `Clinic` or `Press`";
        "url", "url: \"https://..\"", "where it is";
        "read", "read: direct", "`direct` when the fact was read there, `relayed` when another page repeats it";
        "via", "via: \"..\"", "that other page";
        "review_by", "review_by: \"2028-05-31\"", "the day from which it is to be looked at again";
    }
    "Term" {
        "word", "word: \"collagen\"", "the hard word";
        "also", "also: [\"..\", ..]", "other forms of it, or other words that mean the same";
        "means", "means: \"..\"", "the same in easy words";
    }
    "OneSide" {
        "word", "word: \"fortnight\"", "the word; it counts whole, in any case";
        "known", "known: UK", "where it is known: `UK`, `US`, or `Both` where it is but should not be used alone";
        "write", "write: \"two weeks\"", "what to write instead";
        "with", "with: \"..\"", "a word that makes it clear when it stands in the same text";
    }
    "Contact" {
        "country", "country: \"GB\"", "two capital letters; \"\" for everywhere else";
        "also", "also: [\"IM\", ..]", "other countries with the same numbers";
        "name", "name: \"..\"", "the country as it is called in a sentence";
        "emergency", "emergency: \"999\"", "the number for danger to life";
        "advice", "advice: (name: \"..\", number: \"..\")", "medical advice at any hour";
        "crisis", "crisis: (name: \"..\", number: \"..\")", "somebody to talk to at any hour";
        "poison", "poison: (name: \"..\", number: \"..\")", "help with poison";
        "report", "report: (name: \"..\", number: \"..\")", "where side effects and faulty devices are reported";
        "sources", "sources: [..]", "what it rests on";
    }
    "change" {
        "wait", "change: wait", "let time pass";
        "device", "change: device", "take another device";
        "setting", "change: setting", "set it otherwise";
        "hygiene", "change: hygiene", "do it cleaner";
        "place", "change: place", "choose another place on the body";
        "product", "change: product", "leave a product out";
        "person", "change: person", "let somebody else do it";
    }
    "kind" {
        "check", "kind: check", "questions for one person";
        "checklist", "kind: checklist", "items that a trainer and a trainee go through together";
        "topics", "kind: topics", "pages to read; each rule is one";
    }
    "grade" {
        "Law", "grade: Law", "a law or a regulation";
        "Regulator", "grade: Regulator", "a public body that watches over what is sold or done";
        "Guideline", "grade: Guideline", "advice of a professional body";
        "Review", "grade: Review", "a review of studies";
        "Trial", "grade: Trial", "a trial that compares groups";
        "Study", "grade: Study", "any other study of people or material";
        "CaseReport", "grade: CaseReport", "what happened to one or a few people";
        "Expert", "grade: Expert", "what somebody who knows says";
        "Maker", "grade: Maker", "what a maker says of its product";
        "Clinic", "grade: Clinic", "what a clinic says on its pages";
        "Press", "grade: Press", "what a newspaper or magazine says";
    }
    "word" {
        "unsure", "{ q: unsure, q: [a, unsure(b)] }", "not sure: an answer that every question and every tick takes, and never the better one";
        "varies", "ordinary: varies", "no answer is so common that it may stand ready";
        "direct", "read: direct", "the fact was read in the source itself";
        "relayed", "read: relayed", "the fact was read in another page, named by `via`";
        "higher", "worse: higher", "the higher number is the worse one";
        "lower", "worse: lower", "the lower number is the worse one";
        "people", "people.ron", "the file of a pack for people who touch several sections; it holds cases only";
        "baseline", "given: {}", "whoever gives the first option, no tick and the usual number everywhere; nothing may be found for them";
    }
}

/// Every entry of a word, such as `when`, which several statements have.
pub fn entries(word: &str) -> impl Iterator<Item = &'static Word> + '_ {
    WORDS.iter().filter(move |entry| entry.word == word)
}

/// The reference of the manual, in Markdown.
pub fn reference() -> String {
    let mut text = String::new();
    for (group, what) in GROUPS {
        text += &format!("### {group}\n\n{what}\n\n| Write | Means |\n|---|---|\n");
        for entry in WORDS.iter().filter(|entry| entry.group == group) {
            text += &format!("| `{}` | {} |\n", entry.form, entry.means);
        }
        text.push('\n');
    }
    text
}
