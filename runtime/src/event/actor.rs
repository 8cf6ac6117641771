//! Who is behind an event.

/// Who has caused an event.
///
/// ```
/// # use docent::prelude::*;
/// # use docent::event::Actor;
/// # #[derive(Default)] struct Exam { grade: Option<u8>, log: Vec<Actor> }
/// # impl View for Exam { fn render(&self) -> Html { Html::default() } }
/// #[live_view(LiveView)]
/// impl Exam {
///     /// Only the app grades: no page can send this event.
///     #[event_handler(from = App)]
///     fn graded(&mut self, grade: u8) { self.grade = Some(grade) }
///
///     /// Anybody reopens the exam, and it is noted who.
///     #[event_handler]
///     fn reopen(&mut self, cx: &mut Context<'_, Self>) { self.log.push(cx.actor()) }
/// }
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Actor {
    /// The visitor, by their page. Not to be trusted.
    #[default]
    Visitor,
    /// The app, by [`Docent::visitor`](crate::Docent::visitor) or
    /// [`Docent::session`](crate::Docent::session).
    App,
}

impl Actor {
    /// The word in logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::App => "app",
        }
    }
}
