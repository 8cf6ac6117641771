//! The values of fields with a fixed set of words.

/// The side of the target at which the bubble is placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Position {
    /// Above it.
    Top,
    /// Below it.
    #[default]
    Bottom,
    /// On its left.
    Left,
    /// On its right.
    Right,
}

impl Position {
    /// Every side, by the word for it.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("top", Self::Top),
        ("bottom", Self::Bottom),
        ("left", Self::Left),
        ("right", Self::Right),
    ];

    /// The side that a word names.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Self> {
        find(&Self::NAMES, word)
    }
}

/// What happens while the target is not on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnMissing {
    /// The step waits for it.
    #[default]
    Wait,
    /// The tour goes on to the next step.
    Skip,
    /// The bubble is shown in the middle of the page.
    Center,
    /// The tour ends.
    Cancel,
}

impl OnMissing {
    /// Every policy, by the word for it.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("wait", Self::Wait),
        ("skip", Self::Skip),
        ("center", Self::Center),
        ("cancel", Self::Cancel),
    ];

    /// The policy that a word names.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Self> {
        find(&Self::NAMES, word)
    }
}

/// What the tour does on another page than the step's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Elsewhere {
    /// The bubble has a link to it.
    #[default]
    Link,
    /// The browser is sent there.
    Go,
    /// Nothing is shown.
    Wait,
}

impl Elsewhere {
    /// Every choice, by the word for it.
    pub const NAMES: [(&'static str, Self); 3] =
        [("link", Self::Link), ("go", Self::Go), ("wait", Self::Wait)];

    /// The choice that a word names.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Self> {
        find(&Self::NAMES, word)
    }
}

/// Whether the tour starts when its view is mounted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Autostart {
    /// It waits to be started.
    #[default]
    Never,
    /// It starts for a visitor who has not seen it.
    Once,
    /// It starts each time.
    Always,
}

impl Autostart {
    /// Every choice, by the word for it.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("never", Self::Never),
        ("once", Self::Once),
        ("always", Self::Always),
    ];

    /// The choice that a word names.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Self> {
        find(&Self::NAMES, word)
    }
}

fn find<T: Copy>(names: &[(&str, T)], word: &str) -> Option<T> {
    let (_, found) = names.iter().find(|(name, _)| *name == word)?;
    Some(*found)
}
