//! The names of types and paths.

use syn::ext::IdentExt as _;
use syn::{Path, Type};

/// A type's path, where it has one.
pub(crate) fn path_of(ty: &Type) -> Option<&Path> {
    match ty {
        Type::Path(path) => Some(&path.path),
        // A type that comes from a `macro_rules!` fragment.
        Type::Group(group) => path_of(&group.elem),
        Type::Paren(paren) => path_of(&paren.elem),
        _ => None,
    }
}

/// The last segment of its path.
pub(crate) fn name_of(ty: &Type) -> Option<String> {
    let segment = path_of(ty)?.segments.last()?;
    Some(segment.ident.unraw().to_string())
}

/// Whether the path's last segment is this name.
pub(crate) fn last_is(path: &Path, name: &str) -> bool {
    path.segments
        .last()
        .is_some_and(|segment| segment.ident == name)
}
