//! What a page shows: a view's markup on its way to the page.

mod rendered;

pub(crate) use rendered::{digest, digest_text, read_digest, render};
