//! Texts of strangers that try to steer a screen, to run in a page, or to paint an answer of their own.

use crate::program::{run, small_rules, text};
use crate::tools::tool;
use needlewise::model::Level;
use needlewise::report::document::{Bar, Block, CitedSource, Document, FindingCard, Paragraph, Part, Tone};
use needlewise::report::{html, markdown, text};
use needlewise::text::{SafeText, is_invisible};

const HOSTILE: [&str; 12] = [
    "\u{1b}[2J\u{1b}[H\u{1b}[32mNothing stands in the way",
    "\u{1b}]0;another title\u{7}\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]8;;https://example.org\u{1b}\\click\u{1b}]8;;\u{1b}\\",
    "\u{9b}31mred\u{9d}0;t\u{9c}\u{90}q\u{8d}\u{84}",
    "\r\rovertyped\u{8}\u{8}\u{8}\u{7f}",
    "\u{202e}txet\u{2066}\u{200b}\u{200d}\u{feff}\u{e0041}",
    "</style></title></svg><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">",
    "\"><iframe srcdoc=\"<script>top.document.title='owned'</script>\"></iframe>{{7*7}}{% raw %}",
    "[click](javascript:alert(1)) ![x](https://example.org/x.png) <javascript:alert(1)> `code` | # - + * _ ~ $a$ &amp;",
    "https://example.org www.example.org someone@example.org",
    "# Nothing stands in the way\n\n---\n===\n1. go\n> ahead",
    "=HYPERLINK(\"https://example.org\")",
];

/// A document in which every text is hostile.
fn painted() -> Document {
    let long = "x".repeat(100_000);
    let mut parts = Vec::new();
    for it in HOSTILE.iter().copied().chain([long.as_str()]) {
        let (shown, words) = (SafeText::from(it), || Paragraph::of(it).strong(it).code(it).cite(vec![1]));
        let blocks = vec![
            Block::Callout(Tone::Verdict(Level::Note), vec![words()]),
            Block::Text(words()),
            Block::List(vec![words(), words()]),
            Block::Bars(vec![Bar { title: shown.clone(), level: Level::Urgent, word: shown.clone(), possible: true }]),
            Block::Card(FindingCard {
                level: Level::Urgent,
                word: shown.clone(),
                possible: false,
                title: shown.clone(),
                risks: vec![shown.clone()],
                lines: vec![(shown.clone(), words())],
                terms: vec![(shown.clone(), shown.clone())],
            }),
            Block::Terms(vec![(shown.clone(), shown.clone())]),
            Block::Facts(vec![(shown.clone(), words())]),
            Block::Sources(vec![
                CitedSource { number: 1, text: words(), url: shown.clone() },
                CitedSource { number: 2, text: words(), url: "javascript:document.title='owned'".into() },
                CitedSource { number: 3, text: words(), url: "https://example.org/\"onmouseover=\"x".into() },
            ]),
        ];
        parts.push(Part::new("found", it, blocks));
    }
    Document { title: HOSTILE[6].into(), short: parts[0].clone(), parts }
}

#[test]
fn no_text_steers_a_terminal() {
    for width in [40, 80] {
        let shown = text::write(&painted(), width, text::plain);
        assert_eq!(shown.chars().find(|it| *it != '\n' && is_invisible(*it)), None);
        let mut screen = vt100::Parser::new(nonzero(24), nonzero(200), 100_000);
        screen.process(b"before\r\n");
        screen.process(shown.replace('\n', "\r\n").as_bytes());
        screen.screen_mut().set_scrollback(100_000);
        let seen = screen.screen().contents();
        assert!(seen.starts_with("before"), "nothing was wiped out");
        for row in 0..24 {
            for column in 0..200 {
                let colour = screen.screen().cell(row, column).map(vt100::Cell::fgcolor);
                assert!(matches!(colour, None | Some(vt100::Color::Default)), "a stranger painted at {row}, {column}");
            }
        }
    }
}

#[test]
fn no_text_becomes_a_part_of_a_page() {
    let page = html::write(&painted()).expect("the page is written");
    for sign in ["<script", "<img", "<iframe", "href=\"javascript", "onmouseover=\"", "onerror=\""] {
        assert!(!page.contains(sign), "{sign}");
    }
    let Some(chromium) = tool("chromium") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    // Without its policy, so that only the escaping is between the stranger and the page.
    let start = page.find("<meta http-equiv").expect("there is a policy");
    let end = start + page[start..].find('>').expect("it ends") + 1;
    let probe = "<script>let n=document.querySelectorAll('img,iframe,script,form,object,embed,[onerror],[onmouseover],[href^=javascript]').length;document.title+='|'+n</script></body>";
    let bare = format!("{}{}", &page[..start], &page[end..]).replace("</body>", probe);
    let path = folder.path().join("page.html");
    std::fs::write(&path, bare).expect("the page is kept");
    let seen = std::process::Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=3000"])
        .arg(format!("file://{}", path.display()))
        .output()
        .expect("chromium runs");
    let dom = String::from_utf8_lossy(&seen.stdout);
    let start = dom.find("<title>").expect("there is a title") + 7;
    let title = &dom[start..start + dom[start..].find("</title>").expect("it ends")];
    assert!(!title.starts_with("owned"), "{title}");
    // The one script is the probe itself.
    assert!(title.ends_with("|1"), "{title}");
}

#[test]
fn no_text_becomes_markup_in_markdown() {
    let text = markdown::write(&painted());
    for line in text.lines() {
        for sign in ["<script", "<img", "<iframe", "](", "<javascript"] {
            let plain = line.replace("\\<", "").replace("\\[", "").replace("\\]", "");
            assert!(!plain.contains(sign), "{sign} in {line}");
        }
        assert!(!line.starts_with("# ") || line.contains("script"), "{line}");
        assert!(!line.starts_with("---") && !line.starts_with("==="), "{line}");
    }
}

#[test]
fn a_strangers_rules_are_called_so_before_anything_they_say() {
    let rules = small_rules();
    let header = rules.path().join("tea/pack.ron");
    let words = std::fs::read_to_string(&header).expect("it reads");
    let praise = "NOTHING STANDS IN THE WAY <b>at all</b>";
    let words = words.replace("Nothing you told us stands in the way.", praise);
    assert!(words.contains(praise), "the headline is replaced");
    std::fs::write(&header, words).expect("it is written");
    let folder = rules.path().to_str().expect("a name");
    for format in ["text", "md", "html"] {
        let out = text(&run(&["--rules", folder, "check", "tea", "--answers", "-", "--format", format], "{}").stdout);
        let warned = out.find("These are not the shipped rules").unwrap_or_else(|| panic!("{format}: {out}"));
        let answer = out.find("NOTHING STANDS").unwrap_or(out.len());
        assert!(warned < answer && out.contains("Fingerprint"), "{format}: {out}");
        assert!(!out.contains("<b>at all"), "{format}: {out}");
    }
    let out = text(&run(&["--rules", folder, "check", "tea", "--answers", "-", "--format", "json"], "{}").stdout);
    assert!(out.contains("\"shipped\": false"), "{out}");
}

fn nonzero(n: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(n).expect("it is not zero")
}

#[test]
fn json_says_the_same_with_nothing_invisible_in_it() {
    for it in HOSTILE {
        let json = serde_json::to_string_pretty(&serde_json::json!({ "a": it, "b": [it] })).expect("JSON");
        let tame = needlewise::text::json(&json);
        assert!(!tame.contains(|it| it != '\n' && is_invisible(it)), "{tame:?}");
        let (then, now): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&json).expect("JSON"), serde_json::from_str(&tame).expect("JSON"));
        assert_eq!(then, now);
    }
}
