//! DOM commands that the server asks the browser to run.

use std::time::Duration;

use docent_check::selector;

use crate::event::{Params, Value};
use crate::js::url::{self, UrlFault};

/// An immutable list of DOM commands: a *chain*.
///
/// Each constructor makes a chain of one command, which acts on the element
/// that [`to`](Js::to), [`inner`](Js::inner) or [`closest`](Js::closest)
/// names; [`then`](Js::then) joins chains. The browser's function for a
/// command has the same name.
///
/// ```
/// # use docent::Js;
/// let chain = Js::scroll_into_view()
///     .to("#search-input")
///     .then(Js::set_attr("placeholder", "try: hello").to("#search-input"));
/// assert_eq!(
///     chain.to_string(),
///     r##"[["scroll_into_view",{"to":"#search-input"}],["set_attr",{"to":"#search-input","name":"placeholder","value":"try: hello"}]]"##
/// );
/// ```
///
/// A chain is also what `dj-click` and its siblings may hold: its text
/// (`Display`) is then run in the browser with no round trip. Let the template
/// engine escape that text, or use [`attr`](Js::attr) with `format!`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Js {
    commands: Vec<Command>,
}

/// One command: what to do, and on which element.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Command {
    pub(crate) op: Op,
    pub(crate) on: On,
}

/// Which element a command acts on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum On {
    /// The element whose event ran the chain; the page's live part if there was none.
    #[default]
    Source,
    /// Every element of the page that matches.
    To(String),
    /// Every match inside the source.
    Inner(String),
    /// The nearest match around the source.
    Closest(String),
}

/// What a command does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Op {
    Show(Appearance),
    Hide(Appearance),
    Toggle(Appearance),
    AddClass {
        names: String,
    },
    RemoveClass {
        names: String,
    },
    Transition {
        names: String,
        time: Duration,
    },
    SetAttr {
        name: String,
        value: String,
    },
    RemoveAttr {
        name: String,
    },
    Focus,
    Dispatch {
        event: String,
        detail: Value,
        bubbles: bool,
    },
    Push {
        event: String,
        value: Value,
    },
    ScrollIntoView,
    ShowModal,
    Close,
    Reset,
    Navigate {
        url: String,
        is_foreign: bool,
    },
    Reload,
    PatchUrl {
        url: String,
        replaces: bool,
    },
    Title {
        text: String,
    },
    Custom {
        /// What is on the wire: [`CUSTOM`] and the name.
        name: String,
        detail: Value,
    },
}

/// What the name of a custom command has before it on the wire, so that no name is one
/// of docent's own.
pub(crate) const CUSTOM: &str = "custom:";

/// How long the name of a custom command may be, in bytes.
pub(crate) const MAX_CUSTOM: usize = 64;

/// How an element is shown or hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Appearance {
    pub(crate) display: Option<String>,
    /// Classes for a time.
    pub(crate) transition: Option<(String, Duration)>,
}

impl Op {
    fn appearance(&mut self) -> Option<&mut Appearance> {
        match self {
            Self::Show(how) | Self::Hide(how) | Self::Toggle(how) => Some(how),
            _ => None,
        }
    }

    /// What it does to the page's URL, if anything.
    fn journey(&self) -> Option<Journey> {
        match self {
            Self::Navigate { .. } | Self::Reload => Some(Journey::Leaves),
            Self::PatchUrl { .. } => Some(Journey::Stays),
            _ => None,
        }
    }

    /// Why the page must not go where it leads.
    fn fault(&self) -> Option<UrlFault> {
        match self {
            Self::Navigate {
                url,
                is_foreign: true,
            } => (!url::is_whole(url)).then_some(UrlFault::NoSite),
            Self::Navigate { url, .. } => (!url::is_own(url)).then_some(UrlFault::Redirect),
            Self::PatchUrl { url, .. } => (!url::is_own(url)).then_some(UrlFault::Patch),
            _ => None,
        }
    }
}

/// What a command does to the page's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Journey {
    /// Another page is loaded.
    Leaves,
    /// The URL changes, and the page stays.
    Stays,
}

impl Js {
    fn one(op: Op) -> Self {
        Self {
            commands: vec![Command { op, on: On::Source }],
        }
    }

    /// Shows the element: takes back a `hide`, the `hidden` attribute and `display: none`.
    ///
    /// See [`display`](Js::display) and [`with_transition`](Js::with_transition).
    #[must_use]
    pub fn show() -> Self {
        Self::one(Op::Show(Appearance::default()))
    }

    /// Hides the element with the `hidden` attribute; where the app's styles display
    /// it all the same, with `display: none` as well.
    ///
    /// See [`with_transition`](Js::with_transition).
    #[must_use]
    pub fn hide() -> Self {
        Self::one(Op::Hide(Appearance::default()))
    }

    /// Shows the element if its `display` is `none`, else hides it.
    ///
    /// See [`display`](Js::display) and [`with_transition`](Js::with_transition).
    #[must_use]
    pub fn toggle() -> Self {
        Self::one(Op::Toggle(Appearance::default()))
    }

    /// Adds the classes, separated by spaces.
    #[must_use]
    pub fn add_class(names: impl Into<String>) -> Self {
        Self::one(Op::AddClass {
            names: names.into(),
        })
    }

    /// Removes the classes, separated by spaces.
    #[must_use]
    pub fn remove_class(names: impl Into<String>) -> Self {
        Self::one(Op::RemoveClass {
            names: names.into(),
        })
    }

    /// Adds the classes for `time`, then removes them again.
    ///
    /// Whole milliseconds count; the rest of `time` is cut off.
    #[must_use]
    pub fn transition(names: impl Into<String>, time: Duration) -> Self {
        Self::one(Op::Transition {
            names: names.into(),
            time,
        })
    }

    /// Sets an attribute.
    ///
    /// # Security
    ///
    /// An attribute that would run script is refused: `on…`, `srcdoc`, and a
    /// URL whose scheme is `javascript:`. The command is then left out of the
    /// chain and reported as an error in the log. The browser refuses it too.
    #[must_use]
    pub fn set_attr(name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        if runs_script(&name, &value) {
            tracing::error!(target: "docent::js", attribute = name, "set_attr refused: the attribute would run script");
            return Self::default();
        }
        Self::one(Op::SetAttr { name, value })
    }

    /// Removes an attribute.
    #[must_use]
    pub fn remove_attr(name: impl Into<String>) -> Self {
        Self::one(Op::RemoveAttr { name: name.into() })
    }

    /// Moves the focus to the element, or to the first thing in it that can take it.
    /// Of several matches it takes the first that is visible.
    #[must_use]
    pub fn focus() -> Self {
        Self::one(Op::Focus)
    }

    /// Dispatches a `CustomEvent` at the element, which bubbles.
    ///
    /// See [`detail`](Js::detail) and [`without_bubbling`](Js::without_bubbling).
    #[must_use]
    pub fn dispatch(event: impl Into<String>) -> Self {
        Self::one(Op::Dispatch {
            event: event.into(),
            detail: Value::Null,
            bubbles: true,
        })
    }

    /// Sends an event to the view's handler of that name. See [`params`](Js::params).
    #[must_use]
    pub fn push(event: impl Into<String>) -> Self {
        Self::one(Op::Push {
            event: event.into(),
            value: Value::Null,
        })
    }

    /// Scrolls the element into view, smoothly where the visitor allows motion.
    /// Of several matches it takes the first that is visible.
    #[must_use]
    pub fn scroll_into_view() -> Self {
        Self::one(Op::ScrollIntoView)
    }

    /// Opens the element, a `<dialog>`, as a modal dialog. If it is open already as one
    /// that is not modal, it becomes modal. The browser moves the focus into it.
    ///
    /// One that a tour's step opens closes when its run ends.
    #[must_use]
    pub fn show_modal() -> Self {
        Self::one(Op::ShowModal)
    }

    /// Closes the element, a `<dialog>`. The browser returns the focus to where it was
    /// before the dialog was opened.
    #[must_use]
    pub fn close() -> Self {
        Self::one(Op::Close)
    }

    /// Resets the element, a `<form>`: its fields show what the server has rendered last.
    #[must_use]
    pub fn reset() -> Self {
        Self::one(Op::Reset)
    }

    /// Sends the page to a URL of its own site, as a link does: the page is left and
    /// another one is loaded, in the same tab.
    ///
    /// `url` is as in a link of the page: a path with the app's own
    /// [prefix](crate::config::DocentBuilder::base_path), if it has one; a query; or a
    /// path relative to the page. Values that are put into a path or a query have to be
    /// percent-encoded. It runs after all other commands of its frame; of several in one
    /// frame the last counts. What waits in the page for the end of its `dj-debounce` is
    /// sent before. If the connection is lost on the way, a page that a handler or a flow
    /// has sent there goes when it is back; what a step's `on_enter` or `on_exit` does is
    /// not repeated.
    ///
    /// In a handler, [`Context::redirect`](crate::Context::redirect) is the same.
    ///
    /// # Security
    ///
    /// Of a URL that may lead to another origin, such as `//evil.example` or
    /// `javascript:…`, nothing comes but an error in the log, so a URL from a form or a
    /// query (`?next=…`) is safe here. The browser checks it too.
    #[must_use]
    pub fn navigate(url: impl Into<String>) -> Self {
        Self::redirect(url.into(), false).checked()
    }

    /// The same for a whole URL, `https://…` or `http://…`, of any site.
    ///
    /// # Security
    ///
    /// The URL must be the app's choice. One that comes from a visitor would make the app
    /// an open redirect. Other schemes are refused, as by [`navigate`](Js::navigate).
    #[must_use]
    pub fn navigate_external(url: impl Into<String>) -> Self {
        Self::redirect(url.into(), true).checked()
    }

    /// Loads the page again, as the browser's button does.
    #[must_use]
    pub fn reload() -> Self {
        Self::one(Op::Reload)
    }

    /// Sends the page to a URL, which is [checked](Self::fault) before it is sent.
    pub(crate) fn redirect(url: String, is_foreign: bool) -> Self {
        Self::one(Op::Navigate { url, is_foreign })
    }

    /// Changes the page's URL, and nothing else. It is checked before it is sent.
    pub(crate) fn patch_url(url: String, replaces: bool) -> Self {
        Self::one(Op::PatchUrl { url, replaces })
    }

    /// Changes the document's title.
    pub(crate) fn title(text: String) -> Self {
        Self::one(Op::Title { text })
    }

    /// Nothing, if the page must not go where this leads.
    fn checked(self) -> Self {
        match self.fault() {
            None => self,
            Some(fault) => {
                // Not the URL itself: it may come from a visitor.
                tracing::error!(target: "docent::js", "a page is not sent to a URL: {}", fault.as_str());
                Self::default()
            }
        }
    }

    /// Why the page must not go where one of the commands leads.
    pub(crate) fn fault(&self) -> Option<UrlFault> {
        self.commands.iter().find_map(|command| command.op.fault())
    }

    /// Calls the app's own command of that name, which a script of the page has
    /// [registered](crate::chapters::hooks): `docent.command("confetti", ({ count }, element) => …)`.
    ///
    /// ```
    /// # use docent::Js;
    /// let chain = Js::custom("confetti", [("count", 200)]).to("#goal");
    /// assert_eq!(
    ///     chain.to_string(),
    ///     r##"[["custom:confetti",{"to":"#goal","detail":{"count":200}}]]"##
    /// );
    /// ```
    ///
    /// The detail goes by name, `[("count", 200)]`, as a list, `(200,)`, or not at all, `()`.
    ///
    /// It is called once for each element that the command acts on. A name that no
    /// script has registered, and a function that throws, are
    /// [failures](crate::failure::PageFailure) that the app sees as those of any command. What it
    /// does is not taken back with a tour's step.
    ///
    /// A name has 1 to 64 bytes; with another one the command is left out of the chain and
    /// reported as an error in the log. Of the detail the bound is that of a page's commands,
    /// [`max_outbox_bytes`](crate::config::Limits::max_outbox_bytes).
    #[must_use]
    pub fn custom(name: impl AsRef<str>, detail: impl Into<Params>) -> Self {
        let name = name.as_ref();
        if !(1..=MAX_CUSTOM).contains(&name.len()) {
            tracing::error!(target: "docent::js", bytes = name.len(), "a custom command was left out: its name has 1 to {MAX_CUSTOM} bytes");
            return Self::default();
        }
        Self::one(Op::Custom {
            name: format!("{CUSTOM}{name}"),
            detail: detail.into().into_value(),
        })
    }

    /// Lets the last command act on every element of the page that matches.
    ///
    /// Takes the place of an earlier `to`, `inner` or `closest`.
    /// `#host >>> #inside` looks into the open shadow roots of `#host`.
    ///
    /// A selector that browsers refuse does nothing on the page, which reports
    /// it to the log. A build with debug assertions checks it here already,
    /// and logs where the fault is and which line of the app wrote it; so it
    /// is with [`inner`](Js::inner) and [`closest`](Js::closest).
    #[must_use]
    #[track_caller]
    pub fn to(self, selector: impl Into<String>) -> Self {
        self.on(On::To(checked(
            selector.into(),
            selector::check_shadow_path,
        )))
    }

    /// Lets the last command act on the matches inside the element whose event ran the chain.
    #[must_use]
    #[track_caller]
    pub fn inner(self, selector: impl Into<String>) -> Self {
        self.on(On::Inner(checked(selector.into(), selector::check)))
    }

    /// Lets the last command act on the nearest match around the element whose event ran the chain.
    #[must_use]
    #[track_caller]
    pub fn closest(self, selector: impl Into<String>) -> Self {
        self.on(On::Closest(checked(selector.into(), selector::check)))
    }

    /// Gives the event of the last command, a [`dispatch`](Js::dispatch), its `detail`.
    ///
    /// Does nothing to any other command.
    #[must_use]
    pub fn detail(mut self, value: impl Into<Value>) -> Self {
        if let Some(Op::Dispatch { detail, .. }) = self.commands.last_mut().map(|last| &mut last.op)
        {
            *detail = value.into();
        }
        self
    }

    /// Keeps the event of the last command, a [`dispatch`](Js::dispatch), from bubbling.
    ///
    /// Does nothing to any other command.
    #[must_use]
    pub fn without_bubbling(mut self) -> Self {
        if let Some(Op::Dispatch { bubbles, .. }) =
            self.commands.last_mut().map(|last| &mut last.op)
        {
            *bubbles = false;
        }
        self
    }

    /// The `display` with which the last command, a [`show`](Js::show) or
    /// [`toggle`](Js::toggle), shows the element. By default its styles decide.
    ///
    /// Does nothing to any other command.
    #[must_use]
    pub fn display(mut self, value: impl Into<String>) -> Self {
        if let Some(how) = self.appearance() {
            how.display = Some(value.into());
        }
        self
    }

    /// Gives the element of the last command, a [`show`](Js::show), [`hide`](Js::hide)
    /// or [`toggle`](Js::toggle), these classes for `time`. It is hidden after that time.
    ///
    /// Whole milliseconds count; the rest of `time` is cut off. Does nothing to any
    /// other command.
    #[must_use]
    pub fn with_transition(mut self, names: impl Into<String>, time: Duration) -> Self {
        if let Some(how) = self.appearance() {
            how.transition = Some((names.into(), time));
        }
        self
    }

    fn appearance(&mut self) -> Option<&mut Appearance> {
        self.commands.last_mut()?.op.appearance()
    }

    /// Gives the last command, a [`push`](Js::push), its parameters: an object by name or a list by position.
    ///
    /// Does nothing to any other command.
    #[must_use]
    pub fn params(mut self, params: impl Into<Value>) -> Self {
        if let Some(Op::Push { value, .. }) = self.commands.last_mut().map(|last| &mut last.op) {
            *value = params.into();
        }
        self
    }

    /// This chain, and then the other.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.commands.extend(next.commands);
        self
    }

    /// How many commands it has.
    pub(crate) fn len(&self) -> usize {
        self.commands.len()
    }

    /// The chain's text, escaped for a quoted attribute: for pages made with `format!`.
    #[must_use]
    pub fn attr(&self) -> String {
        crate::html::escape(&self.to_string()).to_string()
    }

    fn on(mut self, on: On) -> Self {
        if let Some(last) = self.commands.last_mut() {
            last.on = on;
        }
        self
    }

    pub(crate) fn commands(&self) -> &[Command] {
        &self.commands
    }

    /// The commands that change nothing of the page's URL.
    pub(crate) fn in_place(&self) -> impl Iterator<Item = &Command> {
        let commands = self.commands.iter();
        commands.filter(|command| command.op.journey().is_none())
    }

    /// The command that decides what becomes of the page's URL: the last one that leaves
    /// the page, else the last one that stays. One with a fault counts for nothing.
    pub(crate) fn journey(&self) -> Option<(Journey, &Command)> {
        let journeys = || {
            let ops = self.commands.iter().rev();
            let sound = ops.filter(|command| command.op.fault().is_none());
            sound.filter_map(|command| Some((command.op.journey()?, command)))
        };
        let leaves = journeys().find(|(journey, _)| *journey == Journey::Leaves);
        leaves.or_else(|| journeys().next())
    }

    /// The URL to which it sends the page.
    #[cfg(any(test, feature = "test"))]
    pub(crate) fn destination(&self) -> Option<(Journey, &str)> {
        let (journey, command) = self.journey()?;
        match &command.op {
            Op::Navigate { url, .. } | Op::PatchUrl { url, .. } => Some((journey, url)),
            _ => None,
        }
    }
}

/// Logs what is wrong with a selector of the app's, where it is made.
///
/// Only with debug assertions: a check costs some microseconds, and a chain may
/// be made for every event.
#[track_caller]
fn checked(selector: String, check: fn(&str) -> Result<(), selector::Fault>) -> String {
    if cfg!(debug_assertions)
        && let Err(fault) = check(&selector)
    {
        let place = std::panic::Location::caller();
        tracing::error!(
            target: "docent::js",
            at = fault.at().start,
            app = %place,
            "a command has a selector that no browser takes: {fault}",
        );
    }
    selector
}

/// Whether setting this attribute would run script now or on a click.
///
/// The rules of DESIGN §7. Browsers drop ASCII tabs and newlines anywhere in
/// a URL, and C0 controls and spaces before it, before they read its scheme
/// (WHATWG URL, "basic URL parser"), so the check does the same.
pub(crate) fn runs_script(name: &str, value: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    if name.starts_with("on") || name == "srcdoc" {
        return true;
    }
    let mut scheme = value
        .chars()
        .skip_while(|c| *c <= ' ')
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| c.to_ascii_lowercase());
    "javascript:".chars().all(|c| scheme.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log_limit::tests::Lines;

    #[test]
    fn a_selector_that_no_browser_takes_is_logged_where_it_is_made() {
        let lines = Lines::default();
        let before = line!();
        tracing::subscriber::with_default(lines.clone(), || {
            drop(
                Js::focus()
                    .to("#host >>> [name=title]")
                    .inner("a")
                    .closest("b"),
            );
            drop(Js::focus().to("#host >>> a:hoover"));
            drop(Js::focus().inner("#host >>> a"));
            drop(Js::focus().closest("[x"));
        });
        let lines = lines.taken();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].contains("at=11 "), "{lines:?}");
        assert!(lines[0].contains("write `:hover`"), "{lines:?}");
        let place = format!("js/chain.rs:{}:", before + 8);
        assert!(lines[0].contains(&place), "{place} {lines:?}");
    }

    #[test]
    fn set_attr_refuses_what_would_run_script() {
        for (name, value) in [
            ("onclick", "alert(1)"),
            ("ONLOAD", "x"),
            (" onfocus", "x"),
            ("srcdoc", "<p>"),
            ("href", "javascript:alert(1)"),
            ("href", " \u{1}JaVa\nScRiPt\t:alert(1)"),
        ] {
            assert_eq!(Js::set_attr(name, value), Js::default(), "{name}={value:?}");
        }
    }

    #[test]
    fn a_custom_command_has_a_name_of_at_most_64_bytes() {
        let most = "x".repeat(MAX_CUSTOM);
        assert_eq!(Js::custom(&most, ()).commands().len(), 1);
        for name in ["", &format!("{most}x")] {
            assert_eq!(Js::custom(name, ()), Js::default(), "{name}");
        }
    }

    #[test]
    fn set_attr_keeps_what_is_harmless() {
        for (name, value) in [
            ("href", "/javascript"),
            ("title", "on javascript: a talk"),
            ("data-on", "1"),
        ] {
            assert_eq!(Js::set_attr(name, value).commands().len(), 1, "{name}");
        }
    }
}
