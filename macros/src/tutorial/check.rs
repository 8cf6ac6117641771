//! Turns the pieces of a tour into its model, and reports what cannot be.
//!
//! A value that is wrong or missing gets a stand-in, so that the rest of the
//! step, and above all its `wait_for`, is still seen by the compiler.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Expr, ExprClosure, LitStr, Path, Type};

use super::model::{Message, Position, Step, Timeout, Tour};
use super::parse::{FIELDS, Field, PLANNED_FIELDS, StepSyntax, TourSyntax};
use crate::conditions::conditions;
use crate::duration::{self, Fault};
use crate::named::name_of;
use crate::nearest::{list, nearest, suggestion};
use crate::printed::printed;
use crate::report::Report;
use crate::selector;

/// The settings of a tour whose meaning is not built yet.
const PLANNED_SETTINGS: [&str; 7] = [
    "id",
    "version",
    "autostart",
    "highlight_class",
    "narrate_event",
    "position",
    "on_missing",
];

/// The tour, unless it does not even name a view.
pub(super) fn check(syntax: TourSyntax, report: &mut Report) -> Option<Tour> {
    let settings = settings(syntax.settings, report);
    let docs = docs(&syntax.attrs, report);
    let nothing_reported = report.is_empty();
    let steps: Vec<Step> = syntax
        .steps
        .into_iter()
        .map(|written| step(written, &settings.misplaced, report))
        .collect();
    let view = syntax.view?;
    let name = view_name(&view, report);
    if steps.is_empty() && nothing_reported {
        report.error(
            &view,
            "this tour has no step, so it would end as it starts",
            r##"write `step { target: "#id", message: "…" }` below it"##,
        );
    }
    Some(Tour {
        docs,
        renamed: settings.renamed,
        id: snake_case(&name),
        view,
        steps,
    })
}

fn docs(attrs: &[Attribute], report: &mut Report) -> Vec<Attribute> {
    let (docs, others): (Vec<_>, Vec<_>) = attrs
        .iter()
        .cloned()
        .partition(|attr| attr.path().is_ident("doc"));
    for attr in others {
        report.error(
            &attr,
            "only doc comments stand above the view of a tour",
            "write the attribute above `tutorial!`",
        );
    }
    docs
}

/// What stands between the view and the steps.
#[derive(Default)]
struct Settings {
    renamed: Option<Path>,
    /// Fields of a step, reported: a step that lacks one is not to blame.
    misplaced: Vec<String>,
}

fn settings(settings: Vec<Field>, report: &mut Report) -> Settings {
    let Settings {
        mut renamed,
        mut misplaced,
    } = Settings::default();
    for Field { name, value } in settings {
        let word = name.to_string();
        if word == "crate" {
            let path = syn::parse2::<Path>(value.clone());
            if renamed.is_some() {
                report.error(&name, "`crate` is given twice", "leave one of them out");
            } else if let Ok(path) = path {
                renamed = Some(path);
            } else {
                report.error(
                    either(&value, &name),
                    "`crate` says where docent is, as a path",
                    "write `crate: ::docent`, with docent's name in Cargo.toml",
                );
            }
        } else if PLANNED_SETTINGS.contains(&word.as_str()) {
            report.error(
                &name,
                format!("the setting `{word}` is not supported yet"),
                if FIELDS.contains(&word.as_str()) {
                    format!("write `{word}` in the steps that it is for")
                } else {
                    "leave it out".to_owned()
                },
            );
        } else if FIELDS.contains(&word.as_str()) || PLANNED_FIELDS.contains(&word.as_str()) {
            report.error(
                &name,
                format!("`{word}` is a field of a step and stands outside of any"),
                format!("write it inside the braces: `step {{ {word}: … }}`"),
            );
            misplaced.push(word);
        } else if nearest(&word, ["step"]).is_some() {
            report.error(
                &name,
                "a tour is no list: each step is written by itself",
                r##"write `step { target: "#id", message: "…" }`"##,
            );
        } else {
            report.error(
                &name,
                format!("a tour has no setting `{word}`"),
                match nearest(&word, FIELDS) {
                    Some(field) => {
                        format!("for the field `{field}`, write `step {{ {field}: … }}`")
                    }
                    None => {
                        "there is only `crate: ::path`; everything else is written in the steps"
                            .to_owned()
                    }
                },
            );
        }
    }
    Settings { renamed, misplaced }
}

fn view_name(view: &Type, report: &mut Report) -> String {
    name_of(view).unwrap_or_else(|| {
        report.error(
            view,
            "a view is a type with a name",
            "write a struct or an enum: `<Onboarding>`",
        );
        String::new()
    })
}

/// `OnboardingTour` → `onboarding_tour`, `HTTPCheck` → `http_check`.
fn snake_case(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 4);
    for (at, &character) in characters.iter().enumerate() {
        let after_lower = at > 0 && !characters[at - 1].is_uppercase();
        let before_lower = characters
            .get(at + 1)
            .is_some_and(|next| next.is_lowercase());
        if character.is_uppercase()
            && at > 0
            && characters[at - 1] != '_'
            && (after_lower || before_lower)
        {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

/// The fields of one step, as far as they are known and written once.
#[derive(Default)]
struct Fields {
    known: Vec<(&'static str, Field)>,
    /// Whether some field was too odd to tell which one it was meant to be.
    unclear: bool,
}

impl Fields {
    fn take(&mut self, name: &str) -> Option<Field> {
        let at = self.known.iter().position(|(known, _)| *known == name)?;
        Some(self.known.remove(at).1)
    }
}

/// `elsewhere` names fields that are written, but not in a step.
fn step(syntax: StepSyntax, elsewhere: &[String], report: &mut Report) -> Step {
    step_attributes(&syntax.attrs, report);
    if let Some(name) = &syntax.name {
        report.error(
            name,
            "a step with a name is not supported yet",
            "write `step { … }`",
        );
    }
    let mut fields = sort(syntax.fields, report);
    let mut missing = Vec::new();
    let mut required = |field: &'static str, fields: &mut Fields| {
        let found = fields.take(field);
        if found.is_none() && !elsewhere.iter().any(|written| written == field) {
            missing.push(field);
        }
        found
    };
    let target = required("target", &mut fields);
    let message = required("message", &mut fields);
    if !fields.unclear && !missing.is_empty() {
        report_missing(&syntax.keyword, &missing, report);
    }
    let keyword = syntax.keyword.span();
    Step {
        conditions: conditions(&syntax.attrs),
        target: target
            .and_then(|field| self::target(&field, report))
            .unwrap_or_else(|| LitStr::new("html", keyword)),
        message: message
            .and_then(|field| self::message(&field, report))
            .unwrap_or_else(|| Message::Fixed(LitStr::new("", keyword))),
        position: fields
            .take("position")
            .and_then(|field| position(&field, report))
            .unwrap_or_default(),
        wait_for: fields
            .take("wait_for")
            .and_then(|field| wait_for(&field, report)),
        timeout: fields
            .take("timeout")
            .and_then(|field| timeout(&field, report)),
        on_enter: fields
            .take("on_enter")
            .and_then(|field| chain(&field, report)),
        on_exit: fields
            .take("on_exit")
            .and_then(|field| chain(&field, report)),
        highlight_class: fields
            .take("highlight_class")
            .and_then(|field| highlight_class(&field, report)),
        narrate_event: fields
            .take("narrate_event")
            .and_then(|field| narrate_event(&field, report)),
    }
}

fn step_attributes(attrs: &[Attribute], report: &mut Report) {
    for attr in attrs {
        let path = attr.path();
        if !["cfg", "cfg_attr", "doc"]
            .iter()
            .any(|name| path.is_ident(name))
        {
            report.error(
                attr,
                "this attribute has no meaning on a step",
                "leave it out; `#[cfg(…)]` and doc comments may stand here",
            );
        }
    }
}

/// Says which fields are unknown, planned or given twice, and keeps the rest.
fn sort(fields: Vec<Field>, report: &mut Report) -> Fields {
    let mut sorted = Fields::default();
    for field in fields {
        let word = field.name.to_string();
        if PLANNED_FIELDS.contains(&word.as_str()) {
            report.error(
                &field.name,
                format!("the field `{word}` is not supported yet"),
                "leave it out",
            );
            continue;
        }
        let meant = match FIELDS.into_iter().find(|known| *known == word) {
            Some(known) => Some(known),
            None => {
                let meant = meant_field(&word);
                report.error(
                    &field.name,
                    format!("a step has no field `{word}`"),
                    match meant {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("there is {}", list(FIELDS)),
                    },
                );
                meant
            }
        };
        let half_typed = word != meant.unwrap_or_default() && field.value.is_empty();
        let Some(meant) = meant.filter(|_| !half_typed) else {
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

/// The field for which other tour libraries have the name `word`, or the
/// nearest one.
fn meant_field(word: &str) -> Option<&'static str> {
    nearest(word, FIELDS).or(match word {
        "selector" | "element" | "el" => Some("target"),
        "text" | "content" | "title" | "body" | "description" => Some("message"),
        "side" | "placement" => Some("position"),
        "event" | "until" | "wait" | "waits_for" | "await_for" => Some("wait_for"),
        "duration" | "delay" | "after" | "seconds" => Some("timeout"),
        "class" | "highlight" => Some("highlight_class"),
        "enter" | "before" => Some("on_enter"),
        "exit" | "leave" | "on_leave" => Some("on_exit"),
        _ => None,
    })
}

fn report_missing(keyword: &Ident, missing: &[&str], report: &mut Report) {
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
fn either(value: &TokenStream, name: &Ident) -> TokenStream {
    if value.is_empty() {
        name.to_token_stream()
    } else {
        value.clone()
    }
}

/// Reports a value that is not typed yet.
fn is_missing(field: &Field, example: &str, report: &mut Report) -> bool {
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
fn text(field: &Field, what: &str, example: &str, report: &mut Report) -> Option<LitStr> {
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
        report.error(
            tokens.collect::<TokenStream>(),
            format!("the value of `{name}` ends before this"),
            "leave it out, or write a comma and the next field",
        );
        return Some(literal);
    }
    let quotable = !written.contains(['"', '\n', '{']) && written.len() <= 40;
    report.error(
        &field.value,
        format!("`{name}` is {what}, written as a string literal"),
        if quotable {
            format!("write `{name}: \"{}\"`", written.replace(' ', ""))
        } else {
            format!("write `{name}: {example}`")
        },
    );
    None
}

fn target(field: &Field, report: &mut Report) -> Option<LitStr> {
    let literal = text(field, "a CSS selector", r##""#id""##, report)?;
    let Some(fault) = selector::fault(&literal.value()) else {
        return Some(literal);
    };
    match fault {
        selector::Fault::Empty => report.error(
            &literal,
            "this selector is empty: the step would point at nothing",
            r##"write the selector of the element to point at: `target: "#id"`"##,
        ),
        selector::Fault::Unclosed { open, at, closed } => report.error(
            &literal,
            format!("nothing closes the `{open}` that is character {at} of this selector"),
            match closed {
                Some(closed) => format!("write `{}`", LitStr::new(&closed, literal.span()).token()),
                None => format!("write `{open}` again where the quoted value ends"),
            },
        ),
        selector::Fault::Unopened { close, at } => report.error(
            &literal,
            format!("nothing opens the `{close}` that is character {at} of this selector"),
            format!("leave the `{close}` out, or write its partner"),
        ),
    }
    None
}

fn message(field: &Field, report: &mut Report) -> Option<Message> {
    const EXAMPLE: &str = r#""…""#;
    if is_missing(field, EXAMPLE, report) {
        return None;
    }
    if let Ok(closure) = syn::parse2::<ExprClosure>(field.value.clone()) {
        let plain = closure.asyncness.is_none() && closure.inputs.len() == 1;
        if plain {
            return Some(Message::Made(closure));
        }
        report.error(
            &closure,
            "a `message` closure is given the view, and only that",
            "write `message: |view| …`",
        );
        return None;
    }
    let starts_with_text = matches!(
        field
            .value
            .clone()
            .into_iter()
            .next()
            .map(|token| syn::parse2::<LitStr>(token.into())),
        Some(Ok(_))
    );
    match syn::parse2::<Expr>(field.value.clone()) {
        Ok(expr) if !starts_with_text => {
            report.error(
                &expr,
                "a `message` is a string literal, or a closure that makes the text from the view",
                if short(&expr) {
                    format!("write `message: |_| {}`", printed(&expr))
                } else {
                    "write `message: |view| …`".to_owned()
                },
            );
            None
        }
        Err(_) if field.value.to_string().starts_with('|') => {
            report.error(
                &field.value,
                "this closure is not complete",
                "write `message: |view| …`, with an expression that gives the text",
            );
            None
        }
        _ => text(field, "the text of the bubble", EXAMPLE, report).map(Message::Fixed),
    }
}

fn short(expr: &Expr) -> bool {
    expr.to_token_stream().to_string().len() <= 40
}

fn position(field: &Field, report: &mut Report) -> Option<Position> {
    let names = Position::NAMES.map(|(name, _)| name);
    if is_missing(field, "bottom", report) {
        return None;
    }
    let word = syn::parse2::<LitStr>(field.value.clone())
        .map(|literal| literal.value())
        .or_else(|_| syn::parse2::<Ident>(field.value.clone()).map(|ident| ident.to_string()));
    let Ok(word) = word else {
        report.error(
            &field.value,
            "`position` is the side of the target at which the bubble stands",
            format!("write one of {}", list(names)),
        );
        return None;
    };
    let known = Position::NAMES.iter().find(|(name, _)| *name == word);
    if known.is_none() {
        report.error(
            &field.value,
            format!("a bubble has no position `{word}`"),
            suggestion(&word, names),
        );
    }
    known.map(|(_, position)| *position)
}

/// The name of the awaited handler. Whether there is one, the compiler says.
fn wait_for(field: &Field, report: &mut Report) -> Option<Ident> {
    if is_missing(field, "create_project", report) {
        return None;
    }
    if let Ok(name) = syn::parse2::<Ident>(field.value.clone()) {
        return Some(name);
    }
    if let Ok(literal) = syn::parse2::<LitStr>(field.value.clone()) {
        let word = literal.value();
        if let Ok(name) = literal.parse::<Ident>() {
            return Some(name);
        }
        let name = word.trim().replace([' ', '-'], "_");
        report.error(
            &literal,
            format!("`{word}` cannot be the name of an event handler"),
            if syn::parse_str::<Ident>(&name).is_ok() {
                format!("write the name of the method that is marked `#[event_handler]`: `wait_for: {name}`")
            } else {
                "write the name of a method that is marked `#[event_handler]`: `wait_for: create_project`".to_owned()
            },
        );
        return None;
    }
    if let Ok(path) = syn::parse2::<Path>(field.value.clone())
        && path
            .segments
            .first()
            .is_some_and(|segment| segment.ident != "Self")
    {
        report.error(
            &path,
            "waiting for a handler of a mixin or a component is not supported yet",
            "write the name of one of the view's own handlers: `wait_for: create_project`",
        );
        return None;
    }
    // `create_project()`, `self.create_project`, `Self::create_project`
    let last = field
        .value
        .clone()
        .into_iter()
        .filter_map(|token| match token {
            TokenTree::Ident(ident) => Some(ident),
            _ => None,
        });
    let name = last
        .last()
        .filter(|name| syn::parse_str::<Ident>(&name.to_string()).is_ok());
    report.error(
        &field.value,
        "`wait_for` takes the bare name of an event handler",
        match &name {
            Some(name) => format!("write `wait_for: {name}`"),
            None => "write, for example, `wait_for: create_project`".to_owned(),
        },
    );
    None
}

fn timeout(field: &Field, report: &mut Report) -> Option<Timeout> {
    const FORMS: &str =
        "write `4s`, `250ms`, `5min`, `1h`, a number of seconds, or a constant of type `Duration`";
    if is_missing(field, "4s", report) {
        return None;
    }
    let tokens: Vec<TokenTree> = field.value.clone().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Literal(literal)] => literal_timeout(field, literal, report),
        [TokenTree::Punct(minus), TokenTree::Literal(literal)] if minus.as_char() == '-' => {
            report.error(
                &field.value,
                "a `timeout` cannot be negative",
                match duration::parse(literal) {
                    Ok(_) => format!(
                        "write `timeout: {literal}`, or leave the field out to wait for ever"
                    ),
                    Err(_) => FORMS.to_owned(),
                },
            );
            None
        }
        [TokenTree::Literal(number), TokenTree::Ident(word)] => {
            let unit = duration::meant_unit(&word.to_string());
            report.error(
                &field.value,
                "the unit of a `timeout` follows its number without a space",
                match unit {
                    Some(unit) => format!("write `timeout: {number}{unit}`"),
                    None => FORMS.to_owned(),
                },
            );
            None
        }
        _ => match syn::parse2::<Expr>(field.value.clone()) {
            Ok(expr) => Some(Timeout::Constant(expr)),
            Err(_) => {
                report.error(&field.value, "this is not a length of time", FORMS);
                None
            }
        },
    }
}

fn literal_timeout(field: &Field, literal: &Literal, report: &mut Report) -> Option<Timeout> {
    let fault = match duration::parse(literal) {
        Ok(duration) => return Some(Timeout::Literal(duration)),
        Err(fault) => fault,
    };
    let (wrong, help) = match fault {
        Fault::NotANumber => (
            format!("{literal} is not a length of time"),
            match syn::parse2::<LitStr>(field.value.clone()).map(|text| text.value()) {
                Ok(text)
                    if text
                        .parse::<Literal>()
                        .is_ok_and(|inner| duration::parse(&inner).is_ok()) =>
                {
                    format!("write it without quotes: `timeout: {text}`")
                }
                _ => "write `4s`, `250ms`, `5min`, `1h` or a number of seconds".to_owned(),
            },
        ),
        Fault::UnknownUnit {
            digits,
            unit,
            meant,
        } => (
            format!("`{unit}` is not a unit of time here"),
            match meant {
                Some(meant) => format!(
                    "write `timeout: {digits}{meant}`; the units are `s`, `ms`, `min` and `h`"
                ),
                None => "the units are `s`, `ms`, `min` and `h`; a plain number counts seconds"
                    .to_owned(),
            },
        ),
        Fault::Zero => (
            "this step would be over before anybody could see it".to_owned(),
            "write a longer `timeout`, or leave the field out".to_owned(),
        ),
        Fault::TooLong => (
            "this is longer than five hundred years".to_owned(),
            "leave the field out to wait for ever".to_owned(),
        ),
    };
    report.error(literal, wrong, help);
    None
}

fn chain(field: &Field, report: &mut Report) -> Option<Expr> {
    const EXAMPLE: &str = r##"Js::add_class("seen").to("#help")"##;
    if is_missing(field, EXAMPLE, report) {
        return None;
    }
    let name = &field.name;
    match syn::parse2::<Expr>(field.value.clone()) {
        Ok(Expr::Closure(closure)) => {
            let body = &closure.body;
            report.error(
                &field.value,
                format!("`{name}` is a chain of commands, not a closure that makes one"),
                if closure.inputs.is_empty() && short(body) {
                    format!("write `{name}: {}`", printed(body))
                } else {
                    format!("write an expression of type `Js`: `{name}: {EXAMPLE}`")
                },
            );
            None
        }
        Ok(expr) => Some(expr),
        Err(_) => {
            report.error(
                &field.value,
                format!("this is not a chain of commands for `{name}`"),
                format!("write an expression of type `Js`: `{name}: {EXAMPLE}`"),
            );
            None
        }
    }
}

fn highlight_class(field: &Field, report: &mut Report) -> Option<LitStr> {
    let literal = text(field, "a CSS class", r#""tour-highlight""#, report)?;
    let class = literal.value();
    if class.trim().is_empty() {
        report.error(
            &literal,
            "a class needs a name: nothing would be highlighted",
            "write a class of your stylesheet, or leave the field out for `tour-highlight`",
        );
        return None;
    }
    if let Some(name) = class.trim().strip_prefix('.') {
        report.error(
            &literal,
            "`highlight_class` is the class itself, not a selector",
            format!("write `highlight_class: \"{name}\"`"),
        );
        return None;
    }
    Some(literal)
}

fn narrate_event(field: &Field, report: &mut Report) -> Option<LitStr> {
    let literal = text(
        field,
        "the name of a DOM event",
        r#""tour:narrate""#,
        report,
    )?;
    if literal.value().trim().is_empty() {
        report.error(
            &literal,
            "an event needs a name: no bubble would hear of this step",
            "write the event that your bubble listens for, or leave the field out for `tour:narrate`",
        );
        return None;
    }
    Some(literal)
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn a_view_gives_its_tour_a_durable_id_in_snake_case() {
        for (name, id) in [
            ("Onboarding", "onboarding"),
            ("ProjectSetup", "project_setup"),
            ("HTTPCheck", "http_check"),
            ("Step2View", "step2_view"),
            ("already_snake", "already_snake"),
        ] {
            assert_eq!(snake_case(name), id);
        }
    }
}
