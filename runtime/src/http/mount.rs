//! Mounts: the app's functions that make a view for a request.

use std::future::Future;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::app::view::View;

/// A function that makes a view for a request: `Onboarding::default`, or any
/// function, sync or async, of up to eight axum extractors that gives a view
/// or a `Result<V, impl IntoResponse>`.
///
/// It is called twice for a page: for the GET that renders it, and for the
/// socket that the page then opens at the same URL, with that request's own
/// path, query, headers and cookies. Both must give the same view, or the page
/// changes when the socket opens. A request has no body here.
///
/// Sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot mount a view",
    label = "not a mount",
    note = "a mount is a function of axum extractors that gives a view, or a `Result` with a view in it"
)]
pub trait Mount<V, M, S>: sealed::Mounts<V, M, S> + Clone + Send + Sync + 'static {
    /// Makes the view, or the response that the request gets instead.
    #[doc(hidden)]
    fn mount(self, parts: Parts, state: S) -> impl Future<Output = Result<V, Response>> + Send;
}

mod sealed {
    pub trait Mounts<V, M, S> {}
}

/// What a mount may give.
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
