//! Attribute selectors (Selectors 4 §6).

use super::diagnose;
use super::fault::{Fault, quoted};
use super::parser::Parser;
use super::token::{Kind, Token, escaped};

/// Reads an attribute selector, from its bracket to its end.
pub(super) fn attribute(parser: &mut Parser<'_>) -> Result<(), Fault> {
    let Some(bracket) = parser.bump() else {
        return Ok(());
    };
    parser.whitespace();
    let name = attribute_name(parser, &bracket)?;
    parser.whitespace();
    let Some(matcher) = parser.bump() else {
        return Ok(());
    };
    match matcher.kind {
        Kind::Close(_) => return Ok(()),
        Kind::Match | Kind::Delim('=') => {}
        _ => return Err(not_a_matcher(parser, &name, &matcher)),
    }
    parser.whitespace();
    let start = parser.position();
    let Some(value) = parser.bump() else {
        return Ok(());
    };
    let written = format!("{name}{}", parser.written(&matcher.range()));
    match value.kind {
        Kind::Ident | Kind::String => {}
        Kind::Close(_) => {
            return Err(parser.fault(
                bracket.start..value.end,
                format!("{} has no value to compare with", quoted(&written)),
                format!(
                    "write `[{name}]` if the attribute only has to be present, or `[{written}'']`"
                ),
            ));
        }
        _ => return Err(bare_value(parser, &written, start)),
    }
    parser.whitespace();
    let Some(flag) = parser.bump() else {
        return Ok(());
    };
    match flag.kind {
        Kind::Close(_) => return Ok(()),
        Kind::Ident if parser.name(&flag).eq_ignore_ascii_case("i") => {}
        Kind::Ident if parser.name(&flag).eq_ignore_ascii_case("s") => {
            return Err(parser.fault(
                flag.range(),
                "Chromium does not know the `s` flag, so it rejects the selector",
                "remove it: nearly all attribute values are case-sensitive anyway",
            ));
        }
        _ if value.kind == Kind::Ident => return Err(bare_value(parser, &written, start)),
        _ => {
            return Err(parser.fault(
                flag.range(),
                format!(
                    "{} follows the value",
                    quoted(parser.written(&flag.range()))
                ),
                "write the `]` right after the value, or ` i` to ignore case",
            ));
        }
    }
    parser.whitespace();
    match parser.bump() {
        Some(token) if !matches!(token.kind, Kind::Close(_)) => Err(parser.fault(
            token.range(),
            format!("{} follows the `i`", quoted(parser.written(&token.range()))),
            "write the `]` right after the `i`",
        )),
        _ => Ok(()),
    }
}

/// The attribute's name, as written; its namespace, if it has one, is `*` or
/// nothing.
fn attribute_name(parser: &mut Parser<'_>, bracket: &Token) -> Result<String, Fault> {
    let start = parser.position();
    let Some(first) = parser.bump() else {
        return Ok(String::new());
    };
    let prefixed = match first.kind {
        Kind::Ident => parser.peek() == Some(Kind::Delim('|')),
        Kind::Delim('*') if parser.peek() == Some(Kind::Delim('|')) => true,
        Kind::Delim('|') if parser.peek() == Some(Kind::Ident) => {
            parser.bump();
            return Ok(parser.written_since(start).to_owned());
        }
        Kind::Close(_) => {
            return Err(parser.fault(
                bracket.start..first.end,
                "these brackets are empty",
                "write the attribute's name between them, such as `[name]`",
            ));
        }
        _ => return Err(not_a_name(parser, bracket, start)),
    };
    if prefixed {
        parser.bump();
        match parser.peek() {
            // As for elements, Chromium takes `\*` for `*` here.
            Some(Kind::Ident) if first.kind == Kind::Ident && parser.name(&first) != "*" => {
                return Err(diagnose::namespace(parser, &first));
            }
            Some(Kind::Ident) => {
                parser.bump();
            }
            _ => return Err(not_a_name(parser, bracket, start)),
        }
    }
    Ok(parser.written_since(start).to_owned())
}

fn not_a_name(parser: &Parser<'_>, bracket: &Token, start: usize) -> Fault {
    let at = parser.argument_from(start);
    let written = parser.written(&at);
    let name_ends = written
        .find(['=', '~', '|', '^', '$', '*', ' '])
        .unwrap_or(written.len());
    let (name, rest) = written.split_at(name_ends);
    let remedy = match name.strip_prefix(['@', '#', '.']) {
        // `.h-[20px]`, as Tailwind has it.
        _ if parser.written(&(0..bracket.start)).ends_with('-') => {
            "write `\\[` and `\\]` if the brackets are part of the name".to_owned()
        }
        Some(bare) if !bare.is_empty() => format!("write {}", quoted(&format!("[{bare}{rest}]"))),
        _ if name.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("write {}", quoted(&format!("[{}{rest}]", escaped(name))))
        }
        _ => "write the attribute's name first, such as `[name='x']`".to_owned(),
    };
    parser.fault(
        at,
        format!("{} does not begin with an attribute name", quoted(written)),
        remedy,
    )
}

fn not_a_matcher(parser: &Parser<'_>, name: &str, token: &Token) -> Fault {
    let written = parser.written(&token.range());
    match token.kind {
        Kind::Delim('!') => parser.fault(
            token.range(),
            "`!=` is jQuery, not CSS",
            format!("write `:not([{name}='…'])`"),
        ),
        Kind::Ident => parser.fault(
            token.range(),
            format!("{} follows the name of the attribute", quoted(written)),
            format!(
                "write {}, with each attribute in its own brackets",
                quoted(&format!("[{name}][{written}]"))
            ),
        ),
        Kind::Colon => parser.fault(
            token.range(),
            "a colon in the name of an attribute must be escaped",
            format!("write {}", quoted(&format!("[{name}\\:…]"))),
        ),
        _ => parser.fault(
            token.range(),
            format!("{} is not an attribute operator", quoted(written)),
            "write `=`, `~=`, `|=`, `^=`, `$=` or `*=`, without a space inside",
        ),
    }
}

/// A value that is not an identifier needs quotes.
fn bare_value(parser: &Parser<'_>, written: &str, start: usize) -> Fault {
    let at = parser.argument_from(start);
    let value = parser.written(&at);
    let remedy = if value.contains(['"', '\'', '\\', '\n']) {
        format!("write it in quotes: `[{written}'…']`")
    } else {
        format!("write {}", quoted(&format!("[{written}'{value}']")))
    };
    parser.fault(
        at,
        format!("the value {} needs quotes", quoted(value)),
        remedy,
    )
}
