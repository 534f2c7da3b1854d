//! What a form takes although the pack says that it cannot be.

use crate::model::Pack;
use crate::text::SafeText;

/// Names it on standard error.
pub fn name(pack: &Pack) {
    for impossible in &pack.impossible {
        warn!("the form does not look for what cannot be: {}", SafeText::new(&impossible.say));
    }
}
