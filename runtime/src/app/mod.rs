//! What an app is written with: views, components, mixins, handlers and flows.

pub(crate) mod component;
pub(crate) mod context;
pub(crate) mod guide;
pub(crate) mod handler;
pub(crate) mod mixin;
pub(crate) mod page_failures;
pub(crate) mod runnable;
pub(crate) mod tutorial_mixin;
pub(crate) mod view;
