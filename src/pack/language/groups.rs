//! The groups in which the words of the language are told.

/// The groups, in the order of the manual, each with what it is for.
pub const GROUPS: [(&str, &str); 26] = [
    ("statement", "What a rule file holds: a list of these in square brackets."),
    ("Library", "Once, in a file beside the packs."),
    ("Day", "At most once, beside `Library`."),
    ("Pack", "In `pack.ron`. Its promises stand behind it."),
    ("Closing", "In the list `closing` of a pack."),
    ("Question", "In the file of a section."),
    ("answer", "What a question takes. Every question also takes `unsure`."),
    ("Rule", "In the file of a section."),
    (
        "condition",
        "After `when` and `ask_if`. A question that was not asked, or is `unsure`, is neither true nor false.",
    ),
    ("wait", "When a deferral ends."),
    ("level", "From the mildest to the most serious. The answer is the highest one found."),
    ("Define", "In the file of a section."),
    ("Impossible", "In the file of a section."),
    ("Layers", "In the file of a section."),
    ("Case", "In the file of a section, or in `people.ron`."),
    ("Promise", "In `pack.ron` or the file of a section."),
    ("Change", "In a folder that is laid over other rules, in the file of a section."),
    ("Off", "In a folder that is laid over other rules, in the file of a section."),
    ("Source", "In a file beside the packs."),
    ("Term", "In a file beside the packs."),
    ("OneSide", "In a file beside the packs."),
    ("Contact", "In a file beside the packs."),
    ("change", "What a person can do about an answer."),
    ("kind", "What a pack is for."),
    ("grade", "What ground a source gives."),
    ("word", "Words that are built in."),
];
