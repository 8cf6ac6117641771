//! The commands that put a step on the page and take it off again, as bytes.

use std::borrow::Cow;

use crate::event::Value;
use crate::js::{Js, encode_chain};
use crate::json;
use crate::tour::definition::{Message, Step, Tour};
use crate::tour::machine::OnMissing;
use crate::tour::script::{Script, Setup};

/// Stands for a made message while the rest is encoded.
const HOLE: &str = "\u{0}docent-message\u{0}";

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
            let chain = encode_chain(&step.setup_chain(at, self.steps.len(), text));
            let (before, after) = chain
                .split_once(&json::string(HOLE))
                .unwrap_or((&chain, ""));
            Setup {
                before: before.into(),
                after: after.into(),
            }
        });
        let Setup { before, after } = setup;
        match made {
            Some(text) => Cow::Owned(format!("{before}{}{after}", json::string(text))),
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
            encode_chain(&chain).into()
        })
    }

    fn script(&self, at: usize) -> &Script {
        self.scripts.at(at, self.steps.len())
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
