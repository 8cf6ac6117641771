//! The names of a step's fields and of a tour's settings, and what they take.

use super::Form;
use crate::suggest::nearest;

/// A field of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the step points at.
    Target,
    /// The text of the bubble.
    Message,
    /// The side of the target at which the bubble is placed.
    Position,
    /// The handler that the step waits for.
    WaitFor,
    /// Which of the handler's events count.
    When,
    /// The longest time that the step lasts.
    Timeout,
    /// What the page does when the step begins.
    OnEnter,
    /// What the page does when the step ends.
    OnExit,
    /// The class that highlights the target.
    HighlightClass,
    /// The DOM event that the bubble listens for.
    NarrateEvent,
    /// What happens while the target is not on the page.
    OnMissing,
    /// The page on which the step is shown.
    Page,
    /// Where that page is.
    Href,
    /// What the tour does on another page.
    Elsewhere,
    /// Whether the step is skipped.
    SkipIf,
    /// The branches to the steps that may follow.
    Next,
    /// The name of the step, in [`Form::Data`].
    Name,
}

impl Field {
    const SOURCE: [Self; 16] = [
        Self::Target,
        Self::Message,
        Self::Position,
        Self::WaitFor,
        Self::When,
        Self::Timeout,
        Self::OnEnter,
        Self::OnExit,
        Self::HighlightClass,
        Self::NarrateEvent,
        Self::OnMissing,
        Self::Page,
        Self::Href,
        Self::Elsewhere,
        Self::SkipIf,
        Self::Next,
    ];

    const DATA: [Self; 13] = [
        Self::Name,
        Self::Target,
        Self::Message,
        Self::Position,
        Self::WaitFor,
        Self::Timeout,
        Self::HighlightClass,
        Self::NarrateEvent,
        Self::OnMissing,
        Self::Page,
        Self::Href,
        Self::Elsewhere,
        Self::Next,
    ];

    /// The fields that a step has in a form, in the order of messages.
    #[must_use]
    pub const fn all(form: Form) -> &'static [Self] {
        match form {
            Form::Source => &Self::SOURCE,
            Form::Data => &Self::DATA,
        }
    }

    /// The field with that name.
    #[must_use]
    pub fn from_name(name: &str, form: Form) -> Option<Self> {
        let mut fields = Self::all(form).iter().copied();
        fields.find(|field| field.name() == name)
    }

    /// The field with that name, or the one that was probably meant.
    #[must_use]
    pub fn meant(name: &str, form: Form) -> Option<Self> {
        Self::from_name(name, form).or_else(|| {
            if without_counterpart(name, form).is_some() {
                return None;
            }
            let known = |field: &Self| Self::all(form).contains(field);
            in_other_libraries(name).filter(known).or_else(|| {
                let meant = nearest(name, names(form))?;
                Self::from_name(meant, form)
            })
        })
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Message => "message",
            Self::Position => "position",
            Self::WaitFor => "wait_for",
            Self::When => "when",
            Self::Timeout => "timeout",
            Self::OnEnter => "on_enter",
            Self::OnExit => "on_exit",
            Self::HighlightClass => "highlight_class",
            Self::NarrateEvent => "narrate_event",
            Self::OnMissing => "on_missing",
            Self::Page => "page",
            Self::Href => "href",
            Self::Elsewhere => "elsewhere",
            Self::SkipIf => "skip_if",
            Self::Next => "next",
            Self::Name => "name",
        }
    }

    /// An example of its value.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Target => r##""#id""##,
            Self::Message => r#""…""#,
            Self::Position => "top",
            Self::WaitFor => "create_project",
            Self::When => "|event| …",
            Self::Timeout => "4s",
            Self::OnEnter | Self::OnExit => r##"Js::add_class("seen").to("#help")"##,
            Self::HighlightClass => r#""tour-highlight""#,
            Self::NarrateEvent => r#""tour:narrate""#,
            Self::OnMissing => "wait",
            Self::Page => r#""/projects""#,
            Self::Href => r#""/projects/1""#,
            Self::Elsewhere => "link",
            Self::SkipIf => "|view| …",
            Self::Next | Self::Name => "save",
        }
    }

    /// What its value is, in words.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Target => "a CSS selector",
            Self::Message => "the text of the bubble",
            Self::Position => "the side of the target at which the bubble is placed",
            Self::WaitFor => "the name of an event handler",
            Self::When | Self::SkipIf => "a condition",
            Self::Timeout => "a length of time",
            Self::OnEnter | Self::OnExit => "a chain of commands",
            Self::HighlightClass => "a CSS class",
            Self::NarrateEvent => "the name of a DOM event",
            Self::OnMissing => "what happens while the target is not on the page",
            Self::Page => "the path of the page on which the step is shown",
            Self::Href => "where the page of the step is",
            Self::Elsewhere => "what the tour does on another page",
            Self::Next => "where the tour goes on",
            Self::Name => "the name of the step",
        }
    }
}

/// A setting of a tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The durable key of a visitor's progress.
    Id,
    /// The version of the tour.
    Version,
    /// Whether the tour starts when its page is opened.
    Autostart,
    /// The default of [`Field::HighlightClass`].
    HighlightClass,
    /// The default of [`Field::NarrateEvent`].
    NarrateEvent,
    /// The default of [`Field::Position`].
    Position,
    /// The default of [`Field::OnMissing`].
    OnMissing,
    /// The path of docent.
    Crate,
}

impl Setting {
    const SOURCE: [Self; 8] = [
        Self::Id,
        Self::Version,
        Self::Autostart,
        Self::HighlightClass,
        Self::NarrateEvent,
        Self::Position,
        Self::OnMissing,
        Self::Crate,
    ];

    /// Without `crate`, because data does not name Rust's items, and without
    /// `autostart`, because nothing of a made tour is stored.
    const DATA: [Self; 6] = [
        Self::Id,
        Self::Version,
        Self::HighlightClass,
        Self::NarrateEvent,
        Self::Position,
        Self::OnMissing,
    ];

    /// The settings that a tour has in a form, in the order of messages.
    #[must_use]
    pub const fn all(form: Form) -> &'static [Self] {
        match form {
            Form::Source => &Self::SOURCE,
            Form::Data => &Self::DATA,
        }
    }

    /// The setting with that name.
    #[must_use]
    pub fn from_name(name: &str, form: Form) -> Option<Self> {
        let mut settings = Self::all(form).iter().copied();
        settings.find(|setting| setting.name() == name)
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Version => "version",
            Self::Autostart => "autostart",
            Self::HighlightClass => Field::HighlightClass.name(),
            Self::NarrateEvent => Field::NarrateEvent.name(),
            Self::Position => Field::Position.name(),
            Self::OnMissing => Field::OnMissing.name(),
            Self::Crate => "crate",
        }
    }

    /// An example of its value.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Id => r#""onboarding""#,
            Self::Version => "1",
            Self::Autostart => "never",
            Self::HighlightClass => Field::HighlightClass.example(),
            Self::NarrateEvent => Field::NarrateEvent.example(),
            Self::Position => Field::Position.example(),
            Self::OnMissing => Field::OnMissing.example(),
            Self::Crate => "::docent",
        }
    }

    /// What its value is, in words.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Id => "the key of a visitor's progress",
            Self::Version => "the version of the tour",
            Self::Autostart => "whether the tour starts when its page is opened",
            Self::HighlightClass => Field::HighlightClass.what(),
            Self::NarrateEvent => Field::NarrateEvent.what(),
            Self::Position => Field::Position.what(),
            Self::OnMissing => Field::OnMissing.what(),
            Self::Crate => "the path of docent",
        }
    }
}

pub(super) fn names(form: Form) -> impl Iterator<Item = &'static str> + Clone {
    Field::all(form).iter().map(|field| field.name())
}

/// The field that other tour libraries call `word`.
fn in_other_libraries(word: &str) -> Option<Field> {
    Some(match without_capitals(word).as_str() {
        "selector" | "element" | "el" | "attach_to" | "anchor" => Field::Target,
        "text" | "content" | "title" | "body" | "description" | "intro" | "popover" | "tooltip"
        | "hint" => Field::Message,
        "side" | "placement" | "align" | "tooltip_position" => Field::Position,
        "event" | "until" | "wait" | "waits_for" | "await_for" | "advance_on" | "trigger" => {
            Field::WaitFor
        }
        "duration" | "delay" | "after" | "seconds" => Field::Timeout,
        "class" | "class_name" | "classes" | "highlight" => Field::HighlightClass,
        "enter"
        | "before"
        | "before_show"
        | "on_show"
        | "on_start"
        | "on_highlighted"
        | "on_highlight_started"
        | "on_before_change" => Field::OnEnter,
        "exit" | "leave" | "after_show" | "on_leave" | "on_hide" | "on_complete" | "on_next"
        | "on_finish" | "on_deselected" | "on_after_change" => Field::OnExit,
        "if_missing" | "missing" => Field::OnMissing,
        "path" | "route" | "on_page" | "location" => Field::Page,
        "url" | "link" | "to" => Field::Href,
        "skip" | "skip_when" | "done_if" | "unless" => Field::SkipIf,
        "then" | "goto" | "go_to" | "next_step" => Field::Next,
        _ => return None,
    })
}

/// What to do without a field that other tour libraries have, and docent has not.
pub(super) fn without_counterpart(word: &str, form: Form) -> Option<&'static str> {
    Some(match without_capitals(word).as_str() {
        "buttons" | "show_buttons" | "disable_buttons" | "skippable" | "allow_close"
        | "closable" | "optional" | "show_progress" | "show_skip_button" | "hide_back_button"
        | "hide_close_button" | "cancel_icon" | "show_bullets" | "show_step_numbers" => {
            "remove it: the bubble of each step shows its progress and Back, Skip or Next, and Close"
        }
        "scroll" | "scroll_to" | "scroll_into_view" | "smooth_scroll" | "scroll_to_element"
        | "scroll_to_handler" | "scroll_offset" | "scroll_padding" | "skip_scroll"
        | "disable_scrolling" => "remove it: a target that is out of sight is scrolled into view",
        "next_label"
        | "prev_label"
        | "skip_label"
        | "done_label"
        | "next_btn_text"
        | "prev_btn_text"
        | "done_btn_text"
        | "progress_text"
        | "step_numbers_of_label"
        | "locale"
        | "language"
        | "labels" => {
            "remove it: the texts of the buttons are `docent::page::Labels`, for all tours"
        }
        "use_modal_overlay" | "overlay" | "overlay_color" | "overlay_opacity" | "hide_overlay"
        | "disable_overlay" => {
            "remove it: how much the page is dimmed is `--docent-dim` in your stylesheet"
        }
        "can_click_target"
        | "disable_interaction"
        | "disable_active_interaction"
        | "block_target_interaction"
        | "spotlight_clicks"
        | "overlay_click_behavior"
        | "overlay_click_action"
        | "exit_on_overlay_click"
        | "disable_overlay_close" => {
            "remove it: the target and the page around it can always be used"
        }
        "exit_on_esc"
        | "dismiss_key_action"
        | "disable_close_on_esc"
        | "keyboard_navigation"
        | "allow_keyboard_control" => "remove it: Esc ends the tour",
        "floating_u_i_options"
        | "primary_color"
        | "background_color"
        | "text_color"
        | "arrow_color"
        | "popover_class"
        | "tooltip_class"
        | "button_class"
        | "styles"
        | "arrow"
        | "animate"
        | "stage_padding"
        | "stage_radius"
        | "spotlight_padding"
        | "spotlight_radius"
        | "helper_element_padding"
        | "popover_offset"
        | "modal_overlay_opening_radius" => {
            "remove it: how the bubble and the highlight look is a matter of your stylesheet"
        }
        "skip_missing_element" => "write `on_missing: skip`",
        "advance_on_click" => match form {
            Form::Source => "write `wait_for: dom(\"click\")`",
            Form::Data => "write `wait_for: {\"dom\": \"click\"}`",
        },
        "before_show_promise" | "wait_for_element" | "target_wait_timeout" => {
            "remove it: a step waits until its target is on the page"
        }
        "continuous" => "remove it: a step with `wait_for: next` has a Next button",
        "run" | "auto_start" | "dont_show_again" => match form {
            Form::Source => {
                "to start the tour when its page is opened, write `autostart: once` above the first step"
            }
            Form::Data => "remove it: the app starts the tour",
        },
        "default_step_options" => {
            "what holds for all steps is a setting: `position`, `on_missing`, `highlight_class` or `narrate_event`"
        }
        "order" | "index" | "number" | "step_index" => {
            "remove it: steps follow each other as they are written, or as `next` says"
        }
        "condition" | "if" | "show_if" | "show_on" | "show_when" | "only_if" | "enabled"
        | "visible" => match form {
            Form::Source => "write the opposite: `skip_if: |view| …`",
            Form::Data => {
                "remove it: a condition is code, which only a tour in `tutorial!` can have"
            }
        },
        "auto_advance" | "autoplay" | "advance_after" | "auto" => {
            "a step that ends after some time has a `timeout: 4s`"
        }
        _ => return None,
    })
}

/// `attachTo` → `attach_to`
fn without_capitals(word: &str) -> String {
    let mut snake = String::with_capacity(word.len() + 4);
    for character in word.chars() {
        if character.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}
