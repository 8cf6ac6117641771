//! A checked tour: every value has the right type. Missing and invalid values
//! are reported and have placeholders.

use std::time::Duration;

pub(super) use docent_check::tour::{Autostart, OnMissing, Position};
use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Expr, ExprClosure, LitStr, Path, Type};

/// What there is to print.
pub(super) enum Checked {
    Tour(Box<Tour>),
    /// A tour without a view.
    WithoutView {
        renamed: Option<Path>,
    },
}

pub(super) struct Tour {
    /// The doc comments.
    pub(super) docs: Vec<Attribute>,
    /// `pub static BEGINNER`, unless it is the view's own tour.
    pub(super) own_name: Option<OwnName>,
    /// Where docent is, if not at `::docent`.
    pub(super) renamed: Option<Path>,
    pub(super) view: Type,
    /// The durable key of a visitor's progress.
    pub(super) id: String,
    pub(super) version: u32,
    pub(super) autostart: Autostart,
    pub(super) steps: Vec<Step>,
    /// Steps of one name under different `#[cfg]`s, of which only one may exist,
    /// which the compiler checks.
    pub(super) alternatives: Vec<(TokenStream, Ident)>,
}

pub(super) struct OwnName {
    pub(super) visibility: TokenStream,
    pub(super) name: Ident,
}

pub(super) struct Step {
    /// The `#[cfg]`s under which the step is part of the tour.
    pub(super) cfgs: TokenStream,
    pub(super) name: Option<Ident>,
    pub(super) target: LitStr,
    pub(super) message: Message,
    pub(super) position: Option<Position>,
    pub(super) wait_for: Option<Awaited>,
    pub(super) timeout: Option<Timeout>,
    pub(super) on_enter: Option<Expr>,
    pub(super) on_exit: Option<Expr>,
    pub(super) on_missing: OnMissing,
    pub(super) skip_if: Option<ExprClosure>,
    pub(super) next: Vec<Branch>,
    pub(super) highlight_class: Option<LitStr>,
    pub(super) narrate_event: Option<LitStr>,
}

/// What a step waits for. The compiler checks that the handler exists.
pub(super) struct Awaited {
    /// The owner of the handler, if it is not the view.
    pub(super) owner: Option<Path>,
    pub(super) name: Ident,
    pub(super) when: Option<ExprClosure>,
}

/// One branch of `next`.
pub(super) struct Branch {
    /// The `#[cfg]`s of the branch and of the step that it leads to.
    pub(super) cfgs: TokenStream,
    /// The step that it leads to; `None` is the end.
    pub(super) to: Option<Ident>,
    pub(super) when: Option<ExprClosure>,
}

pub(super) enum Message {
    Static(LitStr),
    Dynamic(Box<ExprClosure>),
}

pub(super) enum Timeout {
    Literal(Duration),
    /// A constant expression of type `Duration`.
    Constant(Box<Expr>),
}
