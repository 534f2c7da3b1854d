//! The first screen: what this is, and where to begin.

use super::{RequestContext, titled};
use crate::response::Response;
use needlewise::report::home;

pub fn show(desk: &RequestContext) -> Response {
    titled(&desk.base.header.name, home::write(desk.base, desk.contact(), |pack| desk.visit.has(pack)))
}
