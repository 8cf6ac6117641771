//! Unbalanced brackets, quotes, comments and escapes.
//!
//! The end of a selector closes everything that is open (CSS Syntax 3 §5.4.8), so
//! browsers accept `[name=x`; but where it should end is a guess.

use super::fault::{Exception, Fault, is_invisible_space, quoted};
use super::pseudo;
use super::token::{Kind, Token};

pub(super) fn check(selector: &str, tokens: &[Token]) -> Result<(), Fault> {
    let mut open: Vec<Open> = Vec::new();
    for token in tokens {
        let forgiving = open.last().is_some_and(|open| open.forgiving);
        let fault = match token.kind {
            Kind::Function => {
                let forgives = pseudo::forgives(&token.name(selector));
                open.push(Open::new(*token, ')', forgiving || forgives));
                None
            }
            Kind::Open(bracket) => {
                open.push(Open::new(*token, closer(bracket), forgiving));
                None
            }
            Kind::Close(bracket) => match open.pop() {
                Some(open) if open.closer == bracket => None,
                Some(open) => Some(crossed(selector, token, &open)),
                None => Some(unopened(token, bracket)),
            },
            Kind::BadString => Some(Fault::new(
                token.range(),
                "this string has a line break in it, so its quote is not closed",
                "close the string on its line, or write the line break as `\\A `",
            )),
            Kind::Unclosed(_) => {
                open.push(Open::new(*token, ')', forgiving));
                None
            }
            Kind::Ident | Kind::Hash { .. } => invisible_space(selector, token),
            _ => None,
        };
        if let Some(fault) = fault {
            return Err(if forgiving {
                fault.because(Exception::Forgiven)
            } else {
                fault
            });
        }
    }
    if let Some(innermost) = open.last() {
        return Err(unclosed(selector, &open, &innermost.token));
    }
    match tokens.last() {
        Some(last) if ends_with_escape(selector, last) => Err(Fault::new(
            selector.len() - 1..selector.len(),
            "the `\\` at the end escapes nothing: browsers read it as U+FFFD",
            "remove the `\\`",
        )
        .because(Exception::Unclosed)),
        _ => Ok(()),
    }
}

struct Open {
    token: Token,
    closer: char,
    /// Whether an `:is()` or `:where()` drops its contents.
    forgiving: bool,
}

impl Open {
    fn new(token: Token, closer: char, forgiving: bool) -> Self {
        Self {
            token,
            closer,
            forgiving,
        }
    }
}

fn closer(bracket: char) -> char {
    match bracket {
        '[' => ']',
        '{' => '}',
        _ => ')',
    }
}

fn unopened(token: &Token, bracket: char) -> Fault {
    let opener = match bracket {
        ']' => '[',
        '}' => '{',
        _ => '(',
    };
    Fault::new(
        token.range(),
        format!("this `{bracket}` closes no bracket"),
        format!("remove it, or write the `{opener}` that it should close"),
    )
}

fn crossed(selector: &str, token: &Token, open: &Open) -> Fault {
    Fault::new(
        token.range(),
        format!(
            "this `{}` is in the wrong place: {} is still open",
            token.text(selector),
            quoted(open.token.text(selector)),
        ),
        format!("write `{}` before it", open.closer),
    )
}

fn unclosed(selector: &str, open: &[Open], innermost: &Token) -> Fault {
    let mut closers = String::new();
    for open in open.iter().rev() {
        match open.token.kind {
            Kind::Unclosed('*') => closers.push_str("*/"),
            Kind::Unclosed('(') => closers.push(')'),
            Kind::Unclosed(quote) => closers.push(quote),
            _ => closers.push(open.closer),
        }
    }
    let (what, at) = match innermost.kind {
        Kind::Unclosed('*') => ("this comment", innermost.start..innermost.start + 2),
        Kind::Unclosed('(') => ("this `url(`", innermost.range()),
        Kind::Unclosed(_) => ("this quote", innermost.start..innermost.start + 1),
        Kind::Function => ("this parenthesis", innermost.end - 1..innermost.end),
        Kind::Open('(') => ("this parenthesis", innermost.range()),
        _ => ("this bracket", innermost.range()),
    };
    const SHORT: usize = 60;
    let written = selector.trim_end();
    // In `[a='b]` the quote includes the bracket.
    let (quote, rest) = closers.split_at(1);
    let swallowed = matches!(innermost.kind, Kind::Unclosed('"' | '\'')) && written.ends_with(rest);
    let remedy = if written.len() == innermost.end && !matches!(innermost.kind, Kind::Unclosed(_)) {
        format!("remove it, or write its contents and {}", quoted(&closers))
    } else if written.len() > SHORT {
        format!("write {} where it should end", quoted(&closers))
    } else if swallowed {
        let value = &written[..written.len() - rest.len()];
        format!("write {}", quoted(&format!("{value}{quote}{rest}")))
    } else {
        format!("write {}", quoted(&format!("{written}{closers}")))
    };
    Fault::new(
        at,
        format!("{what} is not closed, so browsers close it at the end of the selector"),
        remedy,
    )
    .because(Exception::Unclosed)
}

fn ends_with_escape(selector: &str, last: &Token) -> bool {
    let backslashes = selector
        .bytes()
        .rev()
        .take_while(|byte| *byte == b'\\')
        .count();
    // After a comment or a string it would be a separate token.
    backslashes % 2 == 1 && last.end == selector.len()
}

fn invisible_space(selector: &str, token: &Token) -> Option<Fault> {
    let mut escaped = false;
    for (index, character) in token.text(selector).char_indices() {
        if is_invisible_space(character) && !escaped {
            let start = token.start + index;
            return Some(
                Fault::new(
                    start..start + character.len_utf8(),
                    format!(
                        "to CSS {} is part of a name and not a space, so nothing would match",
                        quoted(&character.to_string()),
                    ),
                    "write a plain space, or remove it",
                )
                .because(Exception::InvisibleSpace),
            );
        }
        escaped = character == '\\' && !escaped;
    }
    None
}
