//! Pages found in a person's own words.

use crate::program::{run, text};
use crate::shared::shipped;
use needlewise::report::search::{What, search};

fn first_line(words: &str) -> String {
    let words: Vec<&str> = std::iter::once("learn").chain(words.split(' ')).collect();
    text(&run(&words, "").stdout).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_few_words_lead_to_the_page_about_them() {
    for (words, title) in [
        ("minoxidil", "When do I put minoxidil on?"),
        ("sun", "When can I go in the sun?"),
        ("exercise", "When can I exercise again?"),
        ("make-up", "When can I wear make-up again?"),
        ("makeup", "When can I wear make-up again?"),
        ("does it hurt", "Does it hurt?"),
        ("can i share it", "Can I share it with someone close?"),
        ("how long will i be red", "How long will I be red?"),
    ] {
        assert_eq!(first_line(words), title, "{words}");
    }
}

#[test]
fn a_slip_of_spelling_gets_a_hint_and_no_wall_of_names() {
    let output = run(&["learn", "minoxidyl"], "");
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("Did you mean `minoxidil`?") && said.lines().count() < 4, "{said}");
}

#[test]
fn the_answer_comes_first_and_the_sources_only_when_asked_for() {
    let page = text(&run(&["learn", "minoxidil"], "").stdout);
    assert!(!page.contains("http"), "{page}");
    let paragraphs: Vec<&str> = page.split("\n\n").collect();
    assert!(paragraphs[1].starts_with("Not on the same day."), "{page}");
    assert!(text(&run(&["learn", "minoxidil", "--sources"], "").stdout).contains("https://"));
}

#[test]
fn any_rule_can_be_read_by_its_name() {
    assert_eq!(first_line("on_isotretinoin"), "Keep taking isotretinoin, and let the needles wait");
}

/// What people ask before they have any problem, and the page that answers it.
const ASKED: [(&str, &str); 46] = [
    ("How long will I be red?", "redness"),
    ("Are bumps, spots or a rash normal?", "bumps"),
    ("Is itching normal?", "itching"),
    ("Should it bleed?", "blood"),
    ("Peeling, scabs, sandpaper skin: leave it?", "peeling"),
    ("Puffy or dark under the eyes, is it all right?", "puffy_eyes"),
    ("Why do I look older or more lined afterwards?", "look_older"),
    ("Can it leave holes, scars or tracks for good?", "lasting_marks"),
    ("Can it melt face fat (RF)?", "lost_fat"),
    ("When must I see someone?", "see_someone"),
    ("What needle length at home?", "needle_length"),
    ("How often?", "how_often"),
    ("How do I clean it?", "cleaning"),
    ("Can I use it again, and how many times?", "reuse"),
    ("Is a new one sterile, or do I clean it first?", "new_sterile"),
    ("Roller, stamp or pen?", "devices"),
    ("Can I share it?", "sharing"),
    ("Does home needling do anything?", "home_results"),
    ("How do I know the pen is genuine or cleared?", "genuine"),
    ("Accutane/Roaccutane: during, or how long after?", "isotretinoin"),
    ("Pregnant or breastfeeding?", "pregnancy"),
    ("Blood thinners, aspirin?", "blood_thinners"),
    ("Cold sores?", "cold_sores"),
    ("Active acne?", "active_acne"),
    ("Rosacea?", "rosacea"),
    ("Eczema, psoriasis, vitiligo?", "skin_illness"),
    ("Lupus, autoimmune, immune medicines?", "immune"),
    ("Diabetes?", "diabetes"),
    ("Keloids and raised scars?", "keloids"),
    ("Brown or black skin: dark marks?", "darker_skin"),
    ("Melasma: better or worse?", "melasma"),
    ("Moles, skin cancer in the past?", "moles_cancer"),
    ("Under 18?", "age"),
    ("Lips?", "lips"),
    ("Under the eyes, lids?", "eyes"),
    ("Scars (acne, operation, self-harm) and stretch marks: how old?", "scar_age"),
    ("Hair and beard: does it work, will I shed?", "hair"),
    ("When do I put minoxidil on?", "minoxidil"),
    (
        "What may I put on it (vitamin C, retinol, acids, exosomes, make-up, sunscreen), and when sun, sweat, water, \
         Botox or filler?",
        "waits",
    ),
    ("May I numb it, and what is safe?", "numbing"),
    ("how deep", "needle_length"),
    ("which needle length", "needle_length"),
    ("can I use retinol after", "retinol_acids"),
    ("is it worth it", "home_results"),
    ("dermaroller vs pen", "devices"),
    ("teenager", "age"),
];

#[test]
fn what_people_ask_leads_first_to_the_page_that_answers_it() {
    let base = shipped();
    for (asked, page) in ASKED {
        let hits = search(&base, asked, 1);
        let first = hits.first().and_then(|hit| match hit.what {
            What::Rule(rule) => Some(hit.pack.rules[rule].id.as_str()),
            What::Question(_) => None,
        });
        assert_eq!(first, Some(page), "{asked}");
    }
}
