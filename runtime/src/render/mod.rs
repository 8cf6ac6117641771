//! What a page shows: a view's markup on its way to the page.
//!
//! `scan` reads the markup and `parts` cuts it into parts; `outline` keeps what is needed
//! to compare it with the next render, which `follow` spares to be read where it is the
//! same; `diff` finds what has changed. `rendered` is what a session uses. `lint` looks for
//! the app's mistakes in it. `content` knows what a browser's parser does at each element,
//! and `comment` where a comment ends. `apply` and `nodes` are for tests.

#[cfg(any(test, feature = "test"))]
pub(crate) mod apply;
mod comment;
mod content;
mod diff;
mod follow;
pub(crate) mod lint;
#[cfg(any(test, feature = "test"))]
pub(crate) mod nodes;
mod outline;
mod parts;
mod rendered;
mod scan;

pub(crate) use comment::comment_length;
#[cfg(any(test, feature = "test"))]
pub(crate) use outline::Grain;
pub(crate) use rendered::{
    Rendered, digest, digest_text, read_digest, render, title, title_digest,
};

#[cfg(test)]
mod tests;
