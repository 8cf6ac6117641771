//! Turns the pieces of a tour into its model, and reports what cannot be.
//!
//! A value that is wrong or missing gets a stand-in, so that the rest of the
//! step, and above all its `wait_for`, is still seen by the compiler.

mod fields;
mod route;
mod settings;
mod values;

use quote::quote;
use syn::ext::IdentExt as _;
use syn::{Attribute, LitStr, Type};

use self::fields::{Fields, report_missing, sort};
use self::route::Draft;
use self::settings::{Settings, settings};
use super::model::{Awaited, Checked, Message, Step, Tour};
use super::parse::{StepSyntax, TourSyntax};
use crate::conditions::{conditions, predicate};
use crate::named::name_of;
use crate::report::Report;

/// The tour, unless it does not even name a view.
pub(super) fn check(syntax: TourSyntax, report: &mut Report) -> Checked {
    let settings = settings(syntax.settings, &syntax.late, report);
    let docs = docs(&syntax.attrs, report);
    let nothing_reported = report.is_empty();
    let view_name = syntax.view.as_ref().and_then(name_of);
    let mut drafts: Vec<Draft> = syntax
        .steps
        .into_iter()
        .map(|written| step(written, &settings, view_name.as_deref(), report))
        .collect();
    let alternatives = route::connect(&mut drafts, report);
    let Some(view) = syntax.view else {
        return Checked::Nobodys {
            renamed: settings.renamed,
        };
    };
    let name = self::view_name(&view, report);
    if drafts.is_empty() && nothing_reported {
        report.error(
            &view,
            "this tour has no step, so it would end as it starts",
            r##"write `step { target: "#id", message: "…" }` below it"##,
        );
    }
    let id = settings.id.unwrap_or_else(|| {
        let id = snake_case(&name);
        // Two tours of one view are two places to be at.
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
        steps: drafts.into_iter().map(|draft| draft.step).collect(),
        alternatives,
    }))
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

fn step(syntax: StepSyntax, settings: &Settings, view: Option<&str>, report: &mut Report) -> Draft {
    step_attributes(&syntax.attrs, report);
    let mut fields = sort(syntax.fields, report);
    let mut missing = Vec::new();
    let mut required = |field: &'static str, fields: &mut Fields| {
        let found = fields.take(field);
        // Written, but not in a step: reported there.
        if found.is_none() && !settings.misplaced.iter().any(|written| written == field) {
            missing.push(field);
        }
        found
    };
    let target = required("target", &mut fields);
    let message = required("message", &mut fields);
    if !fields.unclear && !missing.is_empty() {
        report_missing(&syntax.keyword, &missing, report);
    }
    let waits = fields.has("wait_for") || fields.has("timeout") || fields.unclear;
    let wait_for = wait_for(&mut fields, view, report);
    let next = fields.take("next");
    let ways = next.map(|field| route::ways(&field, report));
    let (keyword, name) = (&syntax.keyword, &syntax.name);
    let at = keyword.span();
    let step = Step {
        conditions: conditions(&syntax.attrs),
        name: name.clone(),
        target: target
            .and_then(|field| values::target(&field, report))
            .unwrap_or_else(|| LitStr::new("html", at)),
        message: message
            .and_then(|field| values::message(&field, report))
            .unwrap_or_else(|| Message::Fixed(LitStr::new("", at))),
        position: fields
            .take("position")
            .and_then(|field| values::position(&field, report))
            .or(settings.position)
            .unwrap_or_default(),
        wait_for,
        timeout: fields
            .take("timeout")
            .and_then(|field| values::timeout(&field, report)),
        on_enter: fields
            .take("on_enter")
            .and_then(|field| values::chain(&field, report)),
        on_exit: fields
            .take("on_exit")
            .and_then(|field| values::chain(&field, report)),
        on_missing: fields
            .take("on_missing")
            .and_then(|field| values::on_missing(&field, report))
            .or(settings.on_missing)
            .unwrap_or_default(),
        skip_if: fields
            .take("skip_if")
            .and_then(|field| values::skip_if(&field, report)),
        next: Vec::new(),
        highlight_class: fields
            .take("highlight_class")
            .and_then(|field| values::highlight_class(&field, report))
            .or_else(|| settings.highlight_class.clone()),
        narrate_event: fields
            .take("narrate_event")
            .and_then(|field| values::narrate_event(&field, report))
            .or_else(|| settings.narrate_event.clone()),
    };
    Draft {
        called: name.as_ref().map(|name| name.unraw().to_string()),
        at: quote! { #keyword #name },
        predicate: predicate(&syntax.attrs),
        waits,
        ways,
        step,
    }
}

/// What `wait_for` and `when` say together.
fn wait_for(fields: &mut Fields, view: Option<&str>, report: &mut Report) -> Option<Awaited> {
    let (wait_for, when) = (fields.take("wait_for"), fields.take("when"));
    let Some(wait_for) = wait_for else {
        if let Some(when) = &when
            && !fields.unclear
        {
            report.error(
                &when.name,
                "`when` chooses among the events that a step waits for, and this step waits for none",
                "write `wait_for: …` beside it, with the handler whose parameters it looks at; or, to leave out a step, `skip_if: |view| …`",
            );
        }
        return None;
    };
    let when = when.and_then(|field| values::when(&field, report));
    let (owner, name) = values::wait_for(&wait_for, view, report)?;
    Some(Awaited { owner, name, when })
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
