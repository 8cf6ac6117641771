//! What a view's source file needs.
//!
//! ```
//! use docent::prelude::*;
//! ```

pub use crate::{
    Component, Context, Event, EventOutcome, Guide, HandlerError, Html, Js, Live, LiveComponent,
    LiveView, Mixin, Position, TutorialMixin, View, event_handler, live_view, tutorial,
};
