//! The rules as they stand in a page: how long they are, then postcard in `PPMd`. A browser unpacks only deflate by
//! itself, and that is two fifths larger.

use crate::model::{Place, RuleBase};
use ppmd_rust::{Ppmd7Decoder, Ppmd7Encoder};
use std::io::{Read, Write};

/// So many signs before one are looked at.
const ORDER: u32 = 12;

/// In bytes: what was seen so far is kept in this.
const MEMORY: u32 = 24 << 20;

/// The most rules that are unpacked, in bytes: ours are half a million.
const LARGEST: usize = 16 << 20;

/// Packs rules for a page, without what only those need who write them. None where they are too large.
pub fn pack(mut base: RuleBase) -> Option<Vec<u8>> {
    base.avoid.clear();
    base.one_side.clear();
    base.sources.iter_mut().for_each(|source| source.place = Place::default());
    base.contacts.iter_mut().for_each(|contact| contact.place = Place::default());
    for pack in &mut base.packs {
        pack.questions.iter_mut().for_each(|question| question.place = Place::default());
        pack.rules.iter_mut().for_each(|rule| rule.place = Place::default());
        pack.impossible.iter_mut().for_each(|impossible| impossible.place = Place::default());
        pack.definitions.raw.clear();
        pack.promises.raw.clear();
        pack.cases.clear();
    }
    let bytes = postcard::to_stdvec(&base).ok().filter(|bytes| bytes.len() <= LARGEST)?;
    let length = u32::try_from(bytes.len()).ok()?;
    let mut encoder = Ppmd7Encoder::new(length.to_le_bytes().to_vec(), ORDER, MEMORY).ok()?;
    encoder.write_all(&bytes).ok()?;
    encoder.finish(false).ok()
}

/// The rules that were packed. None where these are not the bytes of any.
pub fn unpack(packed: &[u8]) -> Option<RuleBase> {
    let (length, packed) = packed.split_first_chunk()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok().filter(|length| *length <= LARGEST)?;
    let mut bytes = vec![0; length];
    Ppmd7Decoder::new(packed, ORDER, MEMORY).ok()?.read_exact(&mut bytes).ok()?;
    postcard::from_bytes(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use crate::shipped;

    #[test]
    fn rules_are_unpacked_as_they_were_packed() {
        let shipped = shipped::base(None).expect("the shipped rules load");
        let packed = pack(shipped::base(None).expect("they load again")).expect("they are not too large");
        let again = unpack(&packed).expect("they were packed");
        assert_eq!(again.packs.len(), shipped.packs.len());
        for (one, other) in again.packs.iter().zip(&shipped.packs) {
            assert_eq!((&one.id, &one.fingerprint), (&other.id, &other.fingerprint));
            assert_eq!((one.rules.len(), one.questions.len()), (other.rules.len(), other.questions.len()));
        }
        assert!(unpack(&packed[..packed.len() / 2]).is_none());
    }

    #[test]
    fn what_was_not_packed_is_refused() {
        for bytes in [&b""[..], b"abc", &[255; 64], &[9, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]] {
            assert!(unpack(bytes).is_none());
        }
    }
}
