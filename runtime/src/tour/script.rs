//! A tour's commands as the bytes that go to the socket, made at most once per process.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use super::definition::{Message, Step, Tour};
use super::machine::OnMissing;
use crate::event::Value;
use crate::js::Js;
use crate::wire;

/// The encoded commands of a tour's steps, each made when it is first needed.
///
/// They stand beside the steps and not in them, so that the steps are plain
/// constant data.
pub struct Scripts(OnceLock<Box<[Script]>>);

/// The encoded commands of one step.
#[derive(Default)]
struct Script {
    setup: OnceLock<Setup>,
    cleanup: OnceLock<Box<str>>,
}

/// The setup chain and `on_enter`, cut where a made message goes in.
struct Setup {
    before: Box<str>,
    after: Box<str>,
}

/// Stands for a made message while the rest is encoded.
const HOLE: &str = "\u{0}docent-message\u{0}";

impl Scripts {
    /// Nothing is encoded yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }
}

impl Default for Scripts {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Scripts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scripts").finish_non_exhaustive()
    }
}

impl<V> Tour<V> {
    /// The encoded commands that put step `at` on the page: highlight,
    /// narration, focus, and then `on_enter`.
    ///
    /// `made` is a made message; a fixed one is already in the bytes.
    pub(crate) fn setup(&self, at: usize, made: Option<&str>) -> Cow<'_, str> {
        let step = &self.steps[at];
        let setup = self.script(at).setup.get_or_init(|| {
            let text = match step.message {
                Message::Fixed(text) => text,
                Message::Made(_) => HOLE,
            };
            let chain = wire::encode_chain(&step.setup_chain(at, self.steps.len(), text));
            let (before, after) = chain
                .split_once(&wire::encode_text(HOLE))
                .unwrap_or((&chain, ""));
            Setup {
                before: before.into(),
                after: after.into(),
            }
        });
        let Setup { before, after } = setup;
        match made {
            Some(text) => Cow::Owned(format!("{before}{}{after}", wire::encode_text(text))),
            None => Cow::Borrowed(before),
        }
    }

    /// The encoded commands that take step `at` off the page: `on_exit`, and
    /// then the highlight.
    pub(crate) fn cleanup(&self, at: usize) -> &str {
        let step = &self.steps[at];
        self.script(at).cleanup.get_or_init(|| {
            let highlight = Js::remove_class(step.highlight_class).to(step.target);
            let chain = match step.on_exit {
                Some(on_exit) => on_exit().then(highlight),
                None => highlight,
            };
            wire::encode_chain(&chain).into()
        })
    }

    fn script(&self, at: usize) -> &Script {
        let scripts = self
            .scripts
            .0
            .get_or_init(|| self.steps.iter().map(|_| Script::default()).collect());
        &scripts[at]
    }
}

impl<V> Step<V> {
    /// Whether the step can be shown without asking the view.
    pub(crate) fn is_static(&self) -> bool {
        matches!(self.message, Message::Fixed(_))
    }

    fn setup_chain(&self, at: usize, total: usize, text: &str) -> Js {
        let mut detail = vec![
            ("text", Value::from(text)),
            ("target", Value::from(self.target)),
            ("position", Value::from(self.position.as_str())),
            ("step", Value::Int(at as i64)),
            ("total", Value::Int(total as i64)),
        ];
        if self.on_missing == OnMissing::Center {
            detail.push(("on_missing", Value::from("center")));
        }
        if let Some(timeout) = self.timeout {
            let milliseconds = i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX);
            detail.push(("timeout", Value::Int(milliseconds)));
            if self.wait_for.is_none() {
                detail.push(("only_timeout", Value::from(true)));
            }
        }
        let chain = Js::add_class(self.highlight_class)
            .to(self.target)
            .then(
                Js::dispatch(self.narrate_event)
                    .to(self.target)
                    .detail(Value::map(detail)),
            )
            .then(Js::focus().to(self.target));
        match self.on_enter {
            Some(on_enter) => chain.then(on_enter()),
            None => chain,
        }
    }
}
