//! What stands where the grammar has no place for it, and what was probably
//! meant.

use std::ops::Range;

use super::fault::{Exception, Fault, quoted};
use super::parse::Parser;
use super::pseudo;
use super::token::{Kind, Token, escaped};

/// The next token, which can neither begin a compound selector nor follow the
/// one before it.
pub(super) fn unexpected(parser: &Parser<'_>) -> Fault {
    let Some(token) = parser.peek_token() else {
        return parser.fault(0..0, "the selector ends too early", "write the rest of it");
    };
    let at = token.range();
    let text = parser.written(&at);
    let shown = quoted(text);
    // What the token touches on its left.
    let left = parser.last().filter(|left| left.kind != Kind::Whitespace);
    let name_on_left = left.filter(|left| matches!(left.kind, Kind::Ident | Kind::Hash { .. }));
    let (problem, remedy) = match token.kind {
        Kind::Number(_) | Kind::Dimension { .. } | Kind::Percentage if text.starts_with('.') => {
            return digit_in_class(parser, at, name_on_left.is_some());
        }
        Kind::Number(_) | Kind::Dimension { .. } | Kind::Percentage => (
            format!("{shown} begins with a digit or a sign, and no element's name does"),
            "write `#` and an id, `.` and a class, or the name of an element".to_owned(),
        ),
        Kind::Ident | Kind::Delim('*') => (
            format!(
                "{shown} is the name of an element, which comes before classes, attributes and all else that is said of it"
            ),
            format!("write a space before {shown} to look inside, or write {shown} first"),
        ),
        Kind::Function => (
            format!(
                "{shown} opens a function, and only pseudo-classes are functions in a selector"
            ),
            function(&parser.name(&token).to_ascii_lowercase()),
        ),
        Kind::Url => (
            "`url()` has no place in a selector".to_owned(),
            "write the address as the value of an attribute: `[href=\"…\"]`".to_owned(),
        ),
        Kind::String => (
            "text in quotes has no place outside of `[…]`".to_owned(),
            "leave the quotes out, or write it as the value of an attribute: `[name=\"…\"]`"
                .to_owned(),
        ),
        Kind::Open('{') => (
            "a selector has no `{`: only the selector is wanted, not a rule of a style sheet"
                .to_owned(),
            "leave the braces and what is in them out".to_owned(),
        ),
        Kind::AtKeyword => (
            format!("{shown} belongs in a style sheet, not in a selector"),
            "write the selector alone".to_owned(),
        ),
        Kind::Delim('>' | '+' | '~') => match left_combinator(parser) {
            Some(_) => (
                format!("{shown} follows another combinator, with nothing between them"),
                "leave one of them out, or write `*` between them".to_owned(),
            ),
            None => (
                format!("{shown} has nothing on its left"),
                format!("write what is on its left, such as `main {text} …`"),
            ),
        },
        Kind::Column => (
            "no browser has the combinator `||`".to_owned(),
            "write a comma to select either of two".to_owned(),
        ),
        Kind::Match | Kind::Delim('=') => (
            format!("{shown} compares an attribute, and that is done in brackets"),
            "write `[name=\"value\"]`".to_owned(),
        ),
        Kind::Delim('|') => (
            "`|` parts a namespace from a name, and one of them is missing".to_owned(),
            "leave it out, or write a comma to select either of two".to_owned(),
        ),
        Kind::Delim('/') if name_on_left.is_none() => (
            "`/` does not lead to what is inside, as it does in XPath".to_owned(),
            "write a space for anything inside, or `>` for a child".to_owned(),
        ),
        Kind::Delim('#') => (
            "an id must follow this `#` at once".to_owned(),
            "write it right after the `#`, such as `#save`, or leave the `#` out".to_owned(),
        ),
        Kind::Delim('\\') => (
            "a line break cannot be escaped".to_owned(),
            "leave the `\\` out".to_owned(),
        ),
        Kind::Delim(character) if name_on_left.is_some() && character.is_ascii_graphic() => (
            format!("{shown} means nothing in a selector"),
            format!("write `\\{character}` if it belongs to the name, or leave it out"),
        ),
        _ => (
            format!("{shown} means nothing in a selector"),
            "leave it out".to_owned(),
        ),
    };
    parser.fault(at, problem, remedy)
}

fn function(name: &str) -> String {
    if pseudo::argument(name).is_some() {
        format!("write `:{name}(`")
    } else {
        "leave the parentheses out".to_owned()
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
            "write `\\{written}` if the point belongs to the name, or {}",
            quoted(&class)
        )
    } else {
        format!("write {}", quoted(&class))
    };
    parser.fault(
        at,
        format!(
            "{} has a digit first, and the name of a class cannot begin with one",
            quoted(written)
        ),
        remedy,
    )
}

/// A point without a name.
pub(super) fn class(parser: &Parser<'_>, point: &Token) -> Fault {
    match parser.peek_token() {
        Some(token) if matches!(token.kind, Kind::Number(_) | Kind::Dimension { .. }) => {
            let at = point.start..token.end;
            let written = parser.written(&at);
            parser.fault(
                at,
                format!(
                    "{} has a digit after its hyphen, and the name of a class cannot begin so",
                    quoted(written)
                ),
                format!("write {}", quoted(&format!(".{}", escaped(&written[1..])))),
            )
        }
        _ => parser.fault(
            point.range(),
            "the name of a class must follow this point at once",
            "write it right after the point, such as `.wide`, or leave the point out",
        ),
    }
}

/// `#5`, which only a style sheet has a use for: as a colour.
pub(super) fn id(parser: &Parser<'_>, hash: &Token) -> Fault {
    let name = parser.name(hash);
    let begins = if name.starts_with('-') {
        "a hyphen and a digit"
    } else {
        "a digit"
    };
    let id = name.replace('\\', "\\\\").replace('"', "\\\"");
    parser.fault(
        hash.range(),
        format!(
            "{} selects no id: a name in a selector cannot begin with {begins}",
            quoted(parser.written(&hash.range())),
        ),
        format!("write {}", quoted(&format!("[id=\"{id}\"]"))),
    )
}

/// A prefix that only `@namespace` of a style sheet could declare.
pub(super) fn namespace(parser: &Parser<'_>, prefix: &Token) -> Fault {
    let written = parser.written(&prefix.range());
    parser.fault(
        prefix.start..prefix.end + 1,
        format!(
            "nothing can declare the namespace {} outside of a style sheet",
            quoted(written)
        ),
        "write `*|` for any namespace, or leave it out",
    )
}

pub(super) fn dangling_combinator(parser: &Parser<'_>, combinator: &Token) -> Fault {
    let text = parser.written(&combinator.range());
    parser.fault(
        combinator.range(),
        format!("nothing stands on the right of this `{text}`"),
        format!("leave the `{text}` out, or write what it leads to"),
    )
}

pub(super) fn not_compound(parser: &Parser<'_>) -> Fault {
    let at = parser
        .last()
        .or(parser.peek_token())
        .map_or(0..0, |token| token.range());
    parser.fault(
        at,
        "only a compound selector can stand here: one element, without its surroundings",
        "leave out what is on one side of this, or write the whole outside of the parentheses",
    )
}

/// A colon that no name follows.
pub(super) fn colon(parser: &Parser<'_>, colon: &Token, double: bool) -> Fault {
    let at = colon.start..colon.end + usize::from(double);
    parser.fault(
        at,
        "the name of a pseudo-class must follow a colon at once",
        "write it right after the colon, such as `:checked`, or leave the colon out",
    )
}

pub(super) fn pseudo_element(parser: &Parser<'_>, at: Range<usize>) -> Fault {
    let written = quoted(parser.written(&at));
    parser
        .fault(
            at,
            format!("{written} is a pseudo-element, which style can reach and `querySelector` never finds"),
            "leave it out and select the element that it is a part of",
        )
        .because(Exception::PseudoElement)
}

/// `:has()` where it has no place (§4.5).
pub(super) fn misplaced_has(parser: &Parser<'_>, at: Range<usize>, in_another: bool) -> Fault {
    if in_another {
        parser.fault(
            at,
            "`:has()` cannot stand inside another `:has()`",
            "write one `:has()` with the whole path in it: `:has(.a .b)`",
        )
    } else {
        parser.fault(
            at,
            "`:has()` cannot stand where only a compound selector can",
            "write it outside of these parentheses",
        )
    }
}

/// The argument, from the token at `start`, of a pseudo-class that takes
/// identifiers.
pub(super) fn idents(parser: &Parser<'_>, name: &str, start: usize, several: bool) -> Fault {
    let at = parser.argument_from(start);
    let example = pseudo::example(name).unwrap_or("a");
    let what = if several {
        "names with commas between"
    } else {
        "one name without quotes"
    };
    let remedy = match name {
        "lang" => format!("write `:lang({example})`, or `:is(:lang(en), :lang(de))` for several"),
        _ => format!("write `:{name}({example})`"),
    };
    parser.fault(at, format!("`:{name}()` takes {what}"), remedy)
}
