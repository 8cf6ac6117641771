//! The mixin that leads a view's visitor through its tour.

use crate::app::context::Context;
use crate::app::handler::{Handler, Reply};
use crate::app::mixin::Mixin;
use crate::app::view::{Live, View};
use crate::event::Params;
use crate::inbox::message::TourRequest;
use crate::tour::Control;

/// Leads each visitor through the view's own tour, the one that
/// `tutorial! { <View> … }` describes.
///
/// A view without a tour of its own overrides `start_tutorial`, and chooses
/// there what happens.
///
/// It brings five handlers, which the page calls like any other:
///
/// | handler | what it does |
/// | --- | --- |
/// | `start_tutorial` | starts at the first step; nothing if a tour is running |
/// | `restart_tutorial` | starts at the first step, in place of any running tour |
/// | `skip_tutorial` | leaves the step that is shown for the next one |
/// | `back_tutorial` | goes back to the step shown before |
/// | `cancel_tutorial` | ends the tour |
///
/// The bubble's own buttons act at once, even while another handler hangs. A
/// view that overrides `skip_tutorial`, `back_tutorial` or `cancel_tutorial`
/// takes that button over: its handler is called, waits in line like any other,
/// and leaves the step by [`Context::skip_tutorial`] and its like, or does not.
///
/// ```
/// # use docent::prelude::*;
/// # #[derive(Default)] struct Shop { skipped: u32 }
/// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
/// # tutorial! { <Shop> step { target: "p", message: "", timeout: 4s } }
/// #[live_view(TutorialMixin, LiveView)]
/// impl Shop {
///     #[event_handler(overrides = TutorialMixin)]
///     fn skip_tutorial(&mut self, cx: &mut Context<'_, Self>) {
///         self.skipped += 1;
///         cx.skip_tutorial();
///     }
/// }
/// ```
///
/// A tour that a reload, another tab or a restart of the server has
/// interrupted resumes when the page is mounted again, at the step it was at.
#[derive(Debug, Default, Clone, Copy)]
pub struct TutorialMixin;

#[diagnostic::do_not_recommend]
impl<V: Live> Mixin<V> for TutorialMixin {
    const NAME: &'static str = "TutorialMixin";

    const HANDLERS: &'static [Handler<V>] = &[
        handler(handler_of(Control::Back), back::<V>),
        handler(handler_of(Control::Cancel), cancel::<V>),
        handler("restart_tutorial", restart::<V>),
        handler(handler_of(Control::Skip), skip::<V>),
        handler("start_tutorial", start::<V>),
    ];

    fn mounted(&mut self, _: &mut V, cx: &mut Context<'_, V>) {
        if let Some(tour) = V::own_tour() {
            cx.tour(TourRequest::Mounted(tour));
        }
    }
}

const fn handler<V: View>(name: &'static str, run: crate::app::handler::Run<V>) -> Handler<V> {
    Handler {
        name,
        overrides: None,
        params: &[],
        takes_form: false,
        from: None,
        on: None,
        run,
    }
}

/// The handler that a button of the bubble calls.
pub(crate) const fn handler_of(control: Control) -> &'static str {
    match control {
        Control::Skip => "skip_tutorial",
        Control::Back => "back_tutorial",
        Control::Cancel => "cancel_tutorial",
    }
}

type Ran<'a> = Result<Reply<'a>, crate::error::Rejection>;

fn start<'a, V: Live>(_: &'a mut V, mut cx: Context<'a, V>, _: &Params) -> Ran<'a> {
    cx.start_tutorial();
    Ok(Reply::done(()))
}

fn restart<'a, V: Live>(_: &'a mut V, mut cx: Context<'a, V>, _: &Params) -> Ran<'a> {
    cx.restart_tutorial();
    Ok(Reply::done(()))
}

fn skip<'a, V: View>(_: &'a mut V, mut cx: Context<'a, V>, _: &Params) -> Ran<'a> {
    cx.skip_tutorial();
    Ok(Reply::done(()))
}

fn back<'a, V: View>(_: &'a mut V, mut cx: Context<'a, V>, _: &Params) -> Ran<'a> {
    cx.back_tutorial();
    Ok(Reply::done(()))
}

fn cancel<'a, V: View>(_: &'a mut V, mut cx: Context<'a, V>, _: &Params) -> Ran<'a> {
    cx.cancel_tutorial();
    Ok(Reply::done(()))
}
