//! The list of mixins: `LiveView` once and last, each mixin once before it.

use quote::ToTokens;
use syn::Type;

use super::{LIVE_COMPONENT, last_is};
use crate::live_view::parse::Arguments;
use crate::named::{name_of, path_of};
use crate::nearest::nearest;
use crate::printed::printed;
use crate::report::Report;

const LIVE_VIEW: &str = "LiveView";

/// The mixins, and `LiveView`; nothing if anything is wrong with the list.
pub(super) fn mixins(arguments: &Arguments, report: &mut Report) -> Option<(Vec<Type>, Type)> {
    let listed = &arguments.listed;
    // Of several, the last is the one meant if it stands last.
    let live_view = match listed.last() {
        Some(last) if is_live_view(last) => Some(listed.len() - 1),
        _ => listed.iter().position(is_live_view),
    };
    let Some(live_view) = live_view else {
        if arguments.complete {
            live_view_missing(listed, report);
        }
        return None;
    };
    let right = right_list(listed);
    let mut wrong = !arguments.complete;
    for (at, ty) in listed.iter().enumerate() {
        let name = printed(ty);
        let again = listed[..at].iter().any(|before| printed(before) == name);
        let (problem, help) = if at != live_view && is_live_view(ty) {
            (
                "`LiveView` is listed twice: it is the view itself, and there is only one"
                    .to_owned(),
                format!("write `{right}`"),
            )
        } else if again && !is_live_view(ty) {
            (
                format!("`{name}` is listed twice, so every event would pass through it twice"),
                format!("write `{right}`"),
            )
        } else if at > live_view {
            (
                format!("`{name}` stands after `LiveView`, where it would never be initialised"),
                format!(
                    "`LiveView` is the view that the mixins wrap and stands last: write `{right}`"
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

pub(super) fn is_live_view(ty: &Type) -> bool {
    path_of(ty).is_some_and(|path| last_is(path, LIVE_VIEW))
}

pub(super) fn is_live_view_misspelt(ty: &Type) -> bool {
    name_of(ty).is_some_and(|name| nearest(&name, [LIVE_VIEW]).is_some())
}

fn live_view_missing(listed: &[Type], report: &mut Report) {
    const WRONG: &str = "the list of mixins does not end in `LiveView`, the view itself";
    if let Some(component) = listed
        .iter()
        .find(|ty| name_of(ty).is_some_and(|name| name == LIVE_COMPONENT))
    {
        report.error(
            component,
            "components are not supported yet",
            "write `#[live_view(LiveView)]`",
        );
        return;
    }
    if let Some(at) = listed.iter().position(is_live_view_misspelt) {
        let mut others = listed.to_vec();
        let misspelt = others.remove(at);
        report.error(
            misspelt,
            WRONG,
            format!("did you mean `{}`?", right_list(&others)),
        );
        return;
    }
    report.error(
        listed
            .last()
            .map(ToTokens::to_token_stream)
            .unwrap_or_default(),
        WRONG,
        format!("write `{}`", right_list(listed)),
    );
}

/// The attribute as it should be.
fn right_list(listed: &[Type]) -> String {
    let mut list: Vec<String> = Vec::new();
    for mixin in listed.iter().filter(|ty| !is_live_view(ty)).map(printed) {
        if !list.contains(&mixin) {
            list.push(mixin);
        }
    }
    list.push(LIVE_VIEW.to_owned());
    format!("#[live_view({})]", list.join(", "))
}
