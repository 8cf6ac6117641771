//! Mounts: the app's functions that make a view for a request.

use std::any::TypeId;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use tokio::time::timeout;

use crate::app::view::{Live, View};
use crate::http::identify;
use crate::identity::{Identity, Place};
use crate::inbox::arrivals::Arrival;
use crate::limits::Limits;
use crate::log_limit::LogLimit;
use crate::metrics;
use crate::server::Docent;
use crate::visitor::Visitor;

/// A function that makes a view for a request: `Onboarding::default`, or any
/// function, sync or async, of up to eight axum extractors that gives a view
/// or a `Result<V, impl IntoResponse>`.
///
/// It is called twice for a page: for the GET that renders it, and for the
/// socket that the page then opens at the same URL, with that request's own
/// path, query, headers and cookies. Both must give the same view, or the page
/// changes when the socket opens. It is called once more whenever a page whose
/// connection was lost comes back: see [`live`](crate::live()). A request has no body
/// here.
///
/// A socket's mount runs before its upgrade is answered, so that middleware, a
/// timeout of the app's and writes to its session work as for any request. A mount
/// that takes longer than [`Limits::mount_timeout`](crate::config::Limits::mount_timeout)
/// is dropped where it awaits, and its request answered with 503; one that panics
/// with 500. Both are logged. It is dropped as well when its client has gone.
///
/// Sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot mount a view",
    label = "not a mount",
    note = "a mount is a function of axum extractors that gives a view, or a `Result` with a view in it",
    note = "name the function and do not call it: `docent::live(Onboarding::default)`; an extractor that reads the request's body is none here, since a page is asked for by GET"
)]
pub trait Mount<V, M, S>: sealed::Mounts<V, M, S> + Clone + Send + Sync + 'static {
    /// Makes the view, or the response that the request gets instead.
    #[doc(hidden)]
    fn mount(self, parts: Parts, state: S) -> impl Future<Output = Result<V, Response>> + Send;
}

mod sealed {
    pub trait Mounts<V, M, S> {}
}

/// A mount, and what it is run for.
pub(crate) struct Mounting<F, S> {
    pub(crate) docent: Docent,
    pub(crate) visitor: Visitor,
    /// The number of the live route.
    pub(crate) route: u32,
    pub(crate) mount: F,
    pub(crate) state: S,
    /// The bounds of the route's sessions.
    pub(crate) limits: Arc<Limits>,
}

impl<F, S> Mounting<F, S> {
    /// A page on its way to a session, which the app may end meanwhile.
    pub(crate) fn arrive<V: Live>(&self) -> Arrival {
        let identity = self.visitor.clone().into();
        let arrivals = &self.docent.registry().arrivals;
        arrivals.begin(identity, TypeId::of::<V>())
    }

    /// Makes the view for a request, in the time that a mount has.
    pub(crate) async fn run<V: Live, M>(
        self,
        mut parts: Parts,
        arrival: Option<&Arrival>,
    ) -> Result<(V, Identity), NotMounted>
    where
        F: Mount<V, M, S>,
    {
        let Self {
            docent,
            visitor,
            route,
            mount,
            state,
            limits,
        } = self;
        // With what routers have taken off it: two of them may have one route below them.
        let original = parts.extensions.get::<OriginalUri>();
        let uri = original.map_or(&parts.uri, |OriginalUri(uri)| uri);
        let url = uri.path_and_query().map_or("/", |url| url.as_str());
        let place = docent.place(route, url);
        let limit = limits.mount_timeout;
        let mounted = async {
            let user = identify::user(&docent, &mut parts).await?;
            if let Some(arrival) = arrival {
                arrival.identify(user.clone());
            }
            Ok((mount.mount(parts, state).await?, user))
        };
        let mounted = AssertUnwindSafe(timeout(limit, mounted)).catch_unwind();
        let refused = match mounted.await {
            Ok(Ok(Ok((view, user)))) => {
                let identity = Identity {
                    visitor,
                    user,
                    place,
                };
                return Ok((view, identity));
            }
            Ok(Ok(Err(response))) => response,
            Ok(Err(_)) => {
                metrics::limit_hit("mount_timeout");
                static LATE: LogLimit = LogLimit::new();
                if let Some(unlogged) = LATE.admit() {
                    tracing::error!(target: "docent::serve", view = V::NAME, ?limit, unlogged, "a mount took too long and was dropped");
                }
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
            Err(_) => {
                static PANICKED: LogLimit = LogLimit::new();
                if let Some(unlogged) = PANICKED.admit() {
                    tracing::error!(target: "docent::serve", view = V::NAME, unlogged, "a mount panicked");
                }
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        };
        Err(NotMounted {
            response: refused,
            visitor,
            place,
        })
    }
}

/// What a request gets instead of a view.
pub(crate) struct NotMounted {
    pub(crate) response: Response,
    pub(crate) visitor: Visitor,
    pub(crate) place: Place,
}

impl NotMounted {
    /// Ends the sessions of the page that was refused, if it is for good.
    ///
    /// Not for a GET, which another site can cause: by a link, with the visitor's
    /// cookie, and maybe without that of the app's login.
    pub(crate) fn end_sessions(&self, docent: &Docent) {
        let status = self.response.status();
        let may_pass = status.is_server_error()
            || status == StatusCode::REQUEST_TIMEOUT
            || status == StatusCode::TOO_MANY_REQUESTS;
        let sessions = docent.registry().at(&self.visitor, self.place);
        tracing::debug!(target: "docent::socket", status = status.as_u16(), may_pass, sessions = sessions.len(), "the mount refused a socket");
        if !may_pass {
            for session in sessions {
                session.disconnect("the page may not be shown any more");
            }
        }
    }
}

/// What a mount may give.
#[diagnostic::on_unimplemented(
    message = "a mount that gives `{Self}` makes no `{V}`",
    label = "the view of this route is `{V}`",
    note = "a mount gives a view, or a `Result` with a view in it; the layout of `view_layout` takes a reference to that very view"
)]
pub trait Mounted<V, M> {
    #[doc(hidden)]
    fn settle(self) -> impl Future<Output = Result<V, Response>> + Send;
}

/// Marks a mount that gives the view itself.
#[derive(Debug)]
pub struct Plain;
/// Marks a mount that may give a response instead.
#[derive(Debug)]
pub struct Fallible;
/// Marks an async mount.
#[derive(Debug)]
pub struct Later<M>(M);

impl<V: View> Mounted<V, Plain> for V {
    async fn settle(self) -> Result<V, Response> {
        Ok(self)
    }
}

impl<V: View, E: IntoResponse + Send> Mounted<V, Fallible> for Result<V, E> {
    async fn settle(self) -> Result<V, Response> {
        self.map_err(IntoResponse::into_response)
    }
}

#[diagnostic::do_not_recommend]
impl<V, M, F> Mounted<V, Later<M>> for F
where
    F: Future<Output: Mounted<V, M> + Send> + Send,
{
    async fn settle(self) -> Result<V, Response> {
        self.await.settle().await
    }
}

macro_rules! mounts {
    ($($extractor:ident)*) => {
        impl<F, Out, V, M, S, $($extractor),*> sealed::Mounts<V, (M, $($extractor),*), S> for F
        where
            F: FnOnce($($extractor),*) -> Out,
            Out: Mounted<V, M>,
        {
        }

        impl<F, Out, V, M, S, $($extractor),*> Mount<V, (M, $($extractor),*), S> for F
        where
            F: FnOnce($($extractor),*) -> Out + Clone + Send + Sync + 'static,
            Out: Mounted<V, M> + Send,
            S: Send + Sync + 'static,
            $($extractor: FromRequestParts<S> + Send,)*
        {
            #[allow(non_snake_case, unused_mut, unused_variables, reason = "a mount may take nothing")]
            async fn mount(self, mut parts: Parts, state: S) -> Result<V, Response> {
                $(
                    let $extractor = $extractor::from_request_parts(&mut parts, &state)
                        .await
                        .map_err(IntoResponse::into_response)?;
                )*
                self($($extractor),*).settle().await
            }
        }
    };
}

mounts!();
mounts!(A);
mounts!(A B);
mounts!(A B C);
mounts!(A B C D);
mounts!(A B C D E);
mounts!(A B C D E G);
mounts!(A B C D E G H);
mounts!(A B C D E G H I);
