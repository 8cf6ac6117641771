//! The mixin that leads a view's visitor through its tour.

use crate::context::{Context, TourRequest};
use crate::dispatch::{Handler, Reply};
use crate::event::Params;
use crate::mixin::Mixin;
use crate::tour::Control;
use crate::view::{Live, View};

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
/// | `restart_tutorial` | starts at the first step, whatever is running |
/// | `skip_tutorial` | leaves the step that is shown for the next one |
/// | `back_tutorial` | goes back to the step shown before |
/// | `cancel_tutorial` | ends the tour |
///
/// A tour that a reload, another tab or a restart of the server has
/// interrupted goes on when the page is mounted again, at the step it was at.
#[derive(Debug, Default, Clone, Copy)]
pub struct TutorialMixin;

impl<V: Live> Mixin<V> for TutorialMixin {
    const NAME: &'static str = "TutorialMixin";

    const HANDLERS: &'static [Handler<V>] = &[
        handler("back_tutorial", back::<V>),
        handler("cancel_tutorial", cancel::<V>),
        handler("restart_tutorial", restart::<V>),
        handler("skip_tutorial", skip::<V>),
        handler("start_tutorial", start::<V>),
    ];

    fn mounted(&mut self, _: &mut V, cx: &mut Context<'_, V>) {
        if let Some(tour) = V::own_tour() {
            cx.tour(TourRequest::Mounted(tour));
        }
    }
}

const fn handler<V>(name: &'static str, run: crate::dispatch::Run<V>) -> Handler<V> {
    Handler {
        name,
        overrides: None,
        run,
    }
}

type Ran<'a> = Result<Reply<'a>, crate::error::Rejection>;

fn start<'a, V: Live>(_: &'a mut V, cx: &'a mut Context<'a, V>, _: &Params) -> Ran<'a> {
    if let Some(tour) = V::own_tour() {
        cx.tour(TourRequest::Start(tour));
    }
    Ok(Reply::done(()))
}

fn restart<'a, V: Live>(_: &'a mut V, cx: &'a mut Context<'a, V>, _: &Params) -> Ran<'a> {
    if let Some(tour) = V::own_tour() {
        cx.tour(TourRequest::Restart(tour));
    }
    Ok(Reply::done(()))
}

fn skip<'a, V: View>(_: &'a mut V, cx: &'a mut Context<'a, V>, _: &Params) -> Ran<'a> {
    cx.tour(TourRequest::Control(Control::Skip));
    Ok(Reply::done(()))
}

fn back<'a, V: View>(_: &'a mut V, cx: &'a mut Context<'a, V>, _: &Params) -> Ran<'a> {
    cx.tour(TourRequest::Control(Control::Back));
    Ok(Reply::done(()))
}

fn cancel<'a, V: View>(_: &'a mut V, cx: &'a mut Context<'a, V>, _: &Params) -> Ran<'a> {
    cx.tour(TourRequest::Control(Control::Cancel));
    Ok(Reply::done(()))
}
