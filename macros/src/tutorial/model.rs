//! A tour that has been checked: every value is of its kind, and what was
//! missing or wrong has been reported and has a stand-in.

use std::time::Duration;

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Expr, ExprClosure, LitStr, Path, Type};

pub(super) struct Tour {
    /// The doc comments.
    pub(super) docs: Vec<Attribute>,
    /// Where docent is, if not at `::docent`.
    pub(super) renamed: Option<Path>,
    pub(super) view: Type,
    /// The durable key of a visitor's progress.
    pub(super) id: String,
    pub(super) steps: Vec<Step>,
}

pub(super) struct Step {
    /// The `#[cfg]`s under which the step is part of the tour.
    pub(super) conditions: TokenStream,
    pub(super) target: LitStr,
    pub(super) message: Message,
    pub(super) position: Position,
    /// A name that the compiler has still to find among the view's handlers.
    pub(super) wait_for: Option<Ident>,
    pub(super) timeout: Option<Timeout>,
    pub(super) on_enter: Option<Expr>,
    pub(super) on_exit: Option<Expr>,
    pub(super) highlight_class: Option<LitStr>,
    pub(super) narrate_event: Option<LitStr>,
}

pub(super) enum Message {
    Fixed(LitStr),
    Made(ExprClosure),
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Position {
    Top,
    #[default]
    Bottom,
    Left,
    Right,
}

impl Position {
    /// Every side, by the word that a tour uses for it.
    pub(super) const NAMES: [(&'static str, Self); 4] = [
        ("top", Self::Top),
        ("bottom", Self::Bottom),
        ("left", Self::Left),
        ("right", Self::Right),
    ];
}

pub(super) enum Timeout {
    Literal(Duration),
    /// A constant expression of type `Duration`.
    Constant(Expr),
}
