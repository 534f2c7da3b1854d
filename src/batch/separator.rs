//! What parts the cells of a table that somebody else wrote.

/// What a first line such as `sep=;` says, which some offices write for a spreadsheet, and how long that line is.
pub fn said(begin: &[u8]) -> Option<(u8, usize)> {
    let text = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin);
    let (separator, rest) = text.strip_prefix(b"sep=")?.split_first()?;
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest).strip_prefix(b"\n")?;
    matches!(separator, b',' | b';' | b'\t').then_some((*separator, begin.len() - rest.len()))
}

/// What parts the cells of a table: of comma, semicolon and tab the one that its first line has most of, outside of
/// quotes.
pub fn found(begin: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in begin {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(part, _)| part == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // Of as many the first.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(part, _)| part)
}
