//! How a page is opened: its server, its visitor and its request.

use std::fmt;
use std::sync::Arc;

use axum::http::Request;
use axum::response::Response;

use crate::app::view::Live;
use crate::http;
use crate::http::layout::{AnyView, IntoDocument};
use crate::http::mount::Mount;
use crate::identity::Identity;
use crate::server::Docent;
use crate::test::page::{Page, Remount, url_of};
use crate::test::server::Server;
use crate::visitor::Visitor;

/// How a page is opened: its server, visitor and request.
pub struct Builder<S = ()> {
    server: Server,
    visitor: Visitor,
    user: Option<Arc<str>>,
    request: Request<()>,
    layout: Option<AnyView>,
    state: S,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            server: Server::default(),
            visitor: Visitor::new(),
            user: None,
            request: Request::default(),
            layout: None,
            state: (),
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Builder<S> {
    /// Opens the page on a server with these settings: another store, limits.
    #[must_use]
    pub fn docent(mut self, docent: &Docent) -> Self {
        self.server = Server::new(docent.clone());
        self
    }

    /// Opens the page on this server, as a second page of it.
    #[must_use]
    pub fn server(mut self, server: &Server) -> Self {
        self.server = server.clone();
        self
    }

    /// Opens the page as this visitor; a new one otherwise.
    #[must_use]
    pub fn visitor(mut self, visitor: &Visitor) -> Self {
        self.visitor = visitor.clone();
        self
    }

    /// Opens the page while this user of the app is signed in; nobody is otherwise.
    /// What [`identify`](crate::config::DocentBuilder::identify) would say does not count.
    #[must_use]
    pub fn user(mut self, id: impl Into<Arc<str>>) -> Self {
        self.user = Some(id.into());
        self
    }

    /// The request that the mount's extractors and the layout see: its URI, headers and
    /// extensions. `GET /` without any otherwise.
    #[must_use]
    pub fn request(mut self, request: Request<()>) -> Self {
        self.request = request;
        self
    }

    /// The state of the app's router, for the mount's extractors.
    #[must_use]
    pub fn state<T>(self, state: T) -> Builder<T> {
        Builder {
            server: self.server,
            visitor: self.visitor,
            user: self.user,
            request: self.request,
            layout: self.layout,
            state,
        }
    }

    /// Puts the view into the app's own document, as
    /// [`Route::layout`](crate::routing::Route::layout) does: what is in that can then be
    /// looked at and clicked on too, and be the target of a step. Without this the page is
    /// the live part alone.
    #[must_use]
    pub fn layout<R: IntoDocument>(
        mut self,
        layout: impl Fn(http::page::Page) -> R + Send + Sync + 'static,
    ) -> Self {
        self.layout = Some(AnyView::new(layout));
        self
    }

    /// Mounts a view as its route does, and opens its page.
    ///
    /// # Errors
    ///
    /// The response that the mount gives instead of a view.
    ///
    /// # Panics
    ///
    /// If the view panics when it is rendered, or its layout fails.
    pub async fn mount<V, M>(self, mount: impl Mount<V, M, S>) -> Result<Page<V>, Response>
    where
        V: Live,
    {
        let Self {
            server,
            visitor,
            user,
            request,
            layout,
            state,
        } = self;
        let identity = Identity {
            visitor,
            user,
            place: server.docent().place(0, url_of(request.uri())),
        };
        let (request, ()) = request.into_parts();
        let mount: Remount<V> = Arc::new(move |request| {
            let (mount, state) = (mount.clone(), state.clone());
            Box::pin(async move { mount.mount(request, state).await })
        });
        Page::load(server, identity, request, mount, layout).await
    }
}

impl<V: Live> Page<V> {
    /// Opens a page for a new visitor on a server of its own.
    ///
    /// `mount` is what a route is given: `Onboarding::default`, or a function of
    /// extractors. For a request, a state, a store or a second page see
    /// [`builder`](Page::builder).
    ///
    /// # Panics
    ///
    /// If the mount gives a response instead of a view.
    pub async fn mount<M>(mount: impl Mount<V, M, ()>) -> Self {
        match Builder::new().mount(mount).await {
            Ok(page) => page,
            Err(response) => panic!("the mount answered with {}", response.status()),
        }
    }

    /// Chooses the server, the visitor and the request of a page.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::new()
    }
}

impl<S> fmt::Debug for Builder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("uri", self.request.uri())
            .finish_non_exhaustive()
    }
}
