//! The known pseudo-classes, and suggestions for unknown ones.

use super::fault::quoted;

/// Pseudo-classes without an argument that Chromium 156 knows, except internal
/// ones.
const PLAIN: &[&str] = &[
    "-webkit-any-link",
    "-webkit-autofill",
    "-webkit-drag",
    "-webkit-full-page-media",
    "-webkit-full-screen",
    "-webkit-full-screen-ancestor",
    "active",
    "active-view-transition",
    "any-link",
    "autofill",
    "checked",
    "corner-present",
    "current",
    "decrement",
    "default",
    "defined",
    "disabled",
    "double-button",
    "empty",
    "enabled",
    "end",
    "first-child",
    "first-of-type",
    "focus",
    "focus-visible",
    "focus-within",
    "fullscreen",
    "future",
    "granted",
    "horizontal",
    "host",
    "hover",
    "in-range",
    "increment",
    "indeterminate",
    "interest-source",
    "interest-target",
    "invalid",
    "last-child",
    "last-of-type",
    "link",
    "modal",
    "navigation-source",
    "no-button",
    "only-child",
    "only-of-type",
    "open",
    "optional",
    "out-of-range",
    "past",
    "picture-in-picture",
    "placeholder-shown",
    "popover-open",
    "read-only",
    "read-write",
    "required",
    "root",
    "scope",
    "single-button",
    "start",
    "target",
    "target-after",
    "target-before",
    "target-current",
    "user-invalid",
    "user-valid",
    "valid",
    "vertical",
    "visited",
    "window-inactive",
    "xr-overlay",
];

/// What a functional pseudo-class takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    /// Complex selectors; those with a fault are dropped.
    ForgivingList,
    /// Complex selectors.
    List,
    /// Complex selectors that may begin with a combinator.
    RelativeList,
    /// Compound selectors.
    CompoundList,
    /// One compound selector.
    Compound,
    /// An+B, and `of` with complex selectors.
    NthOf,
    /// An+B.
    Nth,
    /// One identifier.
    Ident,
    /// Identifiers, with commas between.
    Idents,
}

/// Functional pseudo-classes that Chromium 156 knows, each with an example of its
/// argument.
const FUNCTIONS: &[(&str, Argument, &str)] = &[
    ("-webkit-any", Argument::CompoundList, "a, b"),
    ("active-view-transition-type", Argument::Idents, "slide"),
    ("dir", Argument::Ident, "rtl"),
    ("has", Argument::RelativeList, "> img"),
    ("host", Argument::Compound, ".wide"),
    ("host-context", Argument::Compound, ".wide"),
    ("is", Argument::ForgivingList, "a, b"),
    ("lang", Argument::Ident, "en"),
    ("not", Argument::List, ".wide"),
    ("nth-child", Argument::NthOf, "2n+1"),
    ("nth-last-child", Argument::NthOf, "2n+1"),
    ("nth-last-of-type", Argument::Nth, "2n+1"),
    ("nth-of-type", Argument::Nth, "2n+1"),
    ("state", Argument::Ident, "ready"),
    ("where", Argument::ForgivingList, "a, b"),
];

/// Pseudo-elements that were pseudo-classes in CSS 2: one colon is enough.
const LEGACY_ELEMENTS: &[&str] = &["after", "before", "first-letter", "first-line"];

const ELEMENTS: &[&str] = &[
    "backdrop",
    "cue",
    "details-content",
    "file-selector-button",
    "grammar-error",
    "highlight",
    "marker",
    "part",
    "placeholder",
    "selection",
    "slotted",
    "spelling-error",
    "target-text",
    "view-transition",
];

/// Pseudo-classes of the specification or of other browsers that Chromium does
/// not know.
const FOREIGN: &[&str] = &[
    "blank",
    "buffering",
    "has-slotted",
    "heading",
    "local-link",
    "muted",
    "nth-col",
    "nth-last-col",
    "paused",
    "playing",
    "seeking",
    "stalled",
    "target-within",
    "volume-locked",
];

const VENDORS: &[&str] = &["-apple-", "-khtml-", "-moz-", "-ms-", "-o-", "-webkit-"];

/// The CSS for names of jQuery, of Playwright and of older drafts. The names below
/// have no equivalent.
const INSTEAD: &[(&str, &str)] = &[
    ("any", ":is(…)"),
    ("button", ":is(button, [type='button'])"),
    ("checkbox", "[type='checkbox']"),
    ("file", "[type='file']"),
    ("focus-ring", ":focus-visible"),
    ("header", ":is(h1, h2, h3, h4, h5, h6)"),
    ("image", "[type='image']"),
    ("input", ":is(input, textarea, select, button)"),
    ("last", ":last-of-type"),
    ("matches", ":is(…)"),
    ("parent", ":not(:empty)"),
    ("password", "[type='password']"),
    ("radio", "[type='radio']"),
    ("reset", "[type='reset']"),
    ("selected", ":checked"),
    ("submit", "[type='submit']"),
];

const BY_TEXT: &[&str] = &[
    "contains",
    "has-text",
    "icontains",
    "text",
    "text-is",
    "text-matches",
];
const BY_LOOK: &[&str] = &["animated", "hidden", "visible"];
/// They number the matches, from 0.
const BY_PLACE: &[&str] = &["eq", "even", "gt", "lt", "nth", "odd"];

/// What a name after one colon is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pseudo {
    Class,
    Internal,
    /// A pseudo-element, which has one colon in CSS 2 and two since.
    Element,
    Unknown,
}

/// What `name`, in lower case, is without parentheses.
pub(super) fn plain(name: &str) -> Pseudo {
    if PLAIN.contains(&name) {
        Pseudo::Class
    } else if name.starts_with("-internal-") {
        Pseudo::Internal
    } else if LEGACY_ELEMENTS.contains(&name) || ELEMENTS.contains(&name) {
        Pseudo::Element
    } else {
        Pseudo::Unknown
    }
}

/// What `name`, in lower case, takes between its parentheses.
pub(super) fn argument(name: &str) -> Option<Argument> {
    FUNCTIONS
        .iter()
        .find(|function| function.0 == name)
        .map(|function| function.1)
}

/// An example of the argument of `name`.
pub(super) fn example(name: &str) -> Option<&'static str> {
    FUNCTIONS
        .iter()
        .find(|function| function.0 == name)
        .map(|function| function.2)
}

pub(super) fn forgives(name: &str) -> bool {
    argument(&name.to_ascii_lowercase()) == Some(Argument::ForgivingList)
}

/// Whether another browser may know `name`.
pub(super) fn is_foreign(name: &str) -> bool {
    FOREIGN.contains(&name) || VENDORS.iter().any(|vendor| name.starts_with(vendor))
}

/// Where an unknown pseudo-class is.
pub(super) struct Place<'a> {
    /// What is between its parentheses, if it has any.
    pub(super) argument: Option<&'a str>,
    /// Whether it is in a list that drops it.
    pub(super) forgiving: bool,
    /// The compound selector before it.
    pub(super) compound: &'a str,
    /// The name directly before it, which its colon may be part of.
    pub(super) glued_to: Option<&'a str>,
}

/// The pseudo-class of CSS that selects the same of some siblings, by their numbers, as
/// one of jQuery selects of all matches; `None` if none does.
///
/// Numbers are from 0 in jQuery, and from 1 in CSS; negative ones are from the end.
fn by_place(name: &str, argument: Option<&str>) -> Option<String> {
    match name {
        "even" => return Some(":nth-child(odd)".to_owned()),
        "odd" => return Some(":nth-child(even)".to_owned()),
        _ => {}
    }
    let number = i64::from(argument?.trim().parse::<i32>().ok()?);
    let (class, number) = match number {
        0.. => ("nth-child", number),
        _ => ("nth-last-child", -number - 1),
    };
    let from_end = class == "nth-last-child";
    Some(match (name, from_end) {
        ("gt", false) | ("lt", true) => format!(":{class}(n+{})", number + 2),
        // The first of none.
        ("gt", true) | ("lt", false) if number == 0 => return None,
        ("gt", true) | ("lt", false) => format!(":{class}(-n+{number})"),
        _ => format!(":{class}({})", number + 1),
    })
}

/// Problem and remedy of a pseudo-class that Chromium does not know.
pub(super) fn unknown(name: &str, place: &Place<'_>) -> (String, String) {
    let function = place.argument.is_some();
    let parentheses = if function { "()" } else { "" };
    let written = quoted(&format!(":{name}{parentheses}"));
    if BY_TEXT.contains(&name) {
        return (
            format!("{written} is not CSS, which cannot match the text of an element"),
            "give the element an id or a `data-` attribute, and select that".to_owned(),
        );
    }
    if BY_LOOK.contains(&name) {
        return (
            format!("{written} is jQuery, not CSS, which cannot match on visibility"),
            "remove it, or select by the class or attribute that shows the element".to_owned(),
        );
    }
    if BY_PLACE.contains(&name) {
        let meant = by_place(name, place.argument);
        let example = meant.unwrap_or_else(|| ":nth-child(1)".to_owned());
        let meant = quoted(&format!("{}{example}", place.compound));
        return (
            format!("{written} is jQuery, not CSS, which does not number its matches"),
            format!(
                "write {meant}; it counts siblings, from 1, and {written} counts matches, from 0"
            ),
        );
    }
    if name == "first" {
        return (
            format!("{written} is jQuery, not CSS"),
            "remove it, since the first match is used anyway, or write `:first-of-type`".to_owned(),
        );
    }
    if let Some((_, instead)) = INSTEAD.iter().find(|(other, _)| *other == name) {
        return (
            format!("no browser knows the pseudo-class {written}"),
            format!("write `{instead}`"),
        );
    }
    if is_foreign(name) {
        return (
            format!("Chromium does not know {written}, so it rejects the whole selector"),
            "select by a class or an attribute, which works in every browser".to_owned(),
        );
    }
    let consequence = if place.forgiving {
        "so it is silently dropped"
    } else {
        "so the selector is rejected"
    };
    let problem = format!("no browser knows the pseudo-class {written}, {consequence}");
    let nearest = nearest(name, function);
    let remedy = match (nearest, place.glued_to) {
        (Some(nearest), _) => format!("write `:{nearest}`"),
        (None, Some(left)) => format!(
            "write {} if the colon is part of the name",
            quoted(&format!("{left}\\:{name}")),
        ),
        (None, None) => "select by a class or an attribute".to_owned(),
    };
    (problem, remedy)
}

/// The pseudo-class nearest to `name`, if it is near enough.
fn nearest(name: &str, function: bool) -> Option<String> {
    const LONGEST: usize = 32;
    if name.len() > LONGEST {
        return None;
    }
    let plain = PLAIN.iter().map(|plain| (*plain, None));
    let functions = FUNCTIONS
        .iter()
        .map(|(name, _, example)| (*name, Some(*example)));
    plain
        .chain(functions)
        .map(|(known, example)| {
            // Prefer the same form.
            let form = usize::from(example.is_some() != function);
            (distance(name, known), form, known, example)
        })
        .filter(|(distance, _, known, _)| *distance <= known.len().max(3) / 3)
        .min()
        .map(|(_, _, known, example)| match example {
            // Keep the argument as it is written.
            Some(_) if function => format!("{known}(…)"),
            Some(example) => format!("{known}({example})"),
            None => known.to_owned(),
        })
}

/// The restricted Damerau–Levenshtein distance between two names.
fn distance(left: &str, right: &str) -> usize {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut before_last = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut this = vec![row + 1; right.len() + 1];
        for (column, other) in right.iter().enumerate() {
            let change = last[column] + usize::from(letter != other);
            let mut best = change.min(last[column + 1] + 1).min(this[column] + 1);
            if row > 0 && column > 0 && letter == &right[column - 1] && &left[row - 1] == other {
                best = best.min(before_last[column - 1] + 1);
            }
            this[column + 1] = best;
        }
        before_last = std::mem::replace(&mut last, this);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_is_corrected() {
        for (written, function, meant) in [
            ("hoover", false, Some("hover")),
            ("hvoer", false, Some("hover")),
            ("first-chld", false, Some("first-child")),
            ("frist-child", false, Some("first-child")),
            ("nth-chlid", true, Some("nth-child(…)")),
            ("disable", false, Some("disabled")),
            ("focus-visable", false, Some("focus-visible")),
            ("flex", false, None),
            ("title", false, None),
        ] {
            assert_eq!(nearest(written, function).as_deref(), meant, "{written}");
        }
    }
}
