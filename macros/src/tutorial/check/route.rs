//! Where the steps lead: their names, the arms between them, and whether each
//! can be reached and left.
//!
//! A tour is looked at as it is written, with all of its steps. Where a
//! `#[cfg]` could open another way, that way counts.

use std::collections::VecDeque;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Expr, ExprClosure, LitStr, Token};

use super::fields::is_missing;
use crate::conditions::{conditions, predicate};
use crate::nearest::{list, nearest};
use crate::printed::printed;
use crate::report::Report;
use crate::tutorial::model::{Arm, Step};
use crate::tutorial::parse::Field;

const END: &str = "end";
const FORM: &str = "write the names of steps, each with a condition if it needs one, or `end`: `next: [pro if |view| view.is_pro, save]`";

/// A step whose ways on are not connected yet.
pub(super) struct Draft {
    pub(super) step: Step,
    /// The text of its name, which is asked for again and again.
    pub(super) called: Option<String>,
    /// `step name`, for errors to stand on.
    pub(super) at: TokenStream,
    /// What its `#[cfg]`s ask for.
    pub(super) predicate: Option<TokenStream>,
    /// Whether it waits for anything, be it well written or not.
    pub(super) waits: bool,
    pub(super) ways: Option<Ways>,
}

/// What `next` says.
pub(super) struct Ways {
    arms: Vec<Way>,
    /// Whether each arm could be read.
    complete: bool,
}

struct Way {
    attrs: Vec<Attribute>,
    to: Ident,
    /// The text of `to`.
    name: String,
    when: Option<ExprClosure>,
}

impl Way {
    /// Whether it is there and holds whatever happens.
    fn is_certain(&self, drafts: &[Draft]) -> bool {
        self.when.is_none()
            && predicate(&self.attrs).is_none()
            && (self.name == END
                || drafts
                    .iter()
                    .any(|draft| draft.is_called(&self.name) && draft.predicate.is_none()))
    }
}

impl Draft {
    fn is_called(&self, name: &str) -> bool {
        self.called.as_deref() == Some(name)
    }

    fn arms(&self) -> &[Way] {
        self.ways.as_ref().map_or(&[], |ways| &ways.arms)
    }
}

/// Reads `next`: one way on, or a list of them in brackets.
pub(super) fn ways(field: &Field, report: &mut Report) -> Ways {
    let mut ways = Ways {
        arms: Vec::new(),
        complete: true,
    };
    if is_missing(field, "save", report) {
        ways.complete = false;
        return ways;
    }
    let tokens: Vec<TokenTree> = field.value.clone().into_iter().collect();
    let written = match tokens.as_slice() {
        [TokenTree::Group(group)] => group.stream(),
        _ => field.value.clone(),
    };
    if written.is_empty() {
        report.error(
            &field.value,
            "this list of ways on is empty",
            "write the name of a step or `end`; or leave `next` out for the step below",
        );
        ways.complete = false;
    }
    for arm in split(written) {
        match way.parse2(arm.clone()) {
            Ok(read) => {
                for attr in &read.attrs {
                    let path = attr.path();
                    if !["cfg", "cfg_attr", "doc"]
                        .iter()
                        .any(|name| path.is_ident(name))
                    {
                        report.error(
                            attr,
                            "this attribute has no meaning on a way on",
                            "leave it out; `#[cfg(…)]` may stand here",
                        );
                    }
                }
                ways.arms.push(read);
            }
            Err(_) => {
                ways.complete = false;
                misread(arm, report);
            }
        }
    }
    ways
}

/// Splits at the commas after which another way on begins.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |at: usize, wanted: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted);
    let mut arms = vec![TokenStream::new()];
    for (at, token) in tokens.iter().enumerate() {
        let begins_another = is(at, ',')
            && match tokens.get(at + 1) {
                Some(TokenTree::Ident(_)) => match tokens.get(at + 2) {
                    Some(TokenTree::Ident(word)) => word == "if",
                    Some(_) => is(at + 2, ','),
                    None => true,
                },
                Some(TokenTree::Literal(_)) | None => true,
                Some(_) => is(at + 1, '#'),
            };
        if begins_another {
            arms.push(TokenStream::new());
        } else if let Some(arm) = arms.last_mut() {
            arm.extend([token.clone()]);
        }
    }
    arms.retain(|arm| !arm.is_empty());
    arms
}

/// `name`, `name if |view| …`
fn way(input: ParseStream<'_>) -> syn::Result<Way> {
    let attrs = Attribute::parse_outer(input)?;
    let to = input.call(Ident::parse_any)?;
    let when = if input.parse::<Option<Token![if]>>()?.is_some() {
        let closure: ExprClosure = input.parse()?;
        if closure.inputs.len() != 1 || closure.asyncness.is_some() {
            return Err(input.error("a closure of one argument"));
        }
        Some(closure)
    } else {
        None
    };
    let name = to.unraw().to_string();
    Ok(Way {
        attrs,
        to,
        name,
        when,
    })
}

/// Says what is wrong with a way on that is none.
fn misread(arm: TokenStream, report: &mut Report) {
    let mut tokens = arm.clone().into_iter();
    let first: TokenStream = tokens.next().into_iter().collect();
    if let Ok(name) = syn::parse2::<LitStr>(first.clone()) {
        report.error(
            first,
            "the name of a step stands without quotes",
            format!("write `{}`", name.value()),
        );
        return;
    }
    let conditional = matches!(tokens.next(), Some(TokenTree::Ident(word)) if word == "if");
    let condition: TokenStream = tokens.collect();
    let name = printed(&first);
    if conditional && let Ok(condition) = syn::parse2::<Expr>(condition.clone()) {
        let closure = matches!(condition, Expr::Closure(_));
        report.error(
            &condition,
            if closure {
                "the condition of a way on is given the view, and only that"
            } else {
                "the condition of a way on is a closure that is given the view"
            },
            if closure || printed(&condition).len() > 40 {
                format!("write `{name} if |view| …`")
            } else {
                format!("write `{name} if |view| {}`", printed(&condition))
            },
        );
    } else if conditional && condition.is_empty() {
        report.error(
            arm,
            "this way on has no condition after `if`",
            format!("write `{name} if |view| …`, or `{name}` alone"),
        );
    } else {
        report.error(arm, "this is not a way on from a step", FORM);
    }
}

/// Connects the steps, and gives those of one name of which, by their
/// `#[cfg]`s, only one may exist.
pub(super) fn connect(drafts: &mut [Draft], report: &mut Report) -> Vec<(TokenStream, Ident)> {
    let alternatives = names(drafts, report);
    let all_known = arms(drafts, report);
    let resolved: Vec<Vec<Arm>> = drafts
        .iter()
        .map(|draft| {
            draft
                .arms()
                .iter()
                .filter_map(|way| arm(way, drafts))
                .collect()
        })
        .collect();
    if all_known {
        let ways: Vec<Vec<usize>> = (0..drafts.len()).map(|at| leads_to(at, drafts)).collect();
        unreached(drafts, &ways, report);
        circles(drafts, &ways, report);
    }
    for (draft, arms) in drafts.iter_mut().zip(resolved) {
        draft.step.next = arms;
    }
    alternatives
}

/// Refuses reserved and repeated names.
fn names(drafts: &[Draft], report: &mut Report) -> Vec<(TokenStream, Ident)> {
    let mut alternatives: Vec<(TokenStream, Ident)> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let Some(name) = &draft.step.name else {
            continue;
        };
        if name == END {
            report.error(
                name,
                "no step can be called `end`: in `next` it is the end of the tour",
                "choose another name, such as `last`",
            );
            continue;
        }
        let Some(text) = &draft.called else {
            continue;
        };
        let namesakes = || drafts.iter().filter(|other| other.is_called(text));
        if namesakes().all(|other| other.predicate.is_some()) {
            // A keyword is a name here, but not in Rust.
            let nameable = syn::parse2::<Ident>(name.to_token_stream()).is_ok();
            if nameable && namesakes().count() > 1 {
                alternatives.push((draft.step.conditions.clone(), name.clone()));
            }
        } else if drafts[..at].iter().any(|other| other.is_called(text)) {
            report.error(
                name,
                format!("two steps are called `{text}`, and `next` could only lead to the first"),
                "choose another name for one of them",
            );
        }
    }
    alternatives
}

/// Checks each arm by itself; says whether all that is written can be followed.
fn arms(drafts: &[Draft], report: &mut Report) -> bool {
    let mut all_known = drafts
        .iter()
        .all(|draft| draft.ways.as_ref().is_none_or(|ways| ways.complete));
    let names: Vec<String> = drafts
        .iter()
        .filter_map(|draft| draft.called.clone())
        .filter(|name| name != END)
        .collect();
    for draft in drafts {
        let mut settled: Option<&Ident> = None;
        for way in draft.arms() {
            let name = &way.name;
            if name != END && !names.contains(name) {
                all_known = false;
                report.error(
                    &way.to,
                    format!("no step of this tour is called `{name}`"),
                    unknown_help(name, &names),
                );
                continue;
            }
            if let Some(before) = settled {
                report.error(
                    &way.to,
                    format!("this way on is never taken: `{before}` before it has no condition"),
                    format!(
                        "write `{before}` last, or give it a condition: `{before} if |view| …`"
                    ),
                );
                break;
            }
            if way.is_certain(drafts) {
                settled = Some(&way.to);
            }
        }
    }
    all_known
}

fn unknown_help(name: &str, names: &[String]) -> String {
    let known = || names.iter().map(String::as_str);
    if let Some(meant) = nearest(name, known().chain([END])) {
        return format!("did you mean `{meant}`?");
    }
    match name {
        "done" | "finish" | "finished" | "stop" | "exit" | "quit" | "None" => {
            "the end of the tour is called `end`".to_owned()
        }
        _ if names.is_empty() => {
            format!("give the step that is meant its name: `step {name} {{ … }}`")
        }
        _ => format!("there is {}, and `end`", list(known())),
    }
}

/// The arm with the conditions of the steps that it leads to.
fn arm(way: &Way, drafts: &[Draft]) -> Option<Arm> {
    let mut conditions = conditions(&way.attrs);
    let to = (way.name != END).then(|| way.to.clone());
    if to.is_some() {
        let targets: Vec<&Draft> = drafts
            .iter()
            .filter(|draft| draft.is_called(&way.name))
            .collect();
        if targets.is_empty() {
            return None;
        }
        let asked: Option<Vec<_>> = targets
            .iter()
            .map(|draft| draft.predicate.clone())
            .collect();
        if let Some(asked) = asked {
            conditions.extend(match asked.as_slice() {
                [one] => quote! { #[cfg(#one)] },
                several => quote! { #[cfg(any(#(#several),*))] },
            });
        }
    }
    Some(Arm {
        conditions,
        to,
        when: way.when.clone(),
    })
}

/// The steps to which a step may lead.
fn leads_to(at: usize, drafts: &[Draft]) -> Vec<usize> {
    let mut to = Vec::new();
    let arms = drafts[at].arms();
    for way in arms {
        to.extend((0..drafts.len()).filter(|&step| drafts[step].is_called(&way.name)));
    }
    if !arms.iter().any(|way| way.is_certain(drafts)) {
        to.extend(from(at + 1, drafts));
    }
    to
}

/// The step at a place; and, as it may not be there, those below it up to one
/// that surely is.
fn from(at: usize, drafts: &[Draft]) -> impl Iterator<Item = usize> {
    let certain = drafts
        .iter()
        .skip(at)
        .position(|draft| draft.predicate.is_none())
        .map_or(drafts.len(), |below| at + below + 1);
    at..certain
}

/// Reports the steps that nothing leads to.
fn unreached(drafts: &[Draft], ways: &[Vec<usize>], report: &mut Report) {
    let mut reached = vec![false; drafts.len()];
    let mut reach = |start: &mut dyn Iterator<Item = usize>| {
        let mut queue: VecDeque<usize> = start.collect();
        let mut news = Vec::new();
        while let Some(at) = queue.pop_front() {
            if !std::mem::replace(&mut reached[at], true) {
                news.push(at);
                queue.extend(&ways[at]);
            }
        }
        news
    };
    reach(&mut from(0, drafts));
    for (at, draft) in drafts.iter().enumerate() {
        // What only this step leads to is not reported as well.
        if reach(&mut std::iter::once(at)).is_empty() {
            continue;
        }
        let above = at.checked_sub(1).and_then(|above| {
            let arms = drafts[above].arms();
            arms.iter().find(|way| way.is_certain(drafts))
        });
        let wrong = match above {
            Some(way) if way.name == END => {
                "nothing leads to this step: the tour ends at the one above it".to_owned()
            }
            Some(way) => format!(
                "nothing leads to this step: the one above it goes on to `{}`",
                way.to
            ),
            None => "nothing leads to this step".to_owned(),
        };
        report.error(
            &draft.at,
            wrong,
            match &draft.step.name {
                Some(name) => format!("write `next: {name}` in the step that comes before it, or leave this one out"),
                None => "give it a name and write that in the `next` of the step that comes before it, or leave this one out".to_owned(),
            },
        );
    }
}

/// Reports the circles in which no step waits for anything.
fn circles(drafts: &[Draft], ways: &[Vec<usize>], report: &mut Report) {
    let mut told = vec![false; drafts.len()];
    for start in 0..drafts.len() {
        // Each circle has a way back up; its first step is where that leads.
        let back = (start..drafts.len()).any(|from| ways[from].contains(&start));
        if !back || told[start] || drafts[start].waits {
            continue;
        }
        let Some(circle) = way_back(start, drafts, ways) else {
            continue;
        };
        for &at in &circle {
            told[at] = true;
        }
        let draft = &drafts[start];
        let others: Vec<String> = circle
            .iter()
            .skip(1)
            .filter_map(|&at| drafts[at].step.name.as_ref())
            .map(Ident::to_string)
            .collect();
        let name = draft
            .step
            .name
            .as_ref()
            .map_or_else(|| "step".to_owned(), |name| format!("`{name}`"));
        let wrong = match (circle.len(), others.len() + 1 == circle.len()) {
            (1, _) => format!(
                "{name} leads back to itself and waits for nothing: the tour would turn on the spot until it is stopped"
            ),
            (_, true) => format!(
                "{name} leads to {} and back, and none of them waits for anything: the tour would turn in a circle until it is stopped",
                list(others.iter().map(String::as_str))
            ),
            _ => format!(
                "{name} leads back to itself, and no step on the way waits for anything: the tour would turn in a circle until it is stopped"
            ),
        };
        report.error(
            &draft.at,
            wrong,
            "give one of these steps a `wait_for` or a `timeout`, or let the last go on to `end`",
        );
    }
}

/// The steps from `start` back to it, if there is a way on which none waits.
fn way_back(start: usize, drafts: &[Draft], ways: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut before: Vec<Option<usize>> = vec![None; drafts.len()];
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for &to in &ways[at] {
            if to == start {
                let mut circle = vec![at];
                while let Some(step) = circle.last().copied().filter(|step| *step != start) {
                    circle.extend(before[step]);
                }
                circle.reverse();
                return Some(circle);
            }
            if before[to].is_none() && !drafts[to].waits {
                before[to] = Some(at);
                queue.push_back(to);
            }
        }
    }
    None
}
