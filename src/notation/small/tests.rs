//! The small reader and writer against `serde_json`.

#![cfg(test)]

use super::{Look, read, write};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

/// Every shape that a file of ours has.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
struct Whole {
    count: u64,
    below: i32,
    amount: f64,
    is: bool,
    text: String,
    maybe: Option<String>,
    pairs: Vec<(String, f64)>,
    kinds: Vec<Sample>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    inner: Vec<Whole>,
    nothing: (),
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(rename_all = "lowercase")]
enum Sample {
    Bare,
    One(String),
    Two(u8, String),
    Named { text: String },
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[\\x00-\\x20\"\\\\\u{7f}\u{2028}\u{1f600}a-c]{0,12}"]
}

/// A number as people write one.
fn amount() -> impl Strategy<Value = f64> {
    (any::<i32>(), 0..7_u8).prop_map(|(n, places)| f64::from(n) / 10_f64.powi(places.into()))
}

fn kind() -> impl Strategy<Value = Sample> {
    prop_oneof![
        Just(Sample::Bare),
        text().prop_map(Sample::One),
        (any::<u8>(), text()).prop_map(|(count, text)| Sample::Two(count, text)),
        text().prop_map(|text| Sample::Named { text }),
    ]
}

fn whole() -> impl Strategy<Value = Whole> {
    let lists = (prop::collection::vec((text(), amount()), 0..3), prop::collection::vec(kind(), 0..4));
    let plain = (any::<u32>(), any::<i32>(), amount(), any::<bool>(), text(), prop::option::of(text()));
    let leaf = (plain, lists).prop_map(|((count, below, amount, is, text, maybe), (pairs, kinds))| Whole {
        count: count.into(),
        below,
        amount,
        is,
        text,
        maybe,
        pairs,
        kinds,
        inner: Vec::new(),
        nothing: (),
    });
    leaf.prop_recursive(3, 8, 2, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..3)).prop_map(|(outer, inner)| Whole { inner, ..outer })
    })
}

proptest! {
    #[test]
    fn both_write_the_same_and_the_small_one_reads_it(whole in whole()) {
        let (line, pretty) = (write(&whole, Look::Line), write(&whole, Look::Pretty));
        prop_assert_eq!(&line, &serde_json::to_string(&whole).expect("it can be written"));
        prop_assert_eq!(&pretty, &serde_json::to_string_pretty(&whole).expect("it can be written"));
        prop_assert_eq!(read::<Whole>(&line), Ok(whole.clone()));
        prop_assert_eq!(read::<Whole>(&pretty), Ok(whole));
    }

    #[test]
    fn whatever_the_small_one_reads_the_other_reads_alike(text in "[\\[\\]{}:,\"0-9.\\-\\\\u a-f\n]{0,16}") {
        if let Ok(list) = read::<Vec<f64>>(&text) {
            prop_assert_eq!(serde_json::from_str::<Vec<f64>>(&text).expect("it is JSON"), list);
        }
        if let Ok(word) = read::<String>(&text) {
            prop_assert_eq!(serde_json::from_str::<String>(&text).expect("it is JSON"), word);
        }
    }

    #[test]
    fn a_broken_file_is_refused_and_breaks_nothing(whole in whole(), at in any::<prop::sample::Index>()) {
        let text = write(&whole, Look::Pretty);
        let cut = text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        prop_assert!(read::<Whole>(&text[..cut[at.index(cut.len())]]).is_err());
    }
}

#[test]
fn escapes_are_read_as_the_other_reads_them() {
    for text in
        [r#""\u00e9\/\b\f\n\r\t\"\\""#, r#""\ud83d\ude00""#, r#""\ud83d""#, r#""\ude00""#, r#""\ud83dx""#, r#""\x""#]
    {
        assert_eq!(read::<String>(text).ok(), serde_json::from_str::<String>(text).ok(), "{text}");
    }
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let text = "[".repeat(1_000_000);
    assert!(read::<Vec<String>>(&text).is_err());
}
