//! From an event's name to the handler that answers it.
//!
//! The handlers of a view, and those of a component, form one static, sorted
//! table; a name from the browser is looked up there and nowhere else, so no
//! other method can be reached.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use crate::app::context::Context;
use crate::error::{HandlerError, Rejection};
use crate::event::{Actor, Params};

/// One entry of a view's dispatch table. Written by `#[live_view]`.
pub struct Handler<V: 'static> {
    /// The name that events call it by.
    pub name: &'static str,
    /// The mixin whose handler of the same name this one replaces.
    pub overrides: Option<&'static str>,
    /// The names of its parameters.
    pub params: &'static [&'static str],
    /// Whether one of them takes all fields of a form.
    pub takes_form: bool,
    /// The only actor whose events it answers; `None` is any.
    pub from: Option<Actor>,
    /// The event of an attached page, and the selector of the elements, that call it.
    pub on: Option<(&'static str, &'static str)>,
    /// Decodes the parameters, then calls the handler.
    pub run: Run<V>,
}

/// Decodes the parameters of one event and starts its handler.
///
/// A rejection comes before any code of the view has run.
pub(crate) type Run<V> =
    for<'a> fn(&'a mut V, Context<'a, V>, &Params) -> Result<Reply<'a>, Rejection>;

/// What a started handler gave back.
pub enum Reply<'a> {
    /// A sync handler: it has run.
    Ready(Result<(), HandlerError>),
    /// An async handler: it borrows the view until it is finished or dropped.
    Pending(Pin<Box<dyn Future<Output = Result<(), HandlerError>> + Send + 'a>>),
}

impl<'a> Reply<'a> {
    /// The reply of a sync handler that returned `value`.
    pub fn done(value: impl IntoHandlerResult) -> Self {
        Self::Ready(value.into_result())
    }

    /// The reply of an async handler.
    pub fn later<R: IntoHandlerResult>(future: impl Future<Output = R> + Send + 'a) -> Self {
        Self::Pending(Box::pin(async move { future.await.into_result() }))
    }
}

impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready(result) => f.debug_tuple("Ready").field(result).finish(),
            Self::Pending(_) => f.write_str("Pending(..)"),
        }
    }
}

/// What of a handler its page's markup has to fit.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    pub(crate) name: &'static str,
    pub(crate) params: &'static [&'static str],
    pub(crate) takes_form: bool,
    pub(crate) from: Option<Actor>,
}

impl<V> Handler<V> {
    pub(crate) fn signature(&self) -> Signature {
        let Self {
            name,
            params,
            takes_form,
            from,
            ..
        } = *self;
        Signature {
            name,
            params,
            takes_form,
            from,
        }
    }

    /// Whether it answers events of this actor. An event that it does not answer
    /// is refused as if there were no such handler, and only the log has the reason.
    pub(crate) fn answers(&self, actor: Actor) -> bool {
        let answers = self.from.is_none_or(|only| only == actor);
        if !answers {
            tracing::debug!(
                target: "docent::session",
                handler = self.name,
                "a page sent an event that only the app may send: if the view's own markup names the handler, remove it there",
            );
        }
        answers
    }
}

impl<V> fmt::Debug for Handler<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Handler").field(&self.name).finish()
    }
}

/// What an event handler may return: `()` or `Result<(), E>`. Sealed.
#[diagnostic::on_unimplemented(
    message = "an event handler cannot return `{Self}`",
    label = "an event handler returns `()` or `Result<(), E>`",
    note = "`E` is any `std::error::Error`, or `HandlerError`; for a `String` write `.map_err(HandlerError::message)`, for an `anyhow::Error` or a `Box<dyn Error>` `.map_err(|error| HandlerError::message(error.to_string()))`",
    note = "it answers no HTTP request: in place of a `Redirect` write `cx.redirect(\"/done\")`, with the parameter `cx: &mut Context<'_, Self>`; in place of a page or JSON change the view, which is rendered"
)]
pub trait IntoHandlerResult: sealed::Returned {
    #[doc(hidden)]
    fn into_result(self) -> Result<(), HandlerError>;
}

mod sealed {
    pub trait Returned {}
    impl Returned for () {}
    impl<E> Returned for Result<(), E> {}
}

#[diagnostic::do_not_recommend]
impl IntoHandlerResult for () {
    fn into_result(self) -> Result<(), HandlerError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<HandlerError>> IntoHandlerResult for Result<(), E> {
    fn into_result(self) -> Result<(), HandlerError> {
        self.map_err(Into::into)
    }
}

/// Finds `name` in a table that is sorted by name.
pub(crate) fn find<V>(table: &'static [Handler<V>], name: &str) -> Option<&'static Handler<V>> {
    table
        .binary_search_by(|handler| handler.name.cmp(name))
        .ok()
        .map(|at| &table[at])
}
