//! Reads `wait_for`: what ends the step, or several things any of which does.

use docent_check::suggest::nearest;
use docent_check::tour::duration;
use docent_check::tour::{ABSENT, ANY, Argument, CALLS, Call, DOM, NEXT, NOTHING, PRESENT, Value};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Expr, ExprClosure, LitStr, Path};

use super::closures::{is_named_self, refuse_self};
use super::quotable::quotable;
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

/// Whether it is in upper camel case, as types are: the wait is then for an event of the
/// app.
fn is_type(name: &Ident) -> bool {
    let name = name.unraw().to_string();
    let has_capital = name.starts_with(char::is_uppercase);
    has_capital
        && !name.contains('_')
        && (name.chars().count() == 1 || name.contains(char::is_lowercase))
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
    let written = quotable(argument).filter(|_| !is_constant);
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
            match printed(&expr) {
                expr if expr.len() <= 40 => format!("write `{name} when |event| {expr}`"),
                _ => format!("write `{name} when |event| …`"),
            },
        ),
        Err(_) => report.error(
            tokens[at..].iter().cloned().collect::<TokenStream>(),
            "this condition is incomplete",
            format!("write `{name} when |event| …` with an expression of type `bool`"),
        ),
    }
    (wait, None)
}

/// Reports what is not a wait.
fn refuse(tokens: &TokenStream, report: &mut Report) {
    if let Some(correct) = without_parentheses(tokens) {
        report.error(
            tokens,
            "what a step waits for is written in parentheses here",
            format!("write `{correct}`"),
        );
        return;
    }
    if let Some(names) = several(tokens) {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let names = names.join(", ");
        report.error(
            tokens,
            "several things that a step waits for are written in `any`",
            format!("write `wait_for: any({names})`; for one after the other, write two steps"),
        );
        return;
    }
    // `ProjectCreated { id: 3 }`, `ProjectCreated(3)`
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if let [TokenTree::Ident(name), TokenTree::Group(_)] = all.as_slice()
        && is_type(name)
    {
        report.error(
            tokens,
            "an event of the app is waited for by its type alone",
            format!(
                "write `wait_for: {name}`; for some of these events only, add `when: |event| …`"
            ),
        );
        return;
    }
    if let Some((wrong, help)) = another_field(tokens, &all) {
        report.error(tokens, wrong, help);
        return;
    }
    // `create_project()`, `self.create_project`, `create_project.await`
    let names = plain(tokens.clone());
    let name = match all.as_slice() {
        // `create_project.timeout(4s)`
        [TokenTree::Ident(first), TokenTree::Punct(dot), ..]
            if dot.as_char() == '.' && first != "self" && first != "view" =>
        {
            names.first()
        }
        _ => names.iter().rfind(|name| *name != "view"),
    };
    report.error(
        tokens,
        "`wait_for` takes the bare name of an event handler",
        match name {
            Some(name) => format!("write `wait_for: {name}`"),
            None => "write, for example, `wait_for: create_project`".to_owned(),
        },
    );
}

/// What belongs in another field of the step, or into two steps.
fn another_field(tokens: &TokenStream, all: &[TokenTree]) -> Option<(&'static str, String)> {
    const TIME: &str = "how long a step lasts at most is not what it waits for";
    const CONDITION: &str = "a condition is not what a step waits for";
    Some(match all {
        [TokenTree::Literal(time)] if duration::parse(&time.to_string()).is_ok() => {
            (TIME, format!("write `timeout: {}`", printed(tokens)))
        }
        [TokenTree::Ident(name), TokenTree::Group(group)]
            if ["timeout", "after", "sleep", "delay"]
                .iter()
                .any(|word| name == word) =>
        {
            let time = group.stream().to_string();
            let time = if duration::parse(&time).is_ok() {
                &time
            } else {
                "4s"
            };
            (TIME, format!("write `timeout: {time}`"))
        }
        [TokenTree::Ident(name), TokenTree::Group(_)] if name == "all" => (
            "a step waits for one thing, or for any of several",
            "for one thing after the other, write two steps".to_owned(),
        ),
        [TokenTree::Ident(name), TokenTree::Group(group)] if !group.stream().is_empty() => (
            "`wait_for` takes the bare name of an event handler",
            format!("write `wait_for: {name}`; for some of its events only, add `when: |event| …`"),
        ),
        [TokenTree::Punct(bar), ..] if bar.as_char() == '|' => (
            CONDITION,
            "write the handler, and the condition beside it: `wait_for: create_project, when: |event| …`".to_owned(),
        ),
        _ => return None,
    })
}

/// What `dom "click"` and `any[…]` are with parentheses.
fn without_parentheses(tokens: &TokenStream) -> Option<String> {
    let mut tokens = tokens.clone().into_iter();
    let Some(TokenTree::Ident(name)) = tokens.next() else {
        return None;
    };
    let rest: Vec<TokenTree> = tokens.collect();
    let inside = match rest.as_slice() {
        [TokenTree::Group(group)] => printed(group.stream()),
        [TokenTree::Literal(text)] => text.to_string(),
        _ => return None,
    };
    let is_call = CALLS.iter().any(|call| name == call);
    (is_call && inside.len() <= 60).then(|| format!("{name}({inside})"))
}

/// The names in `[create_project, save]` and `create_project || save`.
fn several(tokens: &TokenStream) -> Option<Vec<Ident>> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let list = match all.as_slice() {
        [TokenTree::Group(group)] => group.stream(),
        _ => tokens.clone(),
    };
    let is_word = |word: &Ident| word == "or" || word == "and";
    let between = |token: TokenTree| match token {
        TokenTree::Punct(punct) => matches!(punct.as_char(), ',' | '|' | '&'),
        TokenTree::Ident(word) => is_word(&word),
        _ => false,
    };
    let mut names = plain(list.clone());
    names.retain(|name| !is_word(name));
    let is_list = list.into_iter().skip(1).any(between);
    (is_list && names.len() > 1 && !tokens.to_string().starts_with('|')).then_some(names)
}

/// The names in some tokens, without keywords and generic arguments.
fn plain(tokens: TokenStream) -> Vec<Ident> {
    let mut names = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => break,
            TokenTree::Ident(name) if syn::parse2::<Ident>(name.to_token_stream()).is_ok() => {
                names.push(name);
            }
            _ => {}
        }
    }
    names
}

/// Splits the last segment off `TutorialMixin::start_tutorial`; `None` if the
/// owner is the view, whose handlers have no prefix, or a module, which has none.
fn handler_of(mut path: Path, view: Option<&str>) -> Option<(Option<Path>, Ident)> {
    let last = path.segments.pop()?;
    path.segments.pop_punct();
    let owner = path.segments.last()?.ident.unraw().to_string();
    let own = ["Self", "crate", "self", "super"].contains(&owner.as_str())
        || Some(owner.as_str()) == view;
    (!own && last.arguments.is_none()).then_some((Some(path), last.ident))
}
