//! Diagnoses of tokens that the grammar does not allow.

use std::ops::Range;

use super::fault::{Exception, Fault, quoted};
use super::parser::Parser;
use super::pseudo;
use super::token::{Kind, Token, escaped};

/// The next token, which can neither begin a compound selector nor follow the
/// one before it.
pub(super) fn unexpected(parser: &Parser<'_>, token: &Token) -> Fault {
    let at = token.range();
    let text = parser.written(&at);
    let shown = quoted(text);
    // The token directly on its left.
    let left = parser.last().filter(|left| left.kind != Kind::Whitespace);
    let name_on_left = left.filter(|left| matches!(left.kind, Kind::Ident | Kind::Hash { .. }));
    let (problem, remedy) = match token.kind {
        Kind::Number(_) | Kind::Dimension { .. } | Kind::Percentage if text.starts_with('.') => {
            return digit_in_class(parser, at, name_on_left.is_some());
        }
        Kind::Number(_) | Kind::Dimension { .. } | Kind::Percentage => (
            format!("{shown} begins with a digit or a sign, which the name of an element cannot"),
            "write `#` and an id, `.` and a class, or the name of an element".to_owned(),
        ),
        Kind::Ident | Kind::Delim('*') => (
            format!(
                "{shown} is the name of an element, which comes before its classes, attributes and pseudo-classes"
            ),
            format!("write a space before {shown} to select inside, or write {shown} first"),
        ),
        Kind::Function => (
            format!(
                "{shown} opens a function, and only pseudo-classes are functions in a selector"
            ),
            function(&parser.name(token).to_ascii_lowercase()),
        ),
        Kind::Url => (
            "`url()` is not allowed in a selector".to_owned(),
            "write the address as the value of an attribute: `[href='…']`".to_owned(),
        ),
        Kind::String => (
            "a string is only allowed inside `[…]`".to_owned(),
            "remove the quotes, or write it as the value of an attribute: `[name='…']`".to_owned(),
        ),
        Kind::Open('{') => (
            "unexpected `{`: write only the selector, not a rule of a style sheet".to_owned(),
            "remove the braces and their contents".to_owned(),
        ),
        Kind::AtKeyword => (
            format!("{shown} belongs in a style sheet, not in a selector"),
            "write only the selector".to_owned(),
        ),
        Kind::Delim('>' | '+' | '~') => match left_combinator(parser) {
            Some(_) => (
                format!("{shown} follows another combinator"),
                "remove one of them, or write `*` between them".to_owned(),
            ),
            None => (
                format!("nothing is on the left of {shown}"),
                format!("write a selector on its left, such as `main {text} …`"),
            ),
        },
        Kind::Column => (
            "no browser supports the combinator `||`".to_owned(),
            "write a comma to select either of two".to_owned(),
        ),
        Kind::Match | Kind::Delim('=') => return bare_attribute(parser, token, left),
        Kind::Delim('|') => (
            "`|` separates a namespace from a name, and one of them is missing".to_owned(),
            "remove it, or write a comma to select either of two".to_owned(),
        ),
        Kind::Delim('/') if name_on_left.is_none() => (
            "`/` selects children in XPath, not in CSS".to_owned(),
            "write a space for anything inside, or `>` for a child".to_owned(),
        ),
        Kind::Delim('#') => (
            "an id must directly follow this `#`".to_owned(),
            "write it right after the `#`, such as `#save`, or remove the `#`".to_owned(),
        ),
        Kind::Delim('\\') => (
            "a line break cannot be escaped".to_owned(),
            "remove the `\\`".to_owned(),
        ),
        Kind::Delim(character) if name_on_left.is_some() && character.is_ascii_graphic() => (
            format!("{shown} has no meaning in a selector"),
            format!("write `\\{character}` if it is part of the name, or remove it"),
        ),
        _ => (
            format!("{shown} has no meaning in a selector"),
            "remove it".to_owned(),
        ),
    };
    parser.fault(at, problem, remedy)
}

/// `data-tour=new`, without brackets.
fn bare_attribute(parser: &Parser<'_>, matcher: &Token, left: Option<Token>) -> Fault {
    let at = matcher.range();
    let shown = quoted(parser.written(&at));
    let name = left.filter(|left| left.kind == Kind::Ident);
    let name = name.map(|name| parser.written(&name.range()));
    if name == Some("text") {
        return parser.fault(
            at,
            "`text=` is Playwright, not CSS, which cannot match the text of an element",
            "give the element an id or a `data-` attribute, and select that",
        );
    }
    let value = parser.after_next().and_then(|value| {
        let written = parser.written(&value.range());
        match value.kind {
            Kind::String => Some(&written[1..written.len() - 1]),
            Kind::Ident | Kind::Number(_) | Kind::Dimension { .. } => Some(written),
            _ => None,
        }
    });
    let value = value.filter(|value| !value.is_empty() && !value.contains(['\'', '"', '\\', ' ']));
    let example = match name {
        Some(name) => format!(
            "[{name}{}'{}']",
            parser.written(&at),
            value.unwrap_or("value")
        ),
        None => "[name='value']".to_owned(),
    };
    parser.fault(
        at,
        format!("{shown} is only allowed inside brackets"),
        format!("write {}", quoted(&example)),
    )
}

fn function(name: &str) -> String {
    if pseudo::argument(name).is_some() {
        format!("write `:{name}(`")
    } else {
        "remove the parentheses".to_owned()
    }
}

fn left_combinator(parser: &Parser<'_>) -> Option<Token> {
    parser
        .last_but_space()
        .filter(|token| matches!(token.kind, Kind::Delim('>' | '+' | '~')))
}

/// `.7up`, and `.p-0.5`, which is tokens `.`, `p-0` and `.5`.
fn digit_in_class(parser: &Parser<'_>, at: Range<usize>, after_name: bool) -> Fault {
    let written = parser.written(&at);
    let class = format!(".{}", escaped(&written[1..]));
    let remedy = if after_name {
        format!(
            "write `\\{written}` if the point is part of the name, or {}",
            quoted(&class)
        )
    } else {
        format!("write {}", quoted(&class))
    };
    parser.fault(
        at,
        format!(
            "{} begins with a digit, which the name of a class cannot",
            quoted(written)
        ),
        remedy,
    )
}

/// A `.` without a name.
pub(super) fn class(parser: &Parser<'_>, point: &Token) -> Fault {
    match parser.peek_token() {
        Some(token) if matches!(token.kind, Kind::Number(_) | Kind::Dimension { .. }) => {
            let at = point.start..token.end;
            let written = parser.written(&at);
            parser.fault(
                at,
                format!(
                    "{} begins with a hyphen and a digit, which the name of a class cannot",
                    quoted(written)
                ),
                format!("write {}", quoted(&format!(".{}", escaped(&written[1..])))),
            )
        }
        _ => parser.fault(
            point.range(),
            "the name of a class must directly follow this point",
            "write it right after the point, such as `.wide`, or remove the point",
        ),
    }
}

/// `#5`, which is only valid as a colour in a style sheet.
pub(super) fn id(parser: &Parser<'_>, hash: &Token) -> Fault {
    let name = parser.name(hash);
    let begins = if name.starts_with('-') {
        "a hyphen and a digit"
    } else {
        "a digit"
    };
    let id = name.replace('\\', "\\\\").replace('\'', "\\'");
    parser.fault(
        hash.range(),
        format!(
            "{} selects no id: a name in a selector cannot begin with {begins}",
            quoted(parser.written(&hash.range())),
        ),
        format!("write {}", quoted(&format!("[id='{id}']"))),
    )
}

/// A prefix that only `@namespace` of a style sheet could declare.
pub(super) fn namespace(parser: &Parser<'_>, prefix: &Token) -> Fault {
    let written = parser.written(&prefix.range());
    parser.fault(
        prefix.start..prefix.end + 1,
        format!(
            "the namespace {} can only be declared in a style sheet",
            quoted(written)
        ),
        "write `*|` for any namespace, or remove it",
    )
}

pub(super) fn dangling_combinator(parser: &Parser<'_>, combinator: &Token) -> Fault {
    let text = parser.written(&combinator.range());
    parser.fault(
        combinator.range(),
        format!("nothing follows this `{text}`"),
        format!("remove the `{text}`, or write a selector after it"),
    )
}

pub(super) fn not_compound(parser: &Parser<'_>) -> Fault {
    let at = parser
        .last()
        .or(parser.peek_token())
        .map_or(0..0, |token| token.range());
    parser.fault(
        at,
        "only a compound selector is allowed here: a single element, without combinators",
        "remove one side of it, or move the whole out of the parentheses",
    )
}

/// A colon that no name follows.
pub(super) fn colon(parser: &Parser<'_>, colon: &Token, double: bool) -> Fault {
    let at = colon.start..colon.end + usize::from(double);
    parser.fault(
        at,
        "the name of a pseudo-class must directly follow its colon",
        "write it right after the colon, such as `:checked`, or remove the colon",
    )
}

pub(super) fn pseudo_element(parser: &Parser<'_>, at: Range<usize>) -> Fault {
    let written = quoted(parser.written(&at));
    parser
        .fault(
            at,
            format!("{written} is a pseudo-element, which `querySelector` never finds"),
            "remove it to select the element that it is a part of",
        )
        .because(Exception::PseudoElement)
}

/// `:has()` where it is not allowed (§4.5).
pub(super) fn misplaced_has(parser: &Parser<'_>, at: Range<usize>, in_another: bool) -> Fault {
    if in_another {
        parser.fault(
            at,
            "`:has()` is not allowed inside another `:has()`",
            "write one `:has()` with the whole path in it: `:has(.a .b)`",
        )
    } else {
        parser.fault(
            at,
            "`:has()` is not allowed where only a compound selector is",
            "move it out of these parentheses",
        )
    }
}

/// The argument, from the token at `start`, of a pseudo-class that takes
/// identifiers.
pub(super) fn idents(parser: &Parser<'_>, name: &str, start: usize, several: bool) -> Fault {
    let at = parser.argument_from(start);
    let example = pseudo::example(name).unwrap_or("a");
    let what = if several {
        "names separated by commas"
    } else {
        "one name without quotes"
    };
    let remedy = match name {
        "lang" => format!("write `:lang({example})`, or `:is(:lang(en), :lang(de))` for several"),
        _ => format!("write `:{name}({example})`"),
    };
    parser.fault(at, format!("`:{name}()` takes {what}"), remedy)
}
