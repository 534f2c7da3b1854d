//! The day to look again, as a file for a calendar.

use crate::engine::Explanation;
use crate::model::day;
use crate::text::SafeText;
use ics::components::Parameter;
use ics::properties::{Class, Description, DtEnd, DtStart, Summary};
use ics::{Event, ICalendar, escape_text};
use jiff::civil::Date;

/// The earliest day worth looking again; none where no day is known, or in an emergency.
pub fn first(explained: &Explanation) -> Option<Date> {
    explained.reassessment.as_ref()?.earliest.map(|(day, _)| day).filter(|day| *day > explained.today)
}

/// The file, with that whole day in it. It says nothing of the person's answers: calendars are shared.
pub fn write(explained: &Explanation) -> Option<String> {
    let (pack, first) = (explained.pack, first(explained)?);
    let stamp = format!("{}T000000Z", whole(explained.today));
    let mut event = Event::new(format!("{}-{}@needlewise", SafeText::new(&pack.id), whole(first)), stamp);
    let mut start = DtStart::new(whole(first));
    start.add(Parameter::new("VALUE", "DATE"));
    let mut end = DtEnd::new(whole(first.tomorrow().unwrap_or(first)));
    end.add(Parameter::new("VALUE", "DATE"));
    event.push(start);
    event.push(end);
    event.push(Summary::new("needlewise: answer the questions again"));
    let words = "The earliest day worth looking again. Answer the questions again before you do anything else.";
    event.push(Description::new(escape_text(words)));
    event.push(Class::private());
    let mut calendar = ICalendar::new("2.0", "-//needlewise//EN");
    calendar.add_event(event);
    Some(calendar.to_string())
}

/// A day as a calendar file has it, such as `20261206`.
fn whole(day: Date) -> String {
    day::write(day).replace('-', "")
}
