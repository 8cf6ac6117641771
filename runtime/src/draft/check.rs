//! A draft against a view: the rules, and the tour that it becomes.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use docent_check::tour::{
    self as rules, Branch, END, Entry, Fault, Field, Scope, Setting, duration,
};

use crate::app::component::LiveComponent;
use crate::app::mixin::Stack;
use crate::app::view::Live;
use crate::draft::data::{Draft, DraftStep, Entries, MAX_JSON};
use crate::draft::value::Value;
use crate::draft::waits;
use crate::event::{Embedded, HandlerOwner, name_of};
use crate::json;
use crate::tour::{
    DEFAULT_HIGHLIGHT_CLASS, DEFAULT_NARRATE_EVENT, Elsewhere, OnMissing, OwnedStep, OwnedTour,
    Position, Wait,
};

impl Draft {
    /// Checks the draft against the view `V`: its steps can wait for the view's
    /// handlers, for those of its mixins, and for those of the components that
    /// are [named](Check::component).
    pub fn check<V: Live>(&self) -> Check<'_, V> {
        let of_view = V::HANDLERS.iter().map(|handler| handler.name);
        let of_mixins = V::Mixins::handler_names();
        let handlers = of_view
            .chain(of_mixins)
            .map(|name| (name.to_owned(), Wait::of(HandlerOwner::View, name)))
            .collect();
        Check {
            draft: self,
            handlers,
            view: PhantomData,
        }
    }
}

/// The check of a [`Draft`] against a view, made by [`Draft::check`].
#[must_use = "nothing is checked before `tour` is called"]
#[derive(Debug)]
pub struct Check<'a, V: 'static> {
    draft: &'a Draft,
    /// What a step can wait for, by the name that `wait_for` has for it.
    handlers: Vec<(String, Wait)>,
    view: PhantomData<fn(&V)>,
}

impl<V: Live> Check<'_, V> {
    /// Lets steps wait for the handlers of the component `C`, as `"C::handler"`.
    ///
    /// `C` is the name of its type without its path; of two components with one
    /// name the first counts.
    pub fn component<C: LiveComponent>(mut self) -> Self {
        let component = name_of::<C>();
        for handler in C::HANDLERS {
            self.handlers.push((
                format!("{component}::{}", handler.name),
                Wait::of(Embedded::<C>::RECIPIENT, handler.name),
            ));
        }
        self
    }

    /// Lets steps wait for events of the app of type `T`, by the name of the type
    /// without its path: see [`Sessions::emit`](crate::delivery::Sessions::emit). Of two
    /// types with one name the first counts.
    pub fn app_event<T: Any + Send + Sync>(mut self) -> Self {
        self.handlers
            .push((name_of::<T>().to_owned(), Wait::app::<T>()));
        self
    }

    /// What the draft may contain, and is yet most likely a mistake; up to 100.
    ///
    /// A tour with warnings can be run. `Rule::BareStep`: a step that has neither
    /// `wait_for` nor `timeout` is over before anybody can see it;
    /// `"wait_for": "nothing"` marks it as intended. `Rule::TimeoutWithoutUnit`: a string of
    /// a thousand or more without a unit is in seconds.
    #[must_use]
    pub fn warnings(&self) -> Vec<Fault> {
        rules::warnings(&lower(self.draft), &self.scope())
    }

    /// The tour, if the draft has no faults.
    ///
    /// # Errors
    ///
    /// All faults, up to 100, in the order of the rules of `tutorial!`. A draft that
    /// takes more than 64 KiB as JSON, or has more than 200 steps, has that one.
    pub fn tour(self) -> Result<OwnedTour<V>, Faults> {
        let faults = rules::check(&lower(self.draft), &self.scope());
        if faults.is_empty() {
            Ok(self.make())
        } else {
            Err(Faults(faults))
        }
    }

    fn scope(&self) -> Scope {
        let mut scope = Scope::data();
        scope.view = Some(V::NAME.to_owned());
        scope.handlers = Some(self.handlers.iter().map(|(name, _)| name.clone()).collect());
        scope.max_bytes = MAX_JSON;
        scope
    }

    /// The tour of a draft that has no faults.
    fn make(&self) -> OwnedTour<V> {
        let settings = Checked(&self.draft.settings);
        let steps = &self.draft.steps;
        let named = |name: &str| {
            let is_named = |step: &DraftStep| Checked(&step.fields).text("name") == Some(name);
            steps.iter().position(is_named)
        };
        let make = |(at, step): (usize, &DraftStep)| {
            let fields = Checked(&step.fields);
            // A field of the step, or else the setting of that name.
            let word = |field: Field| fields.text(field.name()).or(settings.text(field.name()));
            let next = match fields.next() {
                None => at + 1,
                Some(END) => steps.len(),
                Some(name) => named(name).unwrap_or(steps.len()),
            };
            let wait_for = fields.get(Field::WaitFor.name());
            OwnedStep {
                name: fields.text(Field::Name.name()).map(Into::into),
                target: fields.text(Field::Target.name()).unwrap_or_default().into(),
                message: fields
                    .text(Field::Message.name())
                    .unwrap_or_default()
                    .into(),
                position: position(word(Field::Position)),
                waits: wait_for
                    .map_or_else(Vec::new, |value| waits::make(value, &self.handlers))
                    .into(),
                timeout: fields.timeout(),
                on_missing: on_missing(word(Field::OnMissing)),
                page: fields.text(Field::Page.name()).map(Into::into),
                href: fields.text(Field::Href.name()).map(Into::into),
                elsewhere: elsewhere(fields.text(Field::Elsewhere.name())),
                next,
                highlight_class: word(Field::HighlightClass)
                    .unwrap_or(DEFAULT_HIGHLIGHT_CLASS)
                    .into(),
                narrate_event: word(Field::NarrateEvent)
                    .unwrap_or(DEFAULT_NARRATE_EVENT)
                    .into(),
            }
        };
        let id = settings.text(Setting::Id.name()).unwrap_or(V::NAME);
        OwnedTour::new(
            id,
            settings.version(),
            steps.iter().enumerate().map(make).collect(),
        )
    }
}

/// The draft as the rules see it.
fn lower(draft: &Draft) -> rules::Tour {
    let setting = |(name, value): &(String, Value)| Entry::new(name, value.lower());
    rules::Tour {
        settings: draft.settings.0.iter().map(setting).collect(),
        steps: draft.steps.iter().map(lower_step).collect(),
        bytes: json::length(draft),
    }
}

fn lower_step(step: &DraftStep) -> rules::Step {
    let field = |(name, value): &(String, Value)| {
        let value = match value {
            value if name == Field::WaitFor.name() => waits::lower(value),
            Value::Array(branches) if name == Field::Next.name() => {
                let branches = branches.iter().map(|to| Branch {
                    to: to.lower(),
                    conditional: false,
                    optional: false,
                });
                rules::Value::Branches(branches.collect())
            }
            value => value.lower(),
        };
        Entry::new(name, value)
    };
    rules::Step {
        entries: step.fields.0.iter().map(field).collect(),
        ..rules::Step::default()
    }
}

/// Entries in which no rule has found a fault.
struct Checked<'a>(&'a Entries);

impl<'a> Checked<'a> {
    fn get(&self, name: &str) -> Option<&'a Value> {
        let (_, value) = self.0.0.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The step that `next` names: one, because nothing follows a branch that
    /// is always taken.
    fn next(&self) -> Option<&'a str> {
        match self.get(Field::Next.name())? {
            Value::Text(step) => Some(step),
            Value::Array(branches) => match branches.first()? {
                Value::Text(step) => Some(step),
                _ => None,
            },
            _ => None,
        }
    }

    fn timeout(&self) -> Option<Duration> {
        match self.get(Field::Timeout.name())? {
            Value::Text(text) => duration::parse(text).ok(),
            Value::Integer(millis) => u64::try_from(*millis).ok().map(Duration::from_millis),
            _ => None,
        }
    }

    fn version(&self) -> u32 {
        match self.get(Setting::Version.name()) {
            Some(Value::Integer(version)) => u32::try_from(*version).unwrap_or(1),
            _ => 1,
        }
    }
}

fn position(word: Option<&str>) -> Option<Position> {
    let position = rules::Position::from_name(word?)?;
    Some(match position {
        rules::Position::Top => Position::Top,
        rules::Position::Bottom => Position::Bottom,
        rules::Position::Left => Position::Left,
        rules::Position::Right => Position::Right,
    })
}

fn on_missing(word: Option<&str>) -> OnMissing {
    match word
        .and_then(rules::OnMissing::from_name)
        .unwrap_or_default()
    {
        rules::OnMissing::Wait => OnMissing::Wait,
        rules::OnMissing::Skip => OnMissing::Skip,
        rules::OnMissing::Center => OnMissing::Center,
        rules::OnMissing::Cancel => OnMissing::Cancel,
    }
}

fn elsewhere(word: Option<&str>) -> Elsewhere {
    match word
        .and_then(rules::Elsewhere::from_name)
        .unwrap_or_default()
    {
        rules::Elsewhere::Link => Elsewhere::Link,
        rules::Elsewhere::Go => Elsewhere::Go,
        rules::Elsewhere::Wait => Elsewhere::Wait,
    }
}

/// All that is wrong with a draft; at least one fault.
///
/// As text it is one line for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// The faults, in the order of the rules.
    #[must_use]
    pub fn as_slice(&self) -> &[Fault] {
        &self.0
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl Error for Faults {}
