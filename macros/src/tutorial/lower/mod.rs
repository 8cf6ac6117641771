//! Lowers the syntax of a tour to its model and to plain data for
//! `docent_check`.
//!
//! Errors in Rust's syntax are reported here; the rules of tours are those of
//! `docent_check`, which also checks tours made at run time. A missing or invalid
//! value gets a placeholder, so that the compiler still checks the rest of the
//! step, above all its `wait_for`.

mod closures;
mod connect;
mod fields;
mod handler;
mod lowered;
mod next;
mod not_a_wait;
mod quotable;
mod values;
mod waits;

use docent_check::tour::{self as plain, Field as Known, Form, Part, Path, Rule, Scope, Setting};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::ext::IdentExt as _;
use syn::{Attribute, LitStr, Type};

use self::fields::{either, shape};
use self::lowered::{Lowered, Settings};
use self::next::Next;
use self::waits::Written;
use super::model::{Checked, Elsewhere, Step, Text, Tour, Wait};
use super::parse::{Field, StepSyntax, TourSyntax};
use crate::cfg::{cfgs, predicate, refuse_others};
use crate::named::name_of;
use crate::printed::as_in;
use crate::report::Report;

/// Lowers a tour.
pub(super) fn lower(syntax: TourSyntax, report: &mut Report) -> Checked {
    let (entries, settings) = settings(&syntax, report);
    let docs = docs(&syntax.attrs, report);
    let no_error_yet = report.is_empty();
    let view = syntax.view.as_ref().and_then(name_of);
    let mut steps: Vec<Lowered> = syntax
        .steps
        .iter()
        .map(|written| step(written, &settings, view.as_deref(), report))
        .collect();
    let tour = plain::Tour {
        settings: entries,
        steps: steps.iter().map(|lowered| lowered.plain.clone()).collect(),
        ..plain::Tour::default()
    };
    report_faults(&tour, &syntax, &steps, no_error_yet, report);
    connect::connect(&mut steps);
    let alternatives = alternatives(&steps);
    let named = syntax.view.and_then(|view| {
        let name = view_name(&view, report)?;
        Some((view, name))
    });
    let Some((view, name)) = named else {
        return Checked::WithoutView {
            renamed: settings.renamed,
        };
    };
    let id = settings.id.unwrap_or_else(|| {
        let id = snake_case(&name);
        // Each tour of a view has its own progress.
        match &syntax.own_name {
            Some(own) => format!("{id}.{}", own.name.unraw().to_string().to_lowercase()),
            None => id,
        }
    });
    Checked::Tour(Box::new(Tour {
        docs,
        own_name: syntax.own_name,
        renamed: settings.renamed,
        id,
        version: settings.version.unwrap_or(1),
        autostart: settings.autostart.unwrap_or_default(),
        view,
        steps: steps.into_iter().map(|lowered| lowered.step).collect(),
        alternatives,
    }))
}

/// Checks the tour, and reports each fault under the tokens that it is about; the
/// warnings only if there are no errors.
fn report_faults(
    tour: &plain::Tour,
    syntax: &TourSyntax,
    steps: &[Lowered],
    no_error_yet: bool,
    report: &mut Report,
) {
    let mut scope = Scope::source();
    scope.view = syntax.view.as_ref().and_then(name_of);
    let faults = plain::check(tour, &scope);
    for fault in &faults {
        // What could not be parsed may have been a step.
        if fault.rule() == Rule::NoSteps && !no_error_yet {
            continue;
        }
        let at = tokens_at(fault.path(), syntax, steps);
        // It is then about a part of the string, and not about the field.
        let remedy = match fault.path().bytes() {
            Some(_) => as_in(&at, fault.remedy()),
            None => fault.remedy().to_owned(),
        };
        report.error(at, fault.problem(), remedy);
    }
    if !report.is_empty() {
        // What is not written yet may be what a warning asks for.
        return;
    }
    for warning in plain::warnings(tour, &scope) {
        if let Some(at) = warning.path().step() {
            let step = &syntax.steps[at];
            let (name, token) = match warning.path().entry() {
                Some(entry) => ("timeout_in_seconds", &step.fields[entry].name),
                None => ("step_that_nobody_sees", &step.keyword),
            };
            let named = Ident::new(name, token.span());
            let cfgs = &steps[at].step.cfgs;
            report.warning(cfgs, &named, warning.problem(), warning.remedy());
        }
    }
}

/// The tokens that a path leads to.
fn tokens_at(path: &Path, syntax: &TourSyntax, steps: &[Lowered]) -> TokenStream {
    let Some(at) = path.step() else {
        return match path.entry() {
            Some(entry) => field_tokens(&syntax.settings[entry], path.part()),
            None => syntax.view.to_token_stream(),
        };
    };
    let StepSyntax {
        keyword,
        name,
        fields,
        ..
    } = &syntax.steps[at];
    match (path.entry(), path.branch()) {
        (Some(_), Some(branch)) => steps[at].next.tokens_of(branch),
        (Some(_), None) if path.alternative().or(path.argument()).is_some() => {
            let (alternative, argument) = (path.alternative(), path.argument());
            steps[at].wait_for.tokens_of(alternative, argument)
        }
        (Some(entry), None) => field_tokens(&fields[entry], path.part()),
        (None, _) if path.part() == Part::Name => name.to_token_stream(),
        (None, _) => quote! { #keyword #name },
    }
}

fn field_tokens(field: &Field, part: Part) -> TokenStream {
    match part {
        Part::Name => field.name.to_token_stream(),
        _ => either(&field.value, &field.name),
    }
}

/// Steps of one name of which, by their `#[cfg]`s, only one may exist.
fn alternatives(steps: &[Lowered]) -> Vec<(TokenStream, Ident)> {
    let mut alternatives = Vec::new();
    for lowered in steps {
        let (Some(name), Some(text)) = (&lowered.step.name, &lowered.plain.name) else {
            continue;
        };
        let namesakes = || lowered::called(steps, text);
        // A keyword can name a step, but not a Rust item.
        let nameable = syn::parse2::<Ident>(name.to_token_stream()).is_ok();
        let optional = namesakes().all(|other| other.predicate.is_some());
        if nameable && text != plain::END && optional && namesakes().count() > 1 {
            alternatives.push((lowered.step.cfgs.clone(), name.clone()));
        }
    }
    alternatives
}

fn docs(attrs: &[Attribute], report: &mut Report) -> Vec<Attribute> {
    let (docs, others): (Vec<_>, Vec<_>) = attrs
        .iter()
        .cloned()
        .partition(|attr| attr.path().is_ident("doc"));
    for attr in others {
        report.error(
            &attr,
            "only doc comments are allowed above the view of a tour",
            "move it above `tutorial!`",
        );
    }
    docs
}

/// The name of the view's type; one without a name cannot be a view.
fn view_name(view: &Type, report: &mut Report) -> Option<String> {
    let name = name_of(view);
    if name.is_none() {
        report.error(
            view,
            "the view of a tour is a named type",
            "write the name of a struct or an enum: `<Onboarding>`",
        );
    }
    name
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

fn settings(syntax: &TourSyntax, report: &mut Report) -> (Vec<plain::Entry>, Settings) {
    for name in &syntax.late {
        if Setting::from_name(&name.to_string(), Form::Source).is_some() {
            report.error(
                name,
                format!("`{name}` is a setting of the tour and comes before its steps"),
                "move it above the first step",
            );
        }
    }
    let mut settings = Settings::default();
    let mut seen = Vec::new();
    let mut entries = Vec::with_capacity(syntax.settings.len());
    for field in &syntax.settings {
        let name = field.name.to_string();
        let mut value = shape(field);
        // Of duplicates the first counts.
        if let Some(setting) = Setting::from_name(&name, Form::Source)
            && !seen.contains(&setting)
        {
            seen.push(setting);
            // A missing path has a message of its own.
            if value != plain::Value::Empty || setting == Setting::Crate {
                value = values::setting(setting, field, &mut settings, report);
            }
        }
        entries.push(plain::Entry { name, value });
    }
    (entries, settings)
}

fn step(
    syntax: &StepSyntax,
    settings: &Settings,
    view: Option<&str>,
    report: &mut Report,
) -> Lowered {
    refuse_others(
        &syntax.attrs,
        "this attribute has no effect on a step",
        "remove it; only `#[cfg(…)]` and doc comments are allowed here",
        report,
    );
    let (keyword, name) = (&syntax.keyword, &syntax.name);
    let entry = |field: &Field| plain::Entry {
        name: field.name.to_string(),
        value: shape(field),
    };
    let predicate = predicate(&syntax.attrs);
    let plain = plain::Step {
        name: name.as_ref().map(|name| name.unraw().to_string()),
        entries: syntax.fields.iter().map(entry).collect(),
        optional: predicate.is_some(),
    };
    let step = Step {
        cfgs: cfgs(&syntax.attrs),
        name: name.clone(),
        target: LitStr::new("html", keyword.span()),
        message: Text::Static(LitStr::new("", keyword.span())),
        position: settings.position,
        waits: Vec::new(),
        timeout: None,
        on_enter: None,
        on_exit: None,
        on_missing: settings.on_missing.unwrap_or_default(),
        page: None,
        href: None,
        elsewhere: Elsewhere::default(),
        skip_if: None,
        next: Vec::new(),
        highlight_class: settings.highlight_class.clone(),
        narrate_event: settings.narrate_event.clone(),
    };
    let resolved = plain.resolve(Form::Source);
    let mut lowered = Lowered {
        plain,
        step,
        predicate,
        when: None,
        next: Next::default(),
        wait_for: Written::default(),
    };
    for (at, field) in syntax.fields.iter().enumerate() {
        let Some(known) = resolved.field(at).filter(|_| !field.value.is_empty()) else {
            continue;
        };
        // Without `wait_for` any value of it is an error.
        if known != Known::When || resolved.get(Known::WaitFor).is_some() {
            let value = values::field(known, field, &mut lowered, view, report);
            lowered.plain.entries[at].value = value;
        }
    }
    // Beside `any` it is an error.
    if let [awaited] = lowered.step.waits.as_mut_slice()
        && matches!(awaited.wait, Wait::Handler { .. } | Wait::App(_))
        && awaited.when.is_none()
    {
        awaited.when = lowered.when.take();
    }
    lowered
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
