//! What a page shows: a view's markup on its way to the page.
//!
//! * `scan` reads the markup; `content` knows what a browser's parser does at each element,
//!   and `comment` where a comment ends.
//! * `parts` cuts it into parts. `outline` keeps what is needed to compare it with the next
//!   render, and `follow` spares to read again what is the same there.
//! * `diff` finds what has changed.
//! * `rendered` is what a session uses, and `digest` how a page names the render and the
//!   title that it was opened with.
//! * `lint` looks for the app's mistakes.
//! * `apply` and `nodes` are for tests.

#[cfg(any(test, feature = "test"))]
pub(crate) mod apply;
mod comment;
mod content;
mod diff;
mod digest;
mod follow;
pub(crate) mod lint;
#[cfg(any(test, feature = "test"))]
pub(crate) mod nodes;
mod outline;
mod parts;
mod rendered;
mod scan;

pub(crate) use comment::comment_length;
pub(crate) use digest::{digest, digest_text, read_digest, title, title_digest};
#[cfg(any(test, feature = "test"))]
pub(crate) use outline::Grain;
pub(crate) use rendered::{Rendered, render};

#[cfg(test)]
mod tests;
