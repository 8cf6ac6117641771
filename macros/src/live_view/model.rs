//! A block that has been checked.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Generics, Path, Type};

pub(super) struct Block {
    /// The `#[cfg]`s under which the block exists.
    pub(super) cfgs: TokenStream,
    /// Where docent is, if not at `::docent`.
    pub(super) renamed: Option<Path>,
    /// The type whose handlers these are: the view or the component.
    pub(super) ty: Type,
    /// The last segment of its path.
    pub(super) name: String,
    /// What the block is generic over.
    pub(super) generics: Generics,
    pub(super) role: Role,
    /// The entries of an invalid list, which is otherwise ignored.
    pub(super) unlisted: Vec<Type>,
    pub(super) handlers: Vec<Handler>,
    /// The methods that are not handlers: a tour may name one of them by mistake.
    pub(super) plain: Vec<Plain>,
    /// The names by which `#[event_handler]` was imported.
    pub(super) imports: Vec<Ident>,
}

/// What the block makes of its type.
pub(super) enum Role {
    View(Mixins),
    /// With `LiveComponent` as it is listed; `None` if the list is invalid.
    Component(Option<Type>),
}

impl Role {
    /// What the type is called in messages.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Self::View(_) => "view",
            Self::Component(_) => "component",
        }
    }
}

/// What wraps a view.
pub(super) struct Mixins {
    /// Outermost first, without `LiveView`.
    pub(super) mixins: Vec<Type>,
    /// As it is listed; `None` if the list is invalid, which then counts as empty.
    pub(super) live_view: Option<Type>,
    /// Whether docent renders the view.
    pub(super) is_rendered: bool,
}

/// A method that is not a handler.
pub(super) struct Plain {
    pub(super) cfgs: TokenStream,
    pub(super) name: Ident,
}

pub(super) struct Handler {
    pub(super) cfgs: TokenStream,
    pub(super) name: Ident,
    /// The mixin whose handler of the same name this one replaces.
    pub(super) overrides: Option<String>,
    /// Whether only the app may send its events.
    pub(super) from_app: bool,
    /// What on an attached page sends its events.
    pub(super) on: Option<On>,
    /// The parameters of the event, in the order of the signature.
    pub(super) params: Vec<Param>,
    /// `None` if it cannot be called, which is reported; it still has a key.
    pub(super) call: Option<Call>,
}

/// An event of the page, and the elements at which it counts.
pub(super) struct On {
    pub(super) event: String,
    pub(super) selector: String,
}

pub(super) struct Param {
    pub(super) name: Ident,
    pub(super) ty: Type,
}

/// How a handler is called.
pub(super) struct Call {
    pub(super) kind: Kind,
    pub(super) arguments: Vec<Argument>,
    /// Where an error about the return type is reported.
    pub(super) output: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `fn(&mut self, …)`
    Sync,
    /// `async fn(&mut self, …)`
    Async,
    /// `async fn(Guide<Self>, …)`
    Flow,
}

/// One argument of the call, without the receiver or guide.
pub(super) enum Argument {
    Context,
    /// The parameter with this index in [`Handler::params`].
    Param(usize),
}
