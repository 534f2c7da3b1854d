//! The page of promises names tests that are there.

const PAGE: &str = include_str!("../../docs/promises.md");

#[test]
fn every_promise_names_its_test() {
    let mut named = 0;
    for line in PAGE.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Promise")) {
        let tests: Vec<&str> = line.split('`').filter(|word| word.contains("::")).collect();
        assert!(!tests.is_empty(), "{line}");
        for test in tests {
            let (file, name) = test.rsplit_once("::").expect("a module and a test");
            let base = format!("{}/tests/suite/{}", env!("CARGO_MANIFEST_DIR"), file.replace("::", "/"));
            let mut read = ["rs", "mod.rs"].iter().zip([".", "/"]).map(|(end, between)| base.clone() + between + end);
            let text = read.find_map(|path| std::fs::read_to_string(path).ok());
            let text = text.unwrap_or_else(|| panic!("there is no file for `{test}`"));
            assert!(text.contains(&format!("\nfn {name}()")), "there is no test `{test}`");
            named += 1;
        }
    }
    assert!(named > 15, "only {named}");
}
