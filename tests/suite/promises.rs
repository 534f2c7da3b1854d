//! The page of promises names tests that are there.

const PAGE: &str = include_str!("../../docs/promises.md");

#[test]
fn every_promise_names_its_test() {
    let mut named = 0;
    for line in PAGE.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Promise")) {
        let tests: Vec<&str> = line.split('`').filter(|word| word.contains("::")).collect();
        assert!(!tests.is_empty(), "{line}");
        for test in tests {
            let (file, name) = test.split_once("::").expect("a module and a test");
            let path = format!("{}/tests/suite/{file}.rs", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|err| panic!("{path}: {err}"));
            assert!(text.contains(&format!("\nfn {name}()")), "there is no test `{test}`");
            named += 1;
        }
    }
    assert!(named > 15, "only {named}");
}
