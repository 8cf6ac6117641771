//! Whose turn it is: the page's too, whatever the app keeps a session busy with.

/// How many things of a session's own may follow each other before the page is
/// heard.
const MOST: u8 = 32;

/// Counts what a session has done without having heard its page.
///
/// What goes on inside a session has the first word: a page that floods its
/// socket then starves nothing. But code of the app may keep it going without
/// end, as a hook does that leads a tour again whenever it is over, and
/// nothing of that need ever wait for anything.
#[derive(Debug, Default)]
pub(crate) struct Turns(u8);

/// Whose turn it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// What goes on inside the session, then the page.
    Inside,
    /// Other tasks: what follows has a whole turn of the runtime's before it.
    Others,
    /// The page, then what goes on inside.
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
        self.0 += 1;
    }

    /// Nothing goes on inside: the page is heard.
    pub(crate) fn rest(&mut self) {
        self.0 = 0;
    }
}
