//! The operations that put a step on the page and take it off again, as bytes.

use std::borrow::Cow;
use std::time::Duration;

use crate::js::{Js, encode_chain};
use crate::json;
use crate::tour::definition::{Position, Step, StepText, Tour};
use crate::tour::machine::OnMissing;
use crate::tour::owned::OwnedSteps;
use crate::tour::script::{Script, Setup};
use crate::tour::wait::{PageWait, Wait};

impl<V> Tour<V> {
    /// The encoded commands that put step `at` on the page: the `step`
    /// operation, and then `on_enter`.
    ///
    /// `made` is a made message; a fixed one is already in the bytes. `has_back`
    /// is whether there is a step to go back to.
    pub(crate) fn setup(&self, at: usize, made: Option<&str>, has_back: bool) -> Cow<'_, str> {
        let setup = self.script(at).setup(has_back);
        let Setup { head, tail } = setup.get_or_init(|| self.encode_setup(at, has_back));
        match made {
            Some(text) => Cow::Owned(format!("{head}{}{tail}", json::string(text))),
            None => Cow::Borrowed(head),
        }
    }

    /// The encoded commands of step `at`'s `on_exit`; empty if it has none.
    pub(crate) fn on_exit(&self, at: usize) -> &str {
        let on_exit = self.steps[at].on_exit;
        self.script(at)
            .on_exit
            .get_or_init(|| on_exit.map_or_else(String::new, encode).into())
    }

    fn encode_setup(&self, at: usize, has_back: bool) -> Setup {
        let step = &self.steps[at];
        let waits = step.waits.as_slice();
        let head = StepHead {
            tour: self.id,
            name: step.name,
            step: at,
            total: self.steps.len(),
            target: step.target,
            position: step.position.map(Position::as_str),
            class: step.highlight_class,
            event: step.narrate_event,
            is_centered: step.on_missing == OnMissing::Center,
            timeout: step.timeout,
            is_only_timed: step.timeout.is_some() && waits.is_empty(),
            waits,
            has_back,
            elsewhere: None,
        }
        .encode();
        let on_enter = step.on_enter.map_or_else(String::new, encode);
        let comma = if on_enter.is_empty() { "" } else { "," };
        let tail = [STEP_TAIL, comma, &on_enter].concat();
        match step.message {
            StepText::Static(text) => Setup {
                head: (head + &json::string(text) + &tail).into(),
                tail: "".into(),
            },
            StepText::Dynamic(_) => Setup {
                head: head.into(),
                tail: tail.into(),
            },
        }
    }

    fn script(&self, at: usize) -> &Script {
        self.scripts.at(at, self.steps.len())
    }
}

impl OwnedSteps {
    /// The encoded commands that put step `at` on the page.
    pub(crate) fn setup(&self, at: usize, has_back: bool) -> &str {
        let setup = self.scripts.at(at, self.steps.len()).setup(has_back);
        &setup.get_or_init(|| self.encode_setup(at, has_back)).head
    }

    fn encode_setup(&self, at: usize, has_back: bool) -> Setup {
        let step = &self.steps[at];
        let waits = &*step.waits;
        let head = StepHead {
            tour: self.id.as_str(),
            name: step.name.as_deref(),
            step: at,
            total: self.steps.len(),
            target: &step.target,
            position: step.position.map(Position::as_str),
            class: &step.highlight_class,
            event: &step.narrate_event,
            is_centered: step.on_missing == OnMissing::Center,
            timeout: step.timeout,
            is_only_timed: step.timeout.is_some() && waits.is_empty(),
            waits,
            has_back,
            elsewhere: None,
        }
        .encode();
        Setup {
            head: (head + &json::string(&step.message) + STEP_TAIL).into(),
            tail: "".into(),
        }
    }
}

impl<V> Step<V> {
    /// Whether the step can be shown without asking the view.
    pub(crate) fn is_static(&self) -> bool {
        matches!(self.message, StepText::Static(_))
    }
}

fn encode(chain: fn() -> Js) -> String {
    encode_chain(&chain())
}

/// What a `step` operation contains, except for the step's text.
struct StepHead<'a> {
    tour: &'a str,
    name: Option<&'a str>,
    step: usize,
    total: usize,
    target: &'a str,
    position: Option<&'a str>,
    class: &'a str,
    event: &'a str,
    /// Whether the bubble is shown in the middle while the target is missing.
    is_centered: bool,
    timeout: Option<Duration>,
    /// Whether the step waits for nothing but its time.
    is_only_timed: bool,
    /// What ends the step; the page is sent what it has to look for.
    waits: &'a [Wait],
    /// Whether there is a step to go back to.
    has_back: bool,
    /// On another page than the step's.
    elsewhere: Option<&'a StepElsewhere>,
}

/// What a page is sent of a step that goes on at another one.
pub(crate) struct StepElsewhere {
    /// Where that is; `None` if nothing is shown. Empty if nobody knows.
    pub(crate) href: Option<String>,
    /// Names the step in its run, if the page goes there without the visitor.
    pub(crate) go: Option<String>,
    /// The step's text.
    pub(crate) text: String,
}

/// The operation that names the path which the next `step` is for.
pub(crate) fn at_path(path: &str) -> String {
    format!("[\"at\",{{\"path\":{}}}]", json::string(path))
}

/// The operation of a step that goes on at another page.
pub(crate) fn elsewhere(fields: &StepFields<'_>, elsewhere: &StepElsewhere) -> String {
    let head = StepHead {
        tour: fields.tour,
        name: fields.name,
        step: fields.step,
        total: fields.total,
        target: "",
        position: None,
        class: "",
        event: fields.event,
        is_centered: false,
        timeout: None,
        is_only_timed: false,
        waits: &[],
        has_back: fields.has_back,
        elsewhere: Some(elsewhere),
    };
    head.encode() + &json::string(&elsewhere.text) + STEP_TAIL
}

/// The fields that every `step` operation has.
pub(crate) struct StepFields<'a> {
    pub(crate) tour: &'a str,
    pub(crate) name: Option<&'a str>,
    pub(crate) step: usize,
    pub(crate) total: usize,
    pub(crate) event: &'a str,
    pub(crate) has_back: bool,
}

impl StepHead<'_> {
    /// The operation up to its text, which follows as JSON, and then [`STEP_TAIL`].
    fn encode(&self) -> String {
        let mut out = format!("[\"step\",{{\"tour\":{}", json::string(self.tour));
        let mut add = |key: &str, value: &str| {
            out.extend([",\"", key, "\":", value]);
        };
        if let Some(name) = self.name {
            add("name", &json::string(name));
        }
        add("step", &self.step.to_string());
        add("total", &self.total.to_string());
        add("target", &json::string(self.target));
        if let Some(position) = self.position {
            add("position", &json::string(position));
        }
        add("class", &json::string(self.class));
        add("event", &json::string(self.event));
        if self.is_centered {
            add("on_missing", "\"center\"");
        }
        if let Some(timeout) = self.timeout {
            add("timeout", &timeout.as_millis().to_string());
        }
        if self.is_only_timed {
            add("only_timeout", "true");
        }
        if self.waits.iter().any(Wait::is_next) {
            add("next", "true");
        }
        let until: Vec<String> = self.waits.iter().filter_map(Wait::page).map(look).collect();
        if !until.is_empty() {
            add("until", &format!("[{}]", until.join(",")));
        }
        if self.has_back {
            add("back", "true");
        }
        if let Some(elsewhere) = self.elsewhere {
            add("elsewhere", "true");
            if let Some(href) = &elsewhere.href {
                add("href", &json::string(href));
            }
            if let Some(go) = &elsewhere.go {
                add("go", &json::string(go));
            }
        }
        out.push_str(",\"text\":");
        out
    }
}

/// What the page looks for: `["dom",event,selector?]`, `["present",selector]`, or the
/// same of `absent`.
fn look(wait: &PageWait) -> String {
    let (kind, first, second) = match wait {
        PageWait::Dom { event, at } => ("dom", event, at.as_ref()),
        PageWait::Present(selector) => ("present", selector, None),
        PageWait::Absent(selector) => ("absent", selector, None),
    };
    let mut out = format!("[\"{kind}\",{}", json::string(first));
    if let Some(second) = second {
        out.extend([",", &json::string(second)]);
    }
    out.push(']');
    out
}

/// What follows the text of a `step` operation.
const STEP_TAIL: &str = "}]";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_only_the_keys_that_it_needs_and_its_text_last() {
        let plain = StepHead {
            tour: "shop",
            name: None,
            step: 0,
            total: 2,
            target: "#a",
            position: None,
            class: "glow",
            event: "tour:narrate",
            is_centered: false,
            timeout: None,
            is_only_timed: false,
            waits: &[],
            has_back: false,
            elsewhere: None,
        };
        assert_eq!(
            plain.encode() + "\"Look.\"" + STEP_TAIL,
            r##"["step",{"tour":"shop","step":0,"total":2,"target":"#a","class":"glow","event":"tour:narrate","text":"Look."}]"##
        );
        let full = StepHead {
            name: Some("a \"name\""),
            position: Some("top"),
            is_centered: true,
            timeout: Some(Duration::from_secs(4)),
            is_only_timed: true,
            waits: &[
                Wait::next(),
                Wait::dom("click"),
                Wait::dom_at("toggle", "#a\"b"),
                Wait::present("#c"),
                Wait::absent("#d"),
            ],
            has_back: true,
            ..plain
        };
        assert_eq!(
            full.encode(),
            r##"["step",{"tour":"shop","name":"a \"name\"","step":0,"total":2,"target":"#a","position":"top","class":"glow","event":"tour:narrate","on_missing":"center","timeout":4000,"only_timeout":true,"next":true,"until":[["dom","click"],["dom","toggle","#a\"b"],["present","#c"],["absent","#d"]],"back":true,"text":"##
        );
    }
}
