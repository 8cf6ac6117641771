//! From typed data to frames for the page.

use std::fmt;

use crate::error::Rejection;
use crate::ids::SessionId;
use crate::json;
use crate::limits::Limits;
use crate::seq::{EventSeq, FrameSeq, StepRef};
use crate::tour::{StepEnd, TourOutcome};
use crate::wire::commands::Commands;
use crate::wire::patch::Patch;

/// The largest text that goes to a page in one piece, in bytes; longer ones go in parts.
///
/// The WebSocket library's buffers grow to the largest message and never
/// shrink, so this is what an idle connection may cost forever.
pub(crate) const PART: usize = 4096;

/// One atomic unit for the page: patches first, then commands, then the tour's.
pub(crate) struct Frame<'a> {
    pub(crate) number: FrameSeq,
    /// Every event up to this one has been answered, by this frame or before.
    pub(crate) answered: EventSeq,
    /// What changed of the live part.
    pub(crate) patches: &'a [Patch<'a>],
    /// The app's commands, those of tours that are over, and where the page is to go.
    pub(crate) commands: [&'a Commands; 3],
    pub(crate) run: Option<TourSection<'a>>,
}

/// The tour's share of a frame.
#[derive(Clone, Copy)]
pub(crate) struct TourSection<'a> {
    pub(crate) at: StepRef,
    pub(crate) commands: &'a Commands,
}

impl Frame<'_> {
    pub(crate) fn encode(&self) -> String {
        let patches: Vec<_> = self.patches.iter().map(Patch::encode).collect();
        exact(|out| {
            out.write_str("[\"f\",")?;
            write_number(out, self.number.0)?;
            write_number(out, self.answered.0)?;
            write_list(out, patches.iter().map(String::as_str))?;
            out.write_char(',')?;
            write_list(out, chains(&self.commands))?;
            out.write_char(',')?;
            write_run(out, self.run)?;
            out.write_char(']')
        })
    }
}

/// A frame that replaces all that the page shows.
pub(crate) fn snapshot(
    number: FrameSeq,
    answered: EventSeq,
    html: &str,
    run: Option<TourSection<'_>>,
    commands: [&Commands; 2],
) -> String {
    let html = json::string(html);
    exact(|out| {
        out.write_str("[\"s\",")?;
        write_number(out, number.0)?;
        write_number(out, answered.0)?;
        out.write_str(&html)?;
        out.write_char(',')?;
        write_run(out, run)?;
        out.write_char(',')?;
        write_list(out, chains(&commands))?;
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
pub(crate) fn welcome(
    session: SessionId,
    epoch: u64,
    received: EventSeq,
    limits: &Limits,
    timers: bool,
) -> String {
    let (frame, event) = (limits.max_frame_bytes, limits.max_event_bytes);
    let (rate, burst) = (limits.events_per_second.max(1), limits.event_burst.max(1));
    let queue = limits.max_queued_events.max(1);
    let target = limits.target_timeout.as_millis();
    let timers = if timers { "" } else { ",\"timers\":false" };
    format!(
        "[\"w\",\"{session}\",{epoch},{},{{\"frame\":{frame},\"event\":{event},\"events\":[{rate},{burst},{queue}],\"target\":{target}{timers}}}]",
        received.0
    )
}

/// The answer to an event that was turned away.
pub(crate) fn refusal(EventSeq(event): EventSeq, rejection: &Rejection) -> String {
    let code = json::string(rejection.code().as_str());
    let reason = json::string(rejection.reason());
    match rejection.field() {
        Some(field) => format!("[\"x\",{event},{code},{reason},{}]", json::string(field)),
        None => format!("[\"x\",{event},{code},{reason}]"),
    }
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
/// `rest` it holds. No part is longer than [`PART`](PART).
pub(crate) fn part(id: u64, rest: &str) -> (String, usize) {
    let mut room = PART - "[\"+\",,false,\"\"]".len() - "9007199254740992".len();
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
    let piece = json::string(&rest[..end]);
    (format!("[\"+\",{id},{last},{piece}]"), end)
}

/// The body that carries a fresh page token.
pub(crate) fn page_token(token: &str) -> String {
    let token = json::string(token);
    format!("{{\"page\":{token}}}")
}

/// A fresh token for a page that docent does not render, with the markup of a bubble, the
/// URL of its stylesheet, and events by which the page calls handlers: of each its type, a
/// selector and the handler's name.
pub(crate) fn attached_page_token(
    token: &str,
    bubble: &str,
    style: &str,
    bound: impl Iterator<Item = [&'static str; 3]>,
) -> String {
    let [token, bubble, style] = [token, bubble, style].map(json::string);
    let bound: Vec<_> = bound
        .map(|texts| format!("[{}]", texts.map(json::string).join(",")))
        .collect();
    let bound = bound.join(",");
    format!("{{\"page\":{token},\"bubble\":{bubble},\"style\":{style},\"on\":[{bound}]}}")
}

/// Why a page gets no token, which it tells the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageTrouble {
    /// Its origin may not open a socket.
    Origin,
    /// It has no cookie, in a frame.
    Framed,
}

/// What a page is answered that gets no token.
pub(crate) fn page_trouble(trouble: PageTrouble) -> String {
    let trouble = match trouble {
        PageTrouble::Origin => "origin",
        PageTrouble::Framed => "framed",
    };
    format!("{{\"trouble\":\"{trouble}\"}}")
}

/// The operation that sends the page why a step ended.
pub(crate) fn end(cause: StepEnd) -> &'static str {
    match cause {
        StepEnd::Completed => r#"["end",{"cause":"completed"}]"#,
        StepEnd::TimedOut => r#"["end",{"cause":"timed_out"}]"#,
        StepEnd::Satisfied => r#"["end",{"cause":"satisfied"}]"#,
        StepEnd::Skipped => r#"["end",{"cause":"skipped"}]"#,
        StepEnd::Back => r#"["end",{"cause":"back"}]"#,
        StepEnd::Cancelled => r#"["end",{"cause":"cancelled"}]"#,
        StepEnd::Missing => r#"["end",{"cause":"missing"}]"#,
        StepEnd::Superseded => r#"["end",{"cause":"superseded"}]"#,
        StepEnd::Failed => r#"["end",{"cause":"failed"}]"#,
    }
}

/// The operation that sends the page how a run ended.
pub(crate) fn over(outcome: TourOutcome) -> &'static str {
    match outcome {
        TourOutcome::Finished => r#"["over",{"outcome":"finished"}]"#,
        TourOutcome::Cancelled => r#"["over",{"outcome":"cancelled"}]"#,
        TourOutcome::Superseded => r#"["over",{"outcome":"superseded"}]"#,
        TourOutcome::Failed => r#"["over",{"outcome":"failed"}]"#,
    }
}

fn write_number(out: &mut dyn fmt::Write, number: u64) -> fmt::Result {
    // Four in each frame, written twice: std's formatting was a tenth of a step.
    out.write_str(itoa::Buffer::new().format(number))?;
    out.write_char(',')
}

fn chains<'a>(commands: &'a [&Commands]) -> impl Iterator<Item = &'a str> {
    commands.iter().flat_map(|commands| commands.chains())
}

/// Writes a list of what is JSON already.
fn write_list<'a>(out: &mut dyn fmt::Write, items: impl Iterator<Item = &'a str>) -> fmt::Result {
    out.write_char('[')?;
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.write_char(',')?;
        }
        out.write_str(item)?;
    }
    out.write_char(']')
}

fn write_run(out: &mut dyn fmt::Write, run: Option<TourSection<'_>>) -> fmt::Result {
    match run {
        Some(TourSection { at, commands }) => {
            out.write_char('[')?;
            write_number(out, at.run)?;
            write_number(out, at.visit)?;
            write_list(out, chains(&[commands]))?;
            out.write_char(']')
        }
        None => out.write_char('0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_says_what_changed_what_to_run_and_where_the_tour_is() {
        let frame = Frame {
            number: FrameSeq(7),
            answered: EventSeq(3),
            patches: &[Patch::Whole("<p>\"hi\"</p>".into())],
            commands: [
                &"[\"focus\",{}]".into(),
                &Commands::default(),
                &"[\"reload\",{}]".into(),
            ],
            run: Some(TourSection {
                at: StepRef { run: 1, visit: 2 },
                commands: &Commands::default(),
            }),
        };
        assert_eq!(
            frame.encode(),
            r#"["f",7,3,[["html","<p>\"hi\"</p>"]],[["focus",{}],["reload",{}]],[1,2,[]]]"#
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
                assert!(part.len() <= PART, "{}", part.len());
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
        let none = Commands::default();
        let frame = Frame {
            number: FrameSeq(1),
            answered: EventSeq(1),
            patches: &[],
            commands: [&none; 3],
            run: None,
        };
        assert_eq!(frame.encode(), r#"["f",1,1,[],[],0]"#);
    }
}
