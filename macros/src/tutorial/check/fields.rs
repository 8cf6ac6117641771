//! Which field is which, and which are missing.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use crate::nearest::{list, nearest};
use crate::report::Report;
use crate::tutorial::parse::{FIELDS, Field};

/// The fields of one step, as far as they are known and written once.
#[derive(Default)]
pub(super) struct Fields {
    known: Vec<(&'static str, Field)>,
    /// Whether some field was too odd to tell which one it was meant to be.
    pub(super) unclear: bool,
}

impl Fields {
    pub(super) fn has(&self, name: &str) -> bool {
        self.known.iter().any(|(known, _)| *known == name)
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Field> {
        let at = self.known.iter().position(|(known, _)| *known == name)?;
        Some(self.known.remove(at).1)
    }
}

/// Says which fields are unknown, planned or given twice, and keeps the rest.
pub(super) fn sort(fields: Vec<Field>, report: &mut Report) -> Fields {
    let mut sorted = Fields::default();
    for field in fields {
        let word = field.name.to_string();
        let meant = match FIELDS.into_iter().find(|known| *known == word) {
            Some(known) => Some(known),
            None => {
                let meant = meant_field(&word);
                report.error(
                    &field.name,
                    format!("a step has no field `{word}`"),
                    match meant {
                        Some(meant) if is_nested(&field) => format!("did you mean `{meant}`? What stands in the braces are fields of the step itself, such as `target`, `message` and `position`"),
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None if word == "name" || word == "id" => {
                            "the name of a step stands before its braces: `step save { … }`".to_owned()
                        }
                        None if ["id", "version", "autostart"].contains(&word.as_str()) => {
                            format!("`{word}` is a setting of the whole tour: write it above the first step")
                        }
                        None => format!("there is {}", list(FIELDS)),
                    },
                );
                meant
            }
        };
        let another = word != meant.unwrap_or_default();
        let no_value = another && (field.value.is_empty() || is_nested(&field));
        let Some(meant) = meant.filter(|_| !no_value) else {
            sorted.unclear = true;
            continue;
        };
        if sorted.known.iter().any(|(known, _)| *known == meant) {
            if word == meant {
                report.error(
                    &field.name,
                    format!("this step has two fields `{word}`, and only one could count"),
                    "leave one of them out; for two things in a row write two steps",
                );
            }
            continue;
        }
        sorted.known.push((meant, field));
    }
    sorted
}

/// Whether the value is an object, as in the tours of JavaScript.
fn is_nested(field: &Field) -> bool {
    let mut tokens = field.value.clone().into_iter();
    matches!((tokens.next(), tokens.next()), (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Brace)
}

/// `attachTo` → `attach_to`
fn without_capitals(word: &str) -> String {
    let mut snake = String::with_capacity(word.len() + 4);
    for character in word.chars() {
        if character.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

/// The field for which other tour libraries have the name `word`, or the
/// nearest one.
fn meant_field(word: &str) -> Option<&'static str> {
    let elsewhere = match without_capitals(word).as_str() {
        "selector" | "element" | "el" | "attach_to" | "anchor" => Some("target"),
        "text" | "content" | "title" | "body" | "description" | "intro" | "popover" | "tooltip"
        | "hint" => Some("message"),
        "side" | "placement" | "align" => Some("position"),
        "event" | "until" | "wait" | "waits_for" | "await_for" | "advance_on" | "trigger" => {
            Some("wait_for")
        }
        "duration" | "delay" | "after" | "seconds" => Some("timeout"),
        "class" | "class_name" | "classes" | "highlight" => Some("highlight_class"),
        "enter" | "before" | "on_show" | "on_highlighted" => Some("on_enter"),
        "exit" | "leave" | "on_leave" | "on_hide" | "on_deselected" => Some("on_exit"),
        "if_missing" | "missing" => Some("on_missing"),
        "skip" | "skip_when" | "done_if" | "unless" => Some("skip_if"),
        "then" | "goto" | "go_to" | "next_step" => Some("next"),
        _ => None,
    };
    elsewhere.or_else(|| nearest(word, FIELDS))
}

pub(super) fn report_missing(keyword: &Ident, missing: &[&str], report: &mut Report) {
    let (wrong, help) = match missing {
        ["target"] => (
            "this step has no `target`: it would point at nothing",
            r##"write `target: "#id"`, with a CSS selector"##,
        ),
        ["message"] => (
            "this step has no `message`: its bubble would have nothing to say",
            r#"write `message: "…"`, or `message: ""` if that is meant"#,
        ),
        _ => (
            "this step has neither a `target` nor a `message`",
            r##"write `step { target: "#id", message: "…" }`"##,
        ),
    };
    report.error(keyword, wrong, help);
}

/// `value`, or the field's name where there is no value to stand on.
pub(super) fn either(value: &TokenStream, name: &Ident) -> TokenStream {
    if value.is_empty() {
        name.to_token_stream()
    } else {
        value.clone()
    }
}

/// Reports a value that is not typed yet.
pub(super) fn is_missing(field: &Field, example: &str, report: &mut Report) -> bool {
    let name = &field.name;
    if field.value.is_empty() {
        report.error(
            name,
            format!("`{name}` has no value"),
            format!("write `{name}: {example}`"),
        );
    }
    field.value.is_empty()
}

/// A string literal, or an error that says what stands for `what`.
pub(super) fn text(
    field: &Field,
    what: &str,
    example: &str,
    report: &mut Report,
) -> Option<LitStr> {
    if is_missing(field, example, report) {
        return None;
    }
    if let Ok(literal) = syn::parse2::<LitStr>(field.value.clone())
        && literal.suffix().is_empty()
    {
        return Some(literal);
    }
    let name = &field.name;
    let written = field.value.to_string();
    // `"…" "…"` or `"…" junk`: the text itself is there.
    let mut tokens = field.value.clone().into_iter();
    if let Some(Ok(literal)) = tokens
        .next()
        .map(|token| syn::parse2::<LitStr>(token.into()))
    {
        let rest: TokenStream = tokens.collect();
        let joined = matches!(rest.clone().into_iter().next(), Some(TokenTree::Punct(plus)) if plus.as_char() == '+');
        report.error(
            rest,
            format!("the value of `{name}` ends before this"),
            if joined {
                "write one literal with all of the text in it"
            } else {
                "leave it out, or write a comma and the next field"
            },
        );
        return Some(literal);
    }
    if is_refused_char(&field.value) {
        return None;
    }
    let quotable = !written.contains(['"', '\'', '\n', '{']) && written.len() <= 40;
    let constant = syn::parse2::<Ident>(field.value.clone())
        .is_ok_and(|name| name.to_string().chars().all(|c| !c.is_lowercase()));
    report.error(
        &field.value,
        format!("`{name}` is {what}, written as a string literal"),
        if constant {
            format!(
                "write the text itself, which is checked while it is compiled: `{name}: {example}`"
            )
        } else if quotable {
            format!("write `{name}: \"{}\"`", written.replace(' ', ""))
        } else {
            format!("write `{name}: {example}`")
        },
    );
    None
}

/// Whether it is `'#new'`, which the compiler itself has refused.
fn is_refused_char(value: &TokenStream) -> bool {
    let text = value.to_string();
    text.starts_with('\'') && !text.contains('\\') && text.chars().count() > 3
}
