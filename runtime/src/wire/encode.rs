//! From typed data to frames for the page.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::commands::Commands;
use crate::error::Rejection;
use crate::event::Value;
use crate::ids::SessionId;
use crate::js::{Command, Js, On, Op};
use crate::limits::Limits;

/// One atomic unit for the page: patches first, then commands, then the tour's.
pub(crate) struct Frame<'a> {
    pub(crate) number: u64,
    pub(crate) received: u64,
    /// The live part, if it changed.
    pub(crate) html: Option<&'a str>,
    /// The app's commands, and those of tours that are over.
    pub(crate) commands: [&'a Commands; 2],
    pub(crate) run: Option<RunPart<'a>>,
}

/// The tour's share of a frame: run, visit, commands.
pub(crate) type RunPart<'a> = (u64, u64, &'a Commands);

impl Frame<'_> {
    pub(crate) fn encode(&self) -> String {
        let html = self.html.map(encode_text);
        let patches = match &html {
            Some(html) => ["[[\"html\",", html, "]]"],
            None => ["[", "", "]"],
        };
        exact(|out| {
            out.write_str("[\"f\",")?;
            write_number(out, self.number)?;
            write_number(out, self.received)?;
            patches.iter().try_for_each(|piece| out.write_str(piece))?;
            out.write_char(',')?;
            write_list(out, &self.commands)?;
            out.write_char(',')?;
            write_run(out, self.run)?;
            out.write_char(']')
        })
    }
}

/// A frame that replaces all that the page shows.
pub(crate) fn snapshot(
    number: u64,
    received: u64,
    html: &str,
    run: Option<RunPart<'_>>,
    commands: &Commands,
) -> String {
    let html = encode_text(html);
    exact(|out| {
        out.write_str("[\"s\",")?;
        write_number(out, number)?;
        write_number(out, received)?;
        out.write_str(&html)?;
        out.write_char(',')?;
        write_run(out, run)?;
        out.write_char(',')?;
        write_list(out, &[commands])?;
        out.write_char(']')
    })
}

/// A text that has no more room than it needs: the socket then takes it as it is.
///
/// It is written twice, the first time only to be counted: that is cheaper
/// than to move it.
fn exact(write: impl Fn(&mut dyn fmt::Write) -> fmt::Result) -> String {
    struct Length(usize);

    impl fmt::Write for Length {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.len();
            Ok(())
        }
    }

    let mut length = Length(0);
    write(&mut length).expect("counting does not fail");
    let mut text = String::with_capacity(length.0);
    write(&mut text).expect("a String takes any text");
    text
}

/// The answer to a hello.
pub(crate) fn welcome(session: SessionId, epoch: u64, received: u64, limits: &Limits) -> String {
    let frame = limits.frame;
    let timers = if limits.timers {
        ""
    } else {
        ",\"timers\":false"
    };
    format!("[\"w\",\"{session}\",{epoch},{received},{{\"frame\":{frame}{timers}}}]")
}

/// The answer to an event that was turned away.
pub(crate) fn refusal(event: u64, rejection: &Rejection) -> String {
    let code = encode_text(rejection.code().as_str());
    let reason = encode_text(rejection.reason());
    format!("[\"x\",{event},{code},{reason}]")
}

/// Asks the page whether it is still there.
pub(crate) fn heartbeat() -> String {
    "[\"p\"]".to_owned()
}

/// Asks the page to come back at a random moment within `within` milliseconds.
pub(crate) fn draining(within: u64) -> String {
    format!("[\"d\",{within}]")
}

/// The next part of a text that is too long for one frame, and how much of
/// `rest` it holds. No part is longer than [`PART`](super::PART).
pub(crate) fn part(id: u64, rest: &str) -> (String, usize) {
    let mut room = super::PART - "[\"+\",,false,\"\"]".len() - "9007199254740992".len();
    let mut end = rest.len();
    for (at, char) in rest.char_indices() {
        let cost = match char {
            '"' | '\\' => 2,
            '\0'..='\x1f' => 6,
            _ => char.len_utf8(),
        };
        if cost > room {
            end = at;
            break;
        }
        room -= cost;
    }
    let last = end == rest.len();
    let piece = encode_text(&rest[..end]);
    (format!("[\"+\",{id},{last},{piece}]"), end)
}

/// The body that carries a fresh page token.
pub(crate) fn page_token(token: &str) -> String {
    let token = encode_text(token);
    format!("{{\"page\":{token}}}")
}

/// The commands of a chain, joined by commas.
pub(crate) fn encode_chain(chain: &Js) -> String {
    let mut out = String::new();
    for command in chain.commands() {
        if !out.is_empty() {
            out.push(',');
        }
        out.push_str(&encode(command));
    }
    out
}

/// A text as JSON.
pub(crate) fn encode_text(text: &str) -> String {
    encode(text)
}

fn encode<T: Serialize + ?Sized>(value: &T) -> String {
    // Texts, numbers and maps with text keys: there is nothing that JSON cannot say.
    serde_json::to_string(value).expect("the value is plain data")
}

fn write_number(out: &mut dyn fmt::Write, number: u64) -> fmt::Result {
    // Four in each frame, written twice: std's formatting was a tenth of a step.
    out.write_str(itoa::Buffer::new().format(number))?;
    out.write_char(',')
}

fn write_list(out: &mut dyn fmt::Write, commands: &[&Commands]) -> fmt::Result {
    out.write_char('[')?;
    let chains = commands.iter().flat_map(|commands| commands.chains());
    for (at, chain) in chains.enumerate() {
        if at > 0 {
            out.write_char(',')?;
        }
        out.write_str(chain)?;
    }
    out.write_char(']')
}

fn write_run(out: &mut dyn fmt::Write, run: Option<RunPart<'_>>) -> fmt::Result {
    match run {
        Some((run, visit, commands)) => {
            out.write_char('[')?;
            write_number(out, run)?;
            write_number(out, visit)?;
            write_list(out, &[commands])?;
            out.write_char(']')
        }
        None => out.write_char('0'),
    }
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
    fn name(&self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Hide => "hide",
            Self::Toggle => "toggle",
            Self::AddClass { .. } => "add_class",
            Self::RemoveClass { .. } => "remove_class",
            Self::Transition { .. } => "transition",
            Self::SetAttr { .. } => "set_attr",
            Self::RemoveAttr { .. } => "remove_attr",
            Self::Focus => "focus",
            Self::Dispatch { .. } => "dispatch",
            Self::Push { .. } => "push",
            Self::ScrollIntoView => "scroll_into_view",
        }
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
            Op::Dispatch { event, detail } => {
                map.serialize_entry("event", event)?;
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
            Op::Show | Op::Hide | Op::Toggle | Op::Focus | Op::ScrollIntoView => {}
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => serializer.collect_seq(values),
            Self::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_says_what_changed_what_to_run_and_where_the_tour_is() {
        let frame = Frame {
            number: 7,
            received: 3,
            html: Some("<p>\"hi\"</p>"),
            commands: [&"[\"focus\",{}]".into(), &Commands::default()],
            run: Some((1, 2, &Commands::default())),
        };
        assert_eq!(
            frame.encode(),
            r#"["f",7,3,[["html","<p>\"hi\"</p>"]],[["focus",{}]],[1,2,[]]]"#
        );
    }

    #[test]
    fn parts_are_short_whatever_they_hold_and_join_to_the_text() {
        for text in [
            "\"".repeat(9_000),
            "é\u{1}x".repeat(3_000),
            "a".repeat(5_000),
        ] {
            let (mut joined, mut sent) = (String::new(), 0);
            while sent < text.len() {
                let (part, held) = part(7, &text[sent..]);
                assert!(part.len() <= super::super::PART, "{}", part.len());
                let part: (String, u64, bool, String) =
                    serde_json::from_str(&part).expect("a part is JSON");
                joined.push_str(&part.3);
                sent += held;
                assert_eq!(part.2, sent == text.len());
            }
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn a_frame_without_a_change_or_a_tour_is_short() {
        let frame = Frame {
            number: 1,
            received: 1,
            html: None,
            commands: [&Commands::default(), &Commands::default()],
            run: None,
        };
        assert_eq!(frame.encode(), r#"["f",1,1,[],[],0]"#);
    }

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
            .then(Js::scroll_into_view());
        assert_eq!(
            chain.to_string(),
            r##"[["show",{}],["hide",{"inner":"a"}],["toggle",{"closest":"li"}],["add_class",{"names":"x y"}],["remove_class",{"names":"x"}],["transition",{"names":"fade","time":250}],["set_attr",{"to":"#a","name":"title","value":"t"}],["remove_attr",{"name":"title"}],["focus",{}],["dispatch",{"event":"ping","detail":{"n":1}}],["push",{"event":"save","value":[1,true]}],["scroll_into_view",{}]]"##
        );
    }
}
