//! Tells whether `document.querySelector` takes a selector, and if not, where
//! its fault is and what to write instead.
//!
//! The grammar is that of [Selectors Level 4] over the tokens of [CSS Syntax
//! Level 3], and where browsers differ from it, Chromium's: a name that
//! Chromium does not know is a fault, because there `querySelector` throws.
//! The workspace's tests hold this against Chromium's own verdicts on
//! thousands of selectors (`tests/selectors/`).
//!
//! [Selectors Level 4]: https://drafts.csswg.org/selectors-4/
//! [CSS Syntax Level 3]: https://drafts.csswg.org/css-syntax-3/
//!
//! ```
//! assert!(docent_check::selector::check("#project-form [name=title]").is_ok());
//!
//! let fault = docent_check::selector::check("a:hoover").unwrap_err();
//! assert_eq!(fault.at(), 1..8);
//! assert_eq!(
//!     fault.to_string(),
//!     "no browser knows the pseudo-class `:hoover`, so the selector is rejected; write `:hover`",
//! );
//! ```
//!
//! # Stricter than a browser
//!
//! No selector that Chromium refuses passes. These, and no others, are refused
//! although Chromium takes them, because each is a slip: it finds nothing, or
//! something else than what was meant.
//!
//! | [`Exception`] | such as | why it is refused |
//! | --- | --- | --- |
//! | [`PseudoElement`](Exception::PseudoElement) | `a::before` | `querySelector` finds elements only, so it never finds one of these |
//! | [`Unclosed`](Exception::Unclosed) | `[name="x"` | the end of a selector closes whatever is open, wherever that was meant to end |
//! | [`Forgiven`](Exception::Forgiven) | `:is(.7up, b)` | `:is()` and `:where()` drop an argument with a fault without a word; a pseudo-class of another browser may stand there |
//! | [`InvisibleSpace`](Exception::InvisibleSpace) | a no-break space in a name | it is part of the name to CSS, and a space to whoever reads it |
//! | [`Internal`](Exception::Internal) | `:-internal-text-field` | Chromium keeps the name for its own style sheets |
//! | [`Depth`](Exception::Depth) | 33 times `:is(` | nobody writes it, and the checker's stack stays small |
//!
//! # Shadow roots
//!
//! `querySelector` does not look into shadow roots. docent's client does, with
//! ` >>> ` between the selector of the host and that of the element inside;
//! [`check_shadow_path`] takes such a path, and each of its parts is checked.
//!
//! # What it costs
//!
//! Time and memory grow in proportion to the length of the selector, and
//! nothing panics, whatever the text: a selector may come from a request.

mod attribute;
mod brackets;
mod diagnose;
mod fault;
mod nth;
mod parse;
mod pseudo;
mod shadow;
mod token;

pub use fault::{Exception, Fault};
pub use shadow::check_shadow_path;

/// Checks that `document.querySelector` takes `selector`.
///
/// # Errors
///
/// The first fault that was found. A bracket or quote without its partner is
/// found before anything else.
pub fn check(selector: &str) -> Result<(), Fault> {
    let tokens = token::tokenize(selector);
    brackets::check(selector, &tokens)?;
    parse::check(selector, &tokens)
}
