//! What an app chooses for its server, before there is one.

use std::sync::Arc;

use crate::limits::Limits;
use crate::server::hosts::Hosts;
use crate::server::token::TokenKey;
use crate::server::{Docent, Settings};
use crate::store::{MemoryStore, ProgressStore};
use crate::tour::TourReport;

/// Makes a [`Docent`] with the app's own settings.
///
/// ```
/// # use docent::Docent;
/// # use docent::store::MemoryStore;
/// let docent = Docent::builder()
///     .progress(MemoryStore::new())
///     .debug_panel(cfg!(debug_assertions))
///     .build();
/// ```
///
/// What is not set keeps its default: [`Limits::default`], progress in memory,
/// no name for the build, no debug panel, timers, and a secret that ends with the
/// process. Of two calls of one method the last counts.
#[must_use = "a builder does nothing until `build` is called"]
pub struct DocentBuilder {
    settings: Settings,
    secret: Option<[u8; 32]>,
    previous_secrets: Vec<[u8; 32]>,
}

impl Docent {
    /// A server with the default settings: see [`DocentBuilder`].
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Begins a server with settings of the app's own.
    pub fn builder() -> DocentBuilder {
        DocentBuilder {
            settings: Settings {
                store: Arc::new(MemoryStore::new()),
                is_default_store: true,
                limits: Arc::default(),
                build: String::new(),
                debug_panel: false,
                timers: true,
                tours: true,
                url_may_end_tours: false,
                on_tour_event: None,
                edge: ::http::Extensions::new(),
                hosts: Hosts::default(),
            },
            secret: None,
            previous_secrets: Vec::new(),
        }
    }
}

impl Default for Docent {
    fn default() -> Self {
        Self::new()
    }
}

impl DocentBuilder {
    /// The bounds of each session.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = Arc::new(limits);
        self
    }

    /// Where progress is kept. By default it is kept in memory, and ends with
    /// the process; a build without `debug_assertions` warns of that once, unless
    /// a [`MemoryStore`] is given here.
    pub fn progress(mut self, store: impl ProgressStore) -> Self {
        self.settings.store = Arc::new(store);
        self.settings.is_default_store = false;
        self
    }

    /// The secret from which the key of page tokens is derived: 32 random bytes.
    ///
    /// A page's token proves to its socket that the page was rendered by this
    /// app for this visitor. Servers with one secret accept each other's
    /// tokens, so that a page which one of them has rendered can open its
    /// socket at another, and a restart makes no token invalid. Without a
    /// secret the key is random and ends with the process; a page then fetches
    /// a new token from the server that refused the old one, which works for
    /// one server, or behind a balancer with sticky sessions.
    ///
    /// ```
    /// # fn secret_of_the_deployment() -> [u8; 32] { [7; 32] }
    /// let docent = docent::Docent::builder()
    ///     .secret(secret_of_the_deployment())
    ///     .build();
    /// ```
    ///
    /// # Lifetime
    ///
    /// A token is good for 12 hours, and for one hour where it replaces a cookie (see
    /// [`VisitorCookie`](crate::config::VisitorCookie)). A page that is open for longer
    /// fetches a new one when it connects again.
    ///
    /// # Security
    ///
    /// Whoever knows the secret can make tokens, which are half of the
    /// protection against sockets that other sites open; the check of the
    /// `Origin` header is the other half. Take it from the system's random
    /// source (`openssl rand 32`), keep it as you keep a database password, and
    /// do not derive it from a word. It appears in no log and in no `Debug`
    /// output.
    pub fn secret(mut self, secret: [u8; 32]) -> Self {
        self.secret = Some(secret);
        self
    }

    /// Secrets whose tokens are accepted too, and with which none is signed: none. They
    /// count where a [`secret`](DocentBuilder::secret) is set.
    ///
    /// To replace a secret while pages are open, deploy three times: with the new one
    /// here, then with the new one as the secret and the old one here, and, when
    /// 12 hours are over, without the old one. Where
    /// one process is all there is, begin with the second.
    ///
    /// ```
    /// # let (old, new) = ([1; 32], [2; 32]);
    /// let docent = docent::Docent::builder().secret(new).previous_secrets([old]).build();
    /// ```
    pub fn previous_secrets(mut self, secrets: impl IntoIterator<Item = [u8; 32]>) -> Self {
        self.previous_secrets = secrets.into_iter().collect();
        self
    }

    /// A name for this build of the app: a version, a commit, a hash of its
    /// stylesheets.
    ///
    /// A page that another build has rendered learns of it (4410) when it opens
    /// its socket, and reloads within 5 s, at a random moment; a page in which
    /// someone is typing at that moment, or that was reloaded and is still of
    /// another build, shows that it is out of date and leaves it there. Without
    /// this only a page with another version of docent's own script learns of it,
    /// and after a restart of the server every other page goes on: its live part
    /// is rendered again, what the layout puts around it is not. A reload keeps
    /// what the view and the browser keep, and no more, so name only what makes
    /// it worth one.
    pub fn build_id(mut self, build: impl Into<String>) -> Self {
        self.settings.build = build.into();
        self
    }

    /// Whether steps end by themselves: yes. With `false` no `timeout` of any
    /// tour counts: a step that has only a `timeout` waits for the visitor, and
    /// its Skip button reads "Next"; one with `wait_for` and a `timeout` waits
    /// for the event. For an app whose visitors need more time than anybody can
    /// guess.
    ///
    /// Where timers are on, each visitor can still hold one: the bubble of a
    /// step with a timeout has a Pause button, and its time is paused
    /// while the pointer or the keyboard focus is in the bubble or the tab is hidden.
    /// The two together are what WCAG asks for in 2.2.1 (Timing Adjustable:
    /// turn off, or extend) and 2.2.2 (Pause, Stop, Hide).
    pub fn timers(mut self, are_on: bool) -> Self {
        self.settings.timers = are_on;
        self
    }

    /// Whether there are tours: yes. With `false` none begins, whether by `autostart`, by
    /// `start_tutorial` or by a flow, whose [`Guide::run`](crate::Guide::run) then gives
    /// [`Cancelled`](crate::tour::TourOutcome) at once. What is stored stays as it is.
    /// Everything else of the pages works.
    ///
    /// For the app's own end-to-end tests, in which a tour would be in the way:
    ///
    /// ```
    /// let is_off = std::env::var("TOURS").is_ok_and(|wish| wish == "off");
    /// let docent = docent::Docent::builder().tours(!is_off).build();
    /// ```
    ///
    /// For one person there is [`opt_out`](crate::delivery::Sessions::opt_out).
    pub fn tours(mut self, are_on: bool) -> Self {
        self.settings.tours = are_on;
        self
    }

    /// Whether a page whose URL has `docent=off` in its query (`/shop?docent=off`) is one without
    /// tours: no. With `true` none begins or goes on there, in any of the ways in which
    /// [`tours(false)`](DocentBuilder::tours) allows none: also not by hand. It is for a single look
    /// at a page: an end-to-end test that drives a deployed app, a picture of it, a
    /// colleague on the phone.
    ///
    /// ```
    /// let docent = docent::Docent::builder().tours_off_by_url(true).build();
    /// ```
    ///
    /// It counts for the page that was opened, until it is left: links of the page do not
    /// have the parameter, unless the app writes it. What is stored stays as it is, and a page
    /// without the parameter goes on with the tour. Any other value means nothing, and so
    /// does the parameter where this is not set.
    ///
    /// # Security
    ///
    /// Anyone can write such a link, so do not allow it where a tour is an obligation, like a safety
    /// briefing; and grant nothing to somebody because a tour was not there to be finished.
    pub fn tours_off_by_url(mut self, is_allowed: bool) -> Self {
        self.settings.url_may_end_tours = is_allowed;
        self
    }

    /// A function that is told what happens in every tour of the server, of every view:
    /// for analytics. See [`TourReport`].
    ///
    /// ```
    /// use docent::Docent;
    /// use docent::tour::TourStage;
    ///
    /// let (reports, received) = std::sync::mpsc::sync_channel(1024);
    /// let docent = Docent::builder()
    ///     .on_tour_event(move |report| {
    ///         if reports.try_send(report.clone()).is_err() {
    ///             eprintln!("a report is lost: the database is behind");
    ///         }
    ///     })
    ///     .build();
    /// // In a thread of its own:
    /// # drop(docent);
    /// for report in received {
    ///     match report.stage {
    ///         TourStage::Started { resumed: false, .. } => println!("{} began", report.tour),
    ///         TourStage::Ended { outcome, .. } => println!("{}: {outcome}", report.tour),
    ///         _ => {}
    ///     }
    /// }
    /// ```
    ///
    /// It is called in the session's task and must not block: hand the report to a
    /// channel, and say what happens where that is full. A panic in it is logged and
    /// costs nothing else. Of two calls of this method the last counts. A
    /// [mixin](crate::mixin::Mixin::tour_event) sees the events of its own view, with
    /// the view.
    pub fn on_tour_event(mut self, hook: impl Fn(&TourReport) + Send + Sync + 'static) -> Self {
        self.settings.on_tour_event = Some(Arc::new(hook));
        self
    }

    /// Whether its pages have the debug panel: off unless this turns it on.
    ///
    /// On a page of a server that has it on, Ctrl+Shift+D opens a panel with
    /// the frames both ways, the timeline of the tour and why each step ended
    /// as far as a page knows it, what the step on the page waits for, a target
    /// that is missing, and how long events take. It can be filtered, paused,
    /// cleared, and copied as JSON for a bug report. Esc closes it.
    ///
    /// ```
    /// // In development only.
    /// let docent = docent::Docent::builder()
    ///     .debug_panel(cfg!(debug_assertions))
    ///     .build();
    /// ```
    ///
    /// The pages then load `/docent/docent-debug.js` in place of
    /// `/docent/docent.js`: the same client, with the panel. Where it is off,
    /// that file is answered with 404, and the script of the pages has not a
    /// byte of it. A page with a server of its own (an `Extension` of its
    /// route) must agree with the server of [`assets`](crate::assets()), or it
    /// finds no script; and a page whose script tag the app writes itself names
    /// the one or the other.
    ///
    /// A page keeps the last 500 frames, 4 Mi characters of them in all and
    /// 64 Ki of each, and the last 500 lines of the timeline. What is older is
    /// forgotten, and the panel shows how many frames that were.
    ///
    /// # Security
    ///
    /// The panel shows a visitor what their own page sends and receives, as the
    /// browser's own tools do. It is kept in the page and sent nowhere. The
    /// page's token and its session's id are left out; what people typed and
    /// what the app rendered is in it: read a copy before you post it.
    pub fn debug_panel(mut self, is_on: bool) -> Self {
        self.settings.debug_panel = is_on;
        self
    }

    /// The hosts that docent's routes answer to: the names in the app's addresses.
    ///
    /// ```
    /// let docent = docent::Docent::builder()
    ///     .hosts(["app.example", "www.app.example"])
    ///     .build();
    /// ```
    ///
    /// `localhost`, `127.0.0.1` and `[::1]` are always among them. Ports, case and a
    /// trailing dot do not count; a name with letters beyond ASCII is listed as
    /// browsers send it (`xn--bcher-kva.example`). A request for another host, page
    /// or socket, is answered with 421 and logged as a warning.
    ///
    /// Without a list a development build (one with `debug_assertions`) answers to
    /// those three and to IP addresses, and any other build to every host; it warns of
    /// that once, when it serves an address that is not loopback or at the first
    /// request for another host.
    ///
    /// # Panics
    ///
    /// If one of them is no host, as `https://app.example` is none: no request could name
    /// it, and the app's visitors would be refused.
    ///
    /// # Security
    ///
    /// To a browser, a page of `evil.example` is one of the app's own as soon as that
    /// name means the app's address, which its owner can bring about while the page is
    /// open (DNS rebinding). It can then read pages and open sockets: of a server in an
    /// intranet or on the visitor's own machine, which `evil.example` could not reach.
    /// Only the host in the request tells them apart. Routes that are not docent's,
    /// and what a proxy in front answers, need a check of their own.
    pub fn hosts(mut self, hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.settings.hosts = Hosts::listed(hosts);
        self
    }

    /// What the edge keeps of its own settings.
    pub(crate) fn edge(&mut self) -> &mut ::http::Extensions {
        &mut self.settings.edge
    }

    /// The server with these settings.
    #[must_use]
    pub fn build(self) -> Docent {
        let key = match &self.secret {
            Some(secret) => TokenKey::from_secrets(secret, &self.previous_secrets),
            None => TokenKey::random(),
        };
        Docent::with(self.settings, key)
    }
}

impl std::fmt::Debug for DocentBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DocentBuilder")
            .field("limits", &self.settings.limits)
            .field("build_id", &self.settings.build)
            .field("debug_panel", &self.settings.debug_panel)
            .field("timers", &self.settings.timers)
            .field("tours", &self.settings.tours)
            .field("tours_off_by_url", &self.settings.url_may_end_tours)
            .field("hosts", &self.settings.hosts)
            .field("secret", &self.secret.map(|_| "…"))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visitor::Visitor;

    fn server(secret: [u8; 32]) -> Docent {
        Docent::builder().secret(secret).build()
    }

    #[test]
    fn servers_with_one_secret_accept_each_others_tokens() {
        let visitor = Visitor::new();
        let token = server([1; 32]).key().issue(&visitor);
        assert!(server([1; 32]).key().verify(&visitor, &token));
        assert!(!server([2; 32]).key().verify(&visitor, &token));
        assert!(!Docent::new().key().verify(&visitor, &token));
    }

    #[test]
    fn debug_output_does_not_show_the_secret() {
        let builder = Docent::builder().secret([0xAB; 32]);
        let shown = format!("{builder:?} {:?}", server([0xAB; 32]));
        assert!(!shown.contains("171") && !shown.to_lowercase().contains("ab,"));
    }

    #[test]
    fn the_last_call_of_a_setting_counts() {
        let builder = Docent::builder().debug_panel(true).debug_panel(false);
        assert!(!builder.build().has_debug_panel());
        let builder = Docent::builder().build_id("a").build_id("b");
        assert_eq!(builder.build().build_ref(), "b");
    }
}
