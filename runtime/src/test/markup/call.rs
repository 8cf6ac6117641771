//! What an attribute such as `dj-click` may hold: a handler's name, a call with
//! arguments, or a chain of commands.

use crate::event::Value;
use crate::json;
use crate::wire;

/// What an attribute asks for.
#[derive(Debug, PartialEq)]
pub(super) enum Call {
    /// Send an event; with arguments by position, or with what the event itself brings.
    Event {
        name: String,
        arguments: Option<Value>,
    },
    /// Run commands in the page.
    Chain(Vec<Command>),
}

/// One command of a chain: its name and its options.
pub(super) type Command = (String, Value);

/// Reads `start_tutorial`, `rename(3, 'Q3', true, null)` or `[["hide",{"to":"#a"}]]`;
/// nothing if the text is none of these.
pub(super) fn read(text: &str) -> Option<Call> {
    let text = text.trim();
    if text.starts_with('[') {
        return chain(json(text)?).map(Call::Chain);
    }
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')'))
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return None;
    }
    let arguments = match rest.trim_start() {
        "" => None,
        list => {
            let list = list.strip_prefix('(')?.strip_suffix(')')?;
            match list.trim() {
                "" => None,
                _ => Some(json(&format!("[{}]", double_quoted(list)))?),
            }
        }
    };
    Some(Call::Event {
        name: name.to_owned(),
        arguments,
    })
}

fn chain(value: Value) -> Option<Vec<Command>> {
    let Value::List(commands) = value else {
        return None;
    };
    let command = |value| {
        let Value::List(mut parts) = value else {
            return None;
        };
        let [Value::Text(name), options @ Value::Map(_), ..] = &mut parts[..] else {
            return None;
        };
        Some((std::mem::take(name), std::mem::take(options)))
    };
    commands.into_iter().map(command).collect()
}

/// The arguments as JSON, which knows only double quotes.
fn double_quoted(list: &str) -> String {
    let mut out = String::new();
    let mut rest = list;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '"' | '\'' => string(rest, next).unwrap_or(1),
            _ => next.len_utf8(),
        };
        let piece = &rest[..length];
        if next == '\'' && length > 1 {
            out.push_str(&json::string(&unescaped(&piece[1..length - 1])));
        } else {
            out.push_str(piece);
        }
        rest = &rest[length..];
    }
    out
}

/// How long the string is that begins here, with its quotes; nothing if it does not end.
fn string(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, next) in text.char_indices().skip(1) {
        match next {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if next == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Each character after a backslash as itself.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(next) = chars.next() {
        out.extend(if next == '\\' {
            chars.next()
        } else {
            Some(next)
        });
    }
    out
}

fn json(text: &str) -> Option<Value> {
    // A page ignores an attribute that it cannot read; the caller reports it.
    wire::plain(text, wire::MAX_DEPTH).ok().map(as_script)
}

/// The value as a script sends it on: it has numbers of one kind, and writes a
/// whole one without a fraction.
fn as_script(value: Value) -> Value {
    match value {
        Value::Int(number) => whole(number as f64),
        Value::Float(number) => whole(number),
        Value::List(values) => Value::List(values.into_iter().map(as_script).collect()),
        Value::Map(entries) => object(
            entries
                .into_iter()
                .map(|(name, value)| (name, as_script(value))),
        ),
        other => other,
    }
}

fn whole(number: f64) -> Value {
    let text = number.to_string();
    text.parse().map_or(Value::Float(number), Value::Int)
}

/// Values by name, in a script's order: names that are indices come first.
pub(super) fn object(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    let mut object = Value::map(entries);
    if let Value::Map(entries) = &mut object {
        entries.sort_by_key(|(name, _)| index(name).unwrap_or(u64::MAX));
    }
    object
}

fn index(name: &str) -> Option<u64> {
    let index: u32 = name.parse().ok()?;
    (index < u32::MAX && index.to_string() == name).then_some(index.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str, arguments: Option<Value>) -> Option<Call> {
        Some(Call::Event {
            name: name.to_owned(),
            arguments,
        })
    }

    #[test]
    fn a_bare_name_and_an_empty_call_have_no_arguments() {
        assert_eq!(read(" save "), event("save", None));
        assert_eq!(read("save()"), event("save", None));
        assert_eq!(read("save ( )"), event("save", None));
    }

    #[test]
    fn arguments_are_json_with_single_quotes_allowed() {
        let list = Value::List(vec![
            3.into(),
            "Q'3 \"n".into(),
            "a'b".into(),
            true.into(),
            Value::Null,
            object([("x".to_owned(), Value::Float(0.5))]),
        ]);
        assert_eq!(
            read(r#"rename(3, 'Q\'3 "\n', "a'b", true, null, {"x": 0.5})"#),
            event("rename", Some(list))
        );
    }

    #[test]
    fn numbers_are_those_of_a_script() {
        let list = Value::List(vec![
            1.into(),
            1000.into(),
            0.into(),
            Value::Int(9_007_199_254_740_992),
        ]);
        assert_eq!(
            read("n(1.0, 1e3, -0.0, 9007199254740993)"),
            event("n", Some(list))
        );
    }

    #[test]
    fn a_chain_is_a_list_of_names_with_options() {
        assert_eq!(
            read(r##"[["hide",{"to":"#a"}],["push",{}]]"##),
            Some(Call::Chain(vec![
                ("hide".into(), Value::map([("to", "#a".into())])),
                ("push".into(), Value::Map(Vec::new())),
            ]))
        );
    }

    #[test]
    fn anything_else_is_no_call() {
        for text in [
            "",
            "(3)",
            "two words",
            "f(1",
            "f(1) g",
            "f(x)",
            "[1]",
            r#"[["hide"]]"#,
            "[[",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn names_that_are_indices_come_first() {
        let names = ["b", "10", "2", "02"].map(|name| (name.to_owned(), Value::Null));
        let Value::Map(entries) = object(names) else {
            panic!("a map");
        };
        let names: Vec<_> = entries.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["2", "10", "b", "02"]);
    }
}
