//! Who is signed in: the app's function that names the user of a request.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;

use crate::log_limit::LogLimit;
use crate::server::Docent;
use crate::server::builder::DocentBuilder;

/// A function that names the user of a request: an async function or closure of up
/// to eight axum extractors that gives an `Option<String>`.
///
/// Its extractors see no state of a router: what else it needs, a closure captures.
///
/// Sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot name the user of a request",
    label = "not a function that names a user",
    note = "write an async function of axum extractors that gives an `Option<String>`"
)]
pub trait Identify<M>: sealed::Identifies<M> + Clone + Send + Sync + 'static {
    /// The user's id, or the response that the request gets instead.
    #[doc(hidden)]
    fn identify(
        self,
        parts: &mut Parts,
    ) -> impl Future<Output = Result<Option<String>, Response>> + Send;
}

mod sealed {
    pub trait Identifies<M> {}
}

/// The user whom the app has named, or the response that the request gets instead.
type Named<'a> = Pin<Box<dyn Future<Output = Result<Option<String>, Response>> + Send + 'a>>;

/// The app's function, of any extractors.
#[derive(Clone)]
struct Identifier(Arc<dyn for<'a> Fn(&'a mut Parts) -> Named<'a> + Send + Sync>);

impl DocentBuilder {
    /// Who is signed in: an async function of axum extractors that gives the id of
    /// the app's user, and `None` where there is none. Without it nobody is.
    ///
    /// ```
    /// use axum::Extension;
    /// use docent::Docent;
    ///
    /// /// What the app's own middleware adds to a request.
    /// #[derive(Clone)]
    /// struct Account { id: u64 }
    ///
    /// async fn user(account: Option<Extension<Account>>) -> Option<String> {
    ///     account.map(|Extension(account)| account.id.to_string())
    /// }
    ///
    /// let docent = Docent::builder().identify(user).build();
    /// ```
    ///
    /// It is asked at each request of a live route: for the page, and for each
    /// socket. The page's session is then that user's:
    ///
    /// * Progress is stored for the user and no longer for the visitor, so that a
    ///   tour goes on, and `autostart: once` is once, on all of their devices.
    ///   What the visitor has done before signing in is taken along, tour by tour,
    ///   when a page is opened: where the user has nothing stored, or the visitor
    ///   is further (a tour that is finished, then the later step of the same
    ///   version). It is then the user's alone, so that the next one who signs in
    ///   at this browser does not get it: the visitor's record is replaced by an empty
    ///   one ([`Moved`](crate::store::ProgressStatus::Moved)), and their run in another
    ///   page ends, in this process at once and in another one at its next save.
    /// * A page is attached again only to a session of the same user. After a
    ///   login, a logout or a change of the user it gets a session of its own.
    /// * [`Context::user`](crate::Context::user) names them, and
    ///   [`Docent::user`] reaches their sessions.
    ///
    /// An empty id is none. An extractor that fails answers the request. A panic
    /// answers it with 500. Of two calls the last counts.
    ///
    /// # Security
    ///
    /// The id must come from what the app has verified: a session of its login, not
    /// a header that a client can set. A session keeps the user that it began with
    /// for as long as its socket is open; at a logout the app ends it, with
    /// [`disconnect`](crate::delivery::Sessions::disconnect).
    pub fn identify<M: 'static>(mut self, identify: impl Identify<M>) -> Self {
        let identifier = Identifier(Arc::new(move |parts| {
            Box::pin(identify.clone().identify(parts))
        }));
        self.edge().insert(identifier);
        self
    }
}

/// The user of a request, or the response that it gets instead.
pub(crate) async fn user(docent: &Docent, parts: &mut Parts) -> Result<Option<Arc<str>>, Response> {
    let Some(Identifier(identify)) = docent.edge().get() else {
        return Ok(None);
    };
    match AssertUnwindSafe(identify(parts)).catch_unwind().await {
        Ok(named) => Ok(named?.filter(|id| !id.is_empty()).map(Into::into)),
        Err(_) => {
            static PANICKED: LogLimit = LogLimit::new();
            if let Some(unlogged) = PANICKED.admit() {
                tracing::error!(target: "docent::serve", unlogged, "the function given to `identify` panicked");
            }
            Err(StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
    }
}

macro_rules! identifies {
    ($($extractor:ident)*) => {
        impl<F, Fut, $($extractor),*> sealed::Identifies<($($extractor,)*)> for F
        where
            F: FnOnce($($extractor),*) -> Fut,
            Fut: Future<Output = Option<String>>,
        {
        }

        impl<F, Fut, $($extractor),*> Identify<($($extractor,)*)> for F
        where
            F: FnOnce($($extractor),*) -> Fut + Clone + Send + Sync + 'static,
            Fut: Future<Output = Option<String>> + Send,
            $($extractor: FromRequestParts<()> + Send,)*
        {
            #[allow(non_snake_case, unused_variables, reason = "it may take nothing")]
            async fn identify(self, parts: &mut Parts) -> Result<Option<String>, Response> {
                $(
                    let $extractor = $extractor::from_request_parts(parts, &())
                        .await
                        .map_err(IntoResponse::into_response)?;
                )*
                Ok(self($($extractor),*).await)
            }
        }
    };
}

identifies!();
identifies!(A);
identifies!(A B);
identifies!(A B C);
identifies!(A B C D);
identifies!(A B C D E);
identifies!(A B C D E G);
identifies!(A B C D E G H);
identifies!(A B C D E G H I);
