//! Checks whether `document.querySelector` accepts a selector, and if not, where
//! its fault is and what to write instead.
//!
//! The grammar is that of [Selectors Level 4] over the tokens of [CSS Syntax
//! Level 3], and where browsers differ from it, that of Chromium: a name that
//! Chromium does not know is a fault, because `querySelector` throws there. The
//! workspace's tests compare this with Chromium's own verdicts on thousands of
//! selectors (`tests/selectors/`).
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
//! Every selector that Chromium rejects is a fault. The following are rejected
//! although Chromium accepts them, because each is a mistake: it matches nothing,
//! or something other than what was meant.
//!
//! | [`Exception`] | such as | why it is rejected |
//! | --- | --- | --- |
//! | [`PseudoElement`](Exception::PseudoElement) | `a::before` | `querySelector` only finds elements |
//! | [`Unclosed`](Exception::Unclosed) | `[name="x"` | the end of a selector closes everything that is open, which is a guess |
//! | [`Forgiven`](Exception::Forgiven) | `:is(.7up, b)` | `:is()` and `:where()` silently drop an invalid argument; a pseudo-class of another browser is allowed there |
//! | [`InvisibleSpace`](Exception::InvisibleSpace) | a no-break space in a name | to CSS it is part of the name, to a reader a space |
//! | [`Internal`](Exception::Internal) | `:-internal-text-field` | only Chromium's own style sheets can use it |
//! | [`Depth`](Exception::Depth) | 33 times `:is(` | it bounds the checker's stack |
//!
//! # Shadow roots
//!
//! `querySelector` does not look into shadow roots. docent's client does, with
//! ` >>> ` between the selector of the host and that of the element inside.
//! [`check_shadow_path`] checks each part of such a path.
//!
//! # Cost
//!
//! Time and memory are proportional to the length of the selector, and nothing
//! panics on any input: a selector may come from a request.

mod attribute;
mod brackets;
mod classes;
mod diagnose;
mod fault;
mod grammar;
mod nth;
mod parser;
mod pseudo;
mod shadow;
mod token;

pub(crate) use classes::classes;
pub use fault::{Exception, Fault};
pub use shadow::check_shadow_path;

/// Checks that `document.querySelector` accepts `selector`.
///
/// # Errors
///
/// The first fault. Unbalanced brackets and quotes are found before anything
/// else.
pub fn check(selector: &str) -> Result<(), Fault> {
    let tokens = token::tokenize(selector);
    brackets::check(selector, &tokens)?;
    grammar::check(selector, &tokens)
}
