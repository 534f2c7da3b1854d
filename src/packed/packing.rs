//! Rules put into a page.

use crate::model::{AnswerTest, RuleBase, SourcePlace};
use ppmd_rust::Ppmd7Encoder;
use std::io::Write;

/// So many signs before one are looked at. `web/page/ppmd.js` unpacks with the same.
const ORDER: u32 = 12;

/// The most rules that are packed, in bytes: ours are less than half a million.
const LARGEST: usize = 3_000_000;

/// In bytes: what was seen so far is kept in this. The largest rules do not fill it, so nothing is ever forgotten.
const MEMORY: u32 = 1 << 30;

/// Packs rules for a page, each part after its length, without what only those need who write them. None where
/// they are too large, or there is no pack.
///
/// A browser unpacks only deflate by itself, which is two fifths larger than `PPMd`.
pub fn pack(mut base: RuleBase) -> Option<Vec<u8>> {
    base.avoid.clear();
    base.one_side.clear();
    base.sources.iter_mut().for_each(|source| source.place = SourcePlace::default());
    base.contacts.iter_mut().for_each(|contact| contact.place = SourcePlace::default());
    for pack in &mut base.packs {
        pack.questions.iter_mut().for_each(|question| question.place = SourcePlace::default());
        pack.rules.iter_mut().for_each(|rule| rule.place = SourcePlace::default());
        pack.impossible.iter_mut().for_each(|impossible| impossible.place = SourcePlace::default());
        pack.definitions.raw.clear();
        // Of a promise only the numbers count that it compares answers with.
        pack.promises.raw.retain(|promise| promise.when.facts().iter().any(|fact| compares(&fact.test)));
        for promise in &mut pack.promises {
            promise.name.clear();
            promise.finds.clear();
            promise.place = SourcePlace::default();
        }
        pack.cases.clear();
    }
    let first = base.packs.iter().position(|pack| Some(&pack.id) == base.header.first.as_ref()).unwrap_or(0);
    let after = base.packs.split_off((first + 1).min(base.packs.len()));
    let asked = base.packs.pop()?;
    let before = std::mem::replace(&mut base.packs, vec![asked]);
    let rest = (std::mem::take(&mut base.sources), before, after);
    let parts = [postcard::to_stdvec(&base).ok()?, postcard::to_stdvec(&rest).ok()?];
    if parts.iter().map(Vec::len).sum::<usize>() > LARGEST {
        return None;
    }
    let mut encoder = Ppmd7Encoder::new(Vec::new(), ORDER, MEMORY).ok()?;
    for part in parts {
        encoder.write_all(&u32::try_from(part.len()).ok()?.to_le_bytes()).ok()?;
        encoder.write_all(&part).ok()?;
    }
    encoder.finish(false).ok()
}

fn compares(test: &AnswerTest) -> bool {
    matches!(test, AnswerTest::Under(_) | AnswerTest::Over(_))
}

#[cfg(test)]
mod tests {
    use super::super::{add_rest, read_first};
    use super::{MEMORY, ORDER, pack};
    use crate::shipped;
    use ppmd_rust::Ppmd7Decoder;
    use std::io::Read;

    fn parts(packed: &[u8]) -> [Vec<u8>; 2] {
        let mut decoder = Ppmd7Decoder::new(packed, ORDER, MEMORY).expect("it was packed");
        [(); 2].map(|()| {
            let mut length = [0; 4];
            decoder.read_exact(&mut length).expect("a length");
            let mut part = vec![0; u32::from_le_bytes(length) as usize];
            decoder.read_exact(&mut part).expect("a part");
            part
        })
    }

    #[test]
    fn rules_are_unpacked_as_they_were_packed_the_pack_that_is_asked_first_before_the_others() {
        let shipped = shipped::base(None).expect("the shipped rules load");
        let packed = pack(shipped::base(None).expect("they load again")).expect("they are not too large");
        let [first, rest] = parts(&packed);
        let mut base = read_first(&first).expect("the first part is whole");
        assert_eq!(
            base.packs.iter().map(|pack| &pack.id).collect::<Vec<_>>(),
            [shipped.header.first.as_ref().expect("one")]
        );
        add_rest(&mut base, &rest).expect("the second part is whole");
        assert_eq!(base.packs.len(), shipped.packs.len());
        for (one, other) in base.packs.iter().zip(&shipped.packs) {
            assert_eq!((&one.id, &one.fingerprint), (&other.id, &other.fingerprint));
            assert_eq!((one.rules.len(), one.questions.len()), (other.rules.len(), other.questions.len()));
        }
        assert!(read_first(&first[..first.len() / 2]).is_none());
        assert!(add_rest(&mut base, &rest[..rest.len() / 2]).is_none());
    }
}
