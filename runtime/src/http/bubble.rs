//! The bubble's markup.

use std::borrow::Cow;
use std::fmt;

use crate::html::escape;
use crate::tour::{DEFAULT_NARRATE_EVENT, Position};

/// The id of the bubble, of which a page has one.
pub(crate) const ID: &str = "dj-tutorial-bubble";

/// The bubble that shows a tour's texts. It is outside `dj-root`.
///
/// Its buttons are Back, Skip and Close, and Pause while a step is timed:
/// the step's time is then paused until Resume, and so it does while the
/// pointer or the keyboard is at the bubble, or the tab is hidden. It keeps clear
/// of what has the focus, and a click beside its buttons sends it to another side,
/// off what may be under it.
///
/// All of docent's own texts on a page are in this markup, in English unless
/// [`labels`](Bubble::labels) has others: the script knows no language. A page
/// without a bubble has no tour, and does not show that its connection is lost.
///
/// ```
/// # use docent::bubble;
/// # use docent::tour::Position;
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
        labels: Labels::default(),
    }
}

/// Prints itself as the bubble's markup. Made by [`bubble`].
#[derive(Clone, Debug)]
pub struct Bubble {
    css_class: Cow<'static, str>,
    position: Position,
    event: Cow<'static, str>,
    labels: Labels,
}

/// docent's own texts on a page, in the language of the page.
///
/// ```
/// # use docent::bubble;
/// # use docent::page::Labels;
/// let german = Labels::default()
///     .tour("Rundgang")
///     .step("Schritt {step} von {total}")
///     .skip("Überspringen")
///     .close("Schließen");
/// assert!(bubble().labels(german).to_string().contains("Überspringen"));
/// ```
///
/// Each field has its English text, and a method of its name that sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Labels {
    /// The bubble's name for who does not see it: `Guided tour`.
    pub tour: Cow<'static, str>,
    /// How far along the tour is: `Step {step} of {total}`. The first of each
    /// in braces is replaced by the number.
    pub step: Cow<'static, str>,
    /// The button that stops the step's time: `Pause`. Without a `|`, as the
    /// next three.
    pub pause: Cow<'static, str>,
    /// What that button is called while the time is paused: `Resume`.
    pub resume: Cow<'static, str>,
    /// The button that ends the step: `Skip`.
    pub skip: Cow<'static, str>,
    /// What that button is called where the step asks for nothing: `Next` (see
    /// [`DocentBuilder::timers`](crate::config::DocentBuilder::timers)).
    pub next: Cow<'static, str>,
    /// The button that leads to the step before: `Back`.
    pub back: Cow<'static, str>,
    /// The button that ends the tour: `Close`.
    pub close: Cow<'static, str>,
    /// Shown when the server has been out of reach for two seconds:
    /// `Connection lost. Trying again …`
    pub lost: Cow<'static, str>,
    /// Shown when the session is in another tab now:
    /// `In use in another tab. Reload to go on here.`
    pub taken: Cow<'static, str>,
    /// Shown when the server does not know the page any more:
    /// `Out of date. Reload the page.`
    pub stale: Cow<'static, str>,
    /// Shown when the server refuses the page's origin, because its proxy names another
    /// host or the route does not list it, and until it does not:
    /// `This page cannot be used at this address.`
    pub origin: Cow<'static, str>,
    /// Shown when the page is in a frame of another site, where its browser keeps no
    /// cookie: `This page cannot be used inside another site. Open it in a tab of its own.`
    /// See [`Route::embedded`](crate::routing::Route::embedded).
    pub framed: Cow<'static, str>,
    /// Shown at a field whose value a handler cannot take, such as an empty one
    /// for a number: `Please check this value.`
    pub invalid: Cow<'static, str>,
    /// Shown for an event that is longer than
    /// [`Limits::max_event_bytes`](crate::config::Limits::max_event_bytes): `This is too long.`
    pub long: Cow<'static, str>,
    /// Shown when an event was refused for any other reason than its handler's:
    /// `That did not work. Please try again.`
    pub failed: Cow<'static, str>,
    /// Added to a step's text when it has waited `Limits::target_timeout` for its target, and
    /// is shown in the middle of the page meanwhile: `Looking for its place on the page …`
    pub looking: Cow<'static, str>,
    /// Added to a step's text on another page than the step's:
    /// `This continues on another page.` See [`Step::page`](crate::tour::Step::page).
    pub elsewhere: Cow<'static, str>,
    /// The link to the step's page, below that: `Go to that page`.
    pub visit: Cow<'static, str>,
}

impl Labels {
    /// Sets [`tour`](Labels#structfield.tour).
    #[must_use]
    pub fn tour(mut self, tour: impl Into<Cow<'static, str>>) -> Self {
        self.tour = tour.into();
        self
    }

    /// Sets [`step`](Labels#structfield.step).
    #[must_use]
    pub fn step(mut self, step: impl Into<Cow<'static, str>>) -> Self {
        self.step = step.into();
        self
    }

    /// Sets [`pause`](Labels#structfield.pause).
    #[must_use]
    pub fn pause(mut self, pause: impl Into<Cow<'static, str>>) -> Self {
        self.pause = pause.into();
        self
    }

    /// Sets [`resume`](Labels#structfield.resume).
    #[must_use]
    pub fn resume(mut self, resume: impl Into<Cow<'static, str>>) -> Self {
        self.resume = resume.into();
        self
    }

    /// Sets [`skip`](Labels#structfield.skip).
    #[must_use]
    pub fn skip(mut self, skip: impl Into<Cow<'static, str>>) -> Self {
        self.skip = skip.into();
        self
    }

    /// Sets [`next`](Labels#structfield.next).
    #[must_use]
    pub fn next(mut self, next: impl Into<Cow<'static, str>>) -> Self {
        self.next = next.into();
        self
    }

    /// Sets [`back`](Labels#structfield.back).
    #[must_use]
    pub fn back(mut self, back: impl Into<Cow<'static, str>>) -> Self {
        self.back = back.into();
        self
    }

    /// Sets [`close`](Labels#structfield.close).
    #[must_use]
    pub fn close(mut self, close: impl Into<Cow<'static, str>>) -> Self {
        self.close = close.into();
        self
    }

    /// Sets [`lost`](Labels#structfield.lost).
    #[must_use]
    pub fn lost(mut self, lost: impl Into<Cow<'static, str>>) -> Self {
        self.lost = lost.into();
        self
    }

    /// Sets [`taken`](Labels#structfield.taken).
    #[must_use]
    pub fn taken(mut self, taken: impl Into<Cow<'static, str>>) -> Self {
        self.taken = taken.into();
        self
    }

    /// Sets [`stale`](Labels#structfield.stale).
    #[must_use]
    pub fn stale(mut self, stale: impl Into<Cow<'static, str>>) -> Self {
        self.stale = stale.into();
        self
    }

    /// Sets [`origin`](Labels#structfield.origin).
    #[must_use]
    pub fn origin(mut self, origin: impl Into<Cow<'static, str>>) -> Self {
        self.origin = origin.into();
        self
    }

    /// Sets [`framed`](Labels#structfield.framed).
    #[must_use]
    pub fn framed(mut self, framed: impl Into<Cow<'static, str>>) -> Self {
        self.framed = framed.into();
        self
    }

    /// Sets [`invalid`](Labels#structfield.invalid).
    #[must_use]
    pub fn invalid(mut self, invalid: impl Into<Cow<'static, str>>) -> Self {
        self.invalid = invalid.into();
        self
    }

    /// Sets [`long`](Labels#structfield.long).
    #[must_use]
    pub fn long(mut self, long: impl Into<Cow<'static, str>>) -> Self {
        self.long = long.into();
        self
    }

    /// Sets [`failed`](Labels#structfield.failed).
    #[must_use]
    pub fn failed(mut self, failed: impl Into<Cow<'static, str>>) -> Self {
        self.failed = failed.into();
        self
    }

    /// Sets [`looking`](Labels#structfield.looking).
    #[must_use]
    pub fn looking(mut self, looking: impl Into<Cow<'static, str>>) -> Self {
        self.looking = looking.into();
        self
    }

    /// Sets [`elsewhere`](Labels#structfield.elsewhere).
    #[must_use]
    pub fn elsewhere(mut self, elsewhere: impl Into<Cow<'static, str>>) -> Self {
        self.elsewhere = elsewhere.into();
        self
    }

    /// Sets [`visit`](Labels#structfield.visit).
    #[must_use]
    pub fn visit(mut self, visit: impl Into<Cow<'static, str>>) -> Self {
        self.visit = visit.into();
        self
    }
}

impl Default for Labels {
    /// English.
    fn default() -> Self {
        Self {
            tour: Cow::Borrowed("Guided tour"),
            step: Cow::Borrowed("Step {step} of {total}"),
            pause: Cow::Borrowed("Pause"),
            resume: Cow::Borrowed("Resume"),
            skip: Cow::Borrowed("Skip"),
            next: Cow::Borrowed("Next"),
            back: Cow::Borrowed("Back"),
            close: Cow::Borrowed("Close"),
            lost: Cow::Borrowed("Connection lost. Trying again …"),
            taken: Cow::Borrowed("In use in another tab. Reload to go on here."),
            stale: Cow::Borrowed("Out of date. Reload the page."),
            origin: Cow::Borrowed("This page cannot be used at this address."),
            framed: Cow::Borrowed(
                "This page cannot be used inside another site. Open it in a tab of its own.",
            ),
            invalid: Cow::Borrowed("Please check this value."),
            long: Cow::Borrowed("This is too long."),
            failed: Cow::Borrowed("That did not work. Please try again."),
            looking: Cow::Borrowed("Looking for its place on the page …"),
            elsewhere: Cow::Borrowed("This continues on another page."),
            visit: Cow::Borrowed("Go to that page"),
        }
    }
}

impl Bubble {
    /// The bubble's classes, in place of `dj-tutorial-bubble`. Its parts keep theirs.
    #[must_use]
    pub fn css_class(mut self, class: impl Into<Cow<'static, str>>) -> Self {
        self.css_class = class.into();
        self
    }

    /// Where the bubble is placed, if there is room, for a step or a narration that has
    /// no position: below the target unless it is set.
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

    /// Its texts, in place of English. A view that renders the bubble itself,
    /// behind its `dj-root`, chooses the words for each visitor.
    #[must_use]
    pub fn labels(mut self, labels: Labels) -> Self {
        self.labels = labels;
        self
    }
}

impl fmt::Display for Bubble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Labels {
            tour,
            step,
            pause,
            resume,
            skip,
            next,
            back,
            close,
            lost,
            taken,
            stale,
            origin,
            framed,
            invalid,
            long,
            failed,
            looking,
            elsewhere,
            visit,
        } = &self.labels;
        write!(
            f,
            concat!(
                r#"<div id="{id}" class="{class}" role="dialog" aria-label="{tour}" "#,
                r#"aria-describedby="{id}-text" tabindex="-1" dj-update="ignore" "#,
                r#"data-event="{event}" data-position="{position}" data-visible="false" "#,
                // The script takes `hidden` off and puts it on again, and so it is the last attribute.
                r#"data-step="{step}" data-lost="{lost}" data-taken="{taken}" data-stale="{stale}" "#,
                r#"data-origin="{origin}" data-framed="{framed}" "#,
                r#"data-invalid="{invalid}" data-long="{long}" data-failed="{failed}" "#,
                r#"data-looking="{looking}" data-elsewhere="{elsewhere}" hidden>"#,
                r#"<p class="dj-tutorial-bubble__text" id="{id}-text"></p>"#,
                r#"<a class="dj-tutorial-bubble__visit" tabindex="-1" hidden>{visit}</a>"#,
                r#"<p class="dj-tutorial-bubble__progress"><span class="dj-tutorial-bubble__step"></span></p>"#,
                r#"<div class="dj-tutorial-bubble__actions">"#,
                r#"<button type="button" class="dj-tutorial-bubble__pause" data-names="{pause}|{resume}" hidden>{pause}</button>"#,
                r#"<button type="button" class="dj-tutorial-bubble__back">{back}</button>"#,
                r#"<button type="button" class="dj-tutorial-bubble__skip" data-names="{skip}|{next}">{skip}</button>"#,
                r#"<button type="button" class="dj-tutorial-bubble__cancel">{close}</button>"#,
                r#"</div></div>"#,
            ),
            id = ID,
            class = escape(&self.css_class),
            event = escape(&self.event),
            position = self.position.as_str(),
            tour = escape(tour),
            step = escape(step),
            pause = escape(pause),
            resume = escape(resume),
            skip = escape(skip),
            next = escape(next),
            back = escape(back),
            close = escape(close),
            lost = escape(lost),
            taken = escape(taken),
            stale = escape(stale),
            origin = escape(origin),
            framed = escape(framed),
            invalid = escape(invalid),
            long = escape(long),
            failed = escape(failed),
            looking = escape(looking),
            elsewhere = escape(elsewhere),
            visit = escape(visit),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_ends_the_attribute_or_the_element_that_it_stands_in() {
        let hostile = || Cow::Borrowed("\"><script>");
        let words = Labels {
            tour: hostile(),
            step: hostile(),
            pause: hostile(),
            resume: hostile(),
            skip: hostile(),
            next: hostile(),
            back: hostile(),
            close: hostile(),
            lost: hostile(),
            taken: hostile(),
            stale: hostile(),
            origin: hostile(),
            framed: hostile(),
            invalid: hostile(),
            long: hostile(),
            failed: hostile(),
            looking: hostile(),
            elsewhere: hostile(),
            visit: hostile(),
        };
        let tags = |bubble: &Bubble| bubble.to_string().matches('<').count();
        let markup = bubble().labels(words);
        assert_eq!(tags(&markup), tags(&bubble()), "{markup}");
    }
}
