//! Reads `wait_for`: what ends the step, or several things any of which does.

use docent_check::suggest::nearest;
use docent_check::tour::{ABSENT, ANY, Argument, CALLS, Call, DOM, NEXT, NOTHING, PRESENT, Value};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{Expr, ExprClosure, LitStr, Path};

use super::closures::{closure_of, is_named_self, refuse_self};
use super::handler::{handler_of, is_type};
use super::not_a_wait::refuse;
use super::quotable::{quotable, selector};
use crate::printed::printed;
use crate::report::Report;
use crate::tutorial::model::{Awaited, Wait};
use crate::tutorial::parse::Field;

/// What is waited for as it is written, for errors about a part of it.
#[derive(Default)]
pub(super) struct Written {
    alternatives: Vec<Tokens>,
}

/// A wait, and its arguments.
struct Tokens {
    whole: TokenStream,
    arguments: Vec<TokenStream>,
}

impl Written {
    /// The tokens of an alternative of `any`, or of the whole, or of an argument of it.
    pub(super) fn tokens_of(
        &self,
        alternative: Option<usize>,
        argument: Option<usize>,
    ) -> TokenStream {
        let Some(tokens) = self.alternatives.get(alternative.unwrap_or(0)) else {
            return TokenStream::new();
        };
        let argument = argument.and_then(|argument| tokens.arguments.get(argument));
        argument.unwrap_or(&tokens.whole).clone()
    }
}

/// What was read of `wait_for`.
pub(super) struct WaitFor {
    /// For the check.
    pub(super) value: Value,
    pub(super) written: Written,
    /// What can be printed of it.
    pub(super) waits: Vec<Awaited>,
}

/// Reads `wait_for`. The compiler checks that handlers and types exist.
pub(super) fn wait_for(field: &Field, view: Option<&str>, report: &mut Report) -> WaitFor {
    let mut read = WaitFor {
        value: Value::Opaque,
        written: Written::default(),
        waits: Vec::new(),
    };
    if let Some((name, group)) = call(&field.value)
        && name == ANY
    {
        let mut arguments = Vec::new();
        for tokens in split(group) {
            let (tokens, when) = condition(tokens, report);
            let conditional = when.is_some();
            let value = one(&tokens, view, when, &mut read, report);
            arguments.push(Argument { value, conditional });
        }
        let name = ANY.to_owned();
        read.value = Value::Call(Call { name, arguments });
    } else {
        read.value = one(&field.value, view, None, &mut read, report);
    }
    read
}

/// `name(…)`
fn call(tokens: &TokenStream) -> Option<(Ident, TokenStream)> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name), TokenTree::Group(group)]
            if group.delimiter() == Delimiter::Parenthesis =>
        {
            Some((name.clone(), group.stream()))
        }
        _ => None,
    }
}

/// Reads one thing that is waited for.
fn one(
    tokens: &TokenStream,
    view: Option<&str>,
    when: Option<ExprClosure>,
    read: &mut WaitFor,
    report: &mut Report,
) -> Value {
    let mut arguments = Vec::new();
    let mut awaited = None;
    let value = if let Ok(name) = syn::parse2::<Ident>(tokens.clone()) {
        let word = name.to_string();
        if word == NEXT {
            awaited = Some(Wait::Next);
        }
        if word == NEXT || word == NOTHING || CALLS.contains(&word.as_str()) {
            Value::Written(word)
        } else {
            awaited = Some(match is_type(&name) {
                true => Wait::App(name.into()),
                false => Wait::Handler { owner: None, name },
            });
            Value::Named(word)
        }
    } else if let Ok(literal) = syn::parse2::<LitStr>(tokens.clone()) {
        let owner_and_name = match literal.parse::<Ident>() {
            Ok(name) => Some((None, name)),
            Err(_) => literal
                .parse::<Path>()
                .ok()
                .and_then(|path| handler_of(path, view)),
        };
        match owner_and_name {
            Some((owner, name)) => {
                awaited = Some(Wait::Handler { owner, name });
                Value::Named(literal.value().replace(' ', ""))
            }
            None => Value::Text(literal.value()),
        }
    } else if let Ok(path) = syn::parse2::<Path>(tokens.clone())
        && path
            .segments
            .last()
            .is_some_and(|last| is_type(&last.ident))
    {
        awaited = Some(Wait::App(path));
        Value::Named(printed(tokens))
    } else if let Ok(path) = syn::parse2::<Path>(tokens.clone())
        && let Some((owner, name)) = handler_of(path, view)
    {
        awaited = Some(Wait::Handler { owner, name });
        Value::Named(printed(tokens))
    } else if let Some((name, inside)) = call(tokens)
        && is_call(&name, &inside)
    {
        let name = name.to_string();
        // Nothing is read of an `any` in another one, which is an error.
        let inside = match name == ANY {
            true => TokenStream::new(),
            false => inside,
        };
        let read: Vec<(Value, Option<LitStr>)> = split_arguments(inside)
            .into_iter()
            .map(|argument| {
                let read = text(&name, arguments.len(), &argument, report);
                arguments.push(argument);
                read
            })
            .collect();
        let literals: Option<Vec<LitStr>> = read.iter().map(|(_, text)| text.clone()).collect();
        awaited = literals.and_then(|literals| page_wait(&name, literals));
        let arguments = read.into_iter().map(|(value, _)| value.into()).collect();
        Value::Call(Call { name, arguments })
    } else if let Some(word) = dashed(tokens) {
        // The check knows attributes of the page among them.
        Value::Text(word)
    } else {
        refuse(tokens, report);
        Value::Opaque
    };
    read.waits
        .extend(awaited.map(|wait| Awaited { wait, when }));
    read.written.alternatives.push(Tokens {
        whole: tokens.clone(),
        arguments,
    });
    value
}

/// The word in `phx-click` without quotes.
fn dashed(tokens: &TokenStream) -> Option<String> {
    let is_part = |next: char| next.is_alphanumeric() || matches!(next, '-' | '_');
    quotable(tokens).filter(|word| {
        word.contains('-') && word.starts_with(char::is_alphabetic) && word.chars().all(is_part)
    })
}

/// Whether it is one of the calls, or was probably meant to be: `create_project()` is a
/// handler that is called.
fn is_call(name: &Ident, inside: &TokenStream) -> bool {
    let name = name.to_string();
    let known = CALLS.contains(&name.as_str()) || name == NEXT || name == NOTHING;
    let takes_text = inside.clone().into_iter().next().is_some_and(|first| {
        matches!(first, TokenTree::Literal(_)) || matches!(first, TokenTree::Punct(_))
    });
    known || takes_text && (nearest(&name, CALLS).is_some() || inside.to_string().starts_with('"'))
}

/// What the page is to look for; `None` if there are too few or too many arguments.
fn page_wait(name: &str, arguments: Vec<LitStr>) -> Option<Wait> {
    let mut arguments = arguments.into_iter();
    let (first, second) = (arguments.next()?, arguments.next());
    match (name, second) {
        (DOM, at) => Some(Wait::Dom { event: first, at }),
        (PRESENT, None) => Some(Wait::Present(first)),
        (ABSENT, None) => Some(Wait::Absent(first)),
        _ => None,
    }
}

/// Whether it can be the name of an event, and is not a selector.
fn is_event_name(text: &str) -> bool {
    let is_part = |next: char| next.is_alphanumeric() || matches!(next, '-' | '_' | ':' | '.');
    text.starts_with(char::is_alphabetic) && text.chars().all(is_part)
}

/// An argument of `name`, which is a string literal.
fn text(
    name: &str,
    at: usize,
    argument: &TokenStream,
    report: &mut Report,
) -> (Value, Option<LitStr>) {
    if let Ok(literal) = syn::parse2::<LitStr>(argument.clone())
        && literal.suffix().is_empty()
    {
        return (Value::Text(literal.value()), Some(literal));
    }
    if !CALLS.contains(&name) {
        // What it takes is not known.
        return (Value::Opaque, None);
    }
    let what = match (name, at) {
        (DOM, 0) => "the name of an event",
        _ => "a CSS selector",
    };
    let is_constant = syn::parse2::<Ident>(argument.clone())
        .is_ok_and(|name| !name.to_string().chars().any(char::is_lowercase));
    let written = match (name, at) {
        (DOM, 0) => quotable(argument).filter(|event| is_event_name(event)),
        _ => selector(argument),
    };
    let written = written.filter(|_| !is_constant);
    report.error(
        argument,
        format!("`{name}` takes {what} as a string literal"),
        match (written, name) {
            (Some(written), DOM) if at > 0 => format!("write `\"{written}\"`"),
            (Some(written), _) => format!("write `{name}(\"{written}\")`"),
            (None, DOM) => "write the string itself: `dom(\"click\", \"#later\")`".to_owned(),
            (None, _) => format!("write the string itself: `{name}(\"#menu[open]\")`"),
        },
    );
    (Value::Opaque, None)
}

/// Splits at commas.
fn split_arguments(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend([token]);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Splits at the commas after which another alternative begins.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |at: usize, wanted: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted);
    let mut parts = vec![TokenStream::new()];
    for (at, token) in tokens.iter().enumerate() {
        let begins_another = is(at, ',')
            && match tokens.get(at + 1) {
                Some(TokenTree::Ident(_)) => match tokens.get(at + 2) {
                    Some(TokenTree::Ident(word)) => word == "when" || word == "if",
                    Some(TokenTree::Group(_)) | None => true,
                    Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), ',' | ':' | '<'),
                    Some(TokenTree::Literal(_)) => false,
                },
                Some(_) => true,
                None => true,
            };
        if begins_another {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend([token.clone()]);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Splits the condition off `create_project when |event| …`.
fn condition(tokens: TokenStream, report: &mut Report) -> (TokenStream, Option<ExprClosure>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "when" || word == "if");
    let Some(at) = tokens.iter().skip(1).position(is_word).map(|at| at + 1) else {
        return (tokens.into_iter().collect(), None);
    };
    let wait: TokenStream = tokens[..at].iter().cloned().collect();
    let condition: TokenStream = tokens[at + 1..].iter().cloned().collect();
    let name = printed(&wait);
    if matches!(&tokens[at], TokenTree::Ident(word) if word == "if") {
        report.error(
            &tokens[at],
            "a condition in `any` begins with `when`",
            format!("write `{name} when |event| …`"),
        );
        return (wait, None);
    }
    match syn::parse2::<Expr>(condition.clone()) {
        Ok(Expr::Closure(closure)) if is_named_self(&closure) => {
            let correct = format!("{name} when |event| …");
            refuse_self(&closure, "the event's parameters", &correct, report);
        }
        Ok(Expr::Closure(closure)) if closure.inputs.len() == 1 && closure.asyncness.is_none() => {
            return (wait, Some(closure));
        }
        Ok(Expr::Closure(closure)) => report.error(
            &closure,
            "a `when` closure takes one argument, the event's parameters",
            format!("write `{name} when |event| …`"),
        ),
        Ok(expr) => report.error(
            &expr,
            "`when` is a closure that takes the event's parameters and returns `bool`",
            format!("write `{name} when {}`", closure_of("event", &expr)),
        ),
        Err(_) => report.error(
            tokens[at..].iter().cloned().collect::<TokenStream>(),
            "this condition is incomplete",
            format!("write `{name} when |event| …` with an expression of type `bool`"),
        ),
    }
    (wait, None)
}
