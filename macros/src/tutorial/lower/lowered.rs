//! A step and the settings of a tour while they are lowered.

use docent_check::tour as plain;
use proc_macro2::TokenStream;
use syn::{ExprClosure, LitStr};

use super::next::Next;
use super::waits::Written;
use crate::tutorial::model::{Autostart, OnMissing, Position, Step};

/// A step whose branches are not connected yet.
pub(super) struct Lowered {
    pub(super) plain: plain::Step,
    pub(super) step: Step,
    /// Its `#[cfg]`s as one predicate.
    pub(super) predicate: Option<TokenStream>,
    /// The condition of its `wait_for`.
    pub(super) when: Option<ExprClosure>,
    pub(super) next: Next,
    /// What it waits for, as it is written.
    pub(super) wait_for: Written,
}

/// The steps with that name.
pub(super) fn called<'a>(steps: &'a [Lowered], name: &'a str) -> impl Iterator<Item = &'a Lowered> {
    steps
        .iter()
        .filter(move |step| step.plain.name.as_deref() == Some(name))
}

/// What holds for the whole tour.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) renamed: Option<syn::Path>,
    pub(super) id: Option<String>,
    pub(super) version: Option<u32>,
    pub(super) autostart: Option<Autostart>,
    pub(super) highlight_class: Option<LitStr>,
    pub(super) narrate_event: Option<LitStr>,
    pub(super) position: Option<Position>,
    pub(super) on_missing: Option<OnMissing>,
}
