//! Commands as text: in a frame, and in an attribute.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::event::Value;
use crate::js::chain::{Command, Js, On, Op};
use crate::js::failure::CommandName;
use crate::json;

/// The commands of a chain, joined by commas.
pub(crate) fn encode_chain(chain: &Js) -> String {
    encode_commands(chain.commands())
}

/// These commands, joined by commas.
pub(crate) fn encode_commands<'a>(commands: impl IntoIterator<Item = &'a Command>) -> String {
    let mut out = String::new();
    for command in commands {
        if !out.is_empty() {
            out.push(',');
        }
        out.push_str(&json::encode(command));
    }
    out
}

impl fmt::Display for Js {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", encode_chain(self))
    }
}

impl Serialize for Command {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut command = serializer.serialize_seq(Some(2))?;
        command.serialize_element(self.op.name())?;
        command.serialize_element(&Arguments(self))?;
        command.end()
    }
}

impl Op {
    /// The name on the wire, which is also that of the function in the client.
    fn name(&self) -> &str {
        let name = match self {
            Self::Custom { name, .. } => return name,
            Self::Show(_) => CommandName::Show,
            Self::Hide(_) => CommandName::Hide,
            Self::Toggle(_) => CommandName::Toggle,
            Self::AddClass { .. } => CommandName::AddClass,
            Self::RemoveClass { .. } => CommandName::RemoveClass,
            Self::Transition { .. } => CommandName::Transition,
            Self::SetAttr { .. } => CommandName::SetAttr,
            Self::RemoveAttr { .. } => CommandName::RemoveAttr,
            Self::Focus => CommandName::Focus,
            Self::Dispatch { .. } => CommandName::Dispatch,
            Self::Push { .. } => CommandName::Push,
            Self::ScrollIntoView => CommandName::ScrollIntoView,
            Self::ShowModal => CommandName::ShowModal,
            Self::Close => CommandName::Close,
            Self::Reset => CommandName::Reset,
            Self::Navigate { .. } => CommandName::Navigate,
            Self::Reload => CommandName::Reload,
            Self::PatchUrl { .. } => CommandName::PatchUrl,
            Self::Title { .. } => CommandName::Title,
        };
        name.as_str()
    }
}

/// The second element of a command: where it acts, and with what.
struct Arguments<'a>(&'a Command);

impl Serialize for Arguments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.0.on {
            On::Source => {}
            On::To(selector) => map.serialize_entry("to", selector)?,
            On::Inner(selector) => map.serialize_entry("inner", selector)?,
            On::Closest(selector) => map.serialize_entry("closest", selector)?,
        }
        match &self.0.op {
            Op::AddClass { names } | Op::RemoveClass { names } => {
                map.serialize_entry("names", names)?;
            }
            Op::Transition { names, time } => {
                map.serialize_entry("names", names)?;
                map.serialize_entry("time", &time.as_millis())?;
            }
            Op::SetAttr { name, value } => {
                map.serialize_entry("name", name)?;
                map.serialize_entry("value", value)?;
            }
            Op::RemoveAttr { name } => map.serialize_entry("name", name)?,
            Op::Dispatch {
                event,
                detail,
                bubbles,
            } => {
                map.serialize_entry("event", event)?;
                if !bubbles {
                    map.serialize_entry("bubbles", bubbles)?;
                }
                if *detail != Value::Null {
                    map.serialize_entry("detail", detail)?;
                }
            }
            Op::Custom { detail, .. } => {
                if *detail != Value::Null {
                    map.serialize_entry("detail", detail)?;
                }
            }
            Op::Push { event, value } => {
                map.serialize_entry("event", event)?;
                if *value != Value::Null {
                    map.serialize_entry("value", value)?;
                }
            }
            Op::Show(how) | Op::Hide(how) | Op::Toggle(how) => {
                if let Some(display) = &how.display {
                    map.serialize_entry("display", display)?;
                }
                if let Some((names, time)) = &how.transition {
                    map.serialize_entry("transition", names)?;
                    map.serialize_entry("time", &time.as_millis())?;
                }
            }
            Op::Navigate { url, is_foreign } => {
                map.serialize_entry("url", url)?;
                if *is_foreign {
                    map.serialize_entry("external", is_foreign)?;
                }
            }
            Op::PatchUrl { url, replaces } => {
                map.serialize_entry("url", url)?;
                if *replaces {
                    map.serialize_entry("replace", replaces)?;
                }
            }
            Op::Title { text } => map.serialize_entry("text", text)?,
            Op::Focus | Op::ScrollIntoView | Op::ShowModal | Op::Close | Op::Reset | Op::Reload => {
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_the_name_of_its_constructor() {
        let chain = Js::show()
            .then(Js::hide().inner("a"))
            .then(Js::toggle().closest("li"))
            .then(Js::add_class("x y"))
            .then(Js::remove_class("x"))
            .then(Js::transition(
                "fade",
                std::time::Duration::from_millis(250),
            ))
            .then(Js::set_attr("title", "t").to("#a"))
            .then(Js::remove_attr("title"))
            .then(Js::focus())
            .then(Js::dispatch("ping").detail(Value::map([("n", Value::from(1))])))
            .then(Js::push("save").params(Value::List(vec![1.into(), true.into()])))
            .then(Js::scroll_into_view())
            .then(Js::custom("confetti", (3,)).inner("b"))
            .then(Js::custom("show", ()))
            .then(Js::show_modal().to("#d"))
            .then(Js::close().closest("dialog"))
            .then(Js::reset().inner("form"))
            .then(Js::navigate("/done"))
            .then(Js::navigate_external("https://pay.example"))
            .then(Js::reload())
            .then(Js::patch_url("?page=2".to_owned(), false))
            .then(Js::patch_url("?page=3".to_owned(), true))
            .then(Js::title("Home".to_owned()));
        assert_eq!(
            chain.to_string(),
            r##"[["show",{}],["hide",{"inner":"a"}],["toggle",{"closest":"li"}],["add_class",{"names":"x y"}],["remove_class",{"names":"x"}],["transition",{"names":"fade","time":250}],["set_attr",{"to":"#a","name":"title","value":"t"}],["remove_attr",{"name":"title"}],["focus",{}],["dispatch",{"event":"ping","detail":{"n":1}}],["push",{"event":"save","value":[1,true]}],["scroll_into_view",{}],["custom:confetti",{"inner":"b","detail":[3]}],["custom:show",{}],["show_modal",{"to":"#d"}],["close",{"closest":"dialog"}],["reset",{"inner":"form"}],["navigate",{"url":"/done"}],["navigate",{"url":"https://pay.example","external":true}],["reload",{}],["patch_url",{"url":"?page=2"}],["patch_url",{"url":"?page=3","replace":true}],["title",{"text":"Home"}]]"##
        );
    }

    #[test]
    fn what_is_not_chosen_is_not_sent() {
        let time = std::time::Duration::from_micros(250_900);
        let chain = Js::show()
            .display("flex")
            .with_transition("fade", time)
            .then(Js::hide().with_transition("fade", time))
            .then(Js::toggle().display("grid"))
            .then(Js::dispatch("ping").without_bubbling())
            .then(Js::focus().display("flex").without_bubbling());
        assert_eq!(
            chain.to_string(),
            r##"[["show",{"display":"flex","transition":"fade","time":250}],["hide",{"transition":"fade","time":250}],["toggle",{"display":"grid"}],["dispatch",{"event":"ping","bubbles":false}],["focus",{}]]"##
        );
    }
}
