//! The value of each field and setting.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::{Expr, ExprClosure, LitInt, LitStr, Path};

use super::fields::{is_missing, text};
use crate::duration::{self, Fault};
use crate::nearest::{list, suggestion};
use crate::printed::printed;
use crate::report::Report;
use crate::tutorial::model::{Autostart, Message, OnMissing, Position, Timeout};
use crate::tutorial::parse::Field;

pub(super) fn target(field: &Field, report: &mut Report) -> Option<LitStr> {
    let literal = text(field, "a CSS selector", r##""#id""##, report)?;
    let selector = literal.value();
    let Err(fault) = docent_check::selector::check_shadow_path(&selector) else {
        return Some(literal);
    };
    if fault.at().is_empty() {
        report.error(
            &literal,
            "this selector is empty: the step would point at nothing",
            r##"write the selector of the element to point at: `target: "#id"`"##,
        );
        return None;
    }
    // No part of a literal can be underlined, so the text says which it is.
    let at = fault.at();
    let character = selector[..at.start].chars().count() + 1;
    let part: String = selector[at].chars().take(40).collect();
    let problem = fault.problem();
    let place = if problem.contains(&format!("`{part}`")) {
        format!("at character {character} of this selector: ")
    } else {
        format!("at `{part}`, character {character} of this selector: ")
    };
    report.error(&literal, format!("{place}{problem}"), fault.remedy());
    None
}

pub(super) fn message(field: &Field, report: &mut Report) -> Option<Message> {
    const EXAMPLE: &str = r#""…""#;
    if is_missing(field, EXAMPLE, report) {
        return None;
    }
    if let Ok(closure) = syn::parse2::<ExprClosure>(field.value.clone()) {
        let plain = closure.asyncness.is_none() && closure.inputs.len() == 1;
        if plain {
            return Some(Message::Made(Box::new(closure)));
        }
        report.error(
            &closure,
            "a `message` closure is given the view, and only that",
            "write `message: |view| …`",
        );
        return None;
    }
    let starts_with_text = matches!(
        field
            .value
            .clone()
            .into_iter()
            .next()
            .map(|token| syn::parse2::<LitStr>(token.into())),
        Some(Ok(_))
    );
    match syn::parse2::<Expr>(field.value.clone()) {
        Ok(expr) if !starts_with_text => {
            report.error(
                &expr,
                "a `message` is a string literal, or a closure that makes the text from the view",
                if short(&expr) {
                    format!("write `message: |_| {}`", printed(&expr).trim_start())
                } else {
                    "write `message: |view| …`".to_owned()
                },
            );
            None
        }
        Err(_) if field.value.to_string().starts_with('|') => {
            report.error(
                &field.value,
                "this closure is not complete",
                "write `message: |view| …`, with an expression that gives the text",
            );
            None
        }
        _ => text(field, "the text of the bubble", EXAMPLE, report).map(Message::Fixed),
    }
}

fn short(expr: &Expr) -> bool {
    expr.to_token_stream().to_string().len() <= 40
}

/// The awaited handler and, where it is not the view's own, whose it is.
/// Whether there is such a handler, the compiler says.
pub(super) fn wait_for(
    field: &Field,
    view: Option<&str>,
    report: &mut Report,
) -> Option<(Option<Path>, Ident)> {
    if is_missing(field, "create_project", report) {
        return None;
    }
    if let Ok(name) = syn::parse2::<Ident>(field.value.clone()) {
        return Some((None, name));
    }
    if let Ok(literal) = syn::parse2::<LitStr>(field.value.clone()) {
        let word = literal.value();
        if let Ok(name) = literal.parse::<Ident>() {
            return Some((None, name));
        }
        if let Ok(path) = literal.parse::<Path>()
            && let Some(found) = handler_of(path, view)
        {
            return Some(found);
        }
        let name = word.trim().replace([' ', '-'], "_");
        report.error(
            &literal,
            format!("`{word}` cannot be the name of an event handler"),
            if syn::parse_str::<Ident>(&name).is_ok() {
                format!("write the name of the method that is marked `#[event_handler]`: `wait_for: {name}`")
            } else {
                "write the name of a method that is marked `#[event_handler]`: `wait_for: create_project`".to_owned()
            },
        );
        return None;
    }
    if let Ok(path) = syn::parse2::<Path>(field.value.clone())
        && let Some(found) = handler_of(path, view)
    {
        return Some(found);
    }
    if let Some(first) = first_of_several(field) {
        report.error(
            &field.value,
            "a step waits for one event handler",
            format!("write `wait_for: {first}`; for one after the other, write two steps"),
        );
        return None;
    }
    // `create_project()`, `self.create_project`, `create_project.await`
    let names = plain(field.value.clone());
    let name = names.iter().rfind(|name| *name != "view");
    report.error(
        &field.value,
        "`wait_for` takes the bare name of an event handler",
        match name {
            Some(name) => format!("write `wait_for: {name}`"),
            None => "write, for example, `wait_for: create_project`".to_owned(),
        },
    );
    None
}

/// The first name in `[create_project, save]` and `create_project || save`.
fn first_of_several(field: &Field) -> Option<Ident> {
    let tokens: Vec<TokenTree> = field.value.clone().into_iter().collect();
    let list = match tokens.as_slice() {
        [TokenTree::Group(group)] => group.stream(),
        _ => field.value.clone(),
    };
    let between = |token: TokenTree| matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | '|' | '&'));
    let mut names = plain(list.clone()).into_iter();
    let is_list = list.into_iter().skip(1).any(between);
    let first = names.next()?;
    (is_list && names.next().is_some() && !field.value.to_string().starts_with('|'))
        .then_some(first)
}

/// The names in some tokens, without keywords and what stands in `<…>`.
fn plain(tokens: TokenStream) -> Vec<Ident> {
    let mut names = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => break,
            TokenTree::Ident(name) if syn::parse_str::<Ident>(&name.to_string()).is_ok() => {
                names.push(name);
            }
            _ => {}
        }
    }
    names
}

/// `TutorialMixin::start_tutorial`, cut before its last segment; nothing where
/// the owner is the view, whose handlers go by their bare names.
fn handler_of(mut path: Path, view: Option<&str>) -> Option<(Option<Path>, Ident)> {
    let last = path.segments.pop()?;
    path.segments.pop_punct();
    let owner = path.segments.last()?.ident.unraw().to_string();
    let own = owner == "Self" || Some(owner.as_str()) == view;
    (!own && last.arguments.is_none()).then_some((Some(path), last.ident))
}

/// One of a few words, bare or as a string literal.
fn word<T: Copy>(
    field: &Field,
    choices: &[(&'static str, T)],
    what: &str,
    unknown: &str,
    report: &mut Report,
) -> Option<T> {
    let names = choices.iter().map(|(name, _)| *name);
    if is_missing(field, choices[0].0, report) {
        return None;
    }
    let word = syn::parse2::<LitStr>(field.value.clone())
        .map(|literal| literal.value())
        .or_else(|_| syn::parse2::<Ident>(field.value.clone()).map(|ident| ident.to_string()));
    let Ok(word) = word else {
        report.error(
            &field.value,
            format!("`{}` is {what}", field.name),
            format!("write one of {}", list(names)),
        );
        return None;
    };
    let known = choices.iter().find(|(name, _)| *name == word);
    if known.is_none() {
        // Of `bottom-start` the first half.
        let half = word.split(['-', '_', ' ']).next().unwrap_or_default();
        let meant = choices.iter().find(|(name, _)| *name == half);
        report.error(
            &field.value,
            format!("{unknown} `{word}`"),
            match meant {
                Some((meant, _)) => format!("did you mean `{meant}`?"),
                None => suggestion(&word, names),
            },
        );
    }
    known.map(|(_, choice)| *choice)
}

pub(super) fn position(field: &Field, report: &mut Report) -> Option<Position> {
    word(
        field,
        &Position::NAMES,
        "the side of the target at which the bubble stands",
        "a bubble has no position",
        report,
    )
}

pub(super) fn on_missing(field: &Field, report: &mut Report) -> Option<OnMissing> {
    word(
        field,
        &OnMissing::NAMES,
        "what happens while the target is not on the page",
        "for a missing target there is no policy",
        report,
    )
}

pub(super) fn autostart(field: &Field, report: &mut Report) -> Option<Autostart> {
    word(
        field,
        &Autostart::NAMES,
        "whether the tour starts by itself when its page is opened",
        "for the start of a tour there is no choice",
        report,
    )
}

pub(super) fn skip_if(field: &Field, report: &mut Report) -> Option<ExprClosure> {
    predicate(field, "view", "the view", report)
}

pub(super) fn when(field: &Field, report: &mut Report) -> Option<ExprClosure> {
    predicate(field, "event", "the event's parameters", report)
}

/// `|view| …`: a closure of one argument that says yes or no.
fn predicate(
    field: &Field,
    argument: &str,
    given: &str,
    report: &mut Report,
) -> Option<ExprClosure> {
    let name = &field.name;
    if is_missing(field, &format!("|{argument}| …"), report) {
        return None;
    }
    match syn::parse2::<Expr>(field.value.clone()) {
        Ok(Expr::Closure(closure)) if closure.inputs.len() == 1 && closure.asyncness.is_none() => {
            return Some(closure);
        }
        Ok(Expr::Closure(closure)) => report.error(
            &closure,
            format!("a `{name}` closure is given {given}, and only that"),
            format!("write `{name}: |{argument}| …`"),
        ),
        Ok(expr) => report.error(
            &expr,
            format!("`{name}` is a closure that is given {given} and says yes or no"),
            if short(&expr) {
                format!("write `{name}: |{argument}| {}`", printed(&expr))
            } else {
                format!("write `{name}: |{argument}| …`")
            },
        ),
        Err(_) => report.error(
            &field.value,
            "this closure is not complete",
            format!("write `{name}: |{argument}| …`, with an expression that gives a `bool`"),
        ),
    }
    None
}

/// The durable key of the tour.
pub(super) fn id(field: &Field, report: &mut Report) -> Option<String> {
    let literal = text(
        field,
        "the key of a visitor's progress",
        r#""onboarding""#,
        report,
    )?;
    if literal.value().trim().is_empty() {
        report.error(
            &literal,
            "an empty `id` would be the same for every tour, and each would overwrite the progress of the others",
            "write a name that stays: `id: \"onboarding\"`; or leave the setting out for the view's name",
        );
        return None;
    }
    Some(literal.value())
}

pub(super) fn version(field: &Field, report: &mut Report) -> Option<u32> {
    const HELP: &str = "write a whole number from 1 on, and raise it when the steps have changed so much that stored progress would mislead";
    if is_missing(field, "1", report) {
        return None;
    }
    let number = syn::parse2::<LitInt>(field.value.clone())
        .ok()
        .filter(|number| number.suffix().is_empty())
        .and_then(|number| number.base10_parse::<u32>().ok());
    match number {
        Some(0) => report.error(&field.value, "the versions of a tour count from 1", HELP),
        None => report.error(
            &field.value,
            format!(
                "`{}` cannot be the version of a tour",
                printed(&field.value)
            ),
            HELP,
        ),
        Some(_) => {}
    }
    number.filter(|number| *number > 0)
}

pub(super) fn timeout(field: &Field, report: &mut Report) -> Option<Timeout> {
    const FORMS: &str =
        "write `4s`, `250ms`, `5min`, `1h`, a number of seconds, or a constant of type `Duration`";
    if is_missing(field, "4s", report) {
        return None;
    }
    let tokens: Vec<TokenTree> = field.value.clone().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Literal(literal)] => literal_timeout(field, literal, report),
        [TokenTree::Punct(minus), TokenTree::Literal(literal)] if minus.as_char() == '-' => {
            report.error(
                &field.value,
                "a `timeout` cannot be negative",
                match duration::parse(literal) {
                    Ok(_) => format!(
                        "write `timeout: {literal}`, or leave the field out to wait for ever"
                    ),
                    Err(_) => FORMS.to_owned(),
                },
            );
            None
        }
        [TokenTree::Ident(word)]
            if ["never", "none", "None", "forever", "infinite"]
                .iter()
                .any(|known| word == known) =>
        {
            report.error(
                word,
                format!("`{word}` is not a length of time"),
                "leave the field out to wait for ever",
            );
            None
        }
        [TokenTree::Literal(number), TokenTree::Ident(word)] => {
            let unit = duration::meant_unit(&word.to_string());
            report.error(
                &field.value,
                "the unit of a `timeout` follows its number without a space",
                match unit {
                    Some(unit) => format!("write `timeout: {number}{unit}`"),
                    None => FORMS.to_owned(),
                },
            );
            None
        }
        _ => match syn::parse2::<Expr>(field.value.clone()) {
            Ok(expr) => Some(Timeout::Constant(Box::new(expr))),
            Err(_) => {
                report.error(&field.value, "this is not a length of time", FORMS);
                None
            }
        },
    }
}

fn literal_timeout(field: &Field, literal: &Literal, report: &mut Report) -> Option<Timeout> {
    let fault = match duration::parse(literal) {
        Ok(duration) => return Some(Timeout::Literal(duration)),
        Err(fault) => fault,
    };
    let (wrong, help) = match fault {
        Fault::NotANumber => (
            format!("{literal} is not a length of time"),
            match syn::parse2::<LitStr>(field.value.clone()).map(|text| text.value()) {
                Ok(text)
                    if text
                        .parse::<Literal>()
                        .is_ok_and(|inner| duration::parse(&inner).is_ok()) =>
                {
                    format!("write it without quotes: `timeout: {text}`")
                }
                _ => "write `4s`, `250ms`, `5min`, `1h` or a number of seconds".to_owned(),
            },
        ),
        Fault::UnknownUnit {
            digits,
            unit,
            meant,
        } => (
            format!("`{unit}` is not a unit of time here"),
            match meant {
                Some(meant) => format!(
                    "write `timeout: {digits}{meant}`; the units are `s`, `ms`, `min` and `h`"
                ),
                None => "the units are `s`, `ms`, `min` and `h`; a plain number counts seconds"
                    .to_owned(),
            },
        ),
        Fault::Zero => (
            "this step would be over before anybody could see it".to_owned(),
            "write a longer `timeout`, or leave the field out".to_owned(),
        ),
        Fault::TooLong => (
            "this is longer than five hundred years".to_owned(),
            "leave the field out to wait for ever".to_owned(),
        ),
    };
    report.error(literal, wrong, help);
    None
}

pub(super) fn chain(field: &Field, report: &mut Report) -> Option<Expr> {
    const EXAMPLE: &str = r##"Js::add_class("seen").to("#help")"##;
    if is_missing(field, EXAMPLE, report) {
        return None;
    }
    let name = &field.name;
    match syn::parse2::<Expr>(field.value.clone()) {
        Ok(Expr::Closure(closure)) => {
            let body = &closure.body;
            report.error(
                &field.value,
                format!("`{name}` is a chain of commands, not a closure that makes one"),
                if closure.inputs.is_empty() && short(body) {
                    format!("write `{name}: {}`", printed(body))
                } else {
                    format!("write an expression of type `Js`: `{name}: {EXAMPLE}`")
                },
            );
            None
        }
        Ok(expr) => Some(expr),
        Err(_) => {
            report.error(
                &field.value,
                format!("this is not a chain of commands for `{name}`"),
                format!("write an expression of type `Js`: `{name}: {EXAMPLE}`"),
            );
            None
        }
    }
}

pub(super) fn highlight_class(field: &Field, report: &mut Report) -> Option<LitStr> {
    let literal = text(field, "a CSS class", r#""tour-highlight""#, report)?;
    let class = literal.value();
    if class.trim().is_empty() {
        report.error(
            &literal,
            "a class needs a name: nothing would be highlighted",
            "write a class of your stylesheet, or leave the field out for `tour-highlight`",
        );
        return None;
    }
    if let Some(name) = class.trim().strip_prefix('.') {
        report.error(
            &literal,
            "`highlight_class` is the class itself, not a selector",
            format!("write `highlight_class: \"{name}\"`"),
        );
        return None;
    }
    Some(literal)
}

pub(super) fn narrate_event(field: &Field, report: &mut Report) -> Option<LitStr> {
    let literal = text(
        field,
        "the name of a DOM event",
        r#""tour:narrate""#,
        report,
    )?;
    if literal.value().trim().is_empty() {
        report.error(
            &literal,
            "an event needs a name: no bubble would hear of this step",
            "write the event that your bubble listens for, or leave the field out for `tour:narrate`",
        );
        return None;
    }
    Some(literal)
}
