//! What commands have left on a page, inside a tour's ledger and outside it.

use std::collections::BTreeSet;

use crate::wire::page::Command;

/// The elements that commands have changed.
///
/// What a run's own commands do is in the page's ledger and is taken back with
/// the run. What other commands do stays.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Ledger {
    highlighted: BTreeSet<String>,
    marked: BTreeSet<String>,
}

impl Ledger {
    /// The targets that a run has highlighted.
    #[must_use]
    pub fn highlighted(&self) -> &BTreeSet<String> {
        &self.highlighted
    }

    /// The targets that commands outside a run have changed for good.
    #[must_use]
    pub fn marked(&self) -> &BTreeSet<String> {
        &self.marked
    }

    /// The step has ended, or its run is gone: what it did is taken back.
    pub(crate) fn revert(&mut self) {
        self.highlighted.clear();
    }

    /// A step of the run is shown.
    pub(crate) fn highlight(&mut self, target: &str) {
        self.highlighted.insert(target.to_owned());
    }

    /// A command of the app's, or the `on_exit` of a run that is over.
    pub(crate) fn outside(&mut self, command: &Command) {
        let Some(target) = command.target() else {
            return;
        };
        match command.name() {
            "add_class" | "set_attr" => {
                self.marked.insert(target.to_owned());
            }
            "remove_class" | "remove_attr" => {
                self.marked.remove(target);
            }
            _ => {}
        }
    }
}
