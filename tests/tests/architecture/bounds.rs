//! The bounds that the documentation states are those of the constants.

use std::collections::BTreeMap;
use std::fs;

use syn::{BinOp, Expr, Item, Lit};

use crate::tables::{module_file, quoted, rows};
use crate::{read, root};

/// Bounds that are no settings, in the order of the table above `Limits`: what
/// the row begins with, and the constants behind its numbers.
const FIXED: &[(&str, &[(&str, &str)])] = &[
    ("a page's first frame", &[("wire::decode", "MAX_HELLO")]),
    ("a frame's nesting", &[("wire::decode", "MAX_DEPTH")]),
    ("the keys of one object", &[("wire::decode", "MAX_KEYS")]),
    ("a part of an event", &[]),
    ("failed commands", &[("wire::decode", "MAX_FAILURES")]),
    ("the selector", &[("wire::decode", "MAX_SELECTOR")]),
    ("the name of a custom", &[("js::chain", "MAX_CUSTOM")]),
    (
        "what a page reports",
        &[
            ("session::inbound::rate_limit", "LOGGED_BURST"),
            ("session::inbound::rate_limit", "LOGGED_PER_SECOND"),
        ],
    ),
    (
        "reports of a page",
        &[("session::core::frames", "MAX_FAILURES")],
    ),
    ("reports that a flow", &[("inbox::waiters", "UNREAD")]),
    ("what others leave", &[("inbox::mailbox", "CAPACITY")]),
    (
        "what the app has not",
        &[("session::tour::undelivered", "MAX_EVENTS")],
    ),
    ("the name of a [topic]", &[("inbox::topics", "MAX_NAME")]),
    ("what goes on inside", &[("session::fairness", "MOST")]),
    ("looks at the view", &[("session::flows", "LOOKS")]),
    ("events that come before", &[("app::guide", "EARLY")]),
    ("what mixins ask for", &[("session", "ANSWERS")]),
    ("steps in a row", &[]),
    ("steps that Back", &[("tour::machine", "MAX_HISTORY")]),
    (
        "events that the next snapshot",
        &[("session::outbound::outbox", "OWED")],
    ),
    ("made tours", &[("tour::owned", "MAX_ALIVE")]),
    ("the JSON of a", &[("draft::data", "MAX_JSON")]),
    ("the steps of a made tour", &[("check::tour", "MAX_STEPS")]),
    ("the faults of a draft", &[("check::tour", "MAX_FAULTS")]),
    (
        "runs that are over",
        &[("session::tour::outbox", "MAX_ENDED")],
    ),
];

/// A bound in the smallest unit that the documentation uses: a plain number,
/// bytes, or milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Number(u64),
    Time(u64),
}

/// What a constant's expression comes to; `None` for what is no bound.
fn value(expression: &Expr) -> Option<Bound> {
    let number = |expression: &Expr| match value(expression)? {
        Bound::Number(number) => Some(number),
        Bound::Time(_) => None,
    };
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok().map(Bound::Number),
            _ => None,
        },
        Expr::Binary(binary) if matches!(binary.op, BinOp::Mul(_)) => Some(Bound::Number(
            number(&binary.left)? * number(&binary.right)?,
        )),
        Expr::Call(call) => {
            let Expr::Path(function) = &*call.func else {
                return None;
            };
            let argument = number(call.args.first()?)?;
            match function.path.segments.last()?.ident.to_string().as_str() {
                "from_secs" => Some(Bound::Time(argument * 1000)),
                "from_millis" => Some(Bound::Time(argument)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The numbers of a text with their units, in order: `1,024`, `64 KiB`, `5 s`.
pub(crate) fn numbers(text: &str) -> Vec<Bound> {
    let is_separator = |c: char| !c.is_alphanumeric() && !matches!(c, ',' | '_' | '-');
    let words: Vec<&str> = text
        .split(is_separator)
        .filter(|word| !word.is_empty())
        .collect();
    let mut numbers = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Ok(number) = word.trim_end_matches(',').replace(',', "").parse::<u64>() else {
            continue;
        };
        let unit = words.get(at + 1).map(|unit| unit.trim_end_matches(','));
        numbers.push(match unit {
            Some("KiB") => Bound::Number(number * 1024),
            Some("MiB") => Bound::Number(number * 1024 * 1024),
            Some("ms") => Bound::Time(number),
            Some("s") => Bound::Time(number * 1000),
            _ => Bound::Number(number),
        });
    }
    numbers
}

/// The constant of that name in a module of the runtime.
fn constant(module: &str, name: &str) -> Bound {
    let path = module_file(module).unwrap_or_else(|| panic!("no module `{module}`"));
    let text = fs::read_to_string(path).expect("UTF-8");
    let file = syn::parse_file(&text).expect("Rust");
    let expression = file.items.into_iter().find_map(|item| match item {
        Item::Const(item) if item.ident == name => Some(item.expr),
        _ => None,
    });
    let expression = expression.unwrap_or_else(|| panic!("no `{name}` in `{module}`"));
    value(&expression).unwrap_or_else(|| panic!("`{name}` in `{module}` is no bound"))
}

/// `Limits`, as its source has it.
pub(crate) struct Limits {
    /// The documentation of the struct.
    text: String,
    /// The documentation of each field.
    pub(crate) fields: BTreeMap<String, String>,
    /// What each field is by default; `None` for what is no number.
    pub(crate) defaults: BTreeMap<String, Option<Bound>>,
}

fn documentation(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let meta = attribute.meta.require_name_value().ok()?;
        match &meta.value {
            Expr::Lit(literal) if meta.path.is_ident("doc") => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

pub(crate) fn limits() -> Limits {
    let path = root().join("runtime/src/limits.rs");
    let text = fs::read_to_string(path).expect("UTF-8");
    let mut limits = Limits {
        text: String::new(),
        fields: BTreeMap::new(),
        defaults: BTreeMap::new(),
    };
    for item in syn::parse_file(&text).expect("Rust").items {
        match item {
            Item::Struct(item) if item.ident == "Limits" => {
                limits.text = documentation(&item.attrs);
                for field in item.fields {
                    let name = field.ident.expect("a name").to_string();
                    limits.fields.insert(name, documentation(&field.attrs));
                }
            }
            Item::Impl(item) => {
                let mut defaults = Defaults(BTreeMap::new());
                syn::visit::Visit::visit_item_impl(&mut defaults, &item);
                limits.defaults.append(&mut defaults.0);
            }
            _ => {}
        }
    }
    limits
}

/// Collects the fields of the struct that the constructor makes.
struct Defaults(BTreeMap<String, Option<Bound>>);

impl<'ast> syn::visit::Visit<'ast> for Defaults {
    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        if let syn::Member::Named(name) = &field.member {
            self.0.insert(name.to_string(), value(&field.expr));
        }
    }
}

#[test]
fn each_limit_states_its_default_in_its_first_sentence() {
    let limits = limits();
    assert!(!limits.fields.is_empty());
    assert!(limits.fields.keys().eq(limits.defaults.keys()));
    for (name, text) in &limits.fields {
        let Some(default) = limits.defaults[name] else {
            continue;
        };
        let text = text.replace('\n', " ");
        let sentence = text.split(". ").next().expect("a sentence");
        let stated = numbers(sentence).pop();
        assert_eq!(stated, Some(default), "`Limits::{name}`: {sentence}");
    }
}

#[test]
fn the_table_above_the_limits_states_the_constants() {
    let rows = rows(&limits().text, "| what | bound | at it |");
    assert_eq!(rows.len(), FIXED.len());
    for (row, (what, constants)) in rows.iter().zip(FIXED) {
        assert!(row[0].starts_with(what), "{} is not {what}", row[0]);
        let bounds: Vec<Bound> = constants
            .iter()
            .map(|(module, name)| constant(module, name))
            .collect();
        assert_eq!(numbers(&row[1]), bounds, "{}", row[0]);
    }
}

/// There each number has its constant behind it, and what is no number is a limit.
#[test]
fn the_table_of_buffers_states_the_constants() {
    let text = read("ARCHITECTURE.md");
    let rows = rows(&text, "| what | in | bound | at it | shown by |");
    assert!(!rows.is_empty());
    let limits = limits();
    for row in &rows {
        let module = quoted(&row[1]).next().expect("a module");
        let (fields, constants): (Vec<_>, Vec<_>) =
            quoted(&row[2]).partition(|name| name.chars().any(char::is_lowercase));
        for field in fields {
            assert!(limits.fields.contains_key(field), "no limit `{field}`");
        }
        let bounds: Vec<Bound> = constants
            .into_iter()
            .map(|name| constant(module, name))
            .collect();
        assert_eq!(numbers(&row[2]), bounds, "{}", row[0]);
    }
}
