//! Views: the values that live on the server for one browser page.

use std::borrow::Cow;
use std::future::Future;

use ::http::Uri;

use crate::app::component::Component;
use crate::app::context::Context;
use crate::app::handler::Handler;
use crate::app::mixin::Stack;
use crate::error::HandlerError;
use crate::html::Html;
use crate::tour::{Tour, TourState};

/// A value that lives on the server for one browser page, and how it looks.
///
/// Its handlers are in a `#[live_view(…, LiveView)]` block. After each of
/// them the view is rendered again, and what changed goes to the browser.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a view yet",
    label = "has no `render`",
    note = "write `impl View for {Self} {{ fn render(&self) -> Html {{ … }} }}`"
)]
pub trait View: Sized + Send + 'static {
    /// The page's live part, as it should look now.
    ///
    /// Called after every handler, so it should be quick and must not change
    /// anything. A panic in it fails the event that asked for it; the page
    /// stays as it was.
    fn render(&self) -> Html;

    /// Called once, when the page is connected and its session begins: before the session
    /// sends its first frame and before a tour begins. Not for the GET that renders
    /// the page, which has no session.
    ///
    /// It is where a view subscribes to a [topic](crate::delivery::Topic) or starts a flow. Mount
    /// runs before it, and runs again when a page comes back to its session; this does not. Other
    /// pages may have changed something since mount read it: read it here, after the
    /// subscription, and nothing is missed.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # use std::sync::{Arc, Mutex};
    /// # #[derive(Default)]
    /// struct Todos { store: Arc<Mutex<Vec<String>>>, shown: Vec<String> }
    ///
    /// #[live_view(LiveView)]
    /// impl Todos {
    ///     #[event_handler(from = App)]
    ///     fn changed(&mut self) { self.shown = self.store.lock().unwrap().clone() }
    /// }
    ///
    /// impl View for Todos {
    ///     fn mounted(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
    ///         cx.subscribe("todos", Self::EVENTS.changed)?;
    ///         self.changed();
    ///         Ok(())
    ///     }
    ///
    ///     fn render(&self) -> Html { Html::from(format!("<p>{} todos</p>", self.shown.len())) }
    /// }
    /// ```
    ///
    /// A component has no such function, since only its view knows when it comes and goes: the
    /// view [subscribes for it](Context::subscribe_component).
    ///
    /// What has to be awaited is read in a [flow](Context::spawn) that is started here:
    /// the subscription comes before it too.
    ///
    /// # Errors
    ///
    /// An error is logged, and so is a panic; the session goes on with the view as it was
    /// left. What the page cannot do without belongs in the mount, whose error is the
    /// answer to the request.
    fn mounted(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        let _ = cx;
        Ok(())
    }

    /// Whether the markup shows where the tour is, by
    /// [`render_with`](View::render_with): it is then rendered again whenever
    /// the tour moves.
    const RENDERS_TOUR: bool = false;

    /// The same for a view that shows where its tour is.
    ///
    /// ```
    /// use docent::prelude::*;
    /// use docent::tour::TourState;
    ///
    /// #[derive(Default)]
    /// struct Shop;
    /// # #[live_view(LiveView)] impl Shop {}
    ///
    /// impl View for Shop {
    ///     const RENDERS_TOUR: bool = true;
    ///
    ///     fn render_with(&self, tour: &TourState) -> Html {
    ///         match tour.current_step() {
    ///             Some(step) => Html::from(format!("Step {} of {}", step + 1, tour.total_steps())),
    ///             None => Html::from("<button dj-click=\"start_tutorial\">Help</button>"),
    ///         }
    ///     }
    ///
    ///     fn render(&self) -> Html { self.render_with(&TourState::default()) }
    /// }
    /// ```
    ///
    /// The first render, that of the GET, sees a tour that is not running: it
    /// begins with the page's connection.
    fn render_with(&self, tour: &TourState) -> Html {
        let _ = tour;
        self.render()
    }

    /// The document's title; by default none, and the title stays as the page has it.
    ///
    /// The page comes with it, [in the layout's `title`](crate::page::Page::title), and
    /// after each render it changes in the browser if it is another one. It is text, not
    /// markup. At most 1,024 bytes of it count; the rest is cut off. As of `render`, it
    /// should be quick, and a panic in it fails the event.
    fn title(&self) -> Option<Cow<'_, str>> {
        None
    }

    /// The person has gone back or forward, to a URL that the page had before
    /// [`Context::patch_url`] or after it: the view changes to what belongs there.
    ///
    /// It is called as the handler of an event is: in the queue with other events, for at
    /// most [`Limits::handler_timeout`](crate::config::Limits::handler_timeout), and with
    /// a render after it. Mixins see the event under the name `@url`. It is not called for
    /// what a handler does by `patch_url`, nor for a fragment, nor for entries that
    /// scripts of the app have put into the history.
    ///
    /// `url` is a path with its query, as the browser has it: where a proxy takes a
    /// prefix off, it has the prefix. `axum::extract::Query::try_from_uri` reads the query.
    ///
    /// # Errors
    ///
    /// An error, and that is the default, means that the view cannot show the URL: the page
    /// is then loaded again, and its mount decides.
    ///
    /// # Cancel safety
    ///
    /// It is dropped where it awaits when its time is over, as any handler, and its event
    /// has failed.
    ///
    /// # Security
    ///
    /// The URL comes from the page, which may name any. Check what the visitor may see,
    /// as in the mount, which is not asked here.
    fn url_changed(
        &mut self,
        url: &Uri,
        cx: &mut Context<'_, Self>,
    ) -> impl Future<Output = Result<(), HandlerError>> + Send {
        let _ = (url, cx);
        std::future::ready(Err(HandlerError::refused(
            "This page has to be loaded again.",
        )))
    }

    /// The component that is in the markup as `id`; `None` if there is none.
    ///
    /// See [`Component`] for how a view has components. Asked for each event
    /// that happens in one; a build with `debug_assertions` asks for those that are
    /// rendered too, and logs one that is not there. `id` comes from the browser: give out only what
    /// this visitor may change. A panic fails the event.
    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        let _ = id;
        None
    }

    /// The tours of this view that have a name, so that they can be
    /// [listed](Live::tours) and [found by their id](Live::tour_by_id); by default
    /// none.
    ///
    /// The view's own tour, that of a `tutorial!` without a name, is not repeated
    /// here. A tour that is left out runs as any other, and is not found.
    ///
    /// ```
    /// use docent::prelude::*;
    /// use docent::guide::SessionClosed;
    /// use docent::tour::Tour;
    ///
    /// #[derive(Default)]
    /// struct Shop;
    ///
    /// tutorial! {
    ///     static FIRST_ORDER: <Shop>
    ///
    ///     step { target: "#cart", message: "Take some tea.", wait_for: add_to_cart }
    /// }
    ///
    /// impl View for Shop {
    ///     fn render(&self) -> Html { Html::default() }
    ///
    ///     fn named_tours() -> Vec<&'static Tour<Self>> { vec![&FIRST_ORDER] }
    /// }
    ///
    /// #[live_view(LiveView)]
    /// impl Shop {
    ///     #[event_handler]
    ///     fn add_to_cart(&mut self) {}
    ///
    ///     /// Runs the tour whose id is in the app's database.
    ///     #[event_handler(from = App)]
    ///     async fn lead(guide: Guide<Self>, tour: String) -> Result<(), SessionClosed> {
    ///         if let Some(tour) = Shop::tour_by_id(&tour) {
    ///             guide.run(tour).await?;
    ///         }
    ///         Ok(())
    ///     }
    /// }
    ///
    /// assert!(Shop::tour_by_id("shop.first_order").is_some());
    /// ```
    #[must_use]
    fn named_tours() -> Vec<&'static Tour<Self>> {
        Vec::new()
    }
}

/// A view that docent renders, which [`live`](crate::live()) asks for. Implemented by
/// `#[live_view(…, LiveView)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no page of its own",
    label = "an attached view is not rendered",
    note = "route it with `docent::attach(…)`; or list `LiveView` in place of `AttachedView` and write `impl View for {Self}`"
)]
pub trait Rendered {}

/// A view of pages that the app renders, which [`attach`](crate::attach()) asks for.
/// Implemented by `#[live_view(…, AttachedView)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is rendered by docent, and is not attached to a page of the app's",
    label = "has a page of its own",
    note = "route it with `docent::live(…)`; or list `AttachedView` in place of `LiveView` and remove `impl View for {Self}`"
)]
pub trait Attached {}

/// What `#[live_view]` adds to a view: its handlers, their typed names and
/// its mixins. Not written by hand: it has hidden items that change with any release.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[live_view]` block",
    label = "none of its methods can be waited for or called by an event",
    note = "write `#[live_view(TutorialMixin, LiveView)]` above the `impl {Self}` that holds its event handlers"
)]
pub trait Live: View {
    /// The struct whose fields are the typed names of the handlers.
    type Events: 'static;
    /// The typed names of the handlers: `Onboarding::EVENTS.create_project`.
    const EVENTS: &'static Self::Events;
    /// The mixins around the view, outermost first.
    #[doc(hidden)]
    type Mixins: Stack<Self>;
    /// The view's own handlers, sorted by name.
    #[doc(hidden)]
    const HANDLERS: &'static [Handler<Self>];
    /// The view's name in the source: the default of its tour's durable id.
    #[doc(hidden)]
    const NAME: &'static str;
    /// The names of the mixins; none where the list has a mistake that is reported.
    #[doc(hidden)]
    const MIXINS: Option<&'static [&'static str]> = None;
    /// The tour that is described for the view, if one is.
    #[doc(hidden)]
    #[must_use]
    fn own_tour() -> Option<&'static Tour<Self>> {
        None
    }

    /// The tours of this view that are written with `tutorial!`: its own first, if
    /// it has one, and then its [named ones](View::named_tours).
    #[must_use]
    fn tours() -> Vec<&'static Tour<Self>> {
        let mut tours = Self::named_tours();
        if let Some(own) = Self::own_tour() {
            tours.insert(0, own);
        }
        tours
    }

    /// The one of its [tours](Live::tours) that has this id; `None` if none has. Of
    /// two with one id it is the first.
    #[must_use]
    fn tour_by_id(id: &str) -> Option<&'static Tour<Self>> {
        Self::tours().into_iter().find(|tour| tour.id == id)
    }
}
