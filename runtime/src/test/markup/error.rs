//! Why a person could not do what a test asked for.

use std::fmt;

/// An action that no person could take, or that would have done nothing.
///
/// Its text is for the author of a test: what was looked for, what
/// prevents it, and what is there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ActionError {
    /// No browser takes the selector, or it asks what only a browser knows.
    Selector { selector: String, fault: String },
    /// The selector matches nothing.
    Missing { selector: String, near: Vec<String> },
    /// The selector matches several elements.
    Ambiguous {
        selector: String,
        found: Vec<String>,
    },
    /// The element is not shown, because of itself or of one around it.
    Hidden {
        element: String,
        by: String,
        why: &'static str,
    },
    /// The element is shown and takes no press or input.
    Disabled {
        element: String,
        by: String,
        why: &'static str,
    },
    /// Nothing on the element or around it answers the action.
    Unhandled {
        action: &'static str,
        element: String,
        near: Vec<String>,
    },
    /// The element is not of the kind that the action is for.
    Unfit {
        action: &'static str,
        element: String,
        why: String,
    },
    /// The browser does not submit a form with an empty field that it requires.
    Unfilled { element: String },
    /// The page cannot read an attribute's value, and ignores it.
    Misread {
        attribute: String,
        value: String,
        element: String,
    },
}

impl fmt::Display for ActionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Selector { selector, fault } => {
                write!(f, "the selector `{selector}` cannot be used: {fault}")
            }
            Self::Missing { selector, near } => {
                write!(f, "no element matches `{selector}`")?;
                list(f, "these can be acted on", near)
            }
            Self::Ambiguous { selector, found } => {
                write!(
                    f,
                    "{} elements match `{selector}`; name one of them",
                    found.len()
                )?;
                list(f, "they are", found)
            }
            Self::Hidden { element, by, why } if element == by => {
                write!(f, "nobody can see {element}: it {why}")
            }
            Self::Hidden { element, by, why } => {
                write!(f, "nobody can see {element}: around it, {by} {why}")
            }
            Self::Disabled { element, by, why } if element == by => write!(f, "{element} {why}"),
            Self::Disabled { element, by, why } => {
                write!(f, "{element} takes no input: around it, {by} {why}")
            }
            Self::Unhandled {
                action: "submit",
                element,
                near,
            } => {
                write!(
                    f,
                    "{element} has no `dj-submit`: the browser would submit it and leave the page"
                )?;
                list(f, "these have one", near)
            }
            Self::Unhandled {
                action,
                element,
                near,
            } => {
                write!(
                    f,
                    "nothing answers {action} on {element}: no handler on it or around it"
                )?;
                list(f, "these have one", near)
            }
            Self::Unfit {
                action,
                element,
                why,
            } => write!(f, "{action} is not for {element}: {why}"),
            Self::Unfilled { element } => {
                write!(
                    f,
                    "the browser does not submit the form: {element} is required and empty"
                )
            }
            Self::Misread {
                attribute,
                value,
                element,
            } => write!(
                f,
                "the page ignores `{attribute}={value:?}` of {element}: it is no handler's name, \
                 no call such as `rename(3, 'Q3')` and no chain of commands"
            ),
        }
    }
}

impl std::error::Error for ActionError {}

/// How many elements a message lists.
const LISTED: usize = 10;

fn list(f: &mut fmt::Formatter<'_>, intro: &str, elements: &[String]) -> fmt::Result {
    if elements.is_empty() {
        return Ok(());
    }
    write!(f, "; {intro}:")?;
    for element in elements.iter().take(LISTED) {
        write!(f, "\n  {element}")?;
    }
    match elements.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => write!(f, "\n  and {more} more"),
    }
}
