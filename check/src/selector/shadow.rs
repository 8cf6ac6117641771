//! Paths through open shadow roots, as docent's client resolves them.

use std::ops::Range;

use super::fault::Fault;

const SEPARATOR: &str = ">>>";

/// Checks that docent's client accepts `selector`: one that
/// `document.querySelector` accepts, or several separated by ` >>> `.
///
/// In `#host >>> #inside` the second part is looked up in the open shadow roots of
/// the elements that the first one matches. There can be more parts. A `>>>` has
/// white space on both sides, and one inside a string counts too.
///
/// ```
/// assert!(docent_check::selector::check_shadow_path("my-menu >>> my-item >>> button").is_ok());
///
/// let fault = docent_check::selector::check_shadow_path("my-menu >>> a:hoover").unwrap_err();
/// assert_eq!(fault.at(), 13..20);
/// ```
///
/// # Errors
///
/// The first fault of the first part that has one.
pub fn check_shadow_path(selector: &str) -> Result<(), Fault> {
    let mut before: Option<Range<usize>> = None;
    let mut start = 0;
    loop {
        let separator = find(selector, start);
        let end = separator
            .as_ref()
            .map_or(selector.len(), |separator| separator.start - 1);
        part(selector, start..end, before.as_ref(), separator.as_ref())?;
        let Some(separator) = separator else {
            return Ok(());
        };
        start = separator.end + 1;
        before = Some(separator);
    }
}

/// The next `>>>` with white space on both sides.
fn find(selector: &str, from: usize) -> Option<Range<usize>> {
    let bytes = selector.as_bytes();
    let is_space = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|byte| b" \t\n\r\x0c".contains(byte))
    };
    selector[from..]
        .match_indices(SEPARATOR)
        .map(|(at, _)| from + at..from + at + SEPARATOR.len())
        .find(|separator| {
            separator.start > from && is_space(separator.start - 1) && is_space(separator.end)
        })
}

/// Checks one part, between two `>>>` or at an end.
fn part(
    selector: &str,
    at: Range<usize>,
    before: Option<&Range<usize>>,
    after: Option<&Range<usize>>,
) -> Result<(), Fault> {
    let text = &selector[at.clone()];
    if text.trim_ascii().is_empty() {
        if let Some(separator) = after {
            return Err(Fault::new(
                separator.clone(),
                "nothing precedes this `>>>`",
                "write the selector of the element that has the shadow root",
            ));
        }
        if let Some(separator) = before {
            return Err(Fault::new(
                separator.clone(),
                "nothing follows this `>>>`",
                "write the selector of the element inside the shadow root",
            ));
        }
    }
    super::check(text).map_err(|fault| {
        let fault = fault.moved(at.start);
        // The fault is then one of its `>`.
        let unspaced = selector[at.clone()]
            .match_indices(SEPARATOR)
            .map(|(start, _)| at.start + start..at.start + start + SEPARATOR.len())
            .find(|separator| separator.contains(&fault.at().start));
        match unspaced {
            Some(separator) => Fault::new(
                separator,
                "this `>>>` has no white space on both sides",
                "write it as in `#host >>> #inside`",
            ),
            None => fault,
        }
    })
}
