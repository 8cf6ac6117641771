//! What a page could not do of what its session asked.

use crate::js::{CommandError, CommandName};
use crate::tour::{OnMissing, TourId};

/// Something that a page could not do, as the page reports it.
///
/// A mixin sees each in [`Mixin::page_failure`](crate::mixin::Mixin::page_failure), and
/// a flow in [`Guide::page_failures`](crate::Guide::page_failures).
///
/// # Security
///
/// It comes from a browser: a page may report what never happened, and leave out
/// what did. Nothing may be granted because of it, and a selector in it is to be
/// escaped as any text of a visitor's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageFailure {
    /// The target of the step that is shown is not on the page, or hidden.
    ///
    /// `on_missing` decides what follows. All but the report itself comes from
    /// the tour.
    #[non_exhaustive]
    MissingTarget {
        /// The tour's id.
        tour: TourId,
        /// The step, counted from 0.
        step: usize,
        /// The step's name, if it has one.
        name: Option<String>,
        /// The selector of its target.
        selector: String,
        /// What happens to the step.
        on_missing: OnMissing,
    },
    /// A command did not happen.
    #[non_exhaustive]
    Command {
        /// Which.
        command: CommandName,
        /// The name of a [custom](CommandName::Custom) command or a
        /// [hook](CommandName::Hook), as the page has it: at most 64 characters.
        name: Option<String>,
        /// Its selector, as the page has it: at most 256 characters; `None` for
        /// a command that acts on its source.
        selector: Option<String>,
        /// Why.
        error: CommandError,
    },
}
