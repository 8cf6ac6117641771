//! Every name that an expansion could use means something else here.
#![allow(dead_code, non_camel_case_types, non_upper_case_globals)]

/// Not the prelude's.
#[derive(Debug)]
pub enum Option {}
/// Not the prelude's.
#[derive(Debug)]
pub enum Result {}
/// Not the prelude's.
#[derive(Debug)]
pub enum String {}
/// Not the prelude's.
#[derive(Debug)]
pub enum Box {}
/// Not the prelude's.
#[derive(Debug)]
pub enum Some {}
/// Not the prelude's.
#[derive(Debug)]
pub enum None {}
/// Not the prelude's.
#[derive(Debug)]
pub enum Ok {}
/// Not the prelude's.
#[derive(Debug)]
pub enum Err {}
/// Not the prelude's.
#[derive(Debug)]
pub enum Self_ {}
/// Not docent's.
#[derive(Debug)]
pub enum Live {}
/// Not docent's.
#[derive(Debug)]
pub enum Tutorial {}
/// Not docent's.
#[derive(Debug)]
pub enum Handler {}
/// Not docent's.
#[derive(Debug)]
pub enum Step {}
/// Not docent's.
#[derive(Debug)]
pub enum Tour {}
/// Not the standard library.
pub mod std {}
/// Not the standard library.
pub mod core {}
/// Not docent.
pub mod docent {}

/// A parameter with the name of a generated struct.
#[derive(Debug, serde::Deserialize)]
pub struct EventHandlers;

/// Parameters with the name of their handler.
pub mod rename {
    /// A title.
    #[derive(Debug, serde::Deserialize)]
    pub struct Title;
}

const EVENTS: ::core::time::Duration = ::core::time::Duration::from_secs(1);
static TOUR: &str = "#tour";

/// A unit struct, whose name no local variable can have.
#[derive(Debug)]
pub struct params;

/// A constant, likewise.
pub const cx: u8 = 0;

/// A view among all of them.
#[derive(Debug)]
pub struct view {}

#[::docent::live_view(::docent::TutorialMixin, ::docent::LiveView)]
impl view {
    /// Has the names of the expansion's own variables.
    #[::docent::event_handler]
    pub fn view(&mut self, view: EventHandlers, event: u8, guide: u8) {
        let _ = (&self, view, event, guide);
    }

    /// Has the name of its parameter's module.
    #[::docent::event_handler]
    pub fn rename(&mut self, title: rename::Title) {
        let _ = (&self, title);
    }

    /// Has the name of its parameter's type.
    #[::docent::event_handler]
    pub fn bool(&mut self, bool: bool, of: ::std::vec::Vec<Self>) {
        let _ = (&self, bool, of);
    }

    /// Has the name of a variable of the expansion.
    #[::docent::event_handler]
    pub async fn cx(&mut self, context: &mut ::docent::Context<'_, Self>) {
        let _ = (&self, context);
    }

    /// Has the name of a field that the expansion could add.
    #[::docent::event_handler]
    pub async fn nothing(guide: ::docent::Guide<Self>, of: u8) {
        let _ = (guide, of);
    }
}

impl<'de> serde::Deserialize<'de> for view {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> ::core::result::Result<Self, D::Error> {
        ::core::result::Result::Ok(view {})
    }
}

impl ::docent::View for view {
    fn render(&self) -> ::docent::Html {
        ::docent::Html::from("")
    }
}

fn message() -> &'static str {
    TOUR
}

fn timeout() -> ::docent::Js {
    ::docent::Js::focus().to(TOUR)
}

::docent::tutorial! {
    <view>

    step {
        target: "#a",
        message: |view| { let _ = view; message() },
        wait_for: view,
        timeout: EVENTS,
        on_enter: timeout(),
    }
    step { target: "#a", message: "", wait_for: rename }
    step { target: "#a", message: "", wait_for: bool }
    step { target: "#a", message: "", wait_for: nothing }
}

::docent::tutorial! {
    /// A tour with a name that the expansion could use.
    pub static EVENTS_: <view>

    step view {
        target: "#a",
        message: "",
        wait_for: view,
        when: |view| view.event > params::of() && view.guide > 0,
        skip_if: |it| { let view {} = it; false },
        next: [View if |view| { let _ = view; true }, end],
    }
    step View { target: "#a", message: "", wait_for: ::docent::TutorialMixin::back_tutorial }
}

impl params {
    fn of() -> u8 {
        cx
    }
}
