//! What is written in `wait_for` and is no wait, and what was meant by it.

use docent_check::tour::{ANY, CALLS, NEXT, NOTHING, duration};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Expr, LitStr, Path, Token};

use super::closures::{closure_of, is_named_self};
use super::handler::{handler_of, is_type};
use crate::printed::printed;
use crate::report::Report;

const CONDITION: &str = "a condition is not what a step waits for";
const BESIDE: &str =
    "the handler, and the condition beside it: `wait_for: create_project, when: |event| …`";

/// Reports what is not a wait.
pub(super) fn refuse(tokens: &TokenStream, report: &mut Report) {
    if let Some(correct) = without_parentheses(tokens) {
        report.error(
            tokens,
            "what a step waits for is written in parentheses here",
            format!("write `{correct}`"),
        );
        return;
    }
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if let Some(correct) = conditional(&all) {
        report.error(tokens, CONDITION, format!("write {correct}"));
        return;
    }
    if let Some(parts) = several(tokens) {
        let each = match any_of(&parts) {
            Some(names) => format!("write `wait_for: any({names})`"),
            None => "write each of them in `any(…)`".to_owned(),
        };
        report.error(
            tokens,
            "several things that a step waits for are written in `any`",
            format!("{each}; for one after the other, write two steps"),
        );
        return;
    }
    // `ProjectCreated { id: 3 }`, `ProjectCreated(3)`
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
    let name = handler_in(tokens, &all);
    report.error(
        tokens,
        "`wait_for` takes the bare name of an event handler",
        match name {
            Some(name) => format!("write `wait_for: {name}`"),
            None => "write, for example, `wait_for: create_project`".to_owned(),
        },
    );
}

/// The handler in `self.create_project` and `create_project.timeout(4s)`.
fn handler_in(tokens: &TokenStream, all: &[TokenTree]) -> Option<Ident> {
    // What is called on a handler, in thought.
    const CALLED: [&str; 14] = [
        "after",
        "and",
        "and_then",
        "clone",
        "delay",
        "filter",
        "map",
        "once",
        "or",
        "or_else",
        "then",
        "timeout",
        "with_timeout",
        "within",
    ];
    let calls = |name: &Ident| CALLED.iter().any(|call| name == call);
    let called = all.windows(3).find_map(|part| match part {
        [TokenTree::Ident(name), dot, TokenTree::Ident(call)] if is_dot(dot) && calls(call) => {
            Some(name.clone())
        }
        _ => None,
    });
    if called.is_some() {
        return called.filter(|name| name != "self" && name != "view");
    }
    // `app.create_project(3)`: which of the two is called is not known.
    if let [
        TokenTree::Ident(owner),
        dot,
        TokenTree::Ident(_),
        TokenTree::Group(group),
        ..,
    ] = all
        && is_dot(dot)
        && !group.stream().is_empty()
        && !["self", "view", "this"].iter().any(|own| owner == own)
    {
        return None;
    }
    plain(tokens.clone())
        .into_iter()
        .rfind(|name| name != "view")
}

/// What belongs in another field of the step, or into two steps.
fn another_field(tokens: &TokenStream, all: &[TokenTree]) -> Option<(&'static str, String)> {
    const TIME: &str = "how long a step lasts at most is not what it waits for";
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
        [TokenTree::Punct(bar), ..] if bar.as_char() == '|' => {
            (CONDITION, format!("write {BESIDE}"))
        }
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

/// What `create_project when |event| …` is in two fields.
fn conditional(all: &[TokenTree]) -> Option<String> {
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "when" || word == "if");
    let at = all.iter().skip(1).position(is_word)? + 1;
    let handler: TokenStream = all[..at].iter().cloned().collect();
    let condition: TokenStream = all[at + 1..].iter().cloned().collect();
    let Some(handler) = alternative(&handler) else {
        return Some(BESIDE.to_owned());
    };
    // Neither has parameters.
    if handler == NEXT || handler.contains('(') {
        return Some(BESIDE.to_owned());
    }
    let when = match syn::parse2::<Expr>(condition) {
        Ok(Expr::Closure(closure)) if closure.inputs.len() == 1 && !is_named_self(&closure) => {
            let (event, body) = (printed(&closure.inputs), printed(&closure.body));
            Some(format!("|{event}| {body}")).filter(|written| written.len() <= 50)
        }
        Ok(Expr::Closure(_)) | Err(_) => None,
        Ok(expr) => Some(closure_of("event", &expr)),
    };
    let when = when.unwrap_or_else(|| "|event| …".to_owned());
    Some(format!("`wait_for: {handler}, when: {when}`"))
}

/// The parts of `[create_project, save]` and `create_project || dom("click")`.
fn several(tokens: &TokenStream) -> Option<Vec<TokenStream>> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let list = match all.as_slice() {
        [TokenTree::Group(group)] => group.stream(),
        _ => tokens.clone(),
    };
    let separates = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => matches!(punct.as_char(), ',' | '|' | '&'),
        TokenTree::Ident(word) => word == "or" || word == "and",
        _ => false,
    };
    // A closure, or the arguments of a type.
    let others =
        |token: TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '<');
    if tokens.to_string().starts_with('|') || list.clone().into_iter().any(others) {
        return None;
    }
    let mut parts = vec![TokenStream::new()];
    let mut after_dot = false;
    for token in list {
        // `create_project.or(save)` is a call.
        if separates(&token) && !after_dot {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            after_dot = is_dot(&token);
            part.extend([token]);
        }
    }
    parts.retain(|part| !part.is_empty());
    (parts.len() > 1).then_some(parts)
}

/// What is between the parentheses of `any`; `None` where a part is no wait, or is there twice.
fn any_of(parts: &[TokenStream]) -> Option<String> {
    const LONGEST: usize = 80;
    let mut all: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        let part = alternative(part)?;
        if all.contains(&part) {
            return None;
        }
        all.push(part);
    }
    Some(all.join(", ")).filter(|all| all.len() <= LONGEST)
}

fn is_dot(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(dot) if dot.as_char() == '.')
}

/// What can be waited for, as it is written: `self.save` is a handler, `save()` too.
fn alternative(part: &TokenStream) -> Option<String> {
    let mut all: Vec<TokenTree> = part.clone().into_iter().collect();
    if let [TokenTree::Ident(owner), dot, ..] = all.as_slice()
        && (owner == "self" || owner == "view")
        && is_dot(dot)
    {
        all.drain(..2);
    }
    if let [TokenTree::Ident(_), TokenTree::Group(group)] = all.as_slice()
        && group.stream().is_empty()
    {
        all.pop();
    }
    let known = |name: &Ident| CALLS.iter().any(|call| name == call);
    match all.as_slice() {
        [TokenTree::Ident(name), TokenTree::Group(group)] => {
            let texts = Punctuated::<LitStr, Token![,]>::parse_terminated;
            let takes_text = texts.parse2(group.stream()).is_ok();
            let is_call = known(name) && name != ANY && takes_text;
            return is_call.then(|| printed(part));
        }
        [TokenTree::Ident(name)] => {
            let is_name = syn::parse2::<Ident>(name.to_token_stream()).is_ok();
            return (is_name && !known(name) && name != NOTHING).then(|| name.to_string());
        }
        _ => {}
    }
    let path: Path = syn::parse2(all.into_iter().collect()).ok()?;
    let is_type = path
        .segments
        .last()
        .is_some_and(|last| is_type(&last.ident));
    let is_known = is_type || handler_of(path.clone(), None).is_some();
    is_known.then(|| printed(&path))
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
