//! Paths through open shadow roots, as docent's client reads them.

use std::ops::Range;

use super::fault::Fault;

const PIERCE: &str = ">>>";

/// Checks that docent's client takes `selector`: one that
/// `document.querySelector` takes, or several with ` >>> ` between.
///
/// In `#host >>> #inside` the second part is looked for in the open shadow
/// roots of what the first one matches. There may be more parts. White space
/// stands on both sides of a `>>>`, and one inside a string counts too.
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
        let pierce = find(selector, start);
        let end = pierce
            .as_ref()
            .map_or(selector.len(), |pierce| pierce.start - 1);
        part(selector, start..end, before.as_ref(), pierce.as_ref())?;
        let Some(pierce) = pierce else {
            return Ok(());
        };
        start = pierce.end + 1;
        before = Some(pierce);
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
        .match_indices(PIERCE)
        .map(|(at, _)| from + at..from + at + PIERCE.len())
        .find(|pierce| pierce.start > from && is_space(pierce.start - 1) && is_space(pierce.end))
}

/// Checks one part, which stands between two `>>>`, or at an end.
fn part(
    selector: &str,
    at: Range<usize>,
    before: Option<&Range<usize>>,
    after: Option<&Range<usize>>,
) -> Result<(), Fault> {
    let text = &selector[at.clone()];
    if text.trim_ascii().is_empty() {
        if let Some(pierce) = after {
            return Err(Fault::new(
                pierce.clone(),
                "nothing precedes this `>>>`",
                "write the selector of the element that has the shadow root",
            ));
        }
        if let Some(pierce) = before {
            return Err(Fault::new(
                pierce.clone(),
                "nothing follows this `>>>`",
                "write the selector of the element inside the shadow root",
            ));
        }
    }
    super::check(text).map_err(|fault| {
        let fault = fault.moved(at.start);
        // What stops the browser is then a `>` of it.
        let unspaced = selector[at.clone()]
            .match_indices(PIERCE)
            .map(|(start, _)| at.start + start..at.start + start + PIERCE.len())
            .find(|pierce| pierce.contains(&fault.at().start));
        match unspaced {
            Some(pierce) => Fault::new(
                pierce,
                "this `>>>` has no white space on both sides",
                "write it as in `#host >>> #inside`",
            ),
            None => fault,
        }
    })
}
