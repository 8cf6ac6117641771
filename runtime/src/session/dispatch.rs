//! From an event's name to the handler that answers it.
//!
//! A name from the browser is looked up in the static tables of the view, its
//! mixins and its components, and nowhere else, so no other method can be
//! reached.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::http::Uri;
use ::http::uri::PathAndQuery;

use crate::app::component::Component;
use crate::app::context::Context;
use crate::app::handler::{self, Handler, Reply};
use crate::app::mixin::Stack as _;
use crate::app::tutorial_mixin::handler_of;
use crate::app::view::Live;
use crate::cut::cut;
use crate::error::{HandlerError, Rejection, RejectionCode};
use crate::event::{Actor, HandlerOwner, Params};
use crate::panics::guarded;
use crate::session::inbound::event_queue::Event;
use crate::tour::Control;
use crate::wire;

/// Finds an event's handler and starts it; returns its name and owner too.
///
/// Not part of [`call`](Session::call): what an async function holds across an
/// await takes memory in each of thousands of sessions.
pub(crate) fn start<'a, V: Live>(
    view: &'a mut V,
    cx: Context<'a, V>,
    event: &Event,
) -> Result<(&'static str, HandlerOwner, Reply<'a>), Rejection> {
    let Event { name, params, .. } = event;
    if name == wire::URL_CHANGED && event.source.actor() == Actor::Visitor {
        let url = url(params)?;
        let reply = catch_unwind(AssertUnwindSafe(|| change_url(view, cx, url)));
        let reply =
            reply.unwrap_or_else(|_| Reply::Ready(Err(HandlerError::message("it panicked"))));
        return Ok(("url_changed", HandlerOwner::View, reply));
    }
    let addressee = guarded("`View::component`", || {
        ResolvedHandler::find(view, name, params, event.source.actor())
    })
    .unwrap_or_else(|| {
        Err(Rejection::new(
            RejectionCode::HandlerFailed,
            "the view could not look for its component",
        ))
    })?;
    let (handler, recipient) = (addressee.handler(), addressee.recipient());
    let reply = catch_unwind(AssertUnwindSafe(|| addressee.start(cx, params)))
        .unwrap_or_else(|_| Ok(Reply::Ready(Err(HandlerError::message("it panicked")))))?;
    Ok((handler, recipient, reply))
}

/// The URL that a page is at, by its own word: a path with its query.
fn url(params: &Params) -> Result<Uri, Rejection> {
    let url: String = params.get(0, "url")?;
    PathAndQuery::try_from(url).map(Uri::from).map_err(|_| {
        let reason = "parameter `url` is no path with a query";
        Rejection::new(RejectionCode::IllTypedParameter, reason)
    })
}

/// Asks the view what it shows at a URL.
fn change_url<'a, V: Live>(view: &'a mut V, mut cx: Context<'a, V>, url: Uri) -> Reply<'a> {
    Reply::Pending(Box::pin(
        async move { view.url_changed(&url, &mut cx).await },
    ))
}

/// The view's own handler in place of what a button of the bubble does.
pub(crate) fn overridden<V: Live>(control: Control) -> Option<&'static str> {
    handler::find(V::HANDLERS, handler_of(control))
        .filter(|handler| handler.overrides.is_some())
        .map(|handler| handler.name)
}

/// A handler, and the value whose handler it is.
enum ResolvedHandler<'a, V: 'static> {
    /// The view's own or a mixin's.
    View(&'a mut V, &'static Handler<V>),
    /// A component's, under its own name.
    Component(&'a mut dyn Component, &'static str),
}

impl<'a, V: Live> ResolvedHandler<'a, V> {
    /// Finds who answers an event of this actor.
    ///
    /// An event for a component is looked up there and not in the view. A handler
    /// that answers no events of the actor is refused with the text for one that
    /// does not exist: a page must not learn that it does.
    fn find(view: &'a mut V, name: &str, params: &Params, actor: Actor) -> Result<Self, Rejection> {
        let Some(id) = params.component_id() else {
            let handler = handler::find(V::HANDLERS, name).or_else(|| V::Mixins::handler(name));
            return match handler.filter(|handler| handler.answers(actor)) {
                Some(handler) => Ok(Self::View(view, handler)),
                None => Err(unknown(format!(
                    "there is no event handler `{}`",
                    short(name)
                ))),
            };
        };
        let Some(component) = view.component(id) else {
            return Err(Rejection::new(
                RejectionCode::UnknownComponent,
                format!("there is no component `{}`", short(id)),
            ));
        };
        match component.handler(name, actor) {
            Some(handler) => Ok(Self::Component(component, handler)),
            None => Err(unknown(format!(
                "the component `{}` has no event handler `{}`",
                short(id),
                short(name)
            ))),
        }
    }

    /// The handler's name.
    fn handler(&self) -> &'static str {
        match self {
            Self::View(_, handler) => handler.name,
            Self::Component(_, handler) => handler,
        }
    }

    /// Whose waits it resolves.
    fn recipient(&self) -> HandlerOwner {
        match self {
            Self::View(..) => HandlerOwner::View,
            Self::Component(component, _) => HandlerOwner::Component(component.component_type()),
        }
    }

    /// Decodes the parameters and starts the handler.
    fn start(self, cx: Context<'a, V>, params: &Params) -> Result<Reply<'a>, Rejection> {
        match self {
            Self::View(view, handler) => (handler.run)(view, cx, params),
            Self::Component(component, handler) => component
                .answer(handler, cx.into_page(), params)
                .unwrap_or_else(|| Err(unknown(format!("there is no event handler `{handler}`")))),
        }
    }
}

fn unknown(reason: String) -> Rejection {
    Rejection::new(RejectionCode::UnknownEvent, reason)
}

/// A name from a page, short enough for an answer.
fn short(name: &str) -> &str {
    cut(name, 64)
}
