//! The one clock that is read, in the zone of this computer or of the environment variable `TZ`.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use std::io::Read;
use std::sync::OnceLock;

/// The largest description of a zone that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The day and the time, here.
pub fn now() -> Zoned {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    Timestamp::now().to_zoned(ZONE.get_or_init(zone).clone())
}

/// The day, here.
pub fn today() -> Date {
    now().date()
}

fn zone() -> TimeZone {
    let Some(name) = std::env::var_os("TZ") else {
        return TimeZone::try_system().unwrap_or(TimeZone::UTC);
    };
    name.to_str().and_then(named).unwrap_or_else(|| {
        warn!("the time zone in TZ is not known, so days are counted as in UTC");
        TimeZone::UTC
    })
}

/// A zone by its name, its rule, or a file that describes it. A pipe or a device in the place of the file is not read.
fn named(name: &str) -> Option<TimeZone> {
    let name = name.strip_prefix(':').unwrap_or(name);
    if name.is_empty() {
        return Some(TimeZone::UTC);
    }
    let known = name.rsplit_once("zoneinfo/").map_or(name, |(_, known)| known);
    TimeZone::get(known).or_else(|_| TimeZone::posix(name)).ok().or_else(|| {
        let mut bytes = Vec::new();
        if !fs_err::metadata(name).is_ok_and(|about| about.is_file()) {
            return None;
        }
        fs_err::File::open(name).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
        TimeZone::tzif(known, &bytes).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::{Timestamp, named};

    #[test]
    fn a_day_is_counted_in_the_zone_that_is_named() {
        let moment: Timestamp = "2026-11-27T03:00:00Z".parse().expect("a moment");
        for (name, day) in [
            ("America/Los_Angeles", 26),
            (":America/Los_Angeles", 26),
            ("/usr/share/zoneinfo/America/Los_Angeles", 26),
            ("PST8PDT", 26),
            ("PST8PDT,M3.2.0,M11.1.0", 26),
            ("Europe/London", 27),
            ("Pacific/Auckland", 27),
            ("UTC", 27),
            ("", 27),
        ] {
            let zone = named(name).unwrap_or_else(|| panic!("{name} is not known"));
            assert_eq!(moment.to_zoned(zone).date().day(), day, "{name}");
        }
    }

    #[test]
    fn nonsense_and_devices_are_no_zone() {
        for name in ["Nowhere/City", "/dev/zero", ":/dev/zero", "/", "."] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
