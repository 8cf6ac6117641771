//! Selectors, where a tour has them.

use super::fault::{Fault, Faults, Path, Rule};
use crate::selector::check_shadow_path;

/// Reports a selector that a browser would not take; `empty` is what to write in place
/// of none.
pub(super) fn selector(selector: &str, path: &Path, empty: &str, faults: &mut Faults) {
    let Err(fault) = check_shadow_path(selector) else {
        return;
    };
    let at = fault.at();
    if at.is_empty() {
        return faults.push(Fault::new(
            Rule::Selector,
            path.clone(),
            "this selector is empty: it would match nothing",
            empty,
        ));
    }
    // Part of a literal cannot be underlined, so the message quotes it.
    let character = selector[..at.start].chars().count() + 1;
    let part: String = selector[at.clone()].chars().take(40).collect();
    let problem = fault.problem();
    let place = if problem.contains(&format!("`{part}`")) {
        format!("at character {character} of this selector: ")
    } else {
        format!("at `{part}`, character {character} of this selector: ")
    };
    faults.push(Fault::new(
        Rule::Selector,
        path.clone().at_bytes(at),
        format!("{place}{problem}"),
        fault.remedy(),
    ));
}
