//! The HTTP edge: the only modules that name axum.

pub(crate) mod assets;
pub(crate) mod attach;
pub(crate) mod attached_page;
pub(crate) mod base_path;
pub(crate) mod bubble;
pub(crate) mod caller;
pub(crate) mod cookie;
mod extract;
pub(crate) mod hosts;
mod html;
pub(crate) mod identify;
pub(crate) mod layout;
pub(crate) mod mount;
pub(crate) mod origin;
pub(crate) mod page;
pub(crate) mod page_token;
pub(crate) mod proxies;
pub(crate) mod router;
pub(crate) mod serve;
pub(crate) mod socket;
pub(crate) mod startup;
pub(crate) mod upgrade;
