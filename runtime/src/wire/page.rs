//! The page's half of the protocol: what a page sends as text, and what a
//! session sends as data.
//!
//! For the driver of pages in [`test`](crate::test). The browser's script has
//! the other implementation.

use std::fmt;

use crate::cut::cut;
use crate::event::Value;
use crate::js::CommandError;
use crate::json;
use crate::seq::{EventSeq, FrameSeq, StepRef};
use crate::wire::decode::{Hello, MAX_PATH, MAX_SELECTOR, ProtocolError, plain};
use crate::wire::patch::{Patch, Place};

/// A frame of a session.
#[derive(Debug, Clone, PartialEq)]
pub enum ServerFrame {
    /// The answer to a hello.
    Welcome {
        /// The session's id.
        session: String,
        /// How often it has welcomed a page.
        epoch: u64,
        /// The last event that the session has received.
        received: u64,
    },
    /// A frame or a snapshot.
    Update(Update),
    /// A part of a frame that is too long for one message.
    Part {
        /// Whether the frame is complete with it.
        is_last: bool,
        /// Its share of the frame's text.
        text: String,
    },
    /// An event was refused.
    Refusal(Refusal),
    /// The session asks whether the page is still there.
    Heartbeat,
    /// The page is asked to reconnect within so many milliseconds.
    Draining {
        /// Milliseconds.
        within: u64,
    },
}

/// A frame or a snapshot: one atomic unit.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Update {
    /// Whether it replaces all that the page shows.
    pub is_snapshot: bool,
    /// Its number, which grows by one.
    pub number: u64,
    /// Every event up to this one has been answered.
    pub answered: u64,
    /// What has changed of the live part.
    pub(crate) patches: Vec<Patch<'static>>,
    /// The app's commands, and those of runs that are over.
    pub commands: Vec<Command>,
    /// Where the tour is; `None` while none is running.
    pub tour: Option<TourSection>,
}

/// The tour's share of an update.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TourSection {
    /// The step shown.
    pub at: StepRef,
    /// The run's own commands.
    pub commands: Vec<Command>,
}

/// A command that the page was asked to run.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    name: String,
    options: Value,
}

/// Why an event was refused, as the browser's console shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The number of the event.
    pub event: u64,
    pub(crate) code: String,
    pub(crate) reason: String,
    pub(crate) field: Option<String>,
}

impl Command {
    /// The name of the command: that of its constructor in [`Js`](crate::Js).
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The selector of [`Js::to`](crate::Js::to), if the command has one.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.text("to")
    }

    /// An option of the command, as `names` of `add_class`.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&Value> {
        self.options.get(name)
    }

    /// Its name and all of its options.
    pub(crate) fn parts(&self) -> (String, Value) {
        (self.name.clone(), self.options.clone())
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.option(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// The command as on the wire.
impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, options } = self;
        write!(f, "[{},{}]", json::string(name), json::encode(options))
    }
}

impl Refusal {
    /// The code on the wire, as `missing_parameter`. See
    /// [`RejectionCode::as_str`](crate::event::RejectionCode::as_str).
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The name of the parameter that is missing or does not fit.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// One sentence for whoever reads the browser's console.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.reason, self.code)
    }
}

impl std::error::Error for Refusal {}

/// How deep a frame of a session may nest.
const MAX_DEPTH: usize = 64;

/// Reads a frame of a session.
pub(crate) fn read(text: &str) -> Result<ServerFrame, ProtocolError> {
    let elements = list(plain(text, MAX_DEPTH)?)?;
    let mut elements = elements.into_iter();
    let kind = string(next(&mut elements)?)?;
    let elements = &mut elements;
    Ok(match kind.as_str() {
        "w" => ServerFrame::Welcome {
            session: string(next(elements)?)?,
            epoch: integer(next(elements)?)?,
            received: integer(next(elements)?)?,
        },
        "f" => {
            let (number, answered) = (integer(next(elements)?)?, integer(next(elements)?)?);
            ServerFrame::Update(Update {
                is_snapshot: false,
                number,
                answered,
                patches: patches(next(elements)?)?,
                commands: commands(next(elements)?)?,
                tour: tour(next(elements)?)?,
            })
        }
        "s" => {
            let (number, answered) = (integer(next(elements)?)?, integer(next(elements)?)?);
            let html = string(next(elements)?)?;
            let tour = tour(next(elements)?)?;
            ServerFrame::Update(Update {
                is_snapshot: true,
                number,
                answered,
                patches: vec![Patch::Whole(html.into())],
                commands: commands(next(elements)?)?,
                tour,
            })
        }
        "+" => {
            next(elements)?;
            ServerFrame::Part {
                is_last: next(elements)? == Value::Bool(true),
                text: string(next(elements)?)?,
            }
        }
        "x" => ServerFrame::Refusal(Refusal {
            event: integer(next(elements)?)?,
            code: string(next(elements)?)?,
            reason: string(next(elements)?)?,
            field: elements.next().map(string).transpose()?,
        }),
        "p" => ServerFrame::Heartbeat,
        "d" => ServerFrame::Draining {
            within: integer(next(elements)?)?,
        },
        _ => return Err(ProtocolError("the frame is of an unknown kind")),
    })
}

fn patches(value: Value) -> Result<Vec<Patch<'static>>, ProtocolError> {
    list(value)?.into_iter().map(patch).collect()
}

fn patch(value: Value) -> Result<Patch<'static>, ProtocolError> {
    let mut elements = list(value)?.into_iter();
    let kind = string(next(&mut elements)?)?;
    let elements = &mut elements;
    if kind == "html" {
        return Ok(Patch::Whole(string(next(elements)?)?.into()));
    }
    let path = list(next(elements)?)?
        .into_iter()
        .map(small)
        .collect::<Result<_, _>>()?;
    let name = string(next(elements)?)?.into();
    let at = Place { path, name };
    match kind.as_str() {
        "nodes" => Ok(Patch::Nodes {
            at,
            total: small(next(elements)?)?,
            from: small(next(elements)?)?,
            count: small(next(elements)?)?,
            html: string(next(elements)?)?.into(),
        }),
        "tag" => Ok(Patch::Tag {
            at,
            html: string(next(elements)?)?.into(),
        }),
        _ => Err(ProtocolError("a patch is of an unknown kind")),
    }
}

fn small(value: Value) -> Result<u32, ProtocolError> {
    u32::try_from(integer(value)?).map_err(|_| ProtocolError("a place is a small number"))
}

fn commands(value: Value) -> Result<Vec<Command>, ProtocolError> {
    list(value)?
        .into_iter()
        .map(|command| match <[Value; 2]>::try_from(list(command)?) {
            Ok([Value::Text(name), options @ Value::Map(_)]) => Ok(Command { name, options }),
            _ => Err(ProtocolError("a command is a name and its options")),
        })
        .collect()
}

fn tour(value: Value) -> Result<Option<TourSection>, ProtocolError> {
    if value == Value::Int(0) {
        return Ok(None);
    }
    match <[Value; 3]>::try_from(list(value)?) {
        Ok([run, visit, ops]) => Ok(Some(TourSection {
            at: StepRef {
                run: integer(run)?,
                visit: integer(visit)?,
            },
            commands: commands(ops)?,
        })),
        Err(_) => Err(ProtocolError("a tour is a run, a visit and its commands")),
    }
}

fn next(elements: &mut impl Iterator<Item = Value>) -> Result<Value, ProtocolError> {
    elements
        .next()
        .ok_or(ProtocolError("the frame has too few elements"))
}

fn list(value: Value) -> Result<Vec<Value>, ProtocolError> {
    match value {
        Value::List(values) => Ok(values),
        _ => Err(ProtocolError("expected an array")),
    }
}

fn string(value: Value) -> Result<String, ProtocolError> {
    match value {
        Value::Text(text) => Ok(text),
        _ => Err(ProtocolError("expected a string")),
    }
}

fn integer(value: Value) -> Result<u64, ProtocolError> {
    match value {
        Value::Int(number) => u64::try_from(number).ok(),
        _ => None,
    }
    .ok_or(ProtocolError("expected an integer"))
}

/// A page's first frame.
pub(crate) fn hello(hello: &Hello) -> String {
    let mut entries = vec![
        ("page", Value::from(&*hello.page)),
        ("epoch", number(hello.epoch)),
        ("ack", number(hello.ack.0)),
    ];
    let texts = [
        ("session", &hello.session),
        ("digest", &hello.digest),
        ("build", &hello.build),
        ("path", &hello.path),
    ];
    for (key, text) in texts {
        entries.extend(text.as_deref().map(|text| (key, Value::from(text))));
    }
    if let Some(StepRef { run, visit }) = hello.run {
        let place = Value::List(vec![number(run), number(visit)]);
        entries.push(("run", place));
    }
    format!("[\"h\",{}]", json::encode(&Value::map(entries)))
}

/// Event `number`, of a page that had applied frame `applied`.
pub(crate) fn event(
    event: EventSeq,
    name: &str,
    params: &Value,
    applied: FrameSeq,
    component: Option<&str>,
) -> String {
    let mut elements = vec![
        Value::from("e"),
        number(event.0),
        Value::from(name),
        params.clone(),
        number(applied.0),
    ];
    elements.extend(component.map(Value::from));
    json::encode(&Value::List(elements))
}

/// A tour control of the step shown as `visit` of `run`.
pub(crate) fn control(StepRef { run, visit }: StepRef, name: &str) -> String {
    format!("[\"t\",{run},{visit},{}]", json::string(name))
}

/// A path as far as a frame names it.
pub(crate) fn cut_path(path: &str) -> &str {
    cut(path, MAX_PATH)
}

/// The page is at this path.
pub(crate) fn here(path: &str) -> String {
    format!("[\"t\",0,0,\"here\",{}]", json::string(cut_path(path)))
}

/// Frames up to `applied` are applied.
pub(crate) fn acknowledgement(FrameSeq(applied): FrameSeq) -> String {
    format!("[\"k\",{applied}]")
}

/// Frames up to `applied` are applied, but for the first command of the last.
pub(crate) fn failure(
    FrameSeq(applied): FrameSeq,
    command: &str,
    selector: &str,
    error: CommandError,
) -> String {
    let selector: String = selector.chars().take(MAX_SELECTOR).collect();
    let selector = json::string(&selector);
    let (name, code) = (json::string(command), error.as_str());
    format!("[\"k\",{applied},[[{applied},0,\"{code}\",{name},{selector}]]]")
}

fn number(number: u64) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}
