//! The day to look again, for a calendar. Calendars are shared: it says nothing of answers or reasons.

use crate::engine::Explanation;
use crate::report::words;
use crate::text::SafeText;
use ics::parameters::Value;
use ics::properties::{Class, Description, DtStart, Summary};
use ics::{Event, ICalendar, escape_text};

/// An all-day event as an `.ics` file; none where no day is known.
pub fn calendar(explained: &Explanation) -> Option<String> {
    let (day, _) = explained.reassessment.as_ref()?.earliest?;
    let pack = explained.pack;
    let title: String = SafeText::new(&pack.title).into();
    let summary = if explained.headline.not_before == Some(day) {
        format!("Not before today: answer the questions again first ({title})")
    } else {
        format!("Answer the questions again ({title})")
    };
    let described = format!(
        "The earliest day worth looking again, worked out on {}. Time alone may not settle it. Answer the questions \
         again before you do anything else: needlewise check {}",
        words::date(explained.today),
        SafeText::new(&pack.id)
    );
    let mut event = Event::new(
        format!("{}-{day}-{}@needlewise", pack.id, crate::report::short_fingerprint(&pack.fingerprint)),
        format!("{}T000000Z", explained.today.strftime("%Y%m%d")),
    );
    let mut start = DtStart::new(day.strftime("%Y%m%d").to_string());
    start.add(Value::DATE);
    event.push(start);
    event.push(Summary::new(escape_text(summary)));
    event.push(Description::new(escape_text(described)));
    event.push(Class::private());
    let mut calendar = ICalendar::new("2.0", concat!("-//needlewise//", env!("CARGO_PKG_VERSION"), "//EN"));
    calendar.add_event(event);
    Some(calendar.to_string())
}
