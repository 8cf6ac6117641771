//! The words with which a page reports a command that it did not carry out.

use crate::js::chain::{CUSTOM, MAX_CUSTOM};

/// What the name of a hook has before it on the wire.
const HOOK: &str = "hook:";

/// What the server had asked of the page.
///
/// By the name that it has in [`Js`](crate::Js), but for [`PatchUrl`](Self::PatchUrl),
/// [`Title`](Self::Title) and [`Step`](Self::Step).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CommandName {
    /// [`Js::show`](crate::Js::show)
    Show,
    /// [`Js::hide`](crate::Js::hide)
    Hide,
    /// [`Js::toggle`](crate::Js::toggle)
    Toggle,
    /// [`Js::add_class`](crate::Js::add_class)
    AddClass,
    /// [`Js::remove_class`](crate::Js::remove_class)
    RemoveClass,
    /// [`Js::transition`](crate::Js::transition)
    Transition,
    /// [`Js::set_attr`](crate::Js::set_attr)
    SetAttr,
    /// [`Js::remove_attr`](crate::Js::remove_attr)
    RemoveAttr,
    /// [`Js::focus`](crate::Js::focus)
    Focus,
    /// [`Js::dispatch`](crate::Js::dispatch)
    Dispatch,
    /// [`Js::push`](crate::Js::push)
    Push,
    /// [`Js::scroll_into_view`](crate::Js::scroll_into_view)
    ScrollIntoView,
    /// [`Js::show_modal`](crate::Js::show_modal)
    ShowModal,
    /// [`Js::close`](crate::Js::close)
    Close,
    /// [`Js::reset`](crate::Js::reset)
    Reset,
    /// [`Js::navigate`](crate::Js::navigate)
    Navigate,
    /// [`Js::reload`](crate::Js::reload)
    Reload,
    /// [`Context::patch_url`](crate::Context::patch_url)
    PatchUrl,
    /// [`View::title`](crate::View::title)
    Title,
    /// [`Js::custom`](crate::Js::custom)
    Custom,
    /// No command, but a [hook](crate::chapters::hooks) of the page's own script.
    Hook,
    /// The step of a tour that ended in the frame that showed it.
    Step,
}

/// Why a command did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CommandError {
    /// No element matches its selector.
    Missing,
    /// More than one matches, and the command needs exactly one.
    Ambiguous,
    /// The element is not shown.
    Hidden,
    /// The page does not do this: an attribute that would run script, an
    /// element that cannot take the focus, a custom command or a hook that no script of the
    /// page has registered.
    Refused,
    /// The browser threw an exception, as it does for a selector that is none, or where
    /// something else than a dialog is to be closed; or a custom command or a hook did.
    Threw,
}

impl CommandName {
    const ALL: [Self; 22] = [
        Self::Show,
        Self::Hide,
        Self::Toggle,
        Self::AddClass,
        Self::RemoveClass,
        Self::Transition,
        Self::SetAttr,
        Self::RemoveAttr,
        Self::Focus,
        Self::Dispatch,
        Self::Push,
        Self::ScrollIntoView,
        Self::ShowModal,
        Self::Close,
        Self::Reset,
        Self::Navigate,
        Self::Reload,
        Self::PatchUrl,
        Self::Title,
        Self::Custom,
        Self::Hook,
        Self::Step,
    ];

    /// The name on the wire and in logs: that of the function of [`Js`](crate::Js). On the
    /// wire that of a custom command or a hook has its own name behind it, as `custom:confetti`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Hide => "hide",
            Self::Toggle => "toggle",
            Self::AddClass => "add_class",
            Self::RemoveClass => "remove_class",
            Self::Transition => "transition",
            Self::SetAttr => "set_attr",
            Self::RemoveAttr => "remove_attr",
            Self::Focus => "focus",
            Self::Dispatch => "dispatch",
            Self::Push => "push",
            Self::ScrollIntoView => "scroll_into_view",
            Self::ShowModal => "show_modal",
            Self::Close => "close",
            Self::Reset => "reset",
            Self::Navigate => "navigate",
            Self::Reload => "reload",
            Self::PatchUrl => "patch_url",
            Self::Title => "title",
            Self::Custom => "custom",
            Self::Hook => "hook",
            Self::Step => "step",
        }
    }

    /// The command of that name, and what a custom one or a hook is called.
    pub(crate) fn read(name: &str) -> Option<(Self, Option<&str>)> {
        for (own, prefix) in [(Self::Custom, CUSTOM), (Self::Hook, HOOK)] {
            if let Some(name) = name.strip_prefix(prefix) {
                // The page cuts it by characters.
                let is_short = name.chars().nth(MAX_CUSTOM).is_none();
                return is_short.then_some((own, Some(name)));
            }
        }
        let known = Self::ALL.into_iter().find(|known| known.as_str() == name)?;
        (!matches!(known, Self::Custom | Self::Hook)).then_some((known, None))
    }
}

impl CommandError {
    const ALL: [Self; 5] = [
        Self::Missing,
        Self::Ambiguous,
        Self::Hidden,
        Self::Refused,
        Self::Threw,
    ];

    /// The word on the wire and in logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Ambiguous => "ambiguous",
            Self::Hidden => "hidden",
            Self::Refused => "refused",
            Self::Threw => "threw",
        }
    }

    /// The reason of that word.
    pub(crate) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }
}
