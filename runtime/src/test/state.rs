//! What a page in a browser keeps: its connection, its markup and what was typed.

use std::sync::Mutex;
use std::task::{Context, Poll};

use axum::http::request::Parts;

use crate::app::view::Live;
use crate::event::Value;
use crate::html::Html;
use crate::http::layout::{AnyView, Layout};
use crate::http::page::{Marks, Page};
use crate::http::{assets, base_path};
use crate::panics::lock;
use crate::render::{digest, digest_text, render, title};
use crate::server::Docent;
use crate::test::client::{Client, Ticket};
use crate::test::history::History;
use crate::test::markup::{Fired, Markup, Outcome};
use crate::test::memory::{PageSocket, Sent};
use crate::test::server::Pump;
use crate::tour::TourState;
use crate::wire::page::ServerFrame;

/// What a page in a browser keeps.
pub(crate) struct State {
    pub(crate) client: Client,
    pub(crate) markup: Markup,
    pub(crate) socket: Option<PageSocket>,
    /// The code of the last close frame.
    pub(crate) closed: Option<u16>,
    pub(crate) history: History,
    /// The title that the page came with.
    title: Option<String>,
    /// Where the page was sent.
    pub(crate) redirected_to: Option<String>,
}

/// What a page comes with.
pub(crate) struct Served {
    html: Html,
    title: Option<String>,
    /// The live part in the app's layout, if the page has one.
    document: Option<Html>,
}

impl Served {
    /// What a GET of the view's URL is answered with.
    pub(crate) fn of<V: Live>(
        view: &V,
        docent: &Docent,
        request: Parts,
        layout: Option<&AnyView>,
    ) -> Self {
        let html = render(view, &TourState::default()).expect("the view can be rendered");
        let title = title(view);
        let document = layout.map(|layout| {
            let marks = Marks {
                token: "",
                digest: "",
                build: "",
            };
            let urls = assets::urls(false, &base_path::of(docent, &request));
            let page = Page::new(&html, V::NAME, title.clone(), &marks, &urls, request);
            match layout.document(page.without_bubble(), view) {
                Ok(document) => document,
                Err(error) => panic!("the layout failed: {error}"),
            }
        });
        Self {
            html,
            title,
            document,
        }
    }
}

impl State {
    pub(crate) fn new(served: Served, history: History) -> Self {
        let Served {
            html,
            title,
            document,
        } = served;
        let digest = digest_text(digest(&html), title.as_deref());
        let html = html.as_str();
        let mut markup = Markup::new();
        markup.render(document.as_ref().map_or(html, Html::as_str));
        let mut client = Client::new("", Some(digest), None);
        client.set_html(html);
        let mut state = Self {
            history,
            title,
            redirected_to: None,
            client,
            markup,
            socket: None,
            closed: None,
        };
        state.note_path();
        state
    }

    /// The page's own script changes its path.
    pub(crate) fn move_to(&mut self, path: &str) {
        self.history.patch(path, false);
        self.note_path();
        self.transmit();
    }

    /// Tells the client where the page is.
    pub(crate) fn note_path(&mut self) {
        let path = self.history.url().split('?').next().unwrap_or_default();
        self.client.set_path(path);
    }

    pub(crate) fn event(&mut self, name: &str, params: Value, component: Option<&str>) -> Ticket {
        let ticket = self.client.event(name, params, component);
        self.transmit();
        ticket
    }

    /// Does something on the page. A step that waits for an event which this brings ends.
    pub(crate) fn act(&mut self, action: impl FnOnce(&mut Markup) -> Outcome) -> Outcome {
        let step = self.client.step();
        let looks = step.iter().flat_map(|step| {
            step.looks.iter().filter_map(|look| match &look[..] {
                [kind, event] if kind == "dom" => Some((&**event, &*step.target)),
                [kind, event, at] if kind == "dom" => Some((&**event, &**at)),
                _ => None,
            })
        });
        self.markup.wait_for(looks);
        let fired = action(&mut self.markup)?;
        // Before the page's own events: the script listens to all of the document first.
        if self.markup.is_done() && self.client.control("done") {
            self.transmit();
        }
        Ok(fired)
    }

    /// What the script makes of an action: an event, or a tour control.
    pub(crate) fn fired(&mut self, fired: Fired) -> Option<Ticket> {
        let Fired {
            name,
            params,
            component,
        } = fired;
        let control = match &*name {
            "skip_tutorial" => "skip",
            "back_tutorial" => "back",
            "cancel_tutorial" => "cancel",
            _ => return Some(self.event(&name, params, component.as_deref())),
        };
        if self.client.control(control) {
            self.transmit();
            return None;
        }
        Some(self.event(&name, params, component.as_deref()))
    }

    /// The title of the document.
    pub(crate) fn title(&self) -> Option<&str> {
        self.client.title().or(self.title.as_deref())
    }

    /// Goes where the frame has sent the page.
    fn go(&mut self) {
        for command in self.client.take_journeys() {
            let url = command.text("url").unwrap_or_default();
            if command.name() == "navigate" {
                self.redirected_to = Some(url.to_owned());
            } else {
                let replaces = command.option("replace").is_some();
                self.history.patch(url, replaces);
            }
        }
        self.note_path();
    }

    pub(crate) fn transmit(&mut self) {
        for text in self.client.outgoing() {
            if let Some(socket) = &self.socket {
                socket.send(&text);
            }
        }
    }

    pub(crate) fn lose(&mut self) {
        self.socket = None;
        self.client.lost();
    }

    /// Takes what has come; `true` if there was anything.
    pub(crate) fn receive(&mut self, cx: &mut Context<'_>) -> bool {
        let mut came = false;
        while let Some(socket) = &self.socket
            && let Poll::Ready(sent) = socket.poll_next(cx)
        {
            came = true;
            match sent {
                Some(Sent::Text(text)) => {
                    match self.client.receive(&text) {
                        Ok(Some(ServerFrame::Update(update))) => {
                            if update.patches.is_empty() {
                                self.markup.answer();
                            } else {
                                self.markup.render(self.client.html());
                            }
                        }
                        Ok(Some(ServerFrame::Refusal(_))) => self.markup.refuse(),
                        Ok(_) => {}
                        Err(why) => panic!("the session broke the protocol: {why}: {text}"),
                    }
                    self.go();
                    self.transmit();
                }
                Some(Sent::Closed(code, _)) => {
                    self.client.closed(code);
                    self.closed = Some(code);
                    self.socket = None;
                }
                None => self.lose(),
            }
        }
        came
    }
}

impl Pump for Mutex<State> {
    fn pump(&self, cx: &mut Context<'_>) -> bool {
        lock(self).receive(cx)
    }
}
