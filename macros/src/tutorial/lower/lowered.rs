//! A step and the settings of a tour while they are lowered.

use docent_check::tour::{self as plain, Field as Known, Form};
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

impl Lowered {
    /// The index of a `wait_for` in which a string is not a path to Rust's parser, and
    /// the indices of these alternatives of it.
    pub(super) fn unreadable_names(&self) -> Option<(usize, Vec<Option<usize>>)> {
        let entry = self.plain.resolve(Form::Source).get(Known::WaitFor)?;
        let is_text = |value: &plain::Value| matches!(value, plain::Value::Text(_));
        let names = match &self.plain.entries[entry].value {
            plain::Value::Call(call) if call.name == plain::ANY => {
                let arguments = call.arguments.iter().enumerate();
                let texts = arguments.filter(|(_, argument)| is_text(&argument.value));
                texts.map(|(at, _)| Some(at)).collect()
            }
            value if is_text(value) => vec![None],
            _ => Vec::new(),
        };
        Some((entry, names))
    }
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
