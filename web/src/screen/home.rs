//! The first screen: what this is, and where to begin.

use super::{RequestContext, titled};
use crate::response::Response;
use needlewise::report::home;

pub fn show(context: &RequestContext) -> Response {
    titled(&context.base.header.name, home::write(context.base, context.contact(), |pack| context.visit.has(pack)))
}
