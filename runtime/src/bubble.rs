//! The bubble's markup.

use std::borrow::Cow;
use std::fmt;

use crate::html::escape;
use crate::tour::{DEFAULT_NARRATE_EVENT, Position};

/// The id of the bubble, of which a page has one.
pub(crate) const ID: &str = "dj-tutorial-bubble";

/// The bubble in which a tour speaks. It stands outside `dj-root`.
///
/// Its buttons are Back, Skip and Close, and Pause while a step ends by itself:
/// the step's time then stands still until Resume, and so it does while the
/// pointer or the keyboard is at the bubble, or the tab is hidden. A button
/// with two names holds both in `data-names`, as `Pause|Resume` and
/// `Skip|Next` (see [`Limits::timers`](crate::Limits::timers)).
///
/// ```
/// # use docent::{Position, bubble};
/// let plain = bubble().to_string();
/// let own = bubble().css_class("my-bubble").position(Position::Top).to_string();
/// assert!(plain.contains(r#"class="dj-tutorial-bubble""#));
/// assert!(own.contains(r#"class="my-bubble""#));
/// ```
#[must_use]
pub fn bubble() -> Bubble {
    Bubble {
        css_class: Cow::Borrowed("dj-tutorial-bubble"),
        position: Position::Bottom,
        event: Cow::Borrowed(DEFAULT_NARRATE_EVENT),
    }
}

/// Prints itself as the bubble's markup. Made by [`bubble`].
#[derive(Clone, Debug)]
pub struct Bubble {
    css_class: Cow<'static, str>,
    position: Position,
    event: Cow<'static, str>,
}

impl Bubble {
    /// The bubble's classes, in place of `dj-tutorial-bubble`. Its parts keep theirs.
    #[must_use]
    pub fn css_class(mut self, class: impl Into<Cow<'static, str>>) -> Self {
        self.css_class = class.into();
        self
    }

    /// Where the bubble stands if a narration does not say it.
    #[must_use]
    pub fn position(mut self, position: Position) -> Self {
        self.position = position;
        self
    }

    /// The event that it listens for, in place of `tour:narrate`.
    #[must_use]
    pub fn event(mut self, event: impl Into<Cow<'static, str>>) -> Self {
        self.event = event.into();
        self
    }
}

impl fmt::Display for Bubble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = escape(&self.css_class);
        let event = escape(&self.event);
        let position = self.position.as_str();
        write!(
            f,
            concat!(
                r#"<div id="{id}" class="{class}" role="dialog" aria-label="Guided tour" "#,
                r#"aria-describedby="{id}-text" popover="manual" tabindex="-1" dj-update="ignore" "#,
                r#"data-event="{event}" data-position="{position}" data-visible="false">"#,
                r#"<p class="dj-tutorial-bubble__text" id="{id}-text"></p>"#,
                r#"<p class="dj-tutorial-bubble__progress"><span class="dj-tutorial-bubble__step"></span></p>"#,
                r#"<div class="dj-tutorial-bubble__actions">"#,
                r#"<button type="button" class="dj-tutorial-bubble__pause" data-names="Pause|Resume" hidden>Pause</button>"#,
                r#"<button type="button" class="dj-tutorial-bubble__back">Back</button>"#,
                r#"<button type="button" class="dj-tutorial-bubble__skip" data-names="Skip|Next">Skip</button>"#,
                r#"<button type="button" class="dj-tutorial-bubble__cancel">Close</button>"#,
                r#"</div></div>"#,
            ),
            id = ID,
            class = class,
            event = event,
            position = position,
        )
    }
}
