//! What a view's source file needs.
//!
//! It has no name that std or axum have too, but for [`Html`] (axum's is a response
//! and cannot be rendered by a view) and [`Context`] (std's is for futures written by
//! hand): a `use` of one of those by name wins over the glob.
//!
//! ```
//! use docent::prelude::*;
//! ```

pub use crate::mixin::{EventOutcome, Mixin};
pub use crate::tour::Position;
pub use crate::view::{Component, Live, LiveComponent};
pub use crate::{
    Context, Guide, HandlerError, Html, Js, LiveView, TutorialMixin, View, event_handler,
    live_view, tutorial,
};
