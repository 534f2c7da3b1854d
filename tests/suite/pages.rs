//! Reports as pages: seen by a real browser, an accessibility checker, a printer and a Markdown linter.

use crate::shared::shipped;
use crate::tools::tool;
use jiff::civil::date;
use needlewise::engine::explain;
use needlewise::model::Level;
use needlewise::report::{self, html, markdown};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::Command;

/// People with two to five findings each: the usual results.
fn usual() -> Vec<(String, String, String)> {
    results(&[Level::Precaution, Level::Contraindication])
}

/// People in Britain with two to five findings each, at these levels: a name, the page, and the Markdown.
fn results(levels: &[Level]) -> Vec<(String, String, String)> {
    let base = shipped();
    let mut pages = Vec::new();
    for id in ["before", "after"] {
        let pack = base.packs.iter().find(|it| it.id == id).expect("the pack exists");
        for level in levels {
            let level = *level;
            let case = pack.cases.iter().find(|it| it.expect == level && (2..=5).contains(&it.finds.len()));
            let case = case.or_else(|| pack.cases.iter().find(|it| it.expect == level));
            if let Some(case) = case {
                let british = base.contact(Some("GB"));
                let document = report::document(&explain(&base, pack, &case.given, british, date(2026, 11, 23)));
                let page = html::write(&document).expect("the page is written");
                pages.push((format!("{id}-{}", level.word()), page, markdown::write(&document)));
            }
        }
    }
    pages
}

fn browse(chromium: &Path, args: &[&str], page: &Path) -> std::process::Output {
    Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"])
        .args(args)
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("chromium runs")
}

#[test]
fn the_policy_lets_its_own_style_through_and_nothing_else() {
    let (style, hash) = html::style();
    let digest = Sha256::digest(style);
    assert_eq!(hash, format!("sha256-{}", base64(&digest)), "write this hash into src/report/html.rs");
    let (_, page, _) = &usual()[0];
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("<script") && !page.contains(" style=") && !page.contains(" src="));
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let n = chunk.iter().chain(&[0, 0]).take(3).fold(0, |n, it| n << 8 | usize::from(*it));
        for at in 0..4 {
            text.push(if at > chunk.len() { '=' } else { char::from(SIGNS[n >> (18 - 6 * at) & 63]) });
        }
    }
    text
}

#[test]
fn a_browser_finds_nothing_against_the_policy_or_against_access() {
    let (Some(chromium), Some(axe)) = (tool("chromium"), tool("axe-core")) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let axe = std::fs::read_to_string(axe.join("axe.min.js")).expect("axe is there");
    let every = [Level::Precaution, Level::Contraindication, Level::Urgent, Level::Emergency];
    for (name, page, _) in results(&every) {
        let path = folder.path().join(format!("{name}.html"));
        std::fs::write(&path, &page).expect("the page is kept");
        let seen = browse(&chromium, &["--dump-dom"], &path);
        let log = String::from_utf8_lossy(&seen.stderr);
        assert!(!log.contains("Content Security Policy"), "{name}: {log}");

        // The checker is a script, so it looks at a copy that has no policy.
        let run = "axe.run().then(it => document.title = 'AXE' + JSON.stringify(it.violations.map(v => [v.id, v.nodes.map(n => n.html)])))";
        let start = page.find("<meta http-equiv").expect("there is a policy");
        let end = start + page[start..].find('>').expect("it ends") + 1;
        let copy = format!("{}{}<script>{axe}</script><script>{run}</script>", &page[..start], &page[end..]);
        std::fs::write(&path, copy).expect("the copy is kept");
        for look in ["--blink-settings=preferredColorScheme=1", "--blink-settings=preferredColorScheme=0"] {
            let seen = browse(&chromium, &["--dump-dom", "--virtual-time-budget=20000", look], &path);
            let dom = String::from_utf8_lossy(&seen.stdout);
            assert!(dom.contains("<title>AXE[]</title>"), "{name}: {}", verdict(&dom));
        }
    }
}

fn verdict(dom: &str) -> &str {
    let start = dom.find("<title>").unwrap_or(0);
    &dom[start..dom[start..].find("</title>").map_or(dom.len(), |it| start + it)]
}

#[test]
fn an_emergency_is_a_page_of_its_own_with_numbers_that_dial() {
    for (name, page, _) in results(&[Level::Emergency]) {
        let answer = page.split("</section>").next().expect("an answer");
        assert!(answer.contains("<div class=\"callout emergency\">"), "{name}: {answer}");
        assert!(answer.contains("<a href=\"tel:999\"><strong>Call 999</strong>"), "{name}: {answer}");
        assert!(answer.find("tel:999") < answer.find("<ol class=\"steps\">"), "{name}: the call comes first");
        assert!(!answer.contains("class=\"bars\""), "{name}: {answer}");
    }
    for (name, page, _) in results(&[Level::Contraindication]) {
        assert!(page.contains("<div class=\"callout halt\">") && !page.contains("tel:"), "{name}");
    }
    let base = shipped();
    let pack = base.packs.iter().find(|pack| pack.id == "after").expect("a pack");
    let case = pack.cases.iter().find(|case| case.expect == Level::Emergency).expect("a person");
    let nowhere = explain(&base, pack, &case.given, base.contact(None), date(2026, 11, 23));
    let page = html::write(&report::document(&nowhere)).expect("the page is written");
    assert!(!page.contains("tel:"), "the number of another country is no help");
}

#[test]
fn a_form_on_paper_can_be_read_and_has_every_number_in_it() {
    for pack in ["before", "after", "during"] {
        let page = crate::program::text(&crate::program::run(&["print", pack, "--country", "GB"], "").stdout);
        let body = page.split("<main>").nth(1).expect("a body");
        assert!(!body.contains('{') && !body.contains("needlewise learn"), "{pack}: {body}");
    }
    let (style, _) = html::style();
    assert!(style.contains("body:has(.questions){font-size:11pt"), "smaller letters are hard to read on paper");
    let after = crate::program::text(&crate::program::run(&["print", "after", "--country", "US"], "").stdout);
    assert!(after.contains("call 911 first"), "{after}");
}

#[test]
fn a_usual_result_takes_two_pages_of_a4_and_at_most_three_of_letter() {
    let (Some(chromium), Some(pdfinfo)) = (tool("chromium"), tool("pdfinfo")) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (name, page, _) in usual() {
        for (size, most) in [("A4", 2), ("Letter", 3)] {
            let (path, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
            let start = page.find("<meta http-equiv").expect("there is a policy");
            let end = start + page[start..].find('>').expect("it ends") + 1;
            let sized = page[end..].replace("@page{", &format!("@page{{size:{size};"));
            std::fs::write(&path, format!("{}{sized}", &page[..start])).expect("the page is kept");
            browse(&chromium, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", pdf.display())], &path);
            let info = Command::new(&pdfinfo).arg(&pdf).output().expect("pdfinfo runs");
            let info = String::from_utf8_lossy(&info.stdout).into_owned();
            let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).expect("a number of pages");
            let pages: u32 = pages.trim().parse().expect("a number");
            assert!(pages <= most, "{name} on {size}: {pages}");
        }
    }
}

#[test]
fn a_markdown_linter_finds_nothing() {
    let (Some(node), Some(linter)) = (tool("node"), tool("markdownlint-cli2")) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (name, _, text) in usual() {
        std::fs::write(folder.path().join(format!("{name}.md")), text).expect("the text is kept");
    }
    let run = Command::new(node)
        .arg(linter.join("markdownlint-cli2-bin.mjs"))
        .arg("*.md")
        .current_dir(folder.path())
        .output()
        .expect("node runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
