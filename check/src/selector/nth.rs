//! The An+B of `:nth-child()` and similar ones (CSS Syntax 3 §6.2).

use super::fault::{Fault, quoted};
use super::parser::Parser;
use super::token::{Kind, Numeric, Token, unescaped};

/// Reads An+B and the white space after it, up to `of` or the parenthesis.
pub(super) fn an_plus_b(parser: &mut Parser<'_>) -> Result<(), Fault> {
    if matches!(parser.peek(), Some(Kind::Close(_))) {
        return Err(parser.nothing());
    }
    let start = parser.position();
    if well_formed(parser) {
        parser.whitespace();
        match parser.peek_token() {
            // Maybe `of`.
            Some(next)
                if next.kind == Kind::Ident && !parser.name(&next).starts_with(['n', 'N']) =>
            {
                return Ok(());
            }
            None
            | Some(Token {
                kind: Kind::Close(_),
                ..
            }) => return Ok(()),
            Some(_) => {}
        }
    }
    let at = parser.argument_from(start);
    let argument = parser.written(&at);
    Err(parser.fault(
        at,
        format!("{} is not a valid position", quoted(argument)),
        "write a number, `odd`, `even` or a pattern such as `2n+1`, without a space before the `n`",
    ))
}

fn well_formed(parser: &mut Parser<'_>) -> bool {
    let Some(first) = parser.bump() else {
        return false;
    };
    let name = match first.kind {
        Kind::Number(Numeric { integer, .. }) => return integer,
        Kind::Ident => {
            let name = parser.name(&first);
            if name.eq_ignore_ascii_case("odd") || name.eq_ignore_ascii_case("even") {
                return true;
            }
            name.strip_prefix('-').map(str::to_owned).unwrap_or(name)
        }
        Kind::Delim('+') => match parser.bump() {
            Some(token) if token.kind == Kind::Ident => parser.name(&token),
            _ => return false,
        },
        Kind::Dimension { number, unit } if number.integer => {
            unescaped(parser.written(&(unit..first.end)))
        }
        _ => return false,
    };
    parser.whitespace();
    // `n`, `n-` with its number to follow, or `n-1`.
    let Some(rest) = name.strip_prefix(['n', 'N']) else {
        return false;
    };
    match rest {
        "" => match parser.peek() {
            Some(Kind::Delim('+' | '-')) => {
                parser.bump();
                parser.whitespace();
                is_integer(parser, false)
            }
            Some(Kind::Number(_)) => is_integer(parser, true),
            _ => true,
        },
        "-" => is_integer(parser, false),
        // Chromium requires it to fit 32 bits.
        _ => rest.starts_with('-') && rest.parse::<i32>().is_ok(),
    }
}

fn is_integer(parser: &mut Parser<'_>, with_sign: bool) -> bool {
    match parser.bump().map(|token| token.kind) {
        Some(Kind::Number(Numeric { integer, signed })) => integer && signed == with_sign,
        _ => false,
    }
}
