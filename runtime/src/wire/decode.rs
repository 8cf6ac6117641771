//! From a page's frame to a closed, typed input.

pub(super) mod token_request;

use std::cell::Cell;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use smol_str::SmolStr;

use crate::event::{Params, Value};
use crate::js::{CommandError, CommandName};
use crate::seq::{EventSeq, FrameSeq, StepRef};
use crate::tour::Control;

/// A frame of a page.
#[derive(Debug, PartialEq)]
pub(crate) enum ClientFrame {
    Hello(Hello),
    Event {
        number: EventSeq,
        /// In place up to 23 bytes, as a handler's name mostly is.
        name: SmolStr,
        params: Params,
        applied: FrameSeq,
        /// How long the frame was, in bytes.
        size: usize,
    },
    /// An event whose parameters nest too deep, or have an object with too many
    /// keys or one of them twice.
    MalformedEvent {
        number: EventSeq,
        applied: FrameSeq,
    },
    /// A part of an event: the transport joins them.
    Part {
        is_last: bool,
        text: String,
    },
    Control(StepRef, Control),
    Missing(StepRef),
    /// What that step waits for on the page has happened.
    Done(StepRef),
    /// The time of that step stops.
    Hold(StepRef),
    /// It runs on.
    Resume(StepRef),
    /// The page is at this path, of at most [`MAX_PATH`] bytes.
    Here(String),
    /// The browser has brought the page back as it was, at that step.
    Restored(StepRef),
    Ack {
        applied: FrameSeq,
        failures: Vec<Failure>,
    },
    /// The patches of that frame do not fit the page.
    Misfit {
        frame: FrameSeq,
        /// Any text, of at most [`MAX_SELECTOR`] characters.
        reason: String,
    },
}

impl ClientFrame {
    /// What kind of frame it is, in the words of the protocol's description.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Hello(_) => "hello",
            Self::Event { .. } | Self::MalformedEvent { .. } => "event",
            Self::Part { .. } => "part",
            Self::Control(..) => "control",
            Self::Hold(_) => "hold",
            Self::Resume(_) => "resume",
            Self::Here(_) => "here",
            Self::Restored(_) => "again",
            Self::Missing(_) => "missing",
            Self::Done(_) => "done",
            Self::Ack { .. } => "ack",
            Self::Misfit { .. } => "misfit",
        }
    }
}

/// A page's first frame.
#[derive(Debug, PartialEq, Default)]
pub(crate) struct Hello {
    pub(crate) page: String,
    pub(crate) session: Option<String>,
    pub(crate) epoch: u64,
    pub(crate) ack: FrameSeq,
    pub(crate) run: Option<StepRef>,
    /// Names the render that the page came with.
    pub(crate) digest: Option<String>,
    /// Names the rest of the page. A page that docent did not render has none.
    pub(crate) build: Option<String>,
    /// The page's path, of at most [`MAX_PATH`] bytes.
    pub(crate) path: Option<String>,
}

/// A command that did not happen on the page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) frame: FrameSeq,
    pub(crate) command: CommandName,
    /// The name of a custom command or a hook: any text, of at most 64 characters.
    pub(crate) name: Option<String>,
    /// Any text, of at most [`MAX_SELECTOR`] characters; `None` if it has none.
    pub(crate) selector: Option<String>,
    pub(crate) error: CommandError,
}

/// How a frame broke the protocol. The text goes into the close frame.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ProtocolError(pub(crate) &'static str);

/// The largest hello, in bytes.
const MAX_HELLO: usize = 1024;
/// How long a path may be, in bytes: the page cuts it there.
pub(crate) const MAX_PATH: usize = 512;
/// How deep a frame may nest.
pub(crate) const MAX_DEPTH: usize = 16;
/// The first integer that JavaScript cannot distinguish from its neighbour.
const MAX_INTEGER: u64 = 1 << 53;
/// How many keys one object may have. Each is compared with those before it.
const MAX_KEYS: usize = 512;
/// How many failures one frame may report: a frame has no more commands.
const MAX_FAILURES: usize = 64;
/// How long the selector in a failure may be, in characters: the page cuts it there.
pub(crate) const MAX_SELECTOR: usize = 256;

/// Reads a frame of a page.
pub(crate) fn decode(text: &str) -> Result<ClientFrame, ProtocolError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let frame = deserializer
        .deserialize_any(Elements { length: text.len() })
        .and_then(|frame| deserializer.end().map(|()| frame));
    match frame {
        Ok(frame) => frame,
        Err(error) if error.is_data() => Err(misshapen(text)),
        Err(_) => Err(ProtocolError("the frame is not JSON")),
    }
}

/// Reads any JSON that nests at most so deep, and has no duplicate keys.
pub(crate) fn plain(text: &str, depth: usize) -> Result<Value, ProtocolError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Plain::strict(depth)
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|_| ProtocolError("the value is not JSON, it nests too deep, or an object has too many keys or one twice"))
}

/// What is wrong with a text that began as JSON and is no frame.
fn misshapen(text: &str) -> ProtocolError {
    if serde_json::from_str::<IgnoredAny>(text).is_err() {
        return ProtocolError("the frame is not JSON");
    }
    if !text.trim_start().starts_with('[') {
        return ProtocolError("a frame is a JSON array");
    }
    ProtocolError(
        "the frame's kind is no text, it nests too deep, or an object has too many keys or one twice",
    )
}
/// Reads the elements of a frame one after the other, straight from its text:
/// no list of them is made.
struct Elements {
    /// How long the frame is, in bytes.
    length: usize,
}

/// Why the elements make no frame.
enum Fault<E> {
    /// They do not keep to the protocol.
    Invalid(ProtocolError),
    /// They are no JSON, or none that is taken.
    Json(E),
}

impl<'de> Visitor<'de> for Elements {
    type Value = Result<ClientFrame, ProtocolError>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a frame")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let frame = match frame(&mut elements, self.length) {
            Ok(frame) => Ok(frame),
            Err(Fault::Invalid(broken)) => Err(broken),
            Err(Fault::Json(error)) => return Err(error),
        };
        // What is refused has to be JSON all the same, to the end.
        let mut has_more = false;
        while elements.next_element::<IgnoredAny>()?.is_some() {
            has_more = true;
        }
        Ok(match frame {
            Ok(_) if has_more => Err(ProtocolError("the frame has too many elements")),
            frame => frame,
        })
    }
}

fn frame<'de, A: SeqAccess<'de>>(
    elements: &mut A,
    length: usize,
) -> Result<ClientFrame, Fault<A::Error>> {
    let kind = elements.next_element().map_err(Fault::Json)?;
    Ok(match kind.unwrap_or(Kind::Unknown) {
        Kind::Hello if length > MAX_HELLO => {
            return Err(Fault::Invalid(ProtocolError("the hello is too large")));
        }
        Kind::Hello => ClientFrame::Hello(hello(any(elements)?)?),
        Kind::Event => {
            let (number, name) = (EventSeq(integer(&any(elements)?)?), name(elements)?);
            let is_malformed = Cell::new(false);
            let params = elements
                .next_element_seed(Plain::tolerant(&is_malformed))
                .map_err(Fault::Json)?
                .ok_or(TOO_FEW)?;
            let params = Params::new(params)
                .map_err(|_| ProtocolError("an event's parameters are an object or a list"))?;
            let applied = FrameSeq(integer(&any(elements)?)?);
            let component = next(elements)?.map(text).transpose()?;
            let component = component.filter(|id| !id.is_empty());
            if is_malformed.get() {
                return Ok(ClientFrame::MalformedEvent { number, applied });
            }
            ClientFrame::Event {
                number,
                name,
                params: params.for_component(component),
                applied,
                size: length,
            }
        }
        Kind::Part => ClientFrame::Part {
            is_last: match any(elements)? {
                Value::Bool(is_last) => is_last,
                _ => {
                    return Err(Fault::Invalid(ProtocolError(
                        "a part is the last one or not",
                    )));
                }
            },
            text: text(any(elements)?)?,
        },
        Kind::Tour => {
            let at = step_ref(&any(elements)?, &any(elements)?)?;
            match text(any(elements)?)?.as_str() {
                "missing" => ClientFrame::Missing(at),
                "done" => ClientFrame::Done(at),
                "hold" => ClientFrame::Hold(at),
                "resume" => ClientFrame::Resume(at),
                "here" => ClientFrame::Here(path(any(elements)?)?),
                "again" => ClientFrame::Restored(at),
                name => ClientFrame::Control(at, control(name)?),
            }
        }
        Kind::Ack => ClientFrame::Ack {
            applied: FrameSeq(integer(&any(elements)?)?),
            failures: next(elements)?.map_or(Ok(Vec::new()), failures)?,
        },
        Kind::Misfit => {
            let frame = FrameSeq(integer(&any(elements)?)?);
            let reason = text(any(elements)?)?;
            if reason.chars().count() > MAX_SELECTOR {
                return Err(Fault::Invalid(ProtocolError("a reason is too long")));
            }
            ClientFrame::Misfit { frame, reason }
        }
        Kind::Unknown => {
            return Err(Fault::Invalid(ProtocolError(
                "the frame is of an unknown kind",
            )));
        }
    })
}

fn next<'de, A: SeqAccess<'de>>(elements: &mut A) -> Result<Option<Value>, Fault<A::Error>> {
    elements
        .next_element_seed(Plain::strict(MAX_DEPTH - 1))
        .map_err(Fault::Json)
}

fn name<'de, A: SeqAccess<'de>>(elements: &mut A) -> Result<SmolStr, Fault<A::Error>> {
    let name = elements
        .next_element_seed(Name(Plain::strict(MAX_DEPTH - 1)))
        .map_err(Fault::Json)?;
    let name = name.ok_or(TOO_FEW)?;
    name.ok_or(Fault::Invalid(NO_TEXT))
}

fn any<'de, A: SeqAccess<'de>>(elements: &mut A) -> Result<Value, Fault<A::Error>> {
    next(elements)?.ok_or(Fault::Invalid(TOO_FEW))
}

impl<E> From<ProtocolError> for Fault<E> {
    fn from(error: ProtocolError) -> Self {
        Self::Invalid(error)
    }
}

/// The first element of a frame.
enum Kind {
    Hello,
    Event,
    Part,
    Tour,
    Ack,
    Misfit,
    Unknown,
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;

        impl Visitor<'_> for Word {
            type Value = Kind;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a kind of frame")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Kind, E> {
                Ok(match word {
                    "h" => Kind::Hello,
                    "e" => Kind::Event,
                    "+" => Kind::Part,
                    "t" => Kind::Tour,
                    "k" => Kind::Ack,
                    "r" => Kind::Misfit,
                    _ => Kind::Unknown,
                })
            }
        }

        deserializer.deserialize_str(Word)
    }
}

const TOO_FEW: ProtocolError = ProtocolError("the frame has too few elements");
const NO_TEXT: ProtocolError = ProtocolError("an element of the frame should be a text");

fn text(value: Value) -> Result<String, ProtocolError> {
    match value {
        Value::Text(text) => Ok(text),
        _ => Err(NO_TEXT),
    }
}

fn integer(value: &Value) -> Result<u64, ProtocolError> {
    match value {
        Value::Int(number) => u64::try_from(*number)
            .ok()
            .filter(|number| *number < MAX_INTEGER),
        _ => None,
    }
    .ok_or(ProtocolError(
        "an element of the frame should be a whole number below 2^53",
    ))
}

fn step_ref(run: &Value, visit: &Value) -> Result<StepRef, ProtocolError> {
    Ok(StepRef {
        run: integer(run)?,
        visit: integer(visit)?,
    })
}

fn hello(value: Value) -> Result<Hello, ProtocolError> {
    let Value::Map(entries) = value else {
        return Err(ProtocolError("a hello holds an object"));
    };
    let mut hello = Hello::default();
    for (key, value) in entries {
        match key.as_str() {
            "page" => hello.page = text(value)?,
            "session" => hello.session = Some(text(value)?),
            "epoch" => hello.epoch = integer(&value)?,
            "ack" => hello.ack = FrameSeq(integer(&value)?),
            "digest" => hello.digest = Some(text(value)?),
            "build" => hello.build = Some(text(value)?),
            "path" => hello.path = Some(path(value)?),
            "run" => match value {
                Value::List(pair) if pair.len() == 2 => {
                    hello.run = Some(step_ref(&pair[0], &pair[1])?);
                }
                _ => return Err(ProtocolError("a hello's run is a pair of numbers")),
            },
            _ => return Err(ProtocolError("a hello holds an unknown key")),
        }
    }
    Ok(hello)
}

fn path(value: Value) -> Result<String, ProtocolError> {
    let path = text(value)?;
    if path.len() > MAX_PATH {
        return Err(ProtocolError("a path is too long"));
    }
    Ok(path)
}

fn control(name: &str) -> Result<Control, ProtocolError> {
    match name {
        "skip" => Ok(Control::Skip),
        "back" => Ok(Control::Back),
        "cancel" => Ok(Control::Cancel),
        _ => Err(ProtocolError("the tour control is unknown")),
    }
}

fn failures(value: Value) -> Result<Vec<Failure>, ProtocolError> {
    let Value::List(failures) = value else {
        return Err(ProtocolError("failures are a list"));
    };
    if failures.len() > MAX_FAILURES {
        return Err(ProtocolError("there are too many failures"));
    }
    failures.into_iter().map(failure).collect()
}

fn failure(value: Value) -> Result<Failure, ProtocolError> {
    let Value::List(elements) = value else {
        return Err(ProtocolError("a failure is a list"));
    };
    let Ok(
        [
            frame,
            index,
            Value::Text(code),
            Value::Text(name),
            Value::Text(selector),
        ],
    ) = <[Value; 5]>::try_from(elements)
    else {
        return Err(ProtocolError(
            "a failure is two numbers, a code, a name and a selector",
        ));
    };
    // Its place in the frame is for the page's debug panel alone.
    integer(&index)?;
    if selector.chars().nth(MAX_SELECTOR).is_some() {
        return Err(ProtocolError("the failure's selector is too long"));
    }
    let (command, own_name) =
        CommandName::read(&name).ok_or(ProtocolError("the failure's command is unknown"))?;
    Ok(Failure {
        frame: FrameSeq(integer(&frame)?),
        command,
        name: own_name.map(str::to_owned),
        selector: Some(selector).filter(|selector| !selector.is_empty()),
        error: CommandError::read(&code).ok_or(ProtocolError("the failure's code is unknown"))?,
    })
}

/// Reads any JSON as a [`Value`] that nests at most so deep, and whose objects
/// have at most [`MAX_KEYS`] keys, none twice.
struct Plain<'a> {
    depth: usize,
    /// Where it is noted that something is left out; if nowhere, that is an error.
    fault: Option<&'a Cell<bool>>,
}

impl<'a> Plain<'a> {
    fn strict(depth: usize) -> Self {
        Self { depth, fault: None }
    }

    fn tolerant(fault: &'a Cell<bool>) -> Self {
        Self {
            depth: MAX_DEPTH - 1,
            fault: Some(fault),
        }
    }

    /// For what is inside; `None` if that is left out.
    fn inside<E: Error>(&self) -> Result<Option<Self>, E> {
        let Some(depth) = self.depth.checked_sub(1) else {
            self.leave_out("too deep")?;
            return Ok(None);
        };
        Ok(Some(Self { depth, ..*self }))
    }

    fn leave_out<E: Error>(&self, why: &str) -> Result<(), E> {
        let fault = self.fault.ok_or_else(|| E::custom(why))?;
        fault.set(true);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Plain<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Plain<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        // Beyond i64 a page cannot mean the exact number: JavaScript has none of that size.
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), Value::Int))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(inside) = self.inside()? {
            match list.next_element_seed(inside)? {
                Some(value) => values.push(value),
                None => return Ok(Value::List(values)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Null)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            let inside = if entries.len() == MAX_KEYS {
                self.leave_out("too many keys").map(|()| None)?
            } else if entries.iter().any(|(known, _)| *known == key) {
                self.leave_out("a duplicate key").map(|()| None)?
            } else {
                self.inside()?
            };
            match inside {
                Some(inside) => entries.push((key, map.next_value_seed(inside)?)),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Value::Map(entries))
    }
}

/// Reads a name without a [`String`] of its own; `None` is any other JSON.
struct Name(Plain<'static>);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<SmolStr>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Option<SmolStr>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Some(SmolStr::new(name)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        self.0.visit_seq(list).map(|_| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        self.0.visit_map(map).map(|_| None)
    }
}

struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_frame_is_read() {
        assert_eq!(
            decode(r#"["h",{"page":"t","session":"s","epoch":2,"ack":9,"run":[1,4],"path":"/a"}]"#),
            Ok(ClientFrame::Hello(Hello {
                page: "t".to_owned(),
                session: Some("s".to_owned()),
                epoch: 2,
                ack: FrameSeq(9),
                run: Some(StepRef { run: 1, visit: 4 }),
                digest: None,
                build: None,
                path: Some("/a".to_owned()),
            }))
        );
        assert_eq!(
            decode(r#"["e",3,"rename",[3,"Q3"],7]"#),
            Ok(ClientFrame::Event {
                number: EventSeq(3),
                name: "rename".into(),
                params: Params::new(Value::List(vec![3.into(), "Q3".into()])).expect("a list"),
                applied: FrameSeq(7),
                size: 27,
            })
        );
        let save = Params::new(Value::Null).expect("nothing");
        assert_eq!(
            decode(r#"["e",4,"save",null,7,"project_form"]"#),
            Ok(ClientFrame::Event {
                number: EventSeq(4),
                name: "save".into(),
                params: save.for_component(Some("project_form".to_owned())),
                applied: FrameSeq(7),
                size: 36,
            })
        );
        let at = StepRef { run: 1, visit: 2 };
        for (name, frame) in [
            ("skip", ClientFrame::Control(at, Control::Skip)),
            ("hold", ClientFrame::Hold(at)),
            ("resume", ClientFrame::Resume(at)),
            ("missing", ClientFrame::Missing(at)),
            ("done", ClientFrame::Done(at)),
        ] {
            assert_eq!(decode(&format!("[\"t\",1,2,\"{name}\"]")), Ok(frame));
        }
        assert_eq!(
            decode(
                r##"["k",8,[[8,0,"missing","add_class","#a"],[8,3,"refused","set_attr",""],[8,4,"threw","custom:a b",""]]]"##
            ),
            Ok(ClientFrame::Ack {
                applied: FrameSeq(8),
                failures: vec![
                    Failure {
                        frame: FrameSeq(8),
                        command: CommandName::AddClass,
                        name: None,
                        selector: Some("#a".to_owned()),
                        error: CommandError::Missing,
                    },
                    Failure {
                        frame: FrameSeq(8),
                        command: CommandName::SetAttr,
                        name: None,
                        selector: None,
                        error: CommandError::Refused,
                    },
                    Failure {
                        frame: FrameSeq(8),
                        command: CommandName::Custom,
                        name: Some("a b".to_owned()),
                        selector: None,
                        error: CommandError::Threw,
                    },
                ],
            })
        );
    }

    #[test]
    fn a_page_reports_a_frame_that_does_not_fit() {
        assert_eq!(
            decode(r#"["r",8,"place 0,3"]"#),
            Ok(ClientFrame::Misfit {
                frame: FrameSeq(8),
                reason: "place 0,3".to_owned()
            })
        );
        let long = "x".repeat(MAX_SELECTOR + 1);
        assert!(decode(&format!(r#"["r",8,"{long}"]"#)).is_err());
    }

    #[test]
    fn what_is_not_a_frame_is_refused_and_never_panics() {
        for text in [
            "",
            r#"["r",1]"#,
            "hello",
            "{}",
            "[]",
            "[1]",
            "[\"z\"]",
            "[\"e\",1]",
            "[\"e\",-1,\"x\",{},0]",
            "[\"e\",9007199254740992,\"x\",{},0]",
            "[\"e\",1,\"x\",\"text\",0]",
            "[\"e\",1,\"x\",{},0,0]",
            "[\"e\",1,\"x\",{},0,null]",
            "[\"e\",1,\"x\",{},0,\"a\",\"b\"]",
            "[\"t\",1,1,\"win\"]",
            "[\"h\",{\"run\":3}]",
            "[\"k\",1] []",
            r#"["k",1,[[1,0,"missing"]]]"#,
            r#"["k",1,[[1,0,"gone","show",""]]]"#,
            r#"["k",1,[[1,0,"missing","eval",""]]]"#,
            r#"["k",1,[[1,0,"missing","show",null]]]"#,
            r#"["k",1,[[1,0,"missing","show","",1]]]"#,
        ] {
            assert!(decode(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_event_s_name_is_any_text_and_nothing_else() {
        let named = |name: &str| decode(&format!("[\"e\",1,{name},{{}},0]"));
        let long = "a_handler_whose_name_says_all_that_it_does";
        for (json, name) in [
            ("\"save\"", "save"),
            ("\"\\u0073ave\"", "save"),
            (&format!("\"{long}\""), long),
        ] {
            let Ok(ClientFrame::Event { name: read, .. }) = named(json) else {
                panic!("{json} is a name");
            };
            assert_eq!(read, name);
        }
        for json in ["null", "true", "-1", "1", "1.5", "[\"save\"]", "{\"a\":1}"] {
            assert_eq!(named(json), Err(NO_TEXT), "{json}");
        }
        let twice = "{\"a\":1,\"a\":1}";
        assert_eq!(named(twice), Err(misshapen("[{}]")));
    }

    #[test]
    fn a_frame_may_nest_sixteen_deep_and_no_deeper() {
        let nested = |depth: usize| {
            format!(
                "[\"e\",1,\"x\",{}{},0]",
                "[".repeat(depth),
                "]".repeat(depth)
            )
        };
        assert!(matches!(decode(&nested(15)), Ok(ClientFrame::Event { .. })));
        assert_eq!(decode(&nested(17)), MALFORMED);
        assert_eq!(decode(&nested(100_000)), MALFORMED);
        let report = format!("[\"k\",{}1{}]", "[".repeat(17), "]".repeat(17));
        assert!(decode(&report).is_err());
    }

    /// An event of number 1 that is to be refused.
    const MALFORMED: Result<ClientFrame, ProtocolError> = Ok(ClientFrame::MalformedEvent {
        number: EventSeq(1),
        applied: FrameSeq(0),
    });

    #[test]
    fn what_follows_malformed_parameters_is_read_all_the_same() {
        for params in ["{\"a\":1,\"a\":[2]}", "{\"a\":{\"b\":1,\"b\":2},\"c\":3}"] {
            let event = |rest: &str| decode(&format!("[\"e\",1,\"x\",{params},0{rest}]"));
            assert_eq!(event(""), MALFORMED);
            assert_eq!(event(",\"card\""), MALFORMED);
            assert!(event(",5").is_err());
        }
    }

    #[test]
    fn a_part_of_an_event_is_read() {
        assert_eq!(
            decode(r#"["+",false,"[\"e\",1"]"#),
            Ok(ClientFrame::Part {
                is_last: false,
                text: "[\"e\",1".to_owned(),
            })
        );
        for text in [
            "[\"+\"]",
            "[\"+\",1,\"x\"]",
            "[\"+\",true,1]",
            "[\"+\",true,\"x\",1]",
        ] {
            assert!(decode(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_object_has_at_most_512_keys_and_a_frame_64_failures() {
        let keys = |count: usize| {
            let keys: Vec<_> = (0..count).map(|key| format!("\"{key}\":0")).collect();
            format!("[\"e\",1,\"x\",{{{}}},0]", keys.join(","))
        };
        assert!(matches!(decode(&keys(512)), Ok(ClientFrame::Event { .. })));
        assert_eq!(decode(&keys(513)), MALFORMED);
        let failures = |count: usize| {
            let failures = vec![r#"[1,0,"missing","show",""]"#; count].join(",");
            format!("[\"k\",1,[{failures}]]")
        };
        assert!(decode(&failures(64)).is_ok());
        assert_eq!(
            decode(&failures(65)),
            Err(ProtocolError("there are too many failures"))
        );
    }

    #[test]
    fn the_selector_of_a_failure_has_at_most_256_characters() {
        let failed = |selector: &str| {
            decode(&format!(
                "[\"k\",1,[[1,0,\"missing\",\"show\",\"{selector}\"]]]"
            ))
        };
        assert!(failed(&"é".repeat(256)).is_ok());
        assert!(failed(&"é".repeat(257)).is_err());
    }

    #[test]
    fn a_hello_is_small() {
        let hello = format!("[\"h\",{{\"page\":\"{}\"}}]", "x".repeat(MAX_HELLO));
        assert_eq!(decode(&hello), Err(ProtocolError("the hello is too large")));
    }
}
