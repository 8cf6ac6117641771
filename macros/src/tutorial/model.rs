//! A checked tour: every value has the right type. Missing and invalid values
//! are reported and have placeholders.

use std::time::Duration;

pub(super) use docent_check::tour::{Autostart, Elsewhere, OnMissing, Position};
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
    pub(super) message: Text,
    pub(super) position: Option<Position>,
    /// Any of these ends it.
    pub(super) waits: Vec<Awaited>,
    pub(super) timeout: Option<Timeout>,
    pub(super) on_enter: Option<Expr>,
    pub(super) on_exit: Option<Expr>,
    pub(super) on_missing: OnMissing,
    /// `None`: any page.
    pub(super) page: Option<Text>,
    /// `None`: where `page` is.
    pub(super) href: Option<Text>,
    pub(super) elsewhere: Elsewhere,
    pub(super) skip_if: Option<ExprClosure>,
    pub(super) next: Vec<Branch>,
    pub(super) highlight_class: Option<LitStr>,
    pub(super) narrate_event: Option<LitStr>,
}

/// One thing that a step waits for.
pub(super) struct Awaited {
    pub(super) wait: Wait,
    /// Which of its events count.
    pub(super) when: Option<ExprClosure>,
}

pub(super) enum Wait {
    /// A handler's success. The compiler checks that the handler exists.
    Handler {
        /// Its owner, if that is not the view.
        owner: Option<Path>,
        name: Ident,
    },
    /// An event of the app, by its type. The compiler checks that the type exists.
    App(Path),
    /// The Next button.
    Next,
    /// An event of the document, at the target if there is no selector.
    Dom { event: LitStr, at: Option<LitStr> },
    /// A selector that something matches which can be seen.
    Present(LitStr),
    /// A selector that nothing matches which can be seen.
    Absent(LitStr),
}

/// One branch of `next`.
pub(super) struct Branch {
    /// The `#[cfg]`s of the branch and of the step that it leads to.
    pub(super) cfgs: TokenStream,
    /// The step that it leads to; `None` is the end.
    pub(super) to: Option<Ident>,
    pub(super) when: Option<ExprClosure>,
}

/// A string, or what makes one from the view.
pub(super) enum Text {
    Static(LitStr),
    Dynamic(Box<ExprClosure>),
}

pub(super) enum Timeout {
    Literal(Duration),
    /// A constant expression of type `Duration`.
    Constant(Box<Expr>),
}
