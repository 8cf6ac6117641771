//! The list of `#[live_view(…)]`: each mixin once and `LiveView` last, or only
//! `LiveComponent`.

use docent_check::suggest::nearest;
use quote::ToTokens;
use syn::Type;

use crate::live_view::parse::Arguments;
use crate::named::{last_is, name_of, path_of};
use crate::printed::printed;
use crate::report::Report;

const LIVE_VIEW: &str = "LiveView";

/// In place of `LiveView`, for a view that docent does not render.
const ATTACHED_VIEW: &str = "AttachedView";

const LIVE_COMPONENT: &str = "LiveComponent";

/// What the list makes of the type.
pub(super) enum List {
    /// The mixins around a view, and `LiveView` or `AttachedView`.
    View { mixins: Vec<Type>, live_view: Type },
    /// `LiveComponent`.
    Component(Type),
    /// An invalid list of a view, which is reported.
    InvalidView,
    /// An invalid list of a component, which is reported.
    InvalidComponent,
}

impl List {
    /// What the type is called in messages.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Self::View { .. } | Self::InvalidView => "view",
            Self::Component(_) | Self::InvalidComponent => "component",
        }
    }
}

/// Whether docent renders the view. Also asked of an invalid list: a view that is not
/// rendered has no `impl View` of its own.
pub(super) fn is_rendered(listed: &[Type]) -> bool {
    let has = |name| listed.iter().any(|ty| is(ty, name));
    let is_attached = |ty: &Type| is(ty, ATTACHED_VIEW) || is_misspelt(ty, ATTACHED_VIEW);
    has(LIVE_VIEW) || has(LIVE_COMPONENT) || !listed.iter().any(is_attached)
}

/// Reads the list and reports what is wrong with it.
pub(super) fn list(arguments: &Arguments, report: &mut Report) -> List {
    let listed = &arguments.listed;
    if let Some(component) = listed.iter().find(|ty| is(ty, LIVE_COMPONENT)) {
        return self::component(component, arguments, report);
    }
    match mixins(arguments, report) {
        Some((mixins, live_view)) => List::View { mixins, live_view },
        None if listed.len() == 1 && is_misspelt(&listed[0], LIVE_COMPONENT) => {
            List::InvalidComponent
        }
        None => List::InvalidView,
    }
}

/// `LiveComponent` is the only entry.
fn component(component: &Type, arguments: &Arguments, report: &mut Report) -> List {
    let mut wrong = !arguments.complete;
    let mut seen = false;
    for ty in &arguments.listed {
        let name = printed(ty);
        let (problem, help) = if is(ty, LIVE_COMPONENT) {
            if !std::mem::replace(&mut seen, true) {
                continue;
            }
            (
                "`LiveComponent` is listed twice".to_owned(),
                "write `#[live_view(LiveComponent)]`",
            )
        } else if is_live_view(ty) {
            (
                "a block is either a view's or a component's".to_owned(),
                "write `#[live_view(LiveView)]` for a page of its own, or `#[live_view(LiveComponent)]` for a part of another view",
            )
        } else {
            (
                format!(
                    "a component cannot have mixins: its events pass through the mixins of its view, so `{name}` would never see one"
                ),
                "write `#[live_view(LiveComponent)]`, and list the mixin in the view's block",
            )
        };
        wrong = true;
        report.error(ty, problem, help);
    }
    // If both are listed, the last one decides.
    let mut markers = arguments.listed.iter();
    let last = markers.rfind(|ty| is_live_view(ty) || is(ty, LIVE_COMPONENT));
    let is_view = last.is_some_and(is_live_view);
    match (wrong, is_view) {
        (false, _) => List::Component(component.clone()),
        (true, false) => List::InvalidComponent,
        (true, true) => List::InvalidView,
    }
}

/// Whether it can be named in the expansion: a misspelt marker does not exist.
pub(super) fn names_a_type(ty: &Type) -> bool {
    let marker = |name| is_misspelt(ty, name) && !is(ty, name);
    // `LiveComponent` is a trait.
    !is(ty, LIVE_COMPONENT)
        && !marker(LIVE_VIEW)
        && !marker(ATTACHED_VIEW)
        && !marker(LIVE_COMPONENT)
}

/// The mixins and `LiveView`; `None` if the list is invalid.
fn mixins(arguments: &Arguments, report: &mut Report) -> Option<(Vec<Type>, Type)> {
    let listed = &arguments.listed;
    // Of several, the last entry is the one that is meant.
    let live_view = match listed.last() {
        Some(last) if is_live_view(last) => Some(listed.len() - 1),
        _ => listed.iter().position(is_live_view),
    };
    let Some(live_view) = live_view else {
        if arguments.complete {
            live_view_missing(arguments, report);
        }
        return None;
    };
    let right = corrected(listed);
    let marker = marker(listed);
    let mut wrong = !arguments.complete;
    for (at, ty) in listed.iter().enumerate() {
        let name = printed(ty);
        let again = listed[..at].iter().any(|before| printed(before) == name);
        let (problem, help) = if at != live_view && is_live_view(ty) {
            (
                match is(ty, marker) {
                    true => format!("`{marker}` is listed twice, but it is the view itself"),
                    false => "a view is either rendered, `LiveView`, or attached to a page, `AttachedView`".to_owned(),
                },
                format!("write `{right}`"),
            )
        } else if again && !is_live_view(ty) {
            (
                format!("`{name}` is listed twice, so every event would pass through it twice"),
                format!("write `{right}`"),
            )
        } else if at > live_view {
            (
                format!("`{name}` is listed after `{marker}`, where it would never be initialised"),
                format!(
                    "`{marker}` is the view that the mixins wrap, so it comes last: write `{right}`"
                ),
            )
        } else {
            continue;
        };
        wrong = true;
        report.error(ty, problem, help);
    }
    (!wrong).then(|| (listed[..live_view].to_vec(), listed[live_view].clone()))
}

/// Whether it is a marker of the view itself.
fn is_live_view(ty: &Type) -> bool {
    is(ty, LIVE_VIEW) || is(ty, ATTACHED_VIEW)
}

/// The marker of the view itself that is listed, or should be.
fn marker(listed: &[Type]) -> &'static str {
    let last = listed.iter().rfind(|ty| is_live_view(ty));
    match last.is_some_and(|ty| is(ty, ATTACHED_VIEW)) {
        true => ATTACHED_VIEW,
        false => LIVE_VIEW,
    }
}

fn is(ty: &Type, marker: &str) -> bool {
    path_of(ty).is_some_and(|path| last_is(path, marker))
}

fn is_misspelt(ty: &Type, marker: &str) -> bool {
    name_of(ty).is_some_and(|name| nearest(&name, [marker]).is_some())
}

fn live_view_missing(arguments: &Arguments, report: &mut Report) {
    let listed = arguments.listed.as_slice();
    const WRONG: &str = "the list of mixins must end with `LiveView`, the view itself";
    if let [only] = listed
        && is_misspelt(only, LIVE_COMPONENT)
    {
        report.error(
            only,
            format!(
                "`{}` is neither `LiveView` nor `LiveComponent`",
                printed(only)
            ),
            "did you mean `#[live_view(LiveComponent)]`?",
        );
        return;
    }
    for marker in [LIVE_VIEW, ATTACHED_VIEW] {
        let Some(at) = listed.iter().position(|ty| is_misspelt(ty, marker)) else {
            continue;
        };
        let mut others = listed.to_vec();
        let misspelt = others.remove(at);
        report.error(
            misspelt,
            WRONG,
            format!("did you mean `{}`?", attribute(&others, marker)),
        );
        return;
    }
    report.error(
        listed.last().map_or_else(
            || arguments.attribute.to_token_stream(),
            ToTokens::to_token_stream,
        ),
        WRONG,
        format!("write `{}`", corrected(listed)),
    );
}

/// The corrected attribute.
fn corrected(listed: &[Type]) -> String {
    attribute(listed, marker(listed))
}

/// The attribute with each mixin once, and the marker last.
fn attribute(listed: &[Type], marker: &str) -> String {
    let mut list: Vec<String> = Vec::new();
    for mixin in listed.iter().filter(|ty| !is_live_view(ty)).map(printed) {
        if !list.contains(&mixin) {
            list.push(mixin);
        }
    }
    list.push(marker.to_owned());
    format!("#[live_view({})]", list.join(", "))
}
