//! Pictures for those who would rather look than read: what is to be drawn, and where each line of it goes.

use super::document::{Block, Days, Depths, Part, WaitBar};
use super::draft::Draft;
use super::words;
use crate::engine::{Explanation, WaitEnd};
use crate::model::{Answer, Domain, Layers, Pack};
use jiff::civil::Date;

/// The days ahead, when something has to wait until a day that is known.
pub fn days(explained: &Explanation) -> Option<Block> {
    let today = explained.today;
    let waits = explained.reassessment.iter().flat_map(|again| &again.waits).filter_map(|(rule, end)| match end {
        WaitEnd::On(day) if *day > today => Some((&explained.pack.rules[*rule].title, *day)),
        _ => None,
    });
    let waits: Vec<(&String, Date)> = waits.collect();
    let last = waits.iter().map(|(_, day)| *day).max()?;
    let until = |day: Date| i64::from((day - today).get_days());
    let percent = |day: Date| u8::try_from((100 * until(day) / until(last).max(1)).clamp(2, 100)).unwrap_or(100);
    let wait = |(title, day): &(&String, Date)| WaitBar {
        title: (*title).into(),
        until: words::date(*day).into(),
        length: percent(*day),
    };
    Some(Block::Days(Days { until: words::date(last).into(), waits: waits.iter().map(wait).collect() }))
}

/// For each length the person gave that has layers to draw it against: how deep it can reach.
pub(super) fn depths(draft: &mut Draft) -> Vec<Part> {
    let explained = draft.explained;
    let mut parts = Vec::new();
    for layers in &explained.pack.layers {
        if let Some(Answer::Number(length)) = explained.answers.get(layers.question) {
            let numbers = draft.cited.numbers(&layers.sources);
            let block = Block::Depths(Depths { numbers, ..drawn(explained.pack, layers, Some(length)) });
            parts.push(Part::new("depth", &layers.title, vec![block]));
        }
    }
    parts
}

/// Layers, and where a length ends in them. Without the numbers of sources.
pub fn drawn(pack: &Pack, layers: &Layers, length: Option<f64>) -> Depths {
    let unit = match &pack.questions[layers.question].domain {
        Domain::Number(scale) => scale.unit.as_str().into(),
        _ => "".into(),
    };
    let named = |length: f64| {
        let reached = layers.layers.iter().find(|layer| length <= layer.to).or(layers.layers.last());
        (length, reached.map_or_else(|| "".into(), |layer| (&layer.name).into()))
    };
    Depths {
        note: (&layers.note).into(),
        unit,
        layers: layers.layers.iter().map(|layer| ((&layer.name).into(), layer.to)).collect(),
        own: length.map(named),
        marks: layers.marks.clone(),
        numbers: Vec::new(),
    }
}

/// Where the person's own length ends, in words.
pub fn own(depths: &Depths) -> Option<String> {
    let (length, layer) = depths.own.as_ref()?;
    Some(format!(
        "Yours: {length} {}. At full length it ends here: {}.",
        depths.unit,
        layer.as_str().to_ascii_lowercase()
    ))
}

/// The picture of layers, in its own units: one hundred wide, from the top down.
pub struct Picture {
    /// From the strip of air to the lowest layer.
    pub height: f64,
    /// Each layer: top, and height.
    pub layers: Vec<(f64, f64)>,
    /// From left to right.
    pub needles: Vec<Needle>,
}

/// A length in the picture.
pub struct Needle {
    /// The middle, from the left.
    pub x: f64,
    /// Where it ends, from the top.
    pub tip: f64,
    /// In the unit of the layers.
    pub length: f64,
    /// Whether it is the person's own.
    pub own: bool,
}

/// How high a picture is, and the strip of air above it.
const HEIGHT: f64 = 200.0;
const AIR: f64 = 34.0;

/// Where everything goes. One length is as long in it as in the skin, by one scale for all.
pub fn picture(depths: &Depths) -> Picture {
    let own = depths.own.as_ref().map(|(length, _)| *length);
    let deepest = depths.layers.iter().map(|(_, to)| *to).chain(own).chain(depths.marks.iter().copied());
    let scale = HEIGHT / deepest.fold(f64::MIN_POSITIVE, f64::max);
    let mut top = 0.0;
    let layers = depths.layers.iter().map(|(_, to)| {
        let layer = (AIR + top * scale, (to - top) * scale);
        top = *to;
        layer
    });
    let layers: Vec<(f64, f64)> = layers.collect();
    let others = depths.marks.iter().filter(|mark| Some(**mark) != own);
    let lengths: Vec<(f64, bool)> =
        own.iter().map(|length| (*length, true)).chain(others.map(|mark| (*mark, false))).collect();
    #[expect(clippy::cast_precision_loss, reason = "a handful of needles")]
    let x = |at: usize| (at as f64 + 0.5) * 160.0 / lengths.len().max(1) as f64;
    let needles = lengths.iter().enumerate().map(|(at, (length, own))| Needle {
        x: x(at),
        tip: AIR + length * scale,
        length: *length,
        own: *own,
    });
    Picture { height: HEIGHT + AIR, layers, needles: needles.collect() }
}
