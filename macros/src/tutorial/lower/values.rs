//! The value of each field and setting.

use docent_check::suggest::list;
use docent_check::tour::duration::{self, ENDLESS};
use docent_check::tour::{Field as Known, Setting, Value, parse_version};
use proc_macro2::{Ident, Literal, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprClosure, LitStr, Pat};

use super::closures::{closure_of, is_named_self, names, refuse_self};
use super::fields::{either, text};
use super::lowered::{Lowered, Settings};
use super::next::next;
use super::waits::wait_for;
use crate::printed::printed;
use crate::report::Report;
use crate::tutorial::model::{Autostart, Elsewhere, OnMissing, Position, Text, Timeout};
use crate::tutorial::parse::Field;

/// Reads a field into the step, and returns its value for the check.
pub(super) fn field(
    known: Known,
    field: &Field,
    lowered: &mut Lowered,
    view: Option<&str>,
    report: &mut Report,
) -> Value {
    let step = &mut lowered.step;
    let (what, example) = (known.what(), known.example());
    match known {
        Known::Target => {
            let literal = text(field, what, example, report);
            string(literal, |literal| step.target = literal)
        }
        Known::Message => made(text_or_closure(known, field, report), |text| {
            step.message = text;
        }),
        Known::Page => made(text_or_closure(known, field, report), |text| {
            step.page = Some(text);
        }),
        Known::Href => made(text_or_closure(known, field, report), |text| {
            step.href = Some(text);
        }),
        Known::Elsewhere => written(word(field, what, &Elsewhere::NAMES, report), |policy| {
            step.elsewhere = Elsewhere::from_name(policy).unwrap_or_default();
        }),
        Known::Position => written(word(field, what, &Position::NAMES, report), |side| {
            step.position = Position::from_name(side).or(step.position);
        }),
        Known::OnMissing => written(word(field, what, &OnMissing::NAMES, report), |policy| {
            step.on_missing = OnMissing::from_name(policy).unwrap_or(step.on_missing);
        }),
        Known::HighlightClass => {
            let literal = text(field, what, example, report);
            string(literal, |literal| step.highlight_class = Some(literal))
        }
        Known::NarrateEvent => {
            let literal = text(field, what, example, report);
            string(literal, |literal| step.narrate_event = Some(literal))
        }
        Known::WaitFor => {
            let read = wait_for(field, view, report);
            step.waits = read.waits;
            lowered.wait_for = read.written;
            read.value
        }
        Known::Timeout => {
            let (value, timeout) = timeout(field, report);
            step.timeout = timeout;
            value
        }
        Known::When => {
            lowered.when = when(field, report);
            Value::Opaque
        }
        Known::SkipIf => {
            step.skip_if = skip_if(field, report);
            Value::Opaque
        }
        Known::OnEnter => {
            step.on_enter = chain(known, field, report);
            Value::Opaque
        }
        Known::OnExit => {
            step.on_exit = chain(known, field, report);
            Value::Opaque
        }
        Known::Next => {
            let (value, next) = next(field, report);
            lowered.next = next;
            value
        }
        // In source the name comes before the fields.
        Known::Name => Value::Opaque,
    }
}

/// Reads a setting, and returns its value for the check.
pub(super) fn setting(
    setting: Setting,
    field: &Field,
    settings: &mut Settings,
    report: &mut Report,
) -> Value {
    let (what, example) = (setting.what(), setting.example());
    match setting {
        Setting::Id => {
            let literal = text(field, what, example, report);
            string(literal, |literal| settings.id = Some(literal.value()))
        }
        Setting::Version => {
            if let Ok(literal) = syn::parse2::<LitStr>(field.value.clone()) {
                return Value::Text(literal.value());
            }
            written(Some(printed(&field.value)), |number| {
                settings.version = parse_version(number);
            })
        }
        Setting::Autostart => written(word(field, what, &Autostart::NAMES, report), |choice| {
            settings.autostart = Autostart::from_name(choice);
        }),
        Setting::HighlightClass => {
            let literal = text(field, what, example, report);
            string(literal, |literal| settings.highlight_class = Some(literal))
        }
        Setting::NarrateEvent => {
            let literal = text(field, what, example, report);
            string(literal, |literal| settings.narrate_event = Some(literal))
        }
        Setting::Position => written(word(field, what, &Position::NAMES, report), |side| {
            settings.position = Position::from_name(side);
        }),
        Setting::OnMissing => written(word(field, what, &OnMissing::NAMES, report), |policy| {
            settings.on_missing = OnMissing::from_name(policy);
        }),
        Setting::Crate => {
            settings.renamed = syn::parse2(field.value.clone()).ok();
            if settings.renamed.is_none() {
                report.error(
                    either(&field.value, &field.name),
                    "`crate` is the path of docent",
                    "write `crate: ::docent`, with the name that docent has in Cargo.toml",
                );
            }
            Value::Opaque
        }
    }
}

/// Takes a string literal into the model, and returns it for the check.
fn string(literal: Option<LitStr>, take: impl FnOnce(LitStr)) -> Value {
    match literal {
        Some(literal) => {
            let value = Value::Text(literal.value());
            take(literal);
            value
        }
        None => Value::Opaque,
    }
}

/// Takes a word or number into the model, and returns it for the check.
fn written(word: Option<String>, take: impl FnOnce(&str)) -> Value {
    match word {
        Some(word) => {
            take(&word);
            Value::Written(word)
        }
        None => Value::Opaque,
    }
}

/// Takes a string or a closure into the model, and returns it for the check.
fn made(text: Option<Text>, take: impl FnOnce(Text)) -> Value {
    let Some(text) = text else {
        return Value::Opaque;
    };
    let value = match &text {
        Text::Static(literal) => Value::Text(literal.value()),
        Text::Dynamic(_) => Value::Opaque,
    };
    take(text);
    value
}

/// A string literal, or a closure that makes the string from the view.
fn text_or_closure(known: Known, field: &Field, report: &mut Report) -> Option<Text> {
    let (name, what, example) = (known.name(), known.what(), known.example());
    let returned = match known {
        Known::Message => "the text",
        Known::Page => "the path",
        _ => "the URL",
    };
    if let Ok(closure) = syn::parse2::<ExprClosure>(field.value.clone()) {
        let plain = closure.asyncness.is_none() && closure.inputs.len() == 1;
        if plain && is_named_self(&closure) {
            refuse_self(&closure, "the view", &format!("{name}: |view| …"), report);
            return None;
        }
        if plain && let Some(owned) = owned(&closure) {
            report.error(
                &closure.body,
                format!("this text is a part of the view, and the step keeps its `{name}` beyond the view's next event"),
                format!("return a text of its own: `{owned}`"),
            );
            return None;
        }
        if plain {
            return Some(Text::Dynamic(Box::new(closure)));
        }
        report.error(
            &closure,
            format!("a `{name}` closure takes one argument, the view"),
            format!("write `{name}: |view| …`"),
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
                format!("a `{name}` is a string literal, or a closure that returns {returned}"),
                if short(&expr) {
                    let view = if names(expr.to_token_stream(), "view") {
                        "view"
                    } else {
                        "_"
                    };
                    format!("write `{name}: |{view}| {}`", printed(&expr).trim_start())
                } else {
                    format!("write `{name}: |view| …`")
                },
            );
            None
        }
        Err(_) if field.value.to_string().starts_with('|') => {
            report.error(
                &field.value,
                "this closure is incomplete",
                format!("write `{name}: |view| …` with an expression that returns {returned}"),
            );
            None
        }
        _ => text(field, what, example, report).map(Text::Static),
    }
}

/// What returns a copy of the text that a closure borrows from the view by `&view.title`.
///
/// A text of another place, as of a static, may live long enough.
fn owned(closure: &ExprClosure) -> Option<String> {
    let Expr::Reference(reference) = &*closure.body else {
        return None;
    };
    let mut base = match &*reference.expr {
        Expr::Field(field) => &field.base,
        _ => return None,
    };
    while let Expr::Field(field) = &**base {
        base = &field.base;
    }
    let view = match closure.inputs.first()? {
        Pat::Type(typed) => &typed.pat,
        view => view,
    };
    let is_view = match (&**base, view) {
        (Expr::Path(path), Pat::Ident(view)) => path.path.is_ident(&view.ident),
        _ => false,
    };
    is_view.then(|| format!("{}.clone()", printed(&reference.expr)))
}

fn short(expr: &Expr) -> bool {
    expr.to_token_stream().to_string().len() <= 40
}

/// A word, bare or as a string literal; `choices` are the valid ones.
fn word<T>(
    field: &Field,
    what: &str,
    choices: &[(&'static str, T)],
    report: &mut Report,
) -> Option<String> {
    let word = syn::parse2::<LitStr>(field.value.clone())
        .map(|literal| literal.value())
        .or_else(|_| syn::parse2::<Ident>(field.value.clone()).map(|ident| ident.to_string()));
    if word.is_err() {
        report.error(
            &field.value,
            format!("`{}` is {what}", field.name),
            format!("use one of {}", list(choices.iter().map(|(name, _)| *name))),
        );
    }
    word.ok()
}

fn skip_if(field: &Field, report: &mut Report) -> Option<ExprClosure> {
    predicate(field, "view", "the view", report)
}

fn when(field: &Field, report: &mut Report) -> Option<ExprClosure> {
    predicate(field, "event", "the event's parameters", report)
}

/// `|view| …`: a closure with one argument that returns `bool`.
fn predicate(
    field: &Field,
    argument: &str,
    given: &str,
    report: &mut Report,
) -> Option<ExprClosure> {
    let name = &field.name;
    match syn::parse2::<Expr>(field.value.clone()) {
        Ok(Expr::Closure(closure)) if is_named_self(&closure) => {
            refuse_self(&closure, given, &format!("{name}: |{argument}| …"), report);
        }
        Ok(Expr::Closure(closure)) if closure.inputs.len() == 1 && closure.asyncness.is_none() => {
            return Some(closure);
        }
        Ok(Expr::Closure(closure)) => report.error(
            &closure,
            format!("a `{name}` closure takes one argument, {given}"),
            format!("write `{name}: |{argument}| …`"),
        ),
        Ok(expr) => report.error(
            &expr,
            format!("`{name}` is a closure that takes {given} and returns `bool`"),
            format!("write `{name}: {}`", closure_of(argument, &expr)),
        ),
        Err(_) => report.error(
            &field.value,
            "this closure is incomplete",
            format!("write `{name}: |{argument}| …` with an expression of type `bool`"),
        ),
    }
    None
}

fn timeout(field: &Field, report: &mut Report) -> (Value, Option<Timeout>) {
    let tokens: Vec<TokenTree> = field.value.clone().into_iter().collect();
    let literal = match tokens.as_slice() {
        [TokenTree::Literal(literal)] => match syn::parse2::<LitStr>(field.value.clone()) {
            Ok(text) => {
                quoted_timeout(literal, &text.value(), report);
                return (Value::Opaque, None);
            }
            Err(_) => literal.to_string(),
        },
        [TokenTree::Punct(minus), TokenTree::Literal(literal)] if minus.as_char() == '-' => {
            format!("-{literal}")
        }
        [TokenTree::Ident(word)] if ENDLESS.iter().any(|known| word == known) => word.to_string(),
        [TokenTree::Literal(number), TokenTree::Ident(unit)] => format!("{number} {unit}"),
        _ => {
            let Ok(expr) = syn::parse2::<Expr>(field.value.clone()) else {
                report.error(
                    &field.value,
                    "this is not a duration",
                    "write one number: `90s`, `250ms`, `5min`, `1h`, a number of seconds, or a constant of type `Duration`",
                );
                return (Value::Opaque, None);
            };
            return (Value::Opaque, Some(Timeout::Constant(Box::new(expr))));
        }
    };
    let timeout = duration::parse(&literal).ok().map(Timeout::Literal);
    (Value::Written(literal), timeout)
}

/// Reports a string, which is a duration only in a tour that is data.
fn quoted_timeout(literal: &Literal, text: &str, report: &mut Report) {
    report.error(
        literal,
        format!("`{literal}` is not a duration"),
        if duration::parse(text).is_ok() {
            format!("remove the quotes: `timeout: {text}`")
        } else {
            "write `4s`, `250ms`, `5min`, `1h` or a number of seconds".to_owned()
        },
    );
}

fn chain(known: Known, field: &Field, report: &mut Report) -> Option<Expr> {
    let (name, example) = (&field.name, known.example());
    match syn::parse2::<Expr>(field.value.clone()) {
        Ok(Expr::Closure(closure)) => {
            let body = &closure.body;
            report.error(
                &field.value,
                format!("`{name}` is a chain of commands, not a closure that returns one"),
                if closure.inputs.is_empty() && short(body) {
                    format!("write `{name}: {}`", printed(body))
                } else {
                    format!("write an expression of type `Js`: `{name}: {example}`")
                },
            );
            None
        }
        Ok(expr) => commands(&expr, report).then_some(expr),
        Err(_) => {
            report.error(
                &field.value,
                format!("`{name}` is a chain of commands, and this is not an expression"),
                format!("write an expression of type `Js`: `{name}: {example}`"),
            );
            None
        }
    }
}

/// The commands that are given their element with `to`, and how many arguments they take.
const COMMANDS: [(&str, usize); 11] = [
    ("show", 0),
    ("hide", 0),
    ("toggle", 0),
    ("focus", 0),
    ("scroll_into_view", 0),
    ("show_modal", 0),
    ("close", 0),
    ("reset", 0),
    ("add_class", 1),
    ("remove_class", 1),
    ("remove_attr", 1),
];

/// Reports what other libraries write in a chain of commands.
fn commands(expr: &Expr, report: &mut Report) -> bool {
    match expr {
        Expr::MethodCall(call) => {
            let mut fine = commands(&call.receiver, report);
            for argument in &call.args {
                fine &= commands(argument, report);
            }
            fine
        }
        Expr::Call(call) => command(call, report),
        _ => true,
    }
}

fn command(call: &syn::ExprCall, report: &mut Report) -> bool {
    let Expr::Path(function) = &*call.func else {
        return true;
    };
    let mut names = function.path.segments.iter().rev().map(|it| &it.ident);
    let (Some(name), Some(of)) = (names.next(), names.next()) else {
        return true;
    };
    if of != "Js" {
        return true;
    }
    if name == "click" {
        report.error(
            name,
            "no command clicks for the visitor",
            "let the step wait for their click, `wait_for: dom(\"click\")`; or call the handler that the click would call, `Js::push(\"name\")`",
        );
        return false;
    }
    let takes = COMMANDS.iter().find(|(known, _)| name == known);
    let Some((_, takes)) = takes.filter(|(_, takes)| call.args.len() == takes + 1) else {
        return true;
    };
    let others: Vec<String> = call.args.iter().skip(1).map(printed).collect();
    let target = &call.args[0];
    report.error(
        target,
        match takes {
            0 => format!("`Js::{name}` takes no argument"),
            _ => format!("`Js::{name}` takes only names"),
        },
        format!(
            "name the element with `to`: `Js::{name}({}).to({})`",
            others.join(", "),
            printed(target)
        ),
    );
    false
}
