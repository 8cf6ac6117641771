//! The names of event handlers, and of events of the app.

use docent_check::tour::names_handlers;
use proc_macro2::Ident;
use syn::Path;
use syn::ext::IdentExt as _;

/// Whether it is in upper camel case, as types are: the wait is then for an event of the
/// app.
pub(super) fn is_type(name: &Ident) -> bool {
    let name = name.unraw().to_string();
    let has_capital = name.starts_with(char::is_uppercase);
    has_capital
        && !name.contains('_')
        && (name.chars().count() == 1 || name.contains(char::is_lowercase))
}

/// Splits the last segment off `TutorialMixin::start_tutorial`; `None` if the
/// owner is the view, whose handlers have no prefix, or a module, which has none.
pub(super) fn handler_of(mut path: Path, view: Option<&str>) -> Option<(Option<Path>, Ident)> {
    let last = path.segments.pop()?;
    path.segments.pop_punct();
    let owner = path.segments.last()?.ident.to_string();
    let is_named = names_handlers(&owner, view) && last.arguments.is_none();
    is_named.then_some((Some(path), last.ident))
}
