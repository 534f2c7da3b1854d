//! The kinds of proof, each with a code that never changes and a page of its own.

macro_rules! codes {
    ($($name:ident, $word:literal, $law:literal, $text:literal;)*) => {
        /// What is proved, or what failed.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum LawCode { $(#[doc = concat!("That ", $law, ".")] $name,)* }

        impl LawCode {
            /// Every kind, in the order of the pages.
            pub const ALL: &[LawCode] = &[$(LawCode::$name,)*];

            /// The stable word, such as `rule-never`.
            pub fn word(self) -> &'static str {
                match self { $(LawCode::$name => $word,)* }
            }

            /// What holds when it is proved, in a few words.
            pub fn law(self) -> &'static str {
                match self { $(LawCode::$name => $law,)* }
            }

            /// What it means when it is not, and what to do.
            pub fn page(self) -> &'static str {
                match self { $(LawCode::$name => $text,)* }
            }
        }
    };
}

codes! {
    RuleNever, "rule-never", "every rule can be certain for somebody", "No possible answers make the rule certain. Its condition asks for things that cannot be true together, or looks at a question that is not asked then. Mend the condition, or drop the rule.";
    RuleAlways, "rule-always", "no rule is found for everybody", "The rule is found whatever is answered, so it tells people apart from nobody. Mend the condition, or move the text into a closing.";
    RuleCovered, "rule-covered", "no rule is wholly covered by another", "Whoever has this finding also has another one of the same or a worse level, with the same risks. It never makes a difference: drop it, make it narrower, or give it another level.";
    QuestionNever, "question-never", "every question can be asked", "No possible answers open the question. Mend its `ask_if`, or drop the question.";
    QuestionIdle, "question-idle", "every number can make a difference", "Whatever number is answered here, nothing that is found changes. Add a rule that reads it, or drop the question.";
    OptionIdle, "option-idle", "every option can make a difference", "Choosing this option instead of any other never changes what is found. Add a rule that reads it, or drop the option.";
    LevelNever, "level-never", "every level can be the result", "A rule has this level, but nobody's result is this level: something worse is always found with it.";
    ClosingNever, "closing-never", "every closing can be shown", "No possible answers show this closing. Mend its `when`, or drop it.";
    UnsureMilder, "unsure-milder", "not sure, or silent, is never milder than any answer", "A person who is not sure gets a milder result than one who knows. This must never happen; please report it.";
    WorseMilder, "worse-milder", "a worse answer never lowers the level, of the whole or of a risk", "A person who gives a worse answer gets a milder result. Change the order of the options or the rule; or, if no order can hold, say why with `unordered: \"the reason\"` on the question.";
    WorseHides, "worse-hides", "a worse answer never hides a question that would have raised the level", "A worse answer closes another question, and the finding that hung on it is gone. Widen the `ask_if` of that question.";
    UnaskedCounts, "unasked-counts", "an answer to a question that is not asked never counts", "Two people who are alike in everything they are asked get different findings. This must never happen; please report it.";
    AskingEnds, "asking-ends", "asking always ends", "The `ask_if` of a question looks at itself or at a later question, so asking may never end. Move the question down.";
    PromiseBroken, "promise-broken", "every promise holds for every possible person", "The pack promises something for everybody of a kind, and here is one of them for whom it does not hold. Mend the rule, or the promise.";
    PromiseIdle, "promise-idle", "every promise is about somebody", "No possible answers make the condition of the promise true, so it promises nothing. Mend its `when`.";
    PromiseEmptied, "promise-emptied", "no promise is emptied by what cannot be", "All people of whom the promise speaks are said to be impossible, so it promises nothing. Mend the `Impossible`, or the `when` of the promise.";
    ImpossibleIdle, "impossible-idle", "whatever cannot be could be answered", "No answers make the condition of the `Impossible` true, so it rules nobody out. Mend its `when`, or drop it.";
    WaitTooShort, "wait-too-short", "on its day every deferral is over", "The `wait` names a day, but the rule is still found on that day. Let its `when` be false once the number is reached, as `under(question, n)` is.";
    WaitTooLong, "wait-too-long", "the day before its day every deferral still stands", "The rule is already over the day before its `wait` ends, so people wait too long. Let the `wait` and the `under(question, n)` name the same number.";
    BaselineFound, "baseline", "the baseline has no finding", "The person who gives the baseline answer everywhere has a finding.";
    Disagreement, "disagreement", "the solver and the evaluator agree", "The solver found a person, but the evaluator does not agree. This is a fault of the program; please report it.";
}
