//! What a step waits for: `wait_for`, and the `when` that belongs to it.

use super::checked::Checked;
use super::fault::{Fault, Faults, Part, Path, Rule};
use super::fields::Resolved;
use super::keywords::{
    ABSENT, ANY, CALLS, COMMON_EVENTS, DOM, NEXT, NOTHING, PRESENT, is_nothing, keyword,
};
use super::names::Field;
use super::selector::selector;
use super::{Argument, Call, Form, Scope, Step, Value};
use crate::selector::check_shadow_path;
use crate::suggest::{list, nearest};

/// The longest name of a DOM event, in characters.
const MAX_EVENT: usize = 64;

/// Checks what a step waits for.
pub(super) fn check(checked: &mut Checked<'_, '_>, scope: &Scope) {
    let entry = checked.entry;
    let path = (checked.path)(Part::Value);
    match &entry.value {
        Value::Call(Call { name, arguments }) if name == ANY => {
            any(arguments, &path, scope, checked.faults);
        }
        Value::Text(_) | Value::Written(_) | Value::Call(_) | Value::Named(_) => {
            one(&entry.value, &path, scope, checked.faults);
        }
        _ => checked.wrong_type("a string"),
    }
}

/// Reports a `when` that has nothing to look at, and a `timeout` without a step to end.
pub(super) fn check_when(
    at: usize,
    step: &Step,
    resolved: &Resolved,
    scope: &Scope,
    faults: &mut Faults,
) {
    let path = |entry: usize| {
        let name = &step.entries[entry].name;
        Path::of_step(at).at_entry(entry, name, Part::Name)
    };
    let when = resolved.get(Field::When);
    let Some(wait_for) = resolved.get(Field::WaitFor) else {
        if let Some(when) = when.filter(|_| !resolved.has_unidentified()) {
            faults.push(Fault::new(
                Rule::WhenWithoutWaitFor,
                path(when),
                "`when` filters the events that a step waits for, but this step has no `wait_for`",
                "add `wait_for: …` with the handler whose parameters it reads; or, to skip a step, use `skip_if: |view| …`",
            ));
        }
        return;
    };
    let value = &step.entries[wait_for].value;
    let is_nothing = is_nothing(value, scope.form);
    if let Some(timeout) = resolved.get(Field::Timeout).filter(|_| is_nothing) {
        faults.push(Fault::new(
            Rule::TimeoutWithNothing,
            path(timeout),
            "a step that waits for `nothing` is over at once, so this `timeout` has no effect",
            "remove `wait_for: nothing` to show the step for that long, or remove the `timeout`",
        ));
    }
    let Some(when) = when else { return };
    if is_nothing {
        faults.push(Fault::new(
            Rule::WhenWithoutWaitFor,
            path(when),
            "`when` filters the events that a step waits for, but this step waits for `nothing`",
            "write `wait_for: …` with the handler whose parameters it reads; or, to skip a step, use `skip_if: |view| …`",
        ));
    } else if matches!(value, Value::Call(call) if call.name == ANY) {
        faults.push(Fault::new(
            Rule::MisplacedWhen,
            path(when),
            "this step waits for any of several things, and `when` can filter only one of them",
            "write it behind the one that it is for: `any(create_project when |event| …, …)`",
        ));
    } else if let Some(what) = without_parameters(value, scope.form) {
        faults.push(no_parameters(path(when), &what));
    }
}

/// The wait, if its happening has nothing that a condition could look at.
fn without_parameters(value: &Value, form: Form) -> Option<String> {
    match value {
        Value::Call(call) if CALLS.contains(&call.name.as_str()) => Some(call.name.clone()),
        _ => keyword(value, form)
            .filter(|word| *word == NEXT)
            .map(str::to_owned),
    }
}

fn no_parameters(path: Path, what: &str) -> Fault {
    Fault::new(
        Rule::MisplacedWhen,
        path,
        format!("`when` filters events by their parameters, and `{what}` has none"),
        "remove it; or wait for a handler, which can refuse what does not count",
    )
}

fn any(arguments: &[Argument], path: &Path, scope: &Scope, faults: &mut Faults) {
    if arguments.is_empty() {
        faults.push(Fault::new(
            Rule::EmptyAny,
            path.clone(),
            "`any` names nothing: a step that waits for it would never advance",
            format!("write what ends the step: `{}`", example(ANY, scope.form)),
        ));
    }
    for (at, argument) in arguments.iter().enumerate() {
        if faults.is_full() {
            return;
        }
        let path = path.clone().at_alternative(at);
        let value = &argument.value;
        let mut fault = |rule, problem: String, remedy: &str| {
            faults.push(Fault::new(rule, path.clone(), problem, remedy));
        };
        if is_nothing(value, scope.form) {
            fault(
                Rule::NothingInAny,
                "`nothing` ends the step at once, so the others in `any` have no effect".to_owned(),
                "remove it; or write `wait_for: nothing` if the step is only to run its commands",
            );
        } else if matches!(value, Value::Call(call) if call.name == ANY) {
            fault(
                Rule::NestedAny,
                "an `any` in another one changes nothing".to_owned(),
                "write what is in it directly into the outer one",
            );
        } else if arguments[..at].iter().any(|before| before.value == *value)
            && *value != Value::Opaque
        {
            fault(
                Rule::DuplicateAlternative,
                "this is in `any` twice".to_owned(),
                match argument.conditional {
                    true => {
                        "remove one of them; two conditions on one handler are one: `when |event| … || …`"
                    }
                    false => "remove one of them",
                },
            );
        } else {
            one(value, &path, scope, faults);
            if let Some(what) =
                without_parameters(value, scope.form).filter(|_| argument.conditional)
            {
                faults.push(no_parameters(path, &what));
            }
        }
    }
}

/// A wait that is not `any`.
fn one(value: &Value, path: &Path, scope: &Scope, faults: &mut Faults) {
    match value {
        Value::Opaque | Value::Named(_) => {}
        value if keyword(value, scope.form).is_some() => {}
        Value::Text(name) => handler(name, path, scope, faults),
        Value::Written(word) if CALLS.contains(&word.as_str()) => {
            let example = example(word, scope.form);
            faults.push(Fault::new(
                Rule::WaitArguments,
                path.clone(),
                format!("`{word}` is followed by what it waits for, in parentheses"),
                format!("write `{example}`; a handler of that name is written in quotes: `\"{word}\"`"),
            ));
        }
        Value::Written(name) => handler(name, path, scope, faults),
        Value::Call(call) => self::call(call, path, scope, faults),
        value => faults.push(Fault::new(
            Rule::WrongType,
            path.clone(),
            format!(
                "what a step waits for is the name of an event handler: expected a string, found {}",
                value.kind()
            ),
            "write, for example, `\"create_project\"`",
        )),
    }
}

/// A correct use of what is written with arguments.
fn example(name: &str, form: Form) -> &'static str {
    match (name, form) {
        (PRESENT, Form::Source) => "present(\"#menu[open]\")",
        (PRESENT, Form::Data) => "{\"present\": \"#menu[open]\"}",
        (ABSENT, Form::Source) => "absent(\"#menu[open]\")",
        (ABSENT, Form::Data) => "{\"absent\": \"#menu[open]\"}",
        (ANY, Form::Source) => "any(create_project, dom(\"click\", \"#later\"))",
        (ANY, Form::Data) => {
            "{\"any\": [\"create_project\", {\"dom\": \"click\", \"at\": \"#later\"}]}"
        }
        (_, Form::Source) => "dom(\"click\")",
        (_, Form::Data) => "{\"dom\": \"click\"}",
    }
}

fn call(call: &Call, path: &Path, scope: &Scope, faults: &mut Faults) {
    let name = call.name.as_str();
    let takes = match name {
        DOM => 1..=2,
        PRESENT | ABSENT => 1..=1,
        NEXT | NOTHING => {
            return faults.push(Fault::new(
                Rule::WaitArguments,
                path.clone(),
                format!("`{name}` is a word, without parentheses"),
                format!("write `{name}`"),
            ));
        }
        _ => {
            return faults.push(Fault::new(
                Rule::UnknownWait,
                path.clone(),
                format!("a step cannot wait for `{name}`"),
                match nearest(name, CALLS) {
                    // `click("#new")`
                    _ if COMMON_EVENTS.contains(&name) => {
                        format!(
                            "write `{}`",
                            dom_example(name, text_at(call, 0), scope.form)
                        )
                    }
                    Some(meant) => format!("did you mean `{}`?", example(meant, scope.form)),
                    None => format!("what is written with arguments is one of {}", list(CALLS)),
                },
            ));
        }
    };
    if !takes.contains(&call.arguments.len()) {
        let what = match name {
            DOM => "the name of an event, and optionally a selector",
            _ => "one selector",
        };
        return faults.push(Fault::new(
            Rule::WaitArguments,
            path.clone(),
            format!("`{name}` takes {what}"),
            format!("write `{}`", example(name, scope.form)),
        ));
    }
    for (at, argument) in call.arguments.iter().enumerate() {
        let path = path.clone().at_argument(at);
        match &argument.value {
            Value::Opaque => {}
            Value::Text(event) if name == DOM && at == 0 => {
                dom_event(event, text_at(call, 1), path, scope, faults);
            }
            Value::Text(text) => {
                let remedy = format!(
                    "write the selector of an element: `{}`",
                    example(if name == DOM { ANY } else { name }, scope.form)
                );
                selector(text, &path, &remedy, faults);
            }
            value => faults.push(Fault::new(
                Rule::WrongType,
                path,
                format!(
                    "`{name}` takes {}: expected a string, found {}",
                    if name == DOM && at == 0 {
                        "the name of an event"
                    } else {
                        "a CSS selector"
                    },
                    value.kind()
                ),
                format!("write `{}`", example(name, scope.form)),
            )),
        }
    }
}

/// The string that an argument is.
fn text_at(call: &Call, at: usize) -> Option<&str> {
    match &call.arguments.get(at)?.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// A wait for an event at what a selector finds, or at the step's target.
fn dom_example(event: &str, at: Option<&str>, form: Form) -> String {
    match (at, form) {
        (None, Form::Source) => format!("dom({event:?})"),
        (None, Form::Data) => format!("{{\"dom\": {event:?}}}"),
        (Some(at), Form::Source) => format!("dom({event:?}, {at:?})"),
        (Some(at), Form::Data) => format!("{{\"dom\": {event:?}, \"at\": {at:?}}}"),
    }
}

/// Whether it is the name of an event and of no element.
fn is_only_an_event(word: &str) -> bool {
    COMMON_EVENTS.contains(&word) && word != "input"
}

/// Whether it begins with the name of an element that people click and enter things in.
fn begins_with_an_element(selector: &str) -> bool {
    const ELEMENTS: [&str; 30] = [
        "a", "article", "aside", "body", "button", "details", "dialog", "div", "footer", "form",
        "h1", "h2", "h3", "header", "img", "input", "label", "li", "main", "nav", "ol", "option",
        "p", "section", "select", "span", "summary", "table", "textarea", "ul",
    ];
    let is_part = |next: char| next.is_alphanumeric() || matches!(next, '-' | '_');
    let first = selector.split(|next| !is_part(next)).next();
    first.is_some_and(|first| ELEMENTS.contains(&first))
}

/// The name of an event of the document: any text without spaces. `other` is what is given
/// as its selector.
fn dom_event(event: &str, other: Option<&str>, path: Path, scope: &Scope, faults: &mut Faults) {
    let length = event.chars().count();
    let common = event
        .strip_prefix("on")
        .filter(|event| COMMON_EVENTS.contains(event));
    let (problem, remedy) = if event.is_empty() {
        (
            "this event has no name, so it would never happen".to_owned(),
            format!("write the name of an event: `{}`", example(DOM, scope.form)),
        )
    } else if event.starts_with(['#', '.', '[']) {
        // `dom("#new", "click")`, which is a valid selector of no element.
        let meant = other.filter(|other| COMMON_EVENTS.contains(other));
        let meant = dom_example(meant.unwrap_or("click"), Some(event), scope.form);
        (
            format!("`dom` takes the name of an event, and `{event}` is a selector"),
            format!("write the event first: `{meant}`"),
        )
    } else if let Some(other) = other.filter(|other| is_only_an_event(other)) {
        // `dom("button", "click")` would wait for an event `button` of an element `click`.
        (
            format!("`{other}` is the name of an event, and `dom` takes a selector second"),
            match !begins_with_an_element(event) || check_shadow_path(event).is_err() {
                true => "write a selector after the event, such as `#later`; for one of several events, use `any`".to_owned(),
                false => {
                    let meant = dom_example(other, Some(event), scope.form);
                    format!("write the event first: `{meant}`")
                }
            },
        )
    } else if event.contains(|next: char| next.is_whitespace() || next.is_control()) {
        (
            "the name of an event has no spaces".to_owned(),
            format!(
                "write one name: `{}`; for one of several events, use `any`",
                example(DOM, scope.form)
            ),
        )
    } else if length > MAX_EVENT {
        (
            format!("this name has {length} characters, more than the limit of {MAX_EVENT}"),
            "choose a shorter name".to_owned(),
        )
    } else if let Some(meant) = common {
        (
            format!("`{event}` is an attribute, and the event is called `{meant}`"),
            format!("write `\"{meant}\"`"),
        )
    } else {
        return;
    };
    faults.push(Fault::new(Rule::DomEvent, path, problem, remedy));
}

/// Whether an event handler could have that name, qualified or not.
fn is_handler_name(name: &str) -> bool {
    name.split("::").all(is_identifier)
}

/// Whether Rust takes `name` for an identifier.
fn is_identifier(name: &str) -> bool {
    match name.strip_prefix("r#") {
        Some(name) => is_word(name),
        None => is_word(name) && !KEYWORDS.contains(&name),
    }
}

/// Whether `name` is an identifier, or a keyword that can be made one by `r#`.
pub(super) fn is_word(name: &str) -> bool {
    let mut characters = name.chars();
    let begins = characters
        .next()
        .is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    begins
        && characters.all(unicode_ident::is_xid_continue)
        && !["_", "crate", "self", "Self", "super"].contains(&name)
}

const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Whether handlers are named by what is before them in a path, as in
/// `TutorialMixin::start_tutorial`: not by a module, nor by their own view.
pub fn names_handlers(owner: &str, view: Option<&str>) -> bool {
    let owner = owner.strip_prefix("r#").unwrap_or(owner);
    !matches!(owner, "Self" | "crate" | "self" | "super") && view != Some(owner)
}

fn handler(word: &str, path: &Path, scope: &Scope, faults: &mut Faults) {
    let mut fault = |rule, problem: String, remedy: String| {
        faults.push(Fault::new(rule, path.clone(), problem, remedy));
    };
    if let Some((owner, name)) = word.rsplit_once("::")
        && is_identifier(name)
        && let Some(owner) = owner.rsplit("::").next()
        && !names_handlers(owner, scope.view.as_deref())
    {
        return fault(
            Rule::HandlerName,
            "`wait_for` takes the bare name of an event handler".to_owned(),
            format!("write `wait_for: {name}`"),
        );
    }
    // In source a name that can be read is `Named`.
    if ["phx-", "dj-"]
        .iter()
        .any(|begins| word.starts_with(begins))
    {
        return fault(
            Rule::HandlerName,
            format!("`{word}` is an attribute, and a step waits for the handler that it calls"),
            format!(
                "write the handler's name: `wait_for: create_project`; or, for an event of the page, `{}`",
                example(DOM, scope.form)
            ),
        );
    }
    if !is_handler_name(word) || scope.form == Form::Source {
        let name = word.trim().replace([' ', '-'], "_");
        return fault(
            Rule::HandlerName,
            format!("`{word}` is not a valid name of an event handler"),
            if is_identifier(&name) {
                format!("write the name of a method marked `#[event_handler]`: `wait_for: {name}`")
            } else {
                "write the name of a method marked `#[event_handler]`: `wait_for: create_project`"
                    .to_owned()
            },
        );
    }
    let Some(handlers) = &scope.handlers else {
        return;
    };
    if handlers.iter().any(|handler| handler == word) {
        return;
    }
    let names = || handlers.iter().map(String::as_str);
    let last = |name: &str| name.rsplit("::").next().map(str::to_owned);
    // The same name with another owner, or with none.
    let namesake = names().find(|name| last(name) == last(word));
    let meant = namesake.or_else(|| nearest(word, names()));
    // Types have capitals, and handlers have not.
    let is_type = word.starts_with(char::is_uppercase) && !word.contains("::");
    let what = match is_type {
        true => "an event handler or an event of the app",
        false => "an event handler",
    };
    fault(
        Rule::UnknownHandler,
        format!("`{word}` is not {what}: a step that waits for it would never advance"),
        match meant {
            _ if CALLS.contains(&word) => format!("write `{}`", example(word, scope.form)),
            Some(meant) => format!("did you mean `{meant}`?"),
            None if is_type => "let the check know of it, as an event of the app".to_owned(),
            None if handlers.is_empty() => {
                "mark a method of the view with `#[event_handler]`".to_owned()
            }
            None => format!("the event handlers are {}", list(names())),
        },
    );
}
