//! Where one sentence ends and the next begins.

/// What may stand between the end of a sentence and the space behind it.
const CLOSING: [char; 6] = ['"', '\'', ')', ']', '”', '’'];

/// Words whose dot ends no sentence.
const ABBREVIATIONS: [&str; 9] = ["e.g.", "i.e.", "approx.", "vs.", "Dr.", "Mr.", "Mrs.", "Ms.", "St."];

/// The sentences of a text, each with its own end, without the space between them.
/// ```
/// use needlewise::text::sentences;
///
/// let found: Vec<&str> = sentences("Stop. Is it red? Keep to 0.5 mm, e.g. on the neck.").collect();
/// assert_eq!(found, ["Stop.", "Is it red?", "Keep to 0.5 mm, e.g. on the neck."]);
/// ```
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        let mut spaces = rest.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at);
        let end = spaces.find(|at| is_end(rest.split_at(*at))).unwrap_or(rest.len());
        let (sentence, after) = rest.split_at(end);
        rest = after.trim_start();
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// Whether a sentence ends at a space. The next one never begins with a small letter.
fn is_end((before, after): (&str, &str)) -> bool {
    let before = before.trim_end_matches(CLOSING);
    let word = before.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next().unwrap_or_default();
    before.ends_with(['.', '!', '?'])
        && !after.trim_start().starts_with(char::is_lowercase)
        && !ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).collect()
    }

    #[test]
    fn a_full_stop_a_question_mark_and_an_exclamation_mark_end_a_sentence() {
        assert_eq!(split("Wait. Is it red? Stop! Ask."), ["Wait.", "Is it red?", "Stop!", "Ask."]);
        assert_eq!(split("One line.\n\nAnother line."), ["One line.", "Another line."]);
        assert_eq!(split("No end"), ["No end"]);
        assert!(split(" \n ").is_empty());
    }

    #[test]
    fn a_number_with_a_dot_stays_whole() {
        assert_eq!(split("Keep to 0.5 mm. Never 1.5 mm."), ["Keep to 0.5 mm.", "Never 1.5 mm."]);
        assert_eq!(split("Wait for 7. Then 28 days."), ["Wait for 7.", "Then 28 days."]);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        assert_eq!(
            split("A filler (e.g. Sculptra) counts. So does i.e. 2 ml."),
            ["A filler (e.g. Sculptra) counts.", "So does i.e. 2 ml.",]
        );
        assert_eq!(split("Ask Dr. Who. Tell approx. 3 people."), ["Ask Dr. Who.", "Tell approx. 3 people."]);
        assert_eq!(split("At 9 p.m. or later. Not before."), ["At 9 p.m. or later.", "Not before."]);
    }

    #[test]
    fn a_quote_or_a_bracket_closes_with_its_sentence() {
        assert_eq!(
            split("Say \"stop.\" Then go. (Or not.) Wait."),
            ["Say \"stop.\"", "Then go.", "(Or not.)", "Wait."]
        );
        assert_eq!(split("\"Does it hurt?\" she asks."), ["\"Does it hurt?\" she asks."]);
    }

    #[test]
    fn a_long_run_of_spaces_is_passed_over_once() {
        assert_eq!(split(&format!("Wait.{}Then ask.", " ".repeat(1 << 20))), ["Wait.", "Then ask."]);
        assert_eq!(split(&"a. ".repeat(1 << 16)).len(), 1);
    }
}
