//! The first screen: what this is, and where to begin.

use super::RequestContext;
use crate::response::Response;
use needlewise::report::home;
use needlewise::text::SafeText;

pub fn show(desk: &RequestContext) -> Response {
    Response {
        title: format!("{} - needlewise", SafeText::new(&desk.base.header.name)),
        html: home::write(desk.base, desk.contact(), |pack| desk.visit.has(pack)).unwrap_or_default(),
        ..Response::default()
    }
}
