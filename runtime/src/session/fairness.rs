//! Whose turn it is, so that a busy app starves neither its page nor other sessions.

/// How many items of a session's own work may follow each other before the page
/// is polled: events that are handled, tour events that mixins see, answers of the
/// store, timers, what flows ask for.
const MOST: u8 = 32;

/// Counts what a session has done without polling its page.
///
/// Work inside a session comes first: a page that floods its
/// socket then starves nothing. But code of the app may keep it going without
/// end, as a hook does that runs a tour again whenever it is over, without ever
/// being pending.
#[derive(Debug, Default)]
pub(crate) struct Turns(u8);

/// Whose turn it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Work inside the session, then the page.
    Inside,
    /// Other tasks: what follows has a whole turn of the runtime's before it.
    Others,
    /// The page, then work inside the session.
    Page,
}

impl Turns {
    /// Whose turn it is now.
    pub(crate) fn next(&mut self) -> Turn {
        match self.0 {
            ..MOST => Turn::Inside,
            MOST => {
                self.0 += 1;
                Turn::Others
            }
            _ => {
                self.0 = 0;
                Turn::Page
            }
        }
    }

    /// Something has happened inside the session.
    pub(crate) fn take(&mut self) {
        self.0 = MOST.min(self.0 + 1);
    }

    /// Whether others and the page come before what is left to do inside.
    pub(crate) fn are_spent(&self) -> bool {
        self.0 >= MOST
    }

    /// There is no work inside: the page is polled.
    pub(crate) fn rest(&mut self) {
        self.0 = 0;
    }
}
