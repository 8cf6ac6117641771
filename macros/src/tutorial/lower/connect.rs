//! Connects the branches of each step with the steps that they lead to.

use docent_check::tour::END;
use proc_macro2::TokenStream;
use quote::quote;

use super::lowered::{Lowered, called};
use super::next::Written;
use crate::cfg::cfgs;
use crate::tutorial::model::Branch;

/// Sets each step's branches.
pub(super) fn connect(steps: &mut [Lowered]) {
    let branches: Vec<Vec<Branch>> = steps
        .iter()
        .map(|lowered| {
            let written = lowered.next.written();
            written
                .filter_map(|written| connected(written, steps))
                .collect()
        })
        .collect();
    for (lowered, branches) in steps.iter_mut().zip(branches) {
        lowered.step.next = branches;
    }
}

/// The branch with the `#[cfg]`s of the steps that it leads to; `None` if no step
/// has that name.
fn connected(written: &Written, steps: &[Lowered]) -> Option<Branch> {
    let mut cfgs = cfgs(&written.attrs);
    let to = (written.name != END).then(|| written.to.clone());
    if to.is_some() {
        let asked: Vec<Option<TokenStream>> = called(steps, &written.name)
            .map(|step| step.predicate.clone())
            .collect();
        if asked.is_empty() {
            return None;
        }
        if let Some(asked) = asked.into_iter().collect::<Option<Vec<_>>>() {
            cfgs.extend(match asked.as_slice() {
                [one] => quote! { #[cfg(#one)] },
                several => quote! { #[cfg(any(#(#several),*))] },
            });
        }
    }
    Some(Branch {
        cfgs,
        to,
        when: written.when.clone(),
    })
}
