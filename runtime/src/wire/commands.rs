//! Encoded commands on their way into a frame.

use std::borrow::Cow;

/// Encoded chains that wait for a frame, in order.
///
/// They stay in the pieces in which they were made: those of a static step
/// belong to all visitors, and are copied once, into the frame.
#[derive(Debug, Default)]
pub(crate) struct Commands {
    chains: Vec<Cow<'static, str>>,
}

/// How many pieces there is room for between frames: the usual step has up to
/// three, `on_exit` and the end of the one before and its own setup. More is
/// given back.
const ROOM: usize = 4;

impl Commands {
    pub(crate) const fn new() -> Self {
        Self { chains: Vec::new() }
    }

    /// Takes an encoded chain.
    pub(crate) fn push(&mut self, chain: impl Into<Cow<'static, str>>) {
        let chain = chain.into();
        if !chain.is_empty() {
            self.chains.push(chain);
        }
    }

    /// Takes all that is in `later`.
    pub(crate) fn append(&mut self, later: &mut Self) {
        self.chains.append(&mut later.chains);
    }

    /// Leaves the first `at` chains, and gives the rest.
    pub(crate) fn split_off(&mut self, at: usize) -> Self {
        Self {
            chains: self.chains.split_off(at),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chains.is_empty()
    }

    /// How many chains there are.
    pub(crate) fn count(&self) -> usize {
        self.chains.len()
    }

    /// Forgets them all.
    pub(crate) fn clear(&mut self) {
        if self.chains.capacity() > ROOM {
            self.chains = Vec::new();
        } else {
            self.chains.clear();
        }
    }

    /// How many bytes they have on the wire.
    pub(crate) fn len(&self) -> usize {
        let commas = self.chains.len().saturating_sub(1);
        self.chains.iter().map(|chain| chain.len()).sum::<usize>() + commas
    }

    /// The encoded chains, none of them empty.
    pub(super) fn chains(&self) -> impl Iterator<Item = &str> {
        self.chains.iter().map(|chain| &**chain)
    }
}

#[cfg(test)]
impl From<&'static str> for Commands {
    fn from(chain: &'static str) -> Self {
        let mut commands = Self::default();
        commands.push(chain);
        commands
    }
}
